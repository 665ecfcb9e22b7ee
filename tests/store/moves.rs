//! A case that moves to another village: past months keep the old one, each town's flow closes, the summaries and the walk over the
//! cases say what the rows say; a mistaken village is another act, which names what it touches.

use crate::tiny_office::{A, C, D, E, TinyOffice};
use chrono::NaiveDate;
use minzheng::domain::month::Month;
use minzheng::domain::slip::Severity;
use minzheng::figure::report::{self, Kind};
use minzheng::figure::table::{Filled, SheetCell};
use minzheng::jobs::report::fill;
use minzheng::register::{Draft, From, Query, Register, Saved, find};
use minzheng::store::{Store, StoreFault};
use rusqlite::Connection;

const VILLAGE_1: &str = "430406001001";
const VILLAGE_1B: &str = "430406001004";
const VILLAGE_2: &str = "430406002003";
const TABLES: [&str; 2] = ["dibao-urban", "changes"];

fn register(name: &str) -> &'static Register {
    find(name).unwrap().register
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 12, 31).unwrap()
}

fn save(store: &Store, draft: &Draft) -> Result<Saved, StoreFault> {
    store.save(draft, &store.who(None).unwrap(), today())
}

fn saved(store: &Store, draft: &Draft) -> i64 {
    save(store, draft).unwrap_or_else(|e| panic!("{e}")).key
}

fn refused(store: &Store, draft: &Draft) -> String {
    match save(store, draft) {
        Ok(_) => panic!("was saved: {:?}", draft.texts),
        Err(StoreFault::Refused(r)) => r.slips.iter().map(|s| format!("{} {}\n", s.code, s.text)).collect(),
        Err(e) => panic!("{e}"),
    }
}

fn moving(case: i64, to: &str, decided: &str) -> Draft {
    Draft::new(register("move"))
        .with("case_key", format!("DB4304062020{:05}", case - 1_000_000_000))
        .with("division", to)
        .with("decided_date", decided)
}

fn of_case(case: i64) -> Draft {
    let mut draft = Draft::new(register("dibao"));
    draft.key = Some(case);
    draft
}

fn table(store: &Store, name: &str, month: &str) -> Filled {
    let Some(Kind::Table(sheet)) = report::find(name).map(|r| r.kind) else { panic!("{name}") };
    fill(store, sheet, Month::parse(month).unwrap()).unwrap()
}

fn tables(store: &Store, months: &[&str]) -> Vec<Filled> {
    months.iter().flat_map(|m| TABLES.iter().map(move |t| table(store, t, m))).collect()
}

/// 户数 and 人数 of the towns that have any.
fn towns(filled: &Filled) -> Vec<(String, i64, i64)> {
    let count = |c: &SheetCell| if let SheetCell::Count(n) = c { *n } else { 0 };
    let rows = filled.rows.iter().map(|(name, cells)| (name.clone(), count(&cells[0]), count(&cells[1])));
    rows.filter(|(_, households, _)| *households > 0).collect()
}

fn closes(filled: &Filled) {
    for check in filled.checks.iter().filter(|c| c.text.contains("关系") || c.text.contains("各镇")) {
        assert!(check.holds, "{}", check.text);
    }
}

/// What `verify` says of moves and summaries.
fn agrees(store: &Store) {
    for finding in store.verify().unwrap().iter().filter(|f| ["moves", "summaries"].contains(&f.check)) {
        assert!(finding.ok, "{}", finding.detail);
    }
}

/// 户数 and 人数 of a town in a month by plain SQL over the rows.
fn by_hand(office: &TinyOffice, month: &str, town: &str) -> (i64, i64) {
    let db = Connection::open(&office.path).unwrap();
    let sql = "WITH place AS (SELECT d.key, coalesce((SELECT left_division FROM move m WHERE m.case_key = d.key AND from_month > ?1
                   AND voided_by IS NULL ORDER BY from_month LIMIT 1), d.division) AS village
                 FROM dibao d WHERE d.kind = 'U' AND d.voided_by IS NULL),
             latest AS (SELECT dibao, max(from_month) AS m FROM award WHERE from_month <= ?1 AND voided_by IS NULL GROUP BY dibao)
        SELECT count(*), coalesce(sum(a.persons), 0) FROM place p JOIN latest l ON l.dibao = p.key
          JOIN award a ON a.dibao = p.key AND a.from_month = l.m AND a.voided_by IS NULL
         WHERE a.kind <> 'end' AND substr(p.village, 1, 9) || '000' = ?2";
    db.query_row(sql, [month, town], |r| Ok((r.get(0)?, r.get(1)?))).unwrap()
}

