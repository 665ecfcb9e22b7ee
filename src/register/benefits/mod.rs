//! What all benefits have in common: cases, what they rest on, changes, moves, batches and their lines.

pub mod awards;
pub mod batch;
pub mod benefit;
pub mod cases;
pub mod change;
pub mod codes;
pub mod consequence;
pub mod overpaid;
pub mod paid;
pub mod payment;
pub mod personal;
pub mod recovery;
pub mod recovery_month;
pub mod relocation;
pub mod repayment;
pub mod rests;

use crate::register::Entry;

/// The registers, in the order in which the help lists them.
pub(super) const ALL: &[Entry] = &[
    Entry::of::<change::Change>(),
    Entry::plain(&batch::BATCH),
    Entry::plain(&payment::PAYMENT),
    Entry::of::<recovery::Recovery>(),
    Entry::of::<recovery_month::RecoveryMonth>(),
    Entry::of::<repayment::Repayment>(),
];
