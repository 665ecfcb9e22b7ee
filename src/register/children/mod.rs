//! 儿童福利: children whom the bureau looks after, what they are paid, and who visits them.

use crate::register::Entry;
use crate::register::benefits::benefit::Benefit;

/// The registers, in the order in which the help lists them.
pub(super) const ALL: &[Entry] = &[];

/// The benefits, in the order of the keys of their cases.
pub(super) const BENEFITS: &[&Benefit] = &[];
