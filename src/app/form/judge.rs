//! What the office says to what was typed: the draft that is put to it, and its slips brought to the fields they are about.

use crate::app::form::children::{GridRow, name_of};
use crate::app::form::fields::FormCell;
use crate::app::form::state::Form;
use crate::app::msg::Want;
use crate::app::out::Out;
use crate::domain::slip::{MISSING, Severity, Slip};
use crate::register::{self, Checked, Draft, Field, Input, Kind, Need, Register, Value, Values};

/// The slip that says that a text names no record.
pub(super) const NOBODY: &str = "E-RG07";
/// The slips that say that a text names no record, or several.
pub(super) const UNKNOWN: [&str; 2] = [NOBODY, "E-RG33"];
/// How a record that is not there is entered.
pub(super) const ENTERS: &str = "按 F2 登记";
/// The slip of a field that is empty though another one calls for it.
pub(super) const CALLED_FOR: &str = "E-RG06";

impl Form {
    /// What was typed, as the office judges and saves it: all of a new record, what changed of another.
    pub fn draft(&self) -> Draft {
        self.draft_with(None)
    }

    /// The same with another state of one field.
    pub(super) fn draft_with(&self, other: Option<(usize, FormCell)>) -> Draft {
        let mut draft = Draft::new(self.register);
        draft.key = self.opened.as_ref().map(|o| o.key);
        draft.seen = self.opened.as_ref().map(|o| o.act);
        let new = draft.key.is_none();
        // What the program filled in, it fills in again: so it follows when the clerk changes what it comes from.
        let cells = self.cells_of(0);
        let cells = cells.map(|(i, cell)| other.as_ref().filter(|(at, _)| *at == i).map_or(cell, |(_, other)| other));
        for cell in cells.filter(|c| c.is_open() && !c.filled) {
            if cell.is_changed() || (new && !cell.line.is_blank()) {
                draft.type_in(cell.field.col, cell.line.text());
            }
        }
        draft.accept.clone_from(&self.accept);
        draft.follow = self.follow;
        draft.why.clone_from(&self.why);
        draft.children =
            self.grids.iter().flat_map(|g| &g.rows).filter(|r| r.is_sent()).filter_map(|r| r.draft.clone()).collect();
        self.with_parts(0, draft, other.as_ref())
    }

    /// Fills what follows from other fields at once: birth date and sex from the ID number. What the clerk typed stays.
    pub(super) fn fill_from_fields(&mut self) {
        self.in_place(Form::fill_what_follows);
    }

    fn fill_what_follows(&mut self) {
        let Some(entry) = register::find(self.register.name) else { return };
        let mut values = Values::new(self.register);
        for (_, cell) in self.cells_of(0) {
            // What follows from others follows again when they change.
            let own = if cell.filled { None } else { cell.value(&self.accept) };
            values.set(cell.field.col, own.unwrap_or_default());
        }
        let before = values.clone();
        (entry.fill)(&mut values);
        let own = self.field_at_cursor();
        for (i, cell) in self.cells.iter_mut().enumerate().filter(|(_, cell)| cell.part == 0) {
            let value = values.get(cell.field.col);
            let follows = value != before.get(cell.field.col) || (cell.filled && value != &Value::Null);
            if follows && Some(i) != own && (cell.line.is_blank() || cell.filled || cell.field.need == Need::Given) {
                cell.fill(value);
            }
        }
    }

    /// What was typed, but for one row.
    pub(super) fn without_row(&self, g: usize, r: Option<usize>) -> Draft {
        let mut draft = self.draft();
        let rows =
            self.grids.iter().enumerate().flat_map(|(g, grid)| grid.rows.iter().enumerate().map(move |r| (g, r)));
        let sent = rows.filter(|(_, (_, row))| row.is_sent());
        draft.children = sent
            .filter(|(at, (i, _))| (*at, Some(*i)) != (g, r))
            .filter_map(|(_, (_, row))| row.draft.clone())
            .collect();
        draft.children.extend(self.sent_rows(0).into_iter().map(|row| self.draft_of(row, None)));
        draft
    }

    /// What the office is asked to judge: a row with the record it is saved with.
    pub(super) fn in_context(&self) -> Box<Draft> {
        Box::new(match &self.context {
            Some(record) => record.as_ref().clone().with_row(self.draft()),
            None => self.draft(),
        })
    }

