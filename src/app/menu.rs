//! 菜单: whatever can be done on the screen beneath, from the table of keys. For who does not know the keys yet, and for terminals
//! that swallow some. Letters narrow it to what they are the initials of; a digit is its line's, and is taken at once: that of a tab,
//! and of what has no key of its own.

use crate::app::component::{Component, label_of};
use crate::app::desk::{Desk, FRAME};
use crate::app::key::{Code, Key};
use crate::app::keys::{Action, Binding, Place};
use crate::app::line::Edit;
use crate::app::opening::Outcome;
use crate::app::out::Out;
use crate::app::pick;
use crate::app::scroll::Scroll;
use crate::domain::people::pinyin;
use crate::domain::text;

/// The menu.
#[derive(Debug)]
pub struct Menu {
    /// What it offers.
    items: Vec<Item>,
    /// What fits the letters typed, by its place among the items.
    fitting: Vec<usize>,
    /// The cursor among what fits.
    pub scroll: Scroll,
    /// The letters typed.
    pub typed: String,
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
        Menu { fitting: (0..items.len()).collect(), items, scroll: Scroll::default(), typed: String::new() }
    }
    /// What is seen of it, beginning with the best.
    pub fn lines(&self) -> Vec<&Item> {
        self.fitting.iter().filter_map(|at| self.items.get(*at)).collect()
    }
    /// How many lines it has where nothing is typed.
    pub fn whole(&self) -> usize {
        self.items.len()
    }
    fn take(&self, at: usize, out: &mut Out<'_>) {
        if let Some(item) = self.lines().get(at) {
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
            Action::Accept => self.take(self.scroll.at, out),
            Action::Leave => out.close(),
            _ => self.scroll.act(action, self.fitting.len(), desk.lines_but(FRAME)),
        }
    }
    fn type_in(&mut self, edit: &Edit, _desk: &Desk, out: &mut Out<'_>) {
        let is_digit = |typed: &str| typed.parse::<u8>().is_ok();
        if let Edit::Insert(typed) = edit
            && let typed = text::clean(typed)
            && is_digit(&typed)
            && let Some(at) = self.lines().iter().position(|item| item.code == typed)
        {
            return self.take(at, out);
        }
        self.fitting = pick::narrowed(&mut self.typed, edit, self.items.iter().map(|item| item.label));
        self.scroll = Scroll::default();
    }
    fn is_whole(&self) -> bool {
        false
    }
}
