//! Rules asked of records as they stand in the file.

use crate::domain::slip::Slip;
use crate::register::core::answers::Answers;
use crate::register::core::judging;
use crate::register::{Entry, Facts, Values};
use crate::store::Store;
use crate::store::change::judge::recorded;
use crate::store::engine::Db;
use crate::store::facts::Office;
use crate::store::fault::Answer;
use crate::store::read::opened::child_values;
use chrono::NaiveDate;
use std::rc::Rc;

/// Rules that are asked of the office as it stands.
pub(in crate::store) struct Bench<'o> {
    pub office: Rc<Office<'o>>,
    facts: Facts<'o>,
}

impl<'o> Bench<'o> {
    pub fn on(store: &Store, db: &'o Db, day: NaiveDate) -> Answer<Bench<'o>> {
        let office = Rc::new(Office::on(db, store.places()?, day, None));
        Ok(Bench { facts: store.facts(&office)?, office })
    }

    /// What a row is judged by, with what it was before; a new one is judged without.
    pub fn facts(&self, of: Option<(i64, &Values)>) -> Facts<'o> {
        let mut facts = self.facts.clone();
        facts.answers = Answers::from(Rc::<Office<'o>>::clone(&self.office));
        facts.this = of.map(|(key, _)| key);
        facts.before = of.map(|(_, before)| before.clone());
        facts
    }

    /// What is said of a row with these values; doubts that are on record about it are settled.
    pub fn verdict(&self, entry: &Entry, values: &Values, facts: &mut Facts<'o>) -> Answer<Vec<Slip>> {
        let (db, register) = (self.office.db, values.register);
        if let Some(key) = facts.this {
            facts.accepted = recorded(db, register, key)?;
            let rows = register.children().filter(|_| register.with_rows);
            for (child, parent) in rows {
                facts.children.extend(child_values(db, child, parent, key)?.into_iter().map(|(_, values)| values));
            }
        }
        let slips = judging::judge(entry, values, &[], facts).slips;
        self.office.raise()?;
        Ok(slips)
    }
}
