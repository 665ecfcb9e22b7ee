//! A figure is a row set, a measure and a unit; it knows no period. Every number on a panel, in a table or a report is a
//! figure asked for a window, so that Enter can open the rows behind it. This module knows no SQL: the store answers row sets.

use crate::domain::month::Month;
use chrono::NaiveDate;

/// Which rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowSet {
    /// Cases (households) whose version covers the month; `paying_only` leaves the suspended out. Window: On.
    Roster(&'static str, Paying),
    /// Covered persons of those cases. Window: On.
    RosterPersons(&'static str, Paying),
    /// Change rows of these kinds, by the month they take effect. Window: Over.
    Changes(&'static str, &'static [&'static str]),
    /// Persons who entered (those a change row newly covers) through changes of these kinds. Window: Over.
    Entered(&'static str, &'static [&'static str]),
    /// Persons who left through changes of these kinds. Window: Over.
    Left(&'static str, &'static [&'static str]),
    /// Payment lines that the bank paid, booked in the window, of these schemes and line types. Window: Over.
    Lines(&'static [&'static str], &'static [&'static str]),
    /// 临时救助 cases approved in the window. Window: Over.
    Relief,
    /// Divisions of a level in force on the day. Window: On.
    Divisions(&'static str),
    /// The parameter in force. Window: On.
    Parameter(&'static str),
}

/// Whether the suspended are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paying {
    /// All on the roster.
    All,
    /// The suspended left out.
    Only,
}

/// What is counted or added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// One for each row of the set.
    Count(RowSet),
    /// The money of each row.
    Sum(RowSet),
    /// Money of the first set by the number of rows of the second.
    Ratio(RowSet, RowSet),
    /// The value itself (a standard).
    Value(RowSet),
}

/// The time a figure is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// A day: its month's roster, the rows in force on it.
    On(NaiveDate),
    /// Months, both included.
    Over(Month, Month),
}

/// One row behind a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its register, so that Enter can open it.
    pub register: &'static str,
    /// The row.
    pub key: i64,
    /// 镇街 code (12 digits) it counts for, where it has one.
    pub town: Option<String>,
    /// What a list of rows shows: name, case number, village.
    pub label: String,
    /// What it adds: 1 for a count, whole fen for money.
    pub adds: i64,
}
