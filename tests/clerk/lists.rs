//! Lists: paging, filters, the figures beside them.

use crate::steps::Clerk;
use crate::support::{Office, day, id, register};
use minzheng::app::msg::Want;
use minzheng::register::Draft;

/// An office with so many urban cases of one person each.
pub fn with_cases(n: u16) -> Office {
    let office = Office::new();
    for i in 0..n {
        let person =
            office.person(&format!("陈桂{}", ["香", "英", "华"][usize::from(i) % 3]), &id("1960-05-06", 11 + i));
        let household = office.household(person, &[]);
        office.case(household, "100");
    }
    office
}

#[test]
fn the_first_screen_shows_the_urban_list_its_count_and_its_keys() {
    let mut clerk = Clerk::at(with_cases(2));
    clerk.sees("民政").sees("1社会救助").sees("5区划地名").sees("城市低保").sees("2021-12-31");
    clerk.sees("筛选: 状态 在册   共 2 户 2 人").sees("陈桂香").sees("F2新增").sees("文件完好");
}

/// Another amount for the first case from next month on, the second one ends, and the third has ended before.
fn with_versions_ahead() -> Office {
    let office = with_cases(3);
    let next = |no: u16, decided: &str| {
        Draft::new(register("award")).with("dibao", format!("DB43040620200000{no}")).with("decided_date", decided)
    };
    office.saved(&next(1, "2021-12-10").with("income", "50").with("class_code", "B"));
    office.saved(&next(2, "2021-12-10").with("kind", "end").with("reason_code", "11"));
    office.saved(&next(3, "2021-05-10").with("kind", "end").with("reason_code", "11"));
    office
}

#[test]
fn what_lies_ahead_is_no_present() {
    let mut clerk = Clerk::at(with_versions_ahead());
    clerk.sees("状态 在册   共 2 户 2 人").sees_not("陈桂华");
    assert!(clerk.line_with("陈桂香").contains("500.00 在保>"), "{}", clerk.screen());
    assert!(clerk.line_with("陈桂英").contains("500.00 在保>"), "{}", clerk.screen());
    clerk.press("Down Enter").sees("在保 (自2022-01 停发)").press("Esc");
    clerk.press("F3").types("陈桂香").press("Enter").sees("自2022-01 增发 550.00").press("Esc Esc");
    clerk.resizes(200, 30).sees("在保 自2022-01 增发 550.00").sees("在保 自2022-01 停发");
    // What has ended shows what it drew, and that it is no more.
    clerk.press("F5 Tab").types("tb").press("Enter").sees("状态 停保");
    assert!(clerk.line_with("陈桂华").contains("原500.00"), "{}", clerk.screen());
    clerk.sees("停保 自2021-06");

    let mut office = with_versions_ahead();
    office.day = day("2022-01-04");
    let mut clerk = Clerk::at(office);
    clerk.sees("状态 在册   共 1 户 1 人").sees_not("陈桂英");
    assert!(clerk.line_with("陈桂香").contains("550.00 在保"), "{}", clerk.screen());
    clerk.sees_not("在保>").press("Tab").sees("在保户");
    assert!(clerk.line_with("在保户").contains("1 户"), "{}", clerk.screen());
}

#[test]
fn the_list_moves_by_lines_and_ends_without_reading_the_table() {
    let mut clerk = Clerk::at(with_cases(30));
    clerk.press("Down Down");
    assert!(clerk.screen().lines().nth(7).is_some_and(|l| l.starts_with('▶')), "{}", clerk.screen());
    clerk.press("End");
    let last = clerk.screen().lines().find(|l| l.starts_with('▶')).map(str::to_owned);
    assert!(last.is_some_and(|l| l.contains("00030")), "{}", clerk.screen());
    clerk.press("Home");
    let first = clerk.screen().lines().find(|l| l.starts_with('▶')).map(str::to_owned);
    assert!(first.is_some_and(|l| l.contains("00001")), "{}", clerk.screen());
}

#[test]
fn a_filter_is_chosen_by_initials_and_shown_in_words() {
    let mut clerk = Clerk::at(with_cases(3));
    clerk.press("F5").sees("筛选").press("Tab").types("zt").press("Enter");
    clerk.sees("状态 暂停").sees("没有符合筛选条件的记录。F5 改筛选").sees_not("F2 新增 ");
    clerk.press("F5 Tab Backspace Enter").sees("筛选: 全部").sees("陈桂香");
}

#[test]
fn a_filter_that_fits_nothing_is_refused() {
    let mut clerk = Clerk::at(with_cases(3));
    clerk.press("F5 Tab").types("zzz").press("Enter").sees("没有“zzz”这一项");
    clerk.press("Backspace Backspace Backspace Enter").sees("筛选: 状态 在册").sees("陈桂香");
}

#[test]
fn the_count_is_not_cut_by_many_filters() {
    let mut clerk = Clerk::in_window(with_cases(3), 60, 15);
    clerk.press("F5").types("yjnl").press("Tab").types("zb").press("Tab").types("b").press("Tab Down Down Enter");
    clerk.sees("共 3 户 3 人").sees("沿江南路社区");
}

#[test]
fn the_figures_lie_beside_the_list_and_open_to_their_rows() {
    let mut clerk = Clerk::in_window(with_cases(3), 120, 30);
    clerk.sees("2021年12月").sees("在保户");
    assert!(clerk.line_with("在保人").contains('3'), "{}", clerk.screen());
    clerk.press("Tab Down Enter").sees("在保人 2021年12月: 3 人   3 行");
    clerk.press("Enter").sees("低保").press("Esc Esc").sees("筛选: 状态 在册");
}

