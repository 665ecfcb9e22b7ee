//! How many keys what a clerk does every day costs, beside what is typed; and that no key is lost on what the program fills.

use crate::steps::Clerk;
use crate::support::{Office, id, register};
use minzheng::app::lists::{CHILDREN, ELDERLY, ListSpec};
use minzheng::register::Draft;

/// An office with an old man, a boy and his grandmother.
fn office() -> Office {
    let office = Office::new();
    office.person("曾国安", &old());
    office.person("李小军", &child());
    office.person("陈桂香", &grandmother());
    office
}

fn old() -> String {
    id("1936-07-08", 15)
}
fn child() -> String {
    id("2012-05-06", 31)
}
fn grandmother() -> String {
    id("1950-03-02", 24)
}

/// At a list, by its name on its tab; from there on keys count.
pub fn at_list(office: Office, label: &str) -> Clerk {
    let place = |lists: &[ListSpec]| lists.iter().position(|list| list.label == label);
    let (tab, right) = place(ELDERLY).map(|at| ("2", at)).or(place(CHILDREN).map(|at| ("3", at))).unwrap();
    let mut clerk = Clerk::at(office);
    clerk.press(tab);
    for _ in 0..right {
        clerk.press("Right");
    }
    clerk.keys = 0;
    clerk
}

#[test]
fn a_new_record_begins_where_the_clerk_has_to_fill() {
    for (list, label) in [
        ("老年人", "老年人"),
        ("高龄津贴", "老年人"),
        ("探访", "老年人"),
        ("适老化", "年度任务"),
        ("能力评估", "老年人"),
        ("档案", "儿童"),
        ("孤儿", "儿童"),
        ("事实无人抚养", "儿童"),
        ("走访", "儿童"),
    ] {
        let mut clerk = at_list(office(), list);
        clerk.press("F2");
        let marked = clerk.marked();
        assert!(marked.trim_start_matches(['▶', ' ', '*']).starts_with(label), "{list}\n{}", clerk.screen());
    }
    // Whom it is about is known already.
    let mut clerk = Clerk::at(office());
    clerk.press("F3").types("曾国安").press("Enter F2").goes_on_to_item("高龄津贴").press("Enter").sees("新增高龄津贴");
    assert!(clerk.marked().contains("申请日期"), "{}", clerk.screen());
}

#[test]
fn enter_walks_over_what_the_program_fills_and_tab_does_not() {
    let mut clerk = at_list(office(), "高龄津贴");
    clerk.press("F2").types(&old()).press("Enter");
    assert!(clerk.marked().contains("申请日期"), "{}", clerk.screen());
    clerk.press("Shift-Tab");
    assert!(clerk.marked().contains("来源"), "{}", clerk.screen());
    clerk.press("Tab").types("2021-12-20").press("Enter Enter Enter").sees("2021-12-20");
    clerk.types("2021-12-21").press("Tab");
    assert!(clerk.marked().contains("公示止"), "{}", clerk.screen());
}

#[test]
fn what_nothing_can_be_filled_with_is_asked_for() {
    let mut clerk = at_list(office(), "探访");
    // Nobody has visited him before: who does so now, and how great the risk is, no earlier visit says.
    clerk.press("F2").types(&old()).press("Enter Enter");
    assert!(clerk.marked().contains("探访人"), "{}", clerk.screen());
}

#[test]
fn saving_goes_to_what_is_missing() {
    let mut clerk = at_list(office(), "老年人");
    clerk.press("F2").types(&old()).press("F8").sees("没有保存: 必填项未填: 居住方式");
    assert!(clerk.marked().contains("居住方式"), "{}", clerk.screen());
    clerk.types("1").press("F8").sees("必填项未填: 采集来源");
    assert!(clerk.marked().contains("采集来源"), "{}", clerk.screen());
    clerk.types("1").press("F8").sees("必填项未填: 采集日期").types("2021-12-20").press("F8").sees("赡养人至少填一人");
    assert!(clerk.marked().contains("赡养人"), "{}", clerk.screen());
}

