//! What is kept beside the registers and follows from their rows: by what people are found, what is kept of past months, what the
//! lines of a batch come to, what batches call things. It is written in the act of the row that it follows from.

use super::{Act, audit};
use crate::domain::found_by;
use crate::store::engine::{Db, params};
use crate::store::fault::Answer;
use crate::store::figures::kept_months;
use crate::store::pay::batch_sums;
use crate::store::pay::payroll_facts::LINES;
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, HashMap};

/// What follows from a row that was added or changed.
pub(super) fn row_changed(db: &Db, (table, row): (&str, i64), before: Option<&Json>, after: &Json) -> Answer<()> {
    let is_new = |col: &str| before.is_none_or(|before| before.get(col) != after.get(col));
    if let ("person", Some(Json::String(name)), true) = (table, after.get("name"), is_new("name")) {
        found_under(db, row, name)?;
    }
    let text = |col: &str| after.get(col).and_then(Json::as_str).unwrap_or_default();
    match table {
        "batch" if before.is_some() && (is_new("state") || is_new("voided_by")) => {
            let is_void = after.get("voided_by").is_some_and(|act| !act.is_null());
            batch_sums::follow(db, row, text("state"), is_void)?;
        }
        "payment" if before.is_some() && (is_new("bank_state") || is_new("booked_month")) => {
            batch_sums::drop_of(db, batches_of((row, row)))?;
        }
        _ => {}
    }
    kept_months::forget(db, &kept_months::touched(db, table, before, Some(after))?)
}

/// What follows from rows that were added or changed in bulk: all that is kept of what they count in goes.
pub(super) fn run_changed(db: &Db, table: &str, keys: (i64, i64)) -> Answer<()> {
    if table == "payment" {
        batch_sums::drop_of(db, batches_of(keys))?;
    }
    kept_months::forget(db, &kept_months::touched_by_run(db, table)?)
}

/// The batches of lines.
fn batches_of((first, last): (i64, i64)) -> (i64, i64) {
    (first / LINES, last / LINES)
}

/// What a person is found by beside the name itself. Rows of an old name stay: they only make the person found under it too, and are told
/// apart by the name itself.
fn found_under(db: &Db, person: i64, name: &str) -> Answer<()> {
    let mut put =
        db.prepare_cached("INSERT INTO person_initials(initials, person) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
    for reading in found_by::beside(name) {
        put.execute(params![reading, person])?;
    }
    Ok(())
}

/// The same for the people of a new office. `named` is name → who has it; written all together, in the order in which they are stored.
pub(in crate::store::change) fn all_found_under(db: &Db, named: &HashMap<String, Vec<i64>>) -> Answer<()> {
    let mut read: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for (name, people) in named {
        for found in found_by::beside(name) {
            read.entry(found).or_default().extend(people);
        }
    }
    let mut insert = db.prepare("INSERT INTO person_initials(initials, person) VALUES (?1, ?2)")?;
    for (initials, people) in &mut read {
        people.sort_unstable();
        for person in people {
            insert.execute(params![initials, *person])?;
        }
    }
    Ok(())
}

impl Act<'_> {
    /// Names things of a batch that have no name in it yet. The audit has them as one copy, thing by thing, under the key of the batch.
    pub(in crate::store) fn name_things(&self, batch: i64, named: Vec<(String, String)>) -> Answer<()> {
        let mut put = self
            .db
            .prepare_cached("INSERT INTO batch_name(batch, thing, name) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?;
        let mut copy = Map::new();
        for (thing, name) in named {
            if put.execute(params![batch, thing, name])? > 0 {
                copy.insert(thing, name.into());
            }
        }
        match copy.is_empty() {
            true => Ok(()),
            false => audit::write(self.db, self.key, ("batch_name", batch), None, &Json::Object(copy)),
        }
    }
}
