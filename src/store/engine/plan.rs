//! How SQLite would carry out a statement, for the tests that hold it to an index. Compiled for tests only.

use super::Db;
use crate::store::whole_schema;

/// The steps in a new file. Parameters stay unbound: no plan hangs on them.
pub fn of(sql: &str) -> Vec<String> {
    let db = Db::in_memory().unwrap();
    db.execute_batch(&whole_schema()).unwrap();
    within(&db, sql)
}

/// The steps in a file that is open.
pub fn within(db: &Db, sql: &str) -> Vec<String> {
    let mut get = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let (mut steps, mut plan) = (get.bound_rows(), Vec::new());
    while let Some(step) = steps.next().unwrap() {
        plan.push(step.get(3).unwrap());
    }
    plan
}
