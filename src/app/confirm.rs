//! A question answered by yes or no.

use crate::app::desk::{Desk, Out};
use crate::app::keys::{Action, Place};
use crate::app::screen::{Component, Outcome};

/// The question.
#[derive(Debug)]
pub struct Confirm {
    /// What is asked.
    pub question: String,
    quits: bool,
}

impl Confirm {
    /// A question whose yes goes to the screen beneath.
    pub fn new(question: impl Into<String>) -> Self {
        Confirm { question: question.into(), quits: false }
    }
    /// A question whose yes ends the program.
    pub fn to_quit(question: impl Into<String>) -> Self {
        Confirm { question: question.into(), quits: true }
    }
}

impl Component for Confirm {
    fn place(&self) -> Place {
        Place::Confirm
    }
    fn act(&mut self, action: Action, _desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Accept if self.quits => out.quit(),
            Action::Accept => out.close_with(Outcome::Yes),
            Action::Leave => out.close(),
            _ => {}
        }
    }
    fn is_whole(&self) -> bool {
        false
    }
}
