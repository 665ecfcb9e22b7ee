//! The demonstration office: what it is made of, against what the bureau published for 2021, and calculated a second time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod copies;
mod office;

mod allowance;
mod children;
mod elderly;
mod figures;
mod funeral;
mod golden;
mod paper;
mod places;
mod rolls;
mod sample;
mod tables;
mod tents;
mod workers;
