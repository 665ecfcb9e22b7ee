//! From a declared report to a document for paper: asks the office what the report wants to know and lays it out. Must not know
//! whether it becomes text, PDF or CSV, nor who asked.

mod counted;
mod doubts;
mod drilled;
mod laid;
mod left_out;
mod listing;
mod month_end;
mod month_table;
mod monthly;
mod notice;
mod reading;
mod roll;
mod year;

use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::parameter;
use crate::domain::slip::Slip;
use crate::figure::cross::Oddity;
use crate::figure::paper::Paper;
use crate::figure::report::{Checks, Kind, Report};
use crate::print::{Document, Table};
use crate::store::{Answer, Store, StoreFault};
use chrono::NaiveDate;
use reading::Reading;

pub use doubts::doubts;
pub use month_table::fill;
pub use year::{Behind, YearLine, behind, year_line, year_lines};

/// Whether numbers of identity papers and accounts are printed in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// In full: on paper that goes to the bank and the finance office, and in sheets.
    Full,
    /// Masked: on a screen.
    Masked,
}

/// Whether what is being made is still wanted.
pub type Going<'g> = dyn Fn() -> bool + 'g;

/// `E-PR-001`: nobody waits any more.
fn still(going: &Going<'_>) -> Answer<()> {
    if going() { Ok(()) } else { Err(StoreFault::refused(Slip::error("E-PR-001", "已停止生成"))) }
}

/// What is to be printed as a document; `day` is printed on it.
///
/// # Errors
/// There is nothing to print, nobody wants it any more, or the file cannot be read.
pub fn paper(store: &Store, paper: &Paper, day: NaiveDate, numbers: Numbers, going: &Going<'_>) -> Answer<Document> {
    match paper {
        Paper::Report(report, month, checks) => {
            let document = document(store, report, *month, day, numbers)?;
            Ok(if *checks == Checks::LeftOut { document.without_checks() } else { document })
        }
        Paper::List(list) => {
            store.at_one_moment(|| Ok(Document::of(listing::table(store, list, day, numbers, going)?)))
        }
        Paper::Rows(rows) => {
            store.at_one_moment(|| Ok(Document { tables: drilled::tables(store, rows, day)?, ..Document::default() }))
        }
        Paper::Months(of) => store.at_one_moment(|| Ok(Document::of(monthly::table(store, of, day, going)?))),
        Paper::Stops(death, _) => store.at_one_moment(|| {
            let reading = Reading::new(store, Month::of(day), day, numbers)?;
            Ok(Document::of(roll::stops(&reading, store.stops_of_death(*death)?)?))
        }),
        Paper::Frequency(counted) => Ok(Document::of(counted::table(store, counted, day, going)?)),
        Paper::Oddities(month, only) => {
            let mut found = doubts(store, *month, going)?;
            found.retain(|odd| only.is_none_or(|weight| odd.check.weight == weight));
            oddities(store, found, *month, day, numbers)
        }
    }
}

/// The district's own name on a day: `雁峰区` before a title.
fn district(store: &Store, day: NaiveDate) -> Answer<String> {
    Ok(store.division_names(day)?.remove(&store.office().division).unwrap_or_default())
}

/// A report of a month as a document; `day` is printed on it.
///
/// # Errors
/// There is nothing to print (no batch of that month: other lists say that the month has none), or the file cannot be read.
pub fn document(store: &Store, report: &Report, month: Month, day: NaiveDate, numbers: Numbers) -> Answer<Document> {
    store.at_one_moment(|| {
        let reading = Reading::new(store, month, day, numbers)?;
        match report.kind {
            Kind::MonthEnd => month_end::document(&reading),
            _ => {
                let reading = reading.asked_by_name();
                Ok(Document { tables: tables(&reading, report)?, ..Document::default() })
            }
        }
    })
}

/// What the checks between registers have found for a month as a document.
///
/// # Errors
/// They have found nothing, or the file cannot be read.
pub fn oddities(store: &Store, found: Vec<Oddity>, month: Month, day: NaiveDate, numbers: Numbers) -> Answer<Document> {
    store.at_one_moment(|| Ok(Document::of(roll::oddities(&Reading::new(store, month, day, numbers)?, found)?)))
}

/// The tables of a report.
fn tables(reading: &Reading<'_>, report: &Report) -> Answer<Vec<Table>> {
    let mut tables = match report.kind {
        Kind::Table(sheet) => vec![month_table::table(reading, sheet)?],
        Kind::List(list) => roll::tables(reading, report.label, list)?,
        Kind::MonthEnd => return Err(StoreFault::defect("成套报表不能套在自己里面")),
    };
    if let Some(note) = unconfirmed(reading, report)? {
        for table in &mut tables {
            table.note.push(note.clone());
        }
    }
    let basis = reading.store.legal_basis(report.basis, reading.month.last_day())?;
    if !basis.is_empty() {
        for table in &mut tables {
            table.note.push(format!("注: 依据{}。", basis.join("、")));
        }
    }
    Ok(tables)
}

/// What is said beneath amounts that hang on values nobody has confirmed.
fn unconfirmed(reading: &Reading<'_>, report: &Report) -> Answer<Option<String>> {
    let schemes = report.schemes();
    let params = Param::ALL.iter().copied().filter(|p| p.spec().pays.iter().any(|s| schemes.contains(s)));
    let values = reading.store.parameters()?.unconfirmed_on(params, reading.month.first_day());
    Ok((!values.is_empty()).then(|| format!("注: 金额所依据的参数待确认: {}。", parameter::labelled(&values))))
}

/// `制表人: 张敏`, or room to sign.
fn signature(title: &str, name: Option<&String>) -> String {
    format!("{title}: {}", name.map_or("________", String::as_str))
}

/// Who stands behind a paper, how the office is reached, and when it was filled in.
fn foot(reading: &Reading<'_>, signers: Vec<String>) -> Vec<String> {
    let phone = signature("联系电话", reading.letterhead.phone.as_ref());
    signers.into_iter().chain([phone, format!("填报日期: {}", reading.day)]).collect()
}

/// What says that a month's numbers are not those of a whole month of records: in the title, and in full beneath.
fn mark(reading: &Reading<'_>, mut table: Table) -> Table {
    if let Some((short, full)) = reading.standing().mark() {
        table.title.push_str(&short);
        table.note.insert(0, format!("注: {full}"));
    }
    table
}
