//! 同上条: a field as in the record that was entered before, or all of it as a start.

use crate::app::desk::Desk;
use crate::app::form::state::Form;
use crate::app::out::Out;
use crate::domain::text;
use crate::register::{Draft, Kind, Register};

/// Whether a column tells one record from another, so that no other begins with it.
fn tells_apart(register: &Register, col: &str) -> bool {
    let is_number = register.serial.is_some_and(|s| s.col == col) || register.natural_key.contains(&col);
    is_number || matches!(register.field(col).map(|f| f.kind), Some(Kind::IdNumber | Kind::AccountNo))
}

impl Form {
    /// What stood in the field of the cursor in the record that was entered before; the outer none where the cursor is on no field.
    pub(super) fn before<'d>(&self, desk: &'d Desk) -> Option<Option<&'d str>> {
        let cell = self.cell_at_cursor().filter(|cell| self.editing && cell.is_open())?;
        let register = self.parts.get(cell.part)?.register;
        Some(desk.entered_before(register).and_then(|draft| draft.typed(cell.field.col)))
    }
    /// Whether a new record can begin like the one that was entered before.
    pub(super) fn can_begin_like(&self, desk: &Desk) -> bool {
        self.editing && self.key.is_none() && self.doing.is_none() && desk.entered_before(self.register).is_some()
    }
    /// All that is empty, or stands as it began, becomes what stood there in the record before.
    pub(super) fn begin_like(&mut self, desk: &Desk, out: &mut Out<'_>) {
        let Some(before) = desk.entered_before(self.register).cloned() else { return };
        self.choice = None;
        self.take_from(&before);
        self.fill_from_fields();
        self.enter_field(desk);
        self.ask_check(out);
    }
    fn take_from(&mut self, before: &Draft) {
        for cell in self.cells.iter_mut().filter(|cell| cell.part == 0 && cell.is_open() && !cell.is_typed()) {
            let text = before.typed(cell.field.col).filter(|t| !text::clean(t).is_empty());
            if let Some(text) = text.filter(|_| !tells_apart(before.register, cell.field.col)) {
                cell.choose(text);
                cell.visited = true;
            }
        }
    }
}
