//! An act taken back: its rows are again what they were, whatever it was; what was done since stands in the way or does not; and the undo
//! can be taken back itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod office;
#[path = "../support/mod.rs"]
mod support;

mod hands;
mod kinds;
mod payroll;
mod refusals;
mod sequences;
