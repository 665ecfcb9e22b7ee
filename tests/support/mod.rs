//! A small office for tests: invented people in 雁峰区.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops")]

use chrono::NaiveDate;
use minzheng::domain::division_code::DivisionCode;
use minzheng::domain::people::id_number::check_char;
use minzheng::register::{Draft, Register, Saved, find};
use minzheng::store::change::act::{ActKind, By};
use minzheng::store::{NewOffice, Store, StoreFault, Who};
use rusqlite::types::ValueRef;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub const VILLAGE: &str = "430406001001";
pub const OTHER_VILLAGE: &str = "430406002003";

pub struct Office {
    pub store: Store,
    pub who: Who,
    pub day: NaiveDate,
    pub path: PathBuf,
    dir: tempfile::TempDir,
}

pub fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

pub fn register(name: &str) -> &'static Register {
    find(name).unwrap().register
}

/// A valid ID number of this district: born on the day, with that serial (odd: male).
pub fn id(born: &str, serial: u16) -> String {
    let first = format!("430406{}{serial:03}", born.replace('-', ""));
    format!("{first}{}", check_char(&first))
}

/// An account of a person.
pub fn account(person: i64, number: &str, from: &str) -> Draft {
    Draft::new(register("account"))
        .with("person", format!("#{person}"))
        .with("bank_code", "102")
        .with("account_no", number)
        .with("valid_from", from)
}

/// A case of 特困 that was taken over from paper, applied for on a day.
pub fn tekun(person: i64, applied: &str) -> Draft {
    Draft::new(register("tekun"))
        .with("kind", "U")
        .with("person", format!("#{person}"))
        .with("origin", "taken_over")
        .with("income", "0")
        .with("apply_date", applied)
}

/// A version of 特困.
pub fn tekun_award(decided: &str) -> Draft {
    Draft::new(register("tekun_award")).with("decided_date", decided)
}

/// An assessment of 自理能力: so many of the six things that somebody does not do alone.
pub fn assessment(on: &str, fails: usize) -> Draft {
    let cols = ["adl_eat", "adl_dress", "adl_bed", "adl_toilet", "adl_walk", "adl_bath"];
    let draft = Draft::new(register("assessment")).with("assess_date", on).with("assess_org", "区评估中心");
    cols.into_iter().enumerate().fold(draft, |draft, (n, col)| draft.with(col, if n < fails { "0" } else { "1" }))
}

impl Office {
    /// An office whose parameters stand.
    pub fn new() -> Office {
        let office = Office::unconfirmed();
        office.sql("UPDATE parameter SET state = 'confirmed', basis = '雁政发〔2020〕1号'");
        office
    }

    /// An office as `init` leaves it: nobody has confirmed its parameters.
    pub fn unconfirmed() -> Office {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("office.db");
        let new = NewOffice {
            division: DivisionCode::parse("430406").unwrap(),
            day: day("2021-12-31"),
            name: None,
            demo_day: None,
            at: None,
        };
        let store = Store::create(&path, &new).unwrap();
        let who = store.who(None).unwrap();
        Office { store, who, day: day("2021-12-31"), path, dir }
    }

    /// The office as a file, to be copied.
    pub fn into_bytes(self) -> Vec<u8> {
        drop(self.store);
        std::fs::read(&self.path).unwrap()
    }

    /// A copy of an office.
    pub fn copy(bytes: &[u8]) -> Office {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("office.db");
        std::fs::write(&path, bytes).unwrap();
        let store = Store::open(&path).unwrap();
        let who = store.who(None).unwrap();
        Office { store, who, day: day("2021-12-31"), path, dir }
    }

    /// A second program on the same file.
    pub fn second(&self) -> Store {
        Store::open(&self.path).unwrap()
    }

    pub fn save(&self, draft: &Draft) -> Result<Saved, StoreFault> {
        self.store.save(draft, &self.who, self.day)
    }

    pub fn saved(&self, draft: &Draft) -> i64 {
        match self.save(draft) {
            Ok(saved) => saved.key,
            Err(e) => panic!("{e}"),
        }
    }

