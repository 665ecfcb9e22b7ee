//! How an award version is computed, judged, and what it writes (assistance 2.6, 2.8, 2.11). Pure.

use crate::domain::slip::Slip;
use crate::register::award::AwardVersion;
use crate::register::{Facts, Values, Write};

/// Fills what follows.
pub fn complete(_version: &AwardVersion, _values: &mut Values, _facts: &Facts) {}

/// All slips of a version.
pub fn check(_version: &AwardVersion, _facts: &Facts) -> Vec<Slip> {
    Vec::new()
}

/// What the act writes beside the version.
pub fn follows(_version: &AwardVersion, _facts: &Facts) -> Vec<Write> {
    Vec::new()
}
