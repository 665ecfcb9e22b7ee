//! Lists filtered by any field, ordered by any column, with columns of the clerk's own; and that all this is there the next time.

use crate::lists::with_cases;
use crate::steps::Clerk;
use crate::support::{Office, id};
use minzheng::app::msg::{Effect, Msg, Reply, Want};
use minzheng::register::Page;

/// Three cases of 500, 300 and 400 yuan.
fn office() -> Office {
    let office = Office::new();
    for (i, (name, born, income)) in
        [("陈桂香", "1955-05-06", "100"), ("王建国", "1960-05-06", "300"), ("李伟", "1970-05-06", "200")]
            .iter()
            .enumerate()
    {
        let person = office.person(name, &id(born, 11 + u16::try_from(i).unwrap()));
        let household = office.household(person, &[]);
        office.case(household, income);
    }
    office
}

/// The names on the screen, from top to bottom.
fn names(clerk: &Clerk) -> Vec<&'static str> {
    let screen = clerk.screen();
    let of = |line: &str| ["陈桂香", "王建国", "李伟"].into_iter().find(|name| line.contains(name));
    screen.lines().skip(4).filter_map(of).collect()
}

#[test]
fn a_list_is_ordered_by_any_column_both_ways() {
    let mut clerk = Clerk::at(office());
    assert_eq!(names(&clerk), ["陈桂香", "王建国", "李伟"]);
    clerk.press("F5 Tab Tab Tab").types("yjecd").press("Enter").sees("按月金额从大到小").sees("共 3 户 3 人");
    assert_eq!(names(&clerk), ["陈桂香", "李伟", "王建国"]);
    clerk.press("F5 Tab Tab Tab").types("月金额从小").press("Enter");
    assert_eq!(names(&clerk), ["王建国", "李伟", "陈桂香"]);
    // The cursor walks through it, and it is ordered so after a save too.
    clerk.press("Down Down");
    assert!(clerk.marked().contains("陈桂香"), "{}", clerk.screen());
    clerk.press("F4").goes_to("备注").types("等回函").press("F8").sees("已保存");
    assert!(clerk.marked().contains("陈桂香"), "{}", clerk.screen());
    clerk.press("F7").sees("按月金额排序").press("Esc");
}

#[test]
fn any_other_field_gets_a_line_with_its_values_ranges_and_ages() {
    let mut clerk = Clerk::at(office());
    clerk
        .press("F5")
        .goes_on_to("其他条件")
        .types("yje")
        .press("Enter")
        .sees("500-800")
        .types("400以上")
        .press("Enter");
    clerk.sees("月金额 400.00 以上").sees("共 2 户 2 人");
    assert_eq!(names(&clerk), ["陈桂香", "李伟"]);
    // It stands in the dialog from then on; another one holds together with it.
    clerk.press("F5").goes_on_to("月金额").sees("400.00 以上").goes_on_to("其他条件").types("申请人出生").press("Tab");
    clerk.sees("60 岁以上").types("60-").press("Enter").sees("申请人出生日期 60 岁以上").sees("共 1 户 1 人");
    assert_eq!(names(&clerk), ["陈桂香"]);
    // The values that rows have under the other filters, with how many have each.
    clerk.press("F5").goes_on_to("月金额").press("Ctrl+U").goes_on_to("申请人出生日期").press("Ctrl+U");
    clerk.goes_on_to("其他条件").types("fs").press("Enter");
    let counted = |line: &str| line.trim_end_matches(['│', ' ']).ends_with(" 3");
    assert!(clerk.screen().lines().any(counted), "{}", clerk.screen());
    clerk.press("Esc F5").goes_on_to("其他条件").types("申请人").press("Enter").types("建").press("Enter");
    clerk.sees("共 0 户 0 人").sees("没有符合筛选条件的记录");
    clerk.press("F5").goes_on_to("月金额").press("Ctrl+U").goes_on_to("申请人出生日期").press("Ctrl+U Enter");
    assert_eq!(names(&clerk), ["王建国"]);
}

