//! The menu (F9): every act by its initials or its digit, on every tab.

use crate::lists::with_cases;
use crate::steps::Clerk;

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
