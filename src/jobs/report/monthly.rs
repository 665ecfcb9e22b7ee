//! A figure month by month as a table for paper, with a bar beside each number.

use super::{Going, district, still};
use crate::figure::months::{Course, Monthly};
use crate::figure::{Quantity, Unit};
use crate::print::{PrintCell, PrintColumn, PrintRow, Table};
use crate::store::{Answer, Store};
use chrono::NaiveDate;

/// The table.
pub(super) fn table(store: &Store, of: &Monthly, day: NaiveDate, going: &Going<'_>) -> Answer<Table> {
    let (line, mut numbers) = (of.line, Vec::new());
    for month in &of.months {
        still(going)?;
        numbers.extend(store.measures(&[line.measure], line.when.window(*month))?);
    }
    let label = line.label.trim();
    let shares = Course::of(&numbers, line.unit).shares();
    let number = |number: &Quantity| match line.unit {
        unit if number.over.is_some() || unit.is_in_tenths() => PrintCell::text(number.told(unit)),
        Unit::Yuan => PrintCell::Money(number.sum),
        _ => PrintCell::Count(number.sum),
    };
    let rows = of.months.iter().zip(numbers.iter().zip(shares));
    let row = |(month, (n, share)): (&crate::domain::month::Month, (&Quantity, u16))| {
        PrintRow::line(vec![PrintCell::text(month.zh()), number(n), PrintCell::Bar(share)])
    };
    let head = format!("{label}({})", line.unit.label());
    let months = of.months.first().zip(of.months.last());
    let period = months.map_or_else(String::new, |(from, to)| format!("报告期: {}至{}", from.zh(), to.zh()));
    Ok(Table {
        title: format!("{}{label}逐月情况", district(store, day)?),
        unit_line: vec![format!("编制单位: {}", store.office().name), period],
        columns: vec![
            PrintColumn::text(&["月份"]),
            PrintColumn::count(&[&head]).unsummed(),
            PrintColumn::bars(&["图"]),
        ],
        rows: rows.map(row).collect(),
        printed_on: day.to_string(),
        headed: true,
        ..Table::default()
    })
}
