//! The figures of a screen: beside it where there is room, else over it while they have the keys.

use crate::app::desk::Desk;
use crate::app::panel::Panel;
use crate::figure::Standing;
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::theme::Role;
use chrono::Datelike;
use ratatui::layout::Rect;

/// From this width on the figures stand beside the screen.
const SIDE_BY_SIDE: u16 = 104;
/// Columns of the figures, the line before them included.
const WIDTH: u16 = 34;

/// What is left for the screen.
pub(super) fn beside(panel: &Panel, whole: Rect) -> Rect {
    let taken = if whole.width >= SIDE_BY_SIDE && !panel.lines.is_empty() { WIDTH } else { 0 };
    Rect { width: whole.width - taken, ..whole }
}

/// Draws the figures of a screen.
pub(super) fn draw(panel: &Panel, name: &str, has_keys: bool, whole: Rect, desk: &Desk, canvas: &mut Canvas<'_>) {
    let width = WIDTH.min(whole.width);
    let at = Rect { x: whole.right() - width, width, ..whole };
    let running = Standing::of(desk.month(), desk.day, desk.month()) != Standing::Whole;
    let until = if running { format!(" 截至{}日", desk.day.day()) } else { String::new() };
    let title = format!("{name}  {}{until}", desk.month().zh());
    if beside(panel, whole) != whole {
        canvas.area = at;
        canvas.upright(0);
        canvas.text(2, 0, width, &title, Role::Heading);
        let height = at.height.saturating_sub(1);
        canvas.area = Rect { x: at.x + 1, y: at.y + 1, width: width.saturating_sub(2), height };
        lines(panel, has_keys, canvas);
    } else if has_keys {
        canvas.area = at;
        canvas.boxed(Some((0, 0)), width, whole.height, &title, Role::Heading);
        lines(panel, true, canvas);
    }
}

fn lines(panel: &Panel, has_keys: bool, canvas: &mut Canvas<'_>) {
    let width = canvas.width();
    let height = usize::from(canvas.height());
    for (i, line) in panel.lines.iter().enumerate().skip(panel.scroll.top).take(height) {
        let y = u16::try_from(i - panel.scroll.top).unwrap_or(0);
        let unit = line.unit.label().split('/').next().unwrap_or_default();
        canvas.text(1, y, width, line.label, Role::Plain);
        let role = if panel.slip(i).is_some() { Role::Warning } else { Role::Strong };
        let label = 1 + u16::try_from(cells::width(line.label)).unwrap_or(0);
        canvas.number(label, y, width.saturating_sub(label + 5), &panel.shown(i), role);
        canvas.text(width.saturating_sub(4), y, 4, unit, Role::Quiet);
        if has_keys && i == panel.scroll.at {
            canvas.text(0, y, 1, canvas.theme.mark(), Role::Plain);
            canvas.tint(1, y, width.saturating_sub(1), Role::Selected);
            canvas.cursor(0, y);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_and_the_manual_name_the_width() {
        let [readme, manual] = [include_str!("../../README.md"), include_str!("../../docs/manual.md")];
        assert!(readme.contains(&format!("windows of {SIDE_BY_SIDE} columns and more")));
        assert!(manual.contains(&format!("{SIDE_BY_SIDE} 列以上")));
    }
}
