//! 登录: who is at the keyboard.

use crate::app::login::{LEAVES, Login, Page};
use crate::app::secret::Secret;
use crate::ui::bare::{self, label, told};
use crate::ui::canvas::Canvas;
use crate::ui::dialogs;
use crate::ui::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Where what is asked stands, and what is typed.
const LABEL: u16 = 2;
const TEXT: u16 = 12;

/// Draws it, and says where the terminal's cursor goes.
pub fn draw_login(login: &Login, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let title = if login.locked.is_some() { "已锁屏" } else { "登录" };
    let below = (login.said.as_deref(), &*login.keys());
    bare::draw(theme, buffer, (&login.office, title), below, |canvas| page(login, canvas))
}

fn page(login: &Login, canvas: &mut Canvas<'_>) {
    let last = canvas.height().saturating_sub(1);
    match &login.page {
        Page::Ask(name, password, at) => {
            let y = who_locked(login, canvas);
            label((LABEL, y), TEXT - LABEL, "登录名", *at == 0, canvas);
            if *at == 0 {
                canvas.typed(TEXT, y, canvas.width().saturating_sub(TEXT + 2), name);
            } else {
                canvas.text(TEXT, y, canvas.width(), name.text(), Role::Plain);
            }
            secret(y + 2, ("密码", password), *at == 1, canvas);
        }
        Page::Own([new, again], at) => {
            let y = told(3, "8 到 64 个字符; 不能是登录名、同一个字符、12345678 或常见的密码。只有自己知道。", canvas);
            secret(y + 1, ("新密码", new), *at == 0, canvas);
            secret(y + 3, ("再打一遍", again), *at == 1, canvas);
        }
        Page::People(scroll) => {
            let y = who_locked(login, canvas);
            let y = told(y, "本库没有设密码: 请选是谁。", canvas) + 1;
            let seen = usize::from(last.saturating_sub(y + 2)).max(1);
            let top = scroll.at.saturating_sub(seen.saturating_sub(1));
            for (row, (i, one)) in (y..).zip(login.people.iter().enumerate().skip(top).take(seen)) {
                let digit = if i < 9 { (i + 1).to_string() } else { " ".to_owned() };
                dialogs::pick(i == scroll.at, row, &format!("{digit} {}", one.told), canvas);
            }
        }
        Page::Leave(scroll) => {
            let y = told(3, "退出民政? 下一个人打开时要重新登录。", canvas) + 1;
            for (i, (row, answer)) in (y..).zip(LEAVES).enumerate() {
                dialogs::pick(i == scroll.at, row, &format!("{} {answer}", i + 1), canvas);
            }
        }
    }
}

/// Who has locked the screen; the row behind it.
fn who_locked(login: &Login, canvas: &mut Canvas<'_>) -> u16 {
    match &login.locked {
        Some(who) => told(3, &format!("{who} 锁了屏; 没填完的都留着。本人接着办, 换别人从头开始。"), canvas) + 1,
        None => 3,
    }
}

/// A password.
fn secret(y: u16, (text, typed): (&str, &Secret), at: bool, canvas: &mut Canvas<'_>) {
    label((LABEL, y), TEXT - LABEL, text, at, canvas);
    canvas.stars((TEXT, y), canvas.width().saturating_sub(TEXT + 2), typed, at);
}
