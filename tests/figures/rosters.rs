//! The figures of 特困, 两补 and 入户核查 against a handful of rows whose numbers are worked out by hand.

use crate::support::{OTHER_VILLAGE, Office, VILLAGE, day, id, register};
use minzheng::domain::month::Month;
use minzheng::figure::report::{self, Kind};
use minzheng::figure::sets::{APPROVED, BALANCE, ENTRIES, VISITED};
use minzheng::figure::table::{Filled, SheetCell};
use minzheng::figure::{self, Drawing, Is, Measure, Records, RowSet, Served, Support, Window};
use minzheng::jobs::report::fill;
use minzheng::register::Draft;
use std::sync::OnceLock;

const INSTITUTION: i64 = 1;

fn office() -> Office {
    static BUILT: OnceLock<Vec<u8>> = OnceLock::new();
    Office::copy(BUILT.get_or_init(|| build().into_bytes()))
}

/// Cases, batches with their lines, visits; written row by row, so that each number can be counted on the fingers.
fn build() -> Office {
    let o = Office::new();
    let people: Vec<i64> = (0..5u16)
        .map(|n| o.person(["张一", "李二", "王三", "赵四", "周五"][usize::from(n)], &id("1950-03-12", 501 + n)))
        .collect();
    o.sql(&format!(
        "INSERT INTO institution(key, code, name, division, account_name, account_no, bank_code, act)
             VALUES ({INSTITUTION}, 'F1', '福利院', '{VILLAGE}', '福利院', '43001503068052500123', '105', 1);"
    ));
    // At home from 2021-01; into the institution from 2021-11; from the city's institute, in 2021-11; gone in 2021-11.
    let cases = [
        ("2021-01", "D", "1", ""),
        ("2020-05", "D", "1", "C"),
        ("2021-11", "C", "3", ""),
        ("2020-05", "D", "1", "end"),
    ];
    for (n, (from, mode, source, then)) in cases.iter().enumerate() {
        let (case, version, person) = (3_000_000_001 + n as i64, 3_000_000_001 + 10 * n as i64, people[n]);
        let housed = |mode: &str| if mode == "C" { INSTITUTION.to_string() } else { "NULL".to_owned() };
        o.sql(&format!(
            "INSERT INTO tekun(key, case_no, kind, person, division, state, object_type, entry_source, rule_set, obligor_basis,
                 apply_date, act) VALUES ({case}, 'TK{n}', 'U', {person}, '{VILLAGE}', 'active', '1', '{source}', '2016-178', '0',
                 '2020-04-01', 1);
             INSERT INTO tekun_award(key, tekun, from_month, kind, support_mode, institution, care_level, decided_date, base_fen,
                 care_fen, total_fen, change_kind, act)
                 VALUES ({version}, {case}, '{from}', 'award', '{mode}', {}, '1', '2020-04-20', 78000, 15400, 93400, '01', 1);
             INSERT INTO change(scheme, case_key, month, kind, award, person, decided_date, persons_delta, act)
                 VALUES ('tekun', {case}, '{from}', '01', {version}, {person}, '2020-04-20', 1, 1);",
            housed(mode)
        ));
        if !then.is_empty() {
            let (kind, change, sign, mode) =
                if *then == "end" { ("end", "06", -1, "D") } else { ("award", "12", 0, "C") };
            let (base, care) = if kind == "end" { (0, 0) } else { (78_000, 46_200) };
            o.sql(&format!(
                "INSERT INTO tekun_award(key, tekun, from_month, kind, support_mode, institution, care_level, decided_date, base_fen,
                     care_fen, total_fen, change_kind, act) VALUES ({version} + 1, {case}, '2021-11', '{kind}', '{mode}', {}, '1',
                     '2021-10-20', {base}, {care}, {base} + {care}, '{change}', 1);
                 INSERT INTO change(scheme, case_key, month, kind, award, person, decided_date, persons_delta, act)
                     VALUES ('tekun', {case}, '2021-11', '{change}', {version} + 1, {person}, '2021-10-20', {sign}, 1);",
                housed(mode)
            ));
        }
    }
    subsidies(&o, people[4]);
    batches(&o, &people);
    visits(&o, people[0]);
    reliefs(&o);
    o
}

