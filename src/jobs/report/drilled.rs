//! The rows behind a figure as a table for paper: what adds up to it, under its name, its window and its value. Of a ratio both
//! parts, one after the other.

use super::district;
use crate::domain::text::counted;
use crate::figure::paper::Drilled;
use crate::figure::{Quantity, Row, RowSet};
use crate::print::{self, ColumnKind, PrintCell, PrintColumn, Table};
use crate::store::{Answer, Store};
use chrono::NaiveDate;
use std::collections::HashMap;

/// The tables: one, or those of numerator and denominator.
pub(super) fn tables(store: &Store, drilled: &Drilled, day: NaiveDate) -> Answer<Vec<Table>> {
    let (set, per) = drilled.measure.sets();
    let money = drilled.measure.adds_money();
    let read = |set: RowSet, money: bool| store.rows(set, drilled.window, money);
    let (rows, per) = (read(set, money)?, per.map(|set| read(set, false)).transpose()?);
    let add = |rows: &[Row]| rows.iter().map(|row| row.adds).sum::<i64>();
    let quantity = Quantity { sum: add(&rows), over: per.as_deref().map(add) };
    let value = format!("{}: {} {}", drilled.label, quantity.told(drilled.unit), drilled.unit.label());
    let names = store.division_names(drilled.window.day())?;
    let district = district(store, day)?;
    let make = |rows: &[Row], kind: ColumnKind, part: &str| Table {
        title: format!("{district}{}明细{part}", drilled.label),
        unit_line: vec![
            format!("编制单位: {}", store.office().name),
            format!("时间: {}", drilled.when),
            value.clone(),
            format!("{} 行", counted(rows.len())),
        ],
        columns: columns(kind),
        rows: lines(rows, kind, &names),
        printed_on: day.to_string(),
        headed: true,
        ..Table::default()
    };
    let kind = match drilled.unit {
        unit if money && unit.is_money() => ColumnKind::Money,
        unit if money && unit.is_in_tenths() => ColumnKind::Tenths,
        _ => ColumnKind::Count,
    };
    Ok(match per {
        None => vec![make(&rows, kind, "")],
        Some(per) => vec![make(&rows, kind, "(分子)"), make(&per, ColumnKind::Count, "(分母)")],
    })
}

fn columns(kind: ColumnKind) -> Vec<PrintColumn> {
    let adds = match kind {
        ColumnKind::Money => PrintColumn::money(&["计入(元)"]),
        ColumnKind::Tenths => PrintColumn::tenths(&["计入"]),
        ColumnKind::Text | ColumnKind::Count | ColumnKind::Bar => PrintColumn::count(&["计入"]),
    };
    let place = [PrintColumn::text(&["镇(街)"]), PrintColumn::text(&["村(居)"]).wrapping()];
    let who = [PrintColumn::text(&["姓名、名称"]).wrapping(), PrintColumn::text(&["编号、月份"])];
    std::iter::once(PrintColumn::count(&["序号"]).unsummed()).chain(place).chain(who).chain([adds]).collect()
}

fn lines(rows: &[Row], kind: ColumnKind, names: &HashMap<String, String>) -> Vec<print::PrintRow> {
    let adds = |number: i64| match kind {
        ColumnKind::Money => PrintCell::Money(number),
        ColumnKind::Tenths => PrintCell::Tenths(number),
        ColumnKind::Text | ColumnKind::Count | ColumnKind::Bar => PrintCell::Count(number),
    };
    let line = |(at, row): (i64, &Row)| {
        let town = row.town.as_ref().map(|code| names.get(code).unwrap_or(code).clone()).unwrap_or_default();
        let [who, number, place] = row.parts.clone().map(PrintCell::Text);
        print::PrintRow::line(vec![PrintCell::Count(at), PrintCell::Text(town), place, who, number, adds(row.adds)])
    };
    let mut lines: Vec<print::PrintRow> = (1..).zip(rows).map(line).collect();
    let sum = rows.iter().map(|row| row.adds).sum();
    let blank = std::iter::repeat_n(PrintCell::Blank, 4);
    lines.push(print::PrintRow::total(
        std::iter::once(PrintCell::text("合计")).chain(blank).chain([adds(sum)]).collect(),
    ));
    lines
}
