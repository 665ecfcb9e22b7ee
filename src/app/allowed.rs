//! What is left out for who may not do it: the right that each key wants of the screen on top. The one place where keys and rights meet; the
//! store refuses the same, whatever is shown.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::domain::slip::Slip;
use crate::register::core::asked::{any_of, to_open, to_see};
use crate::register::core::deeds::{Offered, Way};
use crate::register::core::rights::{self, Ask, Rights};
use crate::register::{Does, Register, find};

/// Whether somebody may do with the screen on top what a key means there.
///
/// # Errors
/// `E-OP04`, who would do it instead.
pub fn may(action: Action, top: &dyn Component, rights: &Rights) -> Result<(), Slip> {
    use rights::Action::{Backup, Correct, Enter, Look, Open, Print, Undo, Void};
    let place = top.place();
    let register = match place {
        Place::Person | Place::Lookup => find("person").map(|entry| entry.register),
        _ => top.explains(),
    };
    let asks = |actions: &[rights::Action]| one_of(actions, register, rights);
    let change = |usual| asks(&register.map_or_else(|| vec![usual], |register| any_of(register, usual)));
    match (action, place) {
        (Action::New | Action::Deal, _) | (Action::Start, Place::Lookup) => change(Enter),
        (Action::Edit, _) => change(Correct),
        (Action::Void, Place::List | Place::Tree | Place::Record) => change(Void),
        (Action::Open, Place::List) => asks(register.map_or(&[Open], to_open)),
        (Action::Frequency, Place::List) => asks(register.map_or(&[Look], to_see)),
        (Action::Print, _) => asks(&[Print]),
        // Whatever is seen: somebody is looked for, doubts are, an act is taken back, the office copied.
        (Action::Find | Action::Check, _) => one_of(&[Look], None, rights),
        (Action::Undo, _) => one_of(&[Undo], None, rights),
        (Action::Backup, _) => one_of(&[Backup], None, rights),
        _ => Ok(()),
    }
}

/// What whoever would write in a file that can only be read is told.
const READ_ONLY: &str = "业务库是只读的, 只能查看、打印; 要录入请检查文件的权限, U 盘请拨开写保护";

/// Why an action does nothing on the screen on top that would do something there if the file could be written.
pub fn unwritable(action: Action, top: &dyn Component, desk: &Desk) -> Option<String> {
    let would = match action {
        _ if !desk.read_only => false,
        Action::Undo => top.tells_of().is_some(),
        _ => top.can(action, &Desk { read_only: false, ..desk.clone() }),
    };
    would.then(|| desk.warning.clone().unwrap_or_else(|| READ_ONLY.to_owned()))
}

/// Whether somebody may do one of these with records of a register, or with none.
fn one_of(actions: &[rights::Action], register: Option<&'static Register>, rights: &Rights) -> Result<(), Slip> {
    let mut refused = None;
    for action in actions {
        match rights.may(&register.map_or(Ask::to(*action), |register| Ask::of(*action, register))) {
            Ok(_) => return Ok(()),
            Err(slip) => refused = refused.or(Some(slip)),
        }
    }
    refused.map_or(Ok(()), Err)
}

/// Whether somebody may look at the list of a register.
///
/// # Errors
/// As [`may`].
pub fn sees(register: &str, rights: &Rights) -> Result<(), Slip> {
    let Some(register) = find(register).map(|entry| entry.register) else { return Ok(()) };
    one_of(to_see(register), Some(register), rights)
}

/// Whether somebody may enter records of a register somewhere.
pub fn enters(register: &'static Register, rights: &Rights) -> bool {
    one_of(&any_of(register, rights::Action::Enter), Some(register), rights).is_ok()
}

/// Whether somebody may do what is offered of a record; what cannot be done yet says what has to be done before, to everybody.
pub fn offers(offered: &Offered, rights: &Rights) -> bool {
    match &offered.way {
        Way::Enter(entering) => enters(entering.register, rights),
        Way::Which(several) => several.iter().any(|(_, entering)| enters(entering.register, rights)),
        Way::Own(Does::Remap) => rights.may(&Ask::to(rights::Action::Remap)).is_ok(),
        Way::NotYet => true,
    }
}
