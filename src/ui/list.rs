//! A list with the names of its neighbours, its filter in words, its count, and the figures beside it where there is room.

use crate::app::column;
use crate::app::desk::Desk;
use crate::app::list::List;
use crate::app::panel::Panel;
use crate::app::registers::Registers;
use crate::register::{Column, Register};
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
    if beside || tab.on_panel {
        let width = PANEL.min(whole.width);
        canvas.area = Rect { x: whole.right() - width, width, ..whole };
        if !beside {
            canvas.boxed(Some((0, 0)), width, whole.height, "", Role::Quiet);
            canvas.area = Rect { x: whole.right() - width, width, ..whole };
        }
        panel(&tab.list().panel, tab.list().spec.label, tab.on_panel, desk, canvas);
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
    let columns = column::fitting(register.list, canvas.width().saturating_sub(1));
    let mut x = 1;
    for c in columns {
        if is_number(register, c) {
            canvas.number(x, 2, c.width, c.label, Role::Heading);
        } else {
            canvas.text(x, 2, c.width, c.label, Role::Heading);
        }
        x += c.width + 1;
    }
    let scroll = list.window.scroll;
    let height = usize::from(canvas.height().saturating_sub(3));
    for (i, row) in list.window.rows.iter().enumerate().skip(scroll.top).take(height) {
        let y = u16::try_from(i - scroll.top).unwrap_or(0) + 3;
        let mut x = 1;
        for (c, value) in columns.iter().zip(&row.cells) {
            let text = column::text(column::field(register, c.path), value, c.width);
            if is_number(register, c) {
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

fn is_number(register: &'static Register, c: &Column) -> bool {
    column::field(register, c.path).is_some_and(|f| f.kind.right_aligned())
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

fn panel(panel: &Panel, label: &str, has_keys: bool, desk: &Desk, canvas: &mut Canvas<'_>) {
    canvas.upright(0);
    let width = canvas.width().saturating_sub(3);
    canvas.text(2, 0, width, &format!("{label}  {}", desk.month().zh()), Role::Heading);
    let height = usize::from(canvas.height().saturating_sub(2));
    for (i, line) in panel.lines.iter().enumerate().skip(panel.scroll.top).take(height) {
        let y = u16::try_from(i - panel.scroll.top).unwrap_or(0) + 1;
        let unit = line.unit.label().split('/').next().unwrap_or_default();
        canvas.text(2, y, width, line.label, Role::Plain);
        let label = u16::try_from(cells::width(line.label)).unwrap_or(0);
        canvas.number(2 + label, y, width.saturating_sub(label + 5), &panel.shown(i), Role::Strong);
        canvas.text(canvas.width().saturating_sub(5), y, 4, unit, Role::Quiet);
        if has_keys && i == panel.scroll.at {
            canvas.text(1, y, 1, canvas.theme.mark(), Role::Plain);
            canvas.tint(2, y, width, Role::Selected);
            canvas.cursor(1, y);
        }
    }
}