/// A field of the record is called as one of the row: what is wrong with the row is said at the row.
#[test]
fn saving_goes_to_the_row_in_which_something_is_wrong() {
    let mut clerk = at_list(office(), "档案");
    clerk
        .press("F2")
        .types(&child())
        .press("Enter")
        .types(&grandmother())
        .goes_to("主类别")
        .types("C1")
        .press("F5 Enter");
    clerk.sees("新增父母情形").goes_to("情形").types("02").press("Enter").types("2021-11-20").press("F8");
    clerk.sees("须填证明材料");
    assert!(clerk.marked().contains("证明材料"), "{}", clerk.screen());
    // As it is while the record beneath says too little.
    clerk.types("判决书").goes_to("情形").types("06").goes_to("届满日期").types("2021-12-31").press("F8 F8");
    clerk.sees("没有保存: 父母情形: ");
    assert!(clerk.marked().contains("父亲"), "{}", clerk.screen());
    clerk.press("Enter").sees("新增父母情形").sees("错误");
    assert!(clerk.marked().contains("届满日期"), "{}", clerk.screen());
}

#[test]
fn an_allowance_costs_three_keys_and_with_its_award_eight() {
    let mut clerk = at_list(office(), "高龄津贴");
    clerk.press("F2").types(&old()).press("Enter").types("2021-12-20").press("F8").sees("已保存");
    assert_eq!(clerk.keys, 3, "{}", clerk.screen());

    let mut clerk = at_list(office(), "高龄津贴");
    clerk.press("F2").types(&old()).press("Enter");
    for day in ["2021-12-01", "2021-12-02", "2021-12-06", "2021-12-07"] {
        clerk.types(day).press("Enter");
    }
    clerk.types("2021-12-20").press("F8");
    clerk.sees("新增津贴核定").sees("2022-01").sees("80至89岁").press("F8").sees("已保存");
    assert_eq!(clerk.keys, 8, "{}", clerk.screen());
    let award = "SELECT decided_date || from_month || amount_fen FROM aged_award";
    assert_eq!(clerk.small.one::<String>(award), "2021-12-202022-015000");
    assert_eq!(clerk.small.one::<String>("SELECT notice_to FROM aged_allowance"), "2021-12-14");
}

#[test]
fn the_award_that_is_offered_can_be_left_for_later() {
    let mut clerk = at_list(office(), "高龄津贴");
    clerk.press("F2").types(&old()).press("Enter").types("2021-12-01");
    for (label, day) in [("受理日期", "02"), ("镇街初审日期", "06"), ("公示起", "07"), ("区审批日期", "20")]
    {
        clerk.goes_to(label).types(&format!("2021-12-{day}"));
    }
    clerk
        .press("F8")
        .sees("新增津贴核定")
        .press("Esc")
        .sees("新增高龄津贴")
        .sees("还没有核定")
        .press("F8")
        .sees("已保存");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM aged_award"), 0);
    // Decided already, it comes with the next correction, where the row is added too.
    clerk
        .press("F4")
        .goes_to("增加津贴核定")
        .press("Enter")
        .sees("新增津贴核定")
        .sees("2022-01")
        .press("F8 F8")
        .sees("已保存");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM aged_award"), 1);
}

#[test]
fn a_file_of_a_child_with_both_parents_costs_fifteen_keys() {
    let mut clerk = at_list(office(), "档案");
    clerk.press("F2").types(&child()).press("Enter").types(&grandmother()).press("F5");
    for _ in 0..2 {
        clerk.press("Enter").types("02").press("Enter").types("2021-11-20").press("Enter Enter").types("死亡证明");
        clerk.press("F8");
    }
    clerk.press("F8").sees("先看提示").press("F8").sees("已保存");
    assert_eq!(clerk.keys, 15, "{}", clerk.screen());
    let parents = "SELECT group_concat(parent || state, ' ') FROM (SELECT * FROM parent_state ORDER BY parent)";
    assert_eq!(clerk.small.one::<String>(parents), "102 202");
    assert_eq!(clerk.small.one::<String>("SELECT main_cat FROM child"), "A");
}

