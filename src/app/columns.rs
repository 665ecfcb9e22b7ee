//! 栏目: which columns a list shows, and in which order. All that it can show stand one beneath the other, those that are shown first.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::line::Edit;
use crate::app::notice::Notice;
use crate::app::opening::Outcome;
use crate::app::out::Out;
use crate::app::pick;
use crate::app::scroll::Scroll;
use crate::register::{ListColumn, Register};

/// 栏目.
#[derive(Debug)]
pub struct ColumnsDialog {
    /// The columns, and whether each is shown.
    pub lines: Vec<(ListColumn, bool)>,
    /// The cursor.
    pub scroll: Scroll,
    register: &'static Register,
    typed: String,
}

impl ColumnsDialog {
    /// The columns that are shown now, and what else the list can show.
    pub fn new(register: &'static Register, shown: &[ListColumn]) -> Self {
        let (scroll, typed) = Default::default();
        ColumnsDialog { lines: lines(register, shown), scroll, register, typed }
    }
    /// Lines of it that are seen.
    pub fn height(desk: &Desk) -> usize {
        desk.lines_but(4)
    }
    fn step(&mut self, by: isize, desk: &Desk) {
        self.scroll.step(by, self.lines.len(), ColumnsDialog::height(desk));
    }
    /// Moves the column of the cursor among the others.
    fn carry(&mut self, by: isize, desk: &Desk) {
        let to = self.scroll.at.saturating_add_signed(by).min(self.lines.len().saturating_sub(1));
        self.lines.swap(self.scroll.at, to);
        self.step(by, desk);
    }
    fn accept(&self, out: &mut Out<'_>) {
        let shown: Vec<ListColumn> = self.lines.iter().filter(|line| line.1).map(|line| line.0).collect();
        if shown.is_empty() {
            return out.tell(Notice::slip("至少要显示一栏"));
        }
        // Those of the register are what is shown where nothing was chosen.
        let is_usual = shown == self.register.list;
        out.close_with(Outcome::Columns(if is_usual { Vec::new() } else { shown }));
    }
}

fn lines(register: &'static Register, shown: &[ListColumn]) -> Vec<(ListColumn, bool)> {
    let others = register.columns().iter().filter(|column| shown.iter().all(|c| c.path != column.path));
    shown.iter().map(|column| (*column, true)).chain(others.map(|column| (*column, false))).collect()
}

impl Component for ColumnsDialog {
    fn place(&self) -> Place {
        Place::Columns
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        self.typed.clear();
        match action {
            Action::Show => {
                if let Some(line) = self.lines.get_mut(self.scroll.at) {
                    line.1 = !line.1;
                }
                self.step(1, desk);
            }
            Action::Left => self.carry(-1, desk),
            Action::Right => self.carry(1, desk),
            Action::Clear => {
                *self = ColumnsDialog::new(self.register, self.register.list);
            }
            Action::Accept => self.accept(out),
            Action::Leave => out.close(),
            _ => self.scroll.act(action, self.lines.len(), ColumnsDialog::height(desk)),
        }
    }
    fn type_in(&mut self, edit: &Edit, desk: &Desk, _out: &mut Out<'_>) {
        let labels = self.lines.iter().map(|line| line.0.label);
        if let Some(at) = pick::by_letters(&mut self.typed, edit, labels) {
            self.scroll.go(at, self.lines.len(), ColumnsDialog::height(desk));
        }
    }
    fn is_whole(&self) -> bool {
        false
    }
}
