//! A field of a form: its label, what stands in it, what is said of it.

use crate::app::choice::Choice;
use crate::app::desk::Desk;
use crate::app::form::fields::FormCell;
use crate::app::form::{Form, GRID};
use crate::domain::date::age_on;
use crate::domain::people::id_number::IdNumber;
use crate::domain::slip::{Severity, Slip};
use crate::register::{Field, Kind};
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::form::rows::worst;
use crate::ui::theme::Role;

/// Cells of the widest label.
pub(super) fn labels(form: &Form) -> u16 {
    let own = form.cells.iter().filter(|c| c.field.heading.is_none());
    let widest = own.map(|c| cells::width(c.field.label)).max().unwrap_or(0);
    u16::try_from(widest.min(20)).unwrap_or(20)
}

/// A field, with what is said of it beside it.
pub(super) fn draw(form: &Form, cell: &FormCell, at: bool, label: u16, y: u16, desk: &Desk, canvas: &mut Canvas<'_>) {
    let must = form.editing && form.needs(cell);
    canvas.text(1, y, 1, if must { "*" } else { " " }, Role::Slip);
    let role = if !cell.is_open() && form.editing { Role::Quiet } else { Role::Heading };
    canvas.text(2, y, label, form.label_of(cell), if at { Role::Strong } else { role });
    let x = label + 3;
    let room = canvas.width().saturating_sub(x + 1);
    let used = match &form.choice {
        Some(choice) if at && form.editing && !choice.is_open => chosen(choice, cell, (x, y), desk, canvas),
        _ if at && form.editing => typed(cell, (x, y), canvas),
        _ => {
            let text = cell.shown(desk);
            let goes_on = told_to_its_end(form, &text, room);
            let text = goes_on.first().unwrap_or(&text);
            canvas.text(x, y, room, text, if cell.is_changed() && form.editing { Role::Strong } else { Role::Plain });
            u16::try_from(cells::width(text)).unwrap_or(room)
        }
    };
    let beside = x + used.max(room.min(24)) + 1;
    let room = canvas.width().saturating_sub(beside + 1);
    let untyped = form.choice.as_ref().is_none_or(|c| c.typed.is_blank());
    match worst(cell) {
        // What does not fit stands beneath, or at the foot while the cursor is here.
        Some(slip) if cells::width(&told(slip)) > usize::from(room) => {}
        Some(slip) => canvas.text(beside, y, room, &told(slip), role_of(slip)),
        None => canvas.text(
            beside,
            y,
            room,
            &aside(cell, form.choice.as_ref().filter(|c| at && c.is_open), at && form.editing && untyped, desk),
            Role::Quiet,
        ),
    }
}

/// What is chosen in a field out of few, and what is typed to choose; gives the cells that takes.
fn chosen(choice: &Choice, cell: &FormCell, (x, y): (u16, u16), desk: &Desk, canvas: &mut Canvas<'_>) -> u16 {
    /// Cells for what is typed.
    const TYPED: u16 = 12;
    let room = canvas.width().saturating_sub(x + 1);
    let chosen = match choice.chosen() {
        Some(item) => item.label.clone(),
        None if choice.touched => String::new(),
        None => cell.shown(desk),
    };
    canvas.text(x, y, room, &chosen, Role::Plain);
    let shown = u16::try_from(cells::width(&chosen)).unwrap_or(0);
    let typed = if shown == 0 { 0 } else { shown + 1 };
    canvas.typed(x + typed, y, TYPED.min(room.saturating_sub(typed)), &choice.typed);
    typed + TYPED
}

/// A field that is typed in; gives the cells that takes.
fn typed(cell: &FormCell, (x, y): (u16, u16), canvas: &mut Canvas<'_>) -> u16 {
    let width = width_of(cell.field).min(canvas.width().saturating_sub(x + 1));
    let line = cell.edited();
    canvas.typed(x, y, width, &line);
    // What the next character takes the place of stands out.
    if cell.yields || cell.is_named() {
        let shown = u16::try_from(cells::width(line.text())).unwrap_or(width).min(width);
        canvas.tint(x, y, shown, Role::Selected);
    }
    width
}

/// The name of a grid, and what its numbers add up to.
pub(super) fn heading(form: &Form, first: usize, y: u16, canvas: &mut Canvas<'_>) {
    let Some(of) = form.cells.get(first).and_then(|c| c.field.heading) else { return };
    let own = form.cells.iter().filter(|c| c.field.heading == Some(of));
    let sum: i64 = own.filter_map(|c| c.value(&[])?.int()).sum();
    canvas.text(1, y, canvas.width(), &format!("{of}  合计 {sum}"), Role::Strong);
}

