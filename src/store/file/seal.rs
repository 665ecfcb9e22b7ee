//! The seal of a migration: how all audited rows stand when an office comes to another schema, as digests in the audit. A step changes rows
//! without telling the audit, and older offices have runs without digests: what `verify` compares begins with the latest seal.

use crate::store::change::act::{Act, ActKind, By, audit};
use crate::store::change::resolve::listed;
use crate::store::engine::Db;
use crate::store::fault::Answer;
use crate::store::file::clock;
use crate::store::pay::batch_names::{TABLE, names_of};

/// Seals the office as it stands, in an act of its own under the first operator.
pub(in crate::store) fn seal(db: &Db, version: i32) -> Answer<()> {
    let first = "SELECT (SELECT coalesce(min(key), 1) FROM operator), (SELECT demo_day FROM office)";
    let (operator, day): (i64, Option<String>) = db.query_row(first, [], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let by = By { operator, at: clock::now(), day: day.unwrap_or_else(|| clock::today().to_string()), witness: None };
    let act = Act::begin(db, ActKind::Migrate, &by, Some(&format!("升级到库版本 {version}")))?;
    for table in audit::tables(db)? {
        act.seal(table)?;
    }
    let batches: Vec<i64> = listed(db, "SELECT DISTINCT batch FROM batch_name ORDER BY batch", [])?;
    batches.into_iter().try_for_each(|batch| act.seal_copy(TABLE, batch, names_of(db, batch)?))
}
