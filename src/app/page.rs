//! Lines of a page that is read: cells of a declared width, and what Enter opens. How wide a text really is, is known to the
//! drawing alone.

use crate::domain::month::Month;

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A heading with the heads of its columns.
    Heading,
    /// As everything.
    Plain,
    /// What matters most.
    Strong,
    /// What matters less.
    Quiet,
    /// What should be seen: a failed payment, a death.
    Warning,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageCell {
    /// What stands in it.
    pub text: String,
    /// How many screen cells it has; 0 takes what is left.
    pub width: u16,
    /// A number: at the right edge, never cut.
    pub number: bool,
}

/// What Enter on a line opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A record: its register and key.
    Record(&'static str, i64),
    /// More of the page: what was paid in the year that ends with this month.
    Earlier(Month),
    /// What the line has no room for: a text of its own.
    Whole(String),
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLine {
    /// How it looks.
    pub tone: Tone,
    /// Its cells from left to right.
    pub cells: Vec<PageCell>,
    /// What Enter opens.
    pub target: Option<Target>,
}

impl PageLine {
    /// A line without cells yet.
    pub fn new(tone: Tone) -> Self {
        PageLine { tone, cells: Vec::new(), target: None }
    }
    /// A line of one text.
    pub fn text(tone: Tone, text: impl Into<String>) -> Self {
        PageLine::new(tone).cell(0, text)
    }
    /// With one more cell.
    pub fn cell(mut self, width: u16, text: impl Into<String>) -> Self {
        self.cells.push(PageCell { text: text.into(), width, number: false });
        self
    }
    /// With one more cell for a number.
    pub fn number(mut self, width: u16, text: impl Into<String>) -> Self {
        self.cells.push(PageCell { text: text.into(), width, number: true });
        self
    }
    /// With the record that Enter opens.
    pub fn opens(mut self, register: &'static str, key: i64) -> Self {
        self.target = Some(Target::Record(register, key));
        self
    }
}
