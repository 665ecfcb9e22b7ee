//! What stands on the screen goes to paper as it stands: a list with its filter and order, the rows behind a figure.

use crate::lists::with_cases;
use crate::steps::Clerk;
use crate::support::{Office, register};
use minzheng::app::lists::{ASSISTANCE, of_work};
use minzheng::app::msg::Want;
use minzheng::figure::paper::{Drilled, Paper};
use minzheng::figure::{PanelLine, panel};
use minzheng::jobs::report::{Numbers, paper};
use minzheng::print::{PrintCell, RowKind, Table, csv, text};
use minzheng::register::Draft;

/// What the clerk asked to be printed last.
fn printed(clerk: &Clerk) -> Paper {
    let papers = clerk.asked.iter().rev().filter_map(|want| match want {
        Want::Print { paper, .. } => Some(paper.clone()),
        _ => None,
    });
    papers.take(1).next().expect("something was printed")
}

fn tables(clerk: &Clerk, what: &Paper, numbers: Numbers) -> Vec<Table> {
    paper(&clerk.small.store, what, clerk.small.day, numbers, &|| true).unwrap().tables
}

#[test]
fn a_filtered_list_is_printed_as_it_stands() {
    let mut clerk = Clerk::in_window(with_cases(30), 120, 40);
    clerk.press("F7").sees("▶城市低保月报").press("Esc");
    // From the last case number on.
    clerk.press("F5 Tab Tab Tab Down Down Enter").sees("从大到小");
    // What was chosen is what is to be printed.
    clerk.press("F7").sees("▶现在的列表").press("Esc");
    clerk.press("F7").types("现在").press("F5").sees("打印预览").sees("城市低保名单 状态 在册").sees("从大到小");
    clerk.sees("筛选: 状态 在册").sees("共 30 户 30 人").sees("430406********").press("Esc");
    clerk.press("Enter").sees("/office/打印/城市低保名单-2021-12-31.lp");
    let what = printed(&clerk);
    let table = tables(&clerk, &what, Numbers::Full).remove(0);
    let lines: Vec<_> = table.rows.iter().filter(|row| row.kind == RowKind::Line).collect();
    assert_eq!(lines.len(), 30);
    assert!(lines[0].cells[0].shown().ends_with("00030") && lines[29].cells[0].shown().ends_with("00001"));
    assert_eq!(table.rows.last().unwrap().cells[0].shown(), "合计 30 户");
    let sum: i64 = lines.iter().map(|row| if let PrintCell::Money(fen) = row.cells[5] { fen } else { 0 }).sum();
    assert!(sum > 0);
    assert_eq!(table.rows.last().unwrap().cells[5], PrintCell::Money(sum));
    // In full for spreadsheets, masked as text; the head says what the list is.
    let document = paper(&clerk.small.store, &what, clerk.small.day, Numbers::Full, &|| true).unwrap();
    let sheet = csv(&document);
    assert!(sheet.lines().nth(1).unwrap().contains("筛选: 状态 在册"), "{sheet}");
    assert!(sheet.contains("\"=\"\"430406"), "{sheet}");
    let document = paper(&clerk.small.store, &what, clerk.small.day, Numbers::Masked, &|| true).unwrap();
    assert!(text(&document).contains("430406********") && !text(&document).contains("430406196005"));
}

/// A year, or the number of an act, is no amount whose thousands are parted.
#[test]
fn a_number_that_names_is_printed_as_on_the_screen() {
    let small = Office::new();
    let profile = Draft::new(register("profile")).with("year", "2021").with("figure", "dibao.urban.households");
    small.saved(&profile.with("period", "2021-12"));
    let mut clerk = Clerk::at(small);
    clerk.press("9 Right Right").sees("2021 dibao.urban.households").press("F7 F5").sees("| 2021 |").sees_not("2,021");
}

#[test]
fn a_list_longer_than_a_page_of_reading_is_printed_to_its_end_or_given_up() {
    let clerk = Clerk::at(with_cases(1));
    let sql = "INSERT INTO division(code, valid_from, name, level, kind, act)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
        SELECT 430408000000 + (i / 900 + 1) * 1000 + i % 900 + 1, '2020-01-01', '某村', 'village', '', 1 FROM n";
    clerk.small.sql(sql);
    let register = minzheng::register::find("division").unwrap().register;
    let query = minzheng::register::Query::new(register, clerk.small.day, 50);
    let listing =
        minzheng::figure::paper::Listing {
            label: "区划".to_owned(), told: "全部".to_owned(), is_picked: false, query
        };
    let what = Paper::List(Box::new(listing));
    let all: i64 = clerk.small.one("SELECT count(*) FROM division WHERE voided_by IS NULL");
    let table = tables(&clerk, &what, Numbers::Full).remove(0);
    assert_eq!(table.rows.len(), usize::try_from(all).unwrap() + 1);
    let given_up = paper(&clerk.small.store, &what, clerk.small.day, Numbers::Full, &|| false).unwrap_err();
    assert!(given_up.to_string().contains("已停止"), "{given_up}");
}

