//! Divisions change and all that refers to them follows in one act: a village merged into another, a street split in two, a town renamed.
//! Past months print as before, and taken back everything reads as it did.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod office;
#[path = "../support/mod.rs"]
mod support;

mod carried;
mod late;
mod meetings;
mod past;
mod since;
