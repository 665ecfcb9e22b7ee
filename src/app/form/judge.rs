//! What the office says to what was typed: the draft that is put to it, and its slips brought to the fields they are about.

use crate::app::choice::{Choice, Item};
use crate::app::desk::Out;
use crate::app::form::Form;
use crate::app::form::children::{Row, name_of};
use crate::app::msg::Want;
use crate::domain::slip::{Severity, Slip};
use crate::register::lookup::Hit;
use crate::register::{Checked, Draft, Need, Value, Values};

/// The slips that say that a text names no record, or several.
const UNKNOWN: [&str; 2] = ["E-RG07", "E-RG33"];

/// Slips in one line, the worst first.
pub fn in_one_line(slips: &[Slip]) -> String {
    let texts: Vec<&str> = slips.iter().map(|s| s.text.as_str()).collect();
    texts.join("; ")
}

impl Form {
    /// What was typed, as the office judges and saves it: all of a new record, what changed of another.
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::new(self.register);
        draft.key = self.opened.as_ref().map(|o| o.key);
        draft.seen = self.opened.as_ref().map(|o| o.act);
        let new = draft.key.is_none();
        // What the program filled in, it fills in again: so it follows when the clerk changes what it comes from.
        for cell in self.cells.iter().filter(|c| c.is_open() && !c.filled) {
            if cell.is_changed() || (new && !cell.line.is_blank()) {
                draft.type_in(cell.field.col, cell.line.text());
            }
        }
        draft.accept.clone_from(&self.accept);
        draft.why.clone_from(&self.why);
        draft.children =
            self.grids.iter().flat_map(|g| &g.rows).filter(|r| r.is_sent()).filter_map(|r| r.draft.clone()).collect();
        draft
    }

    /// Fills what follows from other fields at once: birth date and sex from the ID number. What the clerk typed stays.
    pub(super) fn fill_from_fields(&mut self) {
        let Some(entry) = self.entry() else { return };
        let mut values = Values::new(self.register);
        for cell in &self.cells {
            // What follows from others follows again when they change.
            let own = if cell.filled { None } else { cell.value(&self.accept) };
            values.set(cell.field.col, own.unwrap_or_default());
        }
        let before = values.clone();
        (entry.fill)(&mut values);
        let own = self.field_at_cursor();
        for (i, cell) in self.cells.iter_mut().enumerate() {
            let value = values.get(cell.field.col);
            let follows = value != before.get(cell.field.col) || (cell.filled && value != &Value::Null);
            if follows && Some(i) != own && (cell.line.is_blank() || cell.filled || cell.field.need == Need::Given) {
                cell.fill(value);
            }
        }
    }

    /// Puts the draft to the office, beside the typing.
    pub(super) fn ask_check(&mut self, out: &mut Out<'_>) {
        if !self.is_child {
            self.waits.checking = Some(out.ask(Want::Check(Box::new(self.draft()))));
        }
    }

    /// Brings what the office said to the fields.
    pub(super) fn take_checked(&mut self, checked: &Checked) {
        let (at_cursor, new) = (self.field_at_cursor(), self.key.is_none());
        // A serial number is drawn when the record is saved; shown before, it would be taken for given.
        let serial = self.register.serial.map(|s| s.col);
        for (i, cell) in self.cells.iter_mut().enumerate() {
            let col = cell.field.col;
            let completed = new && (cell.line.is_blank() || cell.filled) && Some(i) != at_cursor && serial != Some(col);
            if cell.field.need == Need::Given || completed {
                cell.fill(checked.values.get(col));
            }
            // Where what was typed names nothing the old value stands, and is not what is meant.
            let unknown = checked.slips.iter().any(|s| s.field == Some(col) && UNKNOWN.contains(&s.code));
            if let Some(name) = name_of(&checked.names, col).filter(|_| !unknown) {
                cell.name = Some(name);
            }
        }
        self.take_slips(&checked.slips);
        for (row, child) in self.drafted_rows().zip(&checked.children) {
            row.slips.clone_from(&child.slips);
            row.checked = Some((child.values.clone(), child.names.clone()));
        }
    }
    fn drafted_rows(&mut self) -> impl Iterator<Item = &mut Row> {
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
        for (i, cell) in self.cells.iter_mut().enumerate() {
            let early = !tried && (!cell.visited || Some(i) == at_cursor) && cell.line.is_blank();
            cell.slips = if early { Vec::new() } else { of_field(slips, cell.field.col) };
        }
    }

    /// People found for a reference being typed: the clerk may choose one with the arrow keys, or type on.
    pub(super) fn take_hits(&mut self, hits: &[Hit]) {
        let items: Vec<Item> = hits.iter().map(item_of).collect();
        self.choice = (!items.is_empty()).then(|| Choice::open(items));
    }
}

fn of_field(slips: &[Slip], col: &str) -> Vec<Slip> {
    slips.iter().filter(|s| s.field == Some(col)).cloned().collect()
}

fn item_of(hit: &Hit) -> Item {
    let number = hit.id_number.as_ref().map_or_else(|| hit.temp_no.clone().unwrap_or_default(), |id| id.masked());
    Item::new(format!("#{}", hit.key), format!("{} {number} {}", hit.name, hit.village))
}
