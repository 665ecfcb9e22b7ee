//! A list with the names of its neighbours, its filter in words, its count, and the figures beside it where there is room.

use crate::app::column::{self, Fitted};
use crate::app::desk::Desk;
use crate::app::list::List;
use crate::app::panel::Panel;
use crate::app::registers::Registers;
use crate::register::Register;
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::theme::Role;
use ratatui::layout::Rect;

/// From this width on the figures stand beside the list; below it they lie over it while they have the keys.
const SIDE_BY_SIDE: u16 = 100;
/// Columns of the figures, the line before them included.
const PANEL: u16 = 30;

pub(super) fn draw(tab: &Registers, desk: &Desk, canvas: &mut Canvas<'_>) {
    let whole = canvas.area;
    let beside = whole.width >= SIDE_BY_SIDE && !tab.list().panel.lines.is_empty();
    if beside {
        canvas.area.width = whole.width - PANEL;
    }
    names(tab, canvas);
    if let Some(register) = tab.list().register() {
        rows(tab.list(), register, !tab.on_panel, canvas);
    }
    let width = PANEL.min(whole.width);
    let at = Rect { x: whole.right() - width, width, ..whole };
    let title = format!("{}  {}", tab.list().spec.label, desk.month().zh());
    if beside {
        canvas.area = Rect { x: at.x + 1, width: width.saturating_sub(2), ..at };
        canvas.text(1, 0, width, &title, Role::Heading);
        canvas.area = at;
        canvas.upright(0);
        canvas.area =
            Rect { x: at.x + 1, y: at.y + 1, width: width.saturating_sub(2), height: at.height.saturating_sub(1) };
        panel(&tab.list().panel, tab.on_panel, canvas);
    } else if tab.on_panel {
        canvas.area = at;
        canvas.boxed(Some((0, 0)), width, whole.height, &title, Role::Heading);
        panel(&tab.list().panel, true, canvas);
    }
}

fn names(tab: &Registers, canvas: &mut Canvas<'_>) {
    let mut x = 1;
    for (i, list) in tab.lists.iter().enumerate() {
        let text = format!(" {} ", list.spec.label);
        let role = if i == tab.current { Role::Selected } else { Role::Plain };
        canvas.text(x, 0, canvas.width(), &text, role);
        x += u16::try_from(cells::width(&text)).unwrap_or(0) + 1;
    }
}

fn rows(list: &List, register: &'static Register, has_keys: bool, canvas: &mut Canvas<'_>) {
    let words = format!("筛选: {}{}", list.filters.in_words(register), counted(list, register));
    canvas.text(1, 1, canvas.width().saturating_sub(1), &words, Role::Plain);
    let columns = column::fitting(register, canvas.width().saturating_sub(1));
    let is_number = |f: &Fitted| f.field.is_some_and(|f| f.kind.right_aligned());
    let mut x = 1;
    for c in &columns {
        if is_number(c) {
            canvas.number(x, 2, c.width, c.column.label, Role::Heading);
        } else {
            canvas.text(x, 2, c.width, c.column.label, Role::Heading);
        }
        x += c.width + 1;
    }
    let scroll = list.window.scroll;
    let height = usize::from(canvas.height().saturating_sub(3));
    for (i, row) in list.window.rows.iter().enumerate().skip(scroll.top).take(height) {
        let y = u16::try_from(i - scroll.top).unwrap_or(0) + 3;
        let mut x = 1;
        for (c, value) in columns.iter().zip(&row.cells) {
            let text = column::text(c.field, value, c.width);
            if is_number(c) {
                canvas.number(x, y, c.width, &text, Role::Plain);
            } else {
                canvas.text(x, y, c.width, &text, Role::Plain);
            }
            x += c.width + 1;
        }
        if i == scroll.at {
            canvas.text(0, y, 1, canvas.theme.mark(), Role::Plain);
            canvas.tint(1, y, x.saturating_sub(2), if has_keys { Role::Selected } else { Role::Strong });
            if has_keys {
                canvas.cursor(0, y);
            }
        }
    }
    if list.window.rows.is_empty() && list.is_read() {
        let text = if list.filters.picked.is_empty() {
            "还没有记录。"
        } else {
            "没有符合筛选条件的记录。F5 改筛选"
        };
        canvas.text(1, 3, canvas.width(), text, Role::Quiet);
    }
}

fn counted(list: &List, register: &Register) -> String {
    use crate::app::panel::with_commas;
    match list.count {
        None => String::new(),
        Some(count) => match count.persons {
            Some(persons) => format!("   共 {} {} {} 人", with_commas(count.rows), register.unit, with_commas(persons)),
            None => format!("   共 {} {}", with_commas(count.rows), register.unit),
        },
    }
}

fn panel(panel: &Panel, has_keys: bool, canvas: &mut Canvas<'_>) {
    let width = canvas.width();
    let height = usize::from(canvas.height());
    for (i, line) in panel.lines.iter().enumerate().skip(panel.scroll.top).take(height) {
        let y = u16::try_from(i - panel.scroll.top).unwrap_or(0);
        let unit = line.unit.label().split('/').next().unwrap_or_default();
        canvas.text(1, y, width, line.label, Role::Plain);
        let label = 1 + u16::try_from(cells::width(line.label)).unwrap_or(0);
        canvas.number(label, y, width.saturating_sub(label + 5), &panel.shown(i), Role::Strong);
        canvas.text(width.saturating_sub(4), y, 4, unit, Role::Quiet);
        if has_keys && i == panel.scroll.at {
            canvas.text(0, y, 1, canvas.theme.mark(), Role::Plain);
            canvas.tint(1, y, width.saturating_sub(1), Role::Selected);
            canvas.cursor(0, y);
        }
    }
}
