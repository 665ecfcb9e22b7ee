//! 养老服务: older people, their allowance, homes and visits.

pub mod aged_allowance;
pub mod aged_award;
pub mod codes;
pub mod elder;

use crate::register::Entry;
use crate::register::benefits::awards::Award;
use crate::register::benefits::benefit::Benefit;

/// The registers, in the order in which the help lists them.
pub(super) const ALL: &[Entry] = &[
    Entry::of::<elder::Elder>(),
    Entry::of::<aged_allowance::Allowance>(),
    Entry::of::<Award<aged_allowance::Allowance>>(),
];

/// The benefits, in the order of the keys of their cases.
pub(super) const BENEFITS: &[&Benefit] = &[&aged_allowance::BENEFIT];
