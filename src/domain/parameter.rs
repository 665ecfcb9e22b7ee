//! 参数: dated values (standards, limits, percentages) and how one is found for a day. A payroll month uses the value in
//! force on its first day (assistance 0.2 6). Knows no SQL: the store hands in the rows.

use crate::domain::money::Money;
use crate::domain::month::Month;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The dated parameters of an office.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters {
    /// name → (valid_from, value), oldest first.
    rows: BTreeMap<String, Vec<(NaiveDate, String)>>,
}

impl Parameters {
    /// From rows of (name, valid_from, value) in any order.
    pub fn from_rows(rows: impl IntoIterator<Item = (String, NaiveDate, String)>) -> Self {
        let mut map: BTreeMap<String, Vec<(NaiveDate, String)>> = BTreeMap::new();
        for (name, from, value) in rows {
            map.entry(name).or_default().push((from, value));
        }
        for dated in map.values_mut() {
            dated.sort_by_key(|(from, _)| *from);
        }
        Parameters { rows: map }
    }
    /// The value in force on a day, with the day from which it holds.
    pub fn on(&self, name: &str, day: NaiveDate) -> Option<(NaiveDate, &str)> {
        let dated = self.rows.get(name)?;
        dated.iter().rev().find(|(from, _)| *from <= day).map(|(from, v)| (*from, v.as_str()))
    }
    /// The text in force for a month (on its first day).
    pub fn text(&self, name: &str, month: Month) -> Option<&str> {
        self.on(name, month.first_day()).map(|(_, v)| v)
    }
    /// Whole fen.
    pub fn money(&self, name: &str, month: Month) -> Option<Money> {
        self.text(name, month)?.parse().ok().map(Money::fen)
    }
    /// A whole number.
    pub fn int(&self, name: &str, month: Month) -> Option<i64> {
        self.text(name, month)?.parse().ok()
    }
}
