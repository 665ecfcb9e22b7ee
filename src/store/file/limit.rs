//! The least that the engine itself can do in this office: what everything else is measured against. Must not be used for
//! anything but measuring.

use crate::store::engine::{Db, Way};
use crate::store::{Answer, Store};
use std::path::Path;

impl Store {
    /// One row by its key, all of its columns read: the limit of every look-up.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn limit_key_get(&self, key: i64) -> Answer<usize> {
        let mut get = self.db().prepare_cached("SELECT * FROM person WHERE key = ?1")?;
        let columns = get.column_count();
        let mut rows = get.query([key])?;
        let mut bytes = 0;
        if let Some(row) = rows.next()? {
            for i in 0..columns {
                bytes += row.get_ref(i)?.text().map_or(8, str::len);
            }
        }
        Ok(bytes)
    }

    /// So many lines of a batch in the order of their keys: the limit of a roll.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn limit_scan_lines(&self, lines: i64) -> Answer<i64> {
        let sql = "SELECT sum(amount_fen), count(account_no) FROM (SELECT amount_fen, account_no FROM payment ORDER BY key LIMIT ?1)";
        Ok(self.db().prepare_cached(sql)?.query_row([lines], |r| r.get::<Option<i64>>(0))?.unwrap_or(0))
    }

    /// Keys of so many people (of fewer where there are not as many), spread over the whole register, whatever gaps its keys have.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn limit_people(&self, how_many: usize) -> Answer<Vec<i64>> {
        let db = self.db();
        let last: i64 = db.query_row("SELECT coalesce(max(key), 0) FROM person", [], |r| r.get(0))?;
        let mut from = db.prepare("SELECT min(key) FROM person WHERE key >= ?1")?;
        // A prime stride visits villages and ages in no order.
        let starts = (0..last).take(how_many).map(|i| 1 + (i * 7_919_317) % last);
        starts.map(|start| Ok(from.query_row([start], |r| r.get(0))?)).collect()
    }
}

/// Opens a file with the bare engine and asks it for 1: the limit of a start.
///
/// # Errors
/// The file cannot be opened.
pub fn limit_open(path: &Path) -> Answer<i64> {
    let db = Db::open(path, Way::Writing)?;
    Ok(db.query_row("SELECT 1", [], |r| r.get(0))?)
}
