//! The running cases of a person, with what decides whether they still rest on something that is gone.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::register::BENEFITS;
use crate::register::benefits::benefit::{Benefit, Covers, Household, Once, Pays};
use crate::register::benefits::rests::RestingCase;
use crate::store::benefits::roster::Roster;
use crate::store::engine::{Db, Row, params};
use crate::store::fault::Answer;
use crate::store::month;
use crate::store::pay::paid::paid_until;
use chrono::NaiveDate;

/// The cases that cover a person (`?1`): key, number, kind, an amount that stands in the case, and what they say of what they rest on.
fn cases(benefit: &Benefit) -> String {
    let name = benefit.cases.name;
    let kind = benefit.cases.field("kind").map_or("''", |_| "d.kind");
    let says: String = case_says(benefit).iter().map(|col| format!(", d.{col}")).collect();
    let (amount, whose) = match (benefit.covers, &benefit.pays) {
        (Covers::Household(Household { covers, .. }), _) => (
            "0".to_owned(),
            format!("d.key IN (SELECT c.{name} FROM {covers} c WHERE c.person = ?1 AND c.voided_by IS NULL)"),
        ),
        (Covers::Person, Pays::Monthly(_)) => ("0".to_owned(), "d.person = ?1".to_owned()),
        (Covers::Person, Pays::Once(Once { amount, paid, .. })) => {
            (format!("d.{}", benefit.cases.stored(amount)), format!("d.person = ?1 AND d.{paid} IS NULL"))
        }
    };
    format!("SELECT d.key, d.case_no, {kind}, {amount}{says} FROM {name} d WHERE {whose} AND d.voided_by IS NULL")
}

/// The columns of a case that say what it rests on.
fn case_says(benefit: &Benefit) -> &'static [&'static str] {
    benefit.monthly().map_or(&[], |monthly| monthly.reads)
}

/// The columns of a cover that do.
fn cover_says(benefit: &Benefit) -> &'static [&'static str] {
    benefit.household().map_or(&[], |household| household.reads)
}

/// The versions of a case (`?1`): from which month, kind, monthly amount, persons, whether the person (`?2`) draws from it, and what
/// the person's cover says.
fn versions_of(roster: Roster) -> String {
    let (versions, case, amount) = (roster.versions.name, roster.cases(), roster.fen());
    match roster.benefit.covers {
        Covers::Household(Household { covers, persons, reads, .. }) => {
            let of_person = format!(
                "FROM {covers} c WHERE c.{case} = a.{case} AND c.from_month = a.from_month AND c.person = ?2 AND c.voided_by IS NULL"
            );
            let says: String = reads.iter().map(|col| format!(", (SELECT c.{col} {of_person})")).collect();
            format!(
                "SELECT a.from_month, a.kind, a.{amount}, a.{persons}, a.kind <> 'end' AND EXISTS (SELECT 1 {of_person}){says}
                 FROM {versions} a WHERE a.{case} = ?1 AND a.voided_by IS NULL ORDER BY a.from_month"
            )
        }
        Covers::Person => format!(
            "SELECT from_month, kind, {amount}, 1, kind <> 'end' FROM {versions}
             WHERE {case} = ?1 AND ?2 > 0 AND voided_by IS NULL ORDER BY from_month"
        ),
    }
}

/// What some columns say that begin there, as far as they are filled.
fn said(row: Row<'_>, at: usize, columns: &[&'static str]) -> Answer<Vec<(&'static str, String)>> {
    let mut said = Vec::new();
    for (n, col) in columns.iter().enumerate() {
        said.extend(row.get::<Option<String>>(at + n)?.map(|text| (*col, text)));
    }
    Ok(said)
}

/// A version of a case.
struct Version {
    from: Month,
    kind: String,
    amount: Money,
    persons: i64,
    draws: bool,
    says: Vec<(&'static str, String)>,
}

/// The cases that a person draws from on a day or later: those paid month by month, those that have no version yet, and what is paid
/// once and not paid yet.
pub(in crate::store) fn of_person(db: &Db, person: i64, day: NaiveDate) -> Answer<Vec<RestingCase>> {
    let mut found = Vec::new();
    let (monthly, once): (Vec<&Benefit>, Vec<&Benefit>) = BENEFITS.iter().partition(|b| b.monthly().is_some());
    for benefit in monthly.into_iter().chain(once) {
        let mut get = db.prepare_cached(&cases(benefit))?;
        let mut rows = get.query([person])?;
        while let Some(row) = rows.next()? {
            found.extend(read(db, benefit, row, person, Month::of(day))?);
        }
    }
    Ok(found)
}

fn versions(db: &Db, benefit: &'static Benefit, case: i64, person: i64) -> Answer<Vec<Version>> {
    let Some(roster) = Roster::of(benefit) else { return Ok(Vec::new()) };
    let mut get = db.prepare_cached(&versions_of(roster))?;
    let mut rows = get.query(params![case, person])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let Some(from) = month(&row.get::<String>(0)?) else { continue };
        let (kind, amount, draws) = (row.get(1)?, Money::fen(row.get(2)?), row.get(4)?);
        let says = said(row, 5, cover_says(benefit))?;
        found.push(Version { from, kind, amount, persons: row.get(3)?, draws, says });
    }
    Ok(found)
}

fn read(db: &Db, benefit: &'static Benefit, row: Row<'_>, person: i64, now: Month) -> Answer<Option<RestingCase>> {
    let key: i64 = row.get(0)?;
    let versions = versions(db, benefit, key, person)?;
    // What is in force then; of a case that has not begun, its first version.
    let begun = versions.iter().rposition(|v| v.from <= now).unwrap_or(0);
    let running = versions.get(begun..).unwrap_or_default();
    let Some(last) = running.iter().rposition(|v| v.draws) else {
        return Ok(if versions.is_empty() { Some(new(db, benefit, row)?) } else { None });
    };
    let (Some(drawn), Some(first)) = (running.iter().find(|v| v.draws), versions.first()) else { return Ok(None) };
    let paid = paid_until(db, key)?;
    let settled = versions.iter().rfind(|v| paid.is_some_and(|paid| v.from <= paid)).unwrap_or(first);
    let case = new(db, benefit, row)?;
    Ok(Some(RestingCase {
        persons: drawn.persons,
        amount: drawn.amount,
        says: case.says.iter().chain(&drawn.says).cloned().collect(),
        months: versions.iter().map(|v| v.from).collect(),
        settled: Some(settled.from),
        ends: running.get(last + 1).map(|v| v.from),
        suspended: running.get(last).is_some_and(|v| v.kind == "suspended"),
        paid_until: paid,
        ..case
    }))
}

/// A case without any version.
fn new(db: &Db, benefit: &Benefit, row: Row<'_>) -> Answer<RestingCase> {
    let (case, kind): (i64, String) = (row.get(0)?, row.get(2)?);
    Ok(RestingCase {
        scheme: benefit.scheme(&kind),
        case,
        case_no: row.get(1)?,
        persons: 1,
        amount: Money::fen(row.get(3)?),
        months: Vec::new(),
        settled: None,
        ends: None,
        suspended: false,
        says: said(row, 4, case_says(benefit))?,
        paid_until: paid_until(db, case)?,
    })
}
