//! A list, or the tree, with the names of its neighbours, its filter in words, its count, and the figures beside it where there is room.

use crate::app::allowed;
use crate::app::column::{self, Fitted};
use crate::app::desk::Desk;
use crate::app::list::List;
use crate::app::pane::Pane;
use crate::app::registers::{Beside, Registers};
use crate::domain::money::Money;
use crate::register::{Input, Kind, Register, Versions};
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::panel;
use crate::ui::share::{Ask, share};
use crate::ui::theme::Role;
use crate::ui::tree;

pub(super) fn draw(tab: &Registers, desk: &Desk, canvas: &mut Canvas<'_>) {
    let whole = canvas.area;
    let pane = tab.pane();
    canvas.area = panel::beside(pane.panel(), whole);
    names(tab, canvas);
    match tab.open() {
        Beside::List(list) => rows(list, !tab.on_panel, desk, canvas),
        Beside::Tree(shown) => tree::draw(shown, !tab.on_panel, desk, canvas),
    }
    panel::draw(pane, tab.on_panel, whole, desk, canvas);
}

fn names(tab: &Registers, canvas: &mut Canvas<'_>) {
    let labels: Vec<String> = tab.all.iter().map(|beside| format!(" {} ", beside.pane().label())).collect();
    let width = |label: &String| cells::width(label) + 1;
    // The open one is always seen: those left of it give way.
    let room = usize::from(canvas.width().saturating_sub(1));
    let mut first = 0;
    while first < tab.current && labels[first..=tab.current].iter().map(width).sum::<usize>() > room {
        first += 1;
    }
    let mut x = 1;
    for (i, text) in labels.iter().enumerate().skip(first) {
        let role = if i == tab.current { Role::Selected } else { Role::Plain };
        canvas.text(x, 0, canvas.width(), text, role);
        x += u16::try_from(width(text)).unwrap_or(0);
    }
}

fn rows(list: &List, has_keys: bool, desk: &Desk, canvas: &mut Canvas<'_>) {
    let Some(register) = list.register() else { return };
    // The count is never cut: first what the filters leave is not added up here, then their words give way.
    let room = usize::from(canvas.width().saturating_sub(2));
    let words = format!("筛选: {}", list.filters.in_words(register));
    let count = counted(list, register, room.saturating_sub(cells::width(&words)));
    let words = cells::cut(&words, room.saturating_sub(cells::width(&count)));
    canvas.text(1, 1, canvas.width().saturating_sub(1), &format!("{words}{count}"), Role::Plain);
    // Marks stand before the rows, where there are any.
    let left = if list.marks.is_empty() { 1 } else { 2 };
    let room = canvas.width().saturating_sub(left);
    let columns = widened(list, column::fitting(register, list.columns(), room), room);
    let is_number = |f: &Fitted| f.field.is_some_and(|f| f.kind.right_aligned());
    let mut x = left;
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
        let mut x = left;
        if list.marks.has(row.key) {
            canvas.text(1, y, 1, "*", Role::Strong);
        }
        for c in &columns {
            let text = column::cell(c, row, |text| cells::width(text) <= usize::from(c.width));
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
    says_what_goes_on(list, desk, canvas);
}

/// What is under way beside the list, or why it is empty.
fn says_what_goes_on(list: &List, desk: &Desk, canvas: &mut Canvas<'_>) {
    let goes_on = [("筛选、排序", &list.arranging), ("标记", &list.marks.taking)];
    if let Some((what, waiting)) = goes_on.into_iter().find(|(_, waiting)| waiting.is_on()) {
        let text = format!("正在{what}…{}  Esc 停止", waiting.how_far());
        // The rows that stand there are left until others come.
        let y = if list.window.rows.is_empty() { 3 } else { canvas.height().saturating_sub(1) };
        canvas.blank(y..y + 1);
        canvas.text(1, y, canvas.width(), &text, Role::Key);
    } else if list.window.rows.is_empty() && list.is_read() {
        canvas.text(1, 3, canvas.width(), &why_empty(list, desk), Role::Quiet);
    }
}

/// Why nothing stands in it, and what can be done: where it shows what it opens with, the first record may still be to come.
fn why_empty(list: &List, desk: &Desk) -> String {
    let is_filtered = !list.filters.picked.is_empty();
    let may = |r: &&'static Register| r.input == Input::Form && allowed::enters(r, &desk.rights);
    let is_entered = !desk.read_only && list.register().filter(may).is_some();
    let why = if is_filtered { "没有符合筛选条件的记录。" } else { "还没有记录。" };
    let new = if is_entered && !list.is_picked() { "F2 新增  " } else { "" };
    format!("{why}{new}{}", if is_filtered { "F5 改筛选" } else { "" })
}

/// The columns with the cells that the rows at hand need, as far as there is room.
fn widened(list: &List, mut columns: Vec<Fitted>, room: u16) -> Vec<Fitted> {
    let ask = |c: &Fitted| {
        // As it would stand in a column of any width.
        let wide = Fitted { width: u16::MAX, ..*c };
        let texts = list.window.rows.iter().map(|row| column::cell(&wide, row, |_| true));
        let widest = texts.map(|text| cells::width(&text)).max().unwrap_or(0);
        let needs = u16::try_from(widest.max(cells::width(c.column.label))).unwrap_or(u16::MAX);
        let is_id = c.field.is_some_and(|f| f.kind == Kind::IdNumber);
        let is_state = list.register().is_some_and(|r| r.versions.is_some()) && c.column.path == Versions::STATE;
        // A short number is whole in its way, and so is a state whose further course does not fit.
        let needs_all = is_id || (is_state && needs > c.width);
        Ask { whole: needs_all, ..Ask::new(c.width, if is_id { needs.max(c.width) } else { needs }) }
    };
    let asks: Vec<Ask> = columns.iter().map(ask).collect();
    let between = u16::try_from(columns.len()).unwrap_or(0);
    for (column, width) in columns.iter_mut().zip(share(&asks, (room + 1).saturating_sub(between))) {
        column.width = width;
    }
    columns
}

/// How many rows there are, and their money where it is added up and there is room for it.
fn counted(list: &List, register: &'static Register, room: usize) -> String {
    use crate::domain::text::grouped;
    let all = match list.counted.rows {
        None => String::new(),
        Some(count) => match count.persons {
            Some(persons) => format!("   共 {} {} {} 人", grouped(count.rows), register.unit, grouped(persons)),
            None => format!("   共 {} {}", grouped(count.rows), register.unit),
        },
    };
    let marked = marked(list, register);
    // Behind the words alone it would be taken for one of them.
    let adds_up = list.counted.adds_up() && !all.is_empty();
    let sums = if adds_up { sums(list, list.counted.money()) } else { String::new() };
    let fits = cells::width(&all) + cells::width(&sums) + cells::width(&marked) <= room;
    format!("{all}{}{marked}", if fits { sums.as_str() } else { "" })
}

/// Money in the columns of money that are shown.
fn sums(list: &List, money: Option<&[i64]>) -> String {
    match money {
        Some(money) => {
            let sums = list.money_called().zip(money).map(|(label, fen)| format!(" {label} {}", Money::fen(*fen)));
            sums.collect()
        }
        None => " …".to_owned(),
    }
}

/// How many rows are marked, and their money in the columns that are shown.
fn marked(list: &List, register: &'static Register) -> String {
    if list.marks.is_empty() {
        return String::new();
    }
    let sums = sums(list, list.marks.money());
    format!("   已标记 {} {}{sums}", crate::domain::text::counted(list.marks.len()), register.unit)
}