/// One person with both subsidies.
fn subsidies(o: &Office, person: i64) {
    for (n, kind, scheme) in [(0i64, "CL", "disability-living"), (1, "CN", "disability-care")] {
        let key = 4_000_000_001 + n;
        o.sql(&format!(
            "INSERT INTO disability(key, case_no, kind, person, division, state, cert_no, dis_type, dis_level, apply_date,
                 poverty_basis, act) VALUES ({key}, 'CB{n}', '{kind}', {person}, '{VILLAGE}', 'active', 'C{n}', '4', '1',
                 '2021-02-01', '1', 1);
             INSERT INTO disability_award(key, disability, from_month, kind, decided_date, amount_fen, change_kind, act)
                 VALUES ({key}, {key}, '2021-02', 'award', '2021-02-10', 7000, '01', 1);
             INSERT INTO change(scheme, case_key, month, kind, award, person, decided_date, persons_delta, act)
                 VALUES ('{scheme}', {key}, '2021-02', '01', {key}, {person}, '2021-02-10', 1, 1);"
        ));
    }
}

fn batches(o: &Office, people: &[i64]) {
    // batch, scheme, lines: case, type, persons, fen, housed, bank, what it re-issues
    type Line = (i64, &'static str, i64, i64, bool, char, Option<i64>);
    let tekun: [Line; 8] = [
        (1, "01", 1, 78_000, false, '1', None),
        (1, "08", 0, 15_400, false, '1', None),
        (2, "01", 1, 78_000, true, '1', None),
        (2, "08", 0, 46_200, true, '1', None),
        (3, "01", 1, 78_000, true, '2', None),
        (3, "08", 0, 46_200, true, '2', None),
        (3, "06", 0, 78_000, true, '1', Some(5)),
        (3, "06", 0, 46_200, true, '1', Some(6)),
    ];
    let living: [Line; 2] = [(1, "01", 1, 7_000, false, '1', None), (2, "02", 3, 21_000, false, '1', None)];
    let care: [Line; 2] = [(1, "01", 1, 7_000, false, '1', None), (2, "01", 1, 7_000, false, '2', None)];
    let batches: [(&str, i64, &[Line]); 3] = [
        ("tekun", 3_000_000_000, &tekun),
        ("disability-living", 4_000_000_000, &living),
        ("disability-care", 4_000_000_100, &care),
    ];
    for (b, (scheme, cases, lines)) in batches.into_iter().enumerate() {
        let batch = b as i64 + 1;
        o.sql(&format!(
            "INSERT INTO batch(key, batch_no, scheme, period, batch_kind, state, made_by, act)
                 VALUES ({batch}, 'B{batch}', '{scheme}', '2021-11', 'N', 'draft', 'maker', 1);"
        ));
        for (n, (case, kind, persons, fen, housed, bank, origin)) in lines.iter().enumerate() {
            let key = batch * 1_000_000 + n as i64 + 1;
            let person = people[usize::try_from(*case).unwrap() - 1];
            let institution = if *housed { INSTITUTION.to_string() } else { "NULL".to_owned() };
            let origin = origin.map_or("NULL".to_owned(), |o| (batch * 1_000_000 + o).to_string());
            let failed = if *bank == '2' { "'03'" } else { "NULL" };
            o.sql(&format!(
                "INSERT INTO payment(key, batch, scheme, case_key, beneficiary, payee, division, period_due, line_type, persons,
                     amount_fen, account_name, account_no, bank_code, institution, bank_state, fail_code, booked_month, reissue_of, act)
                     VALUES ({key}, {batch}, '{scheme}', {cases} + {case}, {person}, {person}, '{VILLAGE}', '2021-11', '{kind}', {persons},
                     {fen}, '某', '6217000000000000000', '102', {institution}, '{bank}', {failed}, '2021-11', {origin}, 1);"
            ));
        }
        o.sql(&format!("UPDATE batch SET state = 'sent' WHERE key = {batch};"));
    }
}

