//! The demonstration office, and the ways in which it is read to be calculated twice: as it is printed, and in plain SQL. Months are
//! those of 2021, as texts.

use chrono::NaiveDate;
use minzheng::domain::month::Month;
use minzheng::figure::cross::Oddity;
use minzheng::figure::report::{self, Kind};
use minzheng::figure::table::{Filled, Sheet, SheetCell};
use minzheng::jobs::report::{Numbers, document, doubts, fill};
use minzheng::jobs::sample::{Options, build};
use minzheng::print::{Document, PrintCell, PrintRow, RowKind, Table};
use minzheng::store::Store;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The whole demonstration office, built once for all tests here. It stays as it is: who changes it takes a copy.
pub fn file() -> &'static Path {
    static FILE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = FILE.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("demo.db");
        build(&path, Options::default()).unwrap_or_else(|e| panic!("{e}"));
        (dir, path)
    });
    path
}

pub fn demo() -> Store {
    Store::open_read_only(file()).unwrap()
}

/// 疑点 of a month, looked for once: no other question reads as much.
pub fn doubts_of(month: &str) -> &'static [Oddity] {
    static FOUND: [OnceLock<Vec<Oddity>>; 12] = [const { OnceLock::new() }; 12];
    let month = Month::parse(month).unwrap();
    FOUND[usize::try_from(month.month()).unwrap() - 1].get_or_init(|| {
        assert_eq!(month.year(), 2021);
        doubts(&demo(), month, &|| true).unwrap()
    })
}

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 12, 31).unwrap()
}

pub fn months() -> impl Iterator<Item = String> {
    (1..=12).map(|month| format!("2021-{month:02}"))
}

fn says_none(row: &PrintRow) -> bool {
    row.cells.first().is_some_and(|cell| cell.shown() == "本月无")
}

/// A report as it is printed; none where there is nothing to print.
pub fn printed_if_any(store: &Store, name: &str, month: &str, numbers: Numbers) -> Option<Document> {
    let report = report::find(name).unwrap_or_else(|| panic!("{name}"));
    match document(store, report, Month::parse(month).unwrap(), today(), numbers) {
        // A list without entries says that the month has none.
        Ok(document) if document.tables.iter().all(|t| t.rows.first().is_some_and(says_none)) => None,
        Ok(document) => Some(document),
        Err(fault) if fault.is_nothing() => None,
        Err(fault) => panic!("{name} {month}: {fault}"),
    }
}

/// A report that has something to print.
pub fn printed(store: &Store, name: &str, month: &str, numbers: Numbers) -> Document {
    printed_if_any(store, name, month, numbers).unwrap_or_else(|| panic!("{name} {month} prints nothing"))
}

fn only_table(document: Document) -> Table {
    let mut tables = document.tables;
    assert_eq!(tables.len(), 1, "{tables:?}");
    tables.remove(0)
}

/// The one table of a report.
pub fn one(name: &str, month: &str) -> Table {
    only_table(printed(&demo(), name, month, Numbers::Full))
}

/// The same; none where there is nothing to print.
pub fn one_if_any(name: &str, month: &str) -> Option<Table> {
    printed_if_any(&demo(), name, month, Numbers::Full).map(only_table)
}

/// The lines of a table, without 小计 and 合计.
pub fn lines(table: &Table) -> impl Iterator<Item = &PrintRow> {
    table.rows.iter().filter(|r| r.kind == RowKind::Line)
}

/// Its lines as texts.
pub fn texts(table: &Table) -> Vec<Vec<String>> {
    lines(table).map(|row| bare(&row.cells)).collect()
}

/// 合计 of a table, its last row.
pub fn total(table: &Table) -> &PrintRow {
    table.rows.last().filter(|r| r.kind == RowKind::Total).unwrap()
}

/// Cells as texts: numbers by their digits alone, money in fen.
pub fn bare(cells: &[PrintCell]) -> Vec<String> {
    let cell = |cell: &PrintCell| match cell {
        PrintCell::Text(text) => text.clone(),
        PrintCell::Number(n) | PrintCell::Count(n) | PrintCell::Money(n) | PrintCell::Tenths(n) => n.to_string(),
        PrintCell::Bar(_) | PrintCell::Blank => String::new(),
    };
    cells.iter().map(cell).collect()
}

pub fn number(cell: &PrintCell) -> i64 {
    match cell {
        PrintCell::Count(n) | PrintCell::Money(n) | PrintCell::Tenths(n) => *n,
        other => panic!("{other:?} is no number"),
    }
}

/// The column of a table under a head.
pub fn place(table: &Table, head: &str) -> usize {
    table.columns.iter().position(|c| c.head.last().is_some_and(|h| h == head)).unwrap_or_else(|| panic!("{head}"))
}

/// Each check beneath a table holds.
pub fn agrees(table: &Table) {
    for check in &table.checks {
        assert!(check.ends_with("相符") && !check.contains('≠'), "{}: {check}", table.title);
    }
}

pub fn sheet(name: &str) -> &'static Sheet {
    match report::find(name).map(|r| r.kind) {
        Some(Kind::Table(sheet)) => sheet,
        other => panic!("{name}: {other:?}"),
    }
}

pub fn filled(store: &Store, name: &str, month: &str) -> Filled {
    fill(store, sheet(name), Month::parse(month).unwrap()).unwrap()
}

/// The number in a cell of a month's table.
pub fn amount(cell: &SheetCell) -> i64 {
    match cell {
        SheetCell::Count(n) | SheetCell::Money(n) | SheetCell::Bp(n) => *n,
        SheetCell::Text(_) | SheetCell::Blank => panic!("{cell:?} is no number"),
    }
}

/// The rows of a statement as texts, NULL as nothing. Bound, where it has a place for them: the `:month`, its `:first` and its `:last`
/// day.
pub fn by_sql(sql: &str, month: &str) -> Vec<Vec<String>> {
    let db = Connection::open(demo().path()).unwrap();
    let of = Month::parse(month).unwrap();
    let days = [of.first_day(), of.last_day()].map(|day| day.to_string());
    let mut get = db.prepare(sql).unwrap();
    for (name, value) in [(":month", month), (":first", &days[0]), (":last", &days[1])] {
        if let Some(at) = get.parameter_index(name).unwrap() {
            get.raw_bind_parameter(at, value).unwrap();
        }
    }
    let text = |value: Value| match value {
        Value::Null => String::new(),
        Value::Integer(n) => n.to_string(),
        Value::Text(text) => text,
        other => panic!("{other:?}"),
    };
    let columns = get.column_count();
    let mut rows = get.raw_query();
    let mut all = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        all.push((0..columns).map(|at| text(row.get_unwrap(at))).collect());
    }
    all
}

/// Texts that are numbers.
pub fn numbers(texts: &[String]) -> Vec<i64> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}
