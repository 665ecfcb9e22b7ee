//! 特困, 两补, 入户核查, 核对 and petty fund through the store: entered with their child rows, followed by what their acts write,
//! found, voided.

use crate::support::{Office, VILLAGE, assessment, day, id, register, tekun, tekun_award};
use minzheng::domain::month::Month;
use minzheng::domain::scheme::Scheme;
use minzheng::figure::sets::CONFIRMED;
use minzheng::figure::{MOVED_IN, MOVED_OUT, Measure, RowSet, Window};
use minzheng::jobs::payroll;
use minzheng::register::Draft;
use minzheng::register::core::lookup::Standing;
use minzheng::store::pay::payroll::BankRefusal;

fn refer(key: i64) -> String {
    format!("#{key}")
}

/// A 特困 person at home, with an assessment and the first version, all in one draft.
fn supported(o: &Office, person: i64) -> i64 {
    let case = tekun(person, "2020-11-02").with("carer_name", "李邻居").with("carer_agreement_no", "照料2020-1");
    let first = tekun_award("2020-12-08").with("support_mode", "D");
    o.saved(&case.with_row(first).with_row(assessment("2020-11-20", 1)))
}

fn institution(o: &Office) -> i64 {
    let draft = Draft::new(register("institution"))
        .with("code", "FLY01")
        .with("name", "雁峰区福利院")
        .with("division", VILLAGE)
        .with("account_name", "雁峰区福利院")
        .with("account_no", "43001503068052500123")
        .with("bank_code", "105");
    o.store.save(&draft, &o.who, day("2021-01-04")).unwrap().key
}

#[test]
fn a_tekun_case_goes_through_its_versions_and_back() {
    let o = Office::new();
    let person = o.person("张守业", &id("1950-03-12", 501));
    let case = supported(&o, person);
    assert!(case > 3_000_000_000);
    let opened = o.store.opened(register("tekun"), case, o.day).unwrap();
    let case_no = opened.values.text("case_no").to_owned();
    assert!(case_no.starts_with("TK4304062020"), "{case_no}");
    for (col, text) in
        [("state", "active"), ("support_mode", "D"), ("care_level", "2"), ("object_type", "1"), ("division", VILLAGE)]
    {
        assert_eq!(opened.values.text(col), text, "{col}");
    }
    // The level came from the assessment of the same draft, base and care from the parameters.
    assert_eq!(
        o.one::<String>("SELECT from_month || ' ' || care_level || ' ' || change_kind FROM tekun_award"),
        "2021-01 2 01"
    );
    assert_eq!(o.one::<i64>("SELECT care_fen FROM tekun_award"), 25_700);
    let row = "SELECT scheme || ' ' || kind || ' ' || persons_delta FROM change";
    assert_eq!(o.one::<String>(row), "tekun 01 1");

    let home = institution(&o);
    let mut moved = tekun_award("2021-05-25").with("tekun", refer(case)).with("support_mode", "C");
    assert!(o.refused(&moved).contains(&"E-TK-004"));
    moved.type_in("institution", "FLY01");
    moved.type_in("check_in_date", "2021-05-20");
    let second = o.saved(&moved);
    assert!(second > 3_000_000_000, "versions of each scheme have keys of their own");
    let opened = o.store.opened(register("tekun"), case, o.day).unwrap();
    assert_eq!((opened.values.text("support_mode"), opened.values.int("institution")), ("C", Some(home)));
    assert_eq!(o.one::<i64>(&format!("SELECT amount_delta_fen FROM change WHERE award = {second}")), 77_000 - 25_700);

    // The institution is named; the version falls with its change row, and the case is at home again.
    assert!(o.store.void(register("institution"), home, &o.who, o.day, "测试作废").is_err());
    o.store.void(register("tekun_award"), second, &o.who, o.day, "测试作废").unwrap();
    let opened = o.store.opened(register("tekun"), case, o.day).unwrap();
    assert_eq!((opened.values.text("support_mode"), opened.values.int("institution")), ("D", None));
    assert_eq!(o.one::<i64>(&format!("SELECT count(*) FROM change WHERE award = {second} AND voided_by IS NULL")), 0);
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok), "{:?}", o.store.verify().unwrap());

    // Found by its number; the person draws it, and the page tells how it comes about.
    let hits = o.store.find(&case_no, 5, o.day).unwrap();
    assert_eq!(hits[0].key, person);
    assert_eq!(hits[0].benefits[0].scheme, "tekun");
    let page = o.store.person_page(person, o.day, 12).unwrap();
    assert_eq!(page.cases[0].standing, Standing::Present);
    assert!(page.cases[0].explanation[1].contains("照料护理费 257.00"), "{:?}", page.cases[0].explanation);
    assert_eq!(page.changes.iter().filter(|c| c.what.starts_with("特困供养 新增 +1 人")).count(), 1);
}

