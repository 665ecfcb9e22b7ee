//! An act taken back: what it wrote is again what it was, and the undo can be taken back itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use minzheng::register::Draft;
use minzheng::register::core::acts::How;
use minzheng::register::core::undoing::Undoing;
use support::{Office, id, register};

fn undo(o: &Office, act: i64) -> Undoing {
    o.store.undo(act, (&o.who, o.day), "录错了", &[], &mut |_, _| {}).unwrap()
}

#[test]
fn a_correction_goes_back_and_forth() {
    let o = Office::new();
    let key = o.person("陈桂香", &id("1947-03-02", 24));
    let draft = Draft { key: Some(key), ..Draft::new(register("person")) };
    let act = o.save(&draft.with("phone", "13973412345")).unwrap().act;
    let undone = undo(&o, act);
    assert_eq!(
        (undone.total, undone.rows[0].how, undone.rows[0].moves[0].field.label),
        (1, How::Corrected, "联系电话")
    );
    let phone = || o.one::<Option<String>>("SELECT phone FROM person");
    assert_eq!(phone(), None);
    undo(&o, undone.done_by.unwrap());
    assert_eq!(phone().as_deref(), Some("13973412345"));
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok));
}
