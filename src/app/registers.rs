//! A tab of what stands side by side, one of it open, each with its figures: 城市低保, 农村低保, 临时救助; 区划, 地名.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::filters::Filters;
use crate::app::keys::{Action, Place};
use crate::app::list::List;
use crate::app::lists::{self, ListSpec};
use crate::app::msg::{Reply, Ticket};
use crate::app::opening::{Opening, Outcome};
use crate::app::out::Out;
use crate::app::pane::Pane;
use crate::app::tree::Tree;
use crate::app::voiding::{Settled, Voiding};
use crate::register::core::acts::{ActRow, How};
use crate::register::core::deeds;
use crate::register::{Input, Register};

/// What stands in a tab.
#[derive(Debug)]
pub enum Beside {
    /// A list of a register.
    List(Box<List>),
    /// The tree of divisions.
    Tree(Box<Tree>),
}

impl Beside {
    /// What all have in common.
    pub fn pane(&self) -> &dyn Pane {
        match self {
            Beside::List(list) => list.as_ref(),
            Beside::Tree(tree) => tree.as_ref(),
        }
    }
    fn pane_mut(&mut self) -> &mut dyn Pane {
        match self {
            Beside::List(list) => list.as_mut(),
            Beside::Tree(tree) => tree.as_mut(),
        }
    }
}

/// Lists, and the tree, side by side.
#[derive(Debug)]
pub struct Registers {
    /// From left to right.
    pub all: Vec<Beside>,
    /// Which one is open.
    pub current: usize,
    /// The keys go to the figures beside it.
    pub on_panel: bool,
    /// When each of them was read last, by [`Desk::saves`].
    read_at: Vec<u64>,
    voiding: Voiding,
}

impl Registers {
    /// With these lists, after the tree where it is given; the first one open.
    pub fn new(tree: Option<Tree>, lists: impl IntoIterator<Item = &'static ListSpec>) -> Self {
        let tree = tree.map(|tree| Beside::Tree(Box::new(tree)));
        let lists = lists.into_iter().map(|spec| Beside::List(Box::new(List::new(spec))));
        Registers::beside(tree.into_iter().chain(lists).collect(), 0)
    }
    /// One list by itself, with what is shown of it: as in its tab, where it stands in one as it is.
    pub fn alone(register: &'static Register, filters: Filters, desk: &Desk, out: &mut Out<'_>) -> Self {
        let of_tab = lists::of_work().find(|spec| spec.register == register.name && spec.fixed.is_empty());
        let bare = ListSpec { filters: register.filters, ..ListSpec::new(register.label, register.name) };
        let list = List::filtered(of_tab.unwrap_or(&bare), filters, desk, out);
        Registers::beside(vec![Beside::List(Box::new(list))], desk.saves)
    }
    fn beside(all: Vec<Beside>, read_at: u64) -> Self {
        let read_at = vec![read_at; all.len()];
        Registers { all, current: 0, on_panel: false, read_at, voiding: Voiding::default() }
    }
    /// The open one.
    pub fn open(&self) -> &Beside {
        &self.all[self.current]
    }
    /// The same as what all are.
    pub fn pane(&self) -> &dyn Pane {
        self.open().pane()
    }
    fn pane_mut(&mut self) -> &mut dyn Pane {
        self.all[self.current].pane_mut()
    }
    fn go_to(&mut self, at: usize, desk: &Desk, out: &mut Out<'_>) {
        self.current = at;
        if self.fit(desk, out) || self.is_behind(desk) {
            self.bring_up(desk, out);
        }
    }
    /// Reads what is seen of the open one, where it has not been; says whether nothing of it had.
    fn fit(&mut self, desk: &Desk, out: &mut Out<'_>) -> bool {
        let is_new = !self.pane().is_read();
        if is_new {
            self.read_at[self.current] = desk.saves;
        }
        self.pane_mut().fit(desk, out);
        is_new
    }
    /// Whether something was written since the open one was read.
    fn is_behind(&self, desk: &Desk) -> bool {
        self.read_at[self.current] != desk.saves
    }
    /// Asks for what the open one has not read yet, or reads again what may have changed since.
    fn bring_up(&mut self, desk: &Desk, out: &mut Out<'_>) {
        let is_behind = self.is_behind(desk);
        self.read_at[self.current] = desk.saves;
        let pane = self.pane_mut();
        if is_behind { pane.reread(desk, out) } else { pane.refresh(desk, out) }
    }
    /// To the neighbour on one side, unless the open one has another use for the key.
    fn turn(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        let to = if action == Action::Left { self.current.checked_sub(1) } else { Some(self.current + 1) };
        if !self.pane_mut().turns(action, desk)
            && let Some(to) = to.filter(|to| *to < self.all.len())
        {
            self.go_to(to, desk, out);
        }
    }
    fn open_selected(&mut self, edit: bool, desk: &Desk, out: &mut Out<'_>) {
        let pane = self.pane();
        if let (Some(register), Some(key)) = (pane.register(), pane.selected(desk)) {
            out.open(Opening::Record { register, key, edit });
        }
    }
}

