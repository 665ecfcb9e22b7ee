//! 区划地名: the tree of divisions with their people and cases counted. A branch opens and closes; Enter opens the record.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::opening::Opening;
use crate::app::out::Out;
use crate::app::panel::Panel;
use crate::app::scroll::Scroll;
use crate::register::{self, CensusLine, DivisionLine, Register};

/// The tree.
#[derive(Debug)]
pub struct Places {
    /// The cursor over the lines that are seen.
    pub scroll: Scroll,
    /// Counts, by code.
    pub census: Vec<CensusLine>,
    /// How many divisions there are.
    pub panel: Panel,
    /// The keys go to the figures.
    pub on_panel: bool,
    /// Codes of the closed branches.
    closed: Vec<String>,
    asked: Option<Ticket>,
}

impl Default for Places {
    fn default() -> Self {
        Places {
            scroll: Scroll::default(),
            census: Vec::new(),
            panel: Panel::new(crate::figure::panel("division")),
            on_panel: false,
            closed: Vec::new(),
            asked: None,
        }
    }
}

impl Places {
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
    /// Rows that are seen: all of the body but the heads.
    pub fn height(desk: &Desk) -> usize {
        usize::from(desk.body_height().saturating_sub(1).max(1))
    }
    fn selected<'d>(&self, desk: &'d Desk) -> Option<&'d DivisionLine> {
        self.lines(desk).get(self.scroll.at).copied()
    }
    fn step(&mut self, by: isize, desk: &Desk) {
        let len = self.lines(desk).len();
        self.scroll.step(by, len, Places::height(desk));
    }
    fn go_to(&mut self, code: &str, desk: &Desk) {
        let lines = self.lines(desk);
        if let Some(at) = lines.iter().position(|d| d.code == code) {
            self.scroll.go(at, lines.len(), Places::height(desk));
        }
    }
    fn close(&mut self, desk: &Desk) {
        let Some(here) = self.selected(desk) else { return };
        match here.level.as_str() {
            "township" if !self.is_closed(&here.code) => self.closed.push(here.code.clone()),
            "village" => self.go_to(&format!("{}000", here.code.get(..9).unwrap_or_default()), desk),
            "township" => self.step(isize::MIN, desk),
            _ => {}
        }
    }
    fn open(&mut self, desk: &Desk) {
        if let Some(here) = self.selected(desk) {
            self.closed.retain(|c| *c != here.code);
        }
    }
}

fn register() -> Option<&'static Register> {
    register::find("division").map(|e| e.register)
}

impl Component for Places {
    fn place(&self) -> Place {
        if self.on_panel { Place::Panel } else { Place::Tree }
    }
    fn can(&self, action: Action, desk: &Desk) -> bool {
        match action {
            Action::New => !desk.read_only && register().is_some(),
            Action::Edit => !desk.read_only && self.selected(desk).is_some(),
            Action::Open => self.on_panel || self.selected(desk).is_some(),
            Action::Print => false,
            _ => true,
        }
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        if self.on_panel && action != Action::Refresh {
            self.on_panel = self.panel.act(action, desk, out);
            return;
        }
        match action {
            Action::Panel => self.on_panel = true,
            Action::Left => self.close(desk),
            Action::Right => self.open(desk),
            Action::Open | Action::Edit => {
                if let (Some(register), Some(here)) = (register(), self.selected(desk)) {
                    out.open(Opening::Record { register, key: here.key, edit: action == Action::Edit });
                }
            }
            Action::New => {
                if let Some(register) = register() {
                    out.open(Opening::new(register, Vec::new(), None));
                }
            }
            Action::Refresh => self.refresh(desk, out),
            _ => {
                let len = self.lines(desk).len();
                self.scroll.act(action, len, Places::height(desk));
            }
        }
    }
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
    fn neighbour(&mut self, step: i8, desk: &Desk, _out: &mut Out<'_>) -> Option<i64> {
        let before = self.scroll.at;
        self.step(isize::from(step), desk);
        self.selected(desk).filter(|_| self.scroll.at != before).map(|d| d.key)
    }
    fn resized(&mut self, desk: &Desk, _out: &mut Out<'_>) {
        self.step(0, desk);
    }
    fn refresh(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.panel.ask(desk, out);
        self.asked = Some(out.ask(Want::Census));
    }
    fn explains(&self) -> Option<&'static Register> {
        register()
    }
}