    /// Puts the draft to the office, beside the typing.
    pub(super) fn ask_check(&mut self, out: &mut Out<'_>) {
        self.waits.checking = Some(out.ask(Want::Check(self.in_context())));
    }

    /// What the office said of this record: a row is the last one of the record it is saved with.
    pub(super) fn own<'c>(&self, checked: &'c Checked) -> &'c Checked {
        checked.children.last().filter(|_| self.is_child).unwrap_or(checked)
    }

    /// Brings what the office said to the fields.
    pub(super) fn take_checked(&mut self, checked: &Checked) {
        self.in_place(|form| form.bring(checked));
    }

    fn bring(&mut self, checked: &Checked) {
        self.changes = checked.told();
        let (at_cursor, new) = (self.field_at_cursor(), self.key.is_none());
        // A serial number is drawn when the record is saved; shown before, it would be taken for given.
        let serial = self.register.serial.map(|s| s.col);
        // What is filled in in the place of a reference is not there yet.
        let nested: Vec<usize> = (0..self.cells.len()).filter(|i| self.sent_in(*i).is_some()).collect();
        for (i, cell) in self.cells.iter_mut().enumerate().filter(|(_, cell)| cell.part == 0) {
            let col = cell.field.col;
            let completed = new && (cell.line.is_blank() || cell.filled) && Some(i) != at_cursor && serial != Some(col);
            let completed = completed && !nested.contains(&i);
            if cell.field.need == Need::Given || completed {
                cell.fill(checked.values.get(col));
            }
            cell.lacks = checked.slips.iter().any(|s| s.code == MISSING && s.field == Some(col));
            // Where what was typed names nothing the old value stands, and is not what is meant.
            let unknown = checked.slips.iter().any(|s| s.field == Some(col) && UNKNOWN.contains(&s.code));
            if let Some(name) = name_of(&checked.names, col).filter(|_| !unknown && !nested.contains(&i)) {
                cell.name = Some(name);
            }
        }
        self.take_slips(&checked.slips);
        for (row, child) in self.drafted_rows().zip(&checked.children) {
            row.slips.clone_from(&child.slips);
            row.checked = Some((child.values.clone(), child.names.clone()));
        }
        let grids = self.drafted_rows().count();
        self.bring_parts(0, checked, grids);
    }
    fn drafted_rows(&mut self) -> impl Iterator<Item = &mut GridRow> {
        self.grids.iter_mut().flat_map(|g| &mut g.rows).filter(|r| r.is_sent())
    }

    /// Slips go to their fields; those about the record as a whole to its foot. What is missing where the clerk has not been
    /// yet is not pointed out before saving is tried.
    pub(super) fn take_slips(&mut self, slips: &[Slip]) {
        let tried = self.tried;
        let at_cursor = self.field_at_cursor();
        self.slips = slips.iter().filter(|s| s.field.is_none_or(|col| self.line_of(col).is_none())).cloned().collect();
        if !tried {
            self.slips.retain(|s| s.severity != Severity::Error || s.field.is_none());
        }
        for (i, cell) in self.cells.iter_mut().enumerate().filter(|(_, cell)| cell.part == 0) {
            let early = !tried && (!cell.visited || Some(i) == at_cursor) && cell.line.is_blank();
            cell.slips = if early { Vec::new() } else { of_field(slips, cell.field) };
        }
    }
}

/// The register of that name, where a clerk may enter a record of it from a field.
pub(super) fn entered(name: &str) -> Option<&'static Register> {
    let register = register::find(name)?.register;
    (register.input == Input::Form && register.parent.is_none()).then_some(register)
}

/// What is said of a field; of a text that names no record, with the key that enters one where the clerk may.
pub(super) fn with_way(slip: &Slip, field: &Field) -> Slip {
    let enters = matches!(field.kind, Kind::Ref(name) if entered(name).is_some());
    if slip.code != NOBODY || !enters || slip.text.contains(ENTERS) {
        return slip.clone();
    }
    Slip { text: format!("{}; 没有登记过的{ENTERS}", slip.text), ..slip.clone() }
}

fn of_field(slips: &[Slip], field: &Field) -> Vec<Slip> {
    slips.iter().filter(|s| s.field == Some(field.col)).map(|slip| with_way(slip, field)).collect()
}
