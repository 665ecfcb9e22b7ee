//! The demonstration office: its counts, the sums it was made for, its consistency, its sameness. Figures themselves are
//! tested with the figures; here rows are counted by plain SQL.

mod plausible;

use crate::copies::copied;
use crate::office::{doubts_of, file as office};
use chrono::NaiveDate;
use minzheng::domain::account::luhn_ok;
use minzheng::domain::assistance::dibao::{self, CaseType, Class, Covered, Household, Kind};
use minzheng::domain::money::Money;
use minzheng::domain::month::Month;
use minzheng::domain::slip::Severity;
use minzheng::domain::workday::Calendar;
use minzheng::figure::cross::Oddity;
use minzheng::jobs::sample::{Options, Report, build, demo_day};
use minzheng::register::assistance::standards::dibao_rules;
use minzheng::register::benefits::rests::RestingCase;
use minzheng::register::core::acts::How;
use minzheng::register::office::memory::Memory;
use minzheng::register::places::known::Places;
use minzheng::register::{Ask, BeforeAsk, BeforeFact, CaseFact, Draft, Fact, find};
use minzheng::store::Store;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

fn make(path: &Path, options: Options) -> Report {
    build(path, options).unwrap_or_else(|e| panic!("{e}"))
}

fn open(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

fn one<T: rusqlite::types::FromSql>(db: &Connection, sql: &str) -> T {
    db.query_row(sql, [], |r| r.get(0)).unwrap_or_else(|e| panic!("{sql}: {e}"))
}

fn all<T>(db: &Connection, sql: &str, read: impl Fn(&Row<'_>) -> rusqlite::Result<T>) -> Vec<T> {
    let mut get = db.prepare(sql).unwrap();
    let rows = get.query_map([], |r| read(r)).unwrap();
    rows.map(|r| r.unwrap()).collect()
}

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

/// Households, persons, suspended households and money of the roster of a month.
fn roster(db: &Connection, kind: &str, month: &str) -> (i64, i64, i64, i64) {
    let sql = format!(
        "SELECT count(*), sum(a.persons), sum(a.kind = 'suspended'), sum(a.total_fen) FROM dibao d JOIN award a ON a.dibao = d.key AND a.voided_by IS NULL
         AND a.from_month = (SELECT max(from_month) FROM award b WHERE b.dibao = d.key AND b.voided_by IS NULL AND b.from_month <= '{month}')
         WHERE d.kind = '{kind}' AND a.kind <> 'end'"
    );
    db.query_row(&sql, [], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))).unwrap()
}

#[test]
fn the_rosters_are_those_of_the_year() {
    let db = open(office());
    let counts = |kind, month| {
        let (households, persons, suspended, _) = roster(&db, kind, month);
        (households, persons, suspended)
    };
    assert_eq!(counts("U", "2020-12"), (3181, 5033, 0));
    assert_eq!(counts("R", "2020-12"), (313, 572, 0));
    assert_eq!(counts("U", "2021-11"), (2716, 4063, 0), "no urban case is suspended in November");
    let (households, persons, _, _) = roster(&db, "R", "2021-11");
    assert_eq!((households, persons), (316, 556));
}

#[test]
fn each_month_closes_with_its_changes() {
    let db = open(office());
    for (kind, scheme) in [("U", "dibao-urban"), ("R", "dibao-rural")] {
        let mut before = roster(&db, kind, "2020-12");
        for m in 1..=12 {
            let text = format!("2021-{m:02}");
            let now = roster(&db, kind, &text);
            let moved: (i64, i64) = db
                .query_row(
                    "SELECT sum(households_delta), sum(persons_delta) FROM change WHERE scheme = ?1 AND month = ?2",
                    [scheme, &text],
                    |r| Ok((r.get(0)?, r.get(1)?)),
                )
                .unwrap();
            assert_eq!((now.0 - before.0, now.1 - before.1), moved, "{scheme} {text}");
            let money: i64 = one(
                &db,
                &format!("SELECT sum(amount_delta_fen) FROM change WHERE scheme = '{scheme}' AND month = '{text}'"),
            );
            assert_eq!(now.3 - before.3, money, "{scheme} {text}");
            before = now;
        }
    }
}

