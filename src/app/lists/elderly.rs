//! The lists of 养老服务.

use super::ListSpec;

/// From left to right.
pub static ELDERLY: &[ListSpec] = &[];
