//! A reason to be typed before something is done that is kept on record: a correction, an exception, a voided record.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::line::{Edit, Line};
use crate::app::notice::Notice;
use crate::app::opening::{Opening, Outcome, Question, Why};
use crate::app::out::Out;
use crate::domain::reason;

/// The dialog.
#[derive(Debug)]
pub struct Reason {
    /// What it is for.
    pub title: &'static str,
    /// What is to be read before it is typed.
    pub text: Vec<String>,
    /// What was typed.
    pub line: Line,
    /// Nothing typed is an answer too.
    optional: bool,
    /// The first of the texts that is seen, where not all have room.
    pub top: usize,
}

impl Reason {
    /// For a reason that is asked for.
    pub fn of(why: Why) -> Self {
        Reason { title: why.title, text: why.text, line: Line::of(why.typed), optional: why.optional, top: 0 }
    }
}

impl Component for Reason {
    fn place(&self) -> Place {
        Place::Reason
    }
    fn act(&mut self, action: Action, _desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Accept if self.line.is_blank() && self.optional => out.close_with(Outcome::Reason(String::new())),
            Action::Accept => match reason::read(self.line.text()) {
                Ok(Some(reason)) => out.close_with(Outcome::Reason(reason)),
                Ok(None) => out.tell(Notice::slip(reason::too_short())),
                Err(slip) => out.tell(Notice::slip(slip.text)),
            },
            Action::Up => self.top = self.top.saturating_sub(1),
            // The last text asks for the reason, and is always seen.
            Action::Down => self.top = (self.top + 1).min(self.text.len().saturating_sub(2)),
            Action::Clear => self.line = Line::default(),
            Action::Leave if self.is_dirty() => out.open(Opening::Question(Question::GiveUp)),
            Action::Leave => out.close(),
            _ => {}
        }
    }
    fn decided(&mut self, outcome: Outcome, _desk: &Desk, out: &mut Out<'_>) {
        if outcome == Outcome::Yes {
            out.close();
        }
    }
    fn type_in(&mut self, edit: &Edit, _desk: &Desk, _out: &mut Out<'_>) {
        self.line.edit(edit);
    }
    fn is_dirty(&self) -> bool {
        !self.line.is_blank()
    }
    fn is_whole(&self) -> bool {
        false
    }
}