#[test]
fn those_who_come_and_go_are_as_many_as_reported() {
    let db = open(office());
    let count = |scheme: &str, kinds: &str, what: &str| -> i64 {
        one(
            &db,
            &format!(
                "SELECT coalesce(sum({what}), 0) FROM change WHERE scheme = '{scheme}' AND kind IN ({kinds}) AND month BETWEEN '2021-01' AND '2021-11'"
            ),
        )
    };
    for (scheme, added, removed) in [("dibao-urban", (87, 111), (552, 1081)), ("dibao-rural", (23, 40), (20, 56))] {
        assert_eq!(count(scheme, "'01','09'", "households_delta"), added.0);
        assert_eq!(count(scheme, "'01','02','09'", "persons_delta"), added.1);
        assert_eq!(count(scheme, "'06','10'", "-households_delta"), removed.0);
        assert_eq!(count(scheme, "'03','06','10'", "-persons_delta"), removed.1);
        assert!(count(scheme, "'03'", "1") > 0 && count(scheme, "'02'", "1") > 0 && count(scheme, "'04'", "1") > 0);
    }
}

#[test]
fn averages_and_money_are_those_reported() {
    let db = open(office());
    for (kind, average) in [("U", 493), ("R", 461)] {
        let (_, _, _, total) = roster(&db, kind, "2021-11");
        let persons: i64 = one(
            &db,
            &format!(
                "SELECT sum(a.persons) FROM dibao d JOIN award a ON a.dibao = d.key AND a.voided_by IS NULL AND a.from_month =
                 (SELECT max(from_month) FROM award b WHERE b.dibao = d.key AND b.voided_by IS NULL AND b.from_month <= '2021-11')
                 WHERE d.kind = '{kind}' AND a.kind IN ('award', 'grace')"
            ),
        );
        assert_eq!((total + persons * 50) / (persons * 100), average, "{kind}");
    }
    let paid: i64 = one(
        &db,
        "SELECT sum(amount_fen) FROM payment WHERE bank_state = '1' AND line_type IN ('01','02','03','06','09')
         AND scheme LIKE 'dibao-%' AND booked_month BETWEEN '2021-01' AND '2021-11'",
    );
    assert!((paid - 2_756_420_000).abs() <= 5_000, "{paid}");
    let relief: (i64, i64) = db
        .query_row("SELECT count(*), sum(amount_fen) FROM temporary WHERE approve_date < '2021-12-01'", [], |r| {
            Ok((r.get(0)?, r.get(1)?))
        })
        .unwrap();
    assert_eq!(relief.0, 1970);
    assert!((relief.1 - 148_210_000).abs() <= 5_000, "{relief:?}");
    assert!(one::<i64>(&db, "SELECT count(*) FROM temporary WHERE approve_date >= '2021-12-01'") > 50);
    assert_eq!(one::<i64>(&db, "SELECT count(*) FROM dibao WHERE retained_flag = 1"), 6);
}

/// A covered person of a version as the rules see one.
fn covered(r: &Row<'_>) -> rusqlite::Result<(i64, i64, i64, Covered)> {
    let birth: String = r.get(4)?;
    let (kind, level): (Option<String>, Option<String>) = (r.get(5)?, r.get(6)?);
    let level = level.unwrap_or_default();
    let person = Covered {
        person: r.get(1)?,
        name: String::new(),
        birth_date: NaiveDate::parse_from_str(&birth, "%Y-%m-%d").unwrap(),
        severe_disabled: level == "1" || level == "2",
        seriously_ill: r.get::<_, Option<String>>(7)?.is_some(),
        religious: false,
        level3_mental: level == "3" && matches!(kind.as_deref(), Some("5" | "6")),
        own_income: Money::ZERO,
    };
    Ok((r.get(0)?, r.get(2)?, r.get(3)?, person))
}

