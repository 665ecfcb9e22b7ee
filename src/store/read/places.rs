//! The divisions of the office by code and day: names for lists and pages, kept in memory because they are few.

use crate::domain::people::issued_in;
use crate::domain::people::person_name::search_key;
use crate::register::DivisionFact;
use crate::store::fault::Answer;
use crate::store::{Store, date};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::rc::Rc;

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
        let Some(town) = code.get(..9).filter(|_| code.get(6..9) != Some("000")) else {
            return (self.name(code, day).to_owned(), String::new());
        };
        let town = format!("{town}000");
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

impl Store {
    /// The divisions of the office.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn places(&self) -> Answer<Rc<Places>> {
        self.freshen()?;
        if let Some(p) = &self.kept.borrow().places {
            return Ok(Rc::clone(p));
        }
        let mut get = self.db().prepare_cached(
            "SELECT code, valid_from, ended, name, level FROM division INDEXED BY division_once
             WHERE voided_by IS NULL ORDER BY code, valid_from",
        )?;
        let mut places = Places::default();
        let mut rows = get.query([])?;
        while let Some(row) = rows.next()? {
            let (code, from): (String, String) = (row.get(0)?, row.get(1)?);
            let Some(from) = date(&from) else { continue };
            let named = Named { from, ended: row.get::<i64>(2)? == 1, name: row.get(3)?, level: row.get(4)? };
            places.rows.entry(code).or_default().push(named);
        }
        let places = Rc::new(places);
        self.kept.borrow_mut().places = Some(Rc::clone(&places));
        Ok(places)
    }

    /// The divisions in force on a day, in the order of their codes.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn divisions(&self, day: NaiveDate) -> Answer<Vec<DivisionFact>> {
        Ok(self.places()?.all(day))
    }
}