fn visits(o: &Office, person: i64) {
    o.sql(
        "INSERT INTO homecheck_project(key, project_no, name, from_date, fund_source, act) VALUES (1, 'P1', '排查', '2021-01-01', '2', 1);",
    );
    // case, scheme, who, state, day: one household twice, one not accepted, one of the 社工站, one of another year
    for (n, (case, scheme, who, state, on)) in [
        (1_000_000_001i64, "dibao-urban", "third_party", "accepted", "2021-03-01"),
        (1_000_000_001, "dibao-urban", "third_party", "concluded", "2021-09-01"),
        (1_000_000_002, "dibao-urban", "third_party", "returned", "2021-03-02"),
        (1_000_000_003, "dibao-rural", "third_party", "concluded", "2021-03-03"),
        (1_000_000_004, "dibao-urban", "socialwork", "concluded", "2021-03-04"),
        (1_000_000_005, "dibao-urban", "third_party", "concluded", "2020-12-31"),
        (3_000_000_001, "tekun", "third_party", "concluded", "2021-03-05"),
    ]
    .into_iter()
    .enumerate()
    {
        o.sql(&format!(
            "INSERT INTO homecheck(task_no, project, visitor_org, person, case_key, scheme, division, state, visit_on, conclusion, act)
                 VALUES ('RH{n}', 1, '{who}', {person}, {case}, '{scheme}', '{VILLAGE}', '{state}', '{on}', '1', 1);"
        ));
    }
}

/// Two reliefs, one out of a petty fund whose year before was not spent.
fn reliefs(o: &Office) {
    o.sql(&format!(
        "INSERT INTO temporary(key, case_no, apply_kind, person, division, aid_type, cause_code, cause_text, apply_date, people_count,
             object_class, procedure, aid_form, amount_fen, approve_level, approve_by, approve_date, pay_date, fund, act)
             VALUES (2000000001, 'LS1', '2', 1, '{VILLAGE}', 'J', '4', '突发重病住院', '2021-10-20', 1, '1', '3', '1', 50000, 'T', '甲',
                 '2021-10-31', '2021-11-01', 'P', 1),
                    (2000000002, 'LS2', '2', 1, '{VILLAGE}', 'J', '4', '突发重病住院', '2021-10-20', 1, '1', '1', '1', 300000, 'D', '乙',
                 '2021-11-02', '2021-11-03', 'D', 1);
         INSERT INTO petty_fund(key, town, year, quota_fen, act)
             VALUES (1, '430406001000', 2020, 1000000, 1), (2, '430406001000', 2021, 1000000, 1);
         INSERT INTO petty_txn(petty_fund, kind, date, amount_fen, temporary, act)
             VALUES (1, '1', '2020-12-01', 100000, NULL, 1), (1, '5', '2020-12-31', 40000, NULL, 1), (2, '1', '2021-01-04', 200000, NULL, 1),
                    (2, '2', '2021-11-01', 50000, 2000000001, 1), (2, '3', '2021-11-30', 20000, NULL, 1),
                    (2, '4', '2021-11-30', 10000, NULL, 1), (2, '1', '2021-12-01', 5000, NULL, 1)"
    ));
}

fn year() -> Window {
    Window::Over(Month::parse("2021-01").unwrap(), Month::parse("2021-12").unwrap())
}

fn value(o: &Office, key: &str, window: Window) -> String {
    let f = figure::find(key).unwrap();
    o.store.measure(f.measure, window).unwrap().value(f.unit).to_string()
}

