//! 设立岗位: who begins, and the codes that are shown once.

use crate::app::begins::Codes;
use crate::app::founding::{Founding, SHOWN_BESIDE, Typed};
use crate::ui::bare::{label, told};
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::theme::Role;

const TYPED: u16 = 22;
/// Rows with which there is room for what is to be known before.
const ROOMY: u16 = 16;

pub(super) fn draw(founding: &Founding, canvas: &mut Canvas<'_>) {
    match &founding.codes {
        Some(codes) => shown(founding, codes, canvas),
        None => asked(founding, canvas),
    }
    let Some(said) = &founding.said else { return };
    let lines = cells::wrap(&format!("! {said}"), usize::from(canvas.width().saturating_sub(4)).max(1));
    let top = canvas.height().saturating_sub(u16::try_from(lines.len()).unwrap_or(u16::MAX));
    canvas.blank(top..canvas.height());
    for (y, line) in (top..).zip(&lines) {
        canvas.text(2, y, canvas.width(), line, Role::Slip);
    }
}

fn asked(founding: &Founding, canvas: &mut Canvas<'_>) {
    let mut y = 0;
    if canvas.height() >= ROOMY {
        y = told(0, "从此打开本库要登录。一人管不了两头: 三个人各填各的, 密码自己打, 别人不看。", canvas);
        y = told(y, "其余操作员照申请岗位授权(儿童福利另授), 各得一个只用一次的密码, 24 小时内用。", canvas) + 1;
    }
    for (i, (line, row)) in founding.asked.iter().zip(y..).enumerate() {
        let at = i == founding.at;
        label((2, row), TYPED - 2, &format!("{} {}", line.whose, line.label), at, canvas);
        let room = canvas.width().saturating_sub(TYPED + 2);
        match &line.typed {
            Typed::Text(text) if at => canvas.typed(TYPED, row, room, text),
            Typed::Text(text) => canvas.text(TYPED, row, room, text.text(), Role::Plain),
            Typed::Secret(secret) => canvas.stars((TYPED, row), room, secret, at),
        }
    }
}

fn shown(founding: &Founding, codes: &Codes, canvas: &mut Canvas<'_>) {
    let y = told(0, "岗位已经设立。下面的只显示这一次, 哪里也没有记。", canvas);
    canvas.text(2, y, canvas.width(), "恢复码(抄在纸上, 封好放保险柜):", Role::Strong);
    canvas.text(4, y + 1, canvas.width(), codes.paper.text(), Role::Strong);
    canvas.text(2, y + 2, canvas.width(), "各人只用一次的密码(当面交给本人, 24 小时内登录, 先设自己的):", Role::Plain);
    let seen = canvas.height().saturating_sub(SHOWN_BESIDE - 2).max(1);
    let lines = codes.once.iter().skip(founding.scroll.at).take(usize::from(seen));
    for (row, (who, code)) in (y + 3..).zip(lines) {
        canvas.text(4, row, 34, who, Role::Plain);
        canvas.text(40, row, canvas.width(), code.text(), Role::Strong);
    }
    let row = canvas.height().saturating_sub(2);
    canvas.blank(row.saturating_sub(1)..canvas.height());
    label((2, row), 30, "打回恢复码的最后一组", true, canvas);
    canvas.typed(24, row, 10, &founding.back);
}
