//! A question that may take long: which answer a screen waits for, and how far that is. For what was asked before nobody waits any more.

use crate::app::msg::{Reply, Ticket, Want};
use crate::app::out::Out;
use crate::domain::text;

/// What a screen waits for, if for anything.
#[derive(Debug, Default)]
pub struct Waiting {
    ticket: Option<Ticket>,
    /// Done and in all, as heard last.
    going: Option<(usize, usize)>,
}

/// Whose answer an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// That of another question.
    Another,
    /// It goes on.
    Going,
    /// That is it.
    Answer,
}

impl Waiting {
    /// For the answer to a question.
    pub fn on(want: Want, out: &mut Out<'_>) -> Waiting {
        Waiting { ticket: Some(out.ask(want)), going: None }
    }
    /// For the answer to a question, and no longer for that to the one before.
    pub fn ask(&mut self, want: Want, out: &mut Out<'_>) {
        self.drop(out);
        *self = Waiting::on(want, out);
    }
    /// It may stop. Whether it did, its answer says, for whoever is still there to hear it.
    pub fn drop(&self, out: &mut Out<'_>) {
        self.ticket.into_iter().for_each(|ticket| out.drop(ticket));
    }
    /// Whether an answer is still to come.
    pub fn is_on(&self) -> bool {
        self.ticket.is_some()
    }
    /// Takes an answer.
    pub fn hears(&mut self, ticket: Ticket, reply: &Reply) -> Heard {
        if self.ticket != Some(ticket) {
            return Heard::Another;
        }
        if let Reply::Going(done, of) = reply {
            self.going = Some((*done, *of));
            return Heard::Going;
        }
        if let Reply::Beginning(_) = reply {
            return Heard::Going;
        }
        *self = Waiting::default();
        Heard::Answer
    }
    /// How far it is, for the end of a title: ` 1,200/5,000`; how many are done where nobody knows how many there are.
    pub fn how_far(&self) -> String {
        let told = |(done, of)| match of {
            0 => format!(" {}", text::counted(done)),
            _ => format!(" {}/{}", text::counted(done), text::counted(of)),
        };
        self.going.map(told).unwrap_or_default()
    }
}

/// Long work under way that belongs to no screen.
#[derive(Default)]
pub(super) struct Background {
    pub(super) divisions: Option<Ticket>,
    pub(super) integrity: Option<Ticket>,
    pub(super) backup: Option<Ticket>,
    pub(super) unfinished: Option<Ticket>,
}
