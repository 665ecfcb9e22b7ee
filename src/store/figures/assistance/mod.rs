//! The row sets of assistance that have an SQL of their own.

pub(super) mod households;
pub(super) mod persons;
pub(super) mod visits;
pub(super) mod walk;
