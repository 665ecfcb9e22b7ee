//! The command line, run as the real program: what it answers, and how that gets out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod answers;
#[cfg(unix)]
mod door;
#[cfg(unix)]
mod installed;
#[cfg(unix)]
#[path = "../support/pty.rs"]
mod pty;
mod rights;
#[path = "../support/mod.rs"]
mod support;
#[cfg(unix)]
mod trouble;
