//! 月末成套: every report of a month as one document, with cover and contents. What has nothing in the month is left out and named
//! on the cover.

use super::reading::Reading;
use super::tables;
use crate::figure::report::{self, Kind, List, Report};
use crate::print::{Cover, Document, PrintCell, Table};
use crate::store::far::Steps;
use crate::store::{Answer, StoreFault};

pub(super) fn document(reading: &Reading<'_>) -> Answer<Document> {
    let (mut all, mut absent) = (Vec::new(), Vec::new());
    let set = || report::ALL.iter().filter(|r| is_in_the_set(r));
    let mut steps = Steps::of("生成报表", set().count());
    for report in set() {
        steps.next()?;
        match tables(reading, report) {
            Ok(tables) if says_something(report, &tables) => all.extend(tables),
            Err(e) if !e.is_nothing() => return Err(e),
            _ => absent.push(report.label),
        }
    }
    if all.is_empty() {
        return Err(StoreFault::nothing(format!(
            "{}没有可打印的报表: 没有在册对象, 也没有发放批次",
            reading.month.zh()
        )));
    }
    let cover = Cover {
        title: format!(
            "{}民政业务月末成套报表{}",
            reading.district(),
            reading.standing().mark().map_or(String::new(), |m| m.0)
        ),
        office: reading.office().to_owned(),
        period: reading.month.zh(),
        printed_on: reading.day.to_string(),
        notes: if absent.is_empty() { Vec::new() } else { vec![format!("本月无: {}", absent.join("、"))] },
    };
    Ok(Document { tables: all, cover: Some(cover), contents: true })
}

/// Whether a summary table has more in its rows than zeros and standards; a list without entries is refused anyway.
fn says_something(report: &Report, tables: &[Table]) -> bool {
    let Kind::Table(sheet) = report.kind else { return true };
    // The first cell is the label.
    let mut cells = tables.iter().flat_map(|t| &t.rows).flat_map(|row| row.cells.iter().skip(1).zip(sheet.columns));
    cells.any(|(cell, column)| {
        let is_zero = matches!(
            cell,
            PrintCell::Count(0) | PrintCell::Money(0) | PrintCell::Tenths(0) | PrintCell::Text(_) | PrintCell::Blank
        );
        !is_zero && !column.ask().is_some_and(|ask| ask.is_standard())
    })
}

/// All but the set itself and the rolls of one of the two subsidies, whose lines are those of the joint roll.
fn is_in_the_set(report: &Report) -> bool {
    !matches!(report.kind, Kind::MonthEnd | Kind::List(List::Subsidy([_])))
}
