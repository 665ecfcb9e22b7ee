//! How SQLite would carry out a statement, for the tests that hold it to an index. Compiled for tests only.

use super::SCHEMA;
use rusqlite::Connection;

/// The steps in a new file. Parameters stay unbound: no plan hangs on them.
pub(super) fn of(sql: &str) -> Vec<String> {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch(SCHEMA).unwrap();
    within(&db, sql)
}

/// The steps in a file that is open.
pub(super) fn within(db: &Connection, sql: &str) -> Vec<String> {
    let mut get = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let (mut steps, mut plan) = (get.raw_query(), Vec::new());
    while let Some(step) = steps.next().unwrap() {
        plan.push(step.get(3).unwrap());
    }
    plan
}
