//! The seal of a migration: how all audited rows stand when an office comes to another schema, as digests in the audit. A step changes rows
//! without telling the audit, and older offices have runs without digests: what `verify` compares begins with the latest seal.

use crate::store::change::audit::{self, digest_of, put_act, put_run, tables};
use crate::store::engine::Db;
use crate::store::fault::Answer;
use crate::store::file::clock;
use crate::store::pay::batch_names;

/// The kind of the act that seals.
pub(in crate::store) const KIND: &str = "migrate";

/// A run that changed nothing.
const NOTHING: &str = "{}";

/// Seals the office as it stands, in an act of its own under the first operator.
pub(in crate::store) fn seal(db: &Db, version: i32) -> Answer<()> {
    let (key, operator, day): (i64, i64, Option<String>) = db.query_row(
        "SELECT (SELECT coalesce(max(key), 0) + 1 FROM act), (SELECT coalesce(min(key), 1) FROM operator),
                (SELECT demo_day FROM office)",
        [],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
    )?;
    let day = day.unwrap_or_else(|| clock::today().to_string());
    put_act(db, (key, KIND), operator, (&clock::now(), &day), Some(&format!("升级到库版本 {version}")))?;
    for table in tables(db)? {
        let mut piece = db.prepare(&format!(
            "SELECT min(key), max(key) FROM (SELECT key FROM {table} WHERE key > ?1 ORDER BY key LIMIT {})",
            audit::PIECE
        ))?;
        let mut after = i64::MIN;
        while let (Some(first), Some(last)) =
            piece.query_row([after], |r| Ok((r.get::<Option<i64>>(0)?, r.get::<Option<i64>>(1)?)))?
        {
            put_run(db, key, table, (first, last), Some(NOTHING), &digest_of(db, table, (first, last))?)?;
            after = last;
        }
    }
    batch_names::seal(db, key, NOTHING)
}
