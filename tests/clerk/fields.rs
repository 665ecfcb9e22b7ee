//! Fields while they are filled in: what is offered, where the cursor goes to what is wrong, what a typed text takes the place of.

use crate::lists::with_cases;
use crate::steps::Clerk;
use crate::support::{Office, VILLAGE, id, register};
use minzheng::register::Draft;

#[test]
fn the_only_one_that_is_offered_is_taken_with_enter() {
    let mut clerk = Clerk::at(with_cases(1));
    clerk.press("F2").goes_to("家庭").types("陈桂").sees("按下箭头选用").press("Enter").sees_not("没有找到");
    assert!(clerk.line_with("家庭").contains("陈桂香"), "{}", clerk.screen());
}

#[test]
fn a_list_that_was_opened_is_not_left_with_enter_before_one_is_chosen() {
    let mut clerk = Clerk::at(Office::new());
    clerk
        .press("F3 F2")
        .goes_to("户籍地")
        .press("Right")
        .sees("雁峰区")
        .press("Enter")
        .sees("还没有选: 用上下键选一项");
    clerk.press("Down Enter").sees("雁峰区 (430406000000)").sees_not("还没有选");
    // Whoever merely goes on, or has taken it back, goes on.
    clerk.goes_to("户籍地").press("Backspace Backspace Enter").sees_not("还没有选");
    clerk
        .goes_to("性别")
        .press("Enter")
        .sees_not("还没有选")
        .goes_to("性别")
        .press("Right Esc Enter")
        .sees_not("还没有选");
}

#[test]
fn what_names_nothing_says_how_it_is_entered_and_is_offered_again() {
    let mut clerk = Clerk::at(with_cases(1));
    clerk.press("F2").goes_to("家庭").types("陈桂").press("Tab").press("Shift-Tab");
    clerk.sees("没有找到家庭").sees("按 F2 登记").sees("43040600100100001 陈桂香");
    // The list closes with Esc, and does not come back by itself.
    clerk.press("Esc").sees("新增低保").sees_not("43040600100100001 陈桂香");
}

#[test]
fn a_business_is_found_by_its_name_and_its_initials() {
    let office = Office::new();
    let owner = office.person("陈桂香", &id("1947-03-02", 24));
    let merchant = Draft::new(register("merchant")).with("name", "恩泽丧葬用品店").with("business", "1");
    office
        .saved(&merchant.with("division", VILLAGE).with("owner", format!("#{owner}")).with("opened_on", "2020-03-01"));
    let campaign = Draft::new(register("facility_campaign")).with("name", "2021年殡葬设施摸排");
    office.saved(&campaign.with("from_on", "2021-03-01").with("to_on", "2021-12-31"));
    let mut clerk = Clerk::at(office);
    clerk.press("4").goes_right_to("市场检查").press("F2");
    for typed in ["恩泽", "ezsz", "陈桂香"] {
        clerk.goes_to("商户").press("Ctrl+U").types(typed).sees("按下箭头选用").sees("恩泽丧葬用品店");
    }
    clerk.press("Esc Esc").sees("放弃吗").press("Down Enter").goes_left_to("设施排查").press("F2");
    clerk.goes_to("专项摸排").types("bzss").sees("2021年殡葬设施摸排");
}

#[test]
fn after_a_doubt_that_is_left_typing_takes_the_place_of_what_stands_there() {
    let mut clerk = Clerk::in_window(crate::support::with_one_case(), 120, 40);
    clerk.press("F4").goes_to("村(居)").types("430406002003").goes_to("受理日期").types("20201010").press("F8");
    clerk.sees("存疑登记").press("Esc").types("20201011").press("Tab");
    assert!(clerk.line_with("受理日期").contains("2020-10-11"), "{}", clerk.screen());
}

#[test]
fn the_cursor_goes_to_the_first_field_that_is_wrong() {
    let mut clerk = Clerk::in_window(Office::new(), 120, 50);
    clerk.press("5").goes_right_to("地名案件").press("F2").goes_to("申请单位").types("区住建局").press("F8");
    clerk.sees("没有保存");
    assert!(clerk.marked().contains("类型"), "{}", clerk.screen());
}

#[test]
fn a_day_of_cremation_is_entered_while_the_rest_is_open() {
    let office = Office::new();
    office.person("陈桂香", &id("1947-03-02", 24));
    let mut clerk = Clerk::in_window(office, 120, 50);
    clerk.press("4 F2").goes_to("死者").types(&id("1947-03-02", 24)).goes_to("死亡日期").types("20211201");
    clerk.goes_to("死亡证明").types("1").goes_to("火化日期").types("20211203").press("F8");
    clerk.sees("已保存");
    assert_eq!(clerk.small.one::<String>("SELECT disposal FROM death"), "1");
}

#[test]
fn what_is_not_reached_yet_is_not_wrong() {
    let mut clerk = Clerk::in_window(Office::new(), 120, 50);
    clerk
        .press("5")
        .goes_right_to("界线")
        .press("F2")
        .goes_to("界线名称")
        .types("先雁线")
        .goes_to("一侧")
        .types("430406001000")
        .press("Tab");
    clerk.sees_not("错误");
}

#[test]
fn a_plate_by_its_distance_asks_for_the_side() {
    let office = Office::new();
    let street =
        Draft::new(register("place_name")).with("std_name", "岳屏路").with("kind8", "5").with("division", VILLAGE);
    office.saved(
        &street
            .with("approved_on", "2010-01-01")
            .with("valid_from", "2010-01-01")
            .with("from_pt", "江边")
            .with("to_pt", "山脚"),
    );
    let mut clerk = Clerk::in_window(office, 120, 50);
    clerk.press("5").goes_right_to("门牌").press("F2").goes_to("街路巷").types("岳屏").press("Enter");
    clerk
        .goes_to("距起点")
        .types("28")
        .goes_to("编制日期")
        .types("20211201")
        .press("F8")
        .sees("没有保存")
        .sees("哪一侧");
    assert!(clerk.line_with("哪一侧").contains('*'), "{}", clerk.screen());
}
