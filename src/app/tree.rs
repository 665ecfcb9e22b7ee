//! The tree of divisions with their people and cases counted, the first of what stands in 区划地名. A branch opens and closes.

use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::list::List;
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::opening::Outcome;
use crate::app::out::Out;
use crate::app::pane::Pane;
use crate::app::panel::Panel;
use crate::app::scroll::Scroll;
use crate::figure::paper::Paper;
use crate::register::places::division::DIVISION;
use crate::register::{CensusLine, DivisionLine, Register};

/// The tree.
#[derive(Debug)]
pub struct Tree {
    /// The cursor over the lines that are seen.
    pub scroll: Scroll,
    /// Counts, by code.
    pub census: Vec<CensusLine>,
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
            census: Vec::new(),
            panel: Panel::new(crate::figure::panel("division")),
            closed: Vec::new(),
            asked: None,
        }
    }
}

impl Tree {
    /// The lines of the tree as it is opened and closed.
    pub fn lines<'d>(&self, desk: &'d Desk) -> Vec<&'d DivisionLine> {
        let hidden =
            |d: &DivisionLine| d.level == "village" && self.closed.iter().any(|c| c.get(..9) == d.code.get(..9));
        desk.divisions.iter().filter(|d| d.code.len() == 12 && !hidden(d)).collect()
    }
    /// Whether a branch is closed.
    pub fn is_closed(&self, code: &str) -> bool {
        self.closed.iter().any(|c| c == code)
    }
    /// The counts of a division.
    pub fn counts(&self, code: &str) -> Option<&CensusLine> {
        self.census.iter().find(|c| c.code == code)
    }
    fn here<'d>(&self, desk: &'d Desk) -> Option<&'d DivisionLine> {
        self.lines(desk).get(self.scroll.at).copied()
    }
    fn step(&mut self, by: isize, desk: &Desk) {
        let len = self.lines(desk).len();
        self.scroll.step(by, len, List::height(desk));
    }
    fn go_to(&mut self, code: &str, desk: &Desk) {
        let lines = self.lines(desk);
        if let Some(at) = lines.iter().position(|d| d.code == code) {
            self.scroll.go(at, lines.len(), List::height(desk));
        }
    }
    /// A branch closes; from a village, and from a closed branch, one goes up.
    fn close(&mut self, desk: &Desk) {
        let Some(here) = self.here(desk) else { return };
        match here.level.as_str() {
            "township" if !self.is_closed(&here.code) => self.closed.push(here.code.clone()),
            "village" => self.go_to(&format!("{}000", here.code.get(..9).unwrap_or_default()), desk),
            "township" => self.step(isize::MIN, desk),
            _ => {}
        }
    }
    /// A closed branch opens; says whether it was one.
    fn open(&mut self, desk: &Desk) -> bool {
        let Some(here) = self.here(desk) else { return false };
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
        self.asked.is_some() || !self.census.is_empty()
    }
    fn fit(&mut self, desk: &Desk, _out: &mut Out<'_>) {
        self.step(0, desk);
    }
    fn refresh(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.panel.ask(desk, out);
        self.asked = Some(out.ask(Want::Census));
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
    fn act(&mut self, action: Action, desk: &Desk, _out: &mut Out<'_>) {
        let len = self.lines(desk).len();
        self.scroll.act(action, len, List::height(desk));
    }
    fn decided(&mut self, _outcome: Outcome, _desk: &Desk, _out: &mut Out<'_>) {}
    fn answer(&mut self, ticket: Ticket, reply: &Reply, _desk: &Desk, _out: &mut Out<'_>) -> bool {
        if self.asked != Some(ticket) {
            return self.panel.answer(ticket, reply);
        }
        self.asked = None;
        if let Reply::Census(census) = reply {
            self.census.clone_from(census);
        }
        true
    }
    fn papers(&self, _desk: &Desk) -> (&'static [&'static str], Option<Paper>) {
        (&["month-end"], None)
    }
}
