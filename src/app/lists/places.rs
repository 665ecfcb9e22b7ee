//! The lists of 区划地名, beside the tree of divisions.

use super::ListSpec;

/// From left to right.
pub static PLACES: &[ListSpec] = &[];
