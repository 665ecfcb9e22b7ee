//! What can be put on paper: a report of a month, a list as it stands on the screen, the rows behind a figure. How it becomes
//! paper is not known here.

use super::cross::Weight;
use super::months::Monthly;
use super::report::{Checks, Report, STOPS};
use super::{Measure, Unit, Window};
use crate::domain::month::Month;
use crate::register::core::frequency::{By, Sorted};
use crate::register::funeral::death::DEATH;
use crate::register::{Query, Register};
use chrono::NaiveDate;

/// What the list of what checks find is called.
pub const ODDITIES: &str = "疑点清单";

/// What is printed.
#[derive(Clone, Debug, PartialEq)]
pub enum Paper {
    /// A report of a month, with its checks or without.
    Report(&'static Report, Month, Checks),
    /// A list as it stands.
    List(Box<Listing>),
    /// How often each value of a column stands in a list.
    Frequency(Box<Counted>),
    /// The rows behind a figure.
    Rows(Drilled),
    /// A figure month by month.
    Months(Monthly),
    /// What the death of that key and number stopped (T-FN8 of one).
    Stops(i64, String),
    /// What the checks between registers find for a month, all of it or what weighs so.
    Oddities(Month, Option<Weight>),
}

/// A list as it stands: filters, order, columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// What the list is called: 城市低保.
    pub label: String,
    /// Filters and order in words.
    pub told: String,
    /// Somebody chose them: they are not those with which the list opens.
    pub is_picked: bool,
    /// The same as a question; where it starts and how much it takes is not looked at.
    pub query: Query,
}

/// A list that is counted by something.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// By what, in words: 镇街.
    pub called: String,
    /// The list as it stands.
    pub list: Listing,
    /// By what, from the outer to the inner.
    pub by: Vec<By>,
    /// The order of the lines.
    pub sorted: Sorted,
}

/// A figure whose rows are wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Drilled {
    /// What it is called: 在保户.
    pub label: String,
    /// Its window, in words: 2021年11月.
    pub when: String,
    /// What is measured.
    pub measure: Measure,
    /// For which window.
    pub window: Window,
    /// The unit of its value.
    pub unit: Unit,
}

impl Paper {
    /// The paper of a record of a register, which has that number; most have none.
    pub fn of_record(register: &Register, key: i64, number: impl FnOnce() -> String) -> Option<Paper> {
        (register == &DEATH).then(|| Paper::Stops(key, number()))
    }
    /// What it is called, with its time: the head of a preview.
    pub fn called(&self) -> String {
        match self {
            Paper::Report(report, month, _) => format!("{} {}", report.label, month.zh()),
            Paper::List(list) => format!("{}名单 {}", list.label, list.told),
            Paper::Frequency(of) => format!("{}分布 {} {}", of.list.label, of.called, of.list.told),
            Paper::Rows(rows) => format!("{} {}", rows.label, rows.when),
            Paper::Months(of) => format!("{} 逐月", of.line.label.trim()),
            Paper::Stops(_, number) => format!("{STOPS} {number}"),
            Paper::Oddities(month, _) => format!("{ODDITIES} {}", month.zh()),
        }
    }
    /// The name of its file, without an ending. A list is that of a day.
    pub fn file_name(&self, day: NaiveDate) -> String {
        let name = match self {
            Paper::Report(report, month, _) => format!("{}-{month}", report.label),
            Paper::List(list) => format!("{}名单-{day}", list.label),
            Paper::Frequency(of) => format!("{}分布-{}-{day}", of.list.label, of.called),
            Paper::Rows(rows) => format!("{}明细-{}", rows.label, rows.when),
            Paper::Months(of) => format!("{}逐月-{day}", of.line.label.trim()),
            Paper::Stops(_, number) => format!("{STOPS}-{number}"),
            Paper::Oddities(month, _) => format!("{ODDITIES}-{month}"),
        };
        name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "_")
    }
}