#[test]
fn one_person_draws_what_may_be_drawn_together() {
    let o = Office::new();
    let number = id("1950-03-12", 501);
    let person = o.person("张守业", &number);
    supported(&o, person);
    let second =
        Draft::new(register("tekun")).with("kind", "U").with("person", refer(person)).with("apply_date", "2021-03-01");
    assert!(o.refused(&second).contains(&"E-CF-01"));
    let house = o.household(person, &[]);
    let dibao = Draft::new(register("dibao"))
        .with("kind", "U")
        .with("household", refer(house))
        .with("apply_date", "2021-03-01");
    assert!(o.refused(&dibao).contains(&"E-DB-003"));
    let subsidy = Draft::new(register("disability"))
        .with("kind", "CN")
        .with("person", refer(person))
        .with("cert_no", format!("{number}42"))
        .with("apply_date", "2021-03-01");
    assert!(o.refused(&subsidy).contains(&"E-CB-005"));
}

#[test]
fn both_subsidies_of_a_dibao_person_until_one_ends() {
    let o = Office::new();
    let number = id("1975-03-12", 502);
    let person = o.person("王小丽", &number);
    let house = o.household(person, &[]);
    let living = |o: &Office| {
        let mut draft = Draft::new(register("disability"))
            .with("kind", "CL")
            .with("person", refer(person))
            .with("cert_no", format!("{number}42"))
            .with("origin", "taken_over")
            .with("apply_date", "2021-09-26");
        draft.children.push(Draft::new(register("disability_award")).with("decided_date", "2021-11-05"));
        (draft.clone(), o.store.check(&draft, o.day).unwrap())
    };
    assert!(o.refused(&living(&o).0).contains(&"E-RG06"), "no basis without 低保");
    let dibao = o.case(house, "0");
    let case = o.saved(&living(&o).0);
    let opened = o.store.opened(register("disability"), case, o.day).unwrap();
    assert_eq!(opened.values.int("dibao"), Some(dibao));
    assert_eq!((opened.values.text("dis_type"), opened.values.text("dis_level")), ("4", "2"));
    assert!(opened.values.text("case_no").starts_with("CL4304062021"));
    assert_eq!(o.one::<String>("SELECT from_month FROM disability_award"), "2021-09");
    assert!(o.refused(&living(&o).0).contains(&"E-CF-01"), "one living case of each kind");

    let end = Draft::new(register("disability_award"))
        .with("decided_date", "2021-12-03")
        .with("disability", refer(case))
        .with("kind", "end");
    assert!(o.refused(&end).contains(&"E-RG06"));
    let ended = o.saved(&end.with("reason_code", "25"));
    // It ends with the year: until then it is drawn, and the record says what lies ahead.
    let opened = o.store.opened(register("disability"), case, o.day).unwrap();
    assert_eq!(opened.values.text("state"), "active");
    assert!(opened.names.contains(&("state", "在享 (自2022-01 停发)".to_owned())), "{:?}", opened.names);
    let later = o.store.opened(register("disability"), case, day("2022-01-01")).unwrap();
    assert_eq!(later.values.text("state"), "stopped");
    assert_eq!(o.one::<i64>(&format!("SELECT persons_delta FROM change WHERE award = {ended}")), -1);
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok));

    // The look-up tells what is drawn in the month of its day.
    let drawn = |on: &str| -> Vec<String> {
        let hits = o.store.find(&number, 5, day(on)).unwrap();
        hits[0].benefits.iter().map(|b| format!("{} {}", b.scheme, b.since)).collect()
    };
    assert_eq!(drawn("2021-08-31"), ["dibao-urban 2020-12"]);
    assert_eq!(drawn("2021-11-30"), ["dibao-urban 2020-12", "disability-living 2021-09"]);
    assert_eq!(drawn("2022-01-31"), ["dibao-urban 2020-12"]);
}

