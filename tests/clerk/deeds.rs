//! 办理: what is done to a case from its row, counted in keys beside what is typed; each is one act, taken back as one.

use crate::steps::Clerk;
use crate::support::with_one_case;
use crate::support::{Office, account, id, register};
use minzheng::register::Draft;

/// Does something from the list of the first tab, in one act that is told; gives the keys it took.
fn done(clerk: &mut Clerk, by: impl FnOnce(&mut Clerk), told: &str) -> usize {
    let acts: i64 = clerk.small.one("SELECT max(key) FROM act");
    clerk.keys = 0;
    by(clerk);
    let keys = clerk.keys;
    clerk.sees(&format!("已办理{told}"));
    assert_eq!(clerk.small.one::<i64>("SELECT max(key) FROM act"), acts + 1, "one act");
    keys
}

/// What the rows of the office say, but for the acts that wrote them.
fn rows(office: &Office) -> Vec<String> {
    let of = |sql: &str| office.one::<String>(&format!("SELECT coalesce(group_concat(x, ';'), '') FROM ({sql})"));
    vec![
        of(
            "SELECT from_month || kind || income_fen || total_fen || persons AS x FROM award WHERE voided_by IS NULL ORDER BY key",
        ),
        of("SELECT person || valid_from || ended AS x FROM member WHERE voided_by IS NULL ORDER BY key"),
        of("SELECT state || division AS x FROM dibao"),
        of("SELECT account_no AS x FROM account WHERE voided_by IS NULL"),
        of("SELECT from_month || division AS x FROM move WHERE voided_by IS NULL"),
        of("SELECT kind || amount_delta_fen || persons_delta AS x FROM change WHERE voided_by IS NULL ORDER BY key"),
    ]
}

/// Takes the act of the message back; all is as before.
fn taken_back(clerk: &mut Clerk, before: &[String]) {
    clerk.press("Ctrl+Z").sees("撤销").press("F8").types("办错了").press("Enter").sees("已撤销");
    assert_eq!(rows(&clerk.small), before);
}

#[test]
fn an_award_is_raised_from_its_row() {
    let mut clerk = Clerk::at(with_one_case());
    let before = rows(&clerk.small);
    clerk.sees("Ctrl+D办理");
    let by = |clerk: &mut Clerk| {
        clerk.press("Ctrl+D").sees("办理: 低保 DB430406202000001").sees("1 增发/减发").press("1");
        // What is in force is carried in, and nothing else is asked.
        clerk.sees("增发/减发: 低保 DB430406202000001").sees("必填还差 1 项");
        assert!(clerk.line_with("家庭月收入").contains("300.00"), "{}", clerk.screen());
        assert!(clerk.marked().contains("核定日期"), "{}", clerk.screen());
        clerk.sees_not("停发原因").sees_not("变动类型").types("1220").press("Enter");
        assert!(clerk.marked().contains("家庭月收入"), "{}", clerk.screen());
        // The change of the money stands there before it is saved.
        clerk.types("100").press("F8").sees("月保障金 1,020.00 → 1,220.00 元(+200.00), 自 2022-01 起");
        assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM award"), 1);
        clerk.press("F8");
    };
    let keys = done(&mut clerk, by, "增发/减发 DB430406202000001");
    assert!(keys <= 6, "{keys} keys");
    assert_eq!(clerk.small.one::<i64>("SELECT total_fen FROM award ORDER BY from_month DESC LIMIT 1"), 122_000);
    assert!(clerk.marked().contains("陈桂香"), "{}", clerk.screen());
    taken_back(&mut clerk, &before);
}

#[test]
fn a_case_is_stopped_by_the_code_of_a_reason() {
    let mut clerk = Clerk::at(with_one_case());
    let before = rows(&clerk.small);
    let by = |clerk: &mut Clerk| {
        clerk.press("Ctrl+D").sees("2 停发").press("2").sees("停发: 低保 DB430406202000001").sees_not("家庭月收入");
        clerk
            .types("1220")
            .press("Enter")
            .types("01")
            .press("Enter")
            .sees("1,020.00 → 0.00 元(-1,020.00), 自 2022-01 起");
        clerk.press("F8");
    };
    let keys = done(&mut clerk, by, "停发");
    assert!(keys <= 6, "{keys} keys");
    assert_eq!(clerk.small.one::<String>("SELECT state FROM dibao"), "stopped");
    taken_back(&mut clerk, &before);
}