/// The main figure month by month: beneath the figures where all fits, beside them where it does not; each month opens to its rows.
#[test]
fn the_main_figure_is_told_for_twelve_months() {
    let office = with_cases(3);
    let last: i64 = office.one("SELECT max(key) FROM dibao");
    office.sql(&format!("UPDATE award SET from_month = '2021-08' WHERE dibao = {last}"));
    let mut clerk = Clerk::at(office);
    // Over the list they stand side by side: all is seen at once.
    clerk.sees_not("近十二个月").press("Tab").sees("近十二个月 在保户").sees("累计发放");
    assert!(clerk.line_with("2021-11").contains("3 户"), "{}", clerk.screen());
    assert!(clerk.line_with("2021-07").contains("2 户  │"), "{}", clerk.screen());
    clerk.sees("2021-01").press("End").press("Up Up Up Up Up Up").press("Enter").sees("在保户 2021年7月: 2 户   2 行");
    clerk.press("F7").sees("这个数的明细").press("Esc Esc").resizes(120, 40);
    // Beside the list they stand beneath the figures, which they follow where the window is low.
    assert!(clerk.line_with("2021-07").trim_end().ends_with("2 户"), "{}", clerk.screen());
    clerk.resizes(120, 24).press("End").sees("2021-01").sees_not("人均补差").press("Home").sees("在保户");
    assert!(!clerk.screen().contains("2021-01"), "{}", clerk.screen());
}

#[test]
fn lists_and_tabs_are_side_by_side() {
    let mut clerk = Clerk::at(with_cases(1));
    clerk.press("Right").sees_not("陈桂香").sees("没有符合筛选条件的记录。F2 新增  F5 改筛选");
    clerk.press("Left").sees("陈桂香");
    clerk.press("Ctrl+Right").sees("老年人").press("1").sees("陈桂香");
    clerk.press("Esc").sees("退出民政?").press("Esc");
    assert!(!clerk.left);
    clerk.press("Esc Enter");
    assert!(clerk.left);
}

#[test]
fn the_divisions_are_counted_and_the_tree_folds() {
    let mut clerk = Clerk::at(with_cases(2));
    clerk.press("5").sees("光辉社区居委会");
    assert!(clerk.line_with("先锋街道").contains(" 2 "), "{}", clerk.screen());
    clerk
        .press("Down Down Down")
        .sees("▶")
        .press("Left")
        .sees_not("光辉社区居委会")
        .press("Right")
        .sees("光辉社区居委会");
    clerk
        .press("Tab")
        .sees("村居")
        .press("Enter")
        .sees("镇街 2021年12月: 7 个   7 行")
        .press("Esc Esc")
        .sees("光辉社区居委会");
    clerk.press("Enter").sees("填着它的登记").press("Enter").sees("行政区划 430406001000");
}

#[test]
fn the_cursor_stays_where_it_was_after_a_save_and_a_void() {
    let mut clerk = Clerk::at(with_cases(5));
    clerk.press("Down Down");
    assert!(clerk.marked().contains("00003"), "{}", clerk.screen());
    clerk.press("F4").goes_to("备注").types("等回函").press("F8").sees("已保存");
    assert!(clerk.marked().contains("00003"), "{}", clerk.screen());
    // Voided, the next one takes its place; stopped, it leaves the list, whose filter stays.
    clerk.press("F6").types("重复录入").press("Enter").sees("已作废");
    assert!(clerk.marked().contains("00004"), "{}", clerk.screen());
    clerk.press("F4").goes_to("增加保障金核定").press("Enter").goes_to("核定类型").types("停发").goes_to("核定日期");
    clerk.types("2021-11-20").goes_to("停发原因").types("01").press("F8 F8").sees("已保存").sees("筛选: 状态 在册");
    assert!(clerk.marked().contains("00005"), "{}", clerk.screen());
}

#[test]
fn voiding_what_others_rest_on_is_asked_about_with_the_reason_kept() {
    let mut clerk = Clerk::at(with_cases(1));
    clerk.press("9").sees("核对报告有效期").press("F6").sees("写明原因").types("抄错文件").press("Enter");
    clerk.sees("存疑作废").sees("E-PM10").sees("没有值").sees("抄错文件").press("Enter").sees("已作废");
    assert_eq!(clerk.small.one::<String>("SELECT why FROM exception WHERE code = 'E-PM10'"), "抄错文件");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM parameter WHERE voided_by IS NOT NULL"), 1);
}

#[test]
fn a_list_that_was_read_before_a_save_elsewhere_is_read_again() {
    let mut clerk = Clerk::at(with_cases(1));
    clerk.press("9 Right Right Right").sees("办理记录").sees_not("更正").press("Left");
    clerk.press("F3").types("陈桂香").press("Enter F4").goes_to("联系电话").types("13973412345").press("F8");
    clerk.sees("已保存").press("Esc Esc Right").sees("办理记录").sees("更正");
    // What was read since is not read once more.
    let read = |clerk: &Clerk| clerk.asked.iter().filter(|w| matches!(w, Want::Page(_))).count();
    let before = read(&clerk);
    clerk.press("Left").press("Right Left");
    assert_eq!(read(&clerk), before);
}

#[test]
fn deaths_are_filtered_by_their_month() {
    let office = Office::new();
    for (name, born, serial, died) in
        [("陈桂香", "1947-03-02", 24, "2021-11-20"), ("李伟", "1950-05-01", 31, "2021-12-03")]
    {
        let person = office.person(name, &id(born, serial));
        let death = Draft::new(register("death")).with("person", format!("#{person}")).with("died_on", died);
        office.saved(&Draft { follow: true, ..death });
    }
    let mut clerk = Clerk::at(office);
    clerk
        .press("4")
        .sees("陈桂香")
        .sees("李伟")
        .press("F5")
        .types("2021-11")
        .press("Enter")
        .sees("陈桂香")
        .sees_not("李伟");
}
