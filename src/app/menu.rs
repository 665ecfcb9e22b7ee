//! 菜单: what can be done on the screen beneath, from the table of keys. For who does not know the keys yet, and for terminals
//! that swallow some.

use crate::app::component::{Component, label_of};
use crate::app::desk::Desk;
use crate::app::key::Key;
use crate::app::keys::{Action, Binding, Place};
use crate::app::line::Edit;
use crate::app::opening::Outcome;
use crate::app::out::Out;
use crate::app::pick;
use crate::app::scroll::Scroll;

/// The menu.
#[derive(Debug)]
pub struct Menu {
    /// What it offers: the action, its name, its first key.
    pub items: Vec<(Action, &'static str, Option<Key>)>,
    /// The cursor.
    pub scroll: Scroll,
    /// The letters typed to go to a line.
    typed: String,
}

impl Menu {
    /// The menu of a screen, on which some actions work now.
    pub fn of(screen: &dyn Component, works: &dyn Fn(Action) -> bool, desk: &Desk) -> Self {
        let offered = |b: &&'static Binding| b.menu && works(b.action);
        let bindings = desk.keymap.bindings(screen.place()).filter(offered);
        let items = bindings.map(|b| (b.action, label_of(screen, b), desk.keymap.keys(b).first().copied())).collect();
        Menu { items, scroll: Scroll::default(), typed: String::new() }
    }
    /// Rows of it that are seen.
    pub fn height(desk: &Desk) -> usize {
        usize::from(desk.body_height().saturating_sub(2).max(1))
    }
}

impl Component for Menu {
    fn place(&self) -> Place {
        Place::Menu
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        let height = Menu::height(desk);
        let mut step = |by| self.scroll.step(by, self.items.len(), height);
        match action {
            Action::Up => step(-1),
            Action::Down => step(1),
            Action::PageUp | Action::First => step(isize::MIN),
            Action::PageDown | Action::Last => step(isize::MAX),
            Action::Accept => {
                if let Some((action, _, _)) = self.items.get(self.scroll.at) {
                    out.close_with(Outcome::Chosen(*action));
                }
            }
            Action::Leave => out.close(),
            _ => {}
        }
    }
    fn type_in(&mut self, edit: &Edit, desk: &Desk, _out: &mut Out<'_>) {
        if let Some(at) = pick::by_letters(&mut self.typed, edit, self.items.iter().map(|(_, label, _)| *label)) {
            self.scroll.go(at, self.items.len(), Menu::height(desk));
        }
    }
    fn is_whole(&self) -> bool {
        false
    }
}