#[test]
fn a_case_is_suspended_and_goes_on() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("Ctrl+D").sees("3 暂停").sees("4 渐退").sees_not("恢复").press("3");
    clerk.types("1220").press("Enter").sees("1,020.00 → 0.00").press("F8").sees("已办理暂停");
    clerk
        .press("Ctrl+D")
        .sees("1 恢复")
        .sees("2 停发")
        .sees_not("暂停")
        .sees_not("增发")
        .sees_not("加人")
        .sees_not("减人")
        .press("1");
    clerk
        .types("1231")
        .press("Enter")
        .goes_to("其余各项")
        .press("Enter")
        .goes_to("起始月")
        .types("2022-02")
        .press("Enter");
    clerk.sees("0.00 → 1,020.00 元(+1,020.00), 自 2022-02 起").press("F8").sees("已办理恢复");
    assert_eq!(clerk.small.one::<String>("SELECT change_kind FROM award ORDER BY from_month DESC LIMIT 1"), "08");
}

#[test]
fn a_member_leaves_and_the_money_follows_in_one_act() {
    let mut clerk = Clerk::at(with_one_case());
    let before = rows(&clerk.small);
    let by = |clerk: &mut Clerk| {
        clerk.press("Ctrl+D").sees("6 减人").press("6");
        clerk.sees("减人: 低保 DB430406202000001").sees("1 陈桂香").sees("2 李伟 孙子").press("2");
        assert!(clerk.marked().contains("离开原因"), "{}", clerk.screen());
        clerk.types("婚").press("Enter").types("1210").press("F8").sees("不再保障 李伟").sees_not("请在该户另增一行");
        clerk.press("F8");
    };
    let keys = done(&mut clerk, by, "减人 李伟");
    assert!(keys <= 6, "{keys} keys");
    assert_eq!(clerk.small.one::<i64>("SELECT persons FROM award ORDER BY from_month DESC LIMIT 1"), 1);
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM member WHERE ended = 1 AND valid_from = '2021-12-10'"), 1);
    taken_back(&mut clerk, &before);
}

#[test]
fn no_money_is_told_before_the_day_on_which_somebody_leaves() {
    let mut clerk = Clerk::at(with_one_case());
    clerk
        .press("Ctrl+D 6 2")
        .sees("离开日期")
        .sees_not("起始日期")
        .sees_not(" 元(")
        .types("婚")
        .press("Enter")
        .sees_not(" 元(");
    clerk.types("1210").press("Enter").sees("1,020.00 → 360.00 元(-660.00), 自 2022-01 起");
}

/// 张守业, whose 高龄津贴 has been applied for and no more.
fn with_an_application() -> Office {
    let office = Office::new();
    let person = office.person("张守业", &id("1931-06-15", 501));
    let case = Draft::new(register("aged_allowance")).with("person", format!("#{person}"));
    office.saved(&case.with("apply_date", "2021-12-01").with("accept_date", "2021-12-02"));
    office
}

#[test]
fn what_cannot_be_done_yet_says_what_comes_before_it() {
    let mut clerk = Clerk::at(with_an_application());
    clerk.press("F3").types("张守业").press("Enter").steps_to("GL430406").press("Ctrl+D");
    clerk.sees("1 津贴核定: 先填好镇街初审日期、公示起、区审批日期").sees("登记一卡通账户").press("1");
    clerk.sees("还不能办。津贴核定: 先填好镇街初审日期").sees("办理: 高龄津贴");
}

#[test]
fn somebody_joins_who_was_not_known() {
    let mut clerk = Clerk::at(with_one_case());
    let before = rows(&clerk.small);
    let number = id("2011-02-17", 33);
    let by = |clerk: &mut Clerk| {
        clerk.press("Ctrl+D").sees("5 加人").press("5").types(&number).press("Enter").sees("新增人员 (一起保存)");
        clerk.types("陈小满").press("Enter").types("yjnl").goes_to("与户主关系").types("41").goes_to("起始日期");
        clerk.types("1210").press("F8").sees("新增对象 陈小满").sees("自 2022-01 起").press("F8");
    };
    done(&mut clerk, by, "加人");
    assert_eq!(clerk.small.one::<i64>("SELECT persons FROM award ORDER BY from_month DESC LIMIT 1"), 3);
    taken_back(&mut clerk, &before);
}

