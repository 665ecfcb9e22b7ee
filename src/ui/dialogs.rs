//! The boxes that lie over a screen.

use crate::app::by::ByDialog;
use crate::app::choice::{Choice, SEEN};
use crate::app::columns::ColumnsDialog;
use crate::app::confirm::Confirm;
use crate::app::day::DayDialog;
use crate::app::deeds::Deeds;
use crate::app::filter::FilterDialog;
use crate::app::filter_line::{Asks, FilterLine};
use crate::app::menu::Menu;
use crate::app::message::MessageDialog;
use crate::app::notice::Look;
use crate::app::password::{LABELS, PasswordDialog};
use crate::app::pick::Narrowing;
use crate::app::print::PrintDialog;
use crate::app::reason::Reason;
use crate::app::scroll::Scroll;
use crate::app::start::Start;
use crate::register::Kind;
use crate::register::core::codes::is_trade_code;
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::theme::Role;

const WIDE: u16 = 64;

/// The width of a box in which something is chosen: what was chosen stands beside what can be, both with room for long names.
fn choosing(canvas: &Canvas<'_>) -> u16 {
    canvas.width().saturating_sub(4).clamp(WIDE, 96)
}

/// Lines of text that fit a box of the usual width.
fn wrapped(text: &[String], canvas: &Canvas<'_>) -> Vec<String> {
    let width = usize::from(WIDE.min(canvas.width()).saturating_sub(6)).max(1);
    text.iter().flat_map(|t| cells::wrap(t, width)).collect()
}

