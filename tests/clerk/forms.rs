//! Entering and correcting records.

use crate::steps::Clerk;
use crate::support::{Office, id, register, with_one_case};
use minzheng::app::msg::{Effect, Msg, Reply, Want};
use minzheng::domain::slip::Slip;
use minzheng::register::Draft;

#[test]
fn a_record_opens_with_its_versions_and_covered_persons() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("Enter").sees("低保 DB430406202000001").sees("申请编号").sees("F4修改").sees_not("异议情况");
    clerk.press("End").sees("保障金核定 (1)").sees("2020-12").sees("保障对象 (2)").sees("陈桂香");
}

#[test]
fn a_new_person_is_found_missing_and_entered() {
    let mut clerk = Clerk::at(with_one_case());
    let number = id("1956-07-08", 15);
    clerk.press("F3").pastes(&number).sees("没有找到").press("F2").sees("新增人员");
    assert!(clerk.line_with("身份证号").contains(&number), "{}", clerk.screen());
    clerk.goes_to("姓名").types("曾国安");
    clerk.sees("1956-07-08").sees("65岁");
    assert!(clerk.line_with("性别").contains('男'), "{}", clerk.screen());
    // A division is chosen by its initials.
    clerk.goes_to("户籍地").types("yjnl").goes_to("居住地").types("yjnl").press("F8");
    clerk.sees("已保存 430406********").sees("曾国安").sees("1 人");
    clerk.press("Enter").sees("个人页: 曾国安").sees("没有享受过任何救助");
}

#[test]
fn an_id_number_is_judged_as_its_last_character_is_typed() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F3 F2").goes_to("身份证号").types("43040619560708015").sees_not("错误").sees_not("存疑");
    let right = id("1956-07-08", 15);
    let wrong = if right.ends_with('1') { '2' } else { '1' };
    clerk.types(&wrong.to_string()).sees("存疑");
    clerk.press("Backspace").types(&right[17..]).sees_not("存疑").sees("1956-07-08");
    // Full-width digits are understood.
    clerk.press("Esc Down Enter F2").goes_to("身份证号");
    let wide: String = right
        .chars()
        .map(|c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c })
        .collect();
    clerk.types(&wide).press("Tab").sees("1956-07-08");
}

#[test]
fn what_is_missing_is_pointed_out_when_saving_is_tried() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F3 F2").sees_not("必填项未填").press("F8").sees("没有保存").sees("必填项未填");
    assert!(clerk.asked.iter().any(|w| matches!(w, Want::Save(_))));
}

#[test]
fn leaving_a_half_filled_form_asks_first() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F2").sees("新增低保").press("Esc").sees("筛选: 状态 在册");
    clerk.press("F2").types("DB1").press("Esc").sees("放弃吗?");
    // Over a slow line an arrow key can arrive as Esc, `[`, `A`.
    clerk.types("[A").press("Esc").sees("新增低保").sees("DB1");
    // A hasty Enter goes on, and so does Esc; giving up is chosen.
    clerk.press("Esc Enter").sees("新增低保").sees("DB1").sees_not("放弃吗?");
    clerk.press("Esc Down Up Enter").sees("DB1").press("Esc End Esc").sees("DB1").press("Esc Right Enter");
    clerk.sees("筛选: 状态 在册");
}

#[test]
fn a_correction_of_a_name_asks_why() {
    let mut clerk = Clerk::at(with_one_case());
    clerk
        .press("F3")
        .types("李伟")
        .press("Enter F1")
        .sees_not("区划地名")
        .press("Esc F4")
        .sees("人员")
        .goes_to("姓名")
        .press("Backspace")
        .types("玮")
        .press("F8");
    clerk.sees("更正原因").types("户口簿为玮").press("Enter").sees("已保存").sees("李玮");
    clerk.press("End").sees("户口簿为玮");
}

#[test]
fn somebody_quicker_is_not_overwritten() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F3").types("李伟").press("Enter F4").goes_to("联系电话").types("13973412345");
    let theirs = clerk.small.person_draft("李伟", &id("2006-05-01", 31));
    let key: i64 = clerk.small.one("SELECT key FROM person WHERE name = '李伟'");
    let act: i64 = clerk.small.one("SELECT act FROM person WHERE name = '李伟'");
    let mut draft = minzheng::register::Draft::new(theirs.register).with("address", "光辉社区3号");
    (draft.key, draft.seen) = (Some(key), Some(act));
    clerk.small.saved(&draft);
    clerk.press("F8").sees("刚刚被别人改过").sees("光辉社区3号");
    clerk.press("Enter").sees("光辉社区3号").sees("13973412345").press("F8").sees("已保存");
    assert_eq!(
        clerk.small.one::<String>("SELECT address || phone FROM person WHERE name = '李伟'"),
        "光辉社区3号13973412345"
    );
}

