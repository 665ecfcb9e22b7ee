//! 分布 by what: a dialog with all that the rows of a list can be counted by. What is counted most stands first: places, then the columns
//! in their order.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::filters::Tallying;
use crate::app::keys::{Action, Place};
use crate::app::line::Edit;
use crate::app::opening::Opening;
use crate::app::out::Out;
use crate::app::pick;
use crate::app::scroll::Scroll;
use crate::register::core::frequency::{By, Together};
use crate::register::{Kind, Query, Register};

/// The dialog.
#[derive(Debug)]
pub struct ByDialog {
    /// What can be counted by: one column, or a place in another.
    pub lines: Vec<(String, Vec<By>)>,
    /// The cursor.
    pub scroll: Scroll,
    of: Tallying,
    typed: String,
}

impl ByDialog {
    /// For a list as it stands.
    pub fn of(of: Tallying) -> Self {
        let (scroll, typed) = Default::default();
        ByDialog { lines: lines(&of.list.query), scroll, of, typed }
    }
    /// Lines of it that are seen.
    pub fn height(desk: &Desk) -> usize {
        desk.lines_but(4)
    }
}

/// Places with what lies in them, codes, then what else is shown, then what else there is.
fn lines(query: &Query) -> Vec<(String, Vec<By>)> {
    let register = query.register;
    let shown = query.columns().iter().map(|column| column.path);
    let mut paths: Vec<&'static str> = Vec::new();
    for path in shown.chain(register.columns().iter().map(|column| column.path)) {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    let rank = |path: &&'static str| match register.field_at(path).map(|field| field.kind) {
        Some(Kind::Division) => 0,
        Some(Kind::Code(_) | Kind::Flag) => 1,
        _ => 2,
    };
    paths.sort_by_key(rank);
    paths.into_iter().flat_map(|path| ways(register, path)).collect()
}

fn ways(register: &'static Register, path: &'static str) -> Vec<(String, Vec<By>)> {
    let mut ways: Vec<(String, Vec<By>)> =
        By::ways(register, path).into_iter().map(|by| (by.called(register), vec![by])).collect();
    if ways.iter().any(|(_, by)| by.iter().any(|by| by.together == Together::Town)) {
        let levels = [Together::Town, Together::Value].map(|together| By { path, together });
        ways.insert(0, (format!("{} 镇街、村居", register.called_at(path)), levels.into()));
    }
    ways
}

impl Component for ByDialog {
    fn place(&self) -> Place {
        Place::By
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        self.typed.clear();
        match action {
            Action::Accept => {
                if let Some((_, by)) = self.lines.get(self.scroll.at) {
                    out.replace(Opening::Frequency(Box::new(self.of.clone()), by.clone()));
                }
            }
            Action::Leave => out.close(),
            _ => self.scroll.act(action, self.lines.len(), ByDialog::height(desk)),
        }
    }
    fn type_in(&mut self, edit: &Edit, desk: &Desk, _out: &mut Out<'_>) {
        if let Some(at) = pick::by_letters(&mut self.typed, edit, self.lines.iter().map(|line| line.0.as_str())) {
            self.scroll.go(at, self.lines.len(), ByDialog::height(desk));
        }
    }
    fn is_whole(&self) -> bool {
        false
    }
}
