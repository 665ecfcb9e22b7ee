//! What a list asks for and what it gets: one page, by key, never the table.

use crate::register::{Course, Register, Value};
use chrono::NaiveDate;

/// A page of a register.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// Which register.
    pub register: &'static Register,
    /// The day that is asked about: states, amounts and names are those of that day.
    pub day: NaiveDate,
    /// Only what is in force on that day, and nothing that was not there yet.
    pub in_force: bool,
    /// Column, or path to it, and value; a division value also matches what lies in it. All must hold.
    pub filters: Vec<(&'static str, String)>,
    /// Another order than the register's: a column of the register, and whether downwards.
    pub sort: Option<(&'static str, bool)>,
    /// Where to start.
    pub from: From,
    /// How many rows.
    pub limit: u16,
}

impl Query {
    /// The first page, as of a day.
    pub fn new(register: &'static Register, day: NaiveDate, limit: u16) -> Self {
        Query { register, day, in_force: false, filters: Vec::new(), sort: None, from: From::Start, limit }
    }
    /// Only what is in force on its day.
    #[must_use]
    pub fn in_force(mut self) -> Self {
        self.in_force = true;
        self
    }
    /// With one more filter.
    pub fn with(mut self, col: &'static str, value: impl Into<String>) -> Self {
        self.filters.push((col, value.into()));
        self
    }
}

/// Where a page starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// At the first row.
    Start,
    /// The last page, in reading order.
    End,
    /// After the row of that key.
    After(i64),
    /// Before the row of that key (the page is still in reading order).
    Before(i64),
    /// With the row of that key at the top.
    At(i64),
}

/// One page in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The rows.
    pub rows: Vec<ListRow>,
    /// Nothing stands before the first row.
    pub first: bool,
    /// Nothing stands after the last row.
    pub last: bool,
}

/// A row of a list: the values of the register's list columns.
#[derive(Clone, Debug, PartialEq)]
pub struct ListRow {
    /// The record.
    pub key: i64,
    /// In the order of [`Register::list`]. Divisions come as names.
    pub cells: Vec<Value>,
    /// How a case runs on from the day.
    pub course: Option<Course>,
}

/// How many rows a list has under its filters; counted after the page is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Rows.
    pub rows: i64,
    /// Covered persons, where the register has them (低保: 户 and 人; 两补: 件 and 人).
    pub persons: Option<i64>,
}
