//! Forms in wide windows: two columns from 120 on, and cursor keys that do what the eye expects.

use crate::steps::Clerk;
use crate::support::with_one_case;
use unicode_width::UnicodeWidthStr;

/// Where a text stands: row, and cells before it.
fn place(clerk: &Clerk, what: &str) -> (usize, usize) {
    let screen = clerk.screen();
    let found = screen.lines().enumerate().find_map(|(row, line)| Some((row, line[..line.find(what)?].width())));
    found.unwrap_or_else(|| panic!("no “{what}” on\n{screen}"))
}

/// The label beside which the cursor stands, in whichever column.
fn at(clerk: &Clerk) -> String {
    let screen = clerk.screen();
    let line = screen.split_once('▶').unwrap_or_else(|| panic!("no cursor on\n{screen}")).1;
    line.trim_start_matches([' ', '*']).split(' ').next().unwrap_or_default().trim().to_owned()
}

#[test]
fn two_columns_begin_at_120() {
    for (width, two) in [(80, false), (119, false), (120, true), (200, true)] {
        let mut clerk = Clerk::in_window(with_one_case(), width, 40);
        clerk.press("Enter");
        let screen = clerk.screen();
        let right = screen.lines().any(|line| {
            let half = line.char_indices().scan(0, |cells, (i, c)| {
                let before = *cells;
                *cells += c.to_string().width();
                Some((before, i))
            });
            let from = half.skip_while(|(cells, _)| *cells < usize::from(width) / 2 + 2).map(|(_, i)| i).next();
            from.is_some_and(|from| line[from..].starts_with("核查周期"))
        });
        assert_eq!(right, two, "{width}\n{screen}");
        // Tables that are wide go from edge to edge beneath.
        assert_eq!(place(&clerk, "保障金核定 (1)").1, 1, "{width}\n{screen}");
    }
}

#[test]
fn a_case_is_seen_whole_in_a_wide_window() {
    let mut clerk = Clerk::in_window(with_one_case(), 120, 40);
    clerk.press("Enter").sees("申请编号").sees("核查周期").sees("保障金核定 (1)").sees("保障对象 (2)").sees("登记");
    clerk.press("F4").sees("申请编号").sees("备注").sees("增加保障金核定").sees("增加迁居");
}

#[test]
fn the_cursor_goes_down_its_column_and_to_the_other() {
    let mut clerk = Clerk::in_window(with_one_case(), 120, 40);
    clerk.press("F2");
    assert_eq!(at(&clerk), "家庭");
    let (row, _) = place(&clerk, "*家庭");
    // What is typed can be walked in; from its end the way leads to the other column, from its beginning back.
    clerk.types("ab").press("Left Left");
    assert_eq!(at(&clerk), "家庭");
    clerk.press("Right Right Right");
    let beside = at(&clerk);
    assert_eq!(place(&clerk, &beside).0, row, "{}", clerk.screen());
    assert!(place(&clerk, &format!("▶ {beside}")).1 >= 60, "{}", clerk.screen());
    clerk.press("Left");
    assert_eq!(at(&clerk), "家庭");
    clerk.press("Ctrl+Right");
    assert_eq!(at(&clerk), beside);
    clerk.press("Ctrl+Right");
    assert_eq!(at(&clerk), beside, "further right is nothing");
    // Down goes on beneath the columns, up comes back on the left, and neither leaves its column before.
    for _ in 0..60 {
        if clerk.line_with("增加保障金核定").starts_with('▶') {
            break;
        }
        let (_, x) = place(&clerk, "▶");
        assert_eq!(x, 60, "{}", clerk.screen());
        clerk.press("Down");
    }
    clerk.press("Up");
    assert_eq!(place(&clerk, "▶").1, 0, "{}", clerk.screen());
    // Tab and Enter go on in the order of the fields: from the end of the left column to the top of the right one.
    let end = at(&clerk);
    clerk.press("Tab");
    assert_eq!(place(&clerk, "▶"), (2, 60), "after {end}\n{}", clerk.screen());
    clerk.press("Up");
    assert_eq!(place(&clerk, "▶"), (2, 60), "above the top is nothing\n{}", clerk.screen());
    clerk.press("Shift-Tab");
    assert_eq!(at(&clerk), end);
}

#[test]
fn a_chosen_field_keeps_its_keys_in_two_columns() {
    let mut clerk = Clerk::in_window(with_one_case(), 120, 40);
    clerk.press("F2").goes_to("保障方式");
    clerk.press("Right").sees("单人");
    // The list hangs beneath its field, in its own column.
    let (row, x) = place(&clerk, "单人");
    assert!(row > place(&clerk, "*保障方式").0 && x < 60, "{}", clerk.screen());
    clerk.press("Esc");
    assert_eq!(at(&clerk), "保障方式");
    clerk.press("Ctrl+Right");
    assert_ne!(at(&clerk), "保障方式");
}

#[test]
fn a_record_that_is_looked_at_is_walked_in_columns() {
    let mut clerk = Clerk::in_window(with_one_case(), 120, 40);
    clerk.press("Enter").press("Down Down");
    let (row, _) = place(&clerk, "▶");
    clerk.press("Right");
    assert_eq!(place(&clerk, "▶"), (row, 60), "{}", clerk.screen());
    clerk.press("Left");
    assert_eq!(place(&clerk, "▶"), (row, 0), "{}", clerk.screen());
    // The window becomes narrow beneath the cursor, which stays in sight on its field.
    clerk.press("Right");
    let label = at(&clerk);
    clerk.resizes(80, 24);
    assert_eq!(at(&clerk), label, "{}", clerk.screen());
}

#[test]
fn a_family_is_entered_in_two_columns() {
    let mut clerk = Clerk::in_window(with_one_case(), 120, 40);
    clerk.press("F2 F2").sees("新增家庭").sees("身份证号");
    clerk.sees("一卡通账户 (一起保存)").sees("保障金核定 (一起保存)");
    for label in ["开户行", "账号", "家庭月收入"] {
        clerk.sees(label);
    }
}

#[test]
fn what_is_long_is_read_to_its_end() {
    let mut clerk = Clerk::in_window(with_one_case(), 120, 40);
    clerk.press("F4").goes_to("初审意见");
    let text = "经入户调查核实该户收入财产状况与申报一致并已在村居公示栏公示七日期间无人提出异议拟同意上报区民政局确认";
    clerk.pastes(text).press("F8 Enter").types("补录").press("Enter Enter");
    clerk.sees(&text[..30]).sees(&text[text.len() - 18..]);
    clerk.resizes(60, 40).press("Home").sees(&text[text.len() - 18..]);
}