#[test]
fn every_figure_is_what_was_worked_out_by_hand() {
    let o = office();
    let at_end = Window::On(day("2021-12-31"));
    for (key, window, expected) in [
        ("tekun.persons", Window::On(day("2021-10-31")), "3"),
        ("tekun.persons", at_end, "3"),
        ("tekun.added", year(), "2"),
        ("tekun.added.transferred", year(), "1"),
        ("tekun.removed", year(), "1"),
        ("tekun.dispersed.payments", year(), "1"),
        ("tekun.dispersed.living", year(), "0.078"),
        ("tekun.dispersed.care", year(), "0.0154"),
        // The failed lines count once, by what they were sent again as.
        ("tekun.concentrated.payments", year(), "2"),
        ("tekun.concentrated.living", year(), "0.156"),
        ("tekun.concentrated.care", year(), "0.0924"),
        ("disability.living.rate", Window::month(Month::parse("2021-12").unwrap()), "70"),
        // One month and three of arrears.
        ("disability.living.payments", year(), "0.0004"),
        ("disability.living.amount", year(), "0.028"),
        ("disability.care.payments", year(), "0.0001"),
        ("disability.care.amount", year(), "0.007"),
        ("disability.amount", year(), "0.035"),
        ("homecheck.households", year(), "2"),
        ("homecheck.urban", year(), "1"),
        ("homecheck.rural", year(), "1"),
    ] {
        assert_eq!(value(&o, key, window), expected, "{key} {window:?}");
    }
}

/// Every number of the tables of these rosters, from February to December.
fn tables(o: &Office) -> Vec<Filled> {
    let names = ["tekun", "disability", "changes", "temporary", "petty-fund", "homecheck"];
    let sheets = names.map(|name| match report::find(name).unwrap().kind {
        Kind::Table(sheet) => sheet,
        other => panic!("{other:?}"),
    });
    let months = (2..=12).filter_map(|m| Month::new(2021, m));
    months.flat_map(|m| sheets.map(|sheet| fill(&o.store, sheet, m).unwrap())).collect()
}

fn measured(o: &Office, set: RowSet, money: bool, window: Window) -> i64 {
    let measure = if money { Measure::Sum(set) } else { Measure::Count(set) };
    let found = o.store.measure(measure, window).unwrap().sum;
    let rows = o.store.rows(set, window, money).unwrap();
    assert_eq!(rows.iter().map(|r| r.adds).sum::<i64>(), found, "{set:?}");
    assert!(rows.iter().all(|r| !r.label.is_empty()), "{set:?}");
    found
}

fn november() -> Window {
    Window::month(Month::parse("2021-11").unwrap())
}

#[test]
fn persons_are_counted_by_the_version_of_the_month() {
    let o = office();
    let october = Window::On(day("2021-10-31"));
    for (which, before, now) in [
        (Served::All, 3, 3),
        (Served::Supported(Support::Dispersed, "U"), 3, 1),
        (Served::Supported(Support::Concentrated, "U"), 0, 2),
        (Served::Supported(Support::Any, "R"), 0, 0),
        (Served::CareLevel("1"), 3, 3),
        (Served::CareLevel("2"), 0, 0),
    ] {
        let set = RowSet::Persons("tekun", which);
        assert_eq!(
            (measured(&o, set, false, october), measured(&o, set, false, november())),
            (before, now),
            "{which:?}"
        );
    }
    let drawing =
        |o: &Office| [Drawing::Either, Drawing::Both].map(|d| measured(o, RowSet::Subsidised(d), false, november()));
    assert_eq!(drawing(&o), [1, 1]);
    // Care alone, then two people with one each.
    o.sql("UPDATE disability_award SET kind = 'end', amount_fen = 0 WHERE disability = 4000000001");
    assert_eq!(drawing(&o), [1, 0]);
    o.sql("UPDATE disability_award SET kind = 'award' WHERE disability = 4000000001; UPDATE disability SET person = 1 WHERE key = 4000000001");
    assert_eq!(drawing(&o), [2, 0]);
}

const DIBAO: Is = ("scheme", &["dibao-urban", "dibao-rural"]);
const OF_DIBAO: &[Is] = &[DIBAO];

