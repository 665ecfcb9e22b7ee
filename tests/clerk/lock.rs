//! The screen is locked from wherever one stands, and what was asked before is no answer to who comes after.

use crate::steps::Clerk;
use crate::support::{Office, with_one_case};
use minzheng::app::App;
use minzheng::app::keys::Place;
use minzheng::app::msg::{Effect, Msg, Reply, Ticket};

#[test]
fn the_screen_is_locked_from_wherever_one_stands() {
    let mut clerk = Clerk::at(with_one_case());
    for (way, place) in [
        ("Esc Esc", Place::List),
        ("F2", Place::Form),
        ("F9", Place::Menu),
        ("Esc Esc", Place::List),
        ("F5", Place::Filter),
        ("Esc F3", Place::Lookup),
        ("Esc F7", Place::Print),
        ("Esc Enter", Place::Record),
        ("F6", Place::Reason),
        ("Esc F1", Place::Help),
    ] {
        if way != "Esc Esc" {
            clerk.press(way);
        }
        for key in ["Ctrl+Up", "F12"] {
            assert_eq!(clerk.asks(key), [Effect::Lock], "{key} in {place:?}\n{}", clerk.screen());
        }
        if place == Place::Menu {
            clerk.press("Esc Esc");
        }
    }
    let mut clerk = Clerk::at(Office::new());
    clerk.press("F9").types("sp").sees("锁屏/换人").press("Esc").resizes(50, 10);
    assert_eq!(clerk.asks("F12"), [Effect::Lock], "also where nothing is seen");
}

#[test]
fn answers_to_who_was_there_before_are_not_taken_for_ones_own() {
    let clerk = Clerk::at(with_one_case());
    let asked = clerk.app.tickets();
    let (mut app, effects) = App::going_on(clerk.app.desk.clone(), asked);
    let own = effects.iter().filter_map(|effect| match effect {
        Effect::Ask(Ticket(ticket), _) => Some(*ticket),
        _ => None,
    });
    assert!(own.clone().count() > 0 && own.clone().all(|ticket| ticket > asked), "{effects:?}");
    for ticket in 0..=asked {
        for reply in [Reply::BackedUp("/别人的/备份".to_owned()), Reply::Divisions(Vec::new()), Reply::Dropped] {
            assert_eq!(app.update(Msg::Answer(Ticket(ticket), reply)), []);
        }
    }
    assert!(app.notice.is_none());
}