#[test]
fn every_version_pays_what_the_rules_say() {
    let path = office();
    let db = open(path);
    let store = Store::open_read_only(path).unwrap();
    let parameters = store.parameters().unwrap();
    let people = all(
        &db,
        "SELECT a.key, p.key, c.share_fen, c.extra_fen, p.birth_date, p.disability_type, p.disability_level, p.disease_name
         FROM award a JOIN cover c ON c.dibao = a.dibao AND c.from_month = a.from_month AND c.voided_by IS NULL JOIN person p ON p.key = c.person
         WHERE a.kind = 'award' ORDER BY a.key, c.key",
        covered,
    );
    let mut covers: std::collections::BTreeMap<i64, Vec<(i64, i64, Covered)>> = std::collections::BTreeMap::new();
    for (award, share, extra, person) in people {
        covers.entry(award).or_default().push((share, extra, person));
    }
    let versions = all(
        &db,
        "SELECT a.key, d.kind, d.case_type, a.from_month, a.income_fen, a.per_head_income_fen, a.class_code, a.base_fen, a.extra_fen,
                a.total_fen, a.persons, d.retained_flag
         FROM award a JOIN dibao d ON d.key = a.dibao WHERE a.kind = 'award'",
        |r| {
            let texts: [String; 4] = [r.get(1)?, r.get(2)?, r.get(3)?, r.get(6)?];
            let numbers: [i64; 8] =
                [r.get(0)?, r.get(4)?, r.get(5)?, r.get(7)?, r.get(8)?, r.get(9)?, r.get(10)?, r.get(11)?];
            Ok((texts, numbers))
        },
    );
    assert!(versions.len() > 5000);
    for ([kind, case_type, from, class], [key, income, per_head, base, extra, total, persons, retained]) in versions {
        let rows = &covers[&key];
        assert_eq!(rows.len() as i64, persons, "award {key}");
        let size = if income == 0 { persons } else { (income * 2 + per_head) / (per_head * 2) };
        let home = Household {
            covered: rows.iter().map(|(_, _, person)| person.clone()).collect(),
            household_income: Money::fen(income),
            household_size: size as u32,
            case_type: CaseType::from_code(&case_type).unwrap(),
            class: Class::from_code(&class).unwrap(),
            retained: retained == 1,
        };
        let from = month(&from);
        let rules = dibao_rules(&parameters, Kind::from_code(&kind).unwrap(), from).unwrap();
        let right = dibao::award(&home, &rules, from.last_day()).unwrap_or_else(|r| panic!("award {key}: {r:?}"));
        assert_eq!((right.base.as_fen(), right.extra.as_fen(), right.total.as_fen()), (base, extra, total), "{key}");
        let shares: Vec<(i64, i64)> = right.shares.iter().map(|(_, s, e)| (s.as_fen(), e.as_fen())).collect();
        assert_eq!(shares, rows.iter().map(|(s, e, _)| (*s, *e)).collect::<Vec<_>>(), "award {key}");
    }
    let started_early = one::<i64>(
        &db,
        "SELECT count(*) FROM award WHERE change_kind <> '13' AND from_month <> strftime('%Y-%m', decided_date, 'start of month', '+1 month')",
    );
    assert_eq!(started_early, 0, "money from the month after the decision");
    let kept = "SELECT count(*) FROM award g WHERE g.kind = 'grace' AND (g.total_fen, g.persons) = (SELECT total_fen, persons FROM award a
         WHERE a.dibao = g.dibao AND a.from_month < g.from_month ORDER BY from_month DESC LIMIT 1)";
    assert_eq!(one::<i64>(&db, kept), one::<i64>(&db, "SELECT count(*) FROM award WHERE kind = 'grace'"));
    assert!(one::<i64>(&db, kept) > 0);
}

#[test]
fn batches_went_through_all_hands_and_close_when_nothing_is_open() {
    let db = open(office());
    assert_eq!(one::<i64>(&db, "SELECT count(*) FROM batch WHERE batch_kind = 'N'"), 8 * 12);
    let november: (i64, i64) = db
        .query_row("SELECT line_count, fail_count FROM batch WHERE batch_no = 'DBU-202111-01'", [], |r| {
            Ok((r.get(0)?, r.get(1)?))
        })
        .unwrap();
    assert_eq!(november.0, 2716);
    assert!(november.1 > 0, "some lines failed");
    assert!(one::<i64>(&db, "SELECT count(*) FROM batch WHERE batch_kind = 'R'") > 15);
    assert!(one::<i64>(&db, "SELECT count(*) FROM batch WHERE state <> 'closed'") > 1, "some are still worked on");
    let hands = "SELECT count(*) FROM batch WHERE (made_by, checked_by, approved_by, finance_by) IS NOT ('maker', 'checker', 'approver', 'finance')";
    assert_eq!(one::<i64>(&db, hands), 0);
    let differ = "SELECT count(*) FROM batch b WHERE (line_count, total_fen) IS NOT (SELECT count(*), sum(amount_fen) FROM payment p WHERE p.batch = b.key AND p.voided_by IS NULL)";
    assert_eq!(one::<i64>(&db, differ), 0);
    let reissued = "SELECT count(*) FROM payment p JOIN payment f ON f.key = p.reissue_of
        WHERE f.amount_fen = p.amount_fen AND f.bank_state = '2' AND p.bank_state = '1' AND p.booked_month > f.booked_month";
    assert_eq!(one::<i64>(&db, reissued), one::<i64>(&db, "SELECT count(*) FROM payment WHERE line_type = '06'"));
    assert_eq!(
        one::<i64>(&db, "SELECT count(*) FROM payment WHERE line_type = '02' AND from_month IS NOT NULL"),
        one::<i64>(&db, "SELECT count(*) FROM payment WHERE line_type = '02'")
    );
    let named = "SELECT sum(last_row - row + 1) FROM audit WHERE register = 'payment'";
    let twice = "SELECT 2 * sum(line_count) FROM batch WHERE voided_by IS NULL";
    assert_eq!(one::<i64>(&db, named), one::<i64>(&db, twice), "each line stands in the audit once made and once paid");
    for register in ["person", "member", "award", "change", "temporary", "disability", "homecheck", "petty_txn"] {
        let made = format!(
            "SELECT sum(coalesce(last_row, row) - row + 1) FROM audit WHERE register = '{register}' AND before IS NULL"
        );
        let rows = format!("SELECT count(*) FROM {register}");
        assert_eq!(one::<i64>(&db, &made), one::<i64>(&db, &rows), "each {register} stands in the audit once made");
    }
    let other_act = "SELECT count(*) FROM (SELECT q.act, max(u.act) AS last FROM audit u JOIN person q
        ON q.key BETWEEN u.row AND coalesce(u.last_row, u.row) WHERE u.register = 'person' GROUP BY q.key) WHERE act <> last";
    assert_eq!(one::<i64>(&db, other_act), 0, "a row has the act that wrote it last");
    let died = "SELECT count(*) FROM audit WHERE register = 'person' AND before LIKE '%\"death_date\":null%' AND after LIKE '%\"death_date\":\"%'";
    let dead = "SELECT count(*) FROM person WHERE death_date IS NOT NULL";
    assert_eq!(one::<i64>(&db, died), one::<i64>(&db, dead), "a death is a change of who was entered alive");
    let dead = "FROM payment p JOIN person q ON q.key = p.beneficiary WHERE q.death_date < p.period_due || '-01'";
    let recovered = "EXISTS (SELECT 1 FROM recovery x JOIN recovery_month m ON m.recovery = x.key WHERE x.case_key = p.case_key AND x.person = q.key \
        AND x.reason = '01' AND m.month = p.period_due AND m.paid_fen = p.amount_fen AND m.due_fen = 0)";
    let unrecovered = format!("SELECT count(*) {dead} AND NOT {recovered}");
    assert_eq!(one::<i64>(&db, &unrecovered), 0, "nobody is paid for a month after death, unless it is recovered");
    let paid = format!("SELECT count(*) {dead}");
    assert_eq!(
        one::<i64>(&db, &paid),
        one::<i64>(&db, "SELECT count(*) FROM recovery_month"),
        "nothing else is recovered"
    );
}