#[test]
fn visits_find_their_case_and_checks_their_adults() {
    let o = Office::new();
    let person = o.person("张守业", &id("1950-03-12", 501));
    let case = supported(&o, person);
    let project = o.saved(
        &Draft::new(register("homecheck_project"))
            .with("project_no", "RH-2021-01")
            .with("name", "低保入户排查")
            .with("from_date", "2021-03-01")
            .with("fund_source", "2"),
    );
    let visit = Draft::new(register("homecheck"))
        .with("person", refer(person))
        .with("project", refer(project))
        .with("state", "accepted")
        .with("visit_on", "2021-05-06")
        .with("visitors", "李明、王芳")
        .with("conclusion", "1");
    let key = o.saved(&visit);
    let opened = o.store.opened(register("homecheck"), key, o.day).unwrap();
    assert_eq!((opened.values.int("case_key"), opened.values.text("scheme")), (Some(case), "tekun"));
    assert!(opened.values.text("task_no").starts_with("RH4304062021"));
    // A case is named by its number, and is the person's own.
    let stranger = o.person("钱大海", &id("1955-03-12", 504));
    let number = o.one::<String>("SELECT case_no FROM tekun");
    assert!(
        o.refused(&visit.clone().with("person", refer(stranger)).with("case_key", number.as_str()))
            .contains(&"E-HC-007")
    );
    assert!(o.refused(&visit.clone().with("case_key", "TK0")).contains(&"E-RG07"));
    let again = o.saved(&visit.with("case_key", number.as_str()));
    assert_eq!(o.store.opened(register("homecheck"), again, o.day).unwrap().values.int("case_key"), Some(case));

    let house_head = o.person("王小丽", &id("1975-03-12", 502));
    let husband = o.person("赵大山", &id("1974-03-12", 503));
    o.household(house_head, &[(husband, "11")]);
    let mut check = Draft::new(register("means_check"))
        .with("person", refer(house_head))
        .with("purpose", "1")
        .with("state", "authorised")
        .with("auth_doc_no", "S1")
        .with("auth_signed_on", "2021-05-01")
        .with("auth_persons", "王小丽");
    assert!(o.refused(&check).contains(&"E-HD-001"));
    check.type_in("auth_persons", "王小丽、赵大山");
    let check = o.saved(&check);

    // A check ends when each of its hits has, wherever they are entered; the page of everyone in the family shows it.
    let corrected =
        |name: &str, key: i64| Draft {
            key: Some(key), why: Some("回函核实".to_owned()), ..Draft::new(register(name))
        };
    let of_check = || corrected("means_check", check);
    let hit = Draft::new(register("hit")).with("means_check", refer(check)).with("person", refer(husband));
    let hit = hit.with("source", "4").with("fact", "小汽车一辆");
    assert!(o.refused(&hit).contains(&"E-HD-008"));
    let answered = [("state", "reported"), ("sent_on", "2021-05-03"), ("report_on", "2021-05-12"), ("result", "2")];
    o.saved(&answered.iter().fold(of_check(), |d, (col, text)| d.with(col, *text)));
    let hit = o.saved(&hit);
    assert!(o.refused(&of_check().with("state", "closed")).contains(&"E-HD-004"));
    let page = o.store.person_page(husband, day("2021-12-31"), 12).unwrap();
    assert_eq!(page.checks.iter().map(|c| c.outcome.as_str()).collect::<Vec<_>>(), ["发现疑似, 1 条待核实"]);
    o.saved(&corrected("hit", hit).with("verify_state", "2").with("verify_note", "同名"));
    o.saved(&of_check().with("state", "closed"));
}

