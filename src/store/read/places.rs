//! The divisions of the office, read once and kept while nobody changes the file.

use crate::register::DivisionFact;
use crate::register::places::known::Places;
use crate::store::fault::Answer;
use crate::store::{Store, date};
use chrono::NaiveDate;
use std::rc::Rc;

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
            places.add(code, from, row.get::<i64>(2)? == 1, row.get(3)?, row.get(4)?);
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