/// A field in a grid: its label and a small number. What is wrong with it stands beneath the row.
pub(super) fn in_grid(form: &Form, cell: &FormCell, at: bool, (x, y): (u16, u16), canvas: &mut Canvas<'_>) {
    const NUMBER: u16 = 3;
    let typed = x + GRID - NUMBER - 2;
    let label = match worst(cell) {
        Some(slip) if slip.stops() => Role::Slip,
        _ if at => Role::Strong,
        _ => Role::Heading,
    };
    canvas.text(x + 1, y, 1, if form.editing && form.needs(cell) { "*" } else { " " }, Role::Slip);
    canvas.text(x + 2, y, typed - x - 3, cell.field.label, label);
    if at && form.editing {
        canvas.typed(typed, y, NUMBER, &cell.line);
        if cell.yields {
            canvas.tint(typed, y, NUMBER, Role::Selected);
        }
    } else {
        let changed = cell.is_changed() && form.editing;
        canvas.text(typed, y, NUMBER, cell.line.text(), if changed { Role::Strong } else { Role::Plain });
    }
}

/// The lines of what stands in a field of a record that is looked at, where it has no room in one; none where it has.
fn told_to_its_end(form: &Form, text: &str, room: u16) -> Vec<String> {
    if form.editing || cells::width(text) <= usize::from(room) {
        return Vec::new();
    }
    // Two cells are left for a mark that must not begin a line.
    cells::wrap(&crate::domain::text::safe(text), usize::from(room.saturating_sub(2)).max(1))
}

/// What stands beneath a field: the rest of what is in it, and what is wrong with it where that has no room beside it, to its end.
pub(super) fn beneath(form: &Form, i: usize, (label, at): (u16, bool), desk: &Desk, width: u16) -> Vec<(String, Role)> {
    let Some(cell) = form.cells.get(i) else { return Vec::new() };
    let room = width.saturating_sub(label + 4);
    let is_line = cell.field.heading.is_none() && form.in_line(i).is_none();
    let shown = cell.shown(desk);
    let goes_on = if is_line { told_to_its_end(form, &shown, room) } else { Vec::new() };
    let rest = goes_on.into_iter().skip(1).map(|text| (text, Role::Plain));
    // Of the field of the cursor it is told at the foot.
    let slip = worst(cell).filter(|_| !at).map(|slip| (told(slip), role_of(slip)));
    let room = usize::from(room);
    let used = cells::width(&shown).max(room.min(24)) + 2;
    let slip = slip.filter(|(text, _)| !is_line || cells::width(text) + used > room);
    let wrapped = |(text, role): (String, Role)| {
        cells::wrap(&text, room.saturating_sub(2).max(1)).into_iter().map(move |text| (text, role))
    };
    rest.chain(slip.into_iter().flat_map(wrapped)).collect()
}

/// What follows from what was typed, for the eye: whose number it is, how old.
fn aside(cell: &FormCell, proposals: Option<&Choice>, edited: bool, desk: &Desk) -> String {
    let text = cell.line.text();
    if let Some(meant) = &cell.means {
        return format!("= {meant}");
    }
    match cell.field.kind {
        Kind::IdNumber => match IdNumber::parse(text) {
            Ok(id) => {
                let sex = id.sex().map_or_else(String::new, |sex| sex.label().to_owned());
                let age = id.age_on(desk.day).map_or_else(String::new, |age| format!("{age}岁"));
                let words = [sex, age, id.issued_in_full().unwrap_or_default()];
                words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
            }
            Err(_) => String::new(),
        },
        Kind::Date if cell.field.col == "birth_date" => crate::domain::date::parse(text)
            .ok()
            .and_then(|birth| age_on(birth, desk.day))
            .map_or_else(String::new, |age| format!("{age}岁")),
        _ if cell.found.is_some() => cell.found.as_ref().map_or_else(String::new, |(_, name)| format!("= {name}")),
        _ if proposals.is_some_and(|c| !c.made) => "按下箭头选用".to_owned(),
        _ if edited && (cell.is_named() || cell.yields) => "直接输入即替换".to_owned(),
        _ => String::new(),
    }
}

fn told(slip: &Slip) -> String {
    format!("{}: {}", slip.severity.label(), slip.text)
}

fn role_of(slip: &Slip) -> Role {
    if slip.severity == Severity::Warning { Role::Quiet } else { Role::Slip }
}

/// Cells of the place where a field is typed.
fn width_of(field: &Field) -> u16 {
    match field.kind {
        Kind::IdNumber | Kind::CertNo => 24,
        Kind::AccountNo => 32,
        Kind::Date | Kind::Month | Kind::Money | Kind::Int(..) | Kind::Decimal(_) | Kind::Phone => 16,
        Kind::Text(n) => (n.saturating_mul(2)).clamp(16, 120),
        _ => 30,
    }
}
