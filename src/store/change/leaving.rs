//! What an act leaves that is judged and not written yet: its rows, those beside them, and those that fall. What follows from it is
//! judged over that.

use crate::register::core::judged::Judged;
use crate::register::office::{Kept, Rows};
use crate::register::places::known::Places;
use crate::register::{Register, Value, Values, Write, find};
use crate::store::change::save::Beside;
use crate::store::engine::Db;
use crate::store::facts::{Office, Overlay};
use crate::store::fault::{Answer, StoreFault};
use chrono::NaiveDate;
use std::rc::Rc;

/// The office as it is left so far.
pub(in crate::store) struct Leaving<'a> {
    pub db: &'a Db,
    pub places: Rc<Places>,
    pub day: NaiveDate,
    pub left: Overlay,
}

impl Leaving<'_> {
    /// As a judged record and its rows leave it: as the save writes them.
    pub fn with(mut self, judged: &Judged<'_>) -> Answer<Overlay> {
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
        for write in beside.follows {
            self.write((this, parent), write)?;
        }
        Ok(this)
    }

    fn write(&mut self, (this, parent): (i64, Option<i64>), write: Write) -> Answer<()> {
        let meant = |key: i64| match key {
            Write::THIS => this,
            Write::PARENT => parent.unwrap_or(key),
            key => key,
        };
        let (register, key, cols) = match write {
            Write::Insert(name, cols) => (register(name)?, None, cols),
            Write::Update(name, key, cols) => (register(name)?, Some(meant(key)), cols),
            Write::Put(name, same, cols) => {
                let register = register(name)?;
                let mut on = cols.iter().filter(|(col, _)| same.contains(col));
                let found = on.next().map_or(Ok(Vec::new()), |(col, value)| self.found(register, col, value))?;
                let on: Vec<_> = on.collect();
                let key = found.iter().find(|(_, row)| on.iter().all(|(col, value)| row.get(col) == value));
                (register, key.map(|(key, _)| *key), cols)
            }
            Write::Void(name, key) => return self.fall(register(name)?, key),
        };
        let office = self.office();
        let stands = key.and_then(|key| office.row(register, key));
        office.raise()?;
        let mut values = stands.map_or_else(|| Values::new(register), Rc::unwrap_or_clone);
        for (col, value) in cols {
            values.set(col, value.int().map_or(value, |n| Value::Int(meant(n))));
        }
        self.left.put(register, key, values);
        Ok(())
    }

    /// A row falls, with what is tied to it.
    fn fall(&mut self, register: &'static Register, key: i64) -> Answer<()> {
        self.left.fall(register, key);
        for tie in register.tied {
            let [(col, "key")] = tie.on else { continue };
            for tied in tie.registers() {
                for (row, _) in self.found(tied, col, &key.into())? {
                    self.fall(tied, row)?;
                }
            }
        }
        Ok(())
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
