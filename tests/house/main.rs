//! The rules of the house, a file for each: who imports whom, how long a file and a function may be, which files see each other
//! in a circle, that acts alone write, and what no line outside tests may say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../support/rust_files.rs"]
mod rust_files;
mod source;

mod circles;
mod door;
mod doors;
mod engine;
mod files;
mod functions;
mod layers;
mod wings;
mod words;
mod writes;
