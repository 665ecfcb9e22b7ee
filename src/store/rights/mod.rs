//! Who is at the keyboard: log-in names and passwords, what is on record of them, and whether somebody has changed them behind the program.

mod access;
mod credential;
mod log_in;
pub(in crate::store) mod seal;
pub(in crate::store) mod sealing;
mod state;

pub use log_in::LoggedIn;
pub use state::State;
