//! What is of before a change of divisions and entered after it, and what was not decided yet when it came.

use super::office::{NEIGHBOUR, all, carried, merged, office, tables, there, undone, verified};
use crate::support::{OTHER_VILLAGE, Office, VILLAGE, id, register};
use minzheng::register::Draft;

/// Where somebody lived on the day of the death, the death says, whenever it is entered.
#[test]
fn a_death_of_before_takes_the_village_of_its_day() {
    let o = office();
    let people: Vec<i64> = (0..4).map(|n| o.person("孙八", &id("1950-01-01", 510 + n))).collect();
    let plan = o.saved(&merged());
    carried(&o, plan);
    let died = |o: &Office, at: usize, day: &str, typed: Option<&str>| {
        let draft = Draft::new(register("death")).with("person", format!("#{}", people[at])).with("died_on", day);
        let key = o.saved(&draft.with_some("died_division", typed));
        ["died_division", "hukou_division"]
            .map(|col| o.one::<String>(&format!("SELECT {col} FROM death WHERE key = {key}")))
    };
    assert_eq!(died(&o, 0, "2021-11-28", None), [VILLAGE, VILLAGE]);
    assert_eq!(died(&o, 1, "2021-11-30", None), [VILLAGE, VILLAGE]);
    assert_eq!(died(&o, 2, "2021-12-01", None), [NEIGHBOUR, NEIGHBOUR]);
    // What is typed stands.
    assert_eq!(died(&o, 3, "2021-11-28", Some(NEIGHBOUR)), [NEIGHBOUR, VILLAGE]);
    verified(&o);
}

/// The village of a case in a month, as lists of its last day have it.
fn listed_in(o: &Office, code: &str, on: &str) -> (usize, i64) {
    there(o, "dibao", "division", code, on)
}

/// A case that was not drawn yet does not move; whatever is listed and counted of it for the months before stands where it stood.
#[test]
fn a_case_that_waits_keeps_its_past_village() {
    let o = office();
    let head = o.person("钱七", &id("1960-01-01", 520));
    let house = o.household(head, &[]);
    let waits = Draft::new(register("dibao")).with("kind", "U").with("household", format!("#{house}"));
    let waits = waits.with("origin", "taken_over").with("apply_date", "2021-11-08").with("accept_date", "2021-11-09");
    let case = o.saved(&waits);
    let plan = o.saved(&merged());
    let seen = |o: &Office, on: &str| [VILLAGE, NEIGHBOUR].map(|code| listed_in(o, code, on));
    let (before, november) = (seen(&o, "2021-11-30"), tables(&o, "2021-11"));
    assert_eq!(before, [(2, 2), (1, 1)]);
    let done = carried(&o, plan);
    assert_eq!((seen(&o, "2021-11-30"), seen(&o, "2021-12-31")), (before, [(0, 0), (3, 3)]));
    assert_eq!(tables(&o, "2021-11"), november);
    verified(&o);
    // It is drawn from January on, and moves on in February.
    let award = o.award_draft("2021-12-10", "200").with("dibao", format!("#{case}"));
    o.saved(&award);
    let last_act = |o: &Office| o.one::<i64>("SELECT max(key) FROM act");
    let awarded = last_act(&o);
    let moves = Draft::new(register("move")).with("case_key", format!("#{case}")).with("division", OTHER_VILLAGE);
    o.saved(&moves.with("from_month", "2022-02").with("decided_date", "2021-12-20").with("basis", "申请"));
    let moved = last_act(&o);
    assert_eq!((seen(&o, "2021-11-30"), seen(&o, "2021-12-31")), (before, [(0, 0), (3, 3)]));
    assert_eq!(tables(&o, "2021-11"), november);
    verified(&o);
    [moved, awarded, done.act.unwrap()].into_iter().for_each(|act| undone(&o, act));
    assert_eq!((seen(&o, "2021-11-30"), tables(&o, "2021-11")), (before, november));
}

/// A case that was off the roster before the change, and is on it again from its month on, moves with it; so does one that another program
/// had ended and taken up again.
#[test]
fn a_case_that_is_resumed_in_the_month_of_the_change_follows() {
    for kind in ["suspended", "end"] {
        let o = office();
        let case = o.one::<i64>("SELECT min(key) FROM dibao");
        let version = |kind: &str, decided: &str| {
            o.award_draft(decided, "300").with("dibao", format!("#{case}")).with("kind", kind)
        };
        let emptied = if kind == "end" { ", persons = 0, total_fen = 0" } else { "" };
        o.saved(&version("suspended", "2021-09-10").with("reason_code", "08"));
        o.saved(&version("award", "2021-11-20"));
        o.sql(&format!("UPDATE award SET kind = '{kind}'{emptied} WHERE dibao = {case} AND kind = 'suspended'"));
        let plan = o.saved(&merged());
        let (before, november) = (all(&o), tables(&o, "2021-11"));
        let done = carried(&o, plan);
        let moves = format!(
            "SELECT group_concat(from_month || left_division || division) FROM move WHERE case_key = {case} AND voided_by IS NULL"
        );
        assert_eq!(o.one::<String>(&moves), format!("2021-12{VILLAGE}{NEIGHBOUR}"), "{kind}");
        assert_eq!(tables(&o, "2021-11"), november, "{kind}");
        undone(&o, done.act.unwrap());
        assert_eq!(all(&o), before, "{kind}");
    }
}
