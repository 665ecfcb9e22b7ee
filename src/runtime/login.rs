//! The log-in page's loop: at the start of an office with passwords, and at a lock. It shows the page, asks the store who it is, and ends with
//! somebody who came in, or with the program. What is meant for the screens of whoever was there before waits meanwhile, and nothing of it
//! is drawn.

use crate::app::keymap::Keymap;
use crate::app::login::{Colleague, Heard, Login, Wish};
use crate::app::msg::Msg;
use crate::runtime::inbox::Inbox;
use crate::runtime::terminal::Screen;
use crate::store::rights::{LoggedIn, State};
use crate::store::{Store, StoreFault, Who};
use crate::ui::{Theme, draw_login};
use chrono::NaiveDate;
use std::io;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

/// How the page is left, and what came meanwhile for the screens of who was there before.
pub(super) struct Came {
    pub by: By,
    pub meanwhile: Vec<Msg>,
}

/// How the page is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// Somebody came in.
    In(Who),
    /// Somebody leaves the program.
    Quit,
    /// The machine ends it, or the terminal is gone.
    End,
}

/// The page of an office: by whom it was locked; which name is offered.
pub(super) fn page(
    store: &Store,
    place: &str,
    (locked, name): (Option<String>, &str),
    (size, keymap): ((u16, u16), Keymap),
) -> Login {
    let mut page = Login::new(place.to_owned(), name, size, keymap);
    // Where that cannot be read, nobody comes in without one.
    if store.state().is_ok_and(|state| state != State::Guarded) {
        page = page.among(colleagues(store).unwrap_or_default());
    }
    match locked {
        Some(who) => page.locked_by(who),
        None => page,
    }
}

/// Those who work here, after nobody by name: the first operator, for who need not say who he is.
fn colleagues(store: &Store) -> Result<Vec<Colleague>, StoreFault> {
    let of = |one: crate::store::rights::Colleague| {
        let roles = if one.roles.is_empty() { String::new() } else { format!("  {}", one.roles) };
        Colleague { told: format!("{} {}{roles}", one.name, one.full_name), login: Some(one.name) }
    };
    let nobody = Colleague { login: None, told: "首个操作员(不具名)".to_owned() };
    Ok(std::iter::once(nobody).chain(store.colleagues()?.into_iter().map(of)).collect())
}

/// Shows the page until somebody comes in or leaves.
pub(super) fn asks(
    page: &mut Login,
    store: &Store,
    day: NaiveDate,
    (screen, theme): (&mut Screen, &Theme),
    inbox: &Inbox,
) -> io::Result<Came> {
    let mut meanwhile = Vec::new();
    let mut second = None;
    let mut came_in: Option<Who> = None;
    loop {
        screen.show(page.size, |buffer| draw_login(page, theme, buffer))?;
        second = page.waits().then(|| second.unwrap_or_else(|| Instant::now() + Duration::from_secs(1)));
        let msg = match inbox.fresh(second) {
            Ok(msg) => msg,
            Err(RecvTimeoutError::Timeout) => {
                second = None;
                page.second_passes();
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(Came { by: By::End, meanwhile }),
        };
        match msg {
            Msg::Answer(..) | Msg::Resize(..) => meanwhile.push(msg.clone()),
            Msg::End => return Ok(Came { by: By::End, meanwhile }),
            _ => {}
        }
        let heard = match page.update(msg) {
            Wish::Nothing => continue,
            Wish::Quit => return Ok(Came { by: By::Quit, meanwhile }),
            Wish::Choose(name) => store.who(name.as_deref()).map(Step::In),
            Wish::Try(name, password) => store.log_in(&name, password.text()).map(|in_| match in_ {
                LoggedIn::As(who) => Step::In(who),
                LoggedIn::MustChange(who) => Step::MustSet(who),
                LoggedIn::Wait(seconds) => Step::Wait(seconds),
            }),
            Wish::Set(once, own) => match &came_in {
                Some(who) => store.change_password(who, once.text(), own.text(), day).map(|()| Step::In(who.clone())),
                None => continue,
            },
        };
        match heard {
            Ok(Step::In(who)) => return Ok(Came { by: By::In(who), meanwhile }),
            Ok(Step::MustSet(who)) => {
                page.hears(Heard::MustSet(who.full_name.clone()));
                came_in = Some(who);
            }
            Ok(Step::Wait(seconds)) => page.hears(Heard::Wait(seconds)),
            Err(fault) => page.hears(Heard::Refused(told(&fault))),
        }
    }
}

/// What comes of a try.
enum Step {
    In(Who),
    MustSet(Who),
    Wait(i64),
}

/// A fault in one line; a refusal without its code, which means nothing to who stands before a door.
fn told(fault: &StoreFault) -> String {
    match fault {
        StoreFault::Refused(refused) => {
            refused.slips.iter().map(|slip| slip.text.clone()).collect::<Vec<_>>().join("; ")
        }
        fault => fault.to_string(),
    }
}
