//! A record: looked at, or being filled in. Fields in their order, child registers as tables beneath, checks beside the fields.
//! Leaving asks before anything typed is lost. What is held of it is in `state`, what each key does to it in `acting`, how the
//! cursor moves in `moving`, what the office says to a draft in `judge`, saving in `keep`.

mod acting;
mod begin;
pub mod children;
mod ditto;
pub mod fields;
mod heed;
mod judge;
mod keep;
mod layout;
mod lines;
mod moving;
pub mod parts;
mod refer;
mod rows;
mod state;
mod told;

pub use layout::{Side, Spot};
pub use state::{FOOT, Form, FormLine, GRID, Told};