#[test]
fn people_are_in_one_household_and_their_numbers_are_right() {
    let db = open(office());
    let cards = all(&db, "SELECT account_no FROM account WHERE medium = '1'", |r| r.get::<_, String>(0));
    assert!(cards.len() > 3000 && cards.iter().all(|c| luhn_ok(c) && c.starts_with("629993")));
    assert_eq!(
        one::<i64>(
            &db,
            "SELECT count(*) FROM person WHERE CAST(substr(id_number, 15, 3) AS INTEGER) NOT BETWEEN 700 AND 899"
        ),
        0
    );
    let several =
        "SELECT count(*) FROM (SELECT person FROM member WHERE ended = 0 GROUP BY person HAVING count(*) > 1)";
    assert_eq!(one::<i64>(&db, several), 0);
    let lonely = "SELECT count(*) FROM person p WHERE NOT EXISTS (SELECT 1 FROM member m WHERE m.person = p.key AND m.voided_by IS NULL)
        AND NOT EXISTS (SELECT 1 FROM tekun t WHERE t.person = p.key) AND NOT EXISTS (SELECT 1 FROM disability d WHERE d.person = p.key)
        AND NOT EXISTS (SELECT 1 FROM child_worker w WHERE w.person = p.key)
        AND NOT EXISTS (SELECT 1 FROM resident r WHERE r.person = p.key) AND NOT EXISTS (SELECT 1 FROM carer c WHERE c.person = p.key)
        AND NOT EXISTS (SELECT 1 FROM child f WHERE p.key IN (f.person, f.guardian))
        AND NOT EXISTS (SELECT 1 FROM elder e WHERE e.person = p.key)
        AND NOT EXISTS (SELECT 1 FROM merchant m WHERE m.owner = p.key)
        AND NOT EXISTS (SELECT 1 FROM death d WHERE d.person = p.key)
        AND NOT EXISTS (SELECT 1 FROM adoption a WHERE p.key IN (a.person, a.adopter, a.spouse))
        AND NOT EXISTS (SELECT 1 FROM aged_allowance a WHERE p.key IN (a.person, a.payee))";
    let told = "who has no household is there for 特困 or 两补, looks after children, lives or works in a home, draws 高龄津贴, is a child with a file or its guardian, trades, adopts or is adopted, or has died";
    assert_eq!(one::<i64>(&db, lonely), 0, "{told}");
    let no_member = "SELECT count(*) FROM cover c WHERE NOT EXISTS (SELECT 1 FROM member m JOIN dibao d ON d.household = m.household
        WHERE d.key = c.dibao AND m.person = c.person AND m.voided_by IS NULL AND m.is_covered = 1 AND m.valid_from <= c.from_month || '-31')";
    assert_eq!(one::<i64>(&db, no_member), 0, "whoever is covered lives in the household");
    let removed = "SELECT count(*) FROM award a JOIN dibao d ON d.key = a.dibao JOIN household h ON h.key = d.household
        JOIN person p ON p.key = h.applicant WHERE a.kind = 'end' AND a.reason_code = '03' AND p.death_date IS NULL";
    assert_eq!(one::<i64>(&db, removed), 0, "who was removed by death has died");
    assert!(
        one::<i64>(&db, "SELECT count(*) FROM person WHERE death_date IS NOT NULL AND death_source IS NOT NULL") > 60
    );
    for surname in ["单", "曾", "仇", "解", "查", "欧阳", "尉迟"] {
        assert!(one::<i64>(&db, &format!("SELECT count(*) FROM person WHERE name LIKE '{surname}%'")) > 0, "{surname}");
    }
}

