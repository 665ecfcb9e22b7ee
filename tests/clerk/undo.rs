//! 撤销: what was done is taken back with one key while its message stands, from 变动, from the list of acts; what it would change is
//! shown before, and whatever stands against it is said.

use crate::lists::with_cases;
use crate::steps::Clerk;
use crate::support::{id, register};
use minzheng::app::msg::{Effect, Msg, Reply, Want};
use minzheng::domain::slip::Slip;
use minzheng::register::Draft;

/// Corrects the phone number of the first case's applicant at the screen.
fn correct_the_phone(clerk: &mut Clerk) {
    clerk.press("F3").types("陈桂香").press("Enter F4").goes_to("联系电话").types("13973412345").press("F8");
    clerk.sees("已保存; Ctrl+Z 撤销");
}

fn phone(clerk: &Clerk) -> Option<String> {
    clerk.small.one("SELECT phone FROM person WHERE name = '陈桂香'")
}

#[test]
fn a_save_is_taken_back_and_that_again() {
    let mut clerk = Clerk::at(with_cases(1));
    correct_the_phone(&mut clerk);
    assert_eq!(phone(&clerk).as_deref(), Some("13973412345"));
    clerk
        .press("Ctrl+Z")
        .sees("撤销办理")
        .sees("撤销后改动 人员 1 人")
        .sees("联系电话 139****2345 → (空)")
        .sees("F8撤销");
    // A reason that says nothing is no reason; leaving goes back to what was shown, and from there to the page.
    clerk
        .press("F8")
        .sees("写明原因")
        .press("Enter")
        .sees("原因至少写 2 个字")
        .types("录错人")
        .press("Esc")
        .sees("放弃吗?");
    clerk.press("Down Enter").sees("撤销办理").press("Esc").sees("个人页: 陈桂香").sees_not("Ctrl+Z");
    assert_eq!(phone(&clerk).as_deref(), Some("13973412345"));
    // The message has gone with its key; 变动 still leads there.
    clerk.steps_to("联系电话 (空) →").sees("Ctrl+Z撤销").press("Ctrl+Z F8").types("录错人").press("Enter");
    clerk.sees("已撤销: 人员 1 人; Ctrl+Z 撤销").sees("个人页: 陈桂香");
    assert_eq!(phone(&clerk), None);
    clerk.press("Ctrl+Z").sees("撤销的是办理").sees("联系电话 (空) → 139****2345").press("F8").types("没有录错");
    clerk.press("Enter").sees("已撤销: 人员 1 人; Ctrl+Z 撤销");
    assert_eq!(phone(&clerk).as_deref(), Some("13973412345"));
    let kinds: i64 = clerk.small.one("SELECT count(*) FROM act WHERE kind = 'undo' AND undoes IS NOT NULL");
    assert_eq!(kinds, 2);
}

#[test]
fn a_void_is_taken_back_and_the_cursor_goes_to_what_stands_again() {
    let mut clerk = Clerk::at(with_cases(3));
    clerk.press("Down F6").types("重复录入").press("Enter").sees("已作废").sees("Ctrl+Z 撤销");
    clerk.sees_not("DB430406202000002").press("Ctrl+Z").sees("恢复").press("F8").types("作废错了").press("Enter");
    clerk.sees("已撤销: ").sees("共 3 户 3 人");
    assert!(clerk.marked().contains("00002"), "{}", clerk.screen());
}

