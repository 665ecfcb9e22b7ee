//! What a list asks for and what it gets: one page, by key, never the table.

use crate::register::{Condition, Course, ListColumn, Op, Register, Value};
use chrono::NaiveDate;
use std::sync::Arc;

/// A page of a register.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// Which register.
    pub register: &'static Register,
    /// The day that is asked about: states, amounts and names are those of that day.
    pub day: NaiveDate,
    /// Only what is in force on that day, and nothing that was not there yet.
    pub in_force: bool,
    /// All must hold.
    pub filters: Vec<Condition>,
    /// Another order than the register's: a column of its list or a path, and whether downwards.
    pub sort: Option<(&'static str, bool)>,
    /// Other columns than the register's.
    pub columns: Vec<ListColumn>,
    /// The rows in their order, where they were arranged once: pages are read by it and nothing is looked for again.
    pub keys: Option<Arc<Vec<i64>>>,
    /// Nothing but these rows, by their keys in order: the marked ones. They are arranged, whatever the order.
    pub only: Option<Arc<Vec<i64>>>,
    /// Where to start.
    pub from: From,
    /// How many rows.
    pub limit: u16,
}

impl Query {
    /// The first page, as of a day.
    pub fn new(register: &'static Register, day: NaiveDate, limit: u16) -> Self {
        let (filters, columns, sort) = Default::default();
        let (keys, only, from) = (None, None, From::Start);
        Query { register, day, in_force: false, filters, sort, columns, keys, only, from, limit }
    }
    /// Only what is in force on its day.
    #[must_use]
    pub fn in_force(mut self) -> Self {
        self.in_force = true;
        self
    }
    /// With one more filter: a column, or a path to it, is that value.
    pub fn with(mut self, col: &'static str, value: impl Into<String>) -> Self {
        self.filters.push(Condition::is(col, value));
        self
    }
    /// The columns of its rows.
    pub fn columns(&self) -> &[ListColumn] {
        if self.columns.is_empty() { self.register.list } else { &self.columns }
    }
    /// The columns of money among those of its rows: what is added up beside a count.
    pub fn money(&self) -> Vec<&'static str> {
        self.columns().iter().map(|column| column.path).filter(|path| self.register.is_money(path)).collect()
    }
    /// Whether an index leads through it page by page: in the order of the register, under filters that it declares. All else is
    /// arranged first, in one run through what the filters leave.
    pub fn is_walked(&self) -> bool {
        let in_order = self.sort.is_none_or(|(col, _)| self.register.order == [col]);
        let declared = |c: &Condition| c.op == Op::Is && self.register.filters.contains(&c.path);
        in_order && self.only.is_none() && self.filters.iter().all(declared)
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
    /// In the order of [`Query::columns`]. Divisions come as names.
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

/// A value that rows of a list have.
#[derive(Clone, Debug, PartialEq)]
pub struct Met {
    /// The value.
    pub value: Value,
    /// As it is shown, masked.
    pub label: String,
    /// How many rows have it.
    pub rows: i64,
}
