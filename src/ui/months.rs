//! A figure month by month: the numbers under each other, and a bar beside each.

use crate::app::months::Months;
use crate::figure::months::Course;
use crate::ui::bars;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// Columns of a month, and of its number.
const MONTH: u16 = 12;
const NUMBER: u16 = 18;

pub(super) fn draw(months: &Months, canvas: &mut Canvas<'_>) {
    let unit = months.of.line.unit;
    canvas.text(1, 0, canvas.width(), &format!("{} ({})", months.title(), unit.label()), Role::Strong);
    canvas.text(1, 1, MONTH, "月份", Role::Heading);
    canvas.number(1 + MONTH, 1, NUMBER, months.of.line.label.trim(), Role::Heading);
    let course = Course::of(&months.numbers, unit);
    let (shares, extremes) = (course.shares(), course.extremes());
    let bar = MONTH + NUMBER + 6;
    let room = canvas.width().saturating_sub(bar + 1);
    let height = usize::from(canvas.height().saturating_sub(2));
    for (i, month) in months.of.months.iter().enumerate().skip(months.scroll.top).take(height) {
        let y = u16::try_from(i - months.scroll.top).unwrap_or(0) + 2;
        let number = months.numbers.get(i).map_or_else(|| "…".to_owned(), |number| number.told(unit));
        canvas.text(1, y, MONTH, &month.zh(), Role::Plain);
        canvas.number(1 + MONTH, y, NUMBER, &number, Role::Plain);
        canvas.text(MONTH + NUMBER + 3, y, 2, mark(extremes, i), Role::Strong);
        if i == months.scroll.at {
            canvas.text(0, y, 1, canvas.theme.mark(), Role::Plain);
            canvas.tint(1, y, MONTH + NUMBER, Role::Selected);
            canvas.cursor(0, y);
        }
        bars::draw(bar, y, room, shares.get(i).copied().unwrap_or(0), canvas);
    }
}

/// What says that a month is the least, or the greatest.
pub(super) fn mark(extremes: Option<(usize, usize)>, at: usize) -> &'static str {
    match extremes {
        Some((least, _)) if least == at => "低",
        Some((_, most)) if most == at => "高",
        _ => "",
    }
}
