//! The figures of a screen: beside it where there is room, else over it while they have the keys. The months of the main one stand
//! beneath them; over the screen, where they do not all fit there, beside them.

use crate::app::desk::Desk;
use crate::app::pane::Pane;
use crate::app::panel::Panel;
use crate::domain::month::Month;
use crate::figure::{Standing, Unit};
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::months::mark;
use crate::ui::theme::{Role, Theme};
use chrono::Datelike;
use ratatui::layout::Rect;

/// From this width on the figures stand beside the screen.
const SIDE_BY_SIDE: u16 = 104;
/// Columns of the figures, the line before them included.
const WIDTH: u16 = 34;
/// Columns of the months where they stand beside the figures.
const MONTHS: u16 = 26;

/// What is left for the screen.
pub(super) fn beside(panel: &Panel, whole: Rect) -> Rect {
    let taken = if whole.width >= SIDE_BY_SIDE && !panel.lines.is_empty() { WIDTH } else { 0 };
    Rect { width: whole.width - taken, ..whole }
}

/// Draws the figures of a screen.
pub(super) fn draw(pane: &dyn Pane, has_keys: bool, whole: Rect, desk: &Desk, canvas: &mut Canvas<'_>) {
    let panel = pane.panel();
    let running = Standing::of(desk.month(), desk.day, desk.month()) != Standing::Whole;
    let until = if running { format!(" 截至{}日", desk.day.day()) } else { String::new() };
    let title = format!("{}  {}{until}", pane.label(), desk.month().zh());
    let (picked, lines, months) = (picked(pane), lines(panel), months(panel, canvas.theme));
    // The cursor is on none of the headings.
    let at = has_keys.then(|| if panel.at < lines.len() { panel.at } else { panel.at + 1 });
    let is_beside = beside(panel, whole) != whole;
    if !is_beside && !has_keys {
        return;
    }
    let fits = picked.len() + lines.len() + months.len() <= usize::from(whole.height.saturating_sub(2));
    let width = if is_beside || fits { WIDTH } else { WIDTH + MONTHS }.min(whole.width);
    canvas.area = Rect { x: whole.right() - width, width, ..whole };
    if is_beside {
        canvas.upright(0);
        canvas.text(2, 0, width, &title, Role::Heading);
        let height = whole.height.saturating_sub(1);
        canvas.area = Rect { x: canvas.area.x + 1, y: whole.y + 1, width: width.saturating_sub(2), height };
    } else {
        canvas.boxed(Some((0, 0)), width, whole.height, &title, Role::Heading);
    }
    column(&picked, None, canvas);
    let above = u16::try_from(picked.len()).unwrap_or(0).min(canvas.area.height);
    canvas.area = Rect { y: canvas.area.y + above, height: canvas.area.height - above, ..canvas.area };
    if is_beside || fits {
        return column(&[lines, months].concat(), at, canvas);
    }
    let inside = canvas.area;
    let left = inside.width.saturating_sub(MONTHS);
    canvas.area = Rect { width: left, ..inside };
    column(&lines, at.filter(|at| *at < lines.len()), canvas);
    canvas.area = Rect { x: inside.x + left, width: inside.width - left, ..inside };
    column(&months, at.and_then(|at| at.checked_sub(lines.len())), canvas);
}

/// What the filters leave, where there are any, and of what the figures beneath are.
fn picked(pane: &dyn Pane) -> Vec<Line> {
    let heading = |text: &str, role| (text.to_owned(), String::new(), "", role);
    let Some(picked) = pane.picked() else { return vec![heading("全部", Role::Quiet)] };
    let drawn = picked.into_iter().map(|line| (line.label, line.number, line.unit, Role::Strong));
    let first = heading("按筛选列出的", Role::Heading);
    [first].into_iter().chain(drawn).chain([heading("全部, 不论筛选", Role::Heading)]).collect()
}

/// A line as it is drawn: its label, its number, the unit.
type Line = (String, String, &'static str, Role);

fn lines(panel: &Panel) -> Vec<Line> {
    let role = |at| if panel.slip(at).is_some() { Role::Warning } else { Role::Strong };
    let drawn = |(at, line): (usize, &crate::figure::PanelLine)| {
        let sign = if panel.slip(at).is_some() { "!" } else { "" };
        (line.label.to_owned(), format!("{sign}{}", panel.shown(at)), short(line.unit), role(at))
    };
    panel.lines.iter().enumerate().map(drawn).collect()
}

/// The months of the main figure under its name: as a line of bars, the earliest at the left, and each with its number.
fn months(panel: &Panel, theme: &Theme) -> Vec<Line> {
    let Some(main) = panel.main else { return Vec::new() };
    let name = (format!("近十二个月 {}", main.label.trim()), String::new(), "", Role::Heading);
    let course = panel.course();
    let heights = course.as_ref().map_or_else(Vec::new, |course| course.heights(8));
    let bars = heights.iter().rev().map(|height| height.map_or(" ", |height| theme.level(height))).collect::<String>();
    let bars = (bars, "回车看图".to_owned(), "", Role::Plain);
    let extremes = course.and_then(|course| course.extremes());
    let drawn = |(nth, month): (usize, &Month)| {
        let label = match mark(extremes, nth) {
            "" => format!("  {month}"),
            mark => format!("{mark}{month}"),
        };
        (label, panel.shown_of(nth), short(main.unit), Role::Strong)
    };
    [name, bars].into_iter().chain(panel.months.iter().enumerate().map(drawn)).collect()
}

fn short(unit: Unit) -> &'static str {
    unit.label().split('/').next().unwrap_or_default()
}

/// As many as fit, those around the cursor.
fn column(lines: &[Line], at: Option<usize>, canvas: &mut Canvas<'_>) {
    let width = canvas.width();
    let height = usize::from(canvas.height());
    let top = at.unwrap_or(0).saturating_sub(height / 2).min(lines.len().saturating_sub(height));
    for (i, (label, number, unit, role)) in lines.iter().enumerate().skip(top).take(height) {
        let y = u16::try_from(i - top).unwrap_or(0);
        canvas.text(1, y, width, label, if unit.is_empty() { *role } else { Role::Plain });
        let used = 1 + u16::try_from(cells::width(label)).unwrap_or(0);
        canvas.number(used, y, width.saturating_sub(used + 5), number, *role);
        canvas.text(width.saturating_sub(4), y, 4, unit, Role::Quiet);
        if at == Some(i) {
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
