//! Who did what, when and why, after an undo and its undo: told of whoever did it, not of whoever brought it back.

use super::office::{is_sound, save, undo};
use crate::support::{OTHER_VILLAGE, Office, id, register};
use minzheng::register::Draft;
use minzheng::register::core::lookup::ChangeLine;
use minzheng::store::Who;

/// The only line of 变动 with these words: who, why, and which act it tells of.
fn told(o: &Office, person: i64, words: &str) -> (String, Option<String>, i64) {
    let page = o.store.person_page(person, o.day, 12).unwrap();
    let mut found = page.changes.into_iter().filter(|line| line.what.contains(words));
    let ChangeLine { who, why, act, .. } = found.next().unwrap();
    assert!(found.next().is_none(), "{words}");
    (who, why, act)
}

/// 李敏 voids a row by mistake, and takes that back.
fn voided_by_mistake(o: &Office, other: &Who, name: &str, key: i64) {
    let void = o.store.void(register(name), key, other, o.day, "录错了").unwrap().act;
    o.store.undo(void, (other, o.day), "作废错了", &[], &mut |_, _| true).unwrap();
}

#[test]
fn a_version_and_a_move_are_told_of_whoever_entered_them() {
    let (o, other) = Office::with_another();
    let head = o.person("陈桂香", &id("1947-03-02", 24));
    let case = o.case(o.household(head, &[]), "100");
    let change = |decided: &str, income| o.award_draft(decided, income).with("dibao", format!("#{case}"));
    let version = Draft { why: Some("入户核实".to_owned()), ..change("2021-11-05", "50") };
    let version = save(&o, version).unwrap();
    let moved = Draft::new(register("move")).with("case_key", format!("#{case}")).with("division", OTHER_VILLAGE);
    let moved = save(&o, moved.with("decided_date", "2021-12-20")).unwrap();
    let lines = || ["增发", "迁居"].map(|words| told(&o, head, words));
    let before = lines();
    assert_eq!([before[0].2, before[1].2], [version.act, moved.act]);
    assert!(before.iter().all(|(who, ..)| *who == o.who.full_name), "{before:?}");

    voided_by_mistake(&o, &other, "award", version.key);
    voided_by_mistake(&o, &other, "move", moved.key);
    assert_eq!(lines(), before);
    let told = o.store.check(&change("2021-12-10", "40"), o.day).unwrap().difference.unwrap();
    assert_eq!(told.decided.unwrap().1, o.who.full_name, "who decided before");
    is_sound(&o);
}

#[test]
fn a_doubt_is_told_of_whoever_accepted_it() {
    let (o, other) = Office::with_another();
    let no = id("1947-03-02", 24);
    let wrong = format!("{}{}", &no[..17], if no.ends_with('1') { '2' } else { '1' });
    let entered = save(&o, o.person_draft("陈桂香", &wrong)).unwrap();
    let before = told(&o, entered.key, "存疑登记");
    assert_eq!(before.2, entered.act);
    let undone = undo(&o, entered.act);
    o.store.undo(undone, (&other, o.day), "撤销错了", &[], &mut |_, _| true).unwrap();
    assert_eq!(told(&o, entered.key, "存疑登记"), before);
}
