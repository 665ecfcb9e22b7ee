//! The frame around every screen: the title with the tabs, the two rules with the message, the footer with the keys that
//! work now.

use crate::app::App;
use crate::app::component::label_of;
use crate::app::desk::LEAST;
use crate::app::keys::{Action, Place};
use crate::app::notice::Look;
use crate::app::screen::Screen;
use crate::app::tabs::TabSpec;
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::theme::Role;

/// One line, when the window is too small for anything else.
pub(super) fn ask_for_room(canvas: &mut Canvas<'_>) {
    let text = format!("请把窗口放大到 {}×{} 以上", LEAST.0, LEAST.1);
    let used = u16::try_from(cells::width(&text)).unwrap_or(0);
    let (x, y) = (canvas.width().saturating_sub(used) / 2, canvas.height() / 2);
    canvas.text(x, y, canvas.width(), &text, Role::Strong);
}

/// Title, rules, message, footer.
pub(super) fn frame(app: &App, canvas: &mut Canvas<'_>) {
    title(app, canvas);
    canvas.rule(1);
    let last = canvas.height().saturating_sub(1);
    canvas.rule(last.saturating_sub(1));
    message(app, last.saturating_sub(1), canvas);
    footer(app, last, canvas);
}

fn put(x: &mut u16, y: u16, text: &str, role: Role, canvas: &mut Canvas<'_>) {
    canvas.text(*x, y, u16::MAX, text, role);
    *x = x.saturating_add(u16::try_from(cells::width(text)).unwrap_or(0));
}

fn title(app: &App, canvas: &mut Canvas<'_>) {
    let day = format!(" {}", app.desk.day);
    let used = u16::try_from(day.len()).unwrap_or(0);
    let at = canvas.width().saturating_sub(used);
    let office = u16::try_from(cells::width(&app.desk.office)).unwrap_or(0);
    // In a narrow window the blanks between give way, so that every tab is seen.
    let (mark, role) = mark(app, canvas.width());
    let taken = u16::try_from(cells::width(mark)).unwrap_or(0) + office + 4;
    let airy = name(app).is_some() || taken + tabs_width(app.tabs(), true) <= at;
    let gap = if airy { 2 } else { 1 };
    let mut x = 0;
    put(&mut x, 0, mark, role, canvas);
    x += gap;
    put(&mut x, 0, &app.desk.office, Role::Plain, canvas);
    x += gap;
    match name(app) {
        Some(name) => put(&mut x, 0, &name, Role::Strong, canvas),
        None => {
            for (i, tab) in app.tabs().iter().enumerate() {
                let role = if i == app.tab() { Role::Selected } else { Role::Plain };
                put(&mut x, 0, &tab_text(tab, airy), role, canvas);
            }
        }
    }
    canvas.text(at, 0, used, &day, Role::Plain);
}

/// What stands before the office: a demonstration says that it is one, and where there is room that nobody has a password there.
fn mark(app: &App, width: u16) -> (&'static str, Role) {
    match (app.desk.is_demo, width) {
        (false, _) => ("民政", Role::Title),
        (true, ..100) => ("示范", Role::Warning),
        (true, _) => ("示范库 空密码", Role::Warning),
    }
}

/// A tab as it is written: with blanks around it, or only before it.
fn tab_text(tab: &TabSpec, airy: bool) -> String {
    let after = if airy { "  " } else { "" };
    format!(" {}{}{after}", tab.digit, tab.label)
}

fn tabs_width(tabs: &[&TabSpec], airy: bool) -> u16 {
    u16::try_from(tabs.iter().map(|tab| cells::width(&tab_text(tab, airy))).sum::<usize>()).unwrap_or(u16::MAX)
}

/// The name of a screen that lies over the tabs.
fn name(app: &App) -> Option<String> {
    Some(match app.layers().first()? {
        Screen::Form(form) => form.title(),
        Screen::Lookup(_) => "查人".to_owned(),
        Screen::Person(person) => match &person.page {
            Some(page) => format!("个人页: {}", page.person.name),
            None => "个人页".to_owned(),
        },
        Screen::Act(act) => act.title(),
        Screen::Rows(rows) => format!("{} {}", rows.line.label.trim(), rows.when),
        Screen::Months(months) => months.title(),
        Screen::Oddities(oddities) => oddities.title(),
        Screen::Frequency(frequency) => frequency.title(),
        Screen::Preview(_) => "打印预览".to_owned(),
        Screen::Undo(undo) => undo.title(),
        Screen::Remap(remap) => remap.title(),
        Screen::References(references) => references.title(),
        Screen::Help(_) => "帮助".to_owned(),
        _ => return None,
    })
}

/// What the message says and looks like, with the key that takes back what it tells of.
fn said(app: &App) -> Option<(String, Role)> {
    let notice = app.notice.as_ref()?;
    let role = match notice.look {
        Look::Done => Role::Done,
        Look::Slip => Role::Slip,
        Look::Surroundings => Role::Warning,
        Look::Defect => Role::Defect,
    };
    let sign = if notice.look == Look::Done { "" } else { "! " };
    let keymap = &app.desk.keymap;
    let undo = || keymap.bindings(app.top().component().place()).find(|b| b.action == Action::Undo);
    let undo = notice.act.filter(|_| app.works(Action::Undo)).and_then(|_| undo());
    let key = undo.and_then(|b| Some(format!("; {} {}", keymap.keys(b).first()?, b.label)));
    Some((format!(" {sign}{}{} ", notice.text, key.unwrap_or_default()), role))
}

