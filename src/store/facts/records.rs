//! Records of any register as rules see them: one, with its child rows or without, those that refer to another, the one before.

use super::Office;
use crate::register::{BeforeAsk, BeforeFact, RecordFact, Values, find};
use crate::store::engine::{Bound, Optional};
use crate::store::fault::Answer;
use crate::store::read::opened::{child_values, children_of};
use crate::store::read::records::stored_row;

impl Office<'_> {
    /// The living rows of a register whose field refers to a record.
    pub(super) fn rows_of(&self, register: &str, col: &str, key: i64) -> Answer<Vec<(i64, Values)>> {
        let Some(entry) = find(register) else { return Ok(Vec::new()) };
        let sql = format!("SELECT key FROM {register} WHERE {col} = ?1 AND voided_by IS NULL ORDER BY key");
        let mut get = self.db.prepare_cached(&sql)?;
        let mut rows = Vec::new();
        for key in get.query_map([key], |r| r.get::<i64>(0))? {
            let key = key?;
            rows.extend(stored_row(self.db, entry.register, key)?.map(|(values, _, _)| (key, values)));
        }
        Ok(rows)
    }

    /// A record that stands.
    pub(super) fn row(&self, register: &str, key: i64) -> Answer<Option<Values>> {
        let Some(entry) = find(register) else { return Ok(None) };
        Ok(stored_row(self.db, entry.register, key)?.filter(|(_, _, voided)| voided.is_none()).map(|(row, _, _)| row))
    }

    /// A record that stands, with its child rows.
    pub(super) fn record(&self, register: &str, key: i64) -> Answer<Option<RecordFact>> {
        let Some(entry) = find(register) else { return Ok(None) };
        let Some((values, _, None)) = stored_row(self.db, entry.register, key)? else { return Ok(None) };
        let mut children = Vec::new();
        for (child, parent) in children_of(entry.register) {
            children.extend(child_values(self.db, child, parent, key)?);
        }
        Ok(Some(RecordFact { values, children }))
    }

    /// The row of a dated register that a new one follows.
    pub(super) fn before(&self, ask: &BeforeAsk) -> Answer<Option<BeforeFact>> {
        let Some((entry, dated)) = find(ask.register).and_then(|e| Some((e, e.register.dated?))) else {
            return Ok(None);
        };
        let start = entry.register.stored(dated.start);
        let mut sql = format!("SELECT key FROM {} WHERE voided_by IS NULL", ask.register);
        let mut values: Vec<&dyn Bound> = Vec::new();
        for (col, value) in &ask.within {
            sql.push_str(&format!(" AND {} = ?", entry.register.stored(col)));
            values.push(value);
        }
        if let Some(own) = &ask.start {
            sql.push_str(&format!(" AND {start} < ?"));
            values.push(own);
        }
        sql.push_str(&format!(" ORDER BY {start} DESC LIMIT 1"));
        let key: Option<i64> = self.db.prepare_cached(&sql)?.query_row(&values[..], |r| r.get(0)).optional()?;
        let Some((values, act, _)) = key.map(|key| stored_row(self.db, entry.register, key)).transpose()?.flatten()
        else {
            return Ok(None);
        };
        let by = "SELECT o.full_name FROM act a JOIN operator o ON o.key = a.operator WHERE a.key = ?1";
        let by = self.db.prepare_cached(by)?.query_row([act], |r| r.get(0))?;
        Ok(Some(BeforeFact { values, by }))
    }
}