#[test]
fn a_doubt_is_saved_with_a_reason() {
    let mut clerk = Clerk::at(with_one_case());
    let right = id("1956-07-08", 15);
    let wrong = format!("{}{}", &right[..17], if right.ends_with('1') { '2' } else { '1' });
    clerk.press("F3 F2").goes_to("身份证号").types(&wrong).goes_to("姓名").types("曾国安");
    clerk.goes_to("户籍地").types("yjnl").goes_to("居住地").types("yjnl").press("F8");
    clerk.sees("存疑登记").types("户口簿和身份证原件均如此").press("Enter").sees("已保存");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM exception"), 1);
}

/// Somebody else adds to a doubt while its reason is typed: it is another one, and asked about again.
#[test]
fn a_doubt_that_says_something_else_meanwhile_is_asked_about_again() {
    let mut clerk = Clerk::at(with_one_case());
    let person: i64 = clerk.small.one("SELECT key FROM person WHERE name = '陈桂香'");
    let relief = |cause: &str| {
        let draft = Draft::new(register("temporary")).with("person", format!("#{person}")).with("aid_type", "J");
        let draft = draft.with("cause_code", cause).with("cause_text", "今年又遭了一次难, 家里没有积蓄");
        let draft = draft.with("apply_date", "2021-11-03").with("object_class", "1").with("amount", "100");
        let draft = draft.with("approve_by", "刘镇").with("approve_date", "2021-11-08");
        Draft { accept: vec!["E-LS-007".to_owned()], why: Some("连续遭灾".to_owned()), ..draft }
    };
    for cause in ["1", "4"] {
        clerk.small.saved(&relief(cause));
    }
    clerk.press("Right Right Right F2").sees("新增临时救助").types(&id("1947-03-02", 24)).press("Enter").types("急难");
    clerk.goes_to("困难原因").types("教育").goes_to("困难情况").types("两个孩子的学费一时交不上");
    clerk.goes_to("申请日期").types("1201").goes_to("对象类别").types("低保").goes_to("批准金额").types("100");
    clerk.goes_to("审批人").types("王芳").goes_to("审批日期").types("1203").press("F8");
    clerk.sees("存疑登记").sees("已获得临时救助 2 次");
    clerk.small.saved(&relief("2"));
    clerk.types("三次都有凭据").press("Enter").sees("存疑登记").sees("已获得临时救助 3 次");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM temporary"), 3);
    clerk.types("四次都有凭据").press("Enter").sees("已保存");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM temporary"), 4);
}

#[test]
fn a_row_of_a_table_is_added_in_the_parents_form() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F4").goes_to("增加致贫原因").press("Enter").sees("新增致贫原因");
    clerk.goes_to("致贫原因").types("cj").press("F8").sees("残疾").press("F8").sees("已保存");
    assert_eq!(clerk.small.one::<String>("SELECT cause_code FROM cause"), "02");
}

#[test]
fn a_record_is_voided_with_a_reason() {
    let mut clerk = Clerk::at(with_one_case());
    clerk
        .press("F6")
        .sees("作废")
        .sees("低保 DB430406202000001 陈桂香")
        .press("Enter")
        .sees("原因至少写 2 个字")
        .types("重复录入")
        .press("Enter");
    clerk.sees("已作废").sees("没有符合筛选条件的记录");
}

#[test]
fn the_neighbours_of_an_opened_record_are_a_key_away() {
    let mut clerk = Clerk::at(crate::lists::with_cases(3));
    clerk.press("Enter").sees("DB430406202000001").press("PgDn").sees("DB430406202000002");
    clerk.press("PgDn").sees("DB430406202000003").press("PgDn").sees("后面没有了").sees("DB430406202000003");
    clerk.press("PgUp PgUp").sees("DB430406202000001").press("Esc");
    assert!(clerk.marked().contains("00001"));
}

#[test]
fn the_cursor_stands_on_the_edited_cell() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F3");
    let (x, y) = clerk.cursor();
    clerk.types("陈a");
    assert_eq!(clerk.cursor(), (x + 3, y));
    clerk.press("Left Left");
    assert_eq!(clerk.cursor(), (x, y));
}

