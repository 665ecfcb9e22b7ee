//! Who is at the keyboard: log-in names and passwords, and what is on record of them.

mod access;
mod credential;
mod log_in;

pub use log_in::LoggedIn;