#[test]
fn households_are_on_the_plan_once_and_by_what_was_found() {
    let o = office();
    let both: &[&str] = &["dibao-urban", "dibao-rural"];
    let count = |set| measured(&o, set, false, year());
    let visited = |only| VISITED.only(only);
    // Cases 1, 2 (sent back) and 3; that of 社工站 and that of the year before are not on it.
    assert_eq!(count(RowSet::OnPlan(both)), 3);
    o.sql(&format!(
        "INSERT INTO homecheck(task_no, project, visitor_org, person, case_key, scheme, division, state, act)
             VALUES ('RH8', 1, 'third_party', 1, 1000000006, 'dibao-urban', '{VILLAGE}', 'planned', 1);
         UPDATE homecheck SET conclusion = '4', bureau_verdict = '1' WHERE task_no = 'RH0';
         UPDATE homecheck SET conclusion = '3' WHERE task_no = 'RH3'"
    ));
    assert_eq!(count(RowSet::OnPlan(both)), 4);
    assert_eq!(count(RowSet::OnPlan(&["dibao-rural"])), 1);
    // A task counts from the day it was given; one that does not say, from the application of its case; a visit in any case.
    o.sql("UPDATE homecheck SET assigned_on = '2022-01-04' WHERE task_no = 'RH8'");
    assert_eq!(count(RowSet::OnPlan(both)), 3);
    o.sql("UPDATE homecheck SET visit_on = '2021-12-30' WHERE task_no = 'RH8'");
    assert_eq!(count(RowSet::OnPlan(both)), 4);
    o.sql("UPDATE homecheck SET visit_on = NULL WHERE task_no = 'RH8'");
    o.sql("UPDATE homecheck SET assigned_on = '2021-06-04' WHERE task_no = 'RH8'");
    let to_may = Window::Over(Month::parse("2021-01").unwrap(), Month::parse("2021-05").unwrap());
    assert_eq!(measured(&o, RowSet::OnPlan(both), false, to_may), 3);
    let found: [&'static [Is]; 4] = [
        OF_DIBAO,
        &[DIBAO, ("conclusion", &["3", "4"])],
        &[DIBAO, ("conclusion", &["1"])],
        &[DIBAO, ("conclusion", &["3", "4"]), ("bureau_verdict", &["1", "2"])],
    ];
    assert_eq!(found.map(|only| count(visited(only))), [2, 2, 0, 1]);
    o.sql("UPDATE homecheck_project SET from_date = '2020-01-01', to_date = '2020-12-31'");
    assert_eq!((count(RowSet::OnPlan(both)), count(visited(OF_DIBAO))), (0, 2));
}

const PAID: Records = APPROVED.within("pay_date");