#[test]
fn a_megabyte_pasted_is_cut_and_nothing_is_lost() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F3 F2").goes_to("姓名").pastes(&"民政".repeat(200_000)).press("Tab").sees("错误");
    clerk.press("Esc Down Enter").sees("查人");
}

#[test]
fn a_person_is_referred_to_by_looking_one_up() {
    let mut clerk = Clerk::at(with_one_case());
    clerk
        .press("Right Right Right F2")
        .goes_to("申请人")
        .types("李")
        .sees("李伟 430406********0313")
        .sees("按下箭头选用")
        .press("Down Tab");
    assert!(clerk.line_with("申请人").contains("李伟"), "{}", clerk.screen());
    // What is named makes way for what is typed.
    clerk.press("Shift-Tab").types("zzz").press("Tab");
    clerk.sees("错误: 没有找到人员“zzz”").sees("列出的里选");
}

#[test]
fn passing_through_a_field_leaves_a_value_that_is_not_offered() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.small.sql("UPDATE person SET hukou_division = '430426000000' WHERE name = '李伟'");
    clerk.press("F3").types("李伟").press("Enter F4").goes_to("户籍地").sees("祁东县 (430426000000)");
    clerk.press("Tab Up Down Down").sees("430426000000").sees_not("必填项未填");
    clerk.press("Esc").sees("个人页");
    // Text that fits nothing, taken back, leaves it as well.
    clerk.press("F4").goes_to("户籍地").types("zzz").press("Backspace Backspace Backspace Tab Tab");
    clerk.sees("430426000000").press("Esc").sees("个人页");
}

#[test]
fn arrows_walk_over_a_code_until_its_list_is_opened() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F3").types("李伟").press("Enter F4").goes_to("证件状态").sees("右选择").sees_not("证件遗失");
    clerk.press("Down Up Up Down").sees_not("证件遗失").press("Esc").sees("个人页");
    clerk.press("F4").goes_to("证件状态").press("Right").sees("证件遗失").sees_not("右选择").press("Down");
    // The list closes first; then nothing is changed.
    clerk.press("Esc").sees("人员").sees_not("证件遗失").press("Esc").sees("个人页");
    clerk.press("F4").goes_to("证件状态").press("Right Down Tab");
    assert!(!clerk.line_with("证件状态").contains("有证"), "{}", clerk.screen());
    clerk.press("Esc").sees("放弃吗?");
}

#[test]
fn another_tab_is_not_opened_over_a_half_filled_form() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F2").types("DB1").press("F3").types("李伟").press("Enter").sees("个人页");
    clerk.press("1").sees("先按 Esc 返回").sees("个人页").press("5").sees("个人页");
    clerk.press("Ctrl+Right").sees("放弃并换标签吗?").press("Esc").sees("个人页").press("Esc Esc").sees("DB1");
    clerk
        .press("F3 Esc Esc Esc F3")
        .types("李伟")
        .press("Enter Ctrl+Right Enter")
        .sees("个人页")
        .press("Ctrl+Right Down Enter")
        .sees("老年人")
        .sees_not("DB1");
}

#[test]
fn in_a_window_too_small_keys_do_nothing() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F2").resizes(59, 15).types("xy").pastes("xy").press("F8 Esc Enter").resizes(80, 24);
    clerk.sees("新增低保").sees_not("xy").sees_not("必填项未填");
    assert!(!clerk.asked.iter().any(|w| matches!(w, Want::Save(_))));
    clerk.types("DB1").resizes(59, 15).press("Ctrl+X");
    assert!(!clerk.left);
}

#[test]
fn half_filled_says_so_and_leaving_the_program_asks() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F2").types("DB1").sees("有未保存的内容").press("Ctrl+C").sees("退出按 Ctrl+X");
    clerk.press("Ctrl+X").sees("有填写的内容没有保存").press("Esc").sees("DB1");
    assert!(!clerk.left);
}

#[test]
fn paper_and_backup_say_where_they_are() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F7 Tab Up Enter").sees("/office/打印/城市低保月报-2021-11.lp").press("Enter");
    clerk
        .press("F7 Tab Tab")
        .types("x")
        .press("Enter")
        .sees("没有“x”这一项")
        .press("Backspace Down Enter")
        .sees("2021-12.pdf");
    // What is typed takes the place of the month that is offered.
    clerk.press("Enter F7 Tab").types("2021-10").press("Enter").sees("城市低保月报-2021-10.lp");
    clerk.press("Enter F7 Tab").pastes("13").press("Enter").sees("月份写成").press("Esc");
    clerk.press("Ctrl+B").sees("已备份并核对无误");
}

