//! What can be done to a record as it stands.

use crate::register::Register;
use crate::register::core::deeds::{self, Offered};
use crate::store::Store;
use crate::store::change::resolve::called_in_full;
use crate::store::facts::Office;
use crate::store::fault::Answer;
use chrono::NaiveDate;
use std::rc::Rc;

impl Store {
    /// What a record is called, and what can be done to it.
    ///
    /// # Errors
    /// There is no such record; the file cannot be read.
    pub fn deeds(&self, register: &'static Register, key: i64, day: NaiveDate) -> Answer<(String, Vec<Offered>)> {
        self.gate_list(register)?;
        self.at_one_moment(|| {
            let office = Rc::new(Office::on(self.db(), self.places()?, day, None));
            let facts = self.facts(&office)?;
            let offered = deeds::of(register, key, &facts);
            office.raise()?;
            Ok((called_in_full(self.db(), register, key)?, offered))
        })
    }
}
