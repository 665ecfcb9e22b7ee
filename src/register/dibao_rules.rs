//! What is right and wrong about a 低保 case (assistance 2.4, 2.11, 12). Pure; amounts stand in `award_rules`.

use crate::domain::slip::Slip;
use crate::register::dibao::Dibao;
use crate::register::{Facts, Values};

/// Fills what follows.
pub fn complete(_case: &Dibao, _values: &mut Values, _facts: &Facts) {}

/// All slips of a case.
pub fn check(_case: &Dibao, _facts: &Facts) -> Vec<Slip> {
    Vec::new()
}
