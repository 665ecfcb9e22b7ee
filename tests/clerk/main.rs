//! A clerk's day at the screen, step by step.

mod steps;
#[path = "../support/mod.rs"]
mod support;

mod forms;
mod lists;
mod people;
mod sizes;