/// What its register says is taken back with all that it did: F6 leads there, from the list and from the record, whatever was
/// corrected since it was entered.
#[test]
fn a_death_is_taken_back_where_others_are_voided() {
    let office = with_cases(1);
    let dead: i64 = office.one("SELECT key FROM person");
    let death = Draft::new(register("death")).with("person", format!("#{dead}")).with("died_on", "2021-12-28");
    let death = office.saved(&Draft { follow: true, ..death });
    let entered: i64 = office.one("SELECT max(key) FROM act");
    let noted = Draft { key: Some(death), why: Some("补备注".to_owned()), ..Draft::new(register("death")) };
    let noted = office.save(&noted.with("note", "家属已领骨灰")).unwrap().act;
    let mut clerk = Clerk::at(office);
    let title = format!("撤销办理 {entered}");
    clerk.press("4").sees("陈桂香").press("F6").sees(&title).sees_not("写明原因").sees(&format!("先撤销办理 {noted}"));
    clerk.press("Esc").sees_not(&title).press("Enter").sees("家属已领骨灰").press("F6").sees(&title).press("Esc");
    clerk.sees("家属已领骨灰").press("Esc");
    clerk.small.store.undo(noted, (&clerk.small.who, clerk.small.day), "不用备注", &[], &mut |_, _| true).unwrap();
    clerk.press("F6").sees(&title).sees("死亡登记").press("F8").types("登错了人").press("Enter").sees("已撤销");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM death WHERE voided_by IS NULL"), 0);
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM person WHERE death_date IS NOT NULL"), 0);
}

#[test]
fn a_new_person_is_taken_back_from_the_page() {
    let mut clerk = Clerk::at(with_cases(1));
    let key = clerk.small.person("曾国安", &id("1956-07-08", 15));
    clerk.press("F3").types("曾国安").press("Enter").steps_to("登记").press("Ctrl+Z").sees("作废").press("F8");
    clerk.types("录重了").press("Enter").sees("已撤销: 人员 1 人");
    assert_eq!(clerk.small.one::<i64>(&format!("SELECT voided_by IS NOT NULL FROM person WHERE key = {key}")), 1);
    clerk.press("Ctrl+Z F8").types("没有录重").press("Enter").sees("已撤销: 人员 1 人").sees("曾国安");
}

#[test]
fn a_new_record_is_taken_back_from_its_own_history() {
    let office = with_cases(1);
    let key = office.person("曾国安", &id("1956-07-08", 15));
    let mut clerk = Clerk::at(office);
    clerk.press("F3").types("曾国安").press("Enter Enter").sees("变动 (").press("End").sees("Ctrl+Z撤销");
    clerk
        .press("F9")
        .goes_on_to_item("撤销")
        .press("Enter")
        .sees("撤销办理")
        .press("F8")
        .types("录重了")
        .press("Enter");
    clerk.sees("已撤销: 人员 1 人").sees("(已作废)");
    assert_eq!(clerk.small.one::<i64>(&format!("SELECT voided_by IS NOT NULL FROM person WHERE key = {key}")), 1);
}

#[test]
fn the_menu_offers_what_the_message_does() {
    let mut clerk = Clerk::at(with_cases(1));
    correct_the_phone(&mut clerk);
    clerk.press("F9").sees("已保存").goes_on_to_item("撤销").press("Enter").sees("撤销办理").press("Esc");
    clerk.press("F9").sees_not("撤销").press("Esc Ctrl+Z").sees("个人页: 陈桂香");
}

#[test]
fn a_form_that_is_being_filled_in_is_not_lost_by_it() {
    let mut clerk = Clerk::at(with_cases(1));
    // Relief is being entered, and for it a person, from the look-up.
    clerk.press("Right Right Right F2").sees("新增临时救助").goes_to("困难情况").types("光辉社区3号起火");
    while !clerk.marked().contains("申请人") {
        clerk.press("Shift-Tab");
    }
    clerk.press("F3 F2").sees("新增人员").types(&id("1956-07-08", 15)).goes_to("姓名");
    clerk.types("曾国安").goes_to("户籍地").types(crate::support::VILLAGE).goes_to("居住地");
    clerk.types(crate::support::VILLAGE).press("F8").sees("已保存 430406").sees("Ctrl+Z 撤销").sees("新增临时救助");
    clerk.press("Ctrl+Z").sees("曾国安").press("F8").types("不是他").press("Enter").sees("已撤销: 人员 1 人");
    clerk.sees("新增临时救助").sees("光辉社区3号").press("F8").sees("没有");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM temporary"), 0);
}

