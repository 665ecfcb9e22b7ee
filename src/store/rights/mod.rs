//! Who is at the keyboard: log-in names and passwords, what is on record of them, and whether somebody has changed them behind the program.

pub(in crate::store) mod access;
mod credential;
mod founding;
pub(in crate::store) mod gate;
mod keyboard;
mod log_in;
mod looks;
pub(in crate::store) mod seal;
pub(in crate::store) mod sealing;
mod state;
pub(in crate::store) mod veil;
mod who;
mod witness;

pub use founding::{Founded, Founder, Founding, Once};
pub use keyboard::Colleague;
pub use log_in::LoggedIn;
pub use looks::{Look, Seen};
pub use state::State;
pub use who::Who;
