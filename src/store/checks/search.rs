//! How the records of a check are looked for.

use crate::domain::month::Month;
use crate::domain::parameter::Parameters;
use crate::figure::cross::CrossCheck;
use crate::figure::{RowSet, Window};
use crate::register::find;
use crate::store::benefits::roster::Roster;
use crate::store::figures::parts::Parts;
use crate::store::figures::personal::in_force;
use crate::store::figures::row_set::parts;
use crate::store::read::villages::placed;
use chrono::{Months, NaiveDate};

/// A statement that finds records of a register.
pub(super) struct Rows {
    pub register: &'static str,
    pub sql: String,
    /// What is bound of its own, whatever all are given by that name.
    pub bound: Vec<(&'static str, String)>,
}

impl Rows {
    pub fn of(register: &'static str, sql: String) -> Rows {
        Rows { register, sql, bound: Vec::new() }
    }
}

/// What is asked for.
pub(super) struct Asked<'a> {
    pub month: Month,
    pub parameters: &'a Parameters,
}

impl Asked<'_> {
    /// A division of a record under an alias, as it was at the month's end.
    pub fn place(&self, register: &str, alias: &str, col: &str) -> String {
        match find(register) {
            Some(entry) => placed(entry.register, alias, col, self.month.last_day()),
            None => format!("{alias}.{col}"),
        }
    }
}

/// The SQL behind a check: for each register in which it finds records a statement that gives the record's key, the person it is about (NULL:
/// itself, or the first that it names) and the village it counts for (NULL: where the person lives), then the values of the text. Bound, where it has a place for them:
/// `:month`, its `:first` and its last `:day`, the six digits of the `:district`.
pub(super) struct Search {
    pub check: &'static CrossCheck,
    pub rows: fn(&Asked<'_>) -> Vec<Rows>,
}

impl Search {
    /// That of a check.
    pub const fn new(check: &'static CrossCheck, rows: fn(&Asked<'_>) -> Vec<Rows>) -> Search {
        Search { check, rows }
    }
}

/// The rows of a set in the month; without those of another over the same rows, where there is one.
pub(super) fn rows_of(asked: &Asked<'_>, set: RowSet, but: Option<RowSet>) -> Rows {
    let window = Window::month(asked.month);
    let Parts { register, tables, common, only, key, division, bound, .. } = parts(set, window);
    let but = but.map_or_else(String::new, |other| format!(" AND NOT ({})", parts(other, window).only));
    let sql = format!("SELECT {key}, NULL, {division} FROM {tables} WHERE {common} AND {only}{but}");
    Rows { register, sql, bound }
}

/// That a stay in an institution (its alias) lasts on the day.
pub(super) fn stays(alias: &str) -> String {
    format!(
        "{alias}.voided_by IS NULL AND {alias}.in_on <= :day AND ({alias}.out_on IS NULL OR {alias}.out_on >= :day)"
    )
}

/// A day so many months before another.
pub(super) fn before(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(day)
}

/// That the row of a dated register under an alias is the one in force on the day, among the rows that have these columns alike.
pub(super) fn latest(register: &str, alias: &str, within: &[&str]) -> String {
    let same: String = within.iter().map(|col| format!("x.{col} = {alias}.{col} AND ")).collect();
    format!(
        "{alias}.voided_by IS NULL AND {alias}.valid_from = (SELECT max(x.valid_from) FROM {register} x WHERE {same}\
         x.voided_by IS NULL AND x.valid_from <= :day)"
    )
}

/// The cases of a benefit (`k`) of which the version in force in the month (`v`) pays.
pub(super) fn in_pay(versions: &str, cases: &str) -> String {
    let version = in_force(versions, cases, "k", "v");
    format!("{cases} k JOIN {version} WHERE k.voided_by IS NULL AND v.kind = 'award'")
}

/// What is bound for all.
pub(super) fn bound(month: Month, district: &str) -> Vec<(&'static str, String)> {
    vec![
        (":month", month.to_string()),
        (":first", month.first_day().to_string()),
        (":day", month.last_day().to_string()),
        (":district", district.chars().take(6).collect()),
    ]
}

/// The cases of a benefit (`k`) with a version (`v`) in force in the month that is no end, and the persons (`q`) of whom that is so,
/// each with the cases that cover them: read from the persons, so that a rare `who` reads little.
pub(super) fn drawing(roster: Roster, who: &str) -> String {
    let cases = roster.cases();
    let version = in_force(roster.versions.name, cases, "k", "v");
    let covered = match roster.benefit.household() {
        Some(household) => {
            let covers = household.covers;
            format!(
                "CROSS JOIN {covers} c ON c.person = q.key AND c.voided_by IS NULL JOIN {cases} k ON k.key = c.{cases} \
                 JOIN {version} AND v.from_month = c.from_month"
            )
        }
        None => format!("CROSS JOIN {cases} k ON k.person = q.key JOIN {version}"),
    };
    format!("person q {covered} WHERE q.voided_by IS NULL AND {who} AND k.voided_by IS NULL AND v.kind <> 'end'")
}
