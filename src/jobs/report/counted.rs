//! 分布 of a list as a table for paper: its lines with rows, their part of all, money and a bar, and what all come to.

use super::{Going, district};
use crate::domain::share;
use crate::domain::text::grouped;
use crate::figure::paper::Counted;
use crate::print::{PrintCell, PrintColumn, PrintRow, Table};
use crate::register::core::frequency::{Frequency, Line, Sums};
use crate::store::{Answer, Store};
use chrono::NaiveDate;

/// The count as a table.
pub(super) fn table(store: &Store, counted: &Counted, day: NaiveDate, going: &Going<'_>) -> Answer<Table> {
    let query = &counted.list.query;
    let register = query.register;
    let mut frequency = store.frequency(query, &counted.by, &mut |_, _| going())?;
    frequency.sort(counted.sorted);
    let several = frequency.by.len() > 1;
    let labels = frequency.by.iter().map(|by| by.called(register));
    let rows = format!("{}数", register.unit);
    let mut columns: Vec<PrintColumn> = labels.map(|label| PrintColumn::text(&[&label]).wrapping()).collect();
    columns.extend([PrintColumn::count(&[&rows]), PrintColumn::tenths(&["占(%)"]).unsummed()]);
    columns.extend(frequency.money_called(register).into_iter().map(|label| PrintColumn::money(&[label])));
    columns.push(PrintColumn::bars(&[&format!("图({rows})")]));
    let mut lines: Vec<PrintRow> = frequency.lines.iter().map(|line| row(line, &frequency, several)).collect();
    let mut total = vec![PrintCell::text("合计")];
    total.extend(std::iter::repeat_n(PrintCell::Blank, frequency.by.len() - 1));
    total.extend(numbers(&frequency.all, &frequency));
    lines.push(PrintRow::total(total));
    Ok(Table {
        title: format!("{}{}分布", district(store, day)?, counted.list.label),
        unit_line: vec![
            format!("编制单位: {}", store.office().name),
            format!("筛选: {}", counted.list.told),
            format!("统计依据: {}", counted.called),
            format!("业务日期: {}", query.day),
            format!("共 {} {}", grouped(frequency.all.rows), register.unit),
        ],
        columns,
        rows: lines,
        printed_on: day.to_string(),
        repeat_columns: 1,
        headed: true,
        ..Table::default()
    })
}

/// A line: of two levels the outer one is a subtotal of those beneath it.
fn row(line: &Line, frequency: &Frequency, several: bool) -> PrintRow {
    let label = PrintCell::text(&line.label);
    let mut cells = match (several, line.depth) {
        (false, _) => vec![label],
        (true, 0) => vec![label, PrintCell::Blank],
        (true, _) => vec![PrintCell::text(&line.within), label],
    };
    cells.extend(numbers(&line.sums, frequency));
    cells.push(PrintCell::Bar(share::thousandths(line.sums.rows, frequency.greatest())));
    if several && line.depth == 0 { PrintRow::subtotal(cells) } else { PrintRow::line(cells) }
}

fn numbers(sums: &Sums, frequency: &Frequency) -> Vec<PrintCell> {
    let part = share::tenths_of_percent(sums.rows, frequency.all.rows);
    let money = (0..frequency.money.len()).map(|at| PrintCell::Money(sums.money.get(at).copied().unwrap_or(0)));
    [PrintCell::Count(sums.rows), PrintCell::Tenths(part)].into_iter().chain(money).collect()
}
