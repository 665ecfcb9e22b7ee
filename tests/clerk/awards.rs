//! What a new version does to the money is told before it is saved.

use crate::steps::Clerk;
use crate::support::with_one_case;
use crate::support::{Office, id, register};
use minzheng::register::Draft;

#[test]
fn a_version_with_only_a_date_is_as_the_one_before() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F4").goes_to("增加保障金核定").press("Enter").sees("新增保障金核定");
    // Carried over as soon as the form stands there.
    assert!(clerk.line_with("家庭月收入").contains("300.00"), "{}", clerk.screen());
    clerk.goes_to("核定日期").types("2021-12-20").press("F8").sees_not("新增保障金核定");
    clerk.press("F8").sees("没有变化");
    // The row that is opened again says it to the end, wherever the cursor stands.
    clerk.press("Enter").sees("新增保障金核定");
    for _ in 0..3 {
        let shown: String = clerk.screen().split_whitespace().collect();
        assert!(shown.contains("确有别的变动要登记的,填变动类型"), "{}", clerk.screen());
        clerk.press("Down");
    }
}

#[test]
fn an_income_of_nothing_shows_what_it_does_to_the_money() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F4").goes_to("增加保障金核定").press("Enter");
    clerk.goes_to("核定日期").types("2021-12-20").goes_to("家庭月收入").types("0").press("Enter");
    clerk.sees("月保障金 1,020.00 → 1,320.00 元(+300.00), 自 2022-01 起").sees("家庭月收入 300.00 → 0.00");
    clerk.press("F8").sees("1,020.00 → 1,320.00 元(+300.00)").sees("录入");
    clerk.press("F8").sees("已保存");
    assert_eq!(clerk.small.one::<i64>("SELECT total_fen FROM award ORDER BY from_month DESC LIMIT 1"), 132_000);
}

#[test]
fn a_members_new_row_begins_as_the_one_before() {
    let office = with_one_case();
    office.sql("UPDATE member SET is_covered = 0 WHERE relation_code = '41'");
    let mut clerk = Clerk::at(office);
    clerk.press("Enter").steps_to("家庭 ").press("Enter F4").goes_to("增加家庭成员").press("Enter");
    clerk.goes_to("成员").types("李").press("Down").goes_to("起始日期").types("2021-12-01").press("Enter");
    assert!(clerk.line_with("保障对象").contains('否'), "{}", clerk.screen());
    assert!(clerk.line_with("与户主关系").contains("孙"), "{}", clerk.screen());
    clerk.press("F8").sees("先看提示").press("F8 F8").sees("已保存");
    let row: String =
        clerk.small.one("SELECT relation_code || is_member || is_covered FROM member ORDER BY valid_from DESC LIMIT 1");
    assert_eq!(row, "4110");
}

/// 李伟 (limb, level 2) alone in 低保, with 生活补贴 beside it.
fn with_a_subsidy() -> Office {
    let office = Office::new();
    let no = id("1976-05-01", 31);
    let person = office.saved(&office.person_draft("李伟", &no).with("disability_cert_no", format!("{no}42")));
    office.case(office.household(person, &[]), "100");
    let subsidy = Draft::new(register("disability"))
        .with("origin", "taken_over")
        .with("kind", "CL")
        .with("person", format!("#{person}"))
        .with("apply_date", "2021-03-05")
        .with_row(Draft::new(register("disability_award")).with("decided_date", "2021-03-20"));
    office.saved(&subsidy);
    office
}

fn ended(office: &Office) -> i64 {
    office.one("SELECT count(*) FROM disability_award WHERE kind = 'end'")
}

fn stopping(office: Office) -> Clerk {
    let mut clerk = Clerk::at(office);
    clerk.press("F4").goes_to("增加保障金核定").press("Enter").goes_to("核定类型").types("end");
    clerk.goes_to("核定日期").types("2021-12-20").goes_to("停发原因").types("01").press("F8");
    clerk.sees("620.00 → 0.00 元(-620.00), 自 2022-01 起").sees("随之变动").sees("CL430406202100001");
    clerk.press("F8").sees("直接按回车一并办理");
    clerk
}

#[test]
fn a_stop_names_what_rests_on_it_and_ends_it_with_enter() {
    let mut clerk = stopping(with_a_subsidy());
    clerk.press("Enter").sees("已保存");
    assert_eq!(ended(&clerk.small), 1);
}

#[test]
fn what_rests_on_it_goes_on_for_a_reason_and_esc_goes_back() {
    let mut clerk = stopping(with_a_subsidy());
    clerk.press("Esc").sees("修改").press("F8").sees("直接按回车一并办理");
    clerk.types("已纳入边缘家庭").press("Enter").sees("已保存");
    assert_eq!(ended(&clerk.small), 0);
    assert_eq!(clerk.small.one::<String>("SELECT why FROM exception"), "已纳入边缘家庭");
}

#[test]
fn the_answer_to_what_follows_saves_what_stood_in_the_question() {
    let mut clerk = Clerk::at(with_a_subsidy());
    clerk.press("Ctrl+D").sees("停发").press("2").types("1220").press("Enter").types("01").press("F8");
    clerk.sees("620.00 → 0.00 元(-620.00), 自 2022-01 起").sees("CL430406202100001").sees("直接按回车一并办理");
    clerk.press("Enter").sees("已办理停发");
    assert_eq!(ended(&clerk.small), 1);
}

#[test]
fn a_death_with_what_follows_is_saved_with_the_answer() {
    let mut clerk = Clerk::at(with_a_subsidy());
    clerk.press("4").sees("死亡").press("F2").types(&id("1976-05-01", 31)).press("Enter").types("1229").press("F8");
    clerk.sees("CL430406202100001").sees("直接按回车一并办理").press("Enter").sees("已保存");
    assert_eq!(ended(&clerk.small), 1);
}

#[test]
fn prison_names_the_running_cases_before_it_is_saved() {
    let mut clerk = Clerk::at(with_a_subsidy());
    clerk.press("F3").types("李伟").press("Enter F4").goes_to("服刑强戒起").types("2021-11-20").press("Enter");
    clerk.sees("随之变动").sees("DB430406202000001").sees("CL430406202100001").press("F8");
    // Each consequence stands in a line of its own.
    assert!(!clerk.line_with("DB430406202000001").contains("CL430406202100001"), "{}", clerk.screen());
    println!("{}", clerk.screen());
    clerk.press("Enter").sees("已保存");
    assert_eq!(ended(&clerk.small), 1);
    assert_eq!(clerk.small.one::<String>("SELECT state FROM dibao"), "stopped");
}