#[test]
fn a_petty_fund_is_never_overdrawn() {
    let o = Office::new();
    let txn = |date: &str, kind: &str, amount: &str| {
        Draft::new(register("petty_txn")).with("date", date).with("kind", kind).with("amount", amount)
    };
    let mut fund =
        Draft::new(register("petty_fund")).with("town", "430406001000").with("year", "2021").with("quota", "50000");
    fund.children.push(txn("2021-01-04", "1", "1000"));
    fund.children.push(txn("2021-06-01", "4", "1000.01"));
    assert!(o.refused(&fund).contains(&"E-LS-004"));
    fund.children[1].type_in("amount", "700");
    let fund = o.saved(&fund);
    let alone = |kind: &str, amount: &str| txn("2021-02-01", kind, amount).with("petty_fund", refer(fund));
    assert!(o.refused(&alone("4", "301")).contains(&"E-LS-004"));
    o.saved(&alone("4", "300"));
    // The grant cannot be taken away under what was paid out of it.
    let grant: i64 = o.one("SELECT key FROM petty_txn WHERE kind = '1'");
    assert!(o.store.void(register("petty_txn"), grant, &o.who, day("2021-12-31"), "测试作废").is_err());
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok));
}

#[test]
fn what_the_bank_refuses_an_institution_is_sent_to_the_institution_again() {
    let o = Office::new();
    let person = o.person("张守业", &id("1950-03-12", 501));
    let account = |from: &str, number: &str| {
        Draft::new(register("account"))
            .with("person", refer(person))
            .with("account_name", "张守业")
            .with("bank_code", "403")
            .with("account_no", number)
            .with("medium", "2")
            .with("valid_from", from)
    };
    o.saved(&account("2020-01-01", "6217990000123456788"));
    let case = supported(&o, person);
    let home = institution(&o);
    let moved = tekun_award("2021-05-25").with("tekun", refer(case)).with("support_mode", "C");
    let moved = moved.with("institution", "FLY01").with("check_in_date", "2021-05-20");
    // What is told before it is saved names the institution.
    let told = o.store.check(&moved, o.day).unwrap().difference.unwrap().lines().join("\n");
    assert!(told.contains("供养机构 无 → ") && told.contains("雁峰区福利院"), "{told}");
    o.saved(&moved);

    let (june, july) = (Month::parse("2021-06").unwrap(), Month::parse("2021-07").unwrap());
    let batch = payroll::draft(&o.store, Scheme::Tekun, june, &[], &o.who, day("2021-06-07")).unwrap();
    let line = batch * 1_000_000 + 1;
    let paid_to = |line: i64| o.one::<String>(&format!("SELECT account_no FROM payment WHERE key = {line}"));
    assert_eq!(paid_to(line), "43001503068052500123");
    o.sql(&format!("UPDATE batch SET state = 'sent', sent_on = '2021-06-11' WHERE key = {batch}"));
    let refused = [BankRefusal { line, code: "03" }];
    payroll::enter_returns(&o.store, batch, &refused, day("2021-06-15"), &o.who, day("2021-06-18")).unwrap();
    let again = || payroll::draft_reissue(&o.store, Scheme::Tekun, july, &o.who, day("2021-07-07")).unwrap();

    // The institution's account is still the refused one; an account of the person's own is none of this.
    o.saved(&account("2021-07-01", "6217990000123456796"));
    assert_eq!(again(), None);

    let mut draft = Draft::new(register("institution")).with("account_no", "43001503068052500999");
    draft.key = Some(home);
    o.store.save(&draft, &o.who, day("2021-07-02")).unwrap();
    let second = again().unwrap();
    assert_eq!(paid_to(second * 1_000_000 + 1), "43001503068052500999");
    let line = "SELECT account_name || ' ' || institution || ' ' || reissue_of FROM payment WHERE line_type = '06'";
    assert_eq!(o.one::<String>(line), format!("雁峰区福利院 {home} {}", batch * 1_000_000 + 1));

    // A re-issue of a batch of which lines were sent again before is an act on it, though its state stays.
    let acts = format!("SELECT count(*) || ' ' || max(act) FROM audit WHERE register = 'batch' AND row = {batch}");
    let told = o.one::<String>(&acts);
    o.sql(&format!("UPDATE payment SET voided_by = 1 WHERE batch = {second}"));
    again().unwrap();
    let act = o.one::<i64>(&format!("SELECT act FROM batch WHERE key = {batch}"));
    assert_eq!(act, o.one::<i64>("SELECT max(key) FROM act"));
    let (before, after) = (told.split_once(' ').unwrap().0.parse::<i64>().unwrap(), o.one::<String>(&acts));
    assert_eq!(after, format!("{} {act}", before + 1));
}