impl Component for Registers {
    fn place(&self) -> Place {
        if self.on_panel { Place::Panel } else { self.pane().place() }
    }

    fn can(&self, action: Action, desk: &Desk) -> bool {
        let pane = self.pane();
        let selected = pane.selected(desk).is_some();
        let by_form = pane.register().is_some_and(|r| r.input == Input::Form);
        match action {
            Action::New => by_form && !desk.read_only,
            Action::Edit | Action::Void => by_form && selected && !desk.read_only,
            Action::Open => self.on_panel || selected,
            Action::Panel => !pane.panel().lines.is_empty(),
            Action::Deal => selected && pane.register().is_some_and(deeds::may) && !desk.read_only,
            Action::Mark | Action::MarkTo | Action::MarkAll | Action::Frequency | Action::Clear => pane.can(action),
            _ => true,
        }
    }

    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        if self.on_panel && !matches!(action, Action::Refresh | Action::Print) {
            self.on_panel = self.pane_mut().panel_mut().act(action, desk, out);
            return;
        }
        match action {
            Action::Left | Action::Right => self.turn(action, desk, out),
            Action::Panel => self.on_panel = true,
            Action::Open if self.pane_mut().opens(desk, out) => {}
            Action::Open | Action::Edit => self.open_selected(action == Action::Edit, desk, out),
            Action::New => {
                if let Some(register) = self.pane().register() {
                    out.open(Opening::new(register, self.pane().begins(), None));
                }
            }
            Action::Void => {
                let pane = self.pane();
                if let (Some(register), Some(key)) = (pane.register(), pane.selected(desk)) {
                    let called = pane.called(desk);
                    self.voiding.start((register, key), called, out);
                }
            }
            Action::Deal => {
                let pane = self.pane();
                if let (Some(register), Some(key)) = (pane.register(), pane.selected(desk)) {
                    out.open(Opening::Deeds(register, key, Vec::new()));
                }
            }
            Action::Leave if self.pane().is_under_way() => self.pane_mut().act(action, desk, out),
            // The first of a tab is left with the program.
            Action::Leave => out.close(),
            Action::Refresh => self.pane_mut().reread(desk, out),
            Action::Print => {
                let (reports, standing) = self.pane().papers(desk);
                out.open(Opening::Print { reports, standing });
            }
            _ => self.pane_mut().act(action, desk, out),
        }
    }

    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, out: &mut Out<'_>) -> bool {
        if let Some(settled) = self.voiding.take(ticket, reply, out) {
            if settled == Settled::Voided {
                self.bring_up(desk, out);
            }
            return true;
        }
        self.all.iter_mut().any(|beside| beside.pane_mut().answer(ticket, reply, desk, out))
    }

    fn decided(&mut self, outcome: Outcome, desk: &Desk, out: &mut Out<'_>) {
        match outcome {
            Outcome::Saved(key) => self.pane_mut().show_row(key, desk, out),
            // The cursor goes to what stands again.
            Outcome::Undone(undoing) => {
                let register = self.pane().register();
                let again = |row: &&ActRow| row.how == How::Restored && Some(row.place.register) == register;
                if let Some(row) = undoing.rows.iter().find(again) {
                    self.pane_mut().show_row(row.place.row, desk, out);
                }
            }
            Outcome::Reason(why) => {
                let pane = self.pane();
                if let (Some(register), Some(key)) = (pane.register(), pane.selected(desk)) {
                    self.voiding.go_on(register, key, why, out);
                }
            }
            other => self.pane_mut().decided(other, desk, out),
        }
    }

    fn abandon(&mut self, out: &mut Out<'_>) {
        self.all.iter_mut().for_each(|beside| beside.pane_mut().abandon(out));
    }

    fn is_under_way(&self) -> bool {
        self.pane().is_under_way() && !self.on_panel
    }

    fn tells_of(&self) -> Option<i64> {
        self.pane().tells_of().filter(|_| !self.on_panel)
    }

    fn neighbour(&mut self, step: i8, desk: &Desk, out: &mut Out<'_>) -> Option<i64> {
        let before = self.pane().selected(desk);
        let pane = self.pane_mut();
        pane.act(if step < 0 { Action::Up } else { Action::Down }, desk, out);
        pane.selected(desk).filter(|key| Some(*key) != before)
    }

    fn resized(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.fit(desk, out);
    }

    fn refresh(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.bring_up(desk, out);
    }

    fn explains(&self) -> Option<&'static Register> {
        self.pane().register()
    }
}