/// Cells of the rule that a message may take: the state of the file stands at its right end.
fn beside_state(canvas: &Canvas<'_>) -> u16 {
    canvas.width().saturating_sub(20)
}

/// A message that is too long for the rule, in lines: what would be right stands at its end.
pub(super) struct Long {
    /// Its lines.
    pub lines: Vec<String>,
    /// Its look.
    pub role: Role,
}

impl Long {
    /// The message, if it is too long.
    pub fn of(app: &App, canvas: &Canvas<'_>) -> Option<Long> {
        let (text, role) = said(app)?;
        let fits = cells::width(&text) <= usize::from(beside_state(canvas));
        let room = usize::from(canvas.width().saturating_sub(4)).max(1);
        (!fits).then(|| Long { lines: cells::wrap(text.trim(), room), role })
    }
    /// Draws it over the last rows, where it stays until the next key.
    pub fn draw(&self, canvas: &mut Canvas<'_>) {
        let rule = canvas.height().saturating_sub(2);
        let top = rule.saturating_sub(u16::try_from(self.lines.len()).unwrap_or(u16::MAX)).max(1);
        canvas.blank(top..rule);
        for (y, line) in (top..rule).zip(&self.lines) {
            canvas.text(1, y, canvas.width(), line, self.role);
        }
        canvas.rule(top.saturating_sub(1).max(1));
    }
}

fn message(app: &App, y: u16, canvas: &mut Canvas<'_>) {
    if let Some((text, role)) = said(app) {
        let room = beside_state(canvas);
        if cells::width(&text) <= usize::from(room) {
            canvas.text(2, y, room, &text, role);
        }
    } else {
        let dirty = app.is_dirty().then(|| "有未保存的内容".to_owned());
        let lacks = Some(app.top().component().lacks()).filter(|lacks| *lacks > 0);
        let words: Vec<String> = dirty.into_iter().chain(lacks.map(|n| format!("必填还差 {n} 项"))).collect();
        if !words.is_empty() {
            canvas.text(2, y, beside_state(canvas), &format!(" ! {} ", words.join(", ")), Role::Slip);
        }
    }
    let state = match &app.integrity {
        Some(found) if !found.is_empty() => (format!(" ! 文件有 {} 处问题 ", found.len()), Role::Warning),
        _ if app.adrift => (" ! 不能再保存 ".to_owned(), Role::Warning),
        _ if app.desk.warning.is_some() => (" ! 只读 结构不符 ".to_owned(), Role::Warning),
        Some(_) if app.desk.read_only => (" 只读 文件完好 ".to_owned(), Role::Quiet),
        Some(_) => (" 文件完好 ".to_owned(), Role::Quiet),
        None if app.desk.read_only => (" 只读 ".to_owned(), Role::Quiet),
        None => return,
    };
    let used = u16::try_from(cells::width(&state.0)).unwrap_or(0);
    canvas.text(canvas.width().saturating_sub(used + 2), y, used, &state.0, state.1);
}

/// Which keys are shown first where not all have room: those that are shown however narrow the window is, and last what goes without
/// saying or is seldom done where one reads.
fn rank(action: Action, place: Place) -> u8 {
    match action {
        Action::Help | Action::Leave | Action::Menu | Action::Save | Action::Choose | Action::Accept => 0,
        Action::Open | Action::Void if !place.takes_text() => 2,
        _ => 1,
    }
}

/// Keys with what they do, in one line.
pub(super) fn keys<'a>(items: impl Iterator<Item = (&'a str, &'a str)>, y: u16, canvas: &mut Canvas<'_>) {
    let mut x = 0;
    for (key, label) in items {
        put(&mut x, y, key, Role::Key, canvas);
        put(&mut x, y, label, Role::Plain, canvas);
        x += 1;
    }
}

/// The keys that work now. When not all fit, help, saving and the way back are kept.
fn footer(app: &App, y: u16, canvas: &mut Canvas<'_>) {
    let top = app.top().component();
    let clerk = format!("  {}", app.desk.clerk);
    let mut room = usize::from(canvas.width()).saturating_sub(cells::width(&clerk));
    let keymap = &app.desk.keymap;
    let mut items: Vec<(String, &str, u8)> = Vec::new();
    for b in keymap.bindings(top.place()).filter(|b| b.footer && app.works(b.action)) {
        if let Some(key) = keymap.keys(b).first() {
            let label = if b.action == Action::Leave && app.is_at_base() { "退出" } else { label_of(top, b) };
            items.push((key.to_string(), label, rank(b.action, top.place())));
        }
    }
    let cost = |item: &(String, &str, u8)| cells::width(&item.0) + cells::width(item.1) + 1;
    let mut fits = vec![false; items.len()];
    for rank in 0..3 {
        for (item, fit) in items.iter().zip(&mut fits).filter(|(item, _)| item.2 == rank) {
            if cost(item) <= room {
                room -= cost(item);
                *fit = true;
            }
        }
    }
    let fitting = items.iter().zip(&fits).filter(|(_, fit)| **fit);
    keys(fitting.map(|(item, _)| (item.0.as_str(), item.1)), y, canvas);
    let used = u16::try_from(cells::width(&clerk)).unwrap_or(0);
    canvas.text(canvas.width().saturating_sub(used), y, used, &clerk, Role::Quiet);
}
