//! 打印预览: the pages of a report on the screen, before they go to the printer.

use crate::lists::with_cases;
use crate::steps::Clerk;
use minzheng::app::msg::{Effect, Msg, Reply, Want};

#[test]
fn a_report_is_read_before_it_is_printed() {
    let mut clerk = Clerk::in_window(with_cases(3), 120, 40);
    clerk.press("F7 Tab Up F5").sees("打印预览").sees("城市低保月报 2021年11月").sees("第 1 页 / 共 1 页");
    clerk.sees("计量单位").sees("先锋街道").sees("合计").sees("F7打印").sees("PgDn下一页");
    clerk.press("F7").sees("/office/打印/城市低保月报-2021-11.lp").press("Enter").sees("第 1 页");
    clerk.press("Esc").sees("输出").sees("2021-11").press("Esc").sees("陈桂香");
}

#[test]
fn columns_that_do_not_fit_stand_on_further_sheets_with_the_town_before_them() {
    let mut clerk = Clerk::in_window(with_cases(3), 60, 15);
    clerk.press("F7 F5").sees("左右 1/");
    // Right goes on to the last sheet; on each stand heads and town, and no line is cut.
    for at in 1.. {
        clerk.press("Home").sees(&format!("左右 {at}/")).sees("填报单位").press("Down Down Down");
        clerk.sees("先锋街道").sees("镇(街)");
        let screen = clerk.screen();
        assert!(!screen.lines().any(|l| l.starts_with(['|', '+']) && !l.ends_with(['|', '+'])), "{screen}");
        if screen.contains(&format!("左右 {at}/{at}")) {
            assert!(at > 1);
            break;
        }
        clerk.press("Right");
    }
    clerk.press("Right").sees("先锋街道").press("Left").sees_not("左右 1/");
}

#[test]
fn a_page_higher_than_the_window_is_read_to_its_end_under_its_heads() {
    let mut clerk = Clerk::at(with_cases(1));
    clerk.press("F7 F5").sees("填报单位").sees_not("负责人");
    clerk.press("PgDn PgDn").sees("负责人").sees("镇(街)").sees_not("填报单位").press("PgUp PgUp").sees("填报单位");
    clerk.press("PgUp PgUp").sees("第 1 页").press("Down").sees("镇(街)").press("Up");
    let before = clerk.screen();
    clerk.resizes(120, 40).sees("负责人").resizes(80, 24);
    assert_eq!(clerk.screen(), before);
}

#[test]
fn what_cannot_be_made_is_told_in_the_dialog() {
    let mut clerk = Clerk::at(with_cases(1));
    clerk.press("F7 Tab").pastes("13").press("F5").sees("月份写成").sees_not("打印预览");
    clerk.press("Backspace Backspace Tab Tab").types("hmc").press("F5").sees("! ").sees("输出");
}

#[test]
fn a_preview_that_fails_says_why_where_it_was_asked_for() {
    let mut clerk = Clerk::at(with_cases(1));
    clerk.small.behind_its_back("PRAGMA writable_schema = ON; ALTER TABLE month_town RENAME TO lost;");
    clerk.press("F7 F5").sees("程序出错").sees("已保存的内容没有受影响");
    clerk.press("Enter").sees("输出").press("Esc").sees("陈桂香");
}

#[test]
fn nobody_waits_for_pages_that_are_asked_for_anew_or_left() {
    let mut clerk = Clerk::in_window(with_cases(3), 120, 40);
    clerk.press("F7");
    let asked = clerk.asks("F5");
    let [Effect::Ask(first, Want::Preview { .. })] = asked[..] else { panic!("{asked:?}") };
    // The window is made narrower before they come.
    let anew = clerk.app.update(Msg::Resize(100, 40));
    let [Effect::Drop(dropped), Effect::Ask(second, Want::Preview { .. })] = anew[..] else { panic!("{anew:?}") };
    assert_eq!(dropped, first);
    assert_eq!(clerk.asks("Esc"), [Effect::Drop(second)]);
}

#[test]
fn how_far_the_pages_are_is_told_while_they_are_made() {
    let mut clerk = Clerk::at(with_cases(1));
    clerk.press("F7");
    let asked = clerk.asks("F5");
    let [Effect::Ask(ticket, Want::Preview { .. })] = asked[..] else { panic!("{asked:?}") };
    clerk.tell(Msg::Answer(ticket, Reply::Going(3, 40))).sees("正在排版… 3/40");
}
