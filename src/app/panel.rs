//! The figures beside a list, for the month of the business date, and the main one of them month by month. Each can be opened to the
//! rows behind it.

use crate::app::desk::Desk;
use crate::app::keys::Action;
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::opening::Opening;
use crate::app::out::Out;
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::figure::months::{Course, Monthly};
use crate::figure::panel::{COURSE, course};
use crate::figure::{PanelLine, Quantity};

/// A number of what filters leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickedLine {
    /// 户, 人, 金额 ….
    pub label: String,
    /// As it is shown.
    pub number: String,
    /// Its unit.
    pub unit: &'static str,
}

/// The figures of a list.
#[derive(Debug)]
pub struct Panel {
    /// What they are.
    pub lines: &'static [PanelLine],
    /// Their values, in the same order; empty until they have been computed.
    numbers: Vec<Quantity>,
    /// The figure that is told month by month.
    pub main: Option<PanelLine>,
    /// For which months, the latest first.
    pub months: Vec<Month>,
    /// Its values, in the order of the months; empty until they have been computed.
    past: Vec<Quantity>,
    /// Where the cursor is: on one of the lines, after them on the line of bars, after that on one of the months.
    pub at: usize,
    asked: [Option<Ticket>; 2],
}

impl Panel {
    /// Without values yet.
    pub fn new(lines: &'static [PanelLine]) -> Self {
        let (numbers, past, months) = Default::default();
        Panel { lines, numbers, main: course(lines), months, past, at: 0, asked: [None; 2] }
    }
    /// Asks for the values; those of past months after those of this one.
    pub fn ask(&mut self, desk: &Desk, out: &mut Out<'_>) {
        let Some(main) = self.main else { return };
        let month = desk.month();
        self.months = (0..COURSE).map(|back| month.plus(-back)).collect();
        let now = self.lines.iter().map(|line| (line, month));
        let past = self.months.iter().map(|month| (&main, *month));
        let put = |(line, month): (&PanelLine, Month)| (line.measure, line.when.window(month));
        // What nobody waits for any more is not begun.
        self.drop(out);
        self.asked = [now.map(put).collect(), past.map(put).collect()].map(|asked| Some(out.ask(Want::Panel(asked))));
    }
    /// Nobody waits for what is still to come.
    pub fn drop(&self, out: &mut Out<'_>) {
        self.asked.into_iter().flatten().for_each(|ticket| out.drop(ticket));
    }
    /// Takes an answer, if it is its own.
    pub fn answer(&mut self, ticket: Ticket, reply: &Reply) -> bool {
        let Some(which) = self.asked.iter().position(|asked| *asked == Some(ticket)) else { return false };
        self.asked[which] = None;
        if let Reply::Numbers(numbers) = reply {
            [&mut self.numbers, &mut self.past][which].clone_from(numbers);
        }
        true
    }
    /// The figure under the cursor, and the month for which it is told.
    fn selected(&self, desk: &Desk) -> Option<(PanelLine, Month)> {
        match self.at.checked_sub(self.lines.len() + 1) {
            None => self.lines.get(self.at).map(|line| (*line, desk.month())),
            Some(nth) => self.main.zip(self.months.get(nth).copied()),
        }
    }
    /// What Enter opens: the months of the line of bars, else the rows behind a number.
    fn opening(&self, desk: &Desk) -> Option<Opening> {
        if self.at == self.lines.len() {
            let months = self.months.iter().rev().copied().collect();
            return self.main.map(|line| Opening::Months(Monthly { line, months }));
        }
        self.selected(desk).map(|(line, month)| Opening::Rows(line, month))
    }
    /// A key while the figures have the keys. Says whether they keep them.
    pub fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) -> bool {
        match action {
            Action::Up => self.step(-1),
            Action::Down => self.step(1),
            Action::PageUp | Action::First => self.step(isize::MIN),
            Action::PageDown | Action::Last => self.step(isize::MAX),
            Action::Open => {
                self.tell(out);
                self.opening(desk).into_iter().for_each(|opening| out.open(opening));
            }
            Action::Panel | Action::Leave => return false,
            _ => {}
        }
        if matches!(action, Action::Up | Action::Down) {
            self.tell(out);
        }
        true
    }
    /// What is to be said of a number.
    pub fn slip(&self, at: usize) -> Option<Slip> {
        let number = |at: usize| self.numbers.get(at).map(|n| n.sum);
        let above = at.checked_sub(1).and_then(number).unwrap_or(0);
        self.lines.get(at)?.slip(number(at)?, above)
    }
    fn tell(&self, out: &mut Out<'_>) {
        if let Some(slip) = self.slip(self.at) {
            out.tell(Notice::slip(format!("{}: {}", slip.severity.label(), slip.text)));
        }
    }
    /// Moves the cursor.
    fn step(&mut self, by: isize) {
        let last = if self.main.is_some() { self.lines.len() + self.months.len() } else { 0 };
        self.at = self.at.saturating_add_signed(by).min(last);
    }
    /// The value of a line as it is shown; `…` while it is being computed.
    pub fn shown(&self, at: usize) -> String {
        self.lines.get(at).map_or_else(String::new, |line| told(line, self.numbers.get(at)))
    }
    /// That of the main line in one of the months.
    pub fn shown_of(&self, nth: usize) -> String {
        self.main.map_or_else(String::new, |line| told(&line, self.past.get(nth)))
    }
}

impl Panel {
    /// The numbers of the months seen together, the latest first; none until they have been computed.
    pub fn course(&self) -> Option<Course> {
        let line = self.main.filter(|_| !self.past.is_empty())?;
        Some(Course::of(&self.past, line.unit))
    }
}

fn told(line: &PanelLine, number: Option<&Quantity>) -> String {
    number.map_or_else(|| "…".to_owned(), |number| number.told(line.unit))
}
