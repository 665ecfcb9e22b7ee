//! 筛选: the dialog in which is chosen what of a list is shown and in which order. Filters are declared with the list; the sort is
//! by any field that stands in the list.

use crate::app::choice::{self, Choice, Item};
use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::filters::{Filters, Picked};
use crate::app::keys::{Action, Place};
use crate::app::line::Edit;
use crate::app::notice::Notice;
use crate::app::opening::Outcome;
use crate::app::out::Out;
use crate::register::{Kind, Register};

/// 筛选: one choice a line.
#[derive(Debug)]
pub struct FilterDialog {
    /// The choices.
    pub lines: Vec<FilterLine>,
    /// The line that has the keys.
    pub at: usize,
}

/// A line of the dialog.
#[derive(Debug)]
pub struct FilterLine {
    /// The field, or the path to it; `None` is the order.
    pub col: Option<&'static str>,
    /// Its name.
    pub label: &'static str,
    /// What can be chosen.
    pub choice: Choice,
}

impl FilterDialog {
    /// The dialog of a list, with what is chosen now.
    pub fn new(register: &'static Register, cols: &[&'static str], now: &Filters, desk: &Desk) -> Self {
        let fields = cols.iter().filter_map(|col| Some((*col, register.field_at(col)?)));
        let mut lines: Vec<FilterLine> = fields
            .map(|(col, field)| {
                let chosen = now.picked.iter().find(|p| p.col == col).map_or("", |p| p.code.as_str());
                let mut items = vec![Item::new("", "全部")];
                if let Kind::Code(codes) = field.kind {
                    items.extend(codes.groups.iter().map(|g| Item::new(g.code, g.label)));
                }
                items.extend(choice::items(field.kind, desk));
                // A town also stands for all that lies in it.
                let label = if field.kind == Kind::Division { "街道村(居)" } else { field.label };
                FilterLine { col: Some(col), label, choice: Choice::new(items, chosen) }
            })
            .collect();
        lines.push(FilterLine { col: None, label: "排序", choice: orders(register, now) });
        FilterDialog { lines, at: 0 }
    }
    /// What fits no item is no filter: it is said, and nothing is dropped.
    fn point_out(&mut self, out: &mut Out<'_>) {
        if let Some((at, line)) = self.lines.iter().enumerate().find(|(_, l)| l.choice.is_astray()) {
            let typed = crate::domain::text::safe(line.choice.typed.text().trim());
            out.tell(Notice::slip(format!("{}没有“{typed}”这一项: 改写, 或按退格取消", line.label)));
            self.at = at;
        }
    }
    fn filters(&self, register_sort: impl Fn(&str) -> Option<(&'static str, bool)>) -> Filters {
        let mut filters = Filters::default();
        for line in &self.lines {
            let Some(item) = line.choice.chosen().filter(|i| !i.code.is_empty()) else { continue };
            match line.col {
                Some(col) => filters.picked.push(Picked {
                    col,
                    label: line.label,
                    code: item.code.clone(),
                    shown: item.label.clone(),
                }),
                None => filters.sort = register_sort(&item.code),
            }
        }
        filters
    }
}

/// The orders a list can have: its own, and each of its plain columns up or down.
fn orders(register: &'static Register, now: &Filters) -> Choice {
    let mut items = vec![Item::new("", "原来的顺序")];
    for column in register.list.iter().filter(|c| register.field(c.path).is_some()) {
        items.push(Item::new(format!("+{}", column.path), format!("{}从小到大", column.label)));
        items.push(Item::new(format!("-{}", column.path), format!("{}从大到小", column.label)));
    }
    let code = now.sort.map_or(String::new(), |(col, down)| format!("{}{col}", if down { '-' } else { '+' }));
    Choice::new(items, &code)
}

/// Reads `-case_no` back; the column is one of the registers' declared ones.
fn sort_of(code: &str) -> Option<(&'static str, bool)> {
    let (down, col) = (code.starts_with('-'), code.get(1..)?);
    let fields = crate::register::ALL.iter().flat_map(|e| e.register.fields);
    fields.map(|f| f.col).find(|c| *c == col).map(|c| (c, down))
}

impl Component for FilterDialog {
    fn place(&self) -> Place {
        Place::Filter
    }
    fn act(&mut self, action: Action, _desk: &Desk, out: &mut Out<'_>) {
        let n = self.lines.len().max(1);
        match action {
            Action::Next => self.at = (self.at + 1) % n,
            Action::Back => self.at = (self.at + n - 1) % n,
            Action::Up | Action::Down => {
                if let Some(line) = self.lines.get_mut(self.at) {
                    line.choice.step(if action == Action::Up { -1 } else { 1 });
                }
            }
            Action::Clear => {
                if let Some(line) = self.lines.get_mut(self.at) {
                    line.choice.clear();
                }
            }
            Action::Accept if self.lines.iter().any(|l| l.choice.is_astray()) => self.point_out(out),
            Action::Accept => out.close_with(Outcome::Filters(self.filters(sort_of))),
            Action::Leave => out.close(),
            _ => {}
        }
    }
    fn type_in(&mut self, edit: &Edit, _desk: &Desk, _out: &mut Out<'_>) {
        let Some(line) = self.lines.get_mut(self.at) else { return };
        match edit {
            Edit::Home | Edit::End => line.choice.to_end(*edit == Edit::End),
            _ => line.choice.type_in(edit),
        }
    }
    fn is_whole(&self) -> bool {
        false
    }
}
