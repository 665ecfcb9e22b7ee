//! A clerk's day at the screen, step by step.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod steps;
#[path = "../support/mod.rs"]
mod support;

mod ability;
mod accounts;
mod acts;
mod allowed;
mod awards;
mod changes;
mod checks;
mod deeds;
mod fields;
mod filters;
mod first_start;
mod forms;
mod hands;
mod keys;
mod lists;
mod lock;
mod login;
mod marks;
mod menus;
mod notes;
mod on_paper;
mod panels;
mod people;
mod places;
mod preview;
mod sitting;
mod sizes;
mod tasks;
mod trouble;
mod undo;
mod wide;
