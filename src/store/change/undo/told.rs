//! What an undo does to the rows of an act, told from the audit: counts, and the first rows from new to old.

use crate::register::Register;
use crate::register::core::acts::{ActLine, ActPlace, ActRow};
use crate::register::core::undoing::Undoing;
use crate::store::Store;
use crate::store::change::act::audit;
use crate::store::change::undo::reverse::Written;
use crate::store::change::undo::touched::Touched;
use crate::store::engine::{Db, Optional, params};
use crate::store::fault::Answer;
use crate::store::read::acts;
use serde_json::Value as Json;
use std::collections::HashSet;

impl Store {
    /// What the undo of an act would do to its rows.
    pub(super) fn undoing(&self, act: ActLine, touched: &[Touched]) -> Answer<Undoing> {
        let db = self.db();
        let registers = acts::wrote(db, act.key)?;
        let (mut rows, mut seen) = (Vec::new(), HashSet::new());
        for of in touched {
            let room = Undoing::MOST - rows.len();
            if room == 0 {
                break;
            }
            let Some(written) = Written::read(db, of.audit)? else { continue };
            for row in of.keys().filter(|row| seen.insert((of.register.name, *row))).take(room) {
                rows.push(self.undone(act.key, &written, row)?);
            }
        }
        Ok(Undoing { act, done_by: None, registers, rows, first: Vec::new(), slips: Vec::new() })
    }

    /// One of the rows that an audit row, the first of an act about it, speaks of.
    fn undone(&self, act: i64, written: &Written, row: i64) -> Answer<ActRow> {
        let (db, register) = (self.db(), written.register);
        let mut is = latest(db, act, register, row)?;
        if is.is_none() {
            is = audit::snapshot(db, register.name, row)?;
        }
        let is = is.unwrap_or_default();
        let was = written.before.as_ref().map(|before| match (written.last, &is) {
            // A run keeps the columns that it changed.
            (Some(_), Json::Object(is)) => Json::Object(audit::before(is, before.clone())),
            _ => Json::Object(before.clone()),
        });
        self.became(ActPlace { register, row, last: None }, Some(&is), was.as_ref())
    }
}

const LATEST: &str = "SELECT after FROM audit WHERE register = ?1 AND row = ?2 AND last_row IS NULL AND act = ?3 ORDER BY key DESC LIMIT 1";

/// What an act left of a row that it wrote alone.
fn latest(db: &Db, act: i64, register: &Register, row: i64) -> Answer<Option<Json>> {
    let mut get = db.prepare_cached(LATEST)?;
    let text: Option<String> = get.query_row(params![register.name, row, act], |r| r.get(0)).optional()?.flatten();
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;

    #[test]
    fn what_an_act_left_is_read_by_act_and_row() {
        plan::seeks(LATEST, &["audit USING INDEX audit_act (act=? AND register=? AND row=? AND last_row=?)"]);
    }
}
