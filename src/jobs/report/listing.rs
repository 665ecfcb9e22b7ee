//! A list of a register as it stands on the screen, as a table for paper: its filters and its order, all its rows, all its
//! columns. Reads it page by page as the screen does, and stops when nobody wants it any more.

use super::{Going, Numbers, district, still};
use crate::domain::text::grouped;
use crate::figure::paper::Listing;
use crate::print::{PrintCell, PrintColumn, PrintRow, Table};
use crate::register::{self, Field, From, Kind, ListColumn, ListRow, Mask, Query, Value, Versions};
use crate::store::{Answer, Store};
use chrono::NaiveDate;

/// Rows are read so many at a time.
const PORTION: u16 = 1000;

/// The list as a table.
pub(super) fn table(
    store: &Store,
    list: &Listing,
    day: NaiveDate,
    numbers: Numbers,
    going: &Going<'_>,
) -> Answer<Table> {
    let register = list.query.register;
    let mut query = Query { from: From::Start, limit: PORTION, ..list.query.clone() };
    let columns = list.query.columns();
    let fields: Vec<Option<&Field>> = columns.iter().map(|c| register.field_at(c.path)).collect();
    if !query.is_walked() && query.keys.is_none() {
        query.keys = Some(store.arrange(&query, &mut |_, _| going())?);
    }
    let mut rows: Vec<PrintRow> = Vec::new();
    loop {
        still(going)?;
        let page = store.page(&query)?;
        let cells = |row: &ListRow| (0..fields.len()).map(|at| shown(columns, &fields, row, at, numbers)).collect();
        rows.extend(page.rows.iter().map(|row| PrintRow::line(cells(row))));
        match page.rows.last() {
            Some(last) if !page.last => query.from = From::After(last.key),
            _ => break,
        }
    }
    let count = store.count(&query)?;
    let mut told = format!("共 {} {}", grouped(count.rows), register.unit);
    if let Some(persons) = count.persons {
        told.push_str(&format!(" {} 人", grouped(persons)));
    }
    let sums = total(&rows, format!("合计 {} {}", grouped(count.rows), register.unit), fields.len());
    for (column, cell) in columns.iter().zip(&sums.cells) {
        if let PrintCell::Money(_) = cell {
            told.push_str(&format!(", {}合计 {}", column.label, cell.shown()));
        }
    }
    rows.push(sums);
    Ok(Table {
        title: format!("{}{}名单", district(store, day)?, list.label),
        unit_line: vec![
            format!("编制单位: {}", store.office().name),
            format!("筛选: {}", list.told),
            format!("业务日期: {}", query.day),
            told,
        ],
        columns: columns.iter().zip(&fields).map(|(c, f)| column(c, *f)).collect(),
        rows,
        printed_on: day.to_string(),
        repeat_columns: 2,
        headed: true,
        ..Table::default()
    })
}

fn column(column: &register::ListColumn, field: Option<&Field>) -> PrintColumn {
    match field.map(|f| f.kind) {
        Some(Kind::Money) => PrintColumn::money(&[column.label]),
        Some(Kind::Int(..) | Kind::Decimal(_)) => {
            PrintColumn { numeral: true, ..PrintColumn::count(&[column.label]).unsummed() }
        }
        Some(Kind::Text(_) | Kind::Division | Kind::Tally) => PrintColumn::text(&[column.label]).wrapping(),
        _ => PrintColumn::text(&[column.label]),
    }
}

/// A cell of a row. Beside the state of a case stands what lies ahead, and what it drew before it ended is marked: it adds to
/// no sum.
fn shown(columns: &[ListColumn], fields: &[Option<&Field>], row: &ListRow, at: usize, numbers: Numbers) -> PrintCell {
    let (Some(column), Some(value)) = (columns.get(at), row.cells.get(at)) else { return PrintCell::Blank };
    let field = fields.get(at).copied().flatten();
    match (&row.course, field) {
        (Some(course), Some(f)) if column.path == Versions::STATE => {
            PrintCell::text(course.beside(&f.kind.show(value)))
        }
        (Some(course), Some(f)) if course.ended.is_some() && column.is_of_another() && f.kind == Kind::Money => {
            PrintCell::text(course.amount(f.kind.show(value)))
        }
        _ => cell(field, value, numbers),
    }
}

fn cell(field: Option<&Field>, value: &Value, numbers: Numbers) -> PrintCell {
    match (field, value) {
        (_, Value::Null) => PrintCell::Blank,
        (Some(f), v) if f.mask == Mask::Hidden => PrintCell::text(f.show_masked(v)),
        (Some(Field { kind: Kind::Money, .. }), Value::Int(fen)) => PrintCell::Money(*fen),
        // As on the screen: it may be a year, or the number by which something is called.
        (Some(Field { kind: Kind::Int(..), .. }), Value::Int(n)) => PrintCell::Number(*n),
        (None, Value::Int(n)) => PrintCell::Count(*n),
        (None, Value::Text(text)) => PrintCell::text(text),
        (Some(f), v) if numbers == Numbers::Masked => PrintCell::text(f.show_masked(v)),
        (Some(f), v) => PrintCell::text(f.kind.show(v)),
    }
}

/// The amounts of the rows, added up.
fn total(rows: &[PrintRow], label: String, columns: usize) -> PrintRow {
    let sum = |at: usize| {
        let fen = rows.iter().filter_map(|row| match row.cells.get(at) {
            Some(PrintCell::Money(fen)) => Some(*fen),
            _ => None,
        });
        fen.fold(None, |sum: Option<i64>, fen| Some(sum.unwrap_or(0) + fen)).map_or(PrintCell::Blank, PrintCell::Money)
    };
    PrintRow::total(std::iter::once(PrintCell::Text(label)).chain((1..columns).map(sum)).collect())
}
