//! 月报: a declared summary table for a month, with its checks, notes and signatures.

use super::reading::Reading;
use super::{foot, mark, signature};
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::figure::check::Finding;
use crate::figure::column::{Ask, Content, TableColumn};
use crate::figure::table::{Filled, Places, Rows, Sheet, SheetCell};
use crate::figure::{ByTown, Measure, Unit, When, Window};
use crate::print;
use crate::store::{Answer, Store};

/// The table's numbers for a month, towns in the order of their codes.
///
/// # Errors
/// The file cannot be read.
pub fn fill(store: &Store, sheet: &Sheet, month: Month) -> Answer<Filled> {
    if sheet.rows == Rows::Homes {
        return fill_homes(store, sheet, month);
    }
    let with_institutions = sheet.rows == Rows::TownsAndInstitutions;
    let names = store.paper_names(month)?;
    let mut towns = Places { names: towns_of(store, sheet, month)?, ..Places::default() };
    for (code, name) in &mut towns.names {
        if let Some(printed) = names.get(code) {
            name.clone_from(printed);
        }
    }
    let mut institutions = Places::default();
    if with_institutions {
        institutions.names = store.institutions(&names)?;
    }
    for (when, measures) in sheet.asks() {
        let window = when.window(month);
        let ask = |measure: &Measure| Ask { measure: *measure, when };
        towns.answers.extend(measures.iter().map(ask).zip(store.measures_by_town(&measures, window)?));
        if with_institutions {
            let known = measures.iter().map(ask).zip(store.measures_by_institution(&measures, window)?);
            institutions.answers.extend(known.filter_map(|(ask, by)| by.map(|by| (ask, by))));
        }
    }
    Ok(sheet.fill(&towns, &institutions))
}

/// The towns at the month's end, and those that were abolished since the beginning of what the table asks of (the month, or the year up to it):
/// what there was of them stands there, under the name of its time.
fn towns_of(store: &Store, sheet: &Sheet, month: Month) -> Answer<Vec<(String, String)>> {
    let begins = |(when, _): (When, Vec<Measure>)| match When::window(when, month) {
        Window::On(day) => Month::of(day),
        Window::Over(first, _) => first.prev(),
    };
    let first = sheet.asks().into_iter().map(begins).fold(month.prev(), Month::min);
    let mut towns = store.towns(month.last_day())?;
    let mut then = month;
    while then > first {
        then = then.prev();
        let before = store.towns(then.last_day())?.into_iter();
        let gone: Vec<_> = before.filter(|(code, _)| towns.iter().all(|(there, _)| there != code)).collect();
        towns.extend(gone);
    }
    towns.sort();
    Ok(towns)
}

/// The same of a table whose rows are the 养老机构.
fn fill_homes(store: &Store, sheet: &Sheet, month: Month) -> Answer<Filled> {
    let mut homes = Places::default();
    let columns: Vec<&'static str> = sheet.columns.iter().filter_map(TableColumn::told).collect();
    for (code, name, told) in store.homes(month.last_day(), &store.paper_names(month)?, &columns)? {
        homes.told.extend(told.into_iter().map(|(column, text)| ((code.clone(), column), text)));
        homes.names.push((code, name));
    }
    for (when, measures) in sheet.asks() {
        let window = when.window(month);
        let totals = store.measures(&measures, window)?;
        let by_home = store.measures_by_institution(&measures, window)?;
        for ((measure, total), by) in measures.into_iter().zip(totals).zip(by_home) {
            homes.answers.insert(Ask { measure, when }, ByTown { total, ..by.unwrap_or_default() });
        }
    }
    Ok(sheet.fill(&homes, &Places::default()))
}

/// The table for paper.
pub(super) fn table(reading: &Reading<'_>, sheet: &Sheet) -> Answer<print::Table> {
    let (store, month) = (reading.store, reading.month);
    let filled = fill(store, sheet, month)?;
    let mut columns = vec![print::PrintColumn::text(&[sheet.of])];
    columns.extend(sheet.columns.iter().enumerate().map(|(at, column)| column_of(column, &sheet.head(at, month))));
    let row = |name: &str, cells: &[SheetCell]| -> Vec<print::PrintCell> {
        std::iter::once(print::PrintCell::text(name)).chain(cells.iter().map(on_paper)).collect()
    };
    let mut rows: Vec<print::PrintRow> =
        filled.rows.iter().map(|(name, cells)| print::PrintRow::line(row(name, cells))).collect();
    rows.extend(filled.total.iter().map(|cells| print::PrintRow::total(row("合计", cells))));
    let beneath = filled.beneath.iter();
    rows.extend(beneath.map(|(name, cells)| print::PrintRow::line(row(&format!("其中: {name}"), cells))));
    let table = print::Table {
        title: format!("{}{}", reading.district(), sheet.title),
        unit_line: vec![
            format!("填报单位(盖章): {}", reading.office()),
            format!("报告期: {}", month.zh()),
            format!("计量单位: {}", sheet.units),
        ],
        columns,
        rows,
        checks: filled.checks.iter().map(said).collect(),
        signatures: foot(
            reading,
            vec![
                signature("制表人", reading.letterhead.maker.as_ref()),
                signature("审核人", reading.letterhead.checker.as_ref()),
                signature("负责人", reading.letterhead.head.as_ref()),
            ],
        ),
        printed_on: reading.day.to_string(),
        repeat_columns: 1,
        note: filled
            .says
            .iter()
            .map(String::as_str)
            .chain(sheet.notes.iter().copied())
            .map(|n| Ok(format!("注: {}", with_values(reading, n)?)))
            .collect::<Answer<_>>()?,
        ..print::Table::default()
    };
    Ok(mark(reading, table))
}

/// A note with the values of the month's parameters in the place of their names in braces: `{funeral.scope}`.
fn with_values(reading: &Reading<'_>, note: &str) -> Answer<String> {
    let mut text = String::new();
    let mut left = note;
    while let Some((before, name, after)) = in_braces(left) {
        let parameters = reading.store.parameters()?;
        let value = Param::from_name(name).and_then(|p| Some(p.shown(parameters.text(p, reading.month)?)));
        text.push_str(before);
        text.push_str(value.as_deref().unwrap_or("—"));
        left = after;
    }
    Ok(text + left)
}

/// What stands in the first braces of a text, and beside them.
fn in_braces(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn column_of(column: &TableColumn, head: &[String]) -> print::PrintColumn {
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    match (column.content, column.unit) {
        (Content::Balance, _) => print::PrintColumn::text(&head).centred(),
        (Content::Told(_), _) => print::PrintColumn::text(&head),
        (_, Unit::Rate) => print::PrintColumn { align: print::Align::Right, ..print::PrintColumn::text(&head) },
        (_, unit) if unit.is_money() => print::PrintColumn::money(&head),
        _ => print::PrintColumn::count(&head),
    }
}

fn on_paper(cell: &SheetCell) -> print::PrintCell {
    match cell {
        SheetCell::Count(n) => print::PrintCell::Count(*n),
        SheetCell::Money(fen) => print::PrintCell::Money(*fen),
        SheetCell::Bp(n) => print::PrintCell::text(format!("{}.{:02}%", n / 100, n % 100)),
        SheetCell::Text(text) => print::PrintCell::text(text),
        SheetCell::Blank => print::PrintCell::Blank,
    }
}

fn said(finding: &Finding) -> String {
    match finding.holds {
        true => format!("校验: {} 相符", finding.text),
        false => format!("校验: {} 不符, 请核对后再上报", finding.text),
    }
}
