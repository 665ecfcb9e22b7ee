//! A person's page: lines of cells that scroll.

use crate::app::page::{PageLine, Tone};
use crate::app::person::Person;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

pub(super) fn draw(person: &Person, canvas: &mut Canvas<'_>) {
    let scroll = person.scroll;
    let height = usize::from(canvas.height());
    for (i, line) in person.lines.iter().enumerate().skip(scroll.top).take(height) {
        let y = u16::try_from(i - scroll.top).unwrap_or(0);
        draw_line(line, y, canvas);
        if i == scroll.at {
            canvas.text(0, y, 1, canvas.theme.mark(), Role::Plain);
            if line.target.is_some() {
                canvas.tint(1, y, canvas.width().saturating_sub(2), Role::Selected);
            }
            canvas.cursor(0, y);
        }
    }
}

fn draw_line(line: &PageLine, y: u16, canvas: &mut Canvas<'_>) {
    let role = match line.tone {
        Tone::Heading => Role::Heading,
        Tone::Plain => Role::Plain,
        Tone::Strong => Role::Strong,
        Tone::Quiet => Role::Quiet,
        Tone::Warning => Role::Warning,
    };
    // A heading stands one cell further left than what belongs to it.
    let mut x = if line.tone == Tone::Heading { 1 } else { 3 };
    let end = canvas.width().saturating_sub(1);
    for cell in &line.cells {
        let shift = if x == 1 { 2 } else { 0 };
        let width =
            if cell.width == 0 { end.saturating_sub(x) } else { (cell.width + shift).min(end.saturating_sub(x)) };
        let text = crate::domain::text::safe(&cell.text);
        if cell.number {
            canvas.number(x, y, width, &text, role);
        } else {
            canvas.text(x, y, width.saturating_sub(u16::from(cell.width > 0)), &text, role);
        }
        x += width;
    }
}
