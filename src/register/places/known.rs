//! The divisions of the office by code and day: what they are called. Kept whole, because they are few. Knows no SQL.

use crate::domain::division_code::town_of;
use crate::domain::people::issued_in;
use crate::domain::people::person_name::search_key;
use crate::register::DivisionFact;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The divisions with their history.
#[derive(Debug, Default)]
pub struct Places {
    /// code → rows, oldest first.
    rows: BTreeMap<String, Vec<Named>>,
}

#[derive(Debug)]
struct Named {
    from: NaiveDate,
    ended: bool,
    name: String,
    level: String,
}

impl Places {
    /// A row of the register, after those of the same code that began before it.
    pub fn add(&mut self, code: String, from: NaiveDate, ended: bool, name: String, level: String) {
        self.rows.entry(code).or_default().push(Named { from, ended, name, level });
    }
    fn on(&self, code: &str, day: NaiveDate) -> Option<&Named> {
        let rows = self.rows.get(code)?;
        rows.iter().rev().find(|r| r.from <= day).filter(|r| !r.ended)
    }
    /// The division of a code of 12 digits on a day.
    pub fn get(&self, code: &str, day: NaiveDate) -> Option<DivisionFact> {
        let row = self.on(code, day)?;
        Some(DivisionFact { code: code.to_owned(), name: row.name.clone(), level: row.level.clone() })
    }
    /// Its name on a day; the last name it had when it is not in force; the county's where it lies outside the office; the code
    /// itself when it is unknown.
    pub fn name<'a>(&'a self, code: &'a str, day: NaiveDate) -> &'a str {
        let last = || self.rows.get(code).and_then(|rows| rows.last());
        let elsewhere = || code.strip_suffix("000000").and_then(issued_in::name_of).unwrap_or(code);
        self.on(code, day).or_else(last).map_or_else(elsewhere, |r| r.name.as_str())
    }
    /// 街道 and 村居 name of a code; a code above the village leaves the second empty.
    pub fn town_and_village<'a>(&'a self, code: &'a str, day: NaiveDate) -> (String, String) {
        let Some(town) = town_of(code).filter(|town| !town.ends_with("000000")) else {
            return (self.name(code, day).to_owned(), String::new());
        };
        let village = if town == code { String::new() } else { self.name(code, day).to_owned() };
        (self.name(&town, day).to_owned(), village)
    }
    /// The divisions in force on a day, in the order of their codes.
    pub fn all(&self, day: NaiveDate) -> Vec<DivisionFact> {
        self.rows.keys().filter_map(|code| self.get(code, day)).collect()
    }
    /// The codes that bear a name on a day, compared as names are.
    pub fn named(&self, name: &str, day: NaiveDate) -> Vec<&str> {
        let name = search_key(name);
        let bears = |code: &&String| self.on(code, day).is_some_and(|r| search_key(&r.name) == name);
        self.rows.keys().filter(bears).map(String::as_str).collect()
    }
}