/// Judges some hundred stored records of a register by its own rules.
fn judge(store: &Store, db: &Connection, register: &str, rows: usize) {
    let entry = find(register).unwrap();
    let keys = all(db, &format!("SELECT key FROM {register} ORDER BY key"), |r| r.get::<_, i64>(0));
    let step = (keys.len() / rows).max(1);
    let mut wrong = Vec::new();
    for key in keys.iter().step_by(step) {
        let draft = Draft { key: Some(*key), ..Draft::new(entry.register) };
        let checked = store.check(&draft, demo_day()).unwrap();
        let slips = checked.slips.iter().filter(|s| s.severity != Severity::Warning);
        wrong.extend(slips.map(|s| format!("{register} #{key}: {s}")));
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), keys.len() / step, wrong.join("\n"));
}

#[test]
fn records_pass_their_own_checks() {
    let store = Store::open_read_only(office()).unwrap();
    let db = open(office());
    for register in ["person", "household", "member", "account", "dibao", "cause", "change", "temporary"] {
        judge(&store, &db, register, 300);
    }
    for register in ["division", "parameter", "profile", "operator", "calendar", "batch"] {
        judge(&store, &db, register, 30);
    }
}

#[test]
fn records_of_the_other_rosters_pass_theirs() {
    let store = Store::open_read_only(office()).unwrap();
    let db = open(office());
    for register in [
        "institution",
        "homecheck_project",
        "petty_fund",
        "homecheck",
        "petty_txn",
        "means_check",
        "hit",
        "assessment",
        "resident",
        "carer",
        "inspection",
        "hazard",
        "incident",
    ] {
        judge(&store, &db, register, 60);
    }
    for register in
        ["child_worker", "training", "trainee", "activity", "child_visit", "visit_finding", "elder_visit", "elder_need"]
    {
        judge(&store, &db, register, 70);
    }
    for register in ["tekun_award", "disability_award", "disability", "tekun"] {
        judge(&store, &db, register, 100);
    }
}

/// What only the file knows: what was paid, and who wrote a row. So what batches paid, and by which parameters, is not asked of both.
fn as_unpaid(fact: Fact) -> Fact {
    match fact {
        Fact::Case(Some(case)) => Fact::Case(Some(CaseFact { paid_until: None, ..case })),
        Fact::Before(Some(before)) => Fact::Before(Some(BeforeFact { by: String::new(), ..before })),
        Fact::Resting(cases) => {
            let unpaid = |case| RestingCase { paid_until: None, settled: None, ..case };
            Fact::Resting(cases.into_iter().map(unpaid).collect())
        }
        fact => fact,
    }
}

