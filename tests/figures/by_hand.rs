//! Figures against an office whose numbers are worked out by hand: what is counted, for which window, by town, and that the
//! rows behind a number are the number.

use crate::tiny_office::{A, C, D, TOWN_1, TOWN_2, TinyOffice};
use chrono::NaiveDate;
use minzheng::domain::month::Month;
use minzheng::domain::scheme::Scheme;
use minzheng::figure::report::{self, Kind};
use minzheng::figure::table::SheetCell;
use minzheng::figure::{self, Measure, Quantity, Unit, When, Window, panel};
use minzheng::jobs::report::{Numbers, document, fill};
use minzheng::store::Store;

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

fn value(store: &Store, key: &str, window: Window) -> String {
    let figure = figure::find(key).unwrap();
    store.measure(figure.measure, window).unwrap().value(figure.unit).to_string()
}

#[test]
fn every_figure_is_what_was_worked_out_by_hand() {
    let office = TinyOffice::new();
    let store = office.open();
    let november = Window::month(month("2021-11"));
    let on = Window::On(day("2021-11-30"));
    let october = Window::On(day("2021-10-31"));
    for (key, window, expected) in [
        ("dibao.urban.households", october, "4"),
        ("dibao.urban.persons", october, "7"),
        ("dibao.urban.households", on, "5"),
        ("dibao.urban.persons", on, "7"),
        // A 800 + C 600 + D 400 + G 300 for 2 + 2 + 1 + 1 persons; B is suspended.
        ("dibao.urban.topup", on, "350"),
        // A, B, C and E: 800 + 500 + 900 + 450 for 7 persons.
        ("dibao.urban.topup", october, "378.571429"),
        ("dibao.rural.households", october, "1"),
        ("dibao.rural.households", on, "0"),
        ("dibao.rural.topup", on, "0"),
        // D (01) and G (16); E (06); the person who left C and E's.
        ("dibao.urban.added.households", november, "2"),
        ("dibao.urban.added.persons", november, "2"),
        ("dibao.urban.removed.households", november, "1"),
        ("dibao.urban.removed.persons", november, "2"),
        ("dibao.rural.removed.households", november, "1"),
        ("dibao.rural.removed.persons", november, "1"),
        ("dibao.rural.added.persons", november, "0"),
        // 800 - 50 + 400 + 300; C's line failed, the price subsidy is none of it.
        ("dibao.paid", november, "0.145"),
        ("dibao.paid", Window::Over(month("2021-10"), month("2021-12")), "0.335"),
        ("dibao.rural.standard", november, "600"),
        ("temporary.cases", november, "2"),
        ("temporary.amount", november, "0.38"),
        ("places.streets", on, "7"),
        ("places.villages", on, "54"),
    ] {
        assert_eq!(value(&store, key, window), expected, "{key} {window:?}");
    }
}

/// Every question that a figure, a panel or a table asks.
fn questions() -> Vec<(Measure, Window)> {
    let november = month("2021-11");
    let mut all = Vec::new();
    for figure in figure::ALL {
        let when = if figure.measure.is_stock() { When::End } else { When::Year };
        all.push((figure.measure, when.window(november)));
    }
    for (_, lines) in figure::panel::ALL {
        all.extend(lines.iter().map(|l| (l.measure, l.when.window(november))));
    }
    for report in report::ALL {
        if let Kind::Table(sheet) = report.kind {
            for (when, measures) in sheet.asks() {
                all.extend(measures.into_iter().map(|m| (m, when.window(november))));
            }
        }
    }
    all
}

#[test]
fn the_rows_behind_a_number_are_the_number() {
    let office = TinyOffice::new();
    let store = office.open();
    let asked = questions();
    assert!(asked.len() > 80);
    for (measure, window) in asked {
        let quantity = store.measure(measure, window).unwrap();
        let (first, second) = measure.sets();
        let rows = store.rows(first, window, measure.adds_money()).unwrap();
        assert_eq!(rows.iter().map(|r| r.adds).sum::<i64>(), quantity.sum, "{measure:?} {window:?}");
        let under = second.map(|s| store.rows(s, window, false).unwrap().iter().map(|r| r.adds).sum::<i64>());
        assert_eq!(under, quantity.over, "{measure:?} {window:?}");
        assert!(rows.iter().all(|r| !r.label.is_empty() && r.key > 0));

        let by = store.measures_by_town(&[measure], window).unwrap().remove(0);
        assert_eq!(by.total, quantity);
        for town in [TOWN_1, TOWN_2] {
            let of_town = rows.iter().filter(|r| r.town.as_deref() == Some(town)).map(|r| r.adds).sum::<i64>();
            assert_eq!(by.town(town).sum, of_town, "{measure:?} {window:?}");
        }
    }
}

