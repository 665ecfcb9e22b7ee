//! 疑点 of a month: what the checks between registers find, and the monthly tables that do not balance.

use crate::domain::month::Month;
use crate::figure::cross::{Oddity, UNBALANCED};
use crate::figure::report::{self, Kind, Report};
use crate::figure::table::Sheet;
use crate::register::bureau::office::OFFICE;
use crate::store::{Answer, Store};

use super::month_table::fill;

/// What is odd in a month, the heaviest first. Stops where nobody waits for it any more.
///
/// # Errors
/// The file cannot be read.
pub fn doubts(store: &Store, month: Month, going: &dyn Fn() -> bool) -> Answer<Vec<Oddity>> {
    store.at_one_moment(|| {
        let mut found = store.oddities(month, going)?;
        // A month before the office's records has no beginning.
        if month >= store.records_begin()? {
            for (report, sheet) in report::ALL.iter().filter_map(flowing) {
                if !going() {
                    break;
                }
                found.extend(unbalanced(store, report, sheet, month)?);
            }
        }
        found.sort_by_cached_key(Oddity::order);
        Ok(found)
    })
}

/// The tables in which anything leads from the beginning of the month to its end.
fn flowing(report: &'static Report) -> Option<(&'static Report, &'static Sheet)> {
    match report.kind {
        Kind::Table(sheet) if sheet.has_flows() => Some((report, sheet)),
        _ => None,
    }
}

/// What does not lead from the beginning of the month to its end in a table: X27. It is about the office.
fn unbalanced(store: &Store, report: &Report, sheet: &Sheet, month: Month) -> Answer<Vec<Oddity>> {
    let checks = fill(store, sheet, month)?.checks;
    let wrong = checks.into_iter().filter(|finding| finding.is_flow && !finding.holds);
    let odd = wrong.map(|finding| Oddity {
        check: &UNBALANCED,
        record: (OFFICE.name, 1),
        subject: report.name.to_owned(),
        called: report.label.to_owned(),
        person: None,
        division: String::new(),
        text: finding.text,
    });
    Ok(odd.collect())
}
