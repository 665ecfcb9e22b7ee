//! Divisions of the district.

pub mod codes;
pub mod division;
pub mod known;
pub(super) mod territory;

use crate::register::Entry;

/// The registers, in the order in which the help lists them.
pub(super) const ALL: &[Entry] = &[Entry::of::<division::Division>()];