#[test]
fn taking_a_row_away_takes_what_it_adds() {
    let on = When::End.window(month("2021-11"));
    let november = Window::month(month("2021-11"));
    // What is done to the file; the figure, before and after.
    for (change, key, window, before, after) in [
        (format!("UPDATE dibao SET voided_by = 1 WHERE key = {A}"), "dibao.urban.households", on, "5", "4"),
        ("UPDATE cover SET voided_by = 1 WHERE person = 1".to_owned(), "dibao.urban.persons", on, "7", "6"),
        // Another version comes into force again when the last one is void: C with three persons and 900.
        (
            format!("UPDATE award SET voided_by = 1 WHERE dibao = {C} AND from_month = '2021-11'"),
            "dibao.urban.topup",
            on,
            "350",
            "342.857143",
        ),
        (format!("UPDATE award SET voided_by = 1 WHERE dibao = {D}"), "dibao.urban.added.persons", november, "2", "1"),
        (
            format!("UPDATE change SET voided_by = 1 WHERE case_key = {D}"),
            "dibao.urban.added.households",
            november,
            "2",
            "1",
        ),
        (
            "UPDATE payment SET bank_state = '0', booked_month = NULL WHERE key = 2000001".to_owned(),
            "dibao.paid",
            november,
            "0.145",
            "0.065",
        ),
        ("UPDATE temporary SET voided_by = 1 WHERE key = 2000000003".to_owned(), "temporary.amount", november, "0.38", "0.08"),
        ("UPDATE division SET voided_by = 1 WHERE code = '430406001001'".to_owned(), "places.villages", on, "54", "53"),
        (
            "INSERT INTO parameter(name, value, valid_from, act) VALUES ('dibao.rural.month_fen', '70000', '2021-11-01', 1)".to_owned(),
            "dibao.rural.standard",
            november,
            "600",
            "700",
        ),
    ] {
        let office = TinyOffice::new();
        assert_eq!(value(&office.open(), key, window), before, "{key}");
        office.sql(&change);
        assert_eq!(value(&office.open(), key, window), after, "{key} after {change}");
    }
}

#[test]
fn a_standard_counts_from_the_first_day_of_its_month() {
    let office = TinyOffice::new();
    office.sql(
        "INSERT INTO parameter(name, value, valid_from, act) VALUES ('dibao.rural.month_fen', '65000', '2021-11-02', 1)",
    );
    let store = office.open();
    assert_eq!(value(&store, "dibao.rural.standard", Window::month(month("2021-11"))), "600");
    assert_eq!(value(&store, "dibao.rural.standard", Window::month(month("2021-12"))), "650");
}

fn number(cell: &SheetCell) -> i64 {
    match cell {
        SheetCell::Count(n) | SheetCell::Money(n) | SheetCell::Bp(n) => *n,
        SheetCell::Text(_) | SheetCell::Blank => panic!("{cell:?} is no number"),
    }
}

#[test]
fn the_month_table_has_towns_that_add_up_and_checks_that_hold() {
    let office = TinyOffice::new();
    let store = office.open();
    let Kind::Table(sheet) = report::find("dibao-urban").unwrap().kind else { panic!("a table") };
    let filled = fill(&store, sheet, month("2021-11")).unwrap();
    assert_eq!(filled.rows.len(), 7);
    let counts: Vec<i64> = filled.total.iter().flatten().map(number).collect();
    // A: a woman of 71, a boy of 11; B: a man of 41 with second grade; C: a woman of 31 with third, a man of 18 on the day;
    // D: a man of 60 on the day; G: a woman who turns 18 the day after.
    let expected: [i64; 28] = [
        5, 7, 3, 2, 2, 2, 1, // 户 人 女 老 未成年 残 重残
        2, 1, 0, 4, // 劳动能力: B and C's young man; C's woman; none; A's two, D and G
        5, 2, 0, 0, 0, 2, // 致贫: A B D G; C; the second cause of A
        2, 2, 1, 2, // 新增 退出
        147_000, 145_000, 2_000, 0, 277_000, 35_000, 60_000,
    ];
    assert_eq!(counts, expected);
    for check in &filled.checks {
        assert!(check.holds, "{check:?}");
    }
    assert_eq!(filled.checks[0].text, "户数关系: 期初4+新增2-核减1=期末5");
    assert_eq!(filled.says, ["在保户中暂停发放 1 户 1 人, 不计入人均补差。"]);
    assert_eq!(filled.rows[0].1[..2], [SheetCell::Count(3), SheetCell::Count(4)]);
    assert_eq!(filled.rows[1].1[..2], [SheetCell::Count(2), SheetCell::Count(3)]);
}

