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

/// The columns that fit into so many cells, from the first on; one at least. The last text column takes what is left over.
pub fn fitting(columns: &'static [Column], cells: u16) -> &'static [Column] {
    let mut used = 0u16;
    let n = columns.iter().take_while(|c| {
        used = used.saturating_add(c.width + 1);
        used <= cells + 1
    });
    let n = n.count().max(1).min(columns.len());
    columns.get(..n).unwrap_or(columns)
}
