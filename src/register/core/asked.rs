//! What is asked of rights before a record is written: what makers do, or, of the office's own rules, accounts and roles, what others do.

use crate::register::core::rights::Action;
use crate::register::{Register, Values};

/// Registers of the bureau that are written by other rights than those of makers; where there are two, the second is wanted for what holds
/// (已确认).
const OWN: [(&str, &[Action]); 7] = [
    ("office", &[Action::Settings]),
    ("calendar", &[Action::Settings]),
    ("parameter", &[Action::Propose, Action::Settle]),
    ("legal_basis", &[Action::Propose, Action::Settle]),
    ("profile", &[Action::Propose]),
    ("operator", &[Action::Account]),
    ("role_grant", &[Action::Grant]),
];

/// What is asked of a register before a record is judged: one of these is enough. `usual` is it where no rule names the register.
pub fn any_of(register: &Register, usual: Action) -> Vec<Action> {
    own(register).map_or_else(|| vec![usual], <[Action]>::to_vec)
}

/// What is asked of a judged record, as it stood and as it is written.
pub fn of_record(register: &Register, usual: Action, old: Option<&Values>, new: &Values) -> Action {
    let holds = |values: &Values| values.text("state") == "confirmed";
    match own(register) {
        None => usual,
        Some([propose, settle]) => *if holds(new) || old.is_some_and(holds) { settle } else { propose },
        Some(one) => one.first().copied().unwrap_or(usual),
    }
}

/// What is asked of who sees the records of a register in lists: one of these is enough.
pub fn to_see(register: &Register) -> &'static [Action] {
    match register.name {
        "act" => &[Action::Acts],
        "access" => &[Action::Accesses],
        "operator" | "role_grant" => &[Action::Accounts],
        // Whoever sets it sees it.
        "office" | "calendar" => &[Action::Look, Action::Settings],
        _ => &[Action::Look],
    }
}

/// What is asked of who opens one.
pub fn to_open(register: &Register) -> &'static [Action] {
    match to_see(register) {
        [Action::Look] if register.restricted => &[Action::OpenRestricted],
        [Action::Look] => &[Action::Open],
        [Action::Look, ..] => &[Action::Open, Action::Settings],
        other => other,
    }
}

fn own(register: &Register) -> Option<&'static [Action]> {
    OWN.iter().find(|(name, _)| *name == register.name).map(|(_, actions)| *actions)
}
