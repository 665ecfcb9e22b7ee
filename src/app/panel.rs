//! The figures beside a list, for the month of the business date. Each can be opened to the rows behind it.

use crate::app::desk::Desk;
use crate::app::keys::Action;
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::opening::Opening;
use crate::app::out::Out;
use crate::app::scroll::Scroll;
use crate::domain::slip::Slip;
use crate::figure::{PanelLine, Quantity};

/// The figures of a list.
#[derive(Debug)]
pub struct Panel {
    /// What they are.
    pub lines: &'static [PanelLine],
    /// Their values, in the same order; empty until they have been computed.
    pub numbers: Vec<Quantity>,
    /// The cursor.
    pub scroll: Scroll,
    asked: Option<Ticket>,
}

impl Panel {
    /// Without values yet.
    pub fn new(lines: &'static [PanelLine]) -> Self {
        Panel { lines, numbers: Vec::new(), scroll: Scroll::default(), asked: None }
    }
    /// Asks for the values.
    pub fn ask(&mut self, desk: &Desk, out: &mut Out<'_>) {
        if !self.lines.is_empty() {
            let questions = self.lines.iter().map(|l| (l.measure, l.when.window(desk.month()))).collect();
            self.asked = Some(out.ask(Want::Panel(questions)));
        }
    }
    /// Takes an answer, if it is its own.
    pub fn answer(&mut self, ticket: Ticket, reply: &Reply) -> bool {
        if self.asked != Some(ticket) {
            return false;
        }
        self.asked = None;
        if let Reply::Numbers(numbers) = reply {
            self.numbers.clone_from(numbers);
        }
        true
    }
    /// The figure under the cursor.
    fn selected(&self) -> Option<&'static PanelLine> {
        self.lines.get(self.scroll.at)
    }
    /// A key while the figures have the keys. Says whether they keep them.
    pub fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) -> bool {
        let height = usize::from(desk.body_height());
        match action {
            Action::Up => self.step(-1, height),
            Action::Down => self.step(1, height),
            Action::PageUp | Action::First => self.step(isize::MIN, height),
            Action::PageDown | Action::Last => self.step(isize::MAX, height),
            Action::Open => {
                self.tell(out);
                if let Some(line) = self.selected() {
                    out.open(Opening::Rows(line));
                }
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
        if let Some(slip) = self.slip(self.scroll.at) {
            out.tell(Notice::slip(format!("{}: {}", slip.severity.label(), slip.text)));
        }
    }
    /// Moves the cursor.
    fn step(&mut self, by: isize, height: usize) {
        self.scroll.step(by, self.lines.len(), height.saturating_sub(2));
    }
    /// A value as it is shown; `…` while it is being computed.
    pub fn shown(&self, at: usize) -> String {
        match (self.lines.get(at), self.numbers.get(at)) {
            (Some(line), Some(number)) => number.told(line.unit),
            _ => "…".to_owned(),
        }
    }
}
