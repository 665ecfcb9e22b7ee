//! What a screen wants, as data: questions to the office, screens to open, a message. A screen changes nothing but itself.

use crate::app::msg::{Effect, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::opening::{Opening, Outcome};

/// A change of the stack of screens.
#[derive(Debug)]
pub enum Move {
    /// One more on top.
    Open(Opening),
    /// The top one goes; what was decided in it goes to the one beneath.
    Close(Option<Outcome>),
    /// The top one gives its place to another.
    Replace(Opening),
    /// The top one asks for its neighbour in the list beneath it: -1 or 1.
    Neighbour(i8),
}

/// What a screen wants.
pub struct Out<'a> {
    effects: &'a mut Vec<Effect>,
    tickets: &'a mut u32,
    pub(in crate::app) moves: Vec<Move>,
    pub(in crate::app) notice: Option<Notice>,
}

impl<'a> Out<'a> {
    pub(in crate::app) fn new(effects: &'a mut Vec<Effect>, tickets: &'a mut u32) -> Self {
        Out { effects, tickets, moves: Vec::new(), notice: None }
    }
    /// Puts a question; the answer comes under the number given back.
    pub fn ask(&mut self, want: Want) -> Ticket {
        *self.tickets = self.tickets.wrapping_add(1);
        let ticket = Ticket(*self.tickets);
        self.effects.push(Effect::Ask(ticket, want));
        ticket
    }
    /// Nobody waits for that answer any more.
    pub fn drop(&mut self, ticket: Ticket) {
        self.effects.push(Effect::Drop(ticket));
    }
    /// Opens a screen or a dialog on top.
    pub fn open(&mut self, opening: Opening) {
        self.moves.push(Move::Open(opening));
    }
    /// Closes the top screen.
    pub fn close(&mut self) {
        self.moves.push(Move::Close(None));
    }
    /// Closes the top screen and tells the one beneath what was decided.
    pub fn close_with(&mut self, outcome: Outcome) {
        self.moves.push(Move::Close(Some(outcome)));
    }
    /// Puts another screen in the place of the top one.
    pub fn replace(&mut self, opening: Opening) {
        self.moves.push(Move::Replace(opening));
    }
    /// Asks for the neighbour in the list beneath.
    pub fn neighbour(&mut self, step: i8) {
        self.moves.push(Move::Neighbour(step));
    }
    /// Says something in the status line.
    pub fn tell(&mut self, notice: Notice) {
        self.notice = Some(notice);
    }
    /// Ends the program.
    pub fn quit(&mut self) {
        self.effects.push(Effect::Quit);
    }
}
