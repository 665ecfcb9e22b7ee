//! The lines of a form from top to bottom, and which of them the cursor may stand on.

use crate::app::form::fields::FormCell;
use crate::app::form::state::{At, Form, FormLine};
use crate::app::scroll::Scroll;
use crate::domain::slip::Slip;
use crate::register::{Need, When};

impl Form {
    /// The lines. While a record is looked at, empty fields are left out; while it is filled in, only those that the program
    /// fills.
    pub fn lines(&self) -> Vec<FormLine> {
        let asked = |c: &FormCell| c.is_open() && self.editing && self.applies(c) != Some(false);
        let told = |c: &FormCell| !c.line.is_blank() && !c.field.is_key();
        let shown = |i: &usize| self.cells.get(*i).is_some_and(|c| (asked(c) || told(c)) && !self.is_folded(c));
        let mut lines = Vec::new();
        let mut heading = None;
        let own = self.cells.iter().filter(|c| c.part == 0).count();
        // What is done is mostly about them.
        if self.doing.is_some() {
            self.parts_at(At::Beside).for_each(|p| self.lines_of_part(p, &mut lines));
        }
        for i in (0..own).filter(shown) {
            let own = self.heading_of(i);
            if own != std::mem::replace(&mut heading, own) && own.is_some() {
                lines.push(FormLine::Heading(i));
            }
            lines.push(FormLine::Field(i));
            self.part_in(i).into_iter().for_each(|p| self.lines_of_part(p, &mut lines));
        }
        if self.cells.iter().any(|c| c.is_open() && self.is_folded(c)) {
            lines.push(FormLine::More);
        }
        let beside = self.parts_at(At::Beside).filter(|_| self.doing.is_none());
        let beside = self.parts_at(At::Row(0)).chain(beside);
        beside.for_each(|p| self.lines_of_part(p, &mut lines));
        for (g, grid) in self.grids.iter().enumerate() {
            let on_form =
                self.parts_at(At::Row(0)).any(|p| self.parts.get(p).is_some_and(|p| p.register == grid.register));
            if on_form || (grid.rows.is_empty() && !self.editing) {
                continue;
            }
            lines.push(FormLine::Title(g));
            lines.push(FormLine::Heads(g));
            lines.extend((0..grid.rows.len()).map(|r| FormLine::Row(g, r)));
            if self.editing && grid.is_open() {
                lines.push(FormLine::Add(g));
            }
        }
        if !self.editing && !self.history.is_empty() {
            lines.push(FormLine::History);
            lines.extend((0..self.history.len()).map(FormLine::Told));
        }
        lines
    }
    /// Whether rows that are lines of their own stand beneath a part.
    pub(super) fn has_rows(&self, part: usize) -> bool {
        part > 0 && self.parts_at(At::Row(part)).next().is_some()
    }
    /// Whether a field stands behind the line of those that are not asked: it says nothing that the clerk has to see.
    fn is_folded(&self, cell: &FormCell) -> bool {
        if self.doing.is_none() || self.unfolded || cell.part > 0 {
            return false;
        }
        let asked = self.parts.first().is_some_and(|own| own.asks.contains(&cell.field.col));
        let lacks = self.needs(cell) && cell.line.is_blank();
        let comes_to =
            cell.field.completed && !self.register.carried.contains(&cell.field.col) && !cell.line.is_blank();
        !(asked || lacks || comes_to || cell.is_typed() || cell.slips.iter().any(Slip::stops))
    }
    /// The lines of a record that is filled in with that of the form: its rows, what they have in common, its own fields.
    fn lines_of_part(&self, part: usize, lines: &mut Vec<FormLine>) {
        lines.push(FormLine::Part(part));
        let rows: Vec<usize> = self.parts_at(At::Row(part)).collect();
        if let Some(first) = rows.first() {
            lines.push(FormLine::Columns(*first));
        }
        for row in &rows {
            lines.extend(self.cells_in_line(*row).into_iter().map(FormLine::Field));
            let nested = self.nested_in_row(*row).into_iter().flat_map(|(_, nested)| self.cells_of(nested));
            let own = nested.filter(|(_, cell)| cell.of_number && !self.is_of_number(cell));
            lines.extend(own.map(|(i, _)| FormLine::Field(i)));
        }
        if let Some((_, nested)) = rows.first().and_then(|first| self.nested_in_row(*first)) {
            let in_line = rows.first().map(|first| self.cells_in_line(*first)).unwrap_or_default();
            let is_common = |cell: &FormCell| cell.field.default.is_none() && !cell.of_number;
            let common = self.cells_of(nested).filter(|(i, cell)| !in_line.contains(i) && is_common(cell));
            lines.extend(common.map(|(i, _)| FormLine::Field(i)));
        }
        for (i, _) in self.cells_of(part).filter(|(_, cell)| !self.is_of_number(cell)) {
            lines.push(FormLine::Field(i));
            self.part_in(i).into_iter().for_each(|p| self.lines_of_part(p, lines));
        }
    }
    /// The reference of a row and the record that is filled in in its place.
    fn nested_in_row(&self, row: usize) -> Option<(usize, usize)> {
        self.cells_of(row).find_map(|(i, _)| Some((i, self.part_in(i)?)))
    }
    /// The fields that stand in the line of a row: who, what the record in that place has of its own, what the row says.
    pub fn cells_in_line(&self, row: usize) -> Vec<usize> {
        let mut cells = Vec::new();
        for (i, cell) in self.cells_of(row) {
            cells.push(i);
            if let Some(nested) = self.part_in(i) {
                let apart = |c: &FormCell| cell.field.alike.contains(&c.field.col) || c.of_number;
                let own = |c: &FormCell| !apart(c) && c.field.default.is_none();
                cells.extend(self.cells_of(nested).filter(|(_, c)| own(c)).map(|(i, _)| i));
            }
        }
        cells
    }
    /// The row in whose line a field stands, and its place there.
    pub fn in_line(&self, i: usize) -> Option<(usize, usize)> {
        let row_of = |part: usize| match self.parts.get(part)?.at {
            At::Row(of) if of > 0 => Some(part),
            At::In(of) => self
                .cells
                .get(of)
                .map(|cell| cell.part)
                .filter(|p| matches!(self.parts.get(*p).map(|p| p.at), Some(At::Row(of)) if of > 0)),
            _ => None,
        };
        let row = row_of(self.cells.get(i)?.part)?;
        self.cells_in_line(row).iter().position(|at| *at == i).map(|at| (row, at))
    }
    /// The heading of the grid in which a field stands.
    pub(super) fn heading_of(&self, field: usize) -> Option<&'static str> {
        self.cells.get(field).and_then(|c| c.field.heading)
    }
    /// Changes what stands in the lines; the cursor stays on its own, whatever appears or goes above it.
    pub(super) fn in_place(&mut self, change: impl FnOnce(&mut Form)) {
        let here = self.line();
        change(self);
        let Some(at) = here.and_then(|here| self.lines().iter().position(|line| *line == here)) else { return };
        let top = self.scroll.top.checked_sub(1).map_or(0, |_| (self.scroll.top + at).saturating_sub(self.scroll.at));
        self.scroll = Scroll { at, top };
    }
    /// Of a field that only some records have: whether this one has it. It is needed then.
    pub fn applies(&self, cell: &FormCell) -> Option<bool> {
        let when = cell.field.when?;
        let other = self.cells.iter().find(|c| c.part == cell.part && c.field.col == when.col)?;
        Some(when.is.contains(&other.line.text().trim()))
    }
    /// What a field is called, as the record stands.
    pub fn label_of(&self, cell: &FormCell) -> &'static str {
        let is = |when: &When| {
            let other = self.cells.iter().find(|c| c.part == cell.part && c.field.col == when.col);
            other.is_some_and(|c| when.is.contains(&c.line.text().trim()))
        };
        cell.field.renamed.filter(|(when, _)| is(when)).map_or(cell.field.label, |(_, label)| label)
    }
    /// Whether the clerk cannot leave a field empty.
    pub fn needs(&self, cell: &FormCell) -> bool {
        let must = cell.field.need == Need::Must && !cell.follows();
        let called_for = cell.field.when.is_some_and(|when| when.needed) && self.applies(cell) == Some(true);
        cell.is_open() && (must || called_for) && self.is_sent(cell.part)
    }
    /// Whether the program fills a field of a new record: with the number that the office gives, or with what follows from others. Not where
    /// the office has nothing to fill it with.
    pub(super) fn is_filled(&self, cell: &FormCell) -> bool {
        let register = self.parts.get(cell.part).map_or(self.register, |part| part.register);
        let is_number = register.serial.is_some_and(|s| s.col == cell.field.col);
        self.key.is_none() && (is_number || cell.follows())
    }
    /// The line of the cursor.
    pub fn line(&self) -> Option<FormLine> {
        self.lines().get(self.scroll.at).copied()
    }
    /// The field of the cursor.
    pub fn field_at_cursor(&self) -> Option<usize> {
        match self.line() {
            Some(FormLine::Field(i)) => Some(i),
            _ => None,
        }
    }
    /// The field of the cursor, with what was typed.
    pub fn cell_at_cursor(&self) -> Option<&FormCell> {
        self.field_at_cursor().and_then(|i| self.cells.get(i))
    }
    /// Whether the cursor may stand on a line: while filling in, only on what the clerk fills.
    pub(super) fn is_stop(&self, line: FormLine) -> bool {
        match line {
            FormLine::Field(i) => !self.editing || self.cells.get(i).is_some_and(FormCell::is_open),
            FormLine::Part(_) | FormLine::Columns(_) => false,
            FormLine::Title(_) | FormLine::Heading(_) | FormLine::Heads(_) | FormLine::History => false,
            FormLine::Row(..) | FormLine::Add(_) | FormLine::More | FormLine::Told(_) => true,
        }
    }
    /// The stop at or after (or before) a line.
    pub(super) fn stop_from(&self, from: usize, forward: bool) -> Option<usize> {
        let lines = self.lines();
        let is_stop = |i: &usize| lines.get(*i).is_some_and(|l| self.is_stop(*l));
        if forward {
            (from..lines.len()).find(is_stop)
        } else {
            (0..=from.min(lines.len().saturating_sub(1))).rev().find(is_stop)
        }
    }
    /// The line on which a field stands, by its place among the fields.
    pub(super) fn line_of_cell(&self, i: usize) -> Option<usize> {
        self.lines().iter().position(|line| *line == FormLine::Field(i))
    }
    /// The line of a field of its own, or that on which a row of a child register is added.
    pub(super) fn line_of(&self, col: &str) -> Option<usize> {
        let is_it = |l: &FormLine| match l {
            FormLine::Field(i) => self.cells.get(*i).is_some_and(|c| c.part == 0 && c.field.col == col),
            FormLine::Add(g) => self.grids.get(*g).is_some_and(|g| g.register.name == col),
            _ => false,
        };
        self.lines().iter().position(is_it)
    }
}