#[test]
fn the_month_table_looks_as_intended() {
    let office = TinyOffice::new();
    let report = report::find("dibao-urban").unwrap();
    let paper = document(&office.open(), report, month("2021-11"), day("2021-12-31"), Numbers::Masked).unwrap();
    insta::assert_snapshot!(minzheng::print::text(&paper));
}

#[test]
fn a_roster_without_its_change_row_is_named() {
    let office = TinyOffice::new();
    office.sql(&format!("UPDATE change SET voided_by = 1 WHERE case_key = {D}"));
    let Kind::Table(sheet) = report::find("dibao-urban").unwrap().kind else { panic!("a table") };
    let filled = fill(&office.open(), sheet, month("2021-11")).unwrap();
    assert_eq!(filled.checks[0].text, "E-DB-050 户数关系不平: 期初4+新增1-核减1≠期末5; 不平的镇(街): 雁峰街道");
    assert!(!filled.checks[0].holds && !filled.checks[1].holds);
}

#[test]
fn people_of_an_abolished_town_make_the_towns_differ_from_the_district() {
    let office = TinyOffice::new();
    office.sql(
        "INSERT INTO division(code, name, level, valid_from, ended, act) \
                VALUES ('430406001000', '先锋街道', 'township', '2020-10-31', 1, 1)",
    );
    let Kind::Table(sheet) = report::find("dibao-urban").unwrap().kind else { panic!("a table") };
    let filled = fill(&office.open(), sheet, month("2021-11")).unwrap();
    assert_eq!(filled.rows.len(), 6);
    assert!(!filled.checks[5].holds, "{:?}", filled.checks[5]);
}

#[test]
fn the_roll_lists_failed_lines_and_pays_what_the_batch_says() {
    let office = TinyOffice::new();
    // Price subsidies are batches of their own; this office mixed one in, and the roll says that it does not agree.
    let store = office.open();
    let (batches, entries) = store.paid_roll(Scheme::DibaoUrban, month("2021-11")).unwrap();
    assert_eq!(batches[0].batch_no, "DBU-202111-01");
    assert_eq!(batches[0].made_by.as_deref(), Some("maker"));
    let seen: Vec<(i64, i64, i64, usize)> =
        entries.iter().map(|e| (e.case_key, e.normal_fen, e.adjust_fen(), e.failed.len())).collect();
    assert_eq!(
        seen,
        [(A, 80_000, -5_000, 0), (crate::tiny_office::G, 30_000, 0, 0), (C, 60_000, 0, 1), (D, 40_000, 0, 0)]
    );
    assert!(store.paid_roll(Scheme::DibaoRural, month("2021-11")).is_err());

    let roll = report::find("roll-dibao-urban").unwrap();
    let table = document(&store, roll, month("2021-11"), day("2021-12-31"), Numbers::Masked).unwrap().tables.remove(0);
    assert_eq!(table.checks, ["校验: 实发合计 2,050.00 ≠ 批次总额 2,070.00 不符, 请核对批次"]);
    assert_eq!(table.rows.last().unwrap().cells[0].shown(), "合计 4户");
    assert_eq!(table.rows[0].cells[16].shown(), "6217 **** **** 6788");
}

