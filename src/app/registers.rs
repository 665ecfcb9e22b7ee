//! A tab of lists side by side, one of them open, each with its figures: 城市低保, 农村低保, 临时救助.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::list::List;
use crate::app::msg::{Reply, Ticket};
use crate::app::opening::{Opening, Outcome};
use crate::app::out::Out;
use crate::app::scroll::Scroll;
use crate::app::voiding::{Settled, Voiding};
use crate::register::bureau::act::ACT;
use crate::register::core::acts::{ActRow, How};
use crate::register::{Input, Register};

/// Lists side by side.
#[derive(Debug)]
pub struct Registers {
    /// The lists, from left to right.
    pub lists: Vec<List>,
    /// Which one is open.
    pub current: usize,
    /// The keys go to the figures beside the list.
    pub on_panel: bool,
    voiding: Voiding,
}

impl Registers {
    /// With these lists, the first one open.
    pub fn new(lists: Vec<List>) -> Self {
        Registers { lists, current: 0, on_panel: false, voiding: Voiding::default() }
    }
    /// The open list.
    pub fn list(&self) -> &List {
        &self.lists[self.current]
    }
    fn list_mut(&mut self) -> &mut List {
        &mut self.lists[self.current]
    }
    fn go_to(&mut self, at: usize, desk: &Desk, out: &mut Out<'_>) {
        self.current = at;
        let list = self.list_mut();
        if list.is_read() {
            return list.fit(desk, out);
        }
        list.start(desk, out);
        list.count_and_sum(desk, out);
    }
    fn open_selected(&mut self, edit: bool, out: &mut Out<'_>) {
        let list = self.list();
        if let (Some(register), Some(row)) = (list.register(), list.window.selected()) {
            out.open(Opening::Record { register, key: row.key, edit });
        }
    }
}

impl Component for Registers {
    fn place(&self) -> Place {
        if self.on_panel { Place::Panel } else { Place::List }
    }

    fn can(&self, action: Action, desk: &Desk) -> bool {
        let list = self.list();
        let selected = list.window.selected().is_some();
        let by_form = list.register().is_some_and(|r| r.input == Input::Form);
        match action {
            Action::New => by_form && !desk.read_only,
            Action::Edit | Action::Void => by_form && selected && !desk.read_only,
            Action::Open => self.on_panel || selected,
            Action::Panel => !list.panel.lines.is_empty(),
            _ => true,
        }
    }

    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        if self.on_panel && !matches!(action, Action::Refresh | Action::Print) {
            self.on_panel = self.list_mut().panel.act(action, desk, out);
            return;
        }
        match action {
            Action::First => self.list_mut().to_first(desk, out),
            Action::Last => self.list_mut().to_last(desk, out),
            Action::Left if self.current > 0 => self.go_to(self.current - 1, desk, out),
            Action::Right if self.current + 1 < self.lists.len() => self.go_to(self.current + 1, desk, out),
            Action::Panel => self.on_panel = true,
            Action::Open => self.open_selected(false, out),
            Action::Edit => self.open_selected(true, out),
            Action::New => {
                if let Some(register) = self.list().register() {
                    let fixed = self.list().spec.fixed.iter().map(|(col, code)| (*col, (*code).to_owned()));
                    out.open(Opening::new(register, fixed.collect(), None));
                }
            }
            Action::Void => {
                let called = self.list().called();
                self.voiding.start(called, out);
            }
            Action::Filter => {
                let list = self.list();
                if let Some(register) = list.register() {
                    let now = Box::new(list.filters.clone());
                    out.open(Opening::Filter { register, cols: list.spec.filters, now });
                }
            }
            Action::Refresh => self.list_mut().reread(desk, out),
            Action::Print => {
                let list = self.list();
                out.open(Opening::Print { reports: list.spec.reports, standing: list.paper(desk) });
            }
            _ => {
                if let Some(by) = Scroll::by(action, List::height(desk)) {
                    self.list_mut().step(by, desk, out);
                }
            }
        }
    }

    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, out: &mut Out<'_>) -> bool {
        if let Some(settled) = self.voiding.take(ticket, reply, out) {
            if settled == Settled::Voided {
                self.list_mut().reread(desk, out);
            }
            return true;
        }
        self.lists.iter_mut().any(|list| list.answer(ticket, reply, desk, out))
    }

    fn decided(&mut self, outcome: Outcome, desk: &Desk, out: &mut Out<'_>) {
        match outcome {
            Outcome::Saved(key) => self.list_mut().show_row(key, desk, out),
            // The cursor goes to what stands again.
            Outcome::Undone(undoing) => {
                let register = self.list().register();
                let again = |row: &&ActRow| row.how == How::Restored && Some(row.place.register) == register;
                if let Some(row) = undoing.rows.iter().find(again) {
                    self.list_mut().show_row(row.place.row, desk, out);
                }
            }
            Outcome::Filters(filters) => self.list_mut().filter(filters, desk, out),
            Outcome::Reason(why) => {
                let list = self.list();
                if let (Some(register), Some(key)) = (list.register(), list.window.selected().map(|row| row.key)) {
                    self.voiding.go_on(register, key, why, out);
                }
            }
            _ => {}
        }
    }

    fn tells_of(&self) -> Option<i64> {
        let list = self.list();
        let selected = list.window.selected().filter(|_| !self.on_panel && list.register() == Some(&ACT));
        selected.map(|row| row.key)
    }

    fn neighbour(&mut self, step: i8, desk: &Desk, out: &mut Out<'_>) -> Option<i64> {
        let list = self.list_mut();
        let before = list.window.selected().map(|r| r.key);
        list.step(isize::from(step), desk, out);
        list.window.selected().map(|r| r.key).filter(|key| Some(*key) != before)
    }

    fn resized(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.list_mut().fit(desk, out);
    }

    fn refresh(&mut self, desk: &Desk, out: &mut Out<'_>) {
        let list = self.list_mut();
        if list.count.is_none() { list.count_and_sum(desk, out) } else { list.reread(desk, out) }
    }

    fn explains(&self) -> Option<&'static Register> {
        self.list().register()
    }
}
