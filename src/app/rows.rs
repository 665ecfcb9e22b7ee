//! The rows behind a figure. They add up to it; each can be opened.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::msg::{Behind, Reply, Ticket, Want};
use crate::app::opening::Opening;
use crate::app::out::Out;
use crate::app::scroll::Scroll;
use crate::domain::month::Month;
use crate::figure::paper::{Drilled, Paper};
use crate::figure::{PanelLine, Quantity, Row, When};
use crate::register;

/// The rows behind a figure.
#[derive(Debug)]
pub struct Rows {
    /// The figure.
    pub line: PanelLine,
    /// The month from which its window is seen.
    pub month: Month,
    /// Its window, in words.
    pub when: String,
    /// The rows, once they are there.
    pub behind: Option<Behind>,
    /// The cursor; the rows of a ratio's lower part follow those of the upper one.
    pub scroll: Scroll,
    asked: Ticket,
}

impl Rows {
    /// Asks for the rows behind a figure of a panel.
    pub fn behind(line: PanelLine, month: Month, out: &mut Out<'_>) -> Self {
        let asked = out.ask(Want::Rows(line.measure, line.when.window(month)));
        let when = match line.when {
            When::Year => format!("{}年1月至{}", month.year(), month.zh()),
            _ => month.zh(),
        };
        Rows { line, month, when, behind: None, scroll: Scroll::default(), asked }
    }
    /// All rows, those of both parts of a ratio.
    pub fn all(&self) -> Vec<&Row> {
        let Some(behind) = &self.behind else { return Vec::new() };
        behind.rows.iter().chain(behind.per.iter().flatten()).collect()
    }
    /// The row under the cursor.
    pub fn selected(&self) -> Option<&Row> {
        self.all().get(self.scroll.at).copied()
    }
    /// What the rows add up to, shown as on the panel.
    pub fn sum(&self) -> String {
        let Some(behind) = &self.behind else { return "…".to_owned() };
        let add = |rows: &[Row]| rows.iter().map(|r| r.adds).sum::<i64>();
        let number = Quantity { sum: add(&behind.rows), over: behind.per.as_deref().map(add) };
        number.told(self.line.unit)
    }
    /// What a row adds, shown.
    pub fn adds(&self, at: usize, row: &Row) -> String {
        let upper = self.behind.as_ref().is_none_or(|b| at < b.rows.len());
        let unit = self.line.unit;
        if upper && unit.fen_decimals() > 0 {
            Quantity::of(row.adds).told(unit)
        } else {
            crate::domain::text::grouped(row.adds)
        }
    }
    /// The rows, to be printed.
    fn paper(&self) -> Paper {
        let line = self.line;
        let (label, when) = (line.label.trim().to_owned(), self.when.clone());
        Paper::Rows(Drilled {
            label,
            when,
            measure: line.measure,
            window: line.when.window(self.month),
            unit: line.unit,
        })
    }
    /// Rows that are seen: all of the body but title and heads.
    pub fn height(desk: &Desk) -> usize {
        desk.lines_but(2)
    }
    fn step(&mut self, by: isize, desk: &Desk) {
        let len = self.all().len();
        self.scroll.step(by, len, Rows::height(desk));
    }
}

impl Component for Rows {
    fn place(&self) -> Place {
        Place::Rows
    }
    fn can(&self, action: Action, desk: &Desk) -> bool {
        let register = self.selected().and_then(|r| register::find(r.opens.0)).map(|e| e.register);
        match action {
            Action::Open => register.is_some(),
            Action::Edit => register.is_some_and(|r| r.input == register::Input::Form) && !desk.read_only,
            _ => true,
        }
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Open | Action::Edit => {
                let Some((register, key)) = self.selected().map(|row| row.opens) else { return };
                if (register, action) == ("person", Action::Open) {
                    out.open(Opening::Person(key));
                } else if let Some(record) = Opening::record(register, key, action == Action::Edit) {
                    out.open(record);
                }
            }
            Action::Print => out.open(Opening::Print { reports: &[], standing: vec![self.paper()] }),
            Action::Refresh => self.refresh(desk, out),
            Action::Leave => out.close(),
            _ => {
                let len = self.all().len();
                self.scroll.act(action, len, Rows::height(desk));
            }
        }
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, _out: &mut Out<'_>) -> bool {
        if self.asked != ticket {
            return false;
        }
        if let Reply::Rows(behind) = reply {
            self.behind = Some(behind.clone());
            self.step(0, desk);
        }
        true
    }
    fn neighbour(&mut self, step: i8, desk: &Desk, _out: &mut Out<'_>) -> Option<i64> {
        let (before, register) = (self.scroll.at, self.selected()?.opens.0);
        self.step(isize::from(step), desk);
        // A ratio's rows are of two registers; the opened record cannot become one of the other.
        match self.selected().filter(|r| self.scroll.at != before && r.opens.0 == register) {
            Some(row) => Some(row.opens.1),
            None => {
                self.scroll.at = before;
                None
            }
        }
    }
    fn resized(&mut self, desk: &Desk, _out: &mut Out<'_>) {
        self.step(0, desk);
    }
    fn refresh(&mut self, _desk: &Desk, out: &mut Out<'_>) {
        self.asked = out.ask(Want::Rows(self.line.measure, self.line.when.window(self.month)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::panel::panel;

    #[test]
    fn months_paid_are_counted_and_money_is_shown_in_yuan() {
        let lines = || panel("tekun").iter();
        let shown = |line: PanelLine, adds: i64| -> String {
            let month = Month::new(2021, 12).unwrap();
            let row = Row {
                register: "payment",
                key: 1,
                opens: ("payment", 1),
                town: None,
                label: String::new(),
                parts: <[String; 3]>::default(),
                adds,
            };
            let rows =
                Rows { line, month, when: String::new(), behind: None, scroll: Scroll::default(), asked: Ticket(0) };
            rows.adds(0, &row)
        };
        let months = lines().find(|l| l.label.contains("集中人次")).unwrap();
        assert_eq!(shown(*months, 1), "1");
        let money = lines().find(|l| l.label.contains("本月发放")).unwrap();
        assert_eq!(shown(*money, 78_000), "780.00");
    }
}
