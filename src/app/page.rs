//! A page that is read: lines of cells of a declared width, what Enter opens, and the cursor among them. How wide a text really is, is
//! known to the drawing alone.

use crate::app::desk::Desk;
use crate::app::keys::Action;
use crate::app::notice::Message;
use crate::app::opening::Opening;
use crate::app::scroll::Scroll;
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

impl Target {
    /// The screen that it is, a text under that title. More of the page is none.
    pub fn opening(self, title: &'static str) -> Option<Opening> {
        match self {
            Target::Record("person", key) => Some(Opening::Person(key)),
            Target::Record(register, key) => Opening::record(register, key, false),
            Target::Whole(text) => {
                Some(Opening::Message(Message::done(title, text.lines().map(str::to_owned).collect())))
            }
            Target::Earlier(_) => None,
        }
    }
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
    /// The act that it tells of.
    pub act: Option<i64>,
}

impl PageLine {
    /// A line without cells yet.
    pub fn new(tone: Tone) -> Self {
        PageLine { tone, cells: Vec::new(), target: None, act: None }
    }
    /// A line of one text.
    pub fn text(tone: Tone, text: impl Into<String>) -> Self {
        PageLine::new(tone).cell(0, text)
    }
    /// As many lines as a text needs for none to be cut, parted at blanks where there are some: a character takes two cells at most, one
    /// of ASCII one.
    pub fn paragraph(tone: Tone, text: &str, desk: &Desk) -> Vec<Self> {
        let room = usize::from(desk.size.0.saturating_sub(5)).max(2);
        let mut lines: Vec<String> = Vec::new();
        let mut left = text.trim();
        while !left.is_empty() {
            let (mut taken, mut end, mut blank) = (0, left.len(), None);
            for (at, c) in left.char_indices() {
                taken += if c.is_ascii() { 1 } else { 2 };
                if taken > room {
                    end = blank.filter(|blank| *blank > at / 2).unwrap_or(at);
                    break;
                }
                if c == ' ' {
                    blank = Some(at);
                }
            }
            lines.push(left[..end].to_owned());
            left = left[end..].trim_start();
        }
        lines.into_iter().map(|line| PageLine::text(tone, line)).collect()
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

/// The lines of a page and the cursor among them.
#[derive(Debug, Default)]
pub struct Lines {
    /// The lines.
    pub lines: Vec<PageLine>,
    /// The cursor.
    pub scroll: Scroll,
}

impl Lines {
    /// Lines that are seen.
    pub fn height(desk: &Desk) -> usize {
        usize::from(desk.body_height())
    }
    /// Moves the cursor, where the action does.
    pub fn act(&mut self, action: Action, desk: &Desk) {
        match action {
            Action::Section => self.next_section(desk),
            _ => self.scroll.act(action, self.lines.len(), Lines::height(desk)),
        }
    }
    /// Moves the cursor by lines, and keeps it in sight.
    pub fn step(&mut self, by: isize, desk: &Desk) {
        self.scroll.step(by, self.lines.len(), Lines::height(desk));
    }
    /// Other lines in their place: the cursor stays on what it stood on, where that is still told of.
    pub fn replace(&mut self, lines: Vec<PageLine>, desk: &Desk) {
        let stood = self.target().map(|target| {
            let same = |line: &&PageLine| line.target.as_ref() == Some(&target);
            (self.lines.iter().take(self.scroll.at).filter(same).count(), target)
        });
        self.lines = lines;
        let at = stood.and_then(|(nth, target)| {
            let mut same = self.lines.iter().enumerate().filter(|(_, l)| l.target.as_ref() == Some(&target));
            // Fewer lines may tell of it than did.
            same.clone().nth(nth).or_else(|| same.next()).map(|(at, _)| at)
        });
        match at {
            Some(at) => self.scroll.go(at, self.lines.len(), Lines::height(desk)),
            None => self.step(0, desk),
        }
    }
    /// To the next heading, from the last one to the beginning.
    fn next_section(&mut self, desk: &Desk) {
        let headings = self.lines.iter().enumerate().filter(|(_, l)| l.tone == Tone::Heading);
        // A heading that opens something is a line to stand on itself.
        let mut first = headings.map(|(i, l)| if l.target.is_some() { i } else { i + 1 });
        let next = first.find(|i| *i > self.scroll.at).unwrap_or(0);
        let (len, height) = (self.lines.len(), Lines::height(desk));
        self.scroll.go(usize::MAX, len, height);
        self.scroll.go(next.saturating_sub(1), len, height);
        self.scroll.go(next, len, height);
    }
    /// The act that the line of the cursor tells of.
    pub fn tells_of(&self) -> Option<i64> {
        self.lines.get(self.scroll.at).and_then(|l| l.act)
    }
    /// What Enter opens where the cursor stands.
    pub fn target(&self) -> Option<Target> {
        self.lines.get(self.scroll.at).and_then(|l| l.target.clone())
    }
}
