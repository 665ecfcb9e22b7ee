//! The lists of 儿童福利.

use super::ListSpec;

/// From left to right.
pub static CHILDREN: &[ListSpec] = &[];
