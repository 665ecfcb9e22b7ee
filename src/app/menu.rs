//! 菜单: whatever can be done on the screen beneath, from the table of keys. For who does not know the keys yet, and for terminals
//! that swallow some. Letters narrow it to what they are the initials of; a digit is its line's, and is taken at once: that of a tab,
//! and of what has no key of its own.

use crate::app::component::{Component, label_of};
use crate::app::desk::Desk;
use crate::app::key::{Code, Key};
use crate::app::keys::{Action, Binding, Place};
use crate::app::line::Edit;
use crate::app::opening::Outcome;
use crate::app::out::Out;
use crate::app::pick::Narrowing;
use crate::domain::people::pinyin;
use crate::domain::text;

/// The menu.
#[derive(Debug)]
pub struct Menu {
    /// What it offers.
    pub items: Vec<Item>,
    /// What of it fits the letters typed.
    pub lines: Narrowing,
}

/// A line of the menu.
#[derive(Debug)]
pub struct Item {
    action: Action,
    /// Its name.
    pub label: &'static str,
    /// What is typed for it: a digit, else the initials of its name.
    pub code: String,
    /// Its key on the screen beneath.
    pub key: Option<Key>,
}

impl Menu {
    /// The menu of a screen, on which some actions work now.
    pub fn of(screen: &dyn Component, works: &dyn Fn(Action) -> bool, desk: &Desk) -> Self {
        let offered = |b: &&'static Binding| b.menu && works(b.action);
        let bindings: Vec<&Binding> = desk.keymap.bindings(screen.place()).filter(offered).collect();
        let own = |b: &Binding| desk.keymap.keys(b).iter().find_map(|key| digit(*key));
        let mut free = ('1'..='9').filter(|free| bindings.iter().all(|b| own(b) != Some(*free)));
        let item = |b: &&'static Binding| {
            let (label, keys) = (label_of(screen, b), desk.keymap.keys(b));
            let digit = own(b).or_else(|| if keys.is_empty() { free.next() } else { None });
            let code = digit.map_or_else(|| pinyin::initials_of(label).to_ascii_lowercase(), String::from);
            Item { action: b.action, label, code, key: keys.iter().find(|key| self::digit(**key).is_none()).copied() }
        };
        let items: Vec<Item> = bindings.iter().map(item).collect();
        Menu { lines: Narrowing::of(items.len()), items }
    }
    fn take(&self, at: Option<usize>, out: &mut Out<'_>) {
        if let Some(item) = at.and_then(|at| self.items.get(at)) {
            out.close_with(Outcome::Chosen(item.action));
        }
    }
}

/// The digit that a key is.
fn digit(key: Key) -> Option<char> {
    match key {
        Key { code: Code::Char(c), ctrl: false } if c.is_ascii_digit() => Some(c),
        _ => None,
    }
}

impl Component for Menu {
    fn place(&self) -> Place {
        Place::Menu
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Accept => self.take(self.lines.under_cursor(), out),
            Action::Leave => out.close(),
            _ => self.lines.act(action, desk),
        }
    }
    fn type_in(&mut self, edit: &Edit, _desk: &Desk, out: &mut Out<'_>) {
        let is_digit = |typed: &str| typed.parse::<u8>().is_ok();
        let called = |at: &&usize, typed: &str| self.items.get(**at).is_some_and(|item| item.code == typed);
        if let Edit::Insert(typed) = edit
            && let typed = text::clean(typed)
            && is_digit(&typed)
            && let Some(at) = self.lines.fitting.iter().find(|at| called(at, &typed))
        {
            return self.take(Some(*at), out);
        }
        self.lines.type_in(edit, self.items.iter().map(|item| item.label));
    }
    fn is_whole(&self) -> bool {
        false
    }
}
