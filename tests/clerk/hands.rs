//! Hands at a form: what keys, short dates, references and rows do while a clerk fills it in.

use crate::forms::correcting_the_household;
use crate::steps::Clerk;
use crate::support::id;
use crate::support::with_one_case;

#[test]
fn the_first_key_takes_the_place_of_what_stood_in_a_field() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.small.sql("UPDATE dibao SET notice_place = '社区宣传栏', apply_date = '2020-10-08'");
    clerk.press("F4").goes_to("申请日期").sees("直接输入即替换").types("20201007").press("Tab").sees("2020-10-07");
    // Whoever moves the cursor edits.
    clerk.goes_to("公示地点").press("End").types("旁").press("Shift-Tab Tab");
    assert!(clerk.marked().contains("社区宣传栏旁"), "{}", clerk.screen());
    clerk.press("Home").types("北").press("Tab Shift-Tab");
    assert!(clerk.marked().contains("北社区宣传栏旁"), "{}", clerk.screen());
    // One key empties, another brings back what is stored.
    clerk.press("Ctrl+U");
    assert!(!clerk.marked().contains("宣传栏"), "{}", clerk.screen());
    clerk.press("Ctrl+T");
    assert!(clerk.marked().contains("社区宣传栏"), "{}", clerk.screen());
    assert!(!clerk.marked().contains("北社区"), "{}", clerk.screen());
    // So it is with what is chosen and with references.
    clerk.goes_to("近亲属备案").press("Ctrl+U Tab Shift-Tab");
    assert!(!clerk.marked().contains("否"), "{}", clerk.screen());
    clerk.press("Ctrl+T").press("Tab Shift-Tab");
    assert!(clerk.marked().contains("否"), "{}", clerk.screen());
}

#[test]
fn dates_offer_today_and_are_understood_when_short() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F4").goes_to("受理日期").sees("Ctrl+D今天").press("Ctrl+D Tab Shift-Tab");
    assert!(clerk.marked().contains("2021-12-31"), "{}", clerk.screen());
    for (typed, meant) in
        [("3", "2021-12-03"), ("0315", "2021-03-15"), ("20210316", "2021-03-16"), ("3.17", "2021-03-17")]
    {
        clerk.types(typed);
        assert!(typed.len() > 4 || clerk.marked().contains(&format!("= {meant}")), "{}", clerk.screen());
        clerk.press("Tab Shift-Tab");
        assert!(clerk.marked().contains(meant) && !clerk.marked().contains('='), "{}", clerk.screen());
    }
    // A notice may end on a day to come.
    clerk.goes_to("公示止").types("0107").press("Tab Shift-Tab");
    assert!(clerk.marked().contains("2021-01-07"), "{}", clerk.screen());
    clerk.goes_to("增加保障金核定").press("Enter").goes_to("起始月").sees("Ctrl+D本月").types("3").sees("= 2021-03");
    clerk.types("").press("Ctrl+U").types("2203").press("Tab Shift-Tab");
    assert!(clerk.marked().contains("2022-03"), "{}", clerk.screen());
}

#[test]
fn the_home_follows_the_registered_place_until_another_is_typed() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F3 F2").goes_to("户籍地").types("yjnl").press("Tab");
    assert!(clerk.line_with("居住地").contains("沿江南路"), "{}", clerk.screen());
    clerk.press("Shift-Tab").types("gh").press("Tab");
    assert!(clerk.line_with("居住地").contains("光辉"), "{}", clerk.screen());
    clerk.goes_to("居住地").types("yjnl").press("Shift-Tab").types("xf").press("Tab");
    assert!(clerk.line_with("居住地").contains("沿江南路"), "{}", clerk.screen());
}

