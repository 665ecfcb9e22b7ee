//! Marks, what is counted in a list, and both on paper.

use crate::keys::at_list;
use crate::lists::with_cases;
use crate::steps::Clerk;
use crate::support::{Office, id};
use minzheng::app::msg::{Effect, Want};
use minzheng::figure::paper::Paper;
use minzheng::jobs::report::{Numbers, paper};
use minzheng::print::{PrintCell, RowKind, Table, text};

/// Three cases of 500, 300 and 400 yuan.
fn office() -> Office {
    let office = Office::new();
    for (i, (name, income)) in [("陈桂香", "100"), ("王建国", "300"), ("李伟", "200")].iter().enumerate() {
        let person = office.person(name, &id("1960-05-06", 11 + u16::try_from(i).unwrap()));
        let household = office.household(person, &[]);
        office.case(household, income);
    }
    office
}

fn printed(clerk: &Clerk) -> Table {
    let papers = clerk.asked.iter().rev().filter_map(|want| match want {
        Want::Print { paper, .. } => Some(paper.clone()),
        _ => None,
    });
    let what: Paper = papers.take(1).next().expect("something was printed");
    paper(&clerk.small.store, &what, clerk.small.day, Numbers::Full, &|| true).unwrap().tables.remove(0)
}

#[test]
fn rows_are_marked_with_their_sum_whatever_is_filtered_and_printed() {
    let mut clerk = Clerk::at(office());
    clerk.types(" ").sees("已标记 1 户 月金额 500.00").press("Down Ctrl+T").sees("已标记 2 户 月金额 900.00");
    // Another order, another filter: they stay.
    clerk.press("F5 Tab Tab Tab").types("月金额从小").press("Enter").sees("已标记 2 户 月金额 900.00");
    let marked = |clerk: &Clerk, name: &str| {
        clerk.line_with(name).trim_start_matches('▶').starts_with('*')
            || clerk.line_with(name).trim_start_matches(' ').starts_with('*')
    };
    assert!(marked(&clerk, "陈桂香") && marked(&clerk, "李伟") && !marked(&clerk, "王建国"), "{}", clerk.screen());
    clerk.press("F7").sees("已标记的").press("Enter").sees("/office/打印/城市低保名单-2021-12-31.lp").press("Enter");
    let table = printed(&clerk);
    let lines: Vec<_> = table.rows.iter().filter(|row| row.kind == RowKind::Line).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(table.rows.last().unwrap().cells[5], PrintCell::Money(90_000));
    assert!(table.unit_line.iter().any(|line| line.contains("已标记的 2 户") && line.contains("按月金额")));
    assert!(table.unit_line.iter().any(|line| line.contains("月金额合计 900.00")), "{:?}", table.unit_line);
    // A mark is taken away; then all; then the filters.
    clerk.press("Home Down Ctrl+T").sees("已标记 1 户 月金额 500.00");
    clerk.press("Ctrl+U").sees_not("已标记").sees("按月金额").press("Ctrl+U").sees_not("按月金额");
}

#[test]
fn a_range_and_all_that_the_filter_leaves_are_marked_from_the_menu() {
    let mut clerk = Clerk::at(with_cases(30));
    clerk.press("Ctrl+T Down Down F9").goes_on_to_item("标记到此").press("Enter").sees("已标记 4 户");
    clerk.press("F9").goes_on_to_item("标记全部").press("Enter").sees("已标记 30 户");
    clerk.press("Ctrl+U").sees_not("已标记");
    // While they are looked for, Esc stops.
    clerk.press("F9").goes_on_to_item("标记全部");
    let asked = clerk.asks("Enter");
    let [Effect::Ask(ticket, Want::Arrange(_))] = asked.as_slice() else { panic!("{asked:?}") };
    let left = clerk.asks("Esc");
    assert!(left.contains(&Effect::Drop(*ticket)), "{left:?}");
    clerk.press("Up").sees("陈桂").sees_not("已标记").sees_not("退出民政");
}

