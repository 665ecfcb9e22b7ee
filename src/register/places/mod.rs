//! Divisions and place names of the district (services 1.3, 5).

pub mod codes;
pub mod division;
pub mod known;
pub mod place_name;
pub(super) mod territory;

use crate::register::Entry;

/// The registers, in the order in which the help lists them.
pub(super) const ALL: &[Entry] = &[
    Entry::of::<division::Division>(),
    Entry::of::<place_name::PlaceName>(),
    Entry::plain(&place_name::FORMER_NAME),
    Entry::plain(&place_name::CROSSED_DIVISION),
];
