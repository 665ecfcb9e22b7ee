//! Copies of rows as the audit has them: what a row was at some time, what became of it, in which fields two copies differ, told in the
//! clerk's words.

use crate::domain::text;
use crate::register::core::acts::{How, Moved};
use crate::register::{Field, Kind, Register, Value, Values, find};
use crate::store::Store;
use crate::store::change::act::Copy;
use crate::store::change::act::audit::{self, was};
use crate::store::change::resolve::{name_of, natural_text};
use crate::store::engine::{Db, Optional, params};
use crate::store::fault::Answer;
use serde_json::Value as Json;

/// What became of a row, by its copies before and after; none where it was not, or is no more.
pub(in crate::store) fn how(before: Option<&Json>, after: Option<&Json>) -> How {
    let Some(before) = before else { return How::Entered };
    How::between(stands(before), after.is_some_and(stands))
}

/// Whether a row stood when it was copied.
pub(in crate::store) fn stands(copy: &Json) -> bool {
    copy.get("voided_by").is_none_or(Json::is_null)
}

/// What a run did to all of its rows, by what they were before in the columns that it changed; none where it brought them.
pub(in crate::store) fn how_in_bulk(before: Option<&Json>) -> How {
    match before.map(|copy| copy.get("voided_by")) {
        None => How::Entered,
        Some(Some(Json::Null)) => How::Voided,
        Some(Some(_)) => How::Restored,
        Some(None) => How::Corrected,
    }
}

/// The first copy of a row that was kept after one of its audit rows.
const LATER: &str = concat!(
    "SELECT key, ",
    was!(),
    " FROM audit WHERE register = ?1 AND row = ?2 AND last_row IS NULL AND key > ?3 AND before IS NOT NULL
    ORDER BY key LIMIT 1"
);

/// What runs between two audit rows changed of a row, the latest first.
const RUNS: &str = "SELECT before FROM audit WHERE register = ?1 AND last_row >= ?2 AND row <= ?2 AND last_row IS NOT NULL AND before IS NOT NULL
    AND key > ?3 AND key < ?4 ORDER BY key DESC";

/// A row as it stood after one of its audit rows: its first later copy, or the row itself, with what later runs changed put back.
pub(in crate::store) fn stood_after(db: &Db, register: &Register, row: i64, audit: i64) -> Answer<Option<Copy>> {
    let mut get = db.prepare_cached(LATER)?;
    let later: Option<(i64, String)> =
        get.query_row(params![register.name, row, audit], |r| Ok((r.get(0)?, r.get(1)?))).optional()?;
    let (until, copy) = match later {
        Some((key, copy)) => (key, audit::copy(&copy).ok().map(Json::Object)),
        None => (i64::MAX, audit::snapshot(db, register.name, row)?),
    };
    let Some(Json::Object(mut copy)) = copy else { return Ok(None) };
    let mut runs = db.prepare_cached(RUNS)?;
    let mut runs = runs.query(params![register.name, row, audit, until])?;
    while let Some(run) = runs.next()? {
        copy.extend(serde_json::from_str::<Copy>(&run.get::<String>(0)?).unwrap_or_default());
    }
    Ok(Some(copy))
}

/// The value of a field in a stored copy.
pub(in crate::store) fn value_of(field: &Field, copy: &Json) -> Value {
    match copy.get(field.column()) {
        Some(Json::String(t)) => Value::Text(t.clone()),
        Some(v) => v.as_i64().map_or(Value::Null, Value::Int),
        None => Value::Null,
    }
}

/// The values of a record in a stored copy.
pub(in crate::store) fn values(register: &'static Register, copy: &Json) -> Values {
    let mut values = Values::new(register);
    for field in register.fields {
        values.set(field.col, value_of(field, copy));
    }
    values
}

impl Store {
    /// The fields that differ; of a row that came or went those that its list shows.
    pub(in crate::store) fn moved(
        &self,
        register: &'static Register,
        before: &Json,
        after: &Json,
    ) -> Answer<Vec<Moved>> {
        let whole = before.is_null() || after.is_null();
        let listed = |f: &Field| register.list.iter().any(|c| c.path == f.col) && register.parent != Some(f.col);
        let mut moves = Vec::new();
        for field in register.fields.iter().filter(|f| !f.is_key() && (!whole || listed(f))) {
            let (old, new) = (value_of(field, before), value_of(field, after));
            if old != new {
                let (before, after) = (self.shown(field, &old)?, self.shown(field, &new)?);
                moves.push(Moved { field, before, after });
            }
        }
        Ok(moves)
    }

    /// A value in full: labels for codes, yuan, names for what is referred to.
    pub(in crate::store) fn shown(&self, field: &Field, value: &Value) -> Answer<String> {
        if let Some((target, key)) = field.kind.referred(value) {
            let Some(entry) = find(target) else { return Ok(format!("#{key}")) };
            if target == "person" {
                let name = name_of(self.db(), key)?;
                return Ok(name.map_or_else(|| format!("#{key}"), |name| text::safe(&name)));
            }
            return natural_text(self.db(), entry.register, key);
        }
        if let (Kind::Division, Value::Text(code)) = (field.kind, value) {
            let (town, village) = self.places()?.town_and_village(code, chrono::NaiveDate::MAX);
            return Ok(format!("{town}{village}"));
        }
        Ok(field.kind.show(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;

    #[test]
    fn how_a_row_stood_is_found_through_indexes() {
        for (sql, index) in
            [(LATER, "audit_row (register=? AND row=?"), (RUNS, "audit_rerun (register=? AND last_row>?)")]
        {
            let plan = plan::of(sql);
            assert!(plan.iter().any(|p| p.contains(index)), "{plan:?}");
        }
    }
}
