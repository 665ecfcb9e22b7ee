//! The tasks of a day that no other file here plays to their end. Somebody is looked up in `people`, a family entered in `sitting`, an award
//! raised or stopped and a member taken out in `deeds`, relief and allowance entered in `sitting`, a child's file and a visit in `keys`,
//! a list filtered, sorted, printed and counted by village in `marks`. What keys each costs in a terminal stands in `tests/keys.rs`.

use crate::lists::with_cases;
use crate::steps::Clerk;
use crate::support::{id, with_one_case};
use minzheng::app::msg::Want;
use minzheng::jobs::report::{Numbers, paper};

#[test]
fn a_death_ends_what_rests_on_the_life_in_one_act() {
    let mut clerk = Clerk::at(with_one_case());
    let acts: i64 = clerk.small.one("SELECT max(key) FROM act");
    clerk.press("4");
    clerk.keys = 0;
    clerk.press("F2").types(&id("1947-03-02", 24)).press("Enter").types("1229").press("F8").sees("随之");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM death"), 0, "what follows is told before");
    clerk.press("Enter").sees("已保存");
    assert!(clerk.keys <= 8, "{} keys", clerk.keys);
    assert_eq!(clerk.small.one::<i64>("SELECT max(key) FROM act"), acts + 1);
    let of_dead = "SELECT count(*) FROM person WHERE death_date = '2021-12-29'";
    assert_eq!(clerk.small.one::<i64>(of_dead), 1);
    // One of two: the household goes on with one less.
    assert_eq!(clerk.small.one::<i64>("SELECT persons FROM award ORDER BY from_month DESC LIMIT 1"), 1);
    clerk.press("Ctrl+Z").press("F8").types("登错了人").press("Enter").sees("已撤销");
    assert_eq!(clerk.small.one::<i64>(of_dead), 0);
    assert_eq!(
        clerk.small.one::<i64>("SELECT persons FROM award WHERE voided_by IS NULL ORDER BY from_month DESC LIMIT 1"),
        2
    );
}

#[test]
fn what_comes_to_something_else_meanwhile_is_asked_about_again() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("4");
    clerk
        .press("F2")
        .types(&id("1947-03-02", 24))
        .press("Enter")
        .types("1229")
        .press("F8")
        .sees("随之")
        .sees("1,020.00");
    // Somebody else decides anew while the question stands.
    let case: i64 = clerk.small.one("SELECT key FROM dibao");
    let other = clerk.small.award_draft("2021-12-20", "100").with("dibao", format!("#{case}"));
    clerk.small.saved(&other);
    clerk.press("Enter").sees("随之").sees("1,220.00");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM death"), 0, "nobody has seen that");
    clerk.press("Enter").sees("已保存");
}

#[test]
fn the_set_of_a_month_is_printed_with_four_keys() {
    let mut clerk = Clerk::at(with_cases(3));
    clerk.press("F7").types("ym").press("Tab Tab").types("wb").press("Enter").sees("/office/打印/").sees("回车 知道了");
    assert!(clerk.keys <= 4, "{} keys", clerk.keys);
    let Some(Want::Print { paper: what, .. }) = clerk.asked.iter().rfind(|want| matches!(want, Want::Print { .. }))
    else {
        panic!("nothing was printed")
    };
    let set = paper(&clerk.small.store, what, clerk.small.day, Numbers::Masked, &|| true).unwrap();
    let titles: Vec<&str> = set.tables.iter().map(|table| table.title.as_str()).collect();
    for name in ["城市居民最低生活保障月报表", "社会救助对象动态管理表"] {
        assert!(titles.iter().any(|title| title.contains(name)), "{titles:?}");
    }
}