#[test]
fn filters_are_kept_under_a_name_and_are_there_the_next_time() {
    let mut clerk = Clerk::at(office());
    clerk
        .press("F5 Tab Tab Tab")
        .types("月金额从大")
        .goes_on_to("其他条件")
        .types("yje")
        .press("Enter")
        .types("400-500");
    clerk.goes_on_to("常用筛选").types("高额户").press("Enter").sees("已存为常用筛选“高额户”");
    assert_eq!(names(&clerk), ["陈桂香", "李伟"]);
    let mut clerk = clerk.gets_killed();
    clerk.sees("共 3 户 3 人").press("F5 Shift-Tab").types("geh").press("Enter");
    clerk.sees("月金额 400.00 以上 500.00 以下").sees("按月金额从大");
    assert_eq!((names(&clerk), clerk.keys), (vec!["陈桂香", "李伟"], 3));
    clerk.press("F5 Shift-Tab Down F6").sees("已删去常用筛选“高额户”").press("Esc");
    let mut clerk = clerk.gets_killed();
    clerk.press("F5 Shift-Tab").sees_not("高额户");
}

#[test]
fn columns_are_chosen_and_ordered_and_are_there_the_next_time() {
    let mut clerk = Clerk::in_window(office(), 160, 30);
    clerk.sees("申请编号").sees_not("申请日期").press("F9").goes_on_to_item("栏目").press("Enter");
    clerk.sees("[x] 申请编号").sees("[ ]").press("Ctrl+T").types("申请日期").press("Ctrl+T Up Home").types("月金额");
    clerk.press("Left Left Left Left Left Enter");
    clerk.sees_not("申请编号").sees("申请日期").sees("2020-10-08");
    let heads = clerk.line_with("申请日期");
    assert!(heads.find("月金额") < heads.find("申请人"), "{heads}");
    let mut clerk = clerk.gets_killed();
    clerk.resizes(160, 30).sees("申请日期").sees("2020-10-08").sees_not("申请编号");
    // All as it was.
    clerk.press("F9").goes_on_to_item("栏目").press("Enter Ctrl+U Enter").sees("申请编号").sees_not("2020-10-08");
}

#[test]
fn while_rows_are_arranged_esc_goes_back() {
    let mut clerk = Clerk::at(with_cases(2));
    clerk.arranges_later = true;
    clerk.press("F5 Tab Tab Tab").types("月金额从大").press("Enter").sees("正在筛选、排序").sees("Esc 停止");
    clerk
        .sees_not("陈桂香")
        .press("Down Down")
        .press("Esc")
        .sees("筛选: 状态 在册")
        .sees("陈桂香")
        .sees_not("退出民政");
    clerk.press("Esc").sees("退出民政");
}

/// Rows that are met in the order of the list are shown as soon as a page is full; the cursor stays among them when the rest is known.
#[test]
fn the_first_rows_are_there_before_the_last_are_found() {
    let mut clerk = Clerk::at(office());
    clerk.arranges_later = true;
    clerk.press("F5").goes_on_to("其他条件").types("yje").press("Enter").types("200以上");
    let asked = clerk.asks("Enter");
    let (ticket, query) = asked
        .into_iter()
        .find_map(|effect| match effect {
            Effect::Ask(ticket, Want::Arrange(query)) => Some((ticket, query)),
            _ => None,
        })
        .unwrap();
    let first = clerk.small.store.page(&query).unwrap();
    let first = Page { rows: first.rows[..2].to_vec(), last: false, ..first };
    clerk.tell(Msg::Answer(ticket, Reply::Going(1024, 5000))).sees("正在筛选、排序").sees_not("王建国");
    clerk.tell(Msg::Answer(ticket, Reply::Beginning(first))).sees("正在筛选、排序").sees("王建国").sees_not("李伟");
    clerk.press("Down").sees("正在筛选、排序");
    assert!(clerk.marked().contains("王建国"), "{}", clerk.screen());
    let keys = clerk.small.store.arrange(&query, &mut |_, _| true).unwrap();
    clerk.tell(Msg::Answer(ticket, Reply::Arranged(keys))).sees_not("正在筛选、排序").sees("共 3 户 3 人").sees("李伟");
    assert!(clerk.marked().contains("王建国"), "{}", clerk.screen());
    // What is left while its first rows stand there goes back to what was shown before.
    clerk.press("F5").goes_on_to("月金额").press("Ctrl+U").types("300以上");
    clerk.press("Enter").sees("正在筛选、排序").press("Esc").sees("月金额 200.00 以上").sees("共 3 户 3 人");
}
