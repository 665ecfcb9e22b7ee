//! The lists of 区划地名, beside the tree of divisions.

use super::ListSpec;

/// From left to right.
pub static PLACES: &[ListSpec] =
    &[ListSpec { filters: &["division", "kind8", "state", "protect"], ..ListSpec::new("地名", "place_name") }];