#[test]
fn an_office_in_memory_answers_as_the_file_with_the_same_rows() {
    let (store, db) = (Store::open_read_only(office()).unwrap(), open(office()));
    let mut places = Places::default();
    for (code, from, name, level) in all(&db, "SELECT code, valid_from, name, level FROM division ORDER BY code", |r| {
        Ok((r.get(0)?, r.get::<_, String>(1)?, r.get(2)?, r.get(3)?))
    }) {
        places.add(code, from.parse().unwrap(), false, name, level);
    }
    let mut memory = Memory::of(places.into());
    let keys = |register: &str| all(&db, &format!("SELECT key FROM {register} ORDER BY key"), |r| r.get::<_, i64>(0));
    let held = [
        "person",
        "household",
        "member",
        "account",
        "condition",
        "dibao",
        "cause",
        "award",
        "cover",
        "change",
        "move",
        "temporary",
        "petty_fund",
        "petty_txn",
        "tekun",
        "tekun_award",
        "assessment",
        "disability",
        "disability_award",
        "elder",
        "aged_allowance",
        "aged_award",
        "homecheck",
        "means_check",
        "hit",
    ];
    // Of people is asked what they draw, whatever it is.
    let of_children = ["child", "child_status", "orphan", "orphan_award", "defacto", "defacto_award"];
    for register in held.into_iter().chain(of_children) {
        for key in keys(register) {
            let Fact::Row(Some(row)) = store.answer(&Ask::Row(register, key), demo_day()).unwrap() else { panic!() };
            memory.put(key, row);
        }
    }
    let mut answered = 0;
    let mut same = |ask: Ask, day: NaiveDate| {
        let (told, stored) = (memory.on(day).answer(&ask).unwrap(), store.answer(&ask, day).unwrap());
        assert_eq!(as_unpaid(told), as_unpaid(stored), "{ask:?}");
        answered += 1;
    };
    let days = ["2020-12-15", "2021-06-01", "2021-12-31"].map(|day| day.parse::<NaiveDate>().unwrap());
    for (register, step) in held.into_iter().zip([97, 47].into_iter().chain(std::iter::repeat(131))) {
        for (nth, key) in keys(register).into_iter().step_by(step).enumerate() {
            let day = days[nth % 3];
            same(Ask::Record(register, key), day);
            match register {
                "person" => {
                    for ask in [Ask::CasesOf, Ask::HouseholdOf, Ask::Resting, Ask::UnderWay, Ask::Person] {
                        same(ask(key), day);
                    }
                    same(Ask::ReliefOf(key, days[0]), day);
                    same(Ask::HouseholdOfOn(key, days[(nth + 1) % 3]), day);
                    same(Ask::RowsOf("account", "person", key.into()), day);
                }
                "household" => same(Ask::HouseholdOn(key, day), days[2]),
                "dibao" => same(Ask::Dibao(key, day), days[2]),
                "petty_fund" => same(Ask::PettyFund("430406001000".to_owned(), 2021), day),
                _ => {}
            }
        }
    }
    for (birth, id) in all(&db, "SELECT birth_date, id_number FROM person WHERE key % 211 = 0", |r| {
        Ok((r.get::<_, String>(0)?, r.get(1)?))
    }) {
        same(Ask::PeopleBorn(birth.parse().unwrap()), days[2]);
        same(Ask::PeopleWithId(id), days[2]);
    }
    for code in all(&db, "SELECT DISTINCT code FROM division", |r| r.get(0)) {
        same(Ask::Division(code), days[0]);
    }
    same(Ask::Divisions, days[0]);
    for no in all(&db, "SELECT account_no FROM account WHERE key % 211 = 0", |r| r.get(0)) {
        same(Ask::PeopleWithAccount(no), days[2]);
    }
    for (case, month) in
        all(&db, "SELECT dibao, from_month FROM award WHERE key % 211 = 0", |r| Ok((r.get(0)?, r.get::<_, String>(1)?)))
    {
        let within = vec![("dibao", case)];
        same(Ask::Before(BeforeAsk { register: "award", within, start: Some(month) }), days[2]);
    }
    assert!(answered > 1500, "{answered}");
}

#[test]
fn whoever_was_taken_over_in_bulk_has_the_day_of_it_on_the_page() {
    let store = Store::open_read_only(office()).unwrap();
    for person in [1, 500, 1000] {
        let page = store.person_page(person, demo_day(), 12).unwrap();
        assert_eq!(page.changes.iter().filter(|c| c.what == "登记").count(), 1, "{:?}", page.changes);
    }
}

#[test]
fn the_file_verifies() {
    let (_lent, store, _) = copied();
    let wrong: Vec<_> = store.verify().unwrap().into_iter().filter(|f| !f.ok).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let schema =
        "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name)";
    let plain = Connection::open_in_memory().unwrap();
    plain.execute_batch(&minzheng::store::whole_schema()).unwrap();
    assert_eq!(
        one::<String>(&open(office()), schema),
        one::<String>(&plain, schema),
        "every index and trigger is back"
    );
}

/// Everything in a file, table by table in the order of its keys.
fn digest(path: &Path) -> u64 {
    let db = open(path);
    let tables = all(
        &db,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
        |r| r.get::<_, String>(0),
    );
    let mut hash = DefaultHasher::new();
    for table in tables {
        hash.write(table.as_bytes());
        let mut get = db.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
        let columns = get.column_count();
        let mut rows = get.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for at in 0..columns {
                match row.get_ref(at).unwrap() {
                    ValueRef::Null => hash.write_u8(0),
                    ValueRef::Integer(n) => hash.write_i64(n),
                    ValueRef::Real(x) => hash.write_u64(x.to_bits()),
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                        hash.write_usize(bytes.len());
                        hash.write(bytes);
                    }
                }
                // Where a value ends and of what kind it is.
                hash.write(row.get_ref(at).unwrap().data_type().to_string().as_bytes());
            }
        }
    }
    hash.finish()
}

