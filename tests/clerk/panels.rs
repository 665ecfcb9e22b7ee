//! The figures beside a list: of what they are, and a year of the main one.

use crate::lists::with_cases;
use crate::steps::Clerk;
use minzheng::app::msg::Want;
use minzheng::figure::paper::Paper;
use minzheng::jobs::report::{Numbers, paper};
use minzheng::print::text;

#[test]
fn the_figures_say_whether_they_are_of_the_whole() {
    let mut clerk = Clerk::in_window(with_cases(3), 120, 40);
    clerk.sees("全部").sees_not("不论筛选");
    // One of the three, by the number of the case.
    clerk.press("F5").goes_on_to("其他条件").types("申请编号").press("Enter").types("0001").press("Enter");
    clerk.sees("共 1 户 1 人").sees("按筛选列出的").sees("全部, 不论筛选");
    let screen = clerk.screen();
    let line = |label: &str| screen.lines().find(|l| l.contains(label)).unwrap_or_default().trim_end().to_owned();
    assert!(line("条数").ends_with("1 户") && line("其中人").ends_with("1 人"), "{screen}");
    assert!(line("在保户").ends_with("3 户"), "{screen}");
    clerk.press("Tab Enter").sees("在保户 2021年12月: 3 户");
}

/// The months of the main figure: a line of bars, the table with a bar for each, and that on paper.
#[test]
fn a_year_of_the_main_figure_is_drawn_opened_and_printed() {
    let office = with_cases(3);
    let last: i64 = office.one("SELECT max(key) FROM dibao");
    office.sql(&format!("UPDATE award SET from_month = '2021-08' WHERE dibao = {last}"));
    let mut clerk = Clerk::in_window(office, 120, 40);
    clerk.sees("▁▁▁▁▁▁▁█████").sees("高2021-12").sees("低2021-07").press("Tab End");
    for _ in 0..12 {
        clerk.press("Up");
    }
    clerk.press("Enter").sees("在保户 近十二个月 (户)");
    assert!(clerk.marked().contains("2021年12月"), "{}", clerk.screen());
    let bar = |line: &str| line.chars().filter(|c| *c == '█').count();
    let screen = clerk.screen();
    let of = |month: &str| screen.lines().find(|l| l.contains(month)).map_or(0, bar);
    assert!(of("2021年7月") > 10 && of("2021年7月") < of("2021年8月"), "{screen}");
    clerk.press("Home").steps_to("2021年7月").press("Enter").sees("在保户 2021年7月: 2 户   2 行").press("Esc F7");
    clerk.press("Enter").sees("在保户逐月-2021-12-31");
    let printed = clerk.asked.iter().rev().find_map(|want| match want {
        Want::Print { paper: Paper::Months(of), .. } => Some(Paper::Months(of.clone())),
        _ => None,
    });
    let document = paper(&clerk.small.store, &printed.unwrap(), clerk.small.day, Numbers::Full, &|| true).unwrap();
    let text = text(&document);
    let line = |month: &str| text.lines().find(|l| l.contains(month)).unwrap_or_default().to_owned();
    let bar = |line: &str| line.chars().filter(|c| *c == '#').count();
    assert!(text.contains("在保户逐月情况") && text.contains("报告期: 2021年1月至2021年12月"), "{text}");
    assert!(bar(&line("2021年7月")) > 10 && bar(&line("2021年7月")) < bar(&line("2021年8月")), "{text}");
}
