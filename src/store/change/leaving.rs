//! What an act leaves that is judged and not written yet: its rows, those beside them, and those that fall. What follows from it is
//! judged over that.

use crate::register::core::judged::Judged;
use crate::register::office::{Kept, Rows};
use crate::register::places::known::Places;
use crate::register::{Known, Register, Value, Values, Write, find};
use crate::store::Store;
use crate::store::change::put::Beside;
use crate::store::change::tied::tied;
use crate::store::engine::Db;
use crate::store::facts::{Office, Overlay};
use crate::store::fault::{Answer, StoreFault};
use chrono::NaiveDate;
use std::rc::Rc;

/// The office as it is left so far.
struct Leaving<'a> {
    db: &'a Db,
    places: Rc<Places>,
    day: NaiveDate,
    left: Overlay,
}

impl Store {
    /// What a judged record and its rows leave over what was left before, as the save writes them.
    pub(super) fn leaving(&self, db: &Db, judged: &Judged<'_>, left: Overlay, day: NaiveDate) -> Answer<Overlay> {
        Leaving { db, places: self.places()?, day, left }.with(judged)
    }
}

impl Leaving<'_> {
    fn with(mut self, judged: &Judged<'_>) -> Answer<Overlay> {
        let draft = judged.draft;
        let own = Beside::of(judged, &judged.values);
        let parent = draft.key.unwrap_or(Write::PARENT);
        let rows = judged.children.iter().map(|c| Beside::of(c, &c.beneath(parent))).collect::<Vec<_>>();
        let parent = self.row(judged, judged.values.clone(), None, own)?;
        for (child, beside) in judged.children.iter().zip(rows) {
            match (child.draft.void, child.draft.key) {
                (true, Some(row)) => self.fall(child.draft.register, row)?,
                (true, None) => {}
                (false, _) => self.row(child, child.beneath(parent), Some(parent), beside).map(drop)?,
            }
        }
        Ok(self.left)
    }

    fn row(&mut self, judged: &Judged<'_>, values: Values, parent: Option<i64>, beside: Beside) -> Answer<i64> {
        let register = judged.draft.register;
        for row in beside.replaces {
            self.fall(register, row)?;
        }
        let this = self.left.put(register, judged.draft.key, values);
        let mut known = Known { this, parent, first: None };
        for write in beside.follows {
            let put = self.write(known, write)?;
            known.first = known.first.or(put);
        }
        Ok(this)
    }

    /// Gives the key of a new row.
    fn write(&mut self, known: Known, write: Write) -> Answer<Option<i64>> {
        let (register, key, cols) = match write.meant(known) {
            Write::Insert(name, cols) => (register(name)?, None, cols),
            Write::Update(name, key, cols) => (register(name)?, Some(key), cols),
            Write::Put(name, same, cols) => {
                let register = register(name)?;
                let mut on = cols.iter().filter(|(col, _)| same.contains(col));
                let found = on.next().map_or(Ok(Vec::new()), |(col, value)| self.found(register, col, value))?;
                let on: Vec<_> = on.collect();
                let key = found.iter().find(|(_, row)| on.iter().all(|(col, value)| row.get(col) == value));
                (register, key.map(|(key, _)| *key), cols)
            }
            Write::Void(name, key) => return self.fall(register(name)?, key).map(|()| None),
        };
        let stands = key.map_or(Ok(None), |key| self.row_of(register, key))?;
        let mut values = stands.map_or_else(|| Values::new(register), Rc::unwrap_or_clone);
        cols.into_iter().for_each(|(col, value)| values.set(col, value));
        let put = self.left.put(register, key, values);
        Ok(key.is_none().then_some(put))
    }

    /// A row falls, with what is tied to it. What is freed by its fall, or follows the latest row that is left, is not told ahead.
    fn fall(&mut self, register: &'static Register, key: i64) -> Answer<()> {
        let mut falling = vec![(register, key)];
        while let Some((register, key)) = falling.pop() {
            let Some(values) = self.row_of(register, key)? else { continue };
            falling.extend(tied(self.db, register, key, &values)?);
            self.left.fall(register, key);
        }
        Ok(())
    }

    fn row_of(&self, register: &'static Register, key: i64) -> Answer<Option<Rc<Values>>> {
        let office = self.office();
        let stands = office.row(register, key);
        office.raise().map(|()| stands)
    }

    fn found(&self, register: &'static Register, col: &'static str, value: &Value) -> Answer<Vec<Kept>> {
        let office = self.office();
        let found = office.rows_with(register, col, value);
        office.raise().map(|()| found)
    }

    fn office(&self) -> Office<'_> {
        Office::on(self.db, Rc::clone(&self.places), self.day, Some(&self.left))
    }
}

fn register(name: &str) -> Answer<&'static Register> {
    find(name).map(|e| e.register).ok_or_else(|| StoreFault::defect(format!("没有 {name}")))
}