#[test]
fn a_visit_costs_two_keys_and_one_more_for_what_no_earlier_visit_says() {
    let office = office();
    let elder = Draft::new(register("elder")).with("person", old());
    let elder = elder.with("living", "1").with("no_supporter", "1").with("source", "1");
    office.saved(&elder.with("collected_on", "2021-03-02"));
    let mut clerk = at_list(office, "探访");
    clerk.press("F2").types(&old()).press("F8").sees("必填项未填: 探访人").types("李敏").press("F8");
    clerk.sees("必填项未填: 风险等级").types("3").press("F8").sees("已保存");
    assert_eq!(clerk.keys, 4, "{}", clerk.screen());
    clerk.keys = 0;
    clerk.press("F2").types(&old()).press("F8").sees("已保存");
    assert_eq!(clerk.keys, 2, "{}", clerk.screen());
}

/// The home of an old man, put on the list.
fn adapting() -> Clerk {
    let mut clerk = at_list(office(), "改造任务");
    clerk.press("F2").goes_to("年度").types("2021").goes_to("任务户数").types("30").press("F8").sees("已保存");
    clerk.press("Left F2").types("2021").press("Enter").types(&old()).press("Enter").goes_to("困难类型").types("9");
    clerk.goes_to("摸底日期").types("2021-03-02").press("F8").sees("已保存");
    clerk
}

#[test]
fn what_was_empty_is_filled_without_a_reason_and_told_as_an_addition() {
    let mut clerk = adapting();
    clerk.press("F4").goes_to("预算").types("4800").press("F8").sees("已保存").sees_not("更正原因");
    clerk.press("Enter End").sees("补录: 预算 (空) → 4,800.00").press("F4");
    clerk.goes_to("预算").types("4900").press("F8").sees("更正原因").types("重新评估").press("Enter").sees("已保存");
    clerk.press("Enter End").sees("更正: 预算 4,800.00 → 4,900.00");
}

#[test]
fn no_step_of_an_adaptation_is_skipped_and_slipped_digits_are_seen() {
    let mut clerk = adapting();
    clerk.press("F4").goes_to("预算").types("480000").press("Tab").sees("达每户限额 5,000.00 元的 96 倍");
    clerk.goes_to("验收日期").types("2021-06-18").press("F8").sees("须先填申请日期");
    assert!(clerk.marked().contains("申请日期"), "{}", clerk.screen());
}

#[test]
fn a_stay_is_told_under_its_own_heads_and_called_by_whose_it_is() {
    let office = office();
    let old = office.one::<i64>("SELECT key FROM person WHERE name = '曾国安'");
    office.stays(old);
    let mut clerk = Clerk::at(office);
    clerk.press("F3").types("曾国安").press("Enter").steps_to("2-1").sees("雁峰区福利院");
    let heads = clerk.line_with("床位号");
    let at: Vec<Option<usize>> = ["床位号", "养老机构", "去向", "费用来源"].iter().map(|h| heads.rfind(h)).collect();
    assert!(at.is_sorted() && at.iter().all(Option::is_some), "{}", clerk.screen());
    clerk.press("Enter").sees("入住 曾国安");
}

#[test]
fn the_cursor_stays_on_its_field_when_a_line_appears_above() {
    let office = office();
    office.saved(
        &Draft::new(register("child")).with("person", child()).with("main_cat", "D").with("guardian", grandmother()),
    );
    let mut clerk = at_list(office, "走访");
    clerk.press("F2").types(&child()).press("Enter").sees("儿童本人");
    let marked = clerk.marked();
    assert!(marked.contains("方式") && marked.contains("入户"), "{}", clerk.screen());
    // What is chosen there is the field's own.
    clerk.press("Right Down Enter");
    assert!(clerk.line_with("*方式").contains("到校"), "{}", clerk.screen());
}
