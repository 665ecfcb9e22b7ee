//! 疑点: what the checks between registers find for the month, put right record by record.

use crate::lists::with_cases;
use crate::steps::Clerk;
use minzheng::app::msg::{Effect, Msg, Reply, Want};

#[test]
fn what_is_odd_in_the_month_is_listed_opened_put_right_and_printed() {
    let mut clerk = Clerk::at(with_cases(3));
    clerk.press("Ctrl+A").sees("疑点 2021年12月").sees("共 0 条: 错误 0  提示 0  待办 0").sees("没有这样的疑点");
    clerk.small.sql(
        "UPDATE person SET sex = CASE sex WHEN '1' THEN '2' ELSE '1' END WHERE name IN ('陈桂香', '陈桂英');
         UPDATE person SET death_date = '2021-11-08' WHERE name = '陈桂华'",
    );
    clerk
        .press("Ctrl+R")
        .sees("共 3 条: 错误 1  提示 2  待办 0")
        .sees("错误 X03")
        .sees("提示 X12")
        .sees("怎么办: 办理停发");
    clerk.sees("已于2021-11-08死亡, 仍在低保名册上").press("Tab");
    assert!(clerk.marked().contains("陈桂"), "{}", clerk.screen());
    // The heaviest first; each of them opens its record, and the next one follows from there.
    clerk
        .press("Enter")
        .sees("申请编号")
        .press("Esc Tab Enter")
        .sees("个人页: 陈桂英")
        .press("PgDn")
        .sees("个人页: 陈桂香");
    clerk.press("F4").goes_to("性别").types("男").press("F8 F8").sees("已保存").press("Esc").sees("共 2 条");
    clerk.sees("F5只看错误").press("F5").sees("只看错误").sees_not("X12").press("F5").sees("X12").sees_not("X03");
    clerk
        .press("F7")
        .sees("这些疑点")
        .press("F5")
        .sees("疑点清单 2021年12月")
        .sees("提示 1")
        .sees_not("X03")
        .press("Esc");
    clerk.press("Enter").sees("/office/打印/疑点清单-2021-12.lp");
    // Another month is another question.
    clerk.press("Enter Left").sees("疑点 2021年11月").sees("共 1 条").sees("X12");
    clerk.press("Right F5").sees("疑点 2021年12月").sees("没有这样的疑点").press("F5").sees("X03").sees("X12");
    clerk.press("Esc").sees("筛选: 状态 在册");
}

#[test]
fn the_menu_knows_the_way_to_the_checks() {
    let mut clerk = Clerk::at(with_cases(1));
    clerk.press("F9").sees("疑点").types("yd").press("Enter").sees("共 0 条");
}

#[test]
fn a_month_that_was_not_looked_at_is_told_and_asked_for_again() {
    let mut clerk = Clerk::at(with_cases(1));
    let asked = clerk.asks("Ctrl+A");
    let [Effect::Ask(ticket, Want::Oddities(_))] = asked[..] else { panic!("{asked:?}") };
    clerk.resizes(80, 24).sees("正在核对2021年12月…");
    clerk.tell(Msg::Answer(ticket, Reply::Dropped)).sees("2021年12月没有核对出来").sees_not("正在核对");
    clerk.press("Ctrl+R").sees("没有这样的疑点");
}
