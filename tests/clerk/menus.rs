//! The menu (F9): every act by its initials or its digit, on every tab.

use crate::lists::with_cases;
use crate::steps::Clerk;
use minzheng::app::keys_table::TABLE;
use std::collections::BTreeSet;

#[test]
fn initials_narrow_the_menu_to_what_is_meant() {
    let mut clerk = Clerk::at(with_cases(2));
    clerk.press("F9").sees("菜单: 打首字母或数字").sees("汇总").types("d").sees("打开").sees("打印").sees_not("汇总");
    clerk.types("y").sees("菜单: dy").sees_not("打开").press("Enter").sees("月份");
    // A letter taken back widens it, one that goes on with nothing begins anew, from the middle of a name too.
    clerk.press("Esc F9").types("dy").press("Backspace").sees("打开").types("jz");
    clerk.sees("菜单: jz").sees_not("打开").sees_not("汇总");
    clerk.types("v").sees("没有这一项").press("Enter").sees("没有这一项").press("Backspace").sees("打开");
}

#[test]
fn a_digit_is_that_of_the_tab_and_taken_at_once() {
    let mut clerk = Clerk::at(with_cases(2));
    for (digit, list) in [("5", "区划"), ("2", "老年人"), ("9", "参数"), ("1", "城市低保")] {
        clerk.press("F9").types(digit).sees_not("菜单:").sees(list);
    }
}

/// A terminal may swallow the key itself.
#[test]
fn what_the_footer_shows_of_a_form_is_in_the_menu() {
    let mut clerk = Clerk::at(with_cases(2));
    clerk.press("F2 F9").types("qk").sees("清空").press("Esc F9").types("bc").press("Enter").sees("没有保存");
}

/// 新增 narrows as the menu does: a digit stays that of its line.
#[test]
fn initials_narrow_what_can_be_entered() {
    let mut clerk = Clerk::at(with_cases(2));
    clerk.press("F3").types("陈桂").press("Enter F2").sees("新增: 打首字母或数字").sees("一卡通账户");
    let place = |clerk: &Clerk| clerk.line_with("临时救助").chars().find(char::is_ascii_digit).unwrap().to_string();
    let digit = place(&clerk);
    clerk.types("l").sees("临时救助").sees_not("死亡登记").types("s").sees("新增: ls").sees_not("一卡通账户");
    assert_eq!(place(&clerk), digit);
    clerk
        .press("Backspace Backspace")
        .sees("一卡通账户")
        .types("v")
        .sees("没有这一项")
        .press("Enter")
        .sees("没有这一项");
    clerk.press("Backspace").types("jjzk").press("Enter").sees("新增经济状况核对").press("Esc F2").types("ls");
    clerk.types(&digit).sees("新增临时救助");
}

/// The names by which the settings file calls what keys do.
#[test]
fn the_manual_names_every_act_of_the_table() {
    let manual = include_str!("../../docs/manual.md");
    let (_, names) = manual.split_once("操作的名称: `").unwrap();
    let (names, _) = names.split_once('`').unwrap();
    let told: Vec<&str> = names.split_whitespace().collect();
    let bound: BTreeSet<&str> = TABLE.iter().map(|binding| binding.name).collect();
    assert_eq!(told.iter().copied().collect::<BTreeSet<_>>(), bound);
    assert_eq!(told.len(), bound.len(), "each once");
}
