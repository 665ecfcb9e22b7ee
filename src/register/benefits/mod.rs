//! What all benefits have in common: cases, what they rest on, changes, moves, batches and their lines.

pub mod batch;
pub mod benefit;
pub mod cases;
pub mod change;
pub mod payment;
pub mod relocation;
