//! A page that fills the window while no office's screens are open: title, what is asked, what is said, the keys.

use crate::app::desk::LEAST;
use crate::ui::canvas::Canvas;
use crate::ui::theme::{Role, Theme};
use crate::ui::{cells, shell};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws it with what stands between the rules, and says where the terminal's cursor goes.
pub(super) fn draw(
    theme: &Theme,
    buffer: &mut Buffer,
    (office, title): (&str, &str),
    (said, keys): (Option<&str>, &[(String, &str)]),
    page: impl FnOnce(&mut Canvas<'_>),
) -> Option<Position> {
    let area = buffer.area;
    if area.is_empty() {
        return None;
    }
    let mut canvas = Canvas::new(buffer, area, theme);
    if area.width < LEAST.0 || area.height < LEAST.1 {
        shell::ask_for_room(&mut canvas);
        return canvas.cursor;
    }
    canvas.text(0, 0, 8, "民政", Role::Title);
    let office = if office.is_empty() { String::new() } else { format!("{office}  ") };
    canvas.text(6, 0, canvas.width(), &office, Role::Plain);
    let after = u16::try_from(cells::width(&office)).unwrap_or(0);
    canvas.text(6 + after, 0, canvas.width(), title, Role::Strong);
    canvas.rule(1);
    let last = canvas.height().saturating_sub(1);
    canvas.rule(last.saturating_sub(1));
    page(&mut canvas);
    says(said, last.saturating_sub(1), &mut canvas);
    shell::keys(keys.iter().map(|(key, label)| (key.as_str(), *label)), last, &mut canvas);
    canvas.cursor
}

/// What is said, above the lower rule: as many lines as it takes.
fn says(said: Option<&str>, rule: u16, canvas: &mut Canvas<'_>) {
    let Some(text) = said else { return };
    let lines = cells::wrap(&format!("! {text}"), usize::from(canvas.width().saturating_sub(4)).max(1));
    let top = rule.saturating_sub(u16::try_from(lines.len()).unwrap_or(u16::MAX)).max(2);
    canvas.blank(top..rule);
    for (y, line) in (top..rule).zip(&lines) {
        canvas.text(2, y, canvas.width(), line, Role::Slip);
    }
}

/// Text in lines from a row on; the row behind it.
pub(super) fn told(mut y: u16, text: &str, canvas: &mut Canvas<'_>) -> u16 {
    for line in cells::wrap(text, usize::from(canvas.width().saturating_sub(4)).max(1)) {
        canvas.text(2, y, canvas.width(), &line, Role::Plain);
        y += 1;
    }
    y
}

/// What a line asks for, with the mark where the cursor is.
pub(super) fn label((x, y): (u16, u16), cells: u16, text: &str, at: bool, canvas: &mut Canvas<'_>) {
    if at {
        canvas.text(0, y, 1, canvas.theme.mark(), Role::Plain);
    }
    canvas.text(x, y, cells, text, if at { Role::Strong } else { Role::Plain });
}
