//! 筛选: the dialog in which is chosen what of a list is shown and in which order. Filters are declared with the list; the sort is
//! by any field that stands in the list.

use crate::app::choice::{self, Choice, Item};
use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::filters::{Filters, Picked};
use crate::app::keys::{Action, Place};
use crate::app::line::Edit;
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::opening::Outcome;
use crate::app::out::Out;
use crate::domain::month::Month;
use crate::domain::{brief, date};
use crate::register::{Field, Kind, Register};
use chrono::NaiveDate;

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
    /// The field, or the path to it, and what may stand in it; `None` is the order.
    pub col: Option<(&'static str, Kind)>,
    /// Its name.
    pub label: &'static str,
    /// What can be chosen.
    pub choice: Choice,
    /// The office is asked for the records that can be chosen.
    waits: Option<Ticket>,
}

impl FilterLine {
    /// A field with what is chosen now. Records that it may refer to are asked for.
    fn of(
        (col, field): (&'static str, &'static Field),
        picked: Option<&Picked>,
        desk: &Desk,
        out: &mut Out<'_>,
    ) -> Self {
        let chosen = picked.map_or("", |p| p.code.as_str());
        let mut items = vec![Item::new("", "全部")];
        if let Kind::Code(codes) = field.kind {
            items.extend(codes.groups.iter().map(|g| Item::new(g.code, g.label)));
        }
        items.extend(match field.kind {
            Kind::Date | Kind::Month => months(desk.day),
            kind => choice::items(kind, desk),
        });
        if let Some(day) = meant(field.kind, chosen, desk.day).filter(|day| items.iter().all(|i| i.code != day.code)) {
            items.push(day);
        }
        // A town also stands for all that lies in it.
        let label = if field.kind == Kind::Division { "街道村(居)" } else { field.label };
        let waits = field.kind.refers().then(|| {
            items.extend(picked.map(|p| Item::new(p.code.clone(), p.shown.clone())));
            out.ask(Want::Offer(field.kind, String::new(), OFFERED + 1))
        });
        FilterLine { col: Some((col, field.kind)), label, choice: Choice::new(items, chosen), waits }
    }
    /// Takes what is typed. A day or a month typed in any way is one that can be chosen.
    fn type_in(&mut self, edit: &Edit, day: NaiveDate) {
        self.choice.type_in(edit);
        let typed = self.choice.typed.text();
        if let Some(item) = self.col.and_then(|(_, kind)| meant(kind, typed, day)) {
            self.choice.take(item);
        }
    }
}

/// So many records are offered; that there are more is said.
const OFFERED: u16 = 100;

/// The months that are offered for a date: the present one and the year before it.
fn months(day: NaiveDate) -> Vec<Item> {
    (0..=12).map(|back| of_month(Month::of(day).plus(-back))).collect()
}

fn of_month(month: Month) -> Item {
    Item::new(month.to_string(), month.zh())
}

/// The day or the month that a text means, for a field that has one; a date is also chosen by its month.
fn meant(kind: Kind, typed: &str, day: NaiveDate) -> Option<Item> {
    let of_day = |day: NaiveDate| Item::new(day.to_string(), day.to_string());
    match kind {
        Kind::Date => {
            let whole = date::parse(typed).ok().or_else(|| brief::day_meant(typed, day, false));
            whole.map(of_day).or_else(|| Month::parse(typed).map(of_month))
        }
        Kind::Month => Month::parse(typed).or_else(|| brief::month_meant(typed, day)).map(of_month),
        _ => None,
    }
}

impl FilterDialog {
    /// The dialog of a list, with what is chosen now.
    pub fn new(
        register: &'static Register,
        cols: &[&'static str],
        now: &Filters,
        desk: &Desk,
        out: &mut Out<'_>,
    ) -> Self {
        let fields = cols.iter().filter_map(|col| Some((*col, register.field_at(col)?)));
        let mut lines: Vec<FilterLine> = fields
            .map(|(col, field)| FilterLine::of((col, field), now.picked.iter().find(|p| p.col == col), desk, out))
            .collect();
        lines.push(FilterLine { col: None, label: "排序", choice: orders(register, now), waits: None });
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
                Some((col, _)) => filters.picked.push(Picked {
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
    let is_plain = |path| register.field(path).is_some_and(|f| f.kind != Kind::Tally);
    for column in register.list.iter().filter(|c| is_plain(c.path)) {
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
    fn type_in(&mut self, edit: &Edit, desk: &Desk, _out: &mut Out<'_>) {
        let Some(line) = self.lines.get_mut(self.at) else { return };
        match edit {
            Edit::Home | Edit::End => line.choice.to_end(*edit == Edit::End),
            _ => line.type_in(edit, desk.day),
        }
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, _desk: &Desk, out: &mut Out<'_>) -> bool {
        let Some(line) = self.lines.iter_mut().find(|l| l.waits == Some(ticket)) else { return false };
        line.waits = None;
        if let Reply::Offers(offers) = reply {
            let most = usize::from(OFFERED);
            let records = offers.iter().take(most).map(|o| Item::new(o.key.to_string(), o.label.clone()));
            line.choice.offer([Item::new("", "全部")].into_iter().chain(records).collect());
            if offers.len() > most {
                out.tell(Notice::done(format!("{}很多, 只列出前 {OFFERED} 个", line.label)));
            }
        }
        true
    }
    fn is_whole(&self) -> bool {
        false
    }
}