#[test]
fn a_household_whose_applicant_is_a_minor_is_posted_under_an_adult() {
    let office = TinyOffice::new();
    // The applicant of A is now 人2, born in 2010; the household has nobody else, and then 人1, born in 1950.
    office.sql(&format!(
        "UPDATE household SET applicant = 2 WHERE key = (SELECT household FROM dibao WHERE key = {A});
         INSERT INTO member(household, person, relation_code, valid_from, act) SELECT household, 2, '02', '2020-01-01', 1
           FROM dibao WHERE key = {A}"
    ));
    let printed = |office: &TinyOffice| {
        let payable = office.open().payable(Scheme::DibaoUrban, month("2021-11"), day("2021-11-06")).unwrap();
        payable.into_iter().find(|c| c.case_key == A).unwrap().printed
    };
    let alone = printed(&office);
    assert_eq!((alone.name.as_str(), alone.posted.as_str(), alone.family), ("人2", "人某某", 1));
    office.sql(&format!(
        "INSERT INTO member(household, person, relation_code, valid_from, act) SELECT household, 1, '50', '2020-01-01', 1
           FROM dibao WHERE key = {A}"
    ));
    let both = printed(&office);
    assert_eq!((both.posted.as_str(), both.family), ("人1", 2));
    // The notice posts what the line keeps.
    office.sql(&format!(
        "DROP TRIGGER payment_is_frozen; UPDATE payment SET name = '人2', posted = '人1' WHERE case_key = {A}"
    ));
    let notice = report::find("notice").unwrap();
    let tables = document(&office.open(), notice, month("2021-11"), day("2021-12-31"), Numbers::Full).unwrap().tables;
    assert_eq!((tables[0].rows[0].cells[1].shown(), tables.len()), ("人1".to_owned(), 2));
}

#[test]
fn a_panel_says_what_the_month_paid() {
    let office = TinyOffice::new();
    let store = office.open();
    let november = month("2021-11");
    let shown: Vec<String> = panel("dibao-urban")
        .iter()
        .map(|l| {
            let quantity: Quantity = store.measure(l.measure, l.when.window(november)).unwrap();
            format!("{} {}{}", l.label, quantity.value(l.unit), l.unit.label())
        })
        .collect();
    assert_eq!(
        shown,
        [
            "在保户 5户",
            "在保人 7人",
            "  其中暂停 1户",
            "人均补差 350元/人/月",
            "本月发放 1470元",
            "  成功 5笔",
            "  失败 1笔",
            "新增 2户",
            "  新增人 2人",
            "核减 1户",
            "  核减人 2人",
            "累计发放 2770元"
        ]
    );
    assert!(panel("temporary").iter().any(|l| l.unit == Unit::PersonTime));
}

/// Every question answered, district and towns.
fn answers(store: &Store) -> Vec<(Quantity, Quantity, Quantity)> {
    let by = |(measure, window): (Measure, Window)| {
        let by = store.measures_by_town(&[measure], window).unwrap().remove(0);
        (by.total, by.town(TOWN_1), by.town(TOWN_2))
    };
    questions().into_iter().map(by).collect()
}

fn summarise(office: &TinyOffice) {
    office.sql(include_str!("../data/batch-sums.sql"));
    let store = office.open();
    for scheme in ["dibao-urban", "dibao-rural"] {
        let months: Vec<Month> = (1..=11).filter_map(|m| Month::new(2021, m)).collect();
        store.summarise(scheme, &months).unwrap();
    }
}

fn summarised() -> TinyOffice {
    let office = TinyOffice::new();
    summarise(&office);
    office
}

#[test]
fn summaries_answer_what_the_rows_would() {
    let office = summarised();
    assert!(answers(&office.open()) == answers(&TinyOffice::new().open()));
    assert_eq!(office.open().summaries_off().unwrap(), Vec::<String>::new());
}

#[test]
fn a_summary_that_differs_from_its_rows_is_found() {
    let office = summarised();
    let before = answers(&office.open());
    office.sql("UPDATE month_town SET value = value + 1 WHERE month = '2021-11' AND town = ''");
    assert!(answers(&office.open()) != before, "summaries are read");
    assert_eq!(
        office.open().summaries_off().unwrap(),
        ["2021-11 dibao-rural 的月度汇总与明细不符", "2021-11 dibao-urban 的月度汇总与明细不符"]
    );

    let office = summarised();
    let before = answers(&office.open());
    office.sql("UPDATE batch_town SET amount_fen = amount_fen + 1 WHERE batch = 2 AND line_type = '01'");
    assert!(answers(&office.open()) != before, "summaries are read");
    assert_eq!(office.open().summaries_off().unwrap(), ["批次 DBU-202111-01 的汇总与明细不符"]);

    let office = summarised();
    office.sql("DELETE FROM batch_town WHERE batch = 2 AND line_type = '03'");
    assert_eq!(office.open().summaries_off().unwrap(), ["批次 DBU-202111-01 的汇总与明细不符"]);
}

