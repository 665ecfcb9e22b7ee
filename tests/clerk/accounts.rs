//! Accounts: the lists of who works here, and a password of one's own.

use crate::steps::Clerk;
use crate::support::Office;
use minzheng::domain::password::{SALT, Verifier};

const OWN: &str = "秋天的第一杯奶茶";
const NEW: &str = "dongfeng-7-lu";

fn with_a_password() -> Office {
    let office = Office::new();
    let verifier = Verifier::of(OWN, [7; SALT]).unwrap().text();
    office.behind_its_back(&format!(
        "INSERT INTO credential(operator, kind, verifier, set_at) VALUES (1, 'own', '{verifier}', '2021-12-31 08:00:00')"
    ));
    office
}

#[test]
fn an_own_password_is_changed_from_the_menu() {
    let mut clerk = Clerk::at(with_a_password());
    clerk.press("F9").types("gmm").sees_not("改密码").press("Esc");
    clerk.app.desk.is_guarded = true;
    clerk.press("F9").types("gmm").press("Enter").sees("原来的密码").sees("8 到 64 个字符").sees_not("F5预览");
    // From line to line; what is not the same twice is typed anew, as is what may not be set.
    clerk.types(OWN).press("Enter").types(NEW).press("Enter").types("dongfeng-8-lu").press("Enter");
    clerk.is_told("新密码两遍不一样").sees_not("奶茶").sees("************");
    clerk.types(NEW).press("Shift-Tab Ctrl+U").types("12345678").press("Tab Ctrl+U").types("12345678").press("Enter");
    clerk.is_told("密码").types(NEW).press("Enter").types(NEW).press("Enter").is_told("密码已改");
    // The old one is none any more.
    clerk.press("F9").types("gmm").press("Enter").types(OWN).press("Enter").types("beifeng-9-lu").press("Enter");
    clerk.types("beifeng-9-lu").press("Enter").is_told("原来的密码不对").press("Esc").sees("筛选: ");
}

#[test]
fn who_works_here_and_as_what_stands_in_the_settings() {
    let mut clerk = Clerk::at(Office::new());
    clerk.press("9").press("Right Right Right Right Right Right").sees("checker").sees("复核员").sees("在用");
    clerk.press("Enter").sees("申请岗位").press("Esc");
    clerk.press("Right").sees("起始日期").press("Right").sees("查阅").sees_not("F2新增");
    for size in [(120, 40), (60, 15)] {
        clerk.resizes(size.0, size.1);
    }
}
