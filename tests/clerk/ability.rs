//! 能力评估: 26 scores in a grid.

use crate::steps::Clerk;
use crate::support::{Office, id};

/// At the scores of a person who is known, by the standard of 2022.
fn at_the_scores(width: u16) -> Clerk {
    let office = Office::new();
    office.person("陈桂香", &id("1941-03-02", 24));
    let mut clerk = Clerk::in_window(office, width, 24);
    clerk.press("F3").types("陈桂香").press("Enter F2").goes_on_to_item("能力评估").press("Enter");
    clerk.goes_to("评估日期").types("20211230").goes_to("评估员").types("李明").press("Enter").types("王芳");
    clerk.goes_to("评估标准").sees("MZ/T 039-2013").sees("评定等级").sees_not("进食").types("2022").press("Enter");
    clerk.sees("2022-12-30起用GB/T 42195-2022, 以前用MZ/T 039-2013");
    clerk.sees("自理能力  合计 0").sees("进食");
    clerk
}

#[test]
fn scores_are_typed_with_digits_and_enter_alone() {
    let mut clerk = at_the_scores(80);
    assert!(clerk.line_with("进食").contains("修饰") && clerk.line_with("进食").contains("洗澡"));
    for score in "44444444 4444 444433 110 22004".chars().filter(|c| *c != ' ') {
        clerk.types(&score.to_string()).press("Enter");
    }
    clerk.sees("感知觉与社会参与  合计 8").sees("总分").sees("80").sees("轻度失能");
    clerk.press("F8").sees("已保存").sees("首次评估").sees("轻度失能");
    let row: String = clerk.small.one("SELECT total || raw_level || level || risk_events || kind FROM ability");
    assert_eq!(row, "801101");
}

#[test]
fn a_score_above_the_most_is_named() {
    let mut clerk = at_the_scores(80);
    clerk.types("5").press("Enter").sees("进食得分应为0至4分, 填的是5分").sees("合计 5");
    clerk.press("Shift-Tab").types("4").press("Enter").sees_not("得分应为").sees("合计 4");
}

#[test]
fn the_cursor_goes_down_the_columns_of_the_grid() {
    let mut clerk = at_the_scores(120);
    let wide = clerk.line_with("进食");
    assert!(wide.contains("穿/脱上衣") && !wide.contains("穿/脱裤子"), "{wide}");
    clerk.press("Tab Tab Down").types("3").press("Down").types("2").press("Up Up").types("1").press("Down");
    for (label, score) in [("洗澡", "1"), ("大便控制", "3"), ("平地行走", "2")] {
        let line = clerk.line_with(label);
        let after = line.split_once(label).unwrap().1;
        assert_eq!(after.split_whitespace().next(), Some(score), "{label}: {line}");
    }
}
