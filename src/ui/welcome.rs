//! The first page, where no office is known yet.

use crate::app::welcome::{Form, KEEPS, Page, Welcome};
use crate::domain::text::counted;
use crate::ui::bare::{self, label, told};
use crate::ui::canvas::Canvas;
use crate::ui::dialogs;
use crate::ui::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws it, and says where the terminal's cursor goes.
pub fn draw_welcome(welcome: &Welcome, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    bare::draw(theme, buffer, ("", title(welcome)), (welcome.said.as_deref(), &welcome.keys()), |canvas| {
        page(welcome, canvas)
    })
}

fn page(welcome: &Welcome, canvas: &mut Canvas<'_>) {
    match &welcome.page {
        Page::Ways(scroll) => ways(welcome, scroll.at, canvas),
        Page::Form(form) => asked(form, canvas),
        Page::Keep(scroll, place) => keep(welcome, (scroll.at, place), canvas),
        Page::Work(doing, step) => work(doing, step.as_ref(), canvas),
    }
}

fn title(welcome: &Welcome) -> &'static str {
    match (&welcome.page, &welcome.seed.missing) {
        (Page::Form(form), _) => form.way.label(),
        (_, Some(_)) => "业务库不在原处",
        (_, None) => "第一次打开",
    }
}

fn ways(welcome: &Welcome, at: usize, canvas: &mut Canvas<'_>) {
    let y = match &welcome.seed.missing {
        Some(path) => {
            let y = told(3, &format!("设置文件里写的业务库不在: {path}"), canvas);
            told(y, "可能是盘没有接上, 或文件被移走、改了名。里面的数据还在那个文件里, 这里不会悄悄另建一个。", canvas)
        }
        None => told(3, "这台电脑上还没有业务库。一个业务库就是一个文件, 全部台账都在里面。", canvas),
    };
    for (i, (way, row)) in welcome.ways().iter().zip(y + 1..).enumerate() {
        dialogs::pick(i == at, row, &format!("{} {}", i + 1, way.label()), canvas);
    }
}

fn keep(welcome: &Welcome, (at, place): (usize, &str), canvas: &mut Canvas<'_>) {
    let y = told(3, &format!("业务库已经好了: {place}"), canvas);
    let missing = welcome.seed.missing.as_deref().unwrap_or_default();
    let y = told(y, &format!("设置文件里写的是另一个, 现在不在: {missing}"), canvas);
    for (i, (label, row)) in KEEPS.iter().zip(y + 1..).enumerate() {
        dialogs::pick(i == at, row, &format!("{} {label}", i + 1), canvas);
    }
}

fn asked(form: &Form, canvas: &mut Canvas<'_>) {
    const LABEL: u16 = 2;
    const TEXT: u16 = 10;
    let mut y = 3;
    if let Some(district) = &form.district {
        let at = form.at == 0;
        label((LABEL, y), 8, "区划", at, canvas);
        let middle = canvas.width() / 2;
        let chosen = district.chosen().map_or_else(String::new, |item| format!("{} {}", item.code, item.label));
        // Several districts have one name; the list says where each lies.
        let lies = district.chosen().filter(|_| !at).map_or_else(String::new, |item| format!("  {}", item.beside));
        let (room, role) = if at { (middle, Role::Selected) } else { (canvas.width(), Role::Plain) };
        canvas.text(TEXT, y, room.saturating_sub(TEXT + 1), &format!("{chosen}{lies}"), role);
        if at {
            dialogs::options(district, middle, y, canvas);
            canvas.text(TEXT, y + 1, middle.saturating_sub(TEXT + 1), "打名称、首字母或代码", Role::Quiet);
        }
        y += 3;
    }
    let room = if form.at == 0 && form.district.is_some() { canvas.width() / 2 } else { canvas.width() };
    for (i, asked) in form.asked.iter().enumerate() {
        let at = form.at == form.before() + i;
        label((LABEL, y), 8, asked.label, at, canvas);
        if at {
            canvas.typed(TEXT, y, room.saturating_sub(TEXT + 2), &asked.line);
            canvas.text(TEXT, y + 1, room.saturating_sub(TEXT + 2), asked.hint, Role::Quiet);
        } else {
            canvas.text(TEXT, y, room.saturating_sub(TEXT + 2), asked.line.text(), Role::Plain);
        }
        y += 3;
    }
}

fn work(doing: &str, step: Option<&(String, usize, usize)>, canvas: &mut Canvas<'_>) {
    // Where nobody knows how much there is, nothing is said of it.
    let step = step.filter(|(.., of)| *of > 0);
    let far =
        step.map_or_else(String::new, |(what, done, of)| format!(": {what}… {}/{}", counted(*done), counted(*of)));
    let far = if far.is_empty() { "…".to_owned() } else { far };
    canvas.text(2, 3, canvas.width(), &format!("{doing}{far}"), Role::Strong);
    if let Some(&(_, done, of)) = step {
        let cells = usize::from(canvas.width().saturating_sub(6));
        let full = cells * done.min(of) / of;
        canvas.tint(2, 5, u16::try_from(full).unwrap_or(0), Role::Selected);
        canvas.text(2, 5, canvas.width(), &format!("{}%", done.min(of) * 100 / of), Role::Selected);
    }
}
