//! The rows behind a figure, and what they add up to.

use crate::app::desk::Desk;
use crate::app::rows::Rows;
use crate::domain::text::counted;
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::share::{Ask, share};
use crate::ui::theme::Role;

pub(super) fn draw(rows: &Rows, desk: &Desk, canvas: &mut Canvas<'_>) {
    let all = rows.all();
    let count = if rows.behind.is_some() { format!("   {} 行", counted(all.len())) } else { String::new() };
    let words = format!("{} {}: {} {}{count}", rows.line.label.trim(), rows.when, rows.sum(), rows.line.unit.label());
    canvas.text(1, 0, canvas.width(), &words, Role::Strong);
    let adds = 14;
    let name = |row: &crate::figure::Row| {
        row.town.as_deref().map_or("", |code| desk.division(code).unwrap_or(code)).to_owned()
    };
    let room = canvas.width().saturating_sub(adds + 4);
    let widest = |texts: &mut dyn Iterator<Item = usize>| u16::try_from(texts.max().unwrap_or(0)).unwrap_or(u16::MAX);
    let height = usize::from(canvas.height().saturating_sub(2));
    let seen = || all.iter().skip(rows.scroll.top).take(height);
    let towns = widest(&mut seen().map(|row| cells::width(&name(row))));
    let labels = widest(&mut seen().map(|row| cells::width(&row.label)));
    let town = share(&[Ask::new(14, towns), Ask::new(room.saturating_sub(14), labels)], room)[0];
    let label = room.saturating_sub(town);
    canvas.text(1, 1, town, "镇街", Role::Heading);
    canvas.text(2 + town, 1, label, "谁, 哪一件", Role::Heading);
    canvas.number(2 + town + label, 1, adds, "计入", Role::Heading);
    for (i, row) in all.iter().enumerate().skip(rows.scroll.top).take(height) {
        let y = u16::try_from(i - rows.scroll.top).unwrap_or(0) + 2;
        canvas.text(1, y, town, &name(row), Role::Plain);
        canvas.text(2 + town, y, label, &crate::domain::text::safe(&row.label), Role::Plain);
        canvas.number(2 + town + label, y, adds, &rows.adds(i, row), Role::Plain);
        if i == rows.scroll.at {
            canvas.text(0, y, 1, canvas.theme.mark(), Role::Plain);
            canvas.tint(1, y, canvas.width().saturating_sub(3), Role::Selected);
            canvas.cursor(0, y);
        }
    }
}
