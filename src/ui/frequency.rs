//! 分布: the lines of a count, with their parts of all rows, their money, and bars in what room is left.

use crate::app::frequency::FrequencyScreen;
use crate::domain::money::Money;
use crate::domain::share;
use crate::domain::text::grouped;
use crate::register::core::frequency::{Frequency, Line, Sorted, Sums};
use crate::ui::bars;
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::theme::Role;

/// Cells of a number of rows, of a part of all, of an amount.
const ROWS: u16 = 9;
const PART: u16 = 6;
const MONEY: u16 = 16;
/// The least cells of a label, and of a bar worth drawing.
const LABEL: u16 = 16;
const BAR: u16 = 8;

/// Where what stands.
struct Columns {
    label: u16,
    money: usize,
    bar: u16,
}

impl Columns {
    fn of(frequency: &Frequency, room: u16) -> Columns {
        let label = |line: &Line| cells::width(&line.label) + 2 * usize::from(line.depth);
        let widest = frequency.lines.iter().map(label).max().unwrap_or(0);
        let fixed = ROWS + PART + 3;
        // Amounts that do not fit beside a label are left out from the last on.
        let most = usize::from(room.saturating_sub(fixed + LABEL) / (MONEY + 1));
        let money = frequency.money.len().min(most);
        let taken = fixed + u16::try_from(money).unwrap_or(0) * (MONEY + 1);
        let left = room.saturating_sub(taken);
        let label = u16::try_from(widest).unwrap_or(u16::MAX).clamp(LABEL, 40).min(left);
        let bar = left.saturating_sub(label + 1);
        Columns { label, money, bar: if bar < BAR { 0 } else { bar } }
    }
    fn draw(&self, y: u16, label: &str, sums: &Sums, all: i64, role: Role, canvas: &mut Canvas<'_>) {
        canvas.text(1, y, self.label, label, role);
        let mut x = 2 + self.label;
        canvas.number(x, y, ROWS, &grouped(sums.rows), role);
        x += ROWS + 1;
        canvas.number(x, y, PART, &percent(sums.rows, all), role);
        x += PART + 1;
        for fen in sums.money.iter().take(self.money) {
            canvas.number(x, y, MONEY, &Money::fen(*fen).to_string(), role);
            x += MONEY + 1;
        }
    }
    fn bar_at(&self) -> u16 {
        2 + self.label + ROWS + 1 + PART + 1 + u16::try_from(self.money).unwrap_or(0) * (MONEY + 1)
    }
}

pub(super) fn draw(screen: &FrequencyScreen, canvas: &mut Canvas<'_>) {
    canvas.text(1, 0, canvas.width(), &format!("筛选: {}", screen.list.told), Role::Plain);
    let Some(frequency) = &screen.frequency else {
        let text = match screen.counting.is_on() {
            true => format!("正在统计…{}  Esc 停止", screen.counting.how_far()),
            false => "没有统计出来。Ctrl+R 再试".to_owned(),
        };
        return canvas.text(1, 1, canvas.width(), &text, Role::Key);
    };
    let columns = Columns::of(frequency, canvas.width().saturating_sub(1));
    heads(screen, frequency, &columns, canvas);
    let (height, all) = (usize::from(canvas.height().saturating_sub(3)), frequency.all.rows);
    let greatest = frequency.greatest();
    for (i, line) in frequency.lines.iter().enumerate().skip(screen.scroll.top).take(height) {
        let y = u16::try_from(i - screen.scroll.top).unwrap_or(0) + 2;
        let label = format!("{}{}", "  ".repeat(usize::from(line.depth)), line.label);
        let outer = frequency.by.len() > 1 && line.depth == 0;
        columns.draw(y, &label, &line.sums, all, if outer { Role::Strong } else { Role::Plain }, canvas);
        if i == screen.scroll.at {
            canvas.text(0, y, 1, canvas.theme.mark(), Role::Plain);
            canvas.tint(1, y, columns.bar_at().saturating_sub(2), Role::Selected);
            canvas.cursor(0, y);
        }
        bars::draw(columns.bar_at(), y, columns.bar, share::thousandths(line.sums.rows, greatest), canvas);
    }
    let last = canvas.height().saturating_sub(1);
    let lines = frequency.lines.iter().filter(|line| line.depth == 0).count();
    let total = format!("合计 {} 行", grouped(i64::try_from(lines).unwrap_or(i64::MAX)));
    columns.draw(last, &total, &frequency.all, all, Role::Strong, canvas);
    if screen.counting.is_on() {
        canvas.text(columns.bar_at(), last, canvas.width(), "正在统计…", Role::Key);
    }
}

/// The heads; a star says by what the lines are ordered.
fn heads(screen: &FrequencyScreen, frequency: &Frequency, columns: &Columns, canvas: &mut Canvas<'_>) {
    let register = screen.list.query.register;
    let order = |is: Sorted| if screen.sorted == is { "*" } else { "" };
    let first = screen.by.first().map_or_else(String::new, |by| by.called(register));
    canvas.text(1, 1, columns.label, &format!("{}{first}", order(Sorted::Values)), Role::Heading);
    let mut x = 2 + columns.label;
    canvas.number(x, 1, ROWS, &format!("{}{}数", order(Sorted::Rows), register.unit), Role::Heading);
    x += ROWS + 1;
    canvas.number(x, 1, PART, "占", Role::Heading);
    x += PART + 1;
    for (nth, label) in frequency.money_called(register).iter().take(columns.money).enumerate() {
        let sign = if nth == 0 { order(Sorted::Money) } else { "" };
        canvas.number(x, 1, MONEY, &format!("{sign}{label}"), Role::Heading);
        x += MONEY + 1;
    }
}

/// A part of all, with one decimal.
fn percent(part: i64, all: i64) -> String {
    let share = share::tenths_of_percent(part, all);
    format!("{}.{}%", share / 10, share % 10)
}
