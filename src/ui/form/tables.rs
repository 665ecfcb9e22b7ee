//! The tables of a form: the rows of its child registers, and what was done to the record.

use crate::app::desk::Desk;
use crate::app::form::children::{Grid, GridRow};
use crate::domain::slip::Slip;
use crate::register::Field;
use crate::register::core::lookup::ChangeLine;
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::share::{Ask, share};
use crate::ui::theme::Role;

pub(super) fn title(grid: Option<&Grid>, y: u16, canvas: &mut Canvas<'_>) {
    if let Some(grid) = grid {
        canvas.text(1, y, canvas.width(), &format!("{} ({})", grid.register.label, grid.rows.len()), Role::Strong);
    }
}

pub(super) fn heads(columns: &[Laid], y: u16, canvas: &mut Canvas<'_>) {
    for (field, x, width) in columns {
        if field.kind.right_aligned() {
            canvas.number(*x, y, *width, field.label, Role::Heading);
        } else {
            canvas.text(*x, y, *width, field.label, Role::Heading);
        }
    }
}

pub(super) fn row(row: &GridRow, columns: &[Laid], at: bool, y: u16, desk: &Desk, canvas: &mut Canvas<'_>) {
    let wrong = row.slips.iter().any(Slip::stops);
    let state = match (wrong, row.is_void(), &row.opened, &row.draft) {
        (true, ..) => "误",
        (_, true, None, _) => "去",
        (_, true, ..) => "废",
        (_, _, None, _) => "新",
        (_, _, _, Some(_)) => "改",
        _ => "",
    };
    canvas.text(2, y, 2, state, Role::Slip);
    for (field, x, width) in columns {
        let text = row.text(field, desk);
        if field.kind.right_aligned() {
            canvas.number(*x, y, *width, &text, Role::Plain);
        } else {
            canvas.text(*x, y, *width, &text, Role::Plain);
        }
    }
    if at {
        canvas.tint(1, y, canvas.width().saturating_sub(2), Role::Selected);
    }
}

/// Something that was done to the record: when, who, what, why. Enter shows it to its end.
pub(super) fn told_change(change: &ChangeLine, at: bool, y: u16, canvas: &mut Canvas<'_>) {
    let why =
        change.why.as_ref().map_or_else(String::new, |why| format!("  原因: {}", crate::domain::mask::within(why)));
    let end = canvas.width().saturating_sub(1);
    canvas.text(3, y, 10, &change.when, Role::Plain);
    canvas.text(14, y, 8, &change.who, Role::Plain);
    canvas.text(
        23,
        y,
        end.saturating_sub(23),
        &crate::domain::text::safe(&format!("{}{why}", change.what)),
        Role::Plain,
    );
    if at {
        canvas.tint(1, y, canvas.width().saturating_sub(2), Role::Selected);
    }
}

/// Cells in which the beginning of a text is worth showing.
const TELLING: u16 = 10;

/// A column of a table of rows: its field, where it stands, its cells.
pub(super) type Laid = (&'static Field, u16, u16);

/// The columns of a table of rows that have room: as declared, or as much as their texts need.
pub(super) fn lay(grid: &Grid, desk: &Desk, width: u16) -> Vec<Laid> {
    let needs = |field: &Field| {
        let texts = grid.rows.iter().map(|row| cells::width(&row.text(field, desk)));
        u16::try_from(texts.chain([cells::width(field.label)]).max().unwrap_or(0)).unwrap_or(u16::MAX)
    };
    let room = width.saturating_sub(6);
    let mut columns: Vec<(&'static Field, Ask)> = Vec::new();
    let mut left = room;
    for (field, own) in grid.columns() {
        let own = own.max(u16::try_from(cells::width(field.label)).unwrap_or(0));
        if own > left {
            // The beginning of a text says more than nothing; of a number it would be wrong.
            if left >= TELLING && !field.kind.right_aligned() {
                columns.push((field, Ask::new(left, needs(field))));
            }
            break;
        }
        columns.push((field, Ask::new(own, needs(field))));
        left = left.saturating_sub(own + 1);
    }
    let asks: Vec<Ask> = columns.iter().map(|(_, ask)| *ask).collect();
    let between = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    let mut x = 5;
    let place = |((field, _), own): (&(&'static Field, Ask), u16)| {
        let at = x;
        x += own + 1;
        (*field, at, own)
    };
    columns.iter().zip(share(&asks, room.saturating_sub(between))).map(place).collect()
}