#[test]
fn how_many_per_village_and_how_much_costs_five_keys_at_most() {
    let mut clerk = Clerk::in_window(office(), 120, 30);
    clerk.press("Ctrl+W").sees("镇街、村居").press("Enter").sees("分布: 城市低保").sees("合计");
    assert!(clerk.keys <= 5, "{}", clerk.keys);
    clerk.sees("1,200.00").sees("100.0%").sees("█");
    // Its rows, and back.
    clerk.press("Down Enter").sees("共 3 户").sees("陈桂香").press("Esc").sees("分布: 城市低保");
    clerk
        .press("F7")
        .sees("这个分布(表和图)")
        .press("F5")
        .sees("打印预览")
        .sees("统计依据")
        .sees("####")
        .press("Esc Enter");
    let table = printed(&clerk);
    assert_eq!(table.rows.last().unwrap().cells[4], PrintCell::Money(120_000), "{table:?}");
    assert!(text(&minzheng::print::Document::of(table)).contains("图(户数)"));
    clerk.press("Enter Esc").sees("陈桂香").sees("城市低保");
}

#[test]
fn any_column_is_counted_and_its_lines_are_put_in_another_order() {
    let mut clerk = Clerk::in_window(office(), 120, 30);
    clerk.press("Ctrl+W").types("yje").press("Enter").sees("月金额 分档").sees("33.3%");
    clerk.press("F5").sees("*月金额");
    assert!(clerk.marked().contains("500.00"), "{}", clerk.screen());
    clerk.press("F5").sees("*月金额 分档");
    assert!(clerk.marked().contains("300.00"), "{}", clerk.screen());
    clerk.press("Enter").sees("月金额 300.00").sees("王建国").sees_not("陈桂香").press("Esc");
    // Of what the filter leaves.
    clerk.press("Esc F5").goes_on_to("其他条件").types("yje").press("Enter").types("400以上").press("Enter");
    clerk.press("Ctrl+W Enter").sees("筛选: 状态 在册  月金额 400.00 以上").sees("900.00");
}

#[test]
fn filtered_by_town_and_class_sorted_by_amount_and_printed_costs_twelve_keys_at_most() {
    let mut clerk = Clerk::at(office());
    clerk.press("F5").goes_on_to("街道村(居)").types("xfjd").goes_on_to("低保类别").types("A");
    clerk.goes_on_to("排序").types("yjecd").press("Enter F7").types("现在").press("Enter");
    assert!(clerk.keys <= 12, "{}", clerk.keys);
    let table = printed(&clerk);
    assert!(
        table.unit_line.iter().any(|line| line.contains("类别") && line.contains("按月金额从大到小")),
        "{:?}",
        table.unit_line
    );
}

#[test]
fn what_is_masked_is_not_kept_with_filters() {
    let mut clerk = Clerk::at(office());
    clerk.press("F5").goes_on_to("其他条件").types("身份证号").press("Enter").types("430406").goes_on_to("其他条件");
    clerk.types("yje").press("Enter").types("400以上").goes_on_to("常用筛选").types("查").press("F8");
    clerk.sees("已存为常用筛选“查”").sees("没有存");
    let file = std::fs::read_to_string(clerk.small.path.with_file_name("lists.toml")).unwrap();
    assert!(!file.contains("430406") && file.contains("award.total >= 400.00"), "{file}");
    // What an earlier version kept goes when it is read.
    let earlier = file
        .replace("\"award.total >= 400.00\"", "\"household.applicant.id_number ~ 430406\", \"award.total >= 400.00\"");
    assert!(earlier.contains("430406"));
    std::fs::write(clerk.small.path.with_file_name("lists.toml"), earlier).unwrap();
    let clerk = clerk.gets_killed();
    let file = std::fs::read_to_string(clerk.small.path.with_file_name("lists.toml")).unwrap();
    assert!(!file.contains("430406") && file.contains("award.total >= 400.00"), "{file}");
}