#[test]
fn what_cannot_be_taken_back_says_why_and_leads_to_what_comes_first() {
    let mut clerk = Clerk::at(with_cases(1));
    correct_the_phone(&mut clerk);
    clerk.press("F4").goes_to("联系电话").types("15449318193").press("F8").sees("已保存");
    let later: i64 = clerk.small.one("SELECT max(key) FROM act");
    clerk.steps_to("联系电话 (空) → 139").press("Ctrl+Z").sees("不能撤销:").sees("后来又改过").sees("经办员");
    // Nothing is asked for what cannot be; each reason can be read to its end.
    clerk.sees_not("F8撤销").press("F8").sees_not("写明原因").sees("E-UD04");
    clerk
        .press("Enter")
        .steps_to(&format!("先撤销办理 {later}"))
        .sees("Ctrl+Z撤销")
        .press("Enter")
        .sees("联系电话 139****2345 → 154****8193");
    clerk.press("Esc Ctrl+Z").sees("联系电话 154****8193 → 139****2345").press("F8").types("不是她的").press("Enter");
    // The one beneath has been read again, and can be done now.
    clerk.sees("已撤销: 人员 1 人; Ctrl+Z 撤销").sees_not("不能撤销").sees("联系电话 139****2345 → (空)");
    clerk.press("F8").types("不是她的").press("Enter").sees("已撤销: 人员 1 人; Ctrl+Z 撤销").sees("个人页: 陈桂香");
    assert_eq!(phone(&clerk), None);
}

#[test]
fn what_was_done_and_taken_back_stands_in_no_way() {
    let mut clerk = Clerk::at(with_cases(1));
    correct_the_phone(&mut clerk);
    clerk.press("F4").goes_to("联系电话").types("15449318193").press("F8").sees("已保存");
    let second: i64 = clerk.small.one("SELECT max(key) FROM act");
    clerk.press("F4").goes_to("联系电话").types("15449318194").press("F8").sees("已保存");
    clerk.press("Ctrl+Z F8").types("录错人").press("Enter").sees("已撤销");
    let undo: i64 = clerk.small.one("SELECT max(key) FROM act");
    // The third correction and its undo cancel out: the second is what comes first.
    clerk.steps_to("联系电话 (空) → 139").press("Ctrl+Z").sees("不能撤销:");
    clerk.sees(&format!("先撤销办理 {second}")).sees_not(&format!("先撤销办理 {undo}"));
}

#[test]
fn what_is_doubted_wants_a_reason_that_goes_on_record() {
    let office = with_cases(1);
    let person: i64 = office.one("SELECT key FROM person");
    let account = Draft::new(register("account")).with("person", format!("#{person}")).with("bank_code", "102");
    office.saved(&account.with("account_no", "6217990000123456788").with("valid_from", "2020-12-01"));
    office.person("曾国安", &id("1956-07-08", 15));
    let mut clerk = Clerk::at(office);
    // From the list of acts, and from the page of one.
    clerk
        .press("9 Right Right Right")
        .steps_to("一卡通账户 1")
        .sees("Ctrl+Z撤销")
        .press("Enter")
        .sees("一卡通账户 1 个");
    clerk.press("Ctrl+O").sees("存疑 E-ACC-011: ").sees("没有账户可发").press("F8").sees("存疑撤销").sees("E-ACC-011");
    clerk.types("已改发现金").press("Enter").sees("已撤销: 一卡通账户 1 个").sees("已撤销, 见办理");
    assert_eq!(clerk.small.one::<String>("SELECT why FROM exception WHERE code = 'E-ACC-011'"), "已改发现金");
    clerk.press("Esc").sees("办理记录").sees(" 撤销 经办员");
}

#[test]
fn what_has_nothing_to_take_back_says_so() {
    let mut clerk = Clerk::at(with_cases(1));
    clerk.press("9 Right Right Right End Ctrl+Z").sees("不能撤销:").press("F8").sees_not("写明原因").press("Esc");
    clerk.sees("办理记录").press("Left Ctrl+Z").sees("报告口径").sees_not("撤销");
}

