//! A field that refers to another record: what is offered while it is typed, and entering the record where the office has none,
//! without leaving the form.

use crate::app::choice::{Choice, Item};
use crate::app::desk::Desk;
use crate::app::form::fields::FormCell;
use crate::app::form::judge::{ENTERS, NOBODY, UNKNOWN, entered};
use crate::app::form::parts::target;
use crate::app::form::state::{At, Form, FormLine, Pending};
use crate::app::msg::Want;
use crate::app::out::Out;
use crate::app::sought;
use crate::domain::people::id_number::IdNumber;
use crate::domain::slip::Slip;
use crate::register::core::lookup::Offer;
use crate::register::{Kind, Register};

/// As many as are offered at a time.
const OFFERED: u16 = 8;

impl Form {
    /// The register that the field of the cursor refers to, where a clerk may enter a record of it.
    pub(super) fn referred(&self, desk: &Desk) -> Option<&'static Register> {
        let cell = self.cell_at_cursor().filter(|c| self.editing && !desk.read_only && c.is_open())?;
        let Kind::Ref(name) = cell.field.kind else { return None };
        entered(name)
    }

    /// On a field whose text names nothing the list opens again.
    pub(super) fn offers_again(&mut self, out: &mut Out<'_>) {
        let Some(cell) = self.cell_at_cursor().filter(|_| self.editing && self.waits.finding.is_none()) else { return };
        let is_unknown = cell.slips.iter().any(|slip| UNKNOWN.contains(&slip.code));
        if is_unknown && cell.field.kind.refers() && self.choice.is_none() {
            self.ask_offers(out);
        }
    }

    /// Asks what a text that is being typed may refer to.
    pub(super) fn ask_offers(&mut self, out: &mut Out<'_>) {
        self.choice = None;
        let Some(cell) = self.cell_at_cursor() else { return };
        let text = cell.line.text().to_owned();
        let wanted = !text.trim().is_empty();
        self.waits.finding = wanted.then(|| out.ask(Want::Offer(cell.field.kind, text, OFFERED)));
    }

    /// Records found for a reference being typed. One that is named whole is taken; of others the clerk may choose one with the
    /// arrow keys, or type on. A whole number that is nobody's is said at once.
    pub(super) fn take_offers(&mut self, offers: &[Offer]) {
        let Some(cell) = self.field_at_cursor().and_then(|i| self.cells.get_mut(i)) else { return };
        cell.found = offers.first().filter(|o| o.is_whole).map(|o| (o.key, o.label.clone()));
        self.choice = None;
        if cell.found.is_some() {
            return;
        }
        if offers.is_empty() {
            cell.unknown = target(cell).is_some() && IdNumber::parse(cell.line.text().trim()).is_ok();
            cell.slips.extend(nobody(cell));
            return;
        }
        let items = offers.iter().map(|o| Item::new(format!("#{}", o.key), o.label.clone())).collect();
        self.choice = Some(Choice::open(items));
    }

    /// The record that a field should refer to: filled in in its place, where that can be; else in a form of its own, and saved, it is
    /// taken.
    pub(super) fn enter_referred(&mut self, register: &'static Register, desk: &Desk, out: &mut Out<'_>) {
        let Some(i) = self.field_at_cursor() else { return };
        if self.part_in(i).is_none() && self.cells.get(i).is_some_and(|cell| target(cell).is_some()) {
            return self.enter_in_place(i, desk, out);
        }
        let Some(cell) = self.cells.get(i) else { return };
        let typed = if cell.is_named() || cell.found.is_some() { "" } else { cell.line.text() };
        let opening = sought::new_record(register, typed, desk.day);
        self.choice = None;
        self.pending = Pending::Referred(i);
        out.open(opening);
    }

    /// A record is filled in in the place of a reference; what was named there makes way.
    fn enter_in_place(&mut self, i: usize, desk: &Desk, out: &mut Out<'_>) {
        self.choice = None;
        if let Some(cell) = self.cells.get_mut(i).filter(|cell| cell.is_named() || cell.found.is_some()) {
            cell.choose("");
        }
        self.in_place(|form| form.unfold(i, desk));
        if let Some(at) = self.part_in(i).and_then(|part| self.first_open(part)) {
            self.put_cursor(at, desk);
        }
        self.ask_check(out);
    }
    /// The line of the first field of a part, and of what is filled in in it, in which nothing stands.
    fn first_open(&self, part: usize) -> Option<usize> {
        let rows = self.parts_at(At::Row(part)).collect::<Vec<usize>>();
        let is_in = |at: At| matches!(at, At::In(i) if self.cells.get(i).is_some_and(|cell| rows.contains(&cell.part)));
        let own = |p: usize| p == part || rows.contains(&p) || self.parts.get(p).is_some_and(|p| is_in(p.at));
        let is_open = |line: &FormLine| match line {
            FormLine::Field(i) => self.cells.get(*i).is_some_and(|cell| own(cell.part) && cell.line.is_blank()),
            _ => false,
        };
        self.lines().iter().position(is_open)
    }

    /// Whether somebody who is looked up can be brought back to the field of the cursor.
    pub(super) fn picks(&self) -> bool {
        let cell = self.cell_at_cursor().filter(|cell| self.editing && cell.is_open());
        cell.is_some_and(|cell| cell.field.kind == Kind::Ref("person"))
    }

    /// The record that was entered for a field, or looked up.
    pub(super) fn take_referred(&mut self, i: usize, key: i64, desk: &Desk, out: &mut Out<'_>) {
        if let Some(cell) = self.cells.get_mut(i) {
            cell.choose(&format!("#{key}"));
            cell.visited = true;
        }
        self.enter_field(desk);
        self.ask_check(out);
    }
}

/// A whole ID number that names nobody, or is none.
fn nobody(cell: &FormCell) -> Option<Slip> {
    let text = cell.line.text().trim();
    if cell.field.kind != Kind::Ref("person")
        || text.chars().count() < 18
        || !text.starts_with(|c: char| c.is_numeric())
    {
        return None;
    }
    let told = match IdNumber::parse(text) {
        Ok(_) => format!("没有登记过这个身份证号: {ENTERS}此人"),
        Err(fault) => fault.to_string(),
    };
    Some(Slip::error(NOBODY, told).at(cell.field.col))
}