fn rows(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

pub(super) fn confirm(dialog: &Confirm, canvas: &mut Canvas<'_>) {
    let lines = wrapped(std::slice::from_ref(&dialog.question), canvas);
    canvas.boxed(None, WIDE, rows(lines.len() + dialog.answers.len()) + 5, "! 请确认", Role::Slip);
    for (i, line) in lines.iter().enumerate() {
        canvas.text(1, rows(i), canvas.width(), line, Role::Plain);
    }
    // What is asked may be longer than the window; the answers are always seen.
    let first = (rows(lines.len()) + 1).min(canvas.height().saturating_sub(rows(dialog.answers.len()) + 1));
    canvas.blank(first.saturating_sub(1)..canvas.height());
    for (i, answer) in dialog.answers.iter().enumerate() {
        pick(i == dialog.at, first + rows(i), answer, canvas);
    }
    let y = canvas.height().saturating_sub(1);
    canvas.text(1, y, canvas.width(), "上下选, 回车确定, Esc 返回", Role::Quiet);
}

/// A line of a box that can be chosen.
pub(super) fn pick(at: bool, y: u16, text: &str, canvas: &mut Canvas<'_>) {
    canvas.text(2, y, canvas.width(), text, Role::Plain);
    if at {
        canvas.text(0, y, 1, canvas.theme.mark(), Role::Plain);
        canvas.tint(1, y, canvas.width().saturating_sub(2), Role::Selected);
        canvas.cursor(0, y);
    }
}

pub(super) fn message(dialog: &MessageDialog, canvas: &mut Canvas<'_>) {
    let message = &dialog.message;
    let lines = wrapped(&message.text, canvas);
    let role = match message.look {
        Look::Done => Role::Done,
        Look::Slip => Role::Slip,
        Look::Surroundings => Role::Warning,
        Look::Defect => Role::Defect,
    };
    let sign = if message.look == Look::Done { "" } else { "! " };
    canvas.boxed(None, WIDE, rows(lines.len()) + 4, &format!("{sign}{}", message.title), role);
    for (i, line) in lines.iter().enumerate() {
        canvas.text(1, rows(i), canvas.width(), line, Role::Plain);
    }
    let y = rows(lines.len()) + 1;
    canvas.text(1, y, canvas.width(), "回车 知道了", Role::Key);
    canvas.cursor(1, y);
}

/// The box that asks for a reason: what is to be read, as much of it as has room, then what is asked for, and the line that is typed.
pub(super) fn reason(dialog: &Reason, canvas: &mut Canvas<'_>) {
    let asks = dialog.text.len().saturating_sub(1);
    let asked = wrapped(dialog.text.get(asks..).unwrap_or_default(), canvas);
    let told = dialog.text.get(..asks).unwrap_or_default();
    let height = rows(wrapped(&dialog.text, canvas).len()) + 4;
    canvas.boxed(None, WIDE, height, dialog.title, Role::Title);
    let room = usize::from(canvas.height()).saturating_sub(asked.len() + 2);
    let mut lines = wrapped(told, canvas);
    if lines.len() > room {
        lines = some_of(told, dialog.top, room, canvas);
    }
    for (i, line) in lines.iter().chain(&asked).enumerate() {
        canvas.text(1, rows(i), canvas.width(), line, Role::Plain);
    }
    canvas.typed(1, rows(lines.len() + asked.len()), canvas.width().saturating_sub(2), &dialog.line);
}

/// As many texts from one on as have room, and how many more there are.
fn some_of(texts: &[String], top: usize, room: usize, canvas: &Canvas<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut next = top;
    while let Some(text) = texts.get(next) {
        let more = wrapped(std::slice::from_ref(text), canvas);
        if lines.len() + more.len() >= room && next > top {
            break;
        }
        lines.extend(more);
        next += 1;
    }
    lines.truncate(room.saturating_sub(1));
    let left = texts.len().saturating_sub(next);
    lines.push(if left > 0 { format!("还有 {left} 条, 按下键看") } else { "前面的按上键看".to_owned() });
    lines
}

pub(super) fn day(dialog: &DayDialog, canvas: &mut Canvas<'_>) {
    canvas.boxed(None, WIDE / 2, 4, "日期", Role::Title);
    canvas.typed(1, 0, canvas.width().saturating_sub(2), &dialog.line);
    canvas.text(1, 1, canvas.width(), "回车确定, Ctrl+D 今天", Role::Quiet);
}

pub(super) fn password(dialog: &PasswordDialog, canvas: &mut Canvas<'_>) {
    const TYPED: u16 = 14;
    let said = dialog.said.as_ref().map(|said| format!("! {said}"));
    let said = wrapped(said.as_slice(), canvas);
    canvas.boxed(None, WIDE, rows(LABELS.len() + said.len()) + 5, "改密码", Role::Title);
    for (i, (label, typed)) in LABELS.iter().zip(&dialog.typed).enumerate() {
        let at = i == dialog.at;
        canvas.text(1, rows(i), TYPED, label, if at { Role::Strong } else { Role::Plain });
        canvas.stars((TYPED, rows(i)), canvas.width().saturating_sub(TYPED + 1), typed, at);
    }
    for (i, line) in said.iter().enumerate() {
        canvas.text(1, rows(LABELS.len() + i), canvas.width(), line, Role::Slip);
    }
    let y = canvas.height().saturating_sub(2);
    canvas.text(1, y, canvas.width(), "8 到 64 个字符; 不能是登录名、同一个字符或常见的", Role::Quiet);
    canvas.text(1, y + 1, canvas.width(), "回车下一项, 打完就改; Esc 不改", Role::Quiet);
}

pub(super) fn menu(menu: &Menu, canvas: &mut Canvas<'_>) {
    narrowed((40, "菜单"), &menu.lines, canvas, |at, y, canvas| {
        let Some(item) = menu.items.get(at) else { return String::new() };
        let key = item.key.map_or_else(String::new, |k| k.to_string());
        canvas.text(20, y, 8, &item.code, Role::Quiet);
        canvas.number(28, y, canvas.width().saturating_sub(30), &key, Role::Key);
        item.label.to_owned()
    });
}

pub(super) fn start(start: &Start, canvas: &mut Canvas<'_>) {
    narrowed((WIDE, "新增"), &start.lines, canvas, |at, y, canvas| {
        let Some(item) = start.items.get(at) else { return String::new() };
        let digit = if at < 9 { (at + 1).to_string() } else { " ".to_owned() };
        canvas.text(20, y, canvas.width().saturating_sub(21), &item.held, Role::Plain);
        format!("{digit} {}", item.label)
    });
}

/// Lines that letters narrow, in a box of a width and a name. `beside` draws what stands beside a line, by its place, and gives its name.
fn narrowed(
    (width, name): (u16, &str),
    lines: &Narrowing,
    canvas: &mut Canvas<'_>,
    beside: impl Fn(usize, u16, &mut Canvas<'_>) -> String,
) {
    let title = if lines.typed.is_empty() { "打首字母或数字" } else { lines.typed.as_str() };
    canvas.boxed(None, width, rows(lines.whole) + 2, &format!("{name}: {title}"), Role::Title);
    if lines.fitting.is_empty() {
        canvas.text(2, 0, canvas.width(), ASTRAY, Role::Slip);
    }
    let seen = usize::from(canvas.height());
    for (i, at) in lines.fitting.iter().enumerate().skip(lines.scroll.top).take(seen) {
        let y = rows(i - lines.scroll.top);
        let label = beside(*at, y, canvas);
        pick(i == lines.scroll.at, y, &label, canvas);
    }
    go_on(canvas.width().saturating_sub(1), 0, &lines.scroll, lines.fitting.len(), seen, canvas);
}

pub(super) fn deeds(deeds: &Deeds, canvas: &mut Canvas<'_>) {
    let lines = deeds.lines();
    canvas.boxed(None, WIDE, rows(lines.len().max(1)) + 2, &deeds.title(), Role::Title);
    if lines.is_empty() {
        canvas.text(2, 0, canvas.width(), deeds.nothing(), Role::Quiet);
    }
    let seen = usize::from(canvas.height());
    for (i, line) in lines.iter().enumerate().skip(deeds.scroll.top).take(seen) {
        pick(i == deeds.scroll.at, rows(i - deeds.scroll.top), &format!("{} {line}", i + 1), canvas);
    }
    go_on(canvas.width().saturating_sub(1), 0, &deeds.scroll, lines.len(), seen, canvas);
}

pub(super) fn filter(dialog: &FilterDialog, canvas: &mut Canvas<'_>) {
    let height = rows(dialog.lines.len().max(SEEN + 1)) + 4;
    canvas.boxed(None, choosing(canvas), height, "筛选", Role::Title);
    let left = canvas.width() / 2 - 1;
    // The line with the keys is always seen.
    let seen = usize::from(canvas.height().saturating_sub(1)).max(1);
    let first = (dialog.at + 1).saturating_sub(seen);
    for (i, line) in dialog.lines.iter().enumerate().skip(first).take(seen) {
        let y = rows(i - first);
        let at = i == dialog.at;
        canvas.text(0, y, 1, if at { canvas.theme.mark() } else { " " }, Role::Plain);
        canvas.text(2, y, 14, line.label, if at { Role::Strong } else { Role::Plain });
        let nothing = match line.asks {
            Asks::Field(..) => "全部",
            Asks::Order => "原来的顺序",
            Asks::More | Asks::Kept => "-",
        };
        let chosen = line.choice.chosen().map_or(nothing, |item| item.label.as_str());
        canvas.text(17, y, left - 18, chosen, if at { Role::Selected } else { Role::Plain });
        if at {
            options(&line.choice, left, 0, canvas);
        }
    }
    let typed = dialog.lines.get(dialog.at).map_or("", |line| how_to_type(line.asks));
    let waits = dialog.lines.get(dialog.at).is_some_and(FilterLine::is_waiting);
    let text = if waits {
        "正在找出各种值…".to_owned()
    } else {
        format!("上下选择, {typed}; Tab 下一项; 回车确定")
    };
    canvas.text(1, canvas.height().saturating_sub(1), canvas.width(), &text, Role::Quiet);
}

/// What may be typed in a line of the filter.
fn how_to_type(asks: Asks) -> &'static str {
    match asks {
        Asks::Field(path, Kind::Date) if path.ends_with("birth_date") => "或写年龄 60-69、日期",
        Asks::Field(_, Kind::Date | Kind::Month) => "或写日期 1203、月份 2021-12、2021-01~2021-06、30天内",
        Asks::Field(_, Kind::Money | Kind::Int(..) | Kind::Decimal(_)) => "或写 500、500-800、500以上",
        Asks::Field(_, Kind::Code(_) | Kind::Division | Kind::Flag | Kind::Ref(_)) | Asks::Order => "或写数字、首字母",
        Asks::Field(..) => "或写其中几个字",
        Asks::More => "或写首字母",
        Asks::Kept => "写新名字存下; F6 删去",
    }
}

pub(super) fn columns(dialog: &ColumnsDialog, canvas: &mut Canvas<'_>) {
    canvas.boxed(None, 44, rows(dialog.lines.len()) + 4, "栏目", Role::Title);
    let seen = usize::from(canvas.height().saturating_sub(1)).max(1);
    let top = dialog.scroll.top.max((dialog.scroll.at + 1).saturating_sub(seen));
    for (i, (column, shown)) in dialog.lines.iter().enumerate().skip(top).take(seen) {
        let mark = if *shown { "[x]" } else { "[ ]" };
        pick(i == dialog.scroll.at, rows(i - top), &format!("{mark} {}", column.label), canvas);
    }
    go_on(canvas.width().saturating_sub(1), 0, &Scroll { top, ..dialog.scroll }, dialog.lines.len(), seen, canvas);
    let y = canvas.height().saturating_sub(1);
    canvas.text(1, y, canvas.width(), "空格 显示或不显示, 左右 移动, 回车确定", Role::Quiet);
}

pub(super) fn by(dialog: &ByDialog, canvas: &mut Canvas<'_>) {
    canvas.boxed(None, 44, rows(dialog.lines.len()) + 4, "分布", Role::Title);
    let seen = usize::from(canvas.height().saturating_sub(1)).max(1);
    for (i, (label, _)) in dialog.lines.iter().enumerate().skip(dialog.scroll.top).take(seen) {
        pick(i == dialog.scroll.at, rows(i - dialog.scroll.top), label, canvas);
    }
    go_on(canvas.width().saturating_sub(1), 0, &dialog.scroll, dialog.lines.len(), seen, canvas);
    let y = canvas.height().saturating_sub(1);
    canvas.text(1, y, canvas.width(), "按哪一栏统计; 可按首字母; 回车确定", Role::Quiet);
}

pub(super) fn print(dialog: &PrintDialog, canvas: &mut Canvas<'_>) {
    canvas.boxed(None, choosing(canvas), 12, "打印", Role::Title);
    let left = canvas.width() / 2 + 1;
    let chosen = |c: &Choice| c.chosen().map_or_else(String::new, |item| item.label.clone());
    let month = if dialog.has_month() { dialog.month.text().to_owned() } else { "-".to_owned() };
    let lines = [
        ("表", chosen(&dialog.report)),
        ("月份", month),
        ("输出", chosen(&dialog.medium)),
        ("校验", chosen(&dialog.checks)),
    ];
    for (i, (label, text)) in lines.iter().enumerate() {
        let (y, at) = (rows(i) * 2, i == dialog.at);
        canvas.text(0, y, 1, if at { canvas.theme.mark() } else { " " }, Role::Plain);
        canvas.text(2, y, 5, label, if at { Role::Strong } else { Role::Plain });
        if !at || i != 1 {
            canvas.text(8, y, left - 9, text, if at { Role::Selected } else { Role::Plain });
        }
    }
    match dialog.at {
        0 => options(&dialog.report, left, 0, canvas),
        1 => canvas.typed(8, 2, 12, &dialog.month),
        2 => options(&dialog.medium, left, 0, canvas),
        _ => options(&dialog.checks, left, 0, canvas),
    }
    let text = if dialog.under_way.is_on() {
        format!("正在生成…{} Esc 停止", dialog.under_way.how_far())
    } else {
        "上下选择; Tab 下一项; F5 先看; 回车输出".to_owned()
    };
    let y = canvas.height().saturating_sub(1);
    canvas.text(1, y, canvas.width(), &text, Role::Quiet);
}

/// What can be chosen, with what was typed to narrow it and the cursor behind that.
pub(super) fn options(choice: &Choice, x: u16, y: u16, canvas: &mut Canvas<'_>) {
    let width = canvas.width().saturating_sub(x + 1);
    for (i, at) in choice.fitting.iter().enumerate().skip(choice.scroll.top).take(SEEN) {
        let Some(item) = choice.items.get(*at) else { continue };
        let row = y + rows(i - choice.scroll.top) + 1;
        let indent = "  ".repeat(usize::from(item.depth));
        let beside = rows(cells::width(&item.beside));
        let room = width.saturating_sub(if beside > 0 { beside + 2 } else { 0 });
        canvas.text(x + 1, row, room, &format!("{indent}{}", item.label), Role::Plain);
        // The last cell is the mark's of what goes on.
        canvas.text((x + width).saturating_sub(beside), row, beside, &item.beside, Role::Quiet);
        if i == choice.scroll.at && choice.made {
            canvas.text(x, row, 1, canvas.theme.mark(), Role::Plain);
            canvas.tint(x + 1, row, width, Role::Selected);
        }
    }
    let astray = choice.is_astray();
    let typed = if astray { rows(cells::width(choice.typed.text()) + 2).min(width / 2) } else { width };
    go_on(x + width, y + 1, &choice.scroll, choice.fitting.len(), SEEN, canvas);
    if astray {
        canvas.text(x + 2 + typed, y, width, ASTRAY, Role::Slip);
    }
    canvas.typed(x + 1, y, typed, &choice.typed);
}

/// What is said of a text that fits nothing.
const ASTRAY: &str = "! 没有这一项";

/// Marks at the right edge of lines of which not all are seen.
fn go_on(x: u16, y: u16, scroll: &Scroll, len: usize, seen: usize, canvas: &mut Canvas<'_>) {
    let [above, below] = canvas.theme.more();
    if scroll.top > 0 {
        canvas.text(x, y, 2, above, Role::Key);
    }
    if scroll.top + seen < len {
        canvas.text(x, y + rows(seen).saturating_sub(1), 2, below, Role::Key);
    }
}

/// The choice of a field, in a box beneath it, or above where there is no room.
pub(super) fn drop_down(choice: &Choice, x: u16, y: u16, canvas: &mut Canvas<'_>) {
    let whole = canvas.area;
    let n = choice.fitting.len().min(SEEN);
    if n == 0 {
        return;
    }
    let height = rows(n) + 2;
    let below = y + 1 + height <= whole.height;
    let top = if below { y + 1 } else { y.saturating_sub(height) };
    let (title, role) = if choice.is_astray() { (ASTRAY, Role::Slip) } else { ("", Role::Quiet) };
    canvas.boxed(Some((x, top)), 40, height, title, role);
    for (i, at) in choice.fitting.iter().enumerate().skip(choice.scroll.top).take(SEEN) {
        let Some(item) = choice.items.get(*at) else { continue };
        let row = rows(i - choice.scroll.top);
        let indent = "  ".repeat(usize::from(item.depth));
        // A code of the trade that is short enough to be typed is shown.
        let is_shown = item.code.len() <= 3 && is_trade_code(&item.code) && !choice.is_open;
        let code = if is_shown { format!("{} ", item.code) } else { String::new() };
        canvas.text(1, row, canvas.width(), &format!("{indent}{code}{}", item.label), Role::Plain);
        if i == choice.scroll.at && choice.made {
            canvas.text(0, row, 1, canvas.theme.mark(), Role::Plain);
            canvas.tint(1, row, canvas.width().saturating_sub(2), Role::Selected);
        }
    }
    go_on(canvas.width().saturating_sub(1), 0, &choice.scroll, choice.fitting.len(), SEEN, canvas);
    canvas.area = whole;
}
