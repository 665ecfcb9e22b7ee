//! Running cases of people: what they draw and rest on, how an amount came about.

pub(super) mod explain;
pub(super) mod personal_cases;
pub(super) mod resting;
pub(super) mod roster;
pub(super) mod terms;
