//! People: who they are, how they are, with whom they live, and their accounts.

pub mod account;
pub mod condition;
pub mod family;
pub(super) mod health;
pub mod household;
pub mod institution;
pub mod member;
pub mod person;
pub(super) mod person_losses;
pub(super) mod person_rules;
