//! The tree of divisions with their people and cases counted, the first of what stands in 区划地名. A branch opens and closes.

use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::list::List;
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::opening::{Opening, Outcome};
use crate::app::out::Out;
use crate::app::pane::Pane;
use crate::app::panel::Panel;
use crate::app::scroll::Scroll;
use crate::domain::division_code::town_of;
use crate::figure::paper::Paper;
use crate::register::places::division::DIVISION;
use crate::register::places::territory::Territory;
use crate::register::{CensusLine, DivisionLine, Register};
use chrono::NaiveDate;

/// The tree.
#[derive(Debug)]
pub struct Tree {
    /// The cursor over the lines that are seen.
    pub scroll: Scroll,
    /// The divisions of the day with their counts, once they have been read.
    territory: Option<Territory>,
    /// Another day than the business date.
    other_day: Option<NaiveDate>,
    /// How many divisions there are.
    pub panel: Panel,
    /// Codes of the closed branches.
    closed: Vec<String>,
    asked: Option<Ticket>,
}

impl Default for Tree {
    fn default() -> Self {
        Tree {
            scroll: Scroll::default(),
            territory: None,
            other_day: None,
            panel: Panel::new(crate::figure::panel("division")),
            closed: Vec::new(),
            asked: None,
        }
    }
}

impl Tree {
    /// The day that is shown.
    pub fn day(&self, desk: &Desk) -> NaiveDate {
        self.other_day.unwrap_or(desk.day)
    }
    /// The lines of the tree as it is opened and closed; those of before stand until others have been read.
    pub fn lines<'d>(&'d self, desk: &'d Desk) -> Vec<&'d DivisionLine> {
        let all = self.territory.as_ref().map_or(&desk.divisions, |read| &read.divisions);
        let hidden =
            |d: &DivisionLine| d.level == "village" && town_of(&d.code).is_some_and(|town| self.is_closed(&town));
        all.iter().filter(|d| d.code.len() == 12 && !hidden(d)).collect()
    }
    /// Whether a branch is closed.
    pub fn is_closed(&self, code: &str) -> bool {
        self.closed.iter().any(|c| c == code)
    }
    /// The counts of a division.
    pub fn counts(&self, code: &str) -> Option<&CensusLine> {
        self.territory.as_ref()?.census.iter().find(|c| c.code == code)
    }
    fn here<'d>(&'d self, desk: &'d Desk) -> Option<&'d DivisionLine> {
        self.lines(desk).get(self.scroll.at).copied()
    }
    fn step(&mut self, by: isize, desk: &Desk) {
        let len = self.lines(desk).len();
        self.scroll.step(by, len, List::height(desk));
    }
    fn go_to(&mut self, code: &str, desk: &Desk) {
        let lines = self.lines(desk);
        let (at, len) = (lines.iter().position(|d| d.code == code), lines.len());
        if let Some(at) = at {
            self.scroll.go(at, len, List::height(desk));
        }
    }
    /// A branch closes; from a village, and from a closed branch, one goes up.
    fn close(&mut self, desk: &Desk) {
        let Some(here) = self.here(desk).cloned() else { return };
        match here.level.as_str() {
            "township" if !self.is_closed(&here.code) => self.closed.push(here.code.clone()),
            "village" => self.go_to(&town_of(&here.code).unwrap_or_default(), desk),
            "township" => self.step(isize::MIN, desk),
            _ => {}
        }
    }
    /// A closed branch opens; says whether it was one.
    fn open(&mut self, desk: &Desk) -> bool {
        let Some(here) = self.here(desk).cloned() else { return false };
        let closed = self.closed.len();
        self.closed.retain(|c| *c != here.code);
        self.closed.len() < closed
    }
}

impl Pane for Tree {
    fn place(&self) -> Place {
        Place::Tree
    }
    fn label(&self) -> &'static str {
        "区划"
    }
    fn register(&self) -> Option<&'static Register> {
        Some(&DIVISION)
    }
    fn panel(&self) -> &Panel {
        &self.panel
    }
    fn panel_mut(&mut self) -> &mut Panel {
        &mut self.panel
    }
    fn selected(&self, desk: &Desk) -> Option<i64> {
        self.here(desk).map(|d| d.key)
    }
    fn called(&self, desk: &Desk) -> String {
        self.here(desk).map_or_else(String::new, |d| format!("{} {} {}", DIVISION.label, d.code, d.name))
    }
    fn is_read(&self) -> bool {
        self.asked.is_some() || self.territory.is_some()
    }
    fn fit(&mut self, desk: &Desk, _out: &mut Out<'_>) {
        self.step(0, desk);
    }
    fn refresh(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.panel.ask(desk, out);
        self.asked = Some(out.ask(Want::Census(self.day(desk))));
    }
    fn reread(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.refresh(desk, out);
    }
    fn show_row(&mut self, _key: i64, _desk: &Desk, _out: &mut Out<'_>) {}
    fn turns(&mut self, action: Action, desk: &Desk) -> bool {
        if action == Action::Right {
            return self.open(desk);
        }
        self.close(desk);
        true
    }
    fn opens(&mut self, desk: &Desk, out: &mut Out<'_>) -> bool {
        let here = self.here(desk).cloned();
        here.into_iter().for_each(|here| out.open(Opening::References(here)));
        true
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        if action == Action::Filter {
            return out.open(Opening::Day(self.day(desk)));
        }
        let len = self.lines(desk).len();
        self.scroll.act(action, len, List::height(desk));
    }
    fn decided(&mut self, outcome: Outcome, desk: &Desk, out: &mut Out<'_>) {
        if let Outcome::Day(day) = outcome {
            self.other_day = Some(day).filter(|day| *day != desk.day);
            self.asked = Some(out.ask(Want::Census(day)));
        }
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, _out: &mut Out<'_>) -> bool {
        if self.asked != Some(ticket) {
            return self.panel.answer(ticket, reply);
        }
        self.asked = None;
        if let Reply::Census(territory) = reply {
            self.territory = Some(territory.as_ref().clone());
            self.step(0, desk);
        }
        true
    }
    fn papers(&self, _desk: &Desk) -> (&'static [&'static str], Vec<Paper>) {
        (&["division-month", "month-end"], Vec::new())
    }
}
