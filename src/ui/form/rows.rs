//! Rows of a form that are lines of their own: who, what is known of them, how old they are.

use crate::app::desk::Desk;
use crate::app::form::Form;
use crate::app::form::fields::FormCell;
use crate::domain::date::age_on;
use crate::domain::people::id_number::IdNumber;
use crate::domain::slip::Slip;
use crate::register::{Field, Kind};
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::theme::Role;

/// Cells of a field that stands in the line of a row.
fn in_line_width(field: &Field) -> u16 {
    match field.kind {
        Kind::Ref(_) => 19,
        Kind::Name => 12,
        Kind::Flag => 8,
        _ => 12,
    }
}

/// Where a field stands in the line of its row, and its cells.
pub(super) fn place_in_line(form: &Form, i: usize) -> Option<(u16, u16)> {
    let (row, _) = form.in_line(i)?;
    let field = form.cells.get(i)?.field;
    let mut x = 3;
    for column in form.columns_in_line(row) {
        if column == field {
            return Some((x, in_line_width(field)));
        }
        x += in_line_width(column) + 1;
    }
    None
}

/// The heads of rows that are lines; last the age.
pub(super) fn columns(form: &Form, row: usize, y: u16, canvas: &mut Canvas<'_>) {
    let mut x = 3;
    for column in form.columns_in_line(row) {
        let is_person = matches!(column.kind, Kind::Ref(_));
        canvas.text(x, y, in_line_width(column), if is_person { "身份证号" } else { column.label }, Role::Heading);
        x += in_line_width(column) + 1;
    }
    canvas.text(x, y, 4, "年龄", Role::Heading);
}

/// A field in the line of a row; behind the last one how old the person is.
pub(super) fn in_row(
    form: &Form,
    i: usize,
    at: bool,
    ((x, width), y): ((u16, u16), u16),
    desk: &Desk,
    canvas: &mut Canvas<'_>,
) {
    let Some(cell) = form.cells.get(i) else { return };
    match &form.choice {
        Some(choice) if at && form.editing && !choice.is_open => {
            let chosen = choice.chosen().filter(|_| choice.typed.is_blank()).map(|item| item.label.clone());
            canvas.typed(x, y, width, &choice.typed);
            canvas.text(x, y, width, &chosen.unwrap_or_default(), Role::Selected);
        }
        _ if at && form.editing => {
            let line = cell.edited();
            canvas.typed(x, y, width, &line);
            if cell.yields || cell.is_named() {
                let shown = u16::try_from(cells::width(line.text())).unwrap_or(width).min(width);
                canvas.tint(x, y, shown, Role::Selected);
            }
        }
        _ => {
            let wrong = worst(cell).is_some_and(Slip::stops);
            let named = if cell.is_named() { width + 13 } else { width };
            let unnumbered = cell.line.is_blank() && form.part_in(i).is_some();
            let blank = cell.line.is_blank() && !unnumbered && form.needs(cell);
            let (text, role) = match (unnumbered, blank) {
                (true, _) => ("(无号码)".to_owned(), Role::Quiet),
                (_, true) => ("*".to_owned(), Role::Slip),
                _ => (cell.shown(desk), Role::Plain),
            };
            canvas.text(x, y, named, &text, if wrong { Role::Slip } else { role });
        }
    }
    if let (Kind::Ref(_), Some((row, _))) = (cell.field.kind, form.in_line(i)) {
        let name = cell.name.as_deref().and_then(|name| name.split(' ').next_back());
        let id = IdNumber::parse(name.unwrap_or_else(|| cell.line.text())).ok();
        let age = match id {
            Some(id) => id.age_on(desk.day),
            None => form.born(i).and_then(|born| age_on(born, desk.day)),
        };
        let end = 3 + form.columns_in_line(row).iter().map(|c| in_line_width(c) + 1).sum::<u16>();
        if let Some(age) = age {
            canvas.text(end, y, 4, &age.to_string(), Role::Plain);
        }
    }
}

/// What is worst about a field.
pub(super) fn worst(cell: &FormCell) -> Option<&Slip> {
    cell.slips.iter().max_by_key(|s| s.severity)
}
