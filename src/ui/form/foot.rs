//! The foot of a form: what is right here, what is wrong, what saving changes.

use crate::app::form::{FOOT, Form, FormLine, Told};
use crate::register::benefits::consequence;
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::shell::Long;
use crate::ui::theme::Role;
use ratatui::layout::Rect;

/// Draws the foot; gives its lines. It grows with what is to be read there; the lines above give way, but the cursor stays in
/// sight.
pub(super) fn draw(form: &Form, message: Option<&Long>, canvas: &mut Canvas<'_>) -> u16 {
    let whole = canvas.area;
    let changes = foot_text(form.changes.iter().map(String::as_str), whole.width);
    let (hint, mut told_of, mut role) = foot_lines(form, whole.width);
    if let Some(message) = message {
        (told_of, role) = (message.lines.clone(), message.role);
    }
    let lines = u16::try_from(changes.len() + told_of.len().max(1)).unwrap_or(1);
    let foot = (FOOT - 1 + lines).min(whole.height.saturating_sub(LEAST_SEEN));
    canvas.area = Rect { y: whole.bottom() - foot, height: foot, ..whole };
    canvas.rule(0);
    canvas.text(1, 1, canvas.width(), hint, Role::Quiet);
    let room = usize::from(foot.saturating_sub(2)).saturating_sub(changes.len());
    if told_of.len() > room {
        told_of.truncate(room.saturating_sub(1));
        told_of.push("… 其余的写在各项旁边".to_owned());
    }
    let changes = changes.iter().map(|line| (line, Role::Strong));
    for (y, (line, role)) in (2..foot).zip(changes.chain(told_of.iter().map(|line| (line, role)))) {
        canvas.text(1, y, canvas.width(), line, role);
    }
    foot
}

/// Lines of the record that are seen, however much is told at the foot.
const LEAST_SEEN: u16 = 3;

/// The foot: what is right here, and the slips of the field of the cursor or of the record whole, each told once and to its
/// end.
fn foot_lines(form: &Form, width: u16) -> (&'static str, Vec<String>, Role) {
    let cell = form.field_at_cursor().and_then(|i| form.cells.get(i));
    let of_row = match form.line() {
        Some(FormLine::Row(g, r)) => form.grids.get(g).and_then(|g| g.rows.get(r)).map(|r| r.slips.as_slice()),
        _ => None,
    };
    if !form.told.is_empty() {
        let texts: Vec<String> = form.told.iter().map(Told::text).collect();
        return (
            "",
            texts.iter().flat_map(|t| cells::wrap(t, usize::from(width.saturating_sub(4)).max(1))).collect(),
            Role::Slip,
        );
    }
    let slips = cell.map(|c| c.slips.as_slice()).or(of_row).into_iter().flatten().chain(&form.slips);
    let hint = cell.filter(|_| form.editing).map_or("", |c| c.field.hint);
    let (mut told_of, mut apart): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut role = Role::Quiet;
    for slip in slips {
        let mut one_by_one = consequence::one_by_one(slip);
        let text = format!("{}: {}", slip.severity.label(), one_by_one.next().unwrap_or_default());
        if !told_of.contains(&text) {
            told_of.push(text);
            apart.extend(one_by_one.map(str::to_owned));
        }
        if slip.stops() {
            role = Role::Slip;
        }
    }
    let together = told_of.join("  ");
    let together = (!told_of.is_empty()).then_some(together.as_str());
    (hint, foot_text(together.into_iter().chain(apart.iter().map(String::as_str)), width), role)
}

/// Texts as lines of the foot.
fn foot_text<'a>(texts: impl IntoIterator<Item = &'a str>, width: u16) -> Vec<String> {
    // Two cells are left for a mark that must not begin a line.
    let width = usize::from(width.saturating_sub(4)).max(1);
    texts.into_iter().flat_map(|text| cells::wrap(text, width)).collect()
}
