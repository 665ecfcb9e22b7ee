//! A case moves to another village, and a village that was mistaken is corrected.

use crate::steps::Clerk;
use crate::support::with_one_case;
use minzheng::app::msg::{Effect, Msg, Reply, Want};
use minzheng::domain::slip::Slip;

#[test]
fn a_household_moves_in_the_form_of_its_case() {
    let mut clerk = Clerk::in_window(with_one_case(), 140, 40);
    clerk.press("F4").goes_to("增加迁居").press("Enter").sees("新增迁居");
    clerk.goes_to("迁入村(居)").types("430406002003").goes_to("核定日期").types("20211220").press("F8");
    clerk.sees("迁居 (1)").sees("2022-01 ").sees("余德塘社区居委会").press("F8").sees("已保存");
    let kept =
        "SELECT left_division || ' ' || m.division || ' ' || d.division FROM move m JOIN dibao d ON d.key = m.case_key";
    assert_eq!(clerk.small.one::<String>(kept), "430406001001 430406002003 430406002003");
    clerk.press("Enter Tab").press("Esc");
    // It is told once where it stands, with both villages.
    clerk.press("F3").types("陈桂香").press("Enter").sees("城市低保 迁居");
    clerk.sees("先锋街道沿江南路社区居委会 → 雁峰街道余德塘社区居委会");
}

#[test]
fn a_mistaken_village_is_another_act_and_says_what_it_touches() {
    let mut clerk = Clerk::in_window(with_one_case(), 120, 40);
    clerk.press("F4").goes_to("村(居)").types("430406002003").press("F8");
    clerk.sees("存疑登记").sees("2020-12 至 2021-12").sees("一行“迁居”");
    clerk.types("当初登记错了").press("Enter").sees("已保存");
    assert_eq!(clerk.small.one::<String>("SELECT division FROM dibao"), "430406002003");
    assert_eq!(clerk.small.one::<String>("SELECT code || why FROM exception"), "E-MV02当初登记错了");
}

#[test]
fn a_village_is_not_abolished_over_the_heads_of_those_in_it() {
    let mut clerk = Clerk::in_window(with_one_case(), 120, 40);
    clerk.press("5 F2").goes_to("区划代码").types("430406001001").goes_to("名称").types("沿江南路社区居委会");
    clerk.goes_to("生效日期").types("20211201").goes_to("撤销").types("1").press("F8");
    clerk.sees("存疑登记").sees("低保 1 户").types("并入光辉社区").press("Enter").sees("已保存");
}

#[test]
fn the_tree_stands_beside_the_lists_of_its_tab() {
    let mut clerk = Clerk::in_window(with_one_case(), 120, 40);
    clerk.press("5").sees(" 区划 ").sees("430406001001").press("Down Down Down Left").sees_not("430406001001");
    // A closed branch opens; then the key leads to the neighbour, and back.
    clerk.press("Right").sees("430406001001").sees_not("筛选: ").press("Right").sees("筛选: 全部").sees("生效日期");
    clerk.press("Left").sees_not("筛选: ").press("F6").sees("作废").press("Esc");
    clerk.press("F2").sees("新增行政区划").press("Esc");
}

#[test]
fn a_line_of_the_tree_opens_what_refers_to_it_and_that_a_list() {
    let mut clerk = Clerk::in_window(with_one_case(), 120, 40);
    clerk.press("5").sees("日期: 2021-12-31").press("Down Down Down Down").press("Enter");
    clerk.sees("沿江南路社区居委会 430406001001").sees("填着它的登记").sees("人员(居住地)").sees("低保");
    clerk.press("Down Down Down Down Down Enter").sees("筛选: ").sees("沿江南路社区居委会").press("Esc");
    clerk.sees("填着它的登记").press("Esc").sees("日期: 2021-12-31");
    // Another day: what there was then.
    clerk.press("F5").sees("回车确定").types("2019-06-30").press("Enter").sees("日期: 2019-06-30   现行 0 个");
    clerk.press("F5").types("20211231").press("Enter").sees("日期: 2021-12-31");
}

