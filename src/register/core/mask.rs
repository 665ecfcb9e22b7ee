//! How a value is masked: of what it is made, what of it stays to be seen.

use crate::domain::{mask, text};

/// How a field is shown where not one opened record is meant: on lists, in what is found, in histories, slips and messages, in
/// text output. JSON gives everything as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mask {
    /// As it is.
    Open,
    /// The number of a paper: `430406********5012`, of a certificate of disability `430406********501242`.
    Paper,
    /// An account number: `6217 **** **** 6788`.
    Account,
    /// A phone number: `138****5678`, `0734-***1234`.
    Phone,
    /// Running text: such numbers in it ([`mask::within`]).
    Within,
    /// Whatever it is: of a record that is restricted ([`crate::register::Register::restricted`]).
    Hidden,
}

impl Mask {
    /// What stands where something is hidden.
    pub const STARS: &'static str = "***";
    /// A text so masked, safe to be shown.
    pub fn of(self, text: &str) -> String {
        match self {
            Mask::Open => text::safe(text),
            Mask::Paper => mask::paper(text),
            Mask::Account => mask::account(text),
            Mask::Phone => mask::phone(text),
            Mask::Within => text::safe(&mask::within(text)),
            Mask::Hidden => Mask::STARS.to_owned(),
        }
    }
}
