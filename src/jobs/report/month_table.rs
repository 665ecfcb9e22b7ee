//! 月报: a declared summary table (rows by 镇街) for a month, with its checks, notes and signatures.

use super::{district, signature};
use crate::domain::month::Month;
use crate::figure::table::{Answers, Ask, Cell, Filled, Finding, Sheet};
use crate::print;
use crate::store::{Answer, Store};
use chrono::NaiveDate;

/// The table's numbers for a month, towns in the order of their codes.
///
/// # Errors
/// The file cannot be read.
pub fn fill(store: &Store, sheet: &Sheet, month: Month) -> Answer<Filled> {
    let mut answers = Answers::new();
    for (when, measures) in sheet.asks() {
        let found = store.measures_by_town(&measures, when.window(month))?;
        answers.extend(measures.into_iter().zip(found).map(|(measure, by)| (Ask { measure, when }, by)));
    }
    Ok(sheet.fill(&store.towns(month.last_day())?, &answers))
}

/// The table for paper.
pub(super) fn table(store: &Store, sheet: &Sheet, month: Month, day: NaiveDate) -> Answer<print::Table> {
    let filled = fill(store, sheet, month)?;
    let signers = store.signers()?;
    let mut columns = vec![print::Column::text(&["镇(街)"])];
    columns.extend(sheet.columns.iter().enumerate().map(|(at, column)| {
        let head = sheet.head(at, month);
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        match column.unit.is_money() {
            true => print::Column::money(&head),
            false => print::Column::count(&head),
        }
    }));
    let row = |name: &str, cells: &[Cell]| -> Vec<print::Cell> {
        std::iter::once(print::Cell::text(name)).chain(cells.iter().map(on_paper)).collect()
    };
    let mut rows: Vec<print::Row> =
        filled.towns.iter().map(|(name, cells)| print::Row::line(row(name, cells))).collect();
    rows.push(print::Row::total(row("合计", &filled.total)));
    Ok(print::Table {
        title: format!("{}{}", district(store, month.last_day())?, sheet.title),
        unit_line: vec![
            format!("编制单位: {}", store.office().name),
            format!("报告期: {}", month.zh()),
            format!("计量单位: {}", sheet.units),
        ],
        columns,
        rows,
        checks: filled.checks.iter().map(said).collect(),
        signatures: vec![
            signature("制表人", signers.get("maker")),
            signature("审核人", signers.get("checker")),
            signature("负责人", signers.get("approver")),
        ],
        printed_on: day.to_string(),
        repeat_columns: 1,
        note: filled
            .says
            .iter()
            .map(String::as_str)
            .chain(sheet.notes.iter().copied())
            .map(|n| format!("注: {n}"))
            .collect(),
        ..print::Table::default()
    })
}

fn on_paper(cell: &Cell) -> print::Cell {
    match cell {
        Cell::Count(n) => print::Cell::Count(*n),
        Cell::Money(fen) => print::Cell::Money(*fen),
    }
}

fn said(finding: &Finding) -> String {
    match finding.holds {
        true => format!("校验: {} 相符", finding.text),
        false => format!("校验: {} 不符, 请核对后再上报", finding.text),
    }
}
