//! Whom the roster of a month has and its roll has not, and the other way round: what was decided after the batch was made is
//! paid as arrears next month (decisions, Cases). It stands beneath the roll, so that roll and monthly table explain each other.

use super::reading::Reading;
use crate::domain::scheme::Scheme;
use crate::figure::report::List;
use crate::figure::{Paying, Row, RowSet, Served, Window};
use crate::register::benefit;
use crate::register::benefits::benefit::Benefit;
use crate::store::Answer;
use std::collections::BTreeSet;

/// No more names than a note holds.
const NAMES: usize = 12;

/// One note for each scheme of a roll where the two differ; nothing for other lists.
pub(super) fn notes(reading: &Reading<'_>, list: List) -> Answer<Vec<String>> {
    let schemes: &[Scheme] = match &list {
        List::Paid(scheme, roll) if !roll.folded => std::slice::from_ref(scheme),
        List::Kept(scheme, _) => std::slice::from_ref(scheme),
        List::Subsidy(schemes) => schemes,
        _ => &[],
    };
    let mut notes = Vec::new();
    for scheme in schemes {
        match listed(reading, *scheme) {
            Ok(listed) => notes.extend(note(reading, *scheme, &listed)?),
            Err(e) if e.is_nothing() => {}
            Err(e) => return Err(e),
        }
    }
    Ok(notes)
}

/// The cases that the batch has a line for.
fn listed(reading: &Reading<'_>, scheme: Scheme) -> Answer<BTreeSet<i64>> {
    Ok(reading.paid(scheme)?.entries.iter().map(|paid| paid.case_key).collect())
}

fn note(reading: &Reading<'_>, scheme: Scheme, listed: &BTreeSet<i64>) -> Answer<Option<String>> {
    let (set, unit) = match benefit(scheme).and_then(Benefit::household) {
        Some(_) => (RowSet::Roster(scheme.name(), Paying::Only), "户"),
        None => (RowSet::Persons(scheme.name(), Served::All), "人"),
    };
    let mut due = reading.store.rows(set, Window::month(reading.month), true)?;
    // The suspended stay on the roster without money.
    due.retain(|row| row.adds > 0);
    let missing: Vec<&Row> = due.iter().filter(|row| !listed.contains(&row.key)).collect();
    let on_roster: BTreeSet<i64> = due.iter().map(|row| row.key).collect();
    let gone = listed.difference(&on_roster).count();
    if missing.is_empty() && gone == 0 {
        return Ok(None);
    }
    let mut text = format!("注: {}月末应发 {}{unit}, 本批 {}{unit}", scheme.label(), due.len(), listed.len());
    if !missing.is_empty() {
        let names: Vec<&str> = missing.iter().take(NAMES).map(|row| row.label.as_str()).collect();
        let more = if missing.len() > NAMES { "等" } else { "" };
        let count = missing.len();
        text += &format!("; 应发而不在本批 {count}{unit}, 造册以后才核定的下月补发: {}{more}", names.join("、"));
    }
    if gone > 0 {
        text += &format!("; 在本批而月末不应发 {gone}{unit}, 请核对变动");
    }
    Ok(Some(text + "。"))
}
