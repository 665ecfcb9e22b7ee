//! Figures, tables and 核对 against small offices whose numbers are worked out by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../support/mod.rs"]
mod support;
#[path = "../support/tiny_office.rs"]
mod tiny_office;

mod by_hand;
mod cross_checks;
mod rosters;