#[test]
fn a_backup_that_is_to_stop_says_what_came_of_it() {
    for (reply, says) in [
        (Reply::BackedUp("/office/备份/minzheng.db".to_owned()), "已备份并核对无误"),
        (Reply::Dropped, "已停止备份"),
        (Reply::Refused(vec![Slip::error("E-OP01", "没有这个操作员")]), "没有这个操作员"),
    ] {
        let mut clerk = Clerk::at(Office::new());
        let begins = clerk.asks("Ctrl+B");
        let [Effect::Ask(ticket, Want::Backup)] = begins[..] else { panic!("{begins:?}") };
        assert_eq!(clerk.asks("Ctrl+B"), [Effect::Drop(ticket)]);
        clerk.tell(Msg::Answer(ticket, Reply::Going(1, 2))).sees("正在停止备份").sees_not("已停止");
        clerk.tell(Msg::Answer(ticket, reply)).sees(says);
        clerk.press("Ctrl+B").sees("已备份并核对无误");
    }
}

#[test]
fn a_case_is_taken_over_from_paper_with_its_first_version() {
    let office = Office::new();
    let person = office.person("解秀兰", &id("1960-05-06", 22));
    office.household(person, &[]);
    let mut clerk = Clerk::at(office);
    clerk.press("F3").types("xxl").press("Enter F2").sees("城市低保").press("Enter").sees("新增低保").sees("解秀兰");
    clerk
        .goes_to("来源")
        .types("zz")
        .goes_to("申请日期")
        .types("20201008")
        .goes_to("受理日期")
        .types("2020.10.9")
        .press("Tab")
        .sees("2020-10-08");
    clerk.goes_to("增加保障金核定").press("Enter").sees("新增保障金核定");
    clerk.goes_to("核定日期").types("2020-11-20").goes_to("家庭月收入").types("１００").press("F8");
    clerk.press("F8").sees("已保存").sees("现在享受").sees("500.00");
    clerk.press("Esc Esc").sees("共 1 户 1 人");
}

#[test]
fn a_row_is_taken_out_and_back_in() {
    let mut clerk = Clerk::at(with_one_case());
    clerk
        .press("F4")
        .goes_to("增加致贫原因")
        .press("Enter")
        .goes_to("致贫原因")
        .types("cj")
        .press("F8 F8")
        .sees("已保存");
    clerk.press("F4");
    clerk.goes_to("残疾");
    clerk
        .press("F6")
        .sees("废 残疾")
        .press("F6")
        .sees_not("废 残疾")
        .press("F6 F8")
        .sees("更正原因")
        .types("登记有误")
        .press("Enter")
        .sees("已保存");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM cause WHERE voided_by IS NULL"), 0);
}

#[test]
fn a_new_case_shows_its_amount_before_it_is_saved_and_its_number_after() {
    let office = with_one_case();
    let person = office.person("曾国安", &id("1956-07-08", 15));
    let household = office.household(person, &[]);
    let mut clerk = Clerk::at(office);
    clerk.press("F2").goes_to("家庭").types(&format!("#{household}"));
    clerk.goes_to("来源").types("zz");
    clerk.goes_to("申请日期").types("2021-10-08").goes_to("受理日期").types("2021-10-09");
    clerk.goes_to("增加保障金核定").press("Enter").sees("新增保障金核定");
    clerk.goes_to("低保类别").types("b").goes_to("核定日期").types("2021-11-20").goes_to("家庭月收入").types("300");
    clerk.press("F8").sees("新增低保");
    let row = clerk.line_with("2021-12");
    assert!(row.contains("新"), "{row}");
    clerk.press("F8").sees("已保存 DB430406202100001");
    assert!(clerk.marked().contains("202100001"), "{}", clerk.screen());
}

#[test]
fn a_long_slip_is_read_to_its_end() {
    let mut clerk = Clerk::in_window(with_one_case(), 60, 15);
    let head: i64 = clerk.small.one("SELECT key FROM household");
    clerk.press("F2").goes_to("家庭").types(&format!("#{head}"));
    clerk.goes_to("申请日期").types("2021-10-08").press("F8").goes_to("家庭");
    let screen = clerk.screen();
    let foot: String = screen.lines().skip(8).map(str::trim).collect();
    assert!(foot.contains("已在") && screen.matches("不能重复纳入").count() >= 1, "{screen}");
}