#[test]
fn a_petty_fund_is_what_came_in_less_what_went_out() {
    let o = office();
    let money = |set, window| measured(&o, set, true, window);
    let balance = BALANCE.all();
    // What was left of the year before stays in the purse.
    assert_eq!(money(balance, Window::On(day("2020-12-31"))), 60_000);
    assert_eq!(money(balance, Window::On(day("2021-10-31"))), 260_000);
    assert_eq!(money(balance, Window::On(day("2021-11-30"))), 220_000);
    let entries = |kinds| money(ENTRIES.only(kinds), november());
    let flows: [&'static [Is]; 4] =
        [&[("kind", &["1"])], &[("kind", &["2"])], &[("kind", &["3"])], &[("kind", &["4", "5"])]];
    assert_eq!(flows.map(entries), [0, 50_000, 20_000, 10_000]);
    // Approved in October, paid in November.
    let petty: &'static [Is] = &[("fund", &["P"])];
    assert_eq!(money(PAID.only(petty), november()), 50_000);
    assert_eq!(money(APPROVED.only(petty), november()), 0);
}

/// An office whose batches are answered and whose months are summarised.
fn summarised() -> Office {
    static BUILT: OnceLock<Vec<u8>> = OnceLock::new();
    Office::copy(BUILT.get_or_init(|| {
        let o = office();
        o.sql("UPDATE batch SET state = 'returned'");
        o.sql(include_str!("../data/batch-sums.sql"));
        let months: Vec<Month> = (1..=12).filter_map(|m| Month::new(2021, m)).collect();
        figure::headings().for_each(|heading| o.store.summarise(heading, &months).unwrap());
        o.into_bytes()
    }))
}

#[test]
fn summaries_answer_what_the_rows_would() {
    let (counted, kept) = (tables(&office()), summarised());
    assert_eq!(tables(&kept), counted);
    assert_eq!(kept.store.summaries_off().unwrap(), Vec::<String>::new());
    for item in [
        "rows Persons",
        "fen temporary approve_date",
        "fen temporary pay_date",
        "fen petty_txn ..date",
        "fen petty_txn date",
        "rows homecheck",
        "rows OnPlan",
    ] {
        let kept = summarised();
        kept.sql(&format!("UPDATE month_town SET value = value + 1 WHERE item LIKE '{item}%'"));
        assert_ne!(tables(&kept), counted, "{item} is read from the summaries");
        assert!(!kept.store.summaries_off().unwrap().is_empty());
    }
    let kept = summarised();
    kept.sql("UPDATE month_town SET value = value + 1 WHERE item LIKE 'rows Persons%' AND town LIKE '@%'");
    assert_ne!(tables(&kept), counted, "and those of the institutions");
    // Without re-issues; the batch that has some is read from its rows.
    for (batch, read) in [("disability-care", true), ("tekun", false)] {
        let kept = summarised();
        kept.sql(&format!(
            "UPDATE batch_town SET persons = persons + 1 WHERE line_type = '01' AND batch = (SELECT key FROM batch WHERE scheme = '{batch}')"
        ));
        assert_eq!(tables(&kept) != counted, read, "{batch}");
    }
}

/// A person of 特困 and one with both subsidies move to another town: their past stays, the flow of both towns closes.
#[test]
fn single_persons_move_from_their_month_on() {
    let (kept, counted) = (summarised(), office());
    let past = |o: &Office| ["2021-10", "2021-11"].map(|m| months_tables(o, m));
    let before = past(&counted);
    for (case, months) in [("TK0", "2021-11"), ("CB0", "2021-11"), ("CB1", "2021-10")] {
        let draft = Draft::new(register("move")).with("case_key", case).with("division", OTHER_VILLAGE);
        let draft = draft.with("decided_date", format!("{months}-20"));
        let draft = if case == "CB1" { draft.with("from_month", "2021-12") } else { draft };
        counted.saved(&draft);
        kept.saved(&draft);
    }
    assert_eq!(past(&counted), before, "past months keep the old village");
    let december = months_tables(&counted, "2021-12");
    let town = |at: usize, column: usize| {
        let rows = december[at].rows.iter().map(|(name, cells)| (name.as_str(), cells[column].clone()));
        rows.filter(|(_, c)| *c != SheetCell::Count(0)).map(|(n, c)| format!("{n} {c:?}")).collect::<Vec<_>>()
    };
    assert_eq!(town(0, 0), ["先锋街道 Count(2)", "雁峰街道 Count(1)"]);
    assert_eq!((town(1, 0), town(1, 2)), (vec!["雁峰街道 Count(1)".to_owned()], vec!["雁峰街道 Count(1)".to_owned()]));
    for check in
        december.iter().flat_map(|t| &t.checks).filter(|c| c.text.contains("人数关系") || c.text.contains("各镇"))
    {
        assert!(check.holds, "{}", check.text);
    }
    let moved: Vec<&SheetCell> =
        december[2].rows.iter().skip(2).flat_map(|(_, cells)| [&cells[9], &cells[11]]).collect();
    assert!(moved.iter().all(|c| **c == SheetCell::Count(1)), "{moved:?}");
    assert_eq!(months_tables(&kept, "2021-12"), december);
    assert_eq!(kept.store.summaries_off().unwrap(), Vec::<String>::new());
    assert!(counted.store.verify().unwrap().iter().filter(|f| f.check == "moves").all(|f| f.ok));
}

fn months_tables(o: &Office, month: &str) -> Vec<Filled> {
    let month = Month::parse(month).unwrap();
    let sheets = ["tekun", "disability", "changes"].map(|name| report::find(name).map(|r| r.kind));
    let filled = sheets.map(|kind| match kind {
        Some(Kind::Table(sheet)) => fill(&o.store, sheet, month).unwrap(),
        _ => panic!("{kind:?}"),
    });
    filled.into()
}

/// An office written by a program that kept fewer items, or others, is no damaged one.
#[test]
fn an_item_that_another_version_keeps_is_no_fault() {
    let (counted, kept) = (tables(&office()), summarised());
    kept.sql(
        "DELETE FROM month_town WHERE item LIKE 'rows Persons%' OR item LIKE '% temporary approve_date%';
         INSERT INTO month_town SELECT scheme, month, 'rows Unheard', town, 1 FROM month_town WHERE town = '' GROUP BY 1, 2",
    );
    assert_eq!(tables(&kept), counted);
    assert_eq!(kept.store.summaries_off().unwrap(), Vec::<String>::new());
    // One of its places gone is one.
    kept.sql("DELETE FROM month_town WHERE item LIKE 'fen petty_txn ..date%' AND town <> '' AND month = '2021-11'");
    assert_eq!(kept.store.summaries_off().unwrap(), ["2021-11 temporary 的月度汇总与明细不符"]);
}

/// Whatever another tool changes under what was counted is found: the program drops its summaries itself, in the act that writes.
#[test]
fn a_summary_that_another_tool_makes_stale_is_found() {
    let untouched = tables(&office());
    for change in [
        "UPDATE tekun_award SET voided_by = 1 WHERE tekun = 3000000001",
        "UPDATE tekun_award SET support_mode = 'C', institution = 1 WHERE tekun = 3000000001",
        "UPDATE tekun_award SET care_level = '3' WHERE tekun = 3000000001",
        "INSERT INTO tekun_award(key, tekun, from_month, kind, decided_date, change_kind, act)
             VALUES (3000000099, 3000000001, '2021-06', 'end', '2021-05-20', '06', 1)",
        "UPDATE tekun SET kind = 'R' WHERE key = 3000000001",
        "UPDATE tekun SET division = '430406002001' WHERE key = 3000000001",
        "UPDATE tekun SET voided_by = 1 WHERE key = 3000000001",
        "UPDATE change SET voided_by = 1 WHERE case_key = 3000000003",
        "UPDATE disability_award SET voided_by = 1 WHERE disability = 4000000002",
        "INSERT INTO disability_award(key, disability, from_month, kind, decided_date, change_kind, act)
             VALUES (4000000099, 4000000002, '2021-06', 'end', '2021-05-20', '06', 1)",
        "UPDATE disability SET person = 1 WHERE key = 4000000002",
        "UPDATE disability SET division = '430406002001' WHERE key = 4000000001",
        "UPDATE payment SET bank_state = '0', fail_code = NULL, booked_month = NULL WHERE key = 3000001",
        "UPDATE temporary SET amount_fen = 60000 WHERE key = 2000000001",
        "UPDATE temporary SET aid_type = 'Z' WHERE key = 2000000001",
        "UPDATE temporary SET object_class = '3' WHERE key = 2000000002",
        "UPDATE temporary SET division = '430406002001' WHERE key = 2000000001",
        "UPDATE temporary SET approve_date = '2021-11-01' WHERE key = 2000000001",
        "UPDATE temporary SET pay_date = '2021-12-01' WHERE key = 2000000001",
        "UPDATE temporary SET fund = 'D' WHERE key = 2000000001",
        "UPDATE temporary SET voided_by = 1 WHERE key = 2000000002",
        "INSERT INTO temporary(key, case_no, apply_kind, person, division, aid_type, cause_code, cause_text, apply_date, people_count,
             object_class, procedure, aid_form, amount_fen, approve_level, approve_by, approve_date, pay_date, fund, act)
             SELECT 2000000003, 'LS3', '2', 1, division, 'J', '4', '突发', '2021-05-20', 1, '1', '1', '1', 50000, 'T', '甲',
             '2021-05-31', '2021-06-01', 'P', 1 FROM temporary WHERE key = 2000000001",
        "INSERT INTO petty_txn(petty_fund, kind, date, amount_fen, act) VALUES (2, '1', '2021-03-04', 1000, 1)",
        "UPDATE petty_txn SET amount_fen = 30000 WHERE kind = '3'",
        "UPDATE petty_txn SET date = '2021-10-30' WHERE kind = '3'",
        "UPDATE petty_txn SET kind = '4' WHERE kind = '3'",
        "UPDATE petty_txn SET voided_by = 1 WHERE kind = '4'",
        "UPDATE petty_fund SET town = '430406002000' WHERE key = 2",
        "UPDATE homecheck SET state = 'returned' WHERE task_no = 'RH0'",
        "UPDATE homecheck SET visit_on = '2021-10-03' WHERE task_no = 'RH0'",
        "UPDATE homecheck SET conclusion = '4' WHERE task_no = 'RH0'",
        "UPDATE homecheck SET conclusion = '4', bureau_verdict = '1' WHERE task_no = 'RH3'",
        "UPDATE homecheck SET division = '430406002001' WHERE task_no = 'RH0'",
        "UPDATE homecheck SET case_key = 1000000003 WHERE task_no IN ('RH0', 'RH1')",
        "UPDATE homecheck SET visitor_org = 'socialwork' WHERE task_no = 'RH3'",
        "UPDATE homecheck SET voided_by = 1 WHERE task_no = 'RH0'",
        "UPDATE homecheck_project SET from_date = '2021-05-01'",
        "INSERT INTO homecheck(task_no, project, visitor_org, person, case_key, scheme, division, state, act)
             SELECT 'RH8', 1, 'third_party', 1, 1000000006, 'dibao-urban', division, 'planned', 1 FROM homecheck WHERE task_no = 'RH0'",
    ] {
        let (kept, counted) = (summarised(), office());
        kept.sql(change);
        counted.sql(change);
        let expected = tables(&counted);
        assert_ne!(expected, untouched, "{change} moves a number");
        let is_stale = tables(&kept) != expected;
        assert!(!is_stale || !kept.store.summaries_off().unwrap().is_empty(), "{change}");
    }
}

