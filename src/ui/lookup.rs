//! The look-up: what is typed, and who was found.

use crate::app::desk::Desk;
use crate::app::lookup::{LIMIT, Lookup};
use crate::domain::date::age_on;
use crate::register::codes;
use crate::register::lookup::Hit;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

pub(super) fn draw(lookup: &Lookup, desk: &Desk, canvas: &mut Canvas<'_>) {
    canvas.text(1, 0, 6, "查人:", Role::Heading);
    heads(canvas);
    let height = usize::from(canvas.height().saturating_sub(3));
    for (i, hit) in lookup.hits.iter().enumerate().skip(lookup.scroll.top).take(height) {
        let y = u16::try_from(i - lookup.scroll.top).unwrap_or(0) + 3;
        person(hit, y, desk, canvas);
        if i == lookup.scroll.at {
            canvas.text(0, y, 1, canvas.theme.mark(), Role::Plain);
            canvas.tint(1, y, canvas.width().saturating_sub(2), Role::Selected);
        }
    }
    if lookup.hits.is_empty() {
        let text = match &lookup.found_for {
            Some(_) => "没有找到。可以只写一部分, 例如姓名加身份证后四位: 张 1234",
            None => "身份证号或其中一段(后四位即可)、姓名或其中两个字、拼音首字母、电话、卡号、证号",
        };
        canvas.text(1, 3, canvas.width(), text, Role::Quiet);
    }
    let found = match lookup.hits.len() {
        0 => String::new(),
        n if n >= usize::from(LIMIT) => format!("{n} 人以上"),
        n => format!("{n} 人"),
    };
    let at = canvas.width().saturating_sub(12);
    canvas.number(at, 0, 11, &found, Role::Plain);
    canvas.typed(7, 0, at.saturating_sub(8), &lookup.line);
}

/// Columns: where each starts and how wide it is, from left to right; the last takes what is left.
const COLUMNS: [(u16, u16, &str); 7] = [
    (1, 10, "姓名"),
    (12, 4, "性别"),
    (17, 4, "年龄"),
    (22, 18, "身份证号"),
    (41, 12, "镇街"),
    (54, 12, "村(居)"),
    (67, 200, "现在享受"),
];

fn heads(canvas: &mut Canvas<'_>) {
    for (x, width, head) in COLUMNS {
        canvas.text(x, 2, width, head, Role::Heading);
    }
}

fn person(hit: &Hit, y: u16, desk: &Desk, canvas: &mut Canvas<'_>) {
    let number = match (&hit.id_number, &hit.temp_no) {
        (Some(id), _) => id.masked(),
        (None, Some(no)) => no.clone(),
        (None, None) => String::new(),
    };
    let age = age_on(hit.birth_date, desk.day).map_or_else(String::new, |age| age.to_string());
    let mut draws: Vec<String> = hit
        .benefits
        .iter()
        .map(|b| format!("{} {}", codes::SCHEME.label(&b.scheme).unwrap_or(&b.scheme), b.monthly))
        .collect();
    if !hit.alive {
        draws.insert(0, "已死亡".to_owned());
    }
    let texts = [
        crate::domain::text::safe(&hit.name),
        codes::SEX.label(&hit.sex).unwrap_or_default().to_owned(),
        age,
        number,
        hit.town.clone(),
        hit.village.clone(),
        draws.join(", "),
    ];
    for ((x, width, _), text) in COLUMNS.iter().zip(texts) {
        canvas.text(*x, y, *width, &text, Role::Plain);
    }
}