#[test]
fn the_same_arguments_give_the_same_office() {
    let dir = tempfile::tempdir().unwrap();
    let (again, other) = (dir.path().join("again.db"), dir.path().join("other.db"));
    make(&again, Options::default());
    make(&other, Options { seed: 7, ..Options::default() });
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2, "nothing is left beside the files");
    assert_eq!(digest(office()), digest(&again));
    assert_ne!(digest(office()), digest(&other), "another seed gives other people");
    assert!(build(&again, Options::default()).is_err(), "nothing is overwritten");
}

#[test]
fn how_many_tell_the_parts_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let told_by = |tellers: u32| {
        let path = dir.path().join(format!("by-{tellers}.db"));
        make(&path, Options { scale: 2, months: 1, tellers, ..Options::default() });
        std::fs::read(path).unwrap()
    };
    assert!(told_by(1) == told_by(2));
}

#[test]
fn a_larger_and_longer_office_has_the_same_shape() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("two.db");
    let report = make(&path, Options { scale: 2, months: 24, ..Options::default() });
    let db = open(&path);
    let (households, persons, _, _) = roster(&db, "U", "2021-11");
    assert_eq!((households, persons), (2 * 2716, 2 * 4063));
    assert_eq!(one::<i64>(&db, "SELECT count(*) FROM temporary WHERE approve_date < '2021-12-01'"), 2 * 1970);
    let paid: i64 = one(
        &db,
        "SELECT sum(amount_fen) FROM payment WHERE bank_state = '1' AND line_type IN ('01','02','03','06','09')
         AND scheme LIKE 'dibao-%' AND booked_month BETWEEN '2021-01' AND '2021-11'",
    );
    assert!((paid - 2 * 2_756_420_000).abs() <= 2 * 5_000, "{paid}");
    assert_eq!(one::<i64>(&db, "SELECT count(*) FROM batch WHERE batch_kind = 'N'"), 2 * 24 + 6 * 12);
    assert_eq!(one::<String>(&db, "SELECT min(period) FROM batch"), "2020-01");
    assert_eq!(one::<i64>(&db, "SELECT count(*) FROM person"), report.people);
    // Its parts are told apart from each other, and none gives a number that another has given.
    for (table, number) in [
        ("person", "id_number"),
        ("person", "phone"),
        ("household", "household_no"),
        ("dibao", "case_no"),
        ("dibao", "cert_no"),
        ("change", "scheme || notice_no"),
        ("temporary", "case_no"),
        ("tekun", "case_no"),
        ("disability", "case_no"),
        ("homecheck", "task_no"),
    ] {
        let twice = format!("SELECT count({number}) - count(DISTINCT {number}) FROM {table}");
        assert_eq!(one::<i64>(&db, &twice), 0, "{table}.{number}");
    }
    let shared = "SELECT count(*) FROM account a JOIN account b ON b.account_no = a.account_no AND b.person > a.person";
    assert_eq!(one::<i64>(&db, shared), 0);
}

#[test]
fn reviews_keep_their_cycle_and_stop_with_a_life() {
    let db = open(office());
    let overdue = "SELECT count(*) FROM dibao WHERE state <> 'stopped' AND date(last_review, '+' || review_cycle || ' months') < '2021-12-31'";
    assert_eq!(one::<i64>(&db, overdue), 0);
    let dead =
        "SELECT count(*) FROM dibao d JOIN household h ON h.key = d.household JOIN person p ON p.key = h.applicant
        WHERE d.last_review > p.death_date";
    assert_eq!(one::<i64>(&db, dead), 0);
    let told = "SELECT count(*) FROM change WHERE reason_code = '03' AND notice_no IS NOT NULL";
    assert_eq!(one::<i64>(&db, told), 0, "nobody hands a notice to the dead");
}

#[test]
fn what_is_decided_is_decided_at_the_desk() {
    let (db, calendar) = (open(office()), Calendar::shipped());
    for (table, day) in [
        ("act", "day"),
        ("award", "decided_date"),
        ("dibao", "town_date"),
        ("dibao", "district_date"),
        ("dibao", "last_review"),
        ("tekun", "district_date"),
        ("assessment", "assess_date"),
        ("disability", "district_date"),
        ("temporary", "approve_date"),
        ("homecheck", "visit_on"),
        ("means_check", "report_on"),
        ("child_worker", "appointed_on"),
        ("child_worker", "crime_checked_on"),
        ("trainee", "attended_on"),
        ("activity", "held_on"),
        ("child_visit", "visited_on"),
        ("visit_finding", "resolved_on"),
        ("elder_visit", "visit_on"),
        ("elder_visit", "referral_done_on"),
    ] {
        let sql = format!("SELECT DISTINCT {day} FROM {table} WHERE {day} >= '2020-01-01'");
        let days = all(&db, &sql, |r| r.get::<_, String>(0));
        assert!(!days.is_empty(), "{table}.{day}");
        for day in days {
            assert!(calendar.is_workday(day.parse().unwrap()), "{table}: {day}");
        }
    }
}

