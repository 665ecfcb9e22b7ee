//! The look-up: what is typed, and who was found.

use crate::app::desk::Desk;
use crate::app::lookup::Lookup;
use crate::domain::date::age_on;
use crate::register::benefits::codes;
use crate::register::core::lookup::{Benefit, Hit};
use crate::register::people::codes::SEX;
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::share::{Ask, share};
use crate::ui::theme::Role;

pub(super) fn draw(lookup: &Lookup, desk: &Desk, canvas: &mut Canvas<'_>) {
    canvas.text(1, 0, 6, "查人:", Role::Heading);
    let columns = columns(lookup, desk, canvas);
    for (x, width, head) in &columns {
        canvas.text(*x, 2, *width, head, Role::Heading);
    }
    let height = usize::from(canvas.height().saturating_sub(3));
    for (i, hit) in lookup.hits.iter().enumerate().skip(lookup.scroll.top).take(height) {
        let y = u16::try_from(i - lookup.scroll.top).unwrap_or(0) + 3;
        person(hit, &columns, y, desk, canvas);
        if i == lookup.scroll.at {
            canvas.text(0, y, 1, canvas.theme.mark(), Role::Plain);
            canvas.tint(1, y, canvas.width().saturating_sub(2), Role::Selected);
        }
    }
    if lookup.hits.is_empty() {
        let text = match &lookup.found_for {
            Some(_) => "没有找到。可以只写一部分, 例如姓名加身份证后四位: 张 1234",
            None => "身份证号(开头、后四位以上或出生日期)、姓名或其中两个字、拼音首字母、电话、卡号、证号",
        };
        canvas.text(1, 3, canvas.width(), text, Role::Quiet);
    }
    let found = match lookup.hits.len() {
        0 => String::new(),
        n if n >= usize::from(lookup.limit()) => format!("{n} 人以上"),
        n => format!("{n} 人"),
    };
    let at = canvas.width().saturating_sub(12);
    canvas.number(at, 0, 11, &found, Role::Plain);
    canvas.typed(7, 0, at.saturating_sub(8), &lookup.line);
}

/// The columns: where they stand, their cells, their heads. The town is shown where there is room; a text that is longer than
/// usual takes what others leave blank, what is drawn the rest.
fn columns(lookup: &Lookup, desk: &Desk, canvas: &Canvas<'_>) -> Vec<(u16, u16, &'static str)> {
    let town = if canvas.width() >= 100 { 14 } else { 0 };
    let declared = [(10, "姓名"), (4, "性别"), (4, "年龄"), (18, "身份证号"), (town, "镇街"), (16, "村(居)")];
    let texts: Vec<[String; 6]> = lookup.hits.iter().map(|hit| told(hit, desk)).collect();
    let needs = |at: usize, head: &str| {
        let widest = texts.iter().map(|t| cells::width(&t[at])).chain([cells::width(head)]).max();
        u16::try_from(widest.unwrap_or(0)).unwrap_or(u16::MAX)
    };
    let shown: Vec<(usize, u16, &str)> =
        (0..).zip(declared).filter(|(_, (w, _))| *w > 0).map(|(i, (w, h))| (i, w, h)).collect();
    let asks: Vec<Ask> = shown.iter().map(|(at, width, head)| Ask::new(*width, needs(*at, head))).collect();
    // What is drawn keeps what it needs, or a part of the line.
    let widest = lookup.hits.iter().map(|hit| cells::width(&draws(hit, usize::MAX))).max().unwrap_or(0);
    let drawn = u16::try_from(widest).unwrap_or(u16::MAX).max(8).min(DRAWN.min(canvas.width() / 4));
    let between = u16::try_from(asks.len()).unwrap_or(0);
    let room = canvas.width().saturating_sub(2 + between).saturating_sub(drawn);
    let mut x = 1;
    let mut columns: Vec<(u16, u16, &str)> = Vec::new();
    let widths = share(&asks, room);
    for (at, (_, head)) in (0..).zip(declared) {
        let width = shown.iter().position(|(i, ..)| *i == at).and_then(|i| widths.get(i)).copied().unwrap_or(0);
        columns.push((x, width, head));
        x += if width == 0 { 0 } else { width + 1 };
    }
    columns.push((x, canvas.width().saturating_sub(x + 1), "现在享受"));
    columns
}

/// Cells that longer names do not take from what is drawn.
const DRAWN: u16 = 60;

/// What stands in all columns but the last.
fn told(hit: &Hit, desk: &Desk) -> [String; 6] {
    let number = match (&hit.id_number, &hit.temp_no) {
        (Some(id), _) => id.masked(),
        (None, Some(no)) => no.clone(),
        (None, None) => String::new(),
    };
    [
        crate::domain::text::safe(&hit.name),
        SEX.label(&hit.sex).unwrap_or_default().to_owned(),
        age_on(hit.birth_date, desk.day).map_or_else(String::new, |age| age.to_string()),
        number,
        hit.town.clone(),
        hit.village.clone(),
    ]
}

fn person(hit: &Hit, columns: &[(u16, u16, &'static str)], y: u16, desk: &Desk, canvas: &mut Canvas<'_>) {
    let room = columns.last().map_or(0, |(_, width, _)| usize::from(*width));
    for ((x, width, _), text) in columns.iter().zip(told(hit, desk).into_iter().chain([draws(hit, room)])) {
        canvas.text(*x, y, *width, &text, Role::Plain);
    }
}

/// What a person draws, as much of it as fits whole: an amount is never cut.
fn draws(hit: &Hit, room: usize) -> String {
    if !hit.alive {
        return "已死亡".to_owned();
    }
    let name = |b: &Benefit| codes::SCHEME.label(&b.scheme).unwrap_or(&b.scheme).to_owned();
    let whole: Vec<String> = hit.benefits.iter().map(|b| format!("{} {}", name(b), b.monthly)).collect();
    let names: Vec<String> = hit.benefits.iter().map(name).collect();
    let fits = |text: &String| cells::width(text) <= room;
    [whole.join(", "), names.join(", ")].into_iter().find(fits).unwrap_or_else(|| format!("{} 项", names.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Money;
    use crate::domain::month::Month;

    #[test]
    fn an_amount_is_whole_or_left_out() {
        let month = Month::new(2021, 1).unwrap();
        let benefit = |scheme: &str, fen| Benefit { scheme: scheme.to_owned(), since: month, monthly: Money::fen(fen) };
        let hit = Hit {
            key: 1,
            id_number: None,
            temp_no: None,
            name: "陈桂香".to_owned(),
            sex: "2".to_owned(),
            birth_date: month.first_day(),
            town: String::new(),
            village: String::new(),
            alive: true,
            benefits: vec![benefit("dibao-urban", 132_000), benefit("temporary", 9_900)],
        };
        assert_eq!(draws(&hit, 40), "城市低保 1,320.00, 临时救助 99.00");
        assert_eq!(draws(&hit, 30), "城市低保, 临时救助");
        assert_eq!(draws(&hit, 10), "2 项");
    }
}
