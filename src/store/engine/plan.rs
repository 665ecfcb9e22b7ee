//! How SQLite would carry out a statement, for the tests that hold it to an index. Compiled for tests only.

use super::Db;
use crate::register::test_only;
use crate::store::file::declared::follow_from;
use crate::store::whole_schema;

/// The steps in a new file, which has the register of tests too. Parameters stay unbound: no plan hangs on them.
pub fn of(sql: &str) -> Vec<String> {
    let db = Db::in_memory().unwrap();
    db.execute_batch(&whole_schema()).unwrap();
    db.execute_batch(test_only::TABLE).unwrap();
    test_only::BOTH.into_iter().flat_map(follow_from).for_each(|made| db.execute_batch(&made.sql).unwrap());
    within(&db, sql)
}

/// Asserts that a statement looks its rows up by these keys and indexes, in this order, and walks through nothing.
pub fn seeks(sql: &str, by: &[&str]) {
    let plan = of(sql);
    let reads: Vec<&String> =
        plan.iter().filter(|step| step.starts_with("SEARCH ") || step.starts_with("SCAN ")).collect();
    let is = |(read, by): (&&String, &&str)| read.strip_prefix("SEARCH ").is_some_and(|read| read.starts_with(by));
    assert!(reads.len() == by.len() && reads.iter().zip(by).all(is), "{sql}\n{plan:#?}");
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