    /// Saves what must be refused, and gives the codes.
    pub fn refused(&self, draft: &Draft) -> Vec<&'static str> {
        match self.save(draft) {
            Ok(_) => panic!("was saved: {:?}", draft.texts),
            Err(StoreFault::Refused(r)) => r.slips.iter().map(|s| s.code).collect(),
            Err(e) => panic!("{e}"),
        }
    }

    pub fn person_draft(&self, name: &str, id_number: &str) -> Draft {
        Draft::new(register("person"))
            .with("id_number", id_number)
            .with("name", name)
            .with("hukou_division", VILLAGE)
            .with("home_division", VILLAGE)
    }

    pub fn person(&self, name: &str, id_number: &str) -> i64 {
        self.saved(&self.person_draft(name, id_number))
    }

    /// An office with a second clerk, 李敏.
    pub fn with_another() -> (Office, Who) {
        let o = Office::new();
        let other = Draft::new(register("operator")).with("name", "limin").with("full_name", "李敏");
        o.saved(&other.with("role", "checker"));
        let other = o.store.who(Some("limin")).unwrap();
        (o, other)
    }

    /// An office in which 老张 entered two people on 30 December, and 李敏, who comes with it, corrected one and voided the other on the
    /// 31st.
    pub fn with_two_clerks() -> (Office, Who) {
        let (mut o, other) = Office::with_another();
        o.day = day("2021-12-30");
        let first = o.person("陈桂香", &id("1947-03-02", 24));
        let second = o.person("李伟", &id("1950-05-01", 31));
        o.day = day("2021-12-31");
        let draft = Draft { key: Some(first), why: Some("电话错了".to_owned()), ..Draft::new(register("person")) };
        o.store.save(&draft.with("phone", "13973412345"), &other, o.day).unwrap();
        o.store.void(register("person"), second, &other, o.day, "与 430406195005010316 重复").unwrap();
        (o, other)
    }

    pub fn member_draft(&self, person: i64, relation: &str) -> Draft {
        Draft::new(register("member"))
            .with("person", format!("#{person}"))
            .with("relation_code", relation)
            .with("valid_from", "2020-01-01")
    }

    /// A household of its first person and others with their relations.
    pub fn household(&self, head: i64, others: &[(i64, &str)]) -> i64 {
        let mut draft = Draft::new(register("household")).with("applicant", format!("#{head}"));
        draft.children.push(self.member_draft(head, "02"));
        for (person, relation) in others {
            draft.children.push(self.member_draft(*person, relation));
        }
        self.saved(&draft)
    }

    pub fn award_draft(&self, decided: &str, income: &str) -> Draft {
        Draft::new(register("award")).with("decided_date", decided).with("income", income).with("class_code", "B")
    }

    /// A home (雁峰区福利院), and somebody who has lived there since May 2021, in bed 2-1.
    pub fn stays(&self, person: i64) {
        let home = Draft::new(register("institution"))
            .with("code", "H1")
            .with("name", "雁峰区福利院")
            .with("account_name", "雁峰区福利院")
            .with("bank_code", "102")
            .with("account_no", "6217000000000000001")
            .with("division", VILLAGE);
        let home = self.saved(&home);
        let stay = Draft::new(register("resident")).with("person", format!("#{person}"));
        let stay = stay.with("institution", format!("#{home}")).with("bed_no", "2-1");
        self.saved(&stay.with("in_on", "2021-05-20").with("ability_level", "1"));
    }

    /// An urban case with its first version.
    pub fn case(&self, household: i64, income: &str) -> i64 {
        let mut draft = Draft::new(register("dibao"))
            .with("kind", "U")
            .with("household", format!("#{household}"))
            .with("origin", "taken_over")
            .with("apply_date", "2020-10-08")
            .with("accept_date", "2020-10-09");
        draft.children.push(self.award_draft("2020-11-20", income));
        self.saved(&draft)
    }

    /// Changes the file as the program would have: the audit has what was changed, under the acts that the rows name.
    pub fn sql(&self, text: &str) {
        let db = rusqlite::Connection::open(&self.path).unwrap();
        let before = copies(&db);
        db.execute_batch(text).unwrap();
        let put = "INSERT INTO audit(act, register, row, before, after) VALUES (?1, ?2, ?3, ?4, ?5)";
        for ((table, row), after) in copies(&db) {
            let before = before.get(&(table.clone(), row));
            if before != Some(&after) {
                db.execute(put, (after["act"].as_i64(), table, row, before.map(Json::to_string), after.to_string()))
                    .unwrap();
            }
        }
    }

    /// Roles are given from now on: seals what stands of accounts and grants.
    pub fn seal_rights(&self) {
        let by =
            By { operator: 1, at: self.one("SELECT max(at) FROM act"), day: "2021-12-31".to_owned(), witness: None };
        let sealed =
            self.store.fill(|filling| filling.seal_rights(&filling.act(ActKind::Rights, &by, Some("设立岗位"))?));
        let sealed: Result<(), StoreFault> = sealed;
        sealed.unwrap();
    }

    /// Changes the file as another tool does.
    pub fn behind_its_back(&self, text: &str) {
        rusqlite::Connection::open(&self.path).unwrap().execute_batch(text).unwrap();
    }

    pub fn one<T: rusqlite::types::FromSql>(&self, query: &str) -> T {
        rusqlite::Connection::open(&self.path).unwrap().query_row(query, [], |r| r.get(0)).unwrap()
    }

    /// A closed batch of one month with a paid line for a case.
    pub fn paid_line(&self, batch: i64, case: i64, person: i64, month: &str) -> i64 {
        let key = batch * 1_000_000 + 1;
        self.sql(&format!(
            "INSERT INTO batch(key, batch_no, scheme, period, batch_kind, state, line_count, total_fen, made_by, act)
               VALUES ({batch}, 'DBU-{batch}', 'dibao-urban', '{month}', 'N', 'draft', 1, 10000, 'maker', 1);
             INSERT INTO payment(key, batch, scheme, case_key, beneficiary, payee, division, period_due, line_type, households,
                 persons, amount_fen, account_name, account_no, bank_code, act)
               VALUES ({key}, {batch}, 'dibao-urban', {case}, {person}, {person}, '{VILLAGE}', '{month}', '01', 1, 1, 10000,
                 '某', '6217000000000000000', '102', 1);
             UPDATE payment SET bank_state = '1', paid_on = '{month}-15', booked_month = '{month}' WHERE key = {key};
             UPDATE batch SET state = 'closed', success_count = 1, success_fen = 10000, fail_count = 0, fail_fen = 0,
                 closed_at = '{month}-20' WHERE key = {batch};"
        ));
        key
    }
}