/// A save, of which another clerk changes the row, or which he takes back, while its undo stands on the screen.
#[test]
fn what_another_clerk_does_meanwhile_is_said_and_nothing_is_lost() {
    let mut clerk = Clerk::at(with_cases(1));
    correct_the_phone(&mut clerk);
    clerk.press("Ctrl+Z").sees("撤销后改动").press("F8").types("录错人");
    let act: i64 = clerk.small.one("SELECT act FROM person WHERE name = '陈桂香'");
    let by = (&clerk.small.who, clerk.small.day);
    let other = clerk.small.second();
    let undone = other.undo(act, by, "办错了", &[], &mut |_, _| true).unwrap().done_by.unwrap();
    clerk.press("Enter").sees("不能撤销:").sees(&undone.to_string()).sees_not("F8撤销").press("F8");
    clerk.sees_not("写明原因");
    other.undo(undone, (&clerk.small.who, clerk.small.day), "没有办错", &[], &mut |_, _| true).unwrap();
    clerk.press("Esc").sees("个人页").steps_to("联系电话 (空) →").press("Ctrl+Z").sees("不能撤销:");
    assert_eq!(phone(&clerk).as_deref(), Some("13973412345"));
}

#[test]
fn one_that_takes_long_says_how_far_it_is_and_stops_on_esc() {
    let mut clerk = Clerk::at(with_cases(1));
    correct_the_phone(&mut clerk);
    clerk.press("Ctrl+Z F8").types("录错人");
    let begins = clerk.asks("Enter");
    let [Effect::Ask(ticket, Want::Undo { .. })] = begins[..] else { panic!("{begins:?}") };
    clerk.tell(Msg::Answer(ticket, Reply::Going(12_000, 100_000))).sees("正在撤销… 12,000/100,000");
    // No other screen covers it, and no second one begins.
    clerk.press("F8 F9 F1 Enter Ctrl+X Ctrl+Z").sees("撤销办理").sees("Esc返回").sees_not("F8撤销");
    let stops = clerk.asks("Esc");
    assert_eq!(stops, [Effect::Drop(ticket)]);
    clerk.tell(Msg::Answer(ticket, Reply::Going(13_000, 100_000))).sees("正在停下… 13,000/100,000");
    clerk.tell(Msg::Answer(ticket, Reply::Dropped)).sees("没有撤销").sees("F8撤销").press("F8").sees("录错人");
    clerk.press("Enter").sees("已撤销: 人员 1 人");
    assert_eq!(phone(&clerk), None);
}

#[test]
fn one_that_can_no_longer_be_read_is_offered_no_more() {
    let mut clerk = Clerk::at(with_cases(1));
    correct_the_phone(&mut clerk);
    clerk.press("Ctrl+Z").sees("撤销后改动").sees("F8撤销").press("F8").types("录错人");
    let begins = clerk.asks("Enter");
    let [Effect::Ask(doing, Want::Undo { .. })] = begins[..] else { panic!("{begins:?}") };
    let refused = |text: &str| Reply::Refused(vec![Slip::error("E-UD04", text)]);
    let again = clerk.app.update(Msg::Answer(doing, refused("别人改过")));
    let [Effect::Ask(reading, Want::Undoing(_))] = again[..] else { panic!("{again:?}") };
    clerk.tell(Msg::Answer(reading, refused("文件读不了"))).sees("没有读出来").sees("文件读不了");
    clerk.sees_not("撤销后改动").sees_not("F8撤销");
}

#[test]
fn what_says_what_stands_there_already_is_no_act_to_be_taken_back() {
    let mut clerk = Clerk::at(with_cases(1));
    correct_the_phone(&mut clerk);
    clerk
        .press("F4")
        .goes_to("联系电话")
        .types("１３９７３４１２３４５")
        .press("F8")
        .sees("没有改动")
        .sees_not("Ctrl+Z 撤销");
}
