//! What kind of value stands in a column of a list, and the text of it. A column's path may lead through references
//! (`household.applicant.name`) or to a child (`award.total`).

use crate::domain::id_number::IdNumber;
use crate::register::{self, Column, Field, Kind, Privacy, Register, Value};

/// The field at the end of a column's path.
pub fn field(register: &'static Register, path: &str) -> Option<&'static Field> {
    let (head, rest) = match path.split_once('.') {
        None => return register.field(path),
        Some(parts) => parts,
    };
    let next = match register.field(head).map(|f| f.kind) {
        Some(Kind::Ref(name)) => name,
        _ => head,
    };
    field(register::find(next)?.register, rest)
}

/// The text of a cell, masked where it must be. Divisions come as names already.
pub fn text(field: Option<&'static Field>, value: &Value, width: u16) -> String {
    match (field, value) {
        (_, Value::Null) => String::new(),
        (None, Value::Int(n)) => n.to_string(),
        (None, Value::Text(t)) => crate::domain::text::safe(t),
        (Some(f), value) => match (f.kind, value) {
            (Kind::Division | Kind::Ref(_), Value::Text(t)) => crate::domain::text::safe(t),
            (Kind::IdNumber, Value::Text(t)) if width < 18 => {
                IdNumber::parse_as(t, true).map_or_else(|_| crate::domain::text::safe(t), |id| id.short_masked())
            }
            _ if f.privacy == Privacy::Masked => f.kind.show_masked(value),
            _ => f.kind.show(value),
        },
    }
}

/// A column with the cells it gets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitted {
    /// The column.
    pub column: &'static Column,
    /// Its field.
    pub field: Option<&'static Field>,
    /// Its cells.
    pub width: u16,
}

/// Cells of an ID number whose middle is left out, and of one whose middle is stars.
const SHORT_ID: u16 = 11;
const WHOLE_ID: u16 = 18;
/// Cells of the longest usual name of a village.
const WHOLE_PLACE: u16 = 20;

/// The columns that fit into so many cells, from the first on; one at least. ID numbers stand short where that lets more
/// columns in; what is left over makes ID numbers and places whole.
pub fn fitting(register: &'static Register, cells: u16) -> Vec<Fitted> {
    let mut fitted: Vec<Fitted> = Vec::new();
    let mut used = 0u16;
    for column in register.list {
        let field = field(register, column.path);
        let is_id = field.is_some_and(|f| f.kind == Kind::IdNumber);
        let width = if is_id { SHORT_ID } else { column.width };
        used = used.saturating_add(width + 1);
        if used > cells.saturating_add(1) && !fitted.is_empty() {
            used -= width + 1;
            break;
        }
        fitted.push(Fitted { column, field, width });
    }
    let mut left = cells.saturating_add(1).saturating_sub(used);
    for (kind, whole) in [(Kind::IdNumber, WHOLE_ID), (Kind::Division, WHOLE_PLACE)] {
        for f in fitted.iter_mut().filter(|f| f.field.is_some_and(|f| f.kind == kind) && f.width < whole) {
            let more = left.min(whole - f.width);
            // A number that is neither short nor whole would only be cut.
            if kind != Kind::IdNumber || more == whole - f.width {
                f.width += more;
                left -= more;
            }
        }
    }
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_never_take_more_than_there_is() {
        for entry in register::ALL.iter().filter(|e| !e.register.list.is_empty()) {
            for cells in 1..250 {
                let columns = fitting(entry.register, cells);
                let used: u16 = columns.iter().map(|f| f.width + 1).sum();
                assert!(columns.len() == 1 || used <= cells + 1, "{} in {cells}", entry.register.name);
            }
        }
    }

    #[test]
    fn every_column_of_every_list_has_a_field() {
        for entry in register::ALL {
            for column in entry.register.list {
                assert!(field(entry.register, column.path).is_some(), "{}.{}", entry.register.name, column.path);
            }
        }
    }
}