/// The rows of a table as JSON of their stored columns.
pub fn rows_of(db: &rusqlite::Connection, table: &str) -> Vec<serde_json::Map<String, Json>> {
    let mut get = db.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
    let columns: Vec<String> = get.query_map([table], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
    let mut get = db.prepare(&format!("SELECT {} FROM {table}", columns.join(", "))).unwrap();
    let mut rows = get.query([]).unwrap();
    let mut all = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let value = |at: usize| match row.get_ref(at).unwrap() {
            ValueRef::Integer(n) => Json::from(n),
            ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
            _ => Json::Null,
        };
        all.push(columns.iter().enumerate().map(|(at, name)| (name.clone(), value(at))).collect());
    }
    all
}

/// An office with a grandmother and her grandson, and their case.
pub fn with_one_case() -> Office {
    let office = Office::new();
    let person = office.person("陈桂香", &id("1947-03-02", 24));
    let other = office.person("李伟", &id("2006-05-01", 31));
    let household = office.household(person, &[(other, "41")]);
    office.case(household, "300");
    office
}

/// Every row of the registers as JSON of its stored columns.
fn copies(db: &rusqlite::Connection) -> BTreeMap<(String, i64), Json> {
    let tables = minzheng::register::written().map(|register| register.name);
    let rows = tables.flat_map(|table| rows_of(db, table).into_iter().map(move |row| (table, row)));
    rows.map(|(table, row)| ((table.to_owned(), row["key"].as_i64().unwrap()), Json::Object(row))).collect()
}

/// What this process holds locked of a file, one line each.
#[cfg(target_os = "linux")]
pub fn locks_on(path: &Path) -> usize {
    use std::os::unix::fs::MetadataExt;
    let id = |path: &Path| std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()));
    let file = id(path).unwrap();
    let handles = std::fs::read_dir("/proc/self/fd").unwrap().filter_map(Result::ok);
    let on_file = handles.filter(|handle| id(&handle.path()) == Some(file));
    let told = on_file
        .filter_map(|handle| std::fs::read_to_string(Path::new("/proc/self/fdinfo").join(handle.file_name())).ok());
    told.map(|text| text.lines().filter(|line| line.starts_with("lock:")).count()).sum()
}
