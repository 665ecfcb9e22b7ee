//! A page that is read: lines of cells that scroll. Lines of the same columns share the room as one table.

use crate::app::page::{Lines, PageLine, Tone};
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::share::{Ask, share};
use crate::ui::theme::Role;

pub(super) fn draw(page: &Lines, canvas: &mut Canvas<'_>) {
    let scroll = page.scroll;
    let height = usize::from(canvas.height());
    // A heading stands one cell from the left, what belongs to it three; one is left at the right.
    let room = canvas.width().saturating_sub(4);
    let mut before = 0;
    for table in page.lines.chunk_by(|a, b| columns(a).eq(columns(b))) {
        let seen = before..before + table.len();
        if seen.end > scroll.top && seen.start < scroll.top + height {
            let widths = fit(table, room);
            for (i, line) in seen.clone().zip(table).filter(|(i, _)| (scroll.top..scroll.top + height).contains(i)) {
                let y = u16::try_from(i - scroll.top).unwrap_or(0);
                draw_line(line, &widths, y, canvas);
                if i == scroll.at {
                    canvas.text(0, y, 1, canvas.theme.mark(), Role::Plain);
                    if line.target.is_some() {
                        canvas.tint(1, y, canvas.width().saturating_sub(2), Role::Selected);
                    }
                    canvas.cursor(0, y);
                }
            }
        }
        before = seen.end;
    }
}

/// The columns of a line as declared: cells, and whether it is a number.
fn columns(line: &PageLine) -> impl Iterator<Item = (u16, bool)> {
    line.cells.iter().map(|cell| (cell.width, cell.number))
}

/// Cells that the last column keeps beside longer ones.
const LAST: u16 = 14;

/// The cells of each column of some lines; the last one takes what is left.
fn fit(table: &[PageLine], room: u16) -> Vec<u16> {
    let Some(first) = table.first() else { return Vec::new() };
    let needs = |at: usize| {
        let widest = table.iter().filter_map(|line| line.cells.get(at)).map(|cell| cells::width(&cell.text)).max();
        u16::try_from(widest.unwrap_or(0)).unwrap_or(u16::MAX)
    };
    // A blank stands behind a text; numbers stand at the right.
    let ask = |(at, cell): (usize, &crate::app::page::PageCell)| match cell.width {
        // What stands last keeps a part of the line.
        0 => Ask::new(needs(at).min(LAST), needs(at)),
        declared => Ask::new(declared, needs(at).saturating_add(u16::from(!cell.number))),
    };
    let asks: Vec<Ask> = first.cells.iter().enumerate().map(ask).collect();
    let mut widths = share(&asks, room);
    let used: u16 = widths.iter().sum();
    if let (Some(last), Some(0)) = (widths.last_mut(), first.cells.last().map(|cell| cell.width)) {
        *last += room.saturating_sub(used);
    }
    widths
}

fn draw_line(line: &PageLine, widths: &[u16], y: u16, canvas: &mut Canvas<'_>) {
    let role = match line.tone {
        Tone::Heading => Role::Heading,
        Tone::Plain => Role::Plain,
        Tone::Strong => Role::Strong,
        Tone::Quiet => Role::Quiet,
        Tone::Warning => Role::Warning,
    };
    if line.tone == Tone::Warning {
        canvas.text(1, y, 1, "!", role);
    }
    // A heading stands further left than what belongs to it.
    let mut x = if line.tone == Tone::Heading { 1 } else { 3 };
    let end = canvas.width().saturating_sub(1);
    for (cell, width) in line.cells.iter().zip(widths) {
        let shift = if x == 1 { 2 } else { 0 };
        let width = (width + shift).min(end.saturating_sub(x));
        let text = crate::domain::text::safe(&cell.text);
        if cell.number {
            canvas.number(x, y, width, &text, role);
        } else {
            canvas.text(x, y, width.saturating_sub(u16::from(cell.width > 0)), &text, role);
        }
        x += width;
    }
}
