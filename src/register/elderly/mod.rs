//! 养老服务: older people, their allowance, homes and visits.

use crate::register::Entry;
use crate::register::benefits::benefit::Benefit;

/// The registers, in the order in which the help lists them.
pub(super) const ALL: &[Entry] = &[];

/// The benefits, in the order of the keys of their cases.
pub(super) const BENEFITS: &[&Benefit] = &[];
