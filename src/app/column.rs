//! What kind of value stands in a column of a list, and the text of it. A column's path may lead through references
//! (`household.applicant.name`) or to a child (`award.total`).

use crate::domain::people::id_number::IdNumber;
use crate::register::{Field, Kind, ListColumn, ListRow, Mask, Register, Value, Versions};

/// The text of a cell, masked where it must be. Divisions come as names already.
pub fn text(field: Option<&'static Field>, value: &Value, width: u16) -> String {
    match (field, value) {
        (_, Value::Null) => String::new(),
        (None, Value::Int(n)) => n.to_string(),
        (None, Value::Text(t)) => crate::domain::text::safe(t),
        (Some(f), value) if f.mask == Mask::Hidden => f.show_masked(value),
        (Some(f), value) => match (f.kind, value) {
            (Kind::Division | Kind::Ref(_) | Kind::Case, Value::Text(t)) => crate::domain::text::safe(t),
            (Kind::IdNumber, Value::Text(t)) if width < 18 => {
                IdNumber::parse_as(t, true).map_or_else(|_| f.show_masked(value), |id| id.short_masked())
            }
            _ => f.show_masked(value),
        },
    }
}

/// The text of a row's cell in a column. What a case drew before it ended is marked; beside its state stands what lies ahead,
/// or, where that does not fit, the sign that something does.
pub fn cell(fitted: &Fitted, row: &ListRow, fits: impl Fn(&str) -> bool) -> String {
    let shown = row.cells.get(fitted.at).map_or_else(String::new, |value| text(fitted.field, value, fitted.width));
    let Some(course) = &row.course else { return shown };
    if fitted.column.is_of_another() && fitted.field.is_some_and(|f| f.kind == Kind::Money) {
        return course.amount(shown);
    }
    if fitted.column.path != Versions::STATE {
        return shown;
    }
    let long = course.notes().into_iter().map(|note| format!("{shown} {note}")).find(|long| fits(long));
    match long {
        Some(long) => long,
        None if course.lies_ahead() => format!("{shown}{LIES_AHEAD}"),
        None => shown,
    }
}

/// Stands behind a state that is decided to change.
pub const LIES_AHEAD: char = '>';

/// A column with the cells it gets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitted {
    /// The column.
    pub column: ListColumn,
    /// Its field.
    pub field: Option<&'static Field>,
    /// Its cells.
    pub width: u16,
    /// Which cell of a row it shows.
    pub at: usize,
}

/// The fewest cells a column is worth having with: ID numbers can leave their middle out, most names have four characters.
fn least(column: &ListColumn, kind: Option<Kind>) -> u16 {
    match kind {
        Some(Kind::IdNumber) => 11,
        Some(Kind::Name) => 8,
        _ => column.width,
    }
}
/// The cells in which everything of it can be read.
fn whole(column: &ListColumn, kind: Option<Kind>) -> u16 {
    match kind {
        Some(Kind::IdNumber) => 18,
        Some(Kind::Division) => 20,
        _ => column.width,
    }
}

/// Whether a clerk cannot do without a column: the first name, the first amount, the state.
fn decides(columns: &[(&ListColumn, Option<&'static Field>)], at: usize) -> bool {
    let kind_of = |i: usize| columns.get(i).and_then(|(_, field)| *field).map(|f| f.kind);
    let first = |kind| kind_of(at) == Some(kind) && (0..at).all(|i| kind_of(i) != Some(kind));
    first(Kind::Name) || first(Kind::Money) || columns.get(at).is_some_and(|(column, _)| column.path == "state")
}

/// The columns that fit into so many cells: those a clerk cannot do without, then the others from the first on; one at least.
/// Where that lets more columns in, names and ID numbers stand short; what is left over makes names, ID numbers and places
/// whole, in that order.
pub fn fitting(register: &'static Register, columns: &[ListColumn], cells: u16) -> Vec<Fitted> {
    let columns: Vec<_> = columns.iter().map(|column| (column, register.field_at(column.path))).collect();
    let mut fitted: Vec<Fitted> = Vec::new();
    let mut left = cells.saturating_add(1);
    for deciding in [true, false] {
        for (at, (column, field)) in columns.iter().enumerate() {
            if decides(&columns, at) != deciding {
                continue;
            }
            let width = least(column, field.map(|f| f.kind));
            if width >= left && !fitted.is_empty() {
                break;
            }
            left = left.saturating_sub(width + 1);
            fitted.push(Fitted { column: **column, field: *field, width, at });
        }
    }
    fitted.sort_by_key(|f| f.at);
    for kind in [Kind::Name, Kind::IdNumber, Kind::Division] {
        for f in fitted.iter_mut().filter(|f| f.field.is_some_and(|f| f.kind == kind)) {
            let missing = whole(&f.column, Some(kind)).saturating_sub(f.width);
            // A number that is neither short nor whole would only be cut.
            let more = if kind == Kind::IdNumber && left < missing { 0 } else { missing.min(left) };
            f.width += more;
            left -= more;
        }
    }
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register;

    #[test]
    fn columns_never_take_more_than_there_is() {
        for entry in register::ALL.iter().filter(|e| !e.register.list.is_empty()) {
            for cells in 1..250 {
                let columns = fitting(entry.register, entry.register.list, cells);
                let used: u16 = columns.iter().map(|f| f.width + 1).sum();
                assert!(columns.len() == 1 || used <= cells + 1, "{} in {cells}", entry.register.name);
            }
        }
    }

    #[test]
    fn the_amount_has_room_beside_the_figures() {
        let dibao = register::find("dibao").unwrap().register;
        for cells in [69, 79] {
            assert!(fitting(dibao, dibao.list, cells).iter().any(|f| f.column.label == "月金额"), "in {cells}");
        }
    }

    #[test]
    fn what_decides_has_room_in_a_narrow_window() {
        for (name, wanted) in [("disability", ["月金额", "状态"]), ("homecheck", ["入户日期", "状态"])] {
            let register = register::find(name).unwrap().register;
            let columns = fitting(register, register.list, 79);
            for label in wanted {
                assert!(columns.iter().any(|f| f.column.label == label), "{name}: {label}");
            }
        }
    }

    #[test]
    fn name_amount_and_state_stay_in_the_least_window() {
        let least = crate::app::desk::LEAST.0 - 1;
        for spec in crate::app::lists::of_work() {
            let register = register::find(spec.register).unwrap().register;
            let columns = fitting(register, register.list, least);
            let shows = |kind| columns.iter().any(|f| f.field.is_some_and(|f| f.kind == kind));
            let has = |kind| register.list.iter().any(|c| register.field_at(c.path).is_some_and(|f| f.kind == kind));
            assert!(shows(Kind::Name) || !has(Kind::Name), "{}", spec.label);
            assert!(shows(Kind::Money) || !has(Kind::Money), "{}", spec.label);
            let has_state = register.list.iter().any(|c| c.path == "state");
            assert!(!has_state || columns.iter().any(|f| f.column.path == "state"), "{}", spec.label);
        }
    }

    #[test]
    fn every_column_of_every_list_has_a_field() {
        for entry in register::ALL {
            for column in entry.register.list {
                assert!(entry.register.field_at(column.path).is_some(), "{}.{}", entry.register.name, column.path);
            }
        }
    }
}
