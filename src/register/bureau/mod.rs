//! The bureau itself: who works there and what was done, its name, its parameters, its calendar, the profile of its report.

pub mod access;
pub mod act;
pub mod calendar;
pub mod codes;
pub mod legal_basis;
pub mod note;
pub mod office;
pub mod operator;
pub mod parameter;
pub mod profile;
pub mod role_grant;

use crate::register::Entry;

/// The registers, in the order in which the help lists them.
pub(super) const ALL: &[Entry] = &[
    Entry::of::<parameter::Parameter>(),
    Entry::of::<calendar::CalendarDay>(),
    Entry::plain(&legal_basis::LEGAL_BASIS),
    Entry::of::<profile::Profile>(),
    Entry::of::<note::Note>(),
    Entry::of::<note::SealedNote>(),
    Entry::of::<operator::Operator>(),
    Entry::of::<role_grant::RoleGrant>(),
    Entry::plain(&office::OFFICE),
    Entry::plain(&act::ACT),
    Entry::plain(&access::ACCESS),
];
