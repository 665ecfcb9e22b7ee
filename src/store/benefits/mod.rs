//! Running cases of people: what they draw and rest on.

pub(super) mod roster;
pub(super) mod terms;