#[test]
fn what_is_being_made_is_given_up_by_leaving() {
    use minzheng::app::msg::Effect;
    let mut clerk = Clerk::at(with_cases(1));
    clerk.press("F7").types("现在");
    // The order is given, and not answered.
    let order = clerk.asks("Enter");
    let [Effect::Ask(ticket, Want::Print { .. })] = order.as_slice() else { panic!("{order:?}") };
    let left = clerk.asks("Esc");
    assert!(left.contains(&Effect::Drop(*ticket)), "{left:?}");
    clerk.press("Down").sees("陈桂香");
}

#[test]
fn every_list_can_be_printed_as_it_stands() {
    let mut clerk = Clerk::at(with_cases(2));
    for list in ASSISTANCE {
        clerk.sees("F7打印").press("F7").types("现在").press("F5").sees(&format!("{}名单", list.label));
        clerk.press("Esc Esc Right");
    }
}

#[test]
fn the_rows_of_a_figure_open_the_case_and_can_be_printed() {
    let mut clerk = Clerk::in_window(with_cases(3), 120, 30);
    clerk.press("Tab Down Enter").sees("在保人 2021年12月: 3 人   3 行").sees("F7打印");
    // A covered person opens the household's case.
    clerk.press("Enter").sees("申请编号").sees("保障金核定").press("Esc");
    clerk.press("F7").sees("这个数的明细").press("F5").sees("在保人明细").sees("时间: 2021年12月").sees("在保人: 3 人");
    clerk.press("Esc Enter").sees("/office/打印/在保人明细-2021年12月.lp");
    let table = tables(&clerk, &printed(&clerk), Numbers::Full).remove(0);
    assert_eq!(table.rows.last().unwrap().cells[5], PrintCell::Count(3));
    assert!(table.headed, "a spreadsheet says what the rows are");
}

/// T-FN8 of one death, from its record; other records have no paper.
#[test]
fn what_a_death_stopped_is_printed_from_it() {
    let small = with_cases(2);
    let person: i64 = small.one("SELECT applicant FROM household WHERE voided_by IS NULL ORDER BY key LIMIT 1");
    let death = Draft::new(register("death")).with("person", format!("#{person}")).with("died_on", "2021-12-20");
    small.saved(&Draft { follow: true, ..death });
    let name: String = small.one(&format!("SELECT name FROM person WHERE key = {person}"));
    let mut clerk = Clerk::in_window(small, 120, 40);
    clerk.press("Enter").sees_not("F7打印").press("Esc");
    clerk.press("4").sees(&name).press("Enter").sees("死亡登记 SW-2021-00001").sees("F7打印");
    clerk
        .press("F7")
        .sees("这次死亡的停发清单")
        .press("F5")
        .sees("死亡停发清单 SW-2021-00001")
        .sees("2021-12")
        .press("Esc");
    clerk.press("Enter").sees("/office/打印/死亡停发清单-SW-2021-00001");
    let lines = tables(&clerk, &printed(&clerk), Numbers::Full).remove(0).rows;
    assert_eq!(lines.iter().filter(|row| row.kind == RowKind::Line).count(), 1);
    clerk.press("Esc F4").sees_not("F7打印");
}

/// Of every figure of every panel: the rows on paper add up to what the panel shows.
#[test]
fn the_rows_of_every_figure_add_up_on_paper() {
    let clerk = Clerk::at(with_cases(5));
    let month = clerk.app.desk.month();
    let screens = of_work().map(|list| list.scheme).chain(["division"]);
    let lines: Vec<&'static PanelLine> = screens.flat_map(panel).collect();
    assert!(lines.len() > 50);
    for line in lines {
        let window = line.when.window(month);
        let (label, when) = (line.label.trim().to_owned(), "2021年12月".to_owned());
        let what = Paper::Rows(Drilled { label, when, measure: line.measure, window, unit: line.unit });
        let quantity = clerk.small.store.measure(line.measure, window).unwrap();
        let tables = tables(&clerk, &what, Numbers::Full);
        let sums: Vec<i64> = tables
            .iter()
            .map(|table| match table.rows.last().unwrap().cells[5] {
                PrintCell::Money(sum) | PrintCell::Count(sum) | PrintCell::Tenths(sum) => sum,
                _ => panic!("no sum of {}", line.label),
            })
            .collect();
        let expected: Vec<i64> = [Some(quantity.sum), quantity.over].into_iter().flatten().collect();
        assert_eq!(sums, expected, "{}", line.label);
        let told = format!("{}: {} {}", line.label.trim(), quantity.told(line.unit), line.unit.label());
        assert!(tables.iter().all(|table| table.unit_line.contains(&told)), "{told}");
    }
}