#[test]
fn a_row_with_something_missing_is_not_handed_over() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F4").goes_to("增加致贫原因").press("Enter").sees("新增致贫原因").press("F8");
    clerk.sees("新增致贫原因").sees("必填项未填: 致贫原因");
}

/// At the household of the case, being corrected.
pub fn correcting_the_household() -> Clerk {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("Enter");
    clerk.steps_to("家庭 ").press("Enter").sees("家庭成员 (2)").press("F4");
    clerk
}

#[test]
fn a_reference_is_shown_by_name_where_it_is_typed() {
    let mut clerk = correcting_the_household();
    clerk.goes_to("申请人");
    assert!(clerk.marked().contains(&format!("陈桂香 {}", id("1947-03-02", 24))), "{}", clerk.screen());
    clerk.sees("直接输入即替换").sees_not("#");
    // Passing through changes nothing; what is typed takes its place, and so does taking back.
    clerk.press("Right Left Tab Shift-Tab").sees_not("有未保存的内容").types("李");
    assert!(!clerk.marked().contains("陈桂香"), "{}", clerk.screen());
    clerk.press("Down Tab Shift-Tab");
    assert!(clerk.marked().contains("李伟 430406"), "{}", clerk.screen());
    clerk.press("Delete");
    assert!(!clerk.marked().contains("李伟"), "{}", clerk.screen());
    // What names nobody is not called by the name that stood there.
    clerk.types("430406").press("Tab").sees("没有找到人员“430406”");
    assert!(!clerk.line_with("申请人").contains("陈桂香"), "{}", clerk.screen());
}

#[test]
fn after_a_row_comes_the_next_and_the_footer_says_so() {
    let mut clerk = correcting_the_household();
    clerk
        .goes_to("详细地址")
        .sees("回车下一项")
        .goes_to("李伟")
        .sees("回车修改")
        .sees("F6作废")
        .press("F6")
        .sees("F6恢复");
    clerk.press("F6").press("Enter").sees("家庭成员 ").sees("F8确定").goes_to("与户主关系").types("52").press("F8");
    assert!(clerk.marked().contains("增加家庭成员"), "{}", clerk.screen());
    clerk.sees("回车增加").sees_not("回车下一项").press("Enter").sees("新增家庭成员").press("F1").sees("确定");
}

#[test]
fn the_number_of_a_case_stays() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("Enter").sees("申请编号").types("D").sees("申请编号登记后不能直接修改; 有误的请作废");
    clerk.press("F4").sees_not("有误的请作废");
    assert!(!clerk.marked().contains("申请编号"), "{}", clerk.screen());
    let case: i64 = clerk.small.one("SELECT key FROM dibao");
    let mut draft = minzheng::register::Draft::new(crate::support::register("dibao")).with("case_no", "DB1");
    (draft.key, draft.seen) = (Some(case), Some(clerk.small.one("SELECT act FROM dibao")));
    assert_eq!(clerk.small.refused(&draft), ["E-RG10"]);
}

#[test]
fn a_new_account_is_in_the_persons_name_until_another_is_typed() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F3").types("陈桂香").press("Enter F2").sees("一卡通账户");
    clerk.press("Down Down Down Down Down Down Down Enter").sees("新增一卡通账户");
    assert!(clerk.line_with("户名").contains("陈桂香"), "{}", clerk.screen());
    clerk.goes_to("户名").types("李伟").goes_to("启用日期").types("2021-12-01").press("Shift-Tab");
    assert!(clerk.line_with("户名").contains("李伟"), "{}", clerk.screen());
    assert!(!clerk.line_with("户名").contains("陈桂香"), "{}", clerk.screen());
}

#[test]
fn a_long_message_stands_between_one_pair_of_rules() {
    let mut clerk = Clerk::at(with_one_case());
    let head: i64 = clerk.small.one("SELECT key FROM household");
    clerk.press("F2").goes_to("家庭").types(&format!("#{head}"));
    clerk.goes_to("申请日期").types("2021-10-08").goes_to("受理日期").types("2021-10-09").press("F8").sees("没有保存");
    let rules = |screen: &str| screen.lines().skip(2).filter(|l| l.starts_with("───")).count();
    let screen = clerk.screen();
    assert_eq!(rules(&screen), 2, "{screen}");
    assert!(screen.lines().rev().nth(1).is_some_and(|l| !l.contains("没有保存")), "{screen}");
}
