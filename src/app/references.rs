//! What refers to a division: its record, and register by register how many records name it or what lies in it. Enter opens them as a list.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::filters::{Filters, Picked};
use crate::app::keys::{Action, Place};
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::opening::Opening;
use crate::app::out::Out;
use crate::app::page::{Lines, PageLine, Tone};
use crate::app::waiting::{Heard, Waiting};
use crate::domain::text::grouped;
use crate::register::places::division::DIVISION;
use crate::register::places::territory::{DivisionLine, Naming};

/// The page.
#[derive(Debug)]
pub struct References {
    /// The division.
    of: DivisionLine,
    /// What names it, once it was counted.
    found: Option<Vec<Naming>>,
    /// The page as lines.
    pub lines: Lines,
    asked: Waiting,
}

/// Lines above the registers: the record of the division, and the heads.
const ABOVE: usize = 2;

impl References {
    /// Of a division.
    pub fn of(of: DivisionLine, out: &mut Out<'_>) -> Self {
        let asked = Waiting::on(Want::Naming(of.code.clone()), out);
        References { of, found: None, lines: Lines::default(), asked }
    }
    /// What the screen is called.
    pub fn title(&self) -> String {
        format!("{} {}", self.of.name, self.of.code)
    }
    fn lay(&mut self, desk: &Desk) {
        let head =
            PageLine::new(Tone::Heading).cell(28, "填着它的登记").number(12, "全部").number(12, "现有").cell(0, "");
        let mut lines = vec![PageLine::text(Tone::Strong, "区划登记").opens(DIVISION.name, self.of.key), head];
        match &self.found {
            None if self.asked.is_on() => lines.push(PageLine::text(Tone::Quiet, "正在数…")),
            None => lines.push(PageLine::text(Tone::Quiet, "没有数出来, 可刷新重数。")),
            Some(found) if found.is_empty() => lines.push(PageLine::text(Tone::Quiet, "没有登记填着它。")),
            Some(found) => lines.extend(found.iter().map(|naming| {
                let numbers = [naming.all, naming.standing].map(grouped);
                let [all, standing] = numbers;
                PageLine::new(Tone::Plain)
                    .cell(28, naming.label.clone())
                    .number(12, all)
                    .number(12, standing)
                    .cell(0, format!(" {}", naming.register.unit))
            })),
        }
        self.lines.lines = lines;
        self.lines.step(0, desk);
    }
    /// What the line of the cursor counts.
    fn naming(&self) -> Option<&Naming> {
        self.found.as_ref()?.get(self.lines.scroll.at.checked_sub(ABOVE)?)
    }
    /// The list that the line of the cursor counts: one of the tabs', where the register has one that is filtered by the field.
    fn list(&self) -> Option<Opening> {
        let naming = self.naming().filter(|naming| naming.register.filters.contains(&naming.field.col))?;
        let picked = Picked {
            col: naming.field.col,
            label: naming.field.label,
            code: self.of.code.clone(),
            shown: self.of.name.clone(),
        };
        let filters = Filters { picked: vec![picked], sort: None };
        Some(Opening::List(naming.register, Box::new(filters)))
    }
}

impl Component for References {
    fn place(&self) -> Place {
        Place::References
    }
    fn can(&self, action: Action, _desk: &Desk) -> bool {
        action != Action::Open || self.lines.target().is_some() || self.list().is_some()
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Open => {
                let record = self.lines.target().and_then(|target| target.opening("区划"));
                record.or_else(|| self.list()).into_iter().for_each(|opening| out.open(opening));
            }
            Action::Refresh => self.refresh(desk, out),
            Action::Leave => out.close(),
            _ => self.lines.act(action, desk),
        }
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, out: &mut Out<'_>) -> bool {
        let heard = self.asked.hears(ticket, reply);
        if heard == Heard::Answer {
            match reply {
                Reply::Naming(found) => self.found = Some(found.clone()),
                Reply::Refused(slips) => out.tell(Notice::slips(slips)),
                _ => {}
            }
            self.lay(desk);
        }
        heard != Heard::Another
    }
    fn abandon(&mut self, out: &mut Out<'_>) {
        self.asked.drop(out);
    }
    fn resized(&mut self, desk: &Desk, _out: &mut Out<'_>) {
        self.lay(desk);
    }
    fn refresh(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.asked.ask(Want::Naming(self.of.code.clone()), out);
        self.lay(desk);
    }
}
