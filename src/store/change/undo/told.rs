//! What an undo does to the rows of an act, told from the audit: counts, and the first rows from new to old.

use crate::register::core::acts::ActLine;
use crate::register::core::undoing::{How, Undoing, UndoneRow};
use crate::register::{Register, find};
use crate::store::Store;
use crate::store::change::act::audit;
use crate::store::change::resolve::called;
use crate::store::change::undo::reverse::{Written, of_act};
use crate::store::engine::{Db, Optional, params};
use crate::store::fault::Answer;
use serde_json::Value as Json;
use std::collections::HashSet;

impl Store {
    /// What the undo of an act would do to its rows.
    pub(super) fn undoing(&self, act: ActLine) -> Answer<Undoing> {
        let db = self.db();
        let registers = counts(db, act.key)?;
        let total = registers.iter().map(|(_, rows)| rows).sum();
        let (mut rows, mut seen) = (Vec::new(), HashSet::new());
        for key in of_act(db, act.key)? {
            let Some(written) = Written::read(db, key)? else { continue };
            for row in written.row..=written.last.unwrap_or(written.row) {
                if rows.len() == Undoing::MOST {
                    break;
                }
                if seen.insert((written.register.name, row)) {
                    rows.push(self.undone(act.key, &written, row)?);
                }
            }
        }
        Ok(Undoing { act, done_by: None, registers, rows, total, slips: Vec::new() })
    }

    /// One of the rows that an audit row, the first of an act about it, speaks of.
    fn undone(&self, act: i64, written: &Written, row: i64) -> Answer<UndoneRow> {
        let (db, register) = (self.db(), written.register);
        let mut is = latest(db, act, register, row)?;
        if is.is_none() {
            is = audit::snapshot(db, register.name, row)?;
        }
        let is = is.unwrap_or_default();
        let was = written.before.as_ref().map(|before| match (written.last, &is) {
            // A run keeps the columns that it changed.
            (Some(_), Json::Object(is)) => {
                let mut was = is.clone();
                was.extend(before.clone());
                Json::Object(was)
            }
            _ => Json::Object(before.clone()),
        });
        let stands = |copy: &Json| copy.get("voided_by").is_none_or(Json::is_null);
        let stood = was.as_ref().is_some_and(stands);
        let how = match (stood, stands(&is)) {
            (false, true) => How::Removed,
            (true, false) => How::BroughtBack,
            _ => How::ChangedBack,
        };
        let none = Json::Null;
        let was = was.as_ref().unwrap_or(&none);
        let changes = match how {
            How::Removed => self.moved(register, &is, &none)?,
            How::BroughtBack => self.moved(register, &none, was)?,
            How::ChangedBack => self.moved(register, &is, was)?,
        };
        Ok(UndoneRow { register, key: row, name: name(db, register, row, &is)?, how, changes })
    }
}

/// How many rows of which register an act wrote, in its order.
fn counts(db: &Db, act: i64) -> Answer<Vec<(&'static Register, usize)>> {
    let mut get = db.prepare_cached(
        "SELECT register, count(DISTINCT CASE WHEN last_row IS NULL THEN row END) + coalesce(sum(last_row - row + 1), 0)
         FROM audit WHERE act = ?1 GROUP BY register ORDER BY min(key)",
    )?;
    let rows = get.query_map([act], |r| Ok((r.get::<String>(0)?, r.get::<i64>(1)?)))?;
    let mut counts = Vec::new();
    for row in rows {
        let (name, count) = row?;
        let register = audit::registers().find(|register| register.name == name);
        counts.extend(register.map(|register| (register, usize::try_from(count).unwrap_or(0))));
    }
    Ok(counts)
}

/// What an act left of a row that it wrote alone.
fn latest(db: &Db, act: i64, register: &Register, row: i64) -> Answer<Option<Json>> {
    let mut get = db.prepare_cached(
        "SELECT after FROM audit WHERE register = ?1 AND row = ?2 AND last_row IS NULL AND act = ?3 ORDER BY key DESC LIMIT 1",
    )?;
    let text: Option<String> = get.query_row(params![register.name, row, act], |r| r.get(0)).optional()?.flatten();
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// What a row is called; of what is recorded beside rows, what it is about.
fn name(db: &Db, register: &'static Register, row: i64, copy: &Json) -> Answer<String> {
    let text = |col: &str| copy.get(col).and_then(Json::as_str).unwrap_or_default();
    if find(register.name).is_some() {
        return called(db, register, row);
    }
    let about = find(text("register")).zip(copy.get("row").and_then(Json::as_i64));
    let about = about.map(|(entry, row)| Ok(format!("{} {}", entry.register.label, called(db, entry.register, row)?)));
    let about: String = about.unwrap_or_else(|| Ok(format!("#{row}")) as Answer<String>)?;
    Ok(format!("{} {about}", text("code")).trim_start().to_owned())
}
