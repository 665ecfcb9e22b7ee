//! What the table of keys has to hold.

use crate::app::key::{Code, Key};
use crate::app::keymap::Keymap;
use crate::app::keys::{Action, Binding, Place};
use Place::*;

#[test]
fn no_key_means_two_things_in_one_place() {
    assert_eq!(Keymap::default().conflict(), None);
}

#[test]
fn every_action_has_a_key_that_reaches_every_terminal() {
    let safe = |key: &Key| match key.code {
        Code::F(n) => !key.ctrl && (2..=9).contains(&n),
        Code::Char(c) => key.ctrl && c.is_ascii_lowercase() && !"czsqhijm".contains(c),
        // The console of Linux makes no difference between an arrow and one with Ctrl, and macOS takes the latter for itself.
        _ => !key.ctrl,
    };
    let is_in_menu = |place: Place, b: &Binding| {
        b.menu && Keymap::default().bindings(place).any(|b| b.action == Action::Menu && b.keys.iter().any(safe))
    };
    for place in Place::ALL {
        for b in Keymap::default().bindings(place) {
            // Ctrl with the arrows is the second way to the tabs of the menu, `?` to what Ctrl+G does. Over a dialog, which Esc closes, the
            // screen is locked by its keys alone: each of the two is the other's second way.
            let is_lock = b.action == Action::Lock;
            let second = matches!(b.action, Action::TabLeft | Action::TabRight) || b.name == "help-mark" || is_lock;
            assert!(second || is_in_menu(place, b) || b.keys.iter().any(safe), "{} in {place:?}", b.name);
            for key in b.keys {
                let plain_char = matches!(key.code, Code::Char(_)) && !key.ctrl;
                assert!(!(plain_char && place.takes_text()), "{key} would swallow text in {place:?}");
                assert!(is_lock || !matches!(key.code, Code::F(10..)), "{key} is taken by some terminals");
            }
        }
    }
}

/// But for what moves the cursor, and goes from field to field.
#[test]
fn the_menu_has_every_act() {
    let moves = |action: Action| {
        use Action::*;
        matches!(
            action,
            Up | Down | PageUp | PageDown | First | Last | Next | Back | Accept | Leave | Menu | TabLeft | TabRight
        )
    };
    let beside = |place: Place, action: Action| {
        matches!((place, action), (List | Tree | Record, Action::Left | Action::Right) | (Form, Action::Open))
    };
    for place in Place::ALL.iter().filter(|place| place.is_screen()) {
        let has = |action: Action| Keymap::default().bindings(*place).any(|b| b.menu && b.action == action);
        for b in Keymap::default().bindings(*place) {
            assert!(moves(b.action) || beside(*place, b.action) || has(b.action), "{} in {place:?}", b.name);
        }
    }
}

#[test]
fn everywhere_one_can_leave() {
    for place in Place::ALL {
        assert_eq!(Keymap::default().action(place, Key::plain(Code::Esc)), Some(Action::Leave), "{place:?}");
    }
}

#[test]
fn the_settings_file_moves_a_key_and_is_told_of_slips() {
    let map = Keymap::with([("save", "F8 Ctrl+E")]).expect("two keys");
    assert_eq!(map.action(Form, Key::ctrl(Code::Char('e'))), Some(Action::Save));
    assert_eq!(map.action(Form, Key::ctrl(Code::Char('w'))), None);
    assert!(Keymap::with([("save", "F2")]).expect_err("F2 is 新增").0.contains("F2 有两个意思"));
    assert!(Keymap::with([("speichern", "F8")]).is_err());
    // A settings file of before may have given away what is the lock's now: that stands, and the other way is left, or the menu.
    let map = Keymap::with([("filter", "F12")]).expect("F12 is given");
    assert_eq!(map.action(List, Key::plain(Code::F(12))), Some(Action::Filter));
    assert_eq!(map.action(List, Key::ctrl(Code::Up)), Some(Action::Lock));
    assert_eq!(map.action(Reason, Key::plain(Code::F(12))), None);
    let map = Keymap::with([("filter", "F12"), ("columns", "Ctrl+Up")]).expect("both are given");
    assert!(!map.bindings(List).any(|b| b.action == Action::Lock && !map.keys(b).is_empty()));
    assert!(Keymap::with([("filter", "F12"), ("lock", "F12")]).expect_err("said twice").0.contains("F12"));
    assert!(Keymap::with([("save", "Strg+S")]).is_err());
}
