//! What the voiding of a record would pull away from what stands: asked of the record's own rules.

use crate::domain::slip::{Severity, Slip};
use crate::register::core::rights::Action;
use crate::register::{Register, find};
use crate::store::Store;
use crate::store::change::act::Act;
use crate::store::engine::Db;
use crate::store::facts::Office;
use crate::store::fault::Answer;
use crate::store::read::stored::stored_row;
use chrono::NaiveDate;
use std::rc::Rc;

impl Store {
    /// What is said of voiding a record, without voiding it: doubts that have to be accepted, and what it changes.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn check_void(&self, register: &'static Register, key: i64, day: NaiveDate) -> Answer<Vec<Slip>> {
        self.gate_write(None, register, Action::Void)?;
        self.at_one_moment(|| {
            self.gate_row(self.db(), None, Action::Void, (register, key))?;
            self.to_void(self.db(), register, key, day)
        })
    }

    /// The same within an act, with what is to be said of the clock.
    pub(in crate::store) fn to_void(
        &self,
        db: &Db,
        register: &'static Register,
        key: i64,
        day: NaiveDate,
    ) -> Answer<Vec<Slip>> {
        let mut said = self.voiding(db, register, key, day)?;
        said.extend(self.clock_doubt(db)?);
        Ok(said)
    }

    /// What the record's own rules say.
    pub(in crate::store) fn voiding(
        &self,
        db: &Db,
        register: &'static Register,
        key: i64,
        day: NaiveDate,
    ) -> Answer<Vec<Slip>> {
        let Some((entry, (values, _, None))) = find(register.name).zip(stored_row(db, register, key)?) else {
            return Ok(Vec::new());
        };
        let office = Rc::new(Office::on(db, self.places()?, day, None));
        let mut facts = self.facts(&office)?;
        facts.this = Some(key);
        facts.before = Some(values.clone());
        let slips = (entry.check_void)(&values, &facts);
        office.raise()?;
        Ok(slips)
    }
}

/// Records the accepted doubts with the reason of the act.
pub(in crate::store) fn record_exceptions(
    act: &Act<'_>,
    row: (&Register, i64),
    slips: &[Slip],
    why: &str,
) -> Answer<()> {
    let mut doubts = slips.iter().filter(|s| s.severity == Severity::Doubt);
    doubts.try_for_each(|slip| act.exception(row, slip.code, why))
}
