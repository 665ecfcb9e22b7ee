//! Batches: who is due, the lines, what the bank answers.

mod account_age;
pub(super) mod bank;
pub mod batch_names;
pub(super) mod batch_sums;
mod gated;
pub(super) mod paid;
pub(super) mod payable;
pub mod payroll;
pub(super) mod payroll_facts;
pub(super) mod payroll_lines;