#[test]
fn a_move_changes_the_months_from_then_on() {
    let office = TinyOffice::new();
    let store = office.open();
    let before = tables(&store, &["2021-09", "2021-10"]);
    assert_eq!(towns(&before[2]), [("先锋街道".to_owned(), 2, 3), ("雁峰街道".to_owned(), 2, 4)]);
    // C goes to 先锋街道 with three persons in November, when one of them leaves it.
    let key = saved(&store, &moving(C, VILLAGE_1, "2021-10-20"));
    assert_eq!(tables(&store, &["2021-09", "2021-10"]), before, "past months keep the old village");
    let november = table(&store, "dibao-urban", "2021-11");
    assert_eq!(towns(&november), [("先锋街道".to_owned(), 4, 6), ("雁峰街道".to_owned(), 1, 1)]);
    for month in ["2021-10", "2021-11", "2021-12"] {
        let t1 = table(&store, "dibao-urban", month);
        closes(&t1);
        let sql = ["430406001000", "430406002000"].map(|town| by_hand(&office, month, town));
        let said: Vec<(i64, i64)> = towns(&t1).into_iter().map(|(_, h, p)| (h, p)).collect();
        assert_eq!(said, sql, "{month}");
    }
    let flow = november.checks.iter().find(|c| c.text.starts_with("户数")).unwrap();
    assert!(flow.text.contains("+区内迁入1-区内迁出1="), "{}", flow.text);
    // 转入, 转出 of 动态管理表: one household with three persons beside the one from 农村低保, nothing of it is 新增.
    let changes = table(&store, "changes", "2021-11");
    assert_eq!(changes.rows[0].1[8..12], [2, 4, 1, 3].map(SheetCell::Count), "{:?}", changes.rows[0].1);
    assert_eq!(changes.rows[0].1[16], SheetCell::Text("平".to_owned()));
    let db = Connection::open(&office.path).unwrap();
    let events: Vec<(String, i64, i64, i64)> = db
        .prepare(
            "SELECT kind, households_delta, persons_delta, amount_delta_fen FROM change WHERE award = ?1 ORDER BY kind",
        )
        .unwrap()
        .query_map([key], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(events, [("09".to_owned(), 1, 3, 90_000), ("10".to_owned(), -1, -3, -90_000)]);
    agrees(&store);
}

#[test]
fn summaries_follow_a_move_from_its_month_on() {
    let kept = TinyOffice::new();
    let months: Vec<Month> = (1..=12).filter_map(|m| Month::new(2021, m)).collect();
    let all = ["2021-09", "2021-10", "2021-11", "2021-12"];
    kept.open().summarise("dibao-urban", &months).unwrap();
    let moves =
        [moving(C, VILLAGE_1, "2021-10-20"), moving(A, VILLAGE_2, "2021-09-20"), moving(A, VILLAGE_1B, "2021-11-20")];
    for draft in &moves {
        saved(&kept.open(), draft);
    }
    let db = Connection::open(&kept.path).unwrap();
    let left: String =
        db.query_row("SELECT max(month) FROM month_town WHERE scheme = 'dibao-urban'", [], |r| r.get(0)).unwrap();
    assert_eq!(left, "2021-09", "the months before the first move stay");
    let counted = TinyOffice::new();
    for draft in &moves {
        saved(&counted.open(), draft);
    }
    let expected = tables(&counted.open(), &all);
    expected.iter().for_each(closes);
    assert_eq!(tables(&kept.open(), &all), expected);
    // The walk over the cases says what the rows say.
    kept.open().summarise("dibao-urban", &months).unwrap();
    assert_eq!(tables(&kept.open(), &all), expected);
    assert_eq!(kept.open().summaries_off().unwrap(), Vec::<String>::new());
    // Taken back, from the last one on: as if nothing had been.
    let keys = |sql: &str| -> i64 { db.query_row(sql, [], |r| r.get(0)).unwrap() };
    let [first, last] =
        ["min", "max"].map(|which| keys(&format!("SELECT {which}(key) FROM move WHERE case_key = {A}")));
    let store = kept.open();
    let who = store.who(None).unwrap();
    assert!(
        store.void(register("move"), first, &who, today(), "录错了").unwrap_err().to_string().contains("从最后一次起")
    );
    store.void(register("move"), last, &who, today(), "录错了").unwrap();
    store.void(register("move"), first, &who, today(), "录错了").unwrap();
    store
        .void(register("move"), keys(&format!("SELECT key FROM move WHERE case_key = {C}")), &who, today(), "录错了")
        .unwrap();
    assert_eq!(tables(&store, &all), tables(&TinyOffice::new().open(), &all));
    assert_eq!(store.summaries_off().unwrap(), Vec::<String>::new());
    agrees(&store);
}

#[test]
fn a_move_falls_with_its_changes_and_with_its_case() {
    let office = TinyOffice::new();
    let store = office.open();
    let who = store.who(None).unwrap();
    let db = Connection::open(&office.path).unwrap();
    let one = |sql: &str| -> i64 { db.query_row(sql, [], |r| r.get(0)).unwrap() };
    let key = saved(&store, &moving(C, VILLAGE_1, "2021-11-20"));
    let change = one(&format!("SELECT min(key) FROM change WHERE award = {key}"));
    store.void(register("change"), change, &who, today(), "录错了").unwrap();
    assert_eq!(
        one("SELECT count(*) FROM move WHERE voided_by IS NULL")
            + one("SELECT count(*) FROM change WHERE award > 5000000000 AND voided_by IS NULL"),
        0
    );
    assert_eq!(tables(&store, &["2021-12"]), tables(&TinyOffice::new().open(), &["2021-12"]));
    saved(&store, &moving(D, VILLAGE_1, "2021-11-20"));
    for line in [2_000_005, 1_000_001] {
        let _ = store.take_back(line, &who, today(), "试一笔");
    }
    store.void(register("dibao"), D, &who, today(), "录重了").unwrap();
    assert_eq!(one("SELECT count(*) FROM move WHERE voided_by IS NULL"), 0);
    agrees(&store);
}

#[test]
fn a_move_inside_a_town_moves_no_count_of_it() {
    let office = TinyOffice::new();
    let store = office.open();
    let before = tables(&store, &["2021-10", "2021-11", "2021-12"]);
    saved(&store, &moving(A, VILLAGE_1B, "2021-10-20"));
    assert_eq!(tables(&store, &["2021-10", "2021-11", "2021-12"]), before);
    let db = Connection::open(&office.path).unwrap();
    assert_eq!(
        db.query_row("SELECT count(*) FROM change WHERE award > 5000000000", [], |r| r.get::<_, i64>(0)).unwrap(),
        0
    );
}

/// A stop that is entered later for an earlier month leaves nothing to move.
#[test]
fn who_is_not_on_the_roster_moves_nowhere() {
    let office = TinyOffice::new();
    let store = office.open();
    saved(&store, &moving(A, VILLAGE_2, "2021-11-20"));
    closes(&table(&store, "dibao-urban", "2021-12"));
    office.sql(&format!(
        "INSERT INTO award(dibao, from_month, kind, decided_date, change_kind, act) VALUES ({A}, '2021-12', 'end', '2021-11-25', '06', 1);
         INSERT INTO change(scheme, case_key, month, kind, award, decided_date, act)
             SELECT 'dibao-urban', dibao, from_month, '06', key, decided_date, 1 FROM award WHERE dibao = {A} AND kind = 'end';"
    ));
    // Moved and stopped in one month: out of the old town, into the new one, out of that.
    closes(&table(&store, "dibao-urban", "2021-12"));
    office.sql(&format!(
        "UPDATE award SET from_month = '2021-11' WHERE dibao = {A} AND kind = 'end';
         UPDATE change SET month = '2021-11' WHERE case_key = {A} AND kind = '06'"
    ));
    for month in ["2021-11", "2021-12"] {
        closes(&table(&store, "dibao-urban", month));
    }
    assert!(refused(&store, &moving(E, VILLAGE_1, "2021-11-20")).contains("E-MV04 案件在 2021-12 以前已停发"));
}

#[test]
fn a_move_has_its_place_among_the_months_of_its_case() {
    let office = TinyOffice::new();
    let store = office.open();
    assert!(refused(&store, &moving(A, VILLAGE_1, "2021-10-20")).contains("E-MV03"));
    assert!(refused(&store, &moving(A, "430406002999", "2021-10-20")).contains("E-DV01"));
    assert!(refused(&store, &moving(A, VILLAGE_2, "2022-01-20")).contains("E-RG03"));
    assert!(refused(&store, &moving(A, VILLAGE_2, "2021-10-20").with("from_month", "2021-01")).contains("晚于"));
    assert!(refused(&store, &moving(A, VILLAGE_2, "2021-10-20").with("from_month", "2031-11")).contains("E-MV04"));
    let relief = moving(A, VILLAGE_2, "2021-10-20").with("case_key", "LS430406202100001");
    assert!(refused(&store, &relief).contains("一次性救助没有迁居"));
    // Back in time it says which months and batches it finds there.
    let back = moving(A, VILLAGE_2, "2021-12-20").with("from_month", "2021-10");
    let said = store.check(&back, today()).unwrap().slips;
    let warned = said.iter().find(|s| s.code == "W-MV05").unwrap();
    assert_eq!(warned.severity, Severity::Warning);
    for part in ["自 2021-10 至 2021-12", "2 个批次(DBU-202110-01 至 DBU-202111-01)仍按发放时的村(居)"] {
        assert!(warned.text.contains(part), "{}", warned.text);
    }
    saved(&store, &back);
    assert!(refused(&store, &moving(A, VILLAGE_1B, "2021-08-20")).contains("已有自 2021-10 起的迁居"));
    let mut row = Draft::new(register("move")).with("division", VILLAGE_1B);
    row.key = Some(5_000_000_001);
    assert!(refused(&store, &row).contains("E-RG10"));
}

#[test]
fn a_mistaken_village_is_corrected_for_all_months_and_says_so() {
    let office = TinyOffice::new();
    let store = office.open();
    let months: Vec<Month> = (1..=12).filter_map(|m| Month::new(2021, m)).collect();
    store.summarise("dibao-urban", &months).unwrap();
    let mut draft = of_case(C).with("division", VILLAGE_1);
    let said = refused(&store, &draft);
    for part in
        ["E-MV02", "2021-01 至 2021-12", "登记一行“迁居”", "2 个批次(DBU-202111-01 至 DBU-202111-02)仍按发放时的村(居)"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    draft.accept.push("E-MV02".to_owned());
    draft.why = Some("当初登记错了村".to_owned());
    saved(&store, &draft);
    assert_eq!(
        towns(&table(&store, "dibao-urban", "2021-10")),
        [("先锋街道".to_owned(), 3, 6), ("雁峰街道".to_owned(), 1, 1)]
    );
    for month in ["2021-09", "2021-10", "2021-11"] {
        closes(&table(&store, "dibao-urban", month));
    }
    assert_eq!(store.summaries_off().unwrap(), Vec::<String>::new());
    // The exception is on record for that village, not for the next one.
    assert!(refused(&store, &of_case(C).with("division", VILLAGE_1B)).contains("E-MV02"));
    // With a move on record there is no one village to correct.
    saved(&store, &moving(C, VILLAGE_2, "2021-11-20"));
    assert!(refused(&store, &of_case(C).with("division", VILLAGE_1B)).contains("E-MV01"));
    saved(&store, &of_case(C).with("note", "别的照改"));
}

#[test]
fn who_changes_home_is_told_which_cases_stay() {
    let office = TinyOffice::new();
    let store = office.open();
    let mut person = Draft::new(register("person")).with("home_division", VILLAGE_2);
    person.key = Some(1);
    let said = store.check(&person, today()).unwrap().slips;
    let warned = said.iter().find(|s| s.code == "W-MV06").unwrap();
    assert!(warned.text.contains("城市低保 DB430406202000001(先锋街道)"), "{}", warned.text);
    let mut house = Draft::new(register("household")).with("division", VILLAGE_2);
    house.key = Some(1);
    assert!(store.check(&house, today()).unwrap().slips.iter().any(|s| s.code == "W-MV06"));
    saved(&store, &moving(A, VILLAGE_2, "2021-11-20"));
    assert!(!store.check(&person, today()).unwrap().slips.iter().any(|s| s.code == "W-MV06"), "it has moved too");
}

/// Case numbers and villages of the list, page by page, under a filter.
fn listed(store: &Store, day: NaiveDate, filter: Option<&str>) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut from = From::Start;
    loop {
        let mut query = Query { from, ..Query::new(register("dibao"), day, 2) };
        if let Some(code) = filter {
            query = query.with("division", code);
        }
        let page = store.page(&query).unwrap();
        for row in &page.rows {
            let json = store.record_json(register("dibao"), row.key, day).unwrap();
            all.push((json["case_no"].as_str().unwrap().to_owned(), json["division"].as_str().unwrap().to_owned()));
        }
        match page.rows.last() {
            Some(last) if !page.last => from = From::After(last.key),
            _ => break,
        }
        assert_eq!(store.count(&Query { from: From::Start, ..query }).unwrap().rows, count_of(store, day, filter));
    }
    all
}

fn count_of(store: &Store, day: NaiveDate, filter: Option<&str>) -> i64 {
    let all = store.rows_json(&Query::new(register("dibao"), day, 500), 500).unwrap();
    let starts = |row: &serde_json::Value| {
        let head = filter.map_or("", |f| f.trim_end_matches("000"));
        row["division"].as_str().is_some_and(|code| code.starts_with(head))
    };
    i64::try_from(all.iter().filter(|row| starts(row)).count()).unwrap()
}

#[test]
fn a_move_that_lies_ahead_lies_ahead_in_lists_too() {
    let office = TinyOffice::new();
    let store = office.open();
    let next_year = NaiveDate::from_ymd_opt(2022, 1, 5).unwrap();
    let no = |case: i64| format!("DB4304062020{:05}", case - 1_000_000_000);
    let before = listed(&store, today(), None);
    saved(&store, &moving(A, VILLAGE_2, "2021-12-20"));
    assert_eq!(listed(&store, today(), None), before, "the list of this year is as it was");
    for (day, village) in [(today(), VILLAGE_1), (next_year, VILLAGE_2)] {
        for code in [village, &format!("{}000", &village[..9])] {
            assert!(listed(&store, day, Some(code)).contains(&(no(A), village.to_owned())), "{day} {code}");
        }
        let other = if village == VILLAGE_1 { VILLAGE_2 } else { VILLAGE_1 };
        for code in [other, &format!("{}000", &other[..9])] {
            assert!(listed(&store, day, Some(code)).iter().all(|(case, _)| *case != no(A)), "{day} {code}");
        }
        let places: Vec<String> = listed(&store, day, None).into_iter().map(|(_, village)| village).collect();
        assert!(places.is_sorted(), "{places:?}");
        assert_eq!(places.len(), before.len());
    }
    let now = store.record_json(register("dibao"), A, today()).unwrap();
    assert_eq!((&now["moves"]["from_month"], &now["moves"]["division"]), (&"2022-01".into(), &VILLAGE_2.into()));
    assert!(store.record_json(register("dibao"), A, next_year).unwrap()["moves"].is_null());
    let page = store.page(&Query::new(register("dibao"), today(), 50).with("division", VILLAGE_1)).unwrap();
    let row = page.rows.iter().find(|row| row.key == A).unwrap();
    assert!(row.course.as_ref().and_then(|c| c.note()).unwrap().contains("自2022-01 迁居"));
}