#[test]
fn what_the_filters_leave_is_added_up_beside_its_count() {
    let mut clerk = Clerk::in_window(office(), 120, 40);
    clerk.sees("共 3 户 3 人").sees_not("月金额 1,200.00");
    clerk.press("F5").goes_on_to("其他条件").types("yje").press("Enter").types("400以上").press("Enter");
    clerk.sees("共 2 户 2 人 月金额 900.00").sees("按筛选列出的");
    let beside = |clerk: &Clerk| clerk.screen().lines().filter(|l| l.contains("900.00") && l.contains('元')).count();
    assert_eq!(beside(&clerk), 1, "{}", clerk.screen());
    // The words are never cut for it: where there is no room, it stands with the figures alone.
    let words = "筛选: 状态 在册  月金额 400.00 以上   共 2 户 2 人";
    clerk.types(" ").sees(&format!("{words}   已标记 1 户 月金额 500.00"));
    assert_eq!(beside(&clerk), 1, "{}", clerk.screen());
    clerk.press("Ctrl+U").resizes(80, 24).sees("共 2 户 2 人 月金额 900.00");
    // All there is, without any filter; other columns, other sums.
    clerk.press("Ctrl+U").sees("共 3 户 3 人 月金额 1,200.00");
}

#[test]
fn a_sum_that_is_not_there_yet_keeps_no_key_and_is_dropped_with_its_filters() {
    let mut clerk = Clerk::at(office());
    clerk.press("F5").goes_on_to("低保类别").types("A");
    let asked = clerk.asks("Enter");
    let summing = asked.iter().find_map(|effect| match effect {
        Effect::Ask(ticket, Want::Sum(_)) => Some(*ticket),
        _ => None,
    });
    let summing = summing.unwrap_or_else(|| panic!("{asked:?}"));
    clerk.press("Down Up").sees("月金额");
    let cleared = clerk.asks("Ctrl+U");
    assert!(cleared.contains(&Effect::Drop(summing)), "{cleared:?}");
}

#[test]
fn esc_goes_back_to_the_count_from_rows_that_are_still_being_arranged() {
    let mut clerk = Clerk::in_window(office(), 120, 30);
    clerk.press("Ctrl+W").types("yje").press("Enter").sees("月金额 分档");
    clerk.arranges_later = true;
    clerk.press("Down Enter").sees("正在筛选").press("Esc").sees("分布: 城市低保").sees_not("正在筛选");
    clerk.arranges_later = false;
    // What was shown once is gone back to first.
    clerk.press("Enter").sees("月金额 400.00   共 1 户");
    clerk.arranges_later = true;
    clerk.press("F5").goes_on_to("排序").types("月金额从小").press("Enter").sees("正在筛选").press("Esc");
    clerk.sees("月金额 400.00   共 1 户").press("Esc").sees("分布: 城市低保");
}

/// What was chosen by name stays a name where the rows of a line are opened.
#[test]
fn records_are_called_by_their_names_in_the_rows_of_a_line() {
    let office = office();
    let old = office.one::<i64>("SELECT min(key) FROM person");
    office.stays(old);
    let mut clerk = at_list(office, "入住");
    clerk.press("F5").goes_on_to("养老机构").types("福利院").press("Enter").sees("养老机构 H1 雁峰区福利院");
    clerk.press("Ctrl+W").types("床位号").press("Enter").sees("养老机构 H1 雁峰区福利院").press("Enter");
    clerk.sees("养老机构 H1 雁峰区福利院  去向 在院  床位号 2-1").sees("共 1 人");
    // And from there again.
    clerk.press("Ctrl+W").types("床位号").press("Enter Enter").sees("养老机构 H1 雁峰区福利院  去向 在院  床位号 2-1");
}

#[test]
fn who_turns_to_another_tab_waits_no_more_for_what_is_counted() {
    let mut clerk = Clerk::at(office());
    clerk.press("Ctrl+W");
    let asked = clerk.asks("Enter");
    let [Effect::Ask(counting, Want::Frequency(..))] = asked.as_slice() else { panic!("{asked:?}") };
    let turned = clerk.asks("Ctrl+Right");
    assert!(turned.contains(&Effect::Drop(*counting)), "{turned:?}");
}

/// Nothing is wrong with the office then: it is written as ever.
#[test]
fn what_was_kept_of_the_lists_and_cannot_be_read_is_told_once_and_holds_nothing_up() {
    let clerk = Clerk::at(office());
    std::fs::write(clerk.small.path.with_file_name("lists.toml"), "[dibao\n").unwrap();
    let mut clerk = clerk.gets_killed();
    clerk.is_told("lists.toml").sees("F2新增").sees_not("结构不符").press("Down").sees_not("lists.toml");
}