/// Whatever another tool changes under what was counted is found: the program drops its summaries itself, in the act that writes.
#[test]
fn a_summary_that_another_tool_makes_stale_is_found() {
    let changes = [
        format!("UPDATE award SET voided_by = 1 WHERE dibao = {A}"),
        format!("UPDATE award SET kind = 'suspended' WHERE dibao = {A}"),
        format!("UPDATE award SET total_fen = 70000, base_fen = 70000 WHERE dibao = {A}"),
        format!(
            "INSERT INTO award(dibao, from_month, kind, decided_date, change_kind, act) VALUES ({A}, '2021-10', 'end', '2021-09-01', '06', 1)"
        ),
        "UPDATE cover SET voided_by = 1 WHERE person = 2".to_owned(),
        "UPDATE cover SET person = 8 WHERE person = 2".to_owned(),
        format!("INSERT INTO cover(dibao, person, from_month, share_fen, act) VALUES ({A}, 8, '2021-01', 0, 1)"),
        format!("UPDATE change SET voided_by = 1 WHERE case_key = {D}"),
        format!("UPDATE change SET kind = '04' WHERE case_key = {D}"),
        format!(
            "INSERT INTO change(scheme, case_key, month, kind, award, decided_date, act) \
             SELECT 'dibao-urban', dibao, '2021-11', '01', key, '2021-10-01', 1 FROM award WHERE dibao = {A}"
        ),
        format!("UPDATE cause SET voided_by = 1 WHERE dibao = {A}"),
        format!("UPDATE cause SET cause_code = '03' WHERE dibao = {C}"),
        format!("INSERT INTO cause(dibao, cause_code, act) VALUES ({C}, '04', 1)"),
        format!("UPDATE dibao SET division = '430406001001' WHERE key = {C}"),
        format!("UPDATE dibao SET kind = 'R' WHERE key = {C}"),
        format!("UPDATE dibao SET voided_by = 1 WHERE key = {C}"),
        "UPDATE person SET sex = '1' WHERE key = 1".to_owned(),
        "UPDATE person SET birth_date = '1970-03-01' WHERE key = 1".to_owned(),
        "UPDATE person SET labor_code = '3' WHERE key = 3".to_owned(),
        "UPDATE person SET disability_level = NULL WHERE key = 3".to_owned(),
        "INSERT INTO condition(person, valid_from, labor_code, act) VALUES (3, '2021-11-10', '3', 1)".to_owned(),
        "INSERT INTO condition(person, valid_from, labor_code, act) VALUES (3, '1980-01-01', '2', 1); \
         UPDATE condition SET labor_code = '3', valid_from = '2021-10-05'"
            .to_owned(),
        "INSERT INTO condition(person, valid_from, labor_code, act) VALUES (3, '2021-10-31', '2', 1); \
         UPDATE person SET labor_code = '3' WHERE key = 3; UPDATE condition SET voided_by = 1"
            .to_owned(),
        "UPDATE payment SET bank_state = '0', booked_month = NULL WHERE key = 2000001".to_owned(),
        "UPDATE payment SET booked_month = '2021-10' WHERE key = 2000001".to_owned(),
        "UPDATE batch SET state = 'closed', success_count = 5, success_fen = 147000, fail_count = 1, fail_fen = 60000 \
         WHERE key = 2"
            .to_owned(),
        "UPDATE batch SET voided_by = 1 WHERE key = 2".to_owned(),
    ];
    let untouched = answers(&TinyOffice::new().open());
    let mut moved = 0;
    for change in &changes {
        let (kept, counted) = (summarised(), TinyOffice::new());
        kept.sql(change);
        counted.sql(change);
        let expected = answers(&counted.open());
        let is_stale = answers(&kept.open()) != expected;
        assert!(!is_stale || !kept.open().summaries_off().unwrap().is_empty(), "{change}");
        summarise(&counted);
        assert!(answers(&counted.open()) == expected, "summarised after {change}");
        moved += usize::from(expected != untouched);
    }
    assert_eq!(moved, changes.len() - 1, "all but closing the batch move a number");
}
