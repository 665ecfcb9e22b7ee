//! A question answered by yes or no.

use crate::app::desk::{Desk, Out};
use crate::app::keys::{Action, Place};
use crate::app::screen::{Component, Outcome};

/// The question.
#[derive(Debug)]
pub struct Confirm {
    /// What is asked.
    pub question: String,
    then: Then,
}

/// What yes does.
#[derive(Clone, Copy, Debug)]
enum Then {
    /// It goes to the screen beneath.
    Tell,
    /// It ends the program.
    Quit,
    /// It goes to another tab.
    Tab(usize),
}

impl Confirm {
    /// A question whose yes goes to the screen beneath.
    pub fn new(question: impl Into<String>) -> Self {
        Confirm { question: question.into(), then: Then::Tell }
    }
    /// A question whose yes ends the program.
    pub fn to_quit(question: impl Into<String>) -> Self {
        Confirm { question: question.into(), then: Then::Quit }
    }
    /// A question whose yes goes to another tab, whatever lies on the present one.
    pub fn to_tab(tab: usize, question: impl Into<String>) -> Self {
        Confirm { question: question.into(), then: Then::Tab(tab) }
    }
}

impl Component for Confirm {
    fn place(&self) -> Place {
        Place::Confirm
    }
    fn act(&mut self, action: Action, _desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Accept => match self.then {
                Then::Tell => out.close_with(Outcome::Yes),
                Then::Quit => out.quit(),
                Then::Tab(tab) => out.close_with(Outcome::Tab(tab)),
            },
            Action::Leave => out.close(),
            _ => {}
        }
    }
    fn is_whole(&self) -> bool {
        false
    }
}
