//! The lists of 区划地名, beside the tree of divisions.

use super::ListSpec;

/// From left to right, after the tree.
pub static PLACES: &[ListSpec] = &[
    ListSpec {
        filters: &["code", "level", "kind", "ended"],
        scheme: "division",
        reports: &["month-end"],
        ..ListSpec::new("区划登记", "division")
    },
    ListSpec { filters: &["division", "kind8", "state", "protect"], ..ListSpec::new("地名", "place_name") },
];