#[test]
fn nobody_who_has_ended_moves() {
    let o = Office::new();
    let [stays, ends] = [501, 503].map(|n| supported(&o, o.person("张守业", &id("1950-03-12", n))));
    for case in [stays, ends] {
        let there =
            Draft::new(register("move")).with("case_key", refer(case)).with("division", crate::support::OTHER_VILLAGE);
        o.saved(&there.with("decided_date", "2021-12-20"));
    }
    let end = tekun_award("2021-11-20").with("tekun", refer(ends)).with("kind", "end");
    o.saved(&end.with("reason_code", "04"));
    let january = Month::parse("2022-01").unwrap();
    let moved = o.store.tekun_changes(january).unwrap();
    assert_eq!(moved.iter().map(|c| (c.kind.as_str(), c.moved)).collect::<Vec<_>>(), [("09", true), ("10", true)]);
    let kinds = |kind| [Measure::Count(RowSet::PersonChanges("tekun", kind, None))];
    for kind in [&[MOVED_IN][..], &[MOVED_OUT][..]] {
        let counted = o.store.measures(&kinds(kind), Window::On(january.last_day())).unwrap();
        assert_eq!(counted[0].sum, 1, "as the figures count");
    }
}

#[test]
fn who_could_draw_the_care_subsidy_and_has_not_applied_is_listed() {
    let o = Office::new();
    let head = o.person("陈桂香", &id("1947-03-02", 24));
    let other = o.person("李伟", &id("1966-05-01", 31));
    let household = o.household(head, &[(other, "41")]);
    o.case(household, "300");
    let unclaimed = || {
        let window = Window::On(day("2021-12-31"));
        let rows = o.store.rows(RowSet::Unclaimed, window, false).unwrap();
        let count = o.store.measures(&[Measure::Count(RowSet::Unclaimed)], window).unwrap();
        assert_eq!(count[0].sum, i64::try_from(rows.len()).unwrap());
        rows.iter().map(|r| r.key).collect::<Vec<i64>>()
    };
    assert_eq!(unclaimed(), [0; 0]);
    o.sql(&format!("UPDATE person SET disability_level = '2', disability_type = '4' WHERE key = {other}"));
    o.sql(&format!("UPDATE person SET disability_level = '3', disability_type = '4' WHERE key = {head}"));
    assert_eq!(unclaimed(), [other]);
    o.sql(&format!(
        "INSERT INTO disability(key, case_no, kind, person, division, dis_type, dis_level, cert_no, apply_date, act)
         SELECT 4000000001, 'CN1', 'CN', {other}, '{VILLAGE}', '4', '2', 'X', '2021-12-01', 1"
    ));
    assert_eq!(unclaimed(), [0; 0], "an application is enough");
    o.sql(
        "INSERT INTO disability_award(key, disability, from_month, kind, change_kind, decided_date, act) VALUES
         (4000000001, 4000000001, '2021-12', 'end', '06', '2021-11-20', 1)",
    );
    assert_eq!(unclaimed(), [other], "what has ended does not count");
}

#[test]
fn a_batch_of_tekun_cases_shows_how_many_the_bureau_visited() {
    let o = Office::new();
    let cases: Vec<i64> = (0..4).map(|n| supported(&o, o.person("张守业", &id("1950-03-12", 501 + n * 2)))).collect();
    o.sql("UPDATE tekun SET origin = 'applied', district_date = '2021-12-08'");
    o.sql(&format!("UPDATE tekun SET origin = 'taken_over' WHERE key = {}", cases[3]));
    let visit = |case: i64, by: &str, on: &str| {
        o.sql(&format!(
            "INSERT INTO homecheck(task_no, visitor_org, person, case_key, scheme, division, state, visit_on, act)
             SELECT 'RH' || {case} || '{by}', '{by}', person, key, 'tekun', division, 'visited', '{on}', 1
             FROM tekun WHERE key = {case}"
        ));
    };
    visit(cases[0], "bureau", "2021-12-01");
    visit(cases[1], "bureau", "2021-12-09");
    visit(cases[2], "socialwork", "2021-12-01");
    let window = Window::month(Month::parse("2021-12").unwrap());
    let set = |which| o.store.rows(which, window, false).unwrap().iter().map(|r| r.key).collect::<Vec<_>>();
    assert_eq!(set(CONFIRMED.all()).len(), 3);
    assert_eq!(set(RowSet::Sampled), [cases[0]], "before the day of confirmation, by the bureau itself");
}
