//! What every screen may look at: the office, the day, the clerk, the size of the window, the names of divisions, the keys.
//! And [`Out`], into which a screen puts what it wants: questions to the office, screens to open, a message. A screen changes
//! nothing but itself.

use crate::app::keys::Keymap;
use crate::app::msg::{Effect, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::screen::{Outcome, Screen};
use crate::domain::month::Month;
use crate::register::DivisionLine;
use chrono::NaiveDate;

/// What every screen may look at.
#[derive(Clone, Debug)]
pub struct Desk {
    /// 本机构, short: 雁峰区.
    pub office: String,
    /// The district, 12 digits.
    pub district: String,
    /// Who works here, as the footer shows it.
    pub clerk: String,
    /// The business date.
    pub day: NaiveDate,
    /// The file can only be read.
    pub read_only: bool,
    /// What is to be said of the file before anything else.
    pub warning: Option<String>,
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// The divisions in force, by code; empty until they have been read.
    pub divisions: Vec<DivisionLine>,
    /// The keys.
    pub keymap: Keymap,
}

/// The least window in which anything but one line is shown.
pub const LEAST: (u16, u16) = (60, 15);

impl Desk {
    /// The month the panels are about: the business date's.
    pub fn month(&self) -> Month {
        Month::of(self.day)
    }
    /// Rows between the two rules: what a screen has for itself.
    pub fn body_height(&self) -> u16 {
        self.size.1.saturating_sub(4).max(1)
    }
    /// Whether nothing but a request for a larger window is shown.
    pub fn too_small(&self) -> bool {
        self.size.0 < LEAST.0 || self.size.1 < LEAST.1
    }
    /// The name of a division.
    pub fn division(&self, code: &str) -> Option<&str> {
        let at = self.divisions.binary_search_by(|d| d.code.as_str().cmp(code)).ok()?;
        self.divisions.get(at).map(|d| d.name.as_str())
    }
}

/// A change of the stack of screens.
#[derive(Debug)]
pub enum Move {
    /// One more on top.
    Open(Box<Screen>),
    /// The top one goes; what was decided in it goes to the one beneath.
    Close(Option<Outcome>),
    /// The top one gives its place to another.
    Replace(Box<Screen>),
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
    pub fn open(&mut self, screen: impl Into<Screen>) {
        self.moves.push(Move::Open(Box::new(screen.into())));
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
    pub fn replace(&mut self, screen: impl Into<Screen>) {
        self.moves.push(Move::Replace(Box::new(screen.into())));
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
