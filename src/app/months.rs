//! 近十二个月: a figure of a panel month by month, with bars. Enter on a month opens the rows behind it; it prints with its bars.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::opening::Opening;
use crate::app::out::Out;
use crate::app::scroll::Scroll;
use crate::app::waiting::{Heard, Waiting};
use crate::figure::Quantity;
use crate::figure::months::Monthly;
use crate::figure::paper::Paper;

/// The months of a figure.
#[derive(Debug)]
pub struct Months {
    /// Which figure, and which months.
    pub of: Monthly,
    /// Its numbers, in the order of the months; empty until they have been computed.
    pub numbers: Vec<Quantity>,
    /// The cursor.
    pub scroll: Scroll,
    asked: Waiting,
}

impl Months {
    /// Asks for the numbers; the cursor stands on the latest month.
    pub fn of(of: Monthly, desk: &Desk, out: &mut Out<'_>) -> Self {
        let asked = Waiting::on(want(&of), out);
        let mut months = Months { of, numbers: Vec::new(), scroll: Scroll::default(), asked };
        months.scroll.act(Action::Last, months.of.months.len(), Months::height(desk));
        months
    }
    /// What the screen is called.
    pub fn title(&self) -> String {
        format!("{} 近十二个月", self.of.line.label.trim())
    }
    /// Months that are seen: all of the body but title and heads.
    fn height(desk: &Desk) -> usize {
        desk.lines_but(2)
    }
}

fn want(of: &Monthly) -> Want {
    Want::Panel(of.months.iter().map(|month| (of.line.measure, of.line.when.window(*month))).collect())
}

impl Component for Months {
    fn place(&self) -> Place {
        Place::Rows
    }
    fn can(&self, action: Action, _desk: &Desk) -> bool {
        action != Action::Edit
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Open => {
                if let Some(month) = self.of.months.get(self.scroll.at) {
                    out.open(Opening::Rows(self.of.line, *month));
                }
            }
            Action::Print => out.open(Opening::Print { reports: &[], standing: vec![Paper::Months(self.of.clone())] }),
            Action::Refresh => self.refresh(desk, out),
            Action::Leave => out.close(),
            _ => self.scroll.act(action, self.of.months.len(), Months::height(desk)),
        }
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, _desk: &Desk, _out: &mut Out<'_>) -> bool {
        let heard = self.asked.hears(ticket, reply);
        if let (Heard::Answer, Reply::Numbers(numbers)) = (heard, reply) {
            self.numbers.clone_from(numbers);
        }
        heard != Heard::Another
    }
    fn abandon(&mut self, out: &mut Out<'_>) {
        self.asked.drop(out);
    }
    fn resized(&mut self, desk: &Desk, _out: &mut Out<'_>) {
        self.scroll.step(0, self.of.months.len(), Months::height(desk));
    }
    fn refresh(&mut self, _desk: &Desk, out: &mut Out<'_>) {
        self.asked.ask(want(&self.of), out);
    }
}