#[test]
fn what_was_not_touched_closes_without_a_question() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F4").goes_to("增加致贫原因").press("Enter Esc").sees("低保 DB").press("Enter");
    clerk.goes_to("致贫原因").types("cj").press("F8").sees("残疾");
    // A row typed before and opened again.
    clerk
        .press("Up")
        .sees("新 残疾")
        .press("Enter")
        .sees("致贫原因")
        .press("Tab Shift-Tab Esc")
        .sees_not("放弃吗?")
        .sees("低保 DB");
    // A row taken out can be brought back with all that was typed.
    clerk.press("F6").sees("去 残疾").sees("F6恢复").press("F6").sees("新 残疾");
    clerk.press("F6 F8").sees("没有改动");
    // A household begins with its first member, whom nobody typed.
    let person = clerk.small.person("曾国安", &id("1956-07-08", 15));
    assert!(person > 0);
    clerk.press("Esc F3").types("曾国安").press("Enter F2 Enter").sees("新增家庭").sees("曾国安").press("Esc");
    clerk.sees("个人页: 曾国安");
}

#[test]
fn a_reason_half_written_is_not_lost_to_a_hasty_key() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F6").types("重复").press("Esc").sees("放弃吗?").press("Enter").sees("重复").press("Esc Down Enter");
    clerk.sees_not("作废的记录").press("F6 Esc").sees("筛选: 状态 在册");
}

#[test]
fn what_fits_no_choice_keeps_the_list_open_and_says_so() {
    let mut clerk = Clerk::at(with_one_case());
    clerk
        .press("F3")
        .types("李伟")
        .press("Enter F4")
        .goes_to("户籍地")
        .types("zzz")
        .sees("没有这一项")
        .sees("先锋街道");
    clerk.sees("▼").press("Down").sees_not("没有这一项").press("End").sees("▲").sees_not("▼").press("Home").sees("▼");
    clerk.press("Esc Esc Esc Esc").sees("筛选: 状态 在册").press("F5").goes_on_to("街道村(居)");
    clerk.types("zzz").sees("没有这一项").sees("先锋街道").press("Backspace Backspace Backspace End").sees("▲");
    clerk.press("Home").sees("全部");
}

#[test]
fn looking_somebody_up_begins_anew_with_a_key() {
    let mut clerk = Clerk::at(with_one_case());
    clerk
        .press("F3")
        .types("李伟")
        .sees("1 人")
        .press("F3")
        .sees_not("1 人")
        .sees("身份证号(开头")
        .types("陈")
        .sees("陈桂香");
}

#[test]
fn a_save_pauses_once_on_warnings_that_nobody_has_seen() {
    let mut clerk = Clerk::at(with_one_case());
    clerk
        .press("F3")
        .types("李伟")
        .press("Enter F2")
        .goes_on_to_item("一卡通账户")
        .press("Enter")
        .sees("新增一卡通账户");
    clerk.goes_to("开户行").types("102").goes_to("账号").types("6217000000000000001");
    clerk.goes_to("启用日期").types("2021-12-01");
    clerk.press("F8").sees_not("已保存").sees("先看提示").sees("校验").sees("F8照此保存");
    assert!(clerk.marked().contains("账号"), "{}", clerk.screen());
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM account"), 0);
    clerk.press("F8").sees("已保存");
    let first = "43010219560708001";
    let elsewhere = format!("{first}{}", minzheng::domain::people::id_number::check_char(first));
    // What a key brings to the screen has not been read when the next one saves.
    clerk.press("F2 8").goes_to("开户行").types("102").goes_to("账号").types("6217000000000000002");
    clerk.goes_to("启用日期").press("Ctrl+D").sees("校验").press("F8").sees("先看提示").press("F8").sees("已保存");
    // What stood beside its field while the clerk went on is not told again.
    clerk.press("Esc Esc F3 F2").goes_to("身份证号").types(&elsewhere).press("Tab");
    clerk.sees("提示").goes_to("姓名").types("曾国安").goes_to("户籍地").types("yjnl").press("F8").sees("已保存");
}