#[test]
fn an_account_is_changed_and_a_case_moves() {
    let mut clerk = Clerk::at(with_one_case());
    let before = rows(&clerk.small);
    let by = |clerk: &mut Clerk| {
        clerk.press("Ctrl+D").sees("7 登记一卡通账户").press("7").types("6217990000123456788").press("F8");
    };
    let keys = done(&mut clerk, by, "登记一卡通账户");
    assert!(keys <= 6, "{keys} keys");
    assert_eq!(clerk.small.one::<String>("SELECT account_name || valid_from FROM account"), "陈桂香2021-12-31");
    taken_back(&mut clerk, &before);
    let by = |clerk: &mut Clerk| {
        clerk.press("Ctrl+D").sees("8 迁居").press("8").types("430406002003").press("Enter").types("1220").press("F8");
    };
    let keys = done(&mut clerk, by, "迁居");
    assert!(keys <= 6, "{keys} keys");
    assert_eq!(clerk.small.one::<String>("SELECT division FROM dibao"), "430406002003");
    taken_back(&mut clerk, &before);
}

/// 李伟 with both a subsidy and an account.
fn with_a_subsidy() -> Office {
    let office = Office::new();
    let no = id("1976-05-01", 31);
    let person = office.saved(&office.person_draft("李伟", &no).with("disability_cert_no", format!("{no}42")));
    office.saved(&account(person, "6217990000123456788", "2021-01-01"));
    let subsidy = Draft::new(register("disability")).with("origin", "taken_over").with("kind", "CN");
    let subsidy = subsidy.with("person", format!("#{person}")).with("apply_date", "2021-03-05");
    office.saved(&subsidy.with_row(Draft::new(register("disability_award")).with("decided_date", "2021-03-20")));
    office
}

#[test]
fn on_a_persons_page_it_is_the_case_of_the_cursor() {
    let mut clerk = Clerk::at(with_a_subsidy());
    clerk.press("F3").types("李伟").press("Enter").press("Ctrl+D").sees("1 记一笔").sees_not("2 停发").press("Esc");
    clerk.steps_to("残疾人护理补贴").sees("Ctrl+D办理");
    clerk.press("Ctrl+D").sees("办理: 残疾人两项补贴").sees("2 停发").sees_not("减人").sees_not("渐退").press("2");
    clerk.types("1220").press("Enter").types("11").press("F8").sees("→ 0.00 元").press("F8").sees("已办理停发");
    clerk.sees("个人页: 李伟");
    assert_eq!(clerk.small.one::<String>("SELECT state FROM disability"), "stopped");
    // Lines have come above it: the cursor is on the same case still.
    assert!(clerk.marked().contains("残疾人护理补贴"), "{}", clerk.screen());
    // It draws up to the end of the year; nothing more can be done to one that has ended.
    clerk.small.sql("UPDATE disability_award SET from_month = '2021-11' WHERE kind = 'end'");
    clerk
        .press("Ctrl+R")
        .steps_to("CN430406")
        .press("Ctrl+D")
        .sees("1 记一笔")
        .sees_not("2 停发")
        .press("Esc")
        .sees("个人页");
}

#[test]
fn from_the_head_of_a_persons_page_every_case_is_reached() {
    let mut clerk = Clerk::at(with_a_subsidy());
    clerk.press("F3").types("李伟").press("Enter").sees("Ctrl+D办理").press("Ctrl+D");
    clerk.sees("办理: 人员").sees("1 记一笔").sees("2 残疾人护理补贴 CN").press("2");
    clerk.sees("办理: 残疾人两项补贴").sees("2 停发").press("2").sees("停发: 残疾人两项补贴 CN");
}

#[test]
fn arrows_and_initials_choose_and_escape_goes_back() {
    let mut clerk = Clerk::at(with_one_case());
    clerk
        .press("Enter")
        .sees("Ctrl+D办理")
        .press("Ctrl+D Down Enter")
        .sees("停发: 低保 DB")
        .press("Esc")
        .sees("低保 DB");
    clerk
        .press("Ctrl+D")
        .types("jr")
        .press("Down Enter")
        .sees("1 陈桂香")
        .press("Esc")
        .sees("1 增发/减发")
        .press("Esc");
    clerk.sees_not("增发/减发");
}

#[test]
fn an_office_that_is_read_only_offers_none() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.app.desk.read_only = true;
    clerk.press("Up").sees_not("Ctrl+D办理").press("Ctrl+D").sees_not("增发/减发");
}

#[test]
fn what_was_typed_is_not_lost_with_the_program() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("Ctrl+D 6 2").types("婚").press("Enter").types("1210");
    let mut clerk = clerk.gets_killed();
    clerk.sees("没有填完").press("Enter").sees("新增保障金核定").press("F5").sees("家庭成员 (一起保存)").press("F8");
    clerk.sees("已保存");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM member WHERE ended = 1"), 1);
}
