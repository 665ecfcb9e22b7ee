//! People: who they are, how they are, with whom or in which home they live, their accounts, and what they are trained in.

pub mod account;
pub mod codes;
pub mod condition;
pub mod family;
pub(super) mod health;
pub mod household;
pub mod institution;
pub mod member;
pub mod person;
pub(super) mod person_losses;
pub(super) mod person_rules;
pub mod resident;
pub mod stay;
pub mod trainee;
pub mod training;

use crate::register::Entry;

/// The registers, in the order in which the help lists them.
pub(super) const ALL: &[Entry] = &[
    Entry::of::<person::Person>(),
    Entry::of::<condition::Condition>(),
    Entry::of::<household::Household>(),
    Entry::of::<member::Member>(),
    Entry::of::<account::Account>(),
    Entry::of::<training::Training>(),
    Entry::of::<trainee::Trainee>(),
    Entry::of::<resident::Resident>(),
];