#[test]
fn a_count_that_is_not_made_is_told_and_nobody_waits_for_one_that_is_left() {
    let mut clerk = Clerk::in_window(with_one_case(), 120, 40);
    clerk.press("5 Down Down Down Down");
    let asked = clerk.asks("Enter");
    let [Effect::Ask(first, Want::Naming(_))] = asked[..] else { panic!("{asked:?}") };
    clerk.resizes(120, 40).sees("正在数…");
    clerk.tell(Msg::Answer(first, Reply::Dropped)).sees("没有数出来").sees_not("正在数…");
    let again = clerk.asks("Ctrl+R");
    let [Effect::Ask(second, Want::Naming(_))] = again[..] else { panic!("{again:?}") };
    clerk.resizes(120, 40).sees("正在数…");
    let refused = Reply::Refused(vec![Slip::error("E-DV10", "数不了")]);
    clerk.tell(Msg::Answer(second, refused)).sees("没有数出来").sees("数不了");
    // Asked anew, the one before counts for nobody; and so does the last one once it is left.
    let third = clerk.asks("Ctrl+R");
    let [Effect::Ask(third, Want::Naming(_))] = third[..] else { panic!("{third:?}") };
    let fourth = clerk.asks("Ctrl+R");
    let [Effect::Drop(dropped), Effect::Ask(fourth, Want::Naming(_))] = fourth[..] else { panic!("{fourth:?}") };
    assert_eq!(dropped, third);
    assert_eq!(clerk.asks("Esc"), [Effect::Drop(fourth)]);
}

/// Enters a plan that merges the first village into the fourth, and goes to what it would change.
fn with_a_plan() -> Clerk {
    let mut clerk = Clerk::in_window(with_one_case(), 120, 40);
    clerk.press("5 Right Right").sees("还没有记录").press("F2").goes_to("方案名称").types("两个社区合并");
    for (field, text) in [
        ("调整种类", "撤销"),
        ("调整对象", "村(居)"),
        ("上报日期", "20210601"),
        ("批准日期", "20210701"),
        ("批准文号", "雁政函1号"),
        ("生效日期", "20211201"),
    ] {
        clerk.goes_to(field).types(text);
    }
    let rows = [("调整前", "430406001001", "10"), ("调整前", "430406001004", "5"), ("调整后", "430406001004", "15")];
    for (side, code, people) in rows {
        clerk.goes_to("增加涉及单位").press("Enter").goes_to("调整前后").types(side).goes_to("区划代码").types(code);
        clerk
            .goes_to("名称")
            .types("某社区")
            .goes_to("面积(平方公里)")
            .types("0")
            .goes_to("户籍人口")
            .types(people)
            .press("F8");
    }
    clerk.goes_to("增加代码对应").press("Enter").goes_to("原代码").types("430406001001");
    clerk.goes_to("新代码").types("430406001004").press("F8").press("F8").sees("已保存");
    clerk.sees("Ctrl+D办理").press("Ctrl+D 1").sees("随之变更的登记").sees("人员(户籍地)").sees("撤销 430406001001");
    clerk.sees("F8办理");
    clerk
}

#[test]
fn a_change_of_divisions_is_looked_at_and_carried_out_from_its_plan() {
    let mut clerk = with_a_plan();
    clerk.press("F8").sees("办理吗").press("Down Enter").sees("已办理区划变更");
    assert_eq!(clerk.small.one::<String>("SELECT division FROM dibao"), "430406001004");
    // The plan says itself that it was.
    clerk.press("Enter End").sees("变动 (").sees("变更日期 (空) → 2021-12-31");
}

#[test]
fn a_change_that_is_refused_says_why_and_is_offered_no_more() {
    let mut clerk = with_a_plan();
    let plan: i64 = clerk.small.one("SELECT key FROM division_plan");
    let other = clerk.small.second();
    other.remap(plan, (&clerk.small.who, clerk.small.day), &mut |_, _| true).unwrap();
    clerk.press("F8").sees("办理吗").press("Down Enter").sees("E-DV13 方案").sees("已于 2021-12-31 办理变更");
    clerk.sees_not("随之变更的登记").sees_not("F8办理").press("F8").sees_not("办理吗");
    clerk.resizes(100, 30).sees("E-DV13 方案").press("Esc").sees("两个社区合并");
}

#[test]
fn a_change_that_takes_long_stops_on_esc_and_can_be_carried_out_after_all() {
    let mut clerk = with_a_plan();
    clerk.press("F8 Down");
    let begins = clerk.asks("Enter");
    let [Effect::Ask(ticket, Want::Remap(_))] = begins[..] else { panic!("{begins:?}") };
    clerk.tell(Msg::Answer(ticket, Reply::Going(1_200, 5_000))).sees("正在办理… 1,200/5,000");
    assert_eq!(clerk.asks("Esc"), [Effect::Drop(ticket)]);
    clerk.tell(Msg::Answer(ticket, Reply::Going(1_300, 5_000))).sees("正在停下… 1,300/5,000");
    let stopped = Reply::Refused(vec![Slip::error("E-DV14", "已停下, 没有办理变更, 数据没有变动")]);
    clerk.tell(Msg::Answer(ticket, stopped)).sees("已停下").sees("随之变更的登记");
    clerk.press("F8").sees("办理吗").press("Down Enter").sees("已办理区划变更");
}
