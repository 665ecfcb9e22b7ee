//! The keys and numbers that new rows get, within the act that adds them. Those of voided rows are not given again.

use crate::register::{Facts, Register, Values};
use crate::store::engine::{Db, Optional, params};
use crate::store::fault::Answer;

/// The next key of a register that counts from a number of its own; none of one that the engine counts.
pub(super) fn free_key(db: &Db, register: &Register) -> Answer<Option<i64>> {
    let above = register.keys_above;
    if above == 0 {
        return Ok(None);
    }
    let sql = format!("SELECT max(key) FROM {} WHERE key > ?1 AND key < ?1 + 1000000000", register.name);
    let last: Option<i64> = db.prepare_cached(&sql)?.query_row([above], |r| r.get(0))?;
    Ok(Some(last.unwrap_or(above) + 1))
}

impl super::Act<'_> {
    /// The next number of a register that gives numbers, with its column; none where the record has one.
    pub(in crate::store) fn number(&self, values: &Values, facts: &Facts) -> Answer<Option<(&'static str, String)>> {
        let Some(serial) = values.register.serial.filter(|s| values.get(s.col).is_null()) else { return Ok(None) };
        let Some(prefix) = (serial.prefix)(values, facts) else { return Ok(None) };
        let (table, col) = (values.register.name, serial.col);
        let mut last = 0;
        // Two small index ranges: the living and the voided.
        for voided in ["IS NULL", "IS NOT NULL"] {
            let sql = format!(
                "SELECT max({col}) FROM {table} WHERE {col} >= ?1 AND {col} < ?2 AND voided_by {voided} AND length({col}) = ?3"
            );
            let width = i64::try_from(prefix.len() + serial.width).unwrap_or(0);
            let found: Option<String> = self
                .db
                .prepare_cached(&sql)?
                .query_row(params![prefix, format!("{prefix}:"), width], |r| r.get(0))
                .optional()?
                .flatten();
            let number = found.as_deref().and_then(|t| t.get(prefix.len()..)).and_then(|t| t.parse::<i64>().ok());
            last = last.max(number.unwrap_or(0));
        }
        Ok(Some((serial.col, format!("{prefix}{:0width$}", last + 1, width = serial.width))))
    }
}