#[test]
fn the_warnings_of_a_row_are_told_in_the_row() {
    let mut clerk = correcting_the_household();
    clerk
        .goes_to("增加家庭成员")
        .press("Enter")
        .goes_to("成员")
        .types("李伟")
        .press("Down")
        .goes_to("与户主关系")
        .types("41");
    clerk.goes_to("离开").types("1").press("Tab").types("3").press("Shift-Tab Shift-Tab").types("2021-12-01");
    clerk.press("F8").sees("新增家庭成员").sees("先看提示").sees("请在该户另增一行保障金核定").sees("F8照此确定");
    clerk.press("F8").sees("家庭成员 (3)").press("F8").sees("已保存");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM member WHERE ended = 1"), 1);
}

#[test]
fn somebody_unknown_is_said_at_once_and_entered_from_the_row() {
    let mut clerk = correcting_the_household();
    let number = id("1956-07-08", 15);
    clerk
        .goes_to("增加家庭成员")
        .press("Enter")
        .goes_to("成员")
        .types(&number)
        .sees("没有登记过这个身份证号")
        .sees("F2登记新的");
    clerk.press("F2").sees("新增人员").sees("一起保存");
    assert!(clerk.line_with("*成员").contains(&number), "{}", clerk.screen());
    clerk.goes_to("姓名").types("曾国安").goes_to("户籍地").types("yjnl").press("Tab");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM person WHERE name = '曾国安'"), 0, "nothing is saved yet");
    clerk
        .goes_to("与户主关系")
        .types("51")
        .goes_to("起始日期")
        .types("2021-12-01")
        .press("F8")
        .sees("家庭成员 (3)")
        .press("F8")
        .sees("相差不足14岁")
        .press("F8");
    clerk.sees("已保存");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM member"), 3);
}

#[test]
fn a_whole_number_is_taken_and_named_at_once() {
    let mut clerk = correcting_the_household();
    clerk.goes_to("增加家庭成员").press("Enter").goes_to("成员").types(&id("2006-05-01", 31)).sees("= 李伟");
    clerk.press("Tab");
    assert!(clerk.line_with("*成员").contains("李伟"), "{}", clerk.screen());
    // Initials and the end of the number, without a space, find as in the look-up.
    clerk.press("Shift-Tab").types("lw0313").sees("李伟 430406********0313");
    clerk.press("Esc Esc Down Enter Esc Esc").press("F2").goes_to("家庭").types("lw").sees("陈桂香").press("Down Tab");
    assert!(clerk.line_with("家庭").contains("43040600100100001"), "{}", clerk.screen());
    clerk.press("Shift-Tab").types("43040600100100001").sees("= 43040600100100001 陈桂香");
}

#[test]
fn what_a_kind_of_row_calls_for_is_asked_in_the_row() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F4").goes_to("增加保障金核定").press("Enter").sees("新增保障金核定").sees_not("停发原因");
    clerk.goes_to("核定类型").types("停发").goes_to("核定日期").types("2021-12-01").press("Tab").sees("*停发原因");
    clerk.press("F8").sees("新增保障金核定").sees("须填停发原因");
    assert!(clerk.marked().contains("停发原因"), "{}", clerk.screen());
    clerk.types("01").press("F8").sees("保障金核定 (2)");
    // So it is with a member who does not live there.
    clerk.press("Esc Down Enter Enter").steps_to("家庭 ").press("Enter F4").goes_to("增加家庭成员").press("Enter");
    clerk.sees_not("不计入原因").goes_to("共同生活").types("0").press("Tab").sees("*不计入原因").sees_not("离开原因");
}

#[test]
fn enter_passes_by_what_is_filled_where_the_settings_say_so() {
    for skips in [false, true] {
        let mut clerk = Clerk::at(with_one_case());
        clerk.app.desk.skips_filled = skips;
        clerk.press("Right Right Right F2").sees("新增临时救助").press("Esc").press("F3").types("李伟").press("Enter");
        clerk.press("F4").sees("修改").goes_to("姓名").press("Enter");
        let empty = clerk.marked().trim_start_matches(['▶', ' ', '*']).split_whitespace().count() == 1;
        assert_eq!(empty, skips, "{}", clerk.screen());
        // Every other key stops there as ever.
        clerk.press("Shift-Tab");
        let before = clerk.marked();
        assert!(!skips || before.split_whitespace().count() > 1, "{}", clerk.screen());
    }
}
