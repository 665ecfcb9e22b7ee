//! What the office says of the records that are filled in on the form of another, brought to their fields.

use crate::app::form::fields::FormCell;
use crate::app::form::parts::number;
use crate::app::form::state::{Form, FormLine, Told};
use crate::domain::slip::{MISSING, Severity, Slip};
use crate::register::{Checked, Need};

impl Form {
    /// Of what hangs on a part; `grids` rows stand before those of the form.
    pub(super) fn bring_parts(&mut self, part: usize, checked: &Checked, grids: usize) {
        let nested: Vec<(usize, usize)> =
            self.cells_of(part).filter_map(|(i, _)| Some((i, self.sent_in(i)?))).collect();
        for ((i, p), of) in nested.into_iter().zip(&checked.nested) {
            self.bring_part(p, of);
            let tried = self.tried;
            let number = number(of.values.register);
            let at_cursor = self.field_at_cursor() == Some(i);
            let Some(cell) = self.cells.get_mut(i) else { continue };
            let of_number = of.slips.iter().filter(|s| s.field.is_some() && s.field == number);
            cell.slips.extend(of_number.filter(|_| tried || !at_cursor).cloned());
            // Somebody else may have entered it meanwhile: what was typed otherwise stays, with what is said of it.
            if of.known.is_some() && of.can_save() {
                let number = number.map_or("", |col| of.values.text(col));
                cell.name = Some(format!("{} {number}", of.values.text("name")).trim().to_owned());
            }
        }
        let rows = self.sent_rows(part);
        for (p, of) in rows.into_iter().zip(checked.children.iter().skip(grids)) {
            self.bring_part(p, of);
        }
        if part == 0 {
            let beside = self.sent_beside();
            for (p, of) in beside.into_iter().zip(&checked.beside) {
                self.bring_part(p, of);
            }
        }
    }

    fn bring_part(&mut self, part: usize, checked: &Checked) {
        if self.parts.get(part).is_none_or(|p| p.register != checked.values.register) {
            return;
        }
        let (at_cursor, tried) = (self.field_at_cursor(), self.tried);
        let shown: Vec<&'static str> = self.cells_of(part).map(|(_, cell)| cell.field.col).collect();
        let number = number(checked.values.register);
        let nested: Vec<usize> = (0..self.cells.len()).filter(|i| self.sent_in(*i).is_some()).collect();
        for (i, cell) in self.cells.iter_mut().enumerate().filter(|(_, cell)| cell.part == part) {
            let col = cell.field.col;
            let left = cell.of_number && cell.field.default.is_some();
            let completed = (cell.line.is_blank() || cell.filled) && Some(i) != at_cursor && checked.known.is_none();
            // The key of a record that is entered in its place was that of the check.
            let completed = completed && !left && !nested.contains(&i);
            if cell.field.need == Need::Given || completed {
                cell.fill(checked.values.get(col));
            }
            cell.lacks = checked.slips.iter().any(|s| s.code == MISSING && s.field == Some(col));
            let name = checked.names.iter().find(|(c, _)| *c == col && !nested.contains(&i));
            if let Some((_, name)) = name.filter(|_| cell.part_named(checked)) {
                cell.name = Some(name.clone());
            }
            let early = !tried && (!cell.visited || Some(i) == at_cursor) && cell.line.is_blank();
            let own = checked.slips.iter().filter(|s| s.field == Some(col));
            cell.slips = if early { Vec::new() } else { own.cloned().collect() };
        }
        let apart = |s: &&Slip| s.field.is_none_or(|col| !shown.contains(&col) && number != Some(col));
        let apart: Vec<Slip> = checked.slips.iter().filter(apart).cloned().collect();
        let told = apart.iter().filter(|s| tried || s.severity != Severity::Error || s.field.is_none());
        self.slips.extend(told.cloned());
        if let Some(p) = self.parts.get_mut(part) {
            p.slips = apart;
        }
        self.bring_parts(part, checked, 0);
    }

    /// The first field of a record on the form, not of its own, in which something stands against saving; or what stands against the
    /// record as a whole.
    pub(super) fn wrong_part(&self) -> Option<(Option<usize>, Slip)> {
        let fields = self.lines().into_iter().filter_map(|line| match line {
            FormLine::Field(i) => Some(i),
            _ => None,
        });
        let of_field = |i: usize| {
            let cell = self.cells.get(i)?;
            let nested = cell.part > 0 || self.sent_in(i).is_some();
            cell.slips.iter().find(|s| nested && s.stops()).map(|slip| (Some(i), slip.clone()))
        };
        let whole = || self.parts.iter().flat_map(|p| &p.slips).find(|s| s.stops()).map(|slip| (None, slip.clone()));
        fields.filter_map(of_field).next().or_else(whole)
    }
    /// Whether a slip is about a record on the form that is not its own.
    pub(super) fn is_of_part(&self, slip: &Slip) -> bool {
        let of_field = self.cells.iter().enumerate().filter(|(i, cell)| cell.part > 0 || self.sent_in(*i).is_some());
        of_field.flat_map(|(_, cell)| &cell.slips).chain(self.parts.iter().flat_map(|p| &p.slips)).any(|s| s == slip)
    }
    /// The warnings about them.
    pub(super) fn warnings_of_parts(&self) -> Vec<Told> {
        let is_warning = |s: &&Slip| s.severity == Severity::Warning;
        let cells = self.cells.iter().enumerate().filter(|(_, cell)| cell.part > 0);
        let of_cell = |(i, cell): (usize, &FormCell)| -> Vec<Told> {
            let label = self.parts.get(cell.part).map_or("", |p| p.register.label);
            let told = |s: &Slip| Told { row: Some((FormLine::Field(i), label)), slip: s.clone() };
            cell.slips.iter().filter(is_warning).map(told).collect()
        };
        let whole = self.parts.iter().enumerate().flat_map(|(p, part)| {
            let told = move |s: &Slip| Told { row: Some((FormLine::Part(p), part.register.label)), slip: s.clone() };
            part.slips.iter().filter(is_warning).map(told)
        });
        cells.flat_map(of_cell).chain(whole).collect()
    }
}

impl FormCell {
    /// Whether what stands in it is what the office names.
    fn part_named(&self, checked: &Checked) -> bool {
        let col = self.field.col;
        !checked.slips.iter().any(|s| s.field == Some(col) && s.stops()) && !self.line.is_blank()
    }
}
