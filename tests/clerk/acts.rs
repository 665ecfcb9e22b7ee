//! 办理记录: who did what, found by filters, and opened to what it changed.

use crate::steps::Clerk;
use crate::support::Office;
use minzheng::app::msg::Want;

/// At the list of acts.
fn at_acts(small: Office) -> Clerk {
    let mut clerk = Clerk::at(small);
    clerk.press("9 Right Right Right").sees("办理记录").sees("次");
    clerk
}

#[test]
fn acts_are_listed_the_latest_first_and_filtered_by_operator_day_and_kind() {
    let mut clerk = at_acts(Office::with_two_clerks().0);
    assert!(clerk.marked().contains("作废 李敏") && clerk.marked().contains("人员 1"), "{}", clerk.screen());
    clerk.sees_not("F2新增").sees_not("F4修改").sees_not("F6作废").sees("与 430406*****");
    clerk.press("F5").sees("经办").types("李敏").press("Enter").sees("筛选: 经办 limin 李敏   共 2 次").sees("更正");
    clerk.press("F5").goes_on_to("日期").types("1230").press("Enter").sees("日期 2021-12-30   共 0 次");
    clerk.press("F5 Backspace Enter").sees("筛选: 日期 2021-12-30   共 2 次").sees_not("更正");
    clerk.press("F5").goes_on_to("日期").types("2021-12").press("Enter").sees("筛选: 日期 2021年12月").sees("更正");
    clerk.press("F5").goes_on_to("日期").press("Down Enter").sees("日期 2021年11月   共 0 次");
    clerk.press("F5").goes_on_to("日期").press("Backspace").goes_on_to("类型").types("作废").press("Enter");
    clerk
        .sees("筛选: 类型 作废   共 1 次")
        .press("F5")
        .goes_on_to("日期")
        .types("昨天")
        .press("Enter")
        .sees("没有“昨天”这一项");
}

#[test]
fn an_act_opens_to_what_it_changed_and_that_to_the_record() {
    let mut clerk = at_acts(Office::with_two_clerks().0);
    clerk
        .press("Enter")
        .sees("作废  李敏  业务日期 2021-12-31")
        .sees("原因 与 430406********0316 重复")
        .sees("内容 人员 1");
    clerk
        .sees("作废  李* 430406********0316")
        .sees("姓名 李伟")
        .steps_to("姓名 李伟")
        .sees_not("回车打开")
        .press("Esc");
    clerk.press("Down Enter").sees(": 更正").sees("原因 电话错了").steps_to("联系电话").sees("(空) → 139****2345");
    clerk.press("Enter").sees("个人页: 陈桂香").press("Esc").sees("139****2345").press("Esc").sees("筛选: 全部");
    clerk.press("F1 PgDn").sees("办理记录由程序随每次办理写下");
}

#[test]
fn what_was_taken_back_says_so_and_leads_to_the_undo() {
    let (small, _) = Office::with_two_clerks();
    let act = small.one::<i64>("SELECT max(key) FROM act");
    small.store.undo(act, (&small.who, small.day), "没有重复", &[], &mut |_, _| true).unwrap();
    let mut clerk = at_acts(small);
    clerk.press("Enter").sees(": 撤销").sees("恢复  李*").steps_to(&format!("撤销的是办理 {act}")).press("Enter");
    clerk.sees(&format!("办理 {act}: 作废")).steps_to(&format!("已撤销, 见办理 {}", act + 1));
    clerk.press("Esc").sees(": 撤销").steps_to("姓名 李伟").press("Enter").sees("个人页: 李伟");
}

#[test]
fn a_long_act_is_read_on_as_one_goes_down() {
    let (small, _) = Office::with_two_clerks();
    small.sql(
        "WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 249)
         INSERT INTO calendar(date, is_workday, act) SELECT date('2027-01-01', i || ' days'), 0, (SELECT max(key) FROM act) FROM n",
    );
    let mut clerk = at_acts(small);
    clerk
        .press("Enter")
        .sees("内容 人员 1 人, 工作日历 250 天")
        .press("Tab Tab")
        .sees("工作日历 250 天")
        .sees("2027-01-01");
    // No more is read than is near.
    let read = |clerk: &Clerk| clerk.asked.iter().filter(|want| matches!(want, Want::ActRows(..))).count();
    assert_eq!(read(&clerk), 1);
    clerk.press("End").sees_not("2027-09-07");
    assert_eq!(read(&clerk), 2);
    clerk.press("End End").sees("2027-09-07").sees_not("接着看");
    assert_eq!((read(&clerk), clerk.marked().contains("2027-09-07")), (3, true), "{}", clerk.screen());
    clerk.press("PgUp Home").sees("作废  李敏");
}
