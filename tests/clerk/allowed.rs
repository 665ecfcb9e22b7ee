//! What is left out for who may not do it.

use crate::steps::Clerk;
use crate::support::{Office, day, id, with_one_case};
use minzheng::register::core::rights::{Grant, Rights, Role};
use minzheng::register::core::wings::Wing;

fn rights(grants: &[(Role, Option<Wing>)]) -> Rights {
    let grant = |(role, wing): &(Role, Option<Wing>)| Grant {
        role: *role,
        wing: *wing,
        town: None,
        from: day("2021-01-01"),
        to: None,
    };
    Rights::of("刘建华", grants.iter().map(grant).collect(), day("2021-12-31"))
}

#[test]
fn a_checker_is_offered_nothing_that_changes_anything_and_told_who_would() {
    let mut clerk = Clerk::with_rights(with_one_case(), rights(&[(Role::Checker, Some(Wing::Assistance))]));
    clerk.sees("1社会救助").sees("F3查人").sees("F7打印").sees_not("F2新增").sees_not("F4修改").sees_not("F6作废");
    clerk.sees_not("Ctrl+D办理");
    clerk.press("F2").is_told("刘建华(复核·社会救助)不能登记低保").is_told("由经办岗位办理");
    clerk.press("F6").is_told("不能作废低保").press("F9").sees("打印").sees_not("新增").sees_not("备份").press("Esc");
    clerk.press("F1").sees("打印").sees_not("作废").press("Esc");
    // A key that means nothing there is told of no more than to anybody.
    clerk.press("Down Ctrl+Z").sees_not("不能撤销");
    // The record opens, and nothing can be done to it.
    clerk.press("Enter").sees("陈桂香").sees_not("F4修改").press("F4").is_told("不能更正低保").press("Esc");
    clerk.press("F3").types("陈桂").sees("陈桂香").sees_not("F4办理");
}

#[test]
fn a_tab_without_any_list_is_left_out_and_its_digit_says_why() {
    let mut clerk = Clerk::with_rights(with_one_case(), rights(&[(Role::Maker, Some(Wing::Assistance))]));
    clerk.sees("1社会救助").sees_not("4殡葬改革").sees_not("5区划地名").sees("9设置");
    clerk.press("4").is_told("由殡葬改革经办、复核、审批、计财、审计岗位办理").press("5").is_told("不能查询行政区划");
    clerk.press("9").sees("工作日历").press("Ctrl+Right").sees("城市低保").press("Ctrl+Left").sees("工作日历");
    // What several fields of work share stands where it stands for all.
    clerk.press("2").sees("养老机构").sees_not("高龄津贴");
    // Children are named, or not among them.
    let mut clerk = Clerk::with_rights(Office::new(), rights(&[(Role::Maker, None)]));
    clerk.sees("2养老服务").sees("5区划地名").press("3").sees_not("事实无人抚养");
    let mut clerk = Clerk::with_rights(Office::new(), rights(&[(Role::Maker, Some(Wing::Children))]));
    clerk.sees_not("5区划地名").press("3").sees("事实无人抚养");
}

#[test]
fn who_administers_sees_the_settings_alone() {
    let mut clerk = Clerk::with_rights(Office::new(), rights(&[(Role::System, None)]));
    clerk.sees("本单位").sees_not("城市低保").sees_not("F3查人").sees("9设置").press("9");
    clerk.sees("工作日历").sees_not("参数").sees("F2新增").press("F9").sees("备份").press("Esc");
    // Whoever has no role sees that he has none.
    let mut clerk = Clerk::with_rights(Office::new(), rights(&[]));
    clerk.sees("9设置").press("F2").is_told("刘建华(没有岗位)不能");
}

#[test]
fn what_is_entered_of_somebody_is_what_one_may() {
    let office = Office::new();
    office.person("曾国安", &id("1936-07-08", 15));
    let all = [(Role::Maker, None), (Role::Maker, Some(Wing::Children))];
    let mut clerk = Clerk::with_rights(office, rights(&all));
    clerk.press("F3").types("曾国").press("Enter F2").sees("死亡登记").sees("临时救助").sees("高龄津贴");
    let Clerk { small, .. } = clerk;
    let mut clerk = Clerk::with_rights(small, rights(&[(Role::Maker, Some(Wing::Elderly))]));
    clerk.press("F3").types("曾国").press("Enter F2").sees("高龄津贴").sees_not("临时救助").sees_not("死亡登记");
}
