//! The screens that are open: the first one of each tab, and what lies on that of the tab that is seen.

use crate::app::keys::Place;
use crate::app::out::Out;
use crate::app::screen::Screen;
use crate::app::tabs::{TABS, TabSpec};
use crate::register::Draft;
use crate::register::core::rights::Rights;

/// The open screens.
pub(super) struct Stack {
    /// The tabs in which somebody may look at something, in the order of [`TABS`].
    pub tabs: Vec<&'static TabSpec>,
    /// The first screen of each of them.
    bases: Vec<Screen>,
    /// Which tab.
    tab: usize,
    /// What lies on the tab's first screen.
    above: Vec<Screen>,
}

impl Stack {
    /// The first tab, nothing on it. Whoever may look at nothing has the last one all the same: the office tells him so.
    pub fn new(rights: &Rights) -> Self {
        let opened = TABS.iter().filter_map(|tab| Some((tab, tab.open(rights).ok()?)));
        let (mut tabs, mut bases): (Vec<_>, Vec<_>) = opened.unzip();
        if let Some(last) = TABS.last().filter(|_| tabs.is_empty()) {
            (tabs, bases) = (vec![last], vec![last.open_whole()]);
        }
        Stack { tabs, bases, tab: 0, above: Vec::new() }
    }
    /// Which tab is seen, by its place among them.
    pub fn tab(&self) -> usize {
        self.tab
    }
    /// Another tab is seen: what lay on the present one is gone, and nobody waits for it any more.
    pub fn turn_to_tab(&mut self, tab: usize, out: &mut Out<'_>) {
        self.above.drain(..).for_each(|mut screen| screen.component_mut().abandon(out));
        self.tab = tab;
    }
    /// One more on top.
    pub fn push(&mut self, screen: impl Into<Screen>) {
        self.above.push(screen.into());
    }
    /// The top one goes, and nobody waits for it any more; the first of a tab never does.
    pub fn close(&mut self, out: &mut Out<'_>) {
        self.above.pop().into_iter().for_each(|mut screen| screen.component_mut().abandon(out));
    }
    /// The top one is taken down for a moment.
    pub fn pop(&mut self) -> Option<Screen> {
        self.above.pop()
    }
    /// Whether nothing lies on the tab's first screen.
    pub fn is_bare(&self) -> bool {
        self.above.is_empty()
    }
    /// Whether leaving the top screen is to leave the program.
    pub fn is_at_base(&self) -> bool {
        self.is_bare() && self.top().component().place() != Place::Panel
    }
    /// The screen that has the keys.
    pub fn top(&self) -> &Screen {
        self.above.last().unwrap_or(&self.bases[self.tab])
    }
    /// The same, to be changed.
    pub fn top_mut(&mut self) -> &mut Screen {
        self.above.last_mut().unwrap_or(&mut self.bases[self.tab])
    }
    /// The first screen of the tab.
    pub fn base_mut(&mut self) -> &mut Screen {
        &mut self.bases[self.tab]
    }
    /// The screens of the tab, from the first one to the one on top.
    pub fn of_tab_mut(&mut self) -> impl Iterator<Item = &mut Screen> {
        self.bases.get_mut(self.tab).into_iter().chain(&mut self.above)
    }
    /// The screens of all tabs.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut Screen> {
        self.bases.iter_mut().chain(&mut self.above)
    }
    /// The screens from the one that fills the window to the one on top.
    pub fn layers(&self) -> Vec<&Screen> {
        let mut layers = Vec::new();
        for screen in self.bases.get(self.tab).into_iter().chain(&self.above) {
            if screen.component().is_whole() {
                layers.clear();
            }
            layers.push(screen);
        }
        layers
    }
    /// Whether something typed would be lost if they were closed.
    pub fn is_dirty(&self) -> bool {
        self.above.iter().any(|s| s.component().is_dirty())
    }
    /// What is typed on each of them and not saved, from bottom to top.
    pub fn unfinished(&self) -> impl Iterator<Item = Draft> {
        self.above.iter().filter_map(|s| s.component().unfinished())
    }
}