fn of_rosters() -> impl Iterator<Item = &'static figure::Figure> {
    let groups = ["tekun.", "disability.", "homecheck."];
    figure::ALL.iter().filter(move |f| groups.iter().any(|g| f.key.starts_with(g)))
}

#[test]
fn labels_units_and_periods_are_the_published_ones() {
    let mut published = csv::Reader::from_reader(include_str!("../data/figures-2021.csv").as_bytes());
    let profile = include_str!("../../sample-db/profile-2021.csv");
    let mut seen = 0;
    for row in published.records().map(Result::unwrap) {
        let Some(f) = of_rosters().find(|f| f.key == &row[0]) else { continue };
        assert_eq!((f.label, f.unit.label()), (&row[1], &row[3]), "{}", f.key);
        assert!(profile.contains(&format!("\n{},{},{}\n", f.key, &row[5], &row[4])), "{}", f.key);
        seen += 1;
    }
    assert_eq!(seen, of_rosters().count());
}

#[test]
fn the_rows_behind_a_figure_are_the_figure() {
    let o = office();
    assert_eq!(of_rosters().count(), 20);
    for f in of_rosters() {
        let quantity = o.store.measure(f.measure, year()).unwrap();
        let rows = o.store.rows(f.measure.sets().0, year(), f.measure.adds_money()).unwrap();
        assert_eq!(rows.iter().map(|r| r.adds).sum::<i64>(), quantity.sum, "{}", f.key);
        assert!(!rows.is_empty() && rows.iter().all(|r| !r.label.is_empty() && r.key > 0), "{}", f.key);
        let by = o.store.measures_by_town(&[f.measure], year()).unwrap().remove(0);
        assert_eq!(by.total, quantity, "{}", f.key);
    }
}

#[test]
fn taking_a_row_away_takes_what_it_adds() {
    for f in of_rosters().filter(|f| !f.key.ends_with(".rate")) {
        let o = office();
        let set = f.measure.sets().0;
        let before = o.store.measure(f.measure, year()).unwrap().sum;
        let row = o.store.rows(set, year(), f.measure.adds_money()).unwrap().remove(0);
        let gone = match row.register {
            // A line is taken back with the bank's answer.
            "payment" => format!("UPDATE payment SET bank_state = '0', booked_month = NULL WHERE key = {}", row.key),
            other => format!("UPDATE {other} SET voided_by = 1 WHERE key = {}", row.key),
        };
        o.sql(&gone);
        let after = o.store.measure(f.measure, year()).unwrap().sum;
        // The second visit to a household takes the place of the first.
        let stays = row.label.contains(" RH0 ");
        assert_eq!(after, if stays { before } else { before - row.adds }, "{} {row:?}", f.key);
    }
}
