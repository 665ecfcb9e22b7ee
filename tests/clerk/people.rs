//! Looking people up.

use crate::steps::Clerk;
use crate::support::{Office, id};

fn with_people() -> Office {
    let office = Office::new();
    let head = office.person("陈桂香", &id("1947-03-02", 24));
    let grandchild = office.person("李伟", &id("2006-05-01", 31));
    office.person("曾国安", &id("1956-07-08", 15));
    let household = office.household(head, &[(grandchild, "41")]);
    let case = office.case(household, "300");
    office.paid_line(1, case, head, "2021-11");
    office
}

#[test]
fn the_list_narrows_with_each_key() {
    let mut clerk = Clerk::at(with_people());
    clerk.press("F3").sees("身份证号(开头、后四位以上或出生日期)");
    clerk
        .types("陈")
        .sees("陈桂香")
        .sees_not("曾国安")
        .press("Backspace")
        .types("zga")
        .sees("曾国安")
        .sees_not("陈桂香");
    clerk.press("Home").types("x").sees("没有找到").press("Esc").sees("城市低保");
}

#[test]
fn a_persons_page_says_what_is_drawn_and_why() {
    let mut clerk = Clerk::at(with_people());
    clerk.press("F3").types("陈桂").press("Enter").sees("个人页: 陈桂香").sees("74岁").sees("李伟").sees("现在享受");
    clerk.sees("金额怎么来的").sees("2021-11");
    clerk.press("Tab Tab Enter").sees("低保 DB430406202000001");
    clerk.press("Esc").sees("个人页");
}

#[test]
fn from_a_member_to_the_member_and_back() {
    let mut clerk = Clerk::at(with_people());
    clerk.press("F3").types("陈桂").press("Enter");
    while !clerk.marked().contains("李伟") {
        clerk.press("Down");
    }
    clerk.press("Enter").sees("个人页: 李伟").press("Esc").sees("个人页: 陈桂香");
}

#[test]
fn the_neighbours_in_the_hits_are_a_key_away() {
    let mut clerk = Clerk::at(with_people());
    clerk
        .press("F3")
        .types("430406")
        .press("Enter")
        .sees("个人页")
        .press("PgDn")
        .sees("个人页")
        .press("PgDn PgDn")
        .sees("后面没有了");
}

#[test]
fn a_case_is_entered_from_the_persons_page() {
    let mut clerk = Clerk::at(with_people());
    clerk
        .press("F3")
        .types("陈桂")
        .press("Enter F2")
        .sees("临时救助")
        .press("Down Down Down Enter")
        .sees("新增临时救助")
        .sees("陈桂香");
}

#[test]
fn who_applies_is_the_first_member_of_a_new_household() {
    let mut clerk = Clerk::at(with_people());
    clerk.press("F3").types("zga").press("Enter F2").sees("家庭").press("Enter").sees("新增家庭").sees("家庭成员 (1)");
    let row = clerk.line_with("  新 ");
    assert!(row.contains("曾国安") && row.contains("户主"), "{}", clerk.screen());
    clerk.press("F8").sees("已保存 430406001001").sees("个人页: 曾国安").sees("家庭 430406001001");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM member WHERE relation_code = '02'"), 2);
}

#[test]
fn what_was_paid_in_earlier_years_comes_a_year_at_a_time() {
    let office = with_people();
    let case: i64 = office.one("SELECT key FROM dibao LIMIT 1");
    let person: i64 = office.one("SELECT person FROM cover LIMIT 1");
    for (batch, month) in [(71, "2021-06"), (72, "2019-03"), (73, "2018-04"), (74, "2018-03")] {
        office.paid_line(batch, case, person, month);
    }
    let mut clerk = Clerk::in_window(office, 80, 50);
    clerk.press("F3").types("陈桂").press("Enter").sees("2021-06").sees_not("DBU-72");
    clerk.sees("2019-03 及以前还有发放");
    while !clerk.marked().contains("及以前") {
        clerk.press("Down");
    }
    clerk.press("Enter").sees("DBU-72").sees("DBU-73").sees_not("DBU-74").sees("2018-03 及以前");
    assert!(clerk.marked().contains("DBU-72"), "{}", clerk.screen());
    clerk.press("Down Down Enter").sees("DBU-74").sees_not("及以前还有发放");
}

#[test]
fn the_reason_of_a_change_is_read_to_its_end() {
    let mut clerk = Clerk::at(with_people());
    let why = "身份证上的名字与户口簿不一致, 经派出所核实以身份证为准, 已复印留存在档案第三卷";
    clerk.press("F3").types("陈桂").press("Enter F4").goes_to("姓名").press("Backspace").types("湘").press("F8");
    clerk.sees("更正原因").pastes(why).press("Enter").sees("个人页").press("End");
    while !clerk.marked().contains("身份证上的") {
        clerk.press("Up");
    }
    let end = "档案第三卷";
    clerk.sees_not(end).press("Enter").sees("经办: 经办员");
    let read: String = clerk.screen().chars().filter(|c| !c.is_whitespace() && *c != '│').collect();
    assert!(read.contains(end), "{}", clerk.screen());
    clerk.press("Enter").sees_not("经办: ");
}

#[test]
fn more_are_found_for_who_walks_to_the_end_of_the_first() {
    let office = Office::new();
    for n in 0..25 {
        office.person(&format!("王{}", ["一", "二", "三", "四", "五"][n % 5]), &id("1960-05-06", 11 + n as u16));
    }
    let mut clerk = Clerk::in_window(office, 100, 40);
    clerk.press("F3").types("王").sees("20 人以上");
    for _ in 0..18 {
        clerk.press("Down");
    }
    clerk.sees("20 人以上").press("Down").sees("25 人").sees_not("人以上");
    let last_of_the_first = clerk.marked();
    assert!(last_of_the_first.contains('王'), "{}", clerk.screen());
    clerk.press("Down").press("Up");
    assert_eq!(clerk.marked(), last_of_the_first, "the cursor stayed where it was");
    clerk.press("Enter").sees("个人页: 王").press("PgDn").sees_not("后面没有了").press("Esc");
    clerk.types("一").sees("5 人").press("Backspace").sees("20 人以上");
}

#[test]
fn what_is_entered_next_is_chosen_by_digit_or_initials_beside_what_is_drawn() {
    let office = Office::new();
    let person = office.person("陈桂香", &id("1947-03-02", 24));
    let household = office.household(person, &[]);
    office.case(household, "300");
    let mut clerk = Clerk::at(office);
    clerk.press("F3").types("陈桂香").press("Enter F2");
    assert!(clerk.line_with("1 城市低保").contains("自2020-12 在保"), "{}", clerk.screen());
    clerk
        .types("ls")
        .press("Enter")
        .sees("新增临时救助")
        .press("Esc F2")
        .types("8")
        .sees("新增一卡通账户")
        .press("Esc F2")
        .sees("入住")
        .sees_not("孤儿")
        .sees_not("护理员")
        .press("Esc");
    // Tab reaches the household, and F4 corrects what the cursor stands on.
    clerk.sees("F4修改本人").press("Tab");
    assert!(clerk.marked().contains("家庭 "), "{}", clerk.screen());
    clerk.press("F4").sees("家庭 43040600100100001 修改").press("Esc").steps_to("DB430406202000001").press("F4");
    clerk.sees("低保 DB430406202000001 修改").press("Esc F9").types("bz").types("sx").press("Enter").sees("个人页");
}