#[test]
fn a_history_of_three_years_is_paid_too() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("long.db");
    let report = make(&path, Options { months: 36, ..Options::default() });
    assert!(report.batches > 100, "{report:?}");
}

#[test]
fn irregularities_are_there_when_asked_for_and_the_file_still_verifies() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("odd.db");
    let report = make(&path, Options { anomalies: true, months: 12, ..Options::default() });
    let (odd, plain) = (open(&path), open(office()));
    let overdue: String = one(&odd, "SELECT case_no FROM dibao WHERE last_review = '2020-06-10'");
    assert!(report.planted.iter().any(|line| line.contains(&overdue)), "{:?}", report.planted);
    let planted = [
        "SELECT count(*) FROM person p JOIN person q ON q.name = p.name AND q.birth_date = p.birth_date AND q.key > p.key",
        "SELECT count(*) FROM account a JOIN account b ON b.account_no = a.account_no AND b.person > a.person",
        "SELECT count(*) FROM disability WHERE state = 'active' AND cert_valid_to <= '2021-06-30'",
        "SELECT count(*) FROM dibao WHERE state = 'active' AND date(last_review, '+' || review_cycle || ' months') < '2021-12-01'",
        "SELECT count(*) FROM disability s JOIN dibao d ON d.key = s.dibao WHERE s.state = 'active' AND d.state = 'stopped'",
    ];
    assert_eq!(report.planted.len(), planted.len(), "each is told: {:?}", report.planted);
    for sql in planted {
        assert_eq!(one::<i64>(&odd, sql), one::<i64>(&plain, sql) + 1, "{sql}");
    }
    let store = Store::open(&path).unwrap();
    for finding in store.verify().unwrap() {
        assert!(finding.ok, "{}: {}", finding.check, finding.detail);
    }
    // The checks between registers find each of them, and nothing else but what is to be done next: a visit, an application, a birthday, a fixture, a line.
    let is_due = |odd: &Oddity| ["X04", "X05", "X13", "W-FN43", "W-BD01"].contains(&odd.check.code);
    let december = Month::new(2021, 12).unwrap();
    let planted: Vec<Oddity> =
        store.oddities(december, &|| true).unwrap().into_iter().filter(|odd| !is_due(odd)).collect();
    let codes: Vec<&str> = planted.iter().map(|odd| odd.check.code).collect();
    assert_eq!(codes, ["E-CB-004", "W-CB-010", "W-DB-041", "W-PS03", "X11"]);
    for odd in &planted {
        let named = |line: &&String| line.contains(&odd.subject) || line.contains(odd.name());
        assert!(report.planted.iter().any(|line| named(&line)), "{odd:?}");
    }
    for month in ["2021-03", "2021-11", "2021-12"] {
        let found: Vec<&Oddity> = doubts_of(month).iter().filter(|odd| !is_due(odd)).collect();
        assert_eq!(found, [] as [&Oddity; 0], "{month}");
    }
}

/// Acts of every kind that the office has tell as many rows as they wrote, and no row is told otherwise than entered or corrected.
#[test]
fn its_acts_tell_what_they_wrote() {
    let store = Store::open_read_only(office()).unwrap();
    let db = open(office());
    let newest = "SELECT kind, max(key), min(key) FROM act GROUP BY kind ORDER BY kind";
    let kinds = all(&db, newest, |r| Ok((r.get::<_, String>(0)?, [r.get::<_, i64>(1)?, r.get(2)?])));
    assert_eq!(
        kinds.iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>(),
        ["bank", "correct", "enter", "init", "payroll", "takeover"]
    );
    for (kind, acts) in kinds {
        for act in acts {
            let page = store.act_page(act).unwrap();
            assert_eq!((&page.act.kind, page.act.undone_by), (&kind, None));
            let (mut told, mut after) = (0, None);
            loop {
                let some = store.act_rows(act, after, 300).unwrap();
                told += some.rows.iter().map(|row| row.place.count()).sum::<i64>();
                assert!(some.rows.iter().all(|row| matches!(row.how, How::Entered | How::Corrected)), "{kind} {act}");
                after = some.rows.last().map(|row| row.place);
                if some.last {
                    break;
                }
            }
            assert_eq!(told, page.wrote.iter().map(|(_, n)| n).sum::<i64>(), "{kind} {act}");
            assert!(told > 0, "{kind} {act}");
        }
    }
}
