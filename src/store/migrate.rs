//! Bringing an older office up to this program's schema: by hand, one step for each `user_version`, in one transaction,
//! after a verified backup beside the file. Knows no register.

use super::backup;
use super::fault::{Answer, StoreFault};
use super::open::SCHEMA_VERSION;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::Path;

/// The SQL that leads from a version to the next one; the first is from version 1 to 2. Released steps are never changed.
const STEPS: &[&str] = &[];

/// Brings the office to [`SCHEMA_VERSION`]; nothing happens when it is there.
pub(super) fn bring_up(db: &Connection, path: &Path) -> Answer<()> {
    bring_through(db, path, STEPS, SCHEMA_VERSION)
}

fn bring_through(db: &Connection, path: &Path, steps: &[&str], to: i32) -> Answer<()> {
    let version = version(db)?;
    if version >= to {
        return Ok(());
    }
    backup::beside(db, path, &format!("v{version}"))?;
    let act = Transaction::new_unchecked(db, TransactionBehavior::Immediate)?;
    // Another program may have done it while this one made its copy.
    for step in self::version(&act)?..to {
        let sql = usize::try_from(step - 1).ok().and_then(|i| steps.get(i));
        let sql = sql.ok_or_else(|| StoreFault::defect(format!("没有从库版本 {step} 升级的步骤")))?;
        act.execute_batch(sql)?;
        act.pragma_update(None, "user_version", step + 1)?;
    }
    act.commit()?;
    Ok(())
}

/// An office of an older schema cannot be read without migrating it.
pub(super) fn refuse_older(db: Connection) -> Answer<Connection> {
    match version(&db)? {
        v if v < SCHEMA_VERSION => Err(StoreFault::Surroundings(format!(
            "库文件是旧版本 (库版本 {v}, 本程序 {SCHEMA_VERSION}), 需要先升级, 而它是只读的; 请放到可写的目录再打开"
        ))),
        _ => Ok(db),
    }
}

fn version(db: &Connection) -> Answer<i32> {
    Ok(db.query_row("PRAGMA user_version", [], |r| r.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_done_once_after_a_copy_and_a_bad_one_leaves_all_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("office.db");
        let db = Connection::open(&path).unwrap();
        db.execute_batch("CREATE TABLE a(x); INSERT INTO a VALUES (1); PRAGMA user_version = 1").unwrap();
        let bad = bring_through(&db, &path, &["ALTER TABLE a ADD COLUMN y; SELECT nonsense"], 2);
        assert!(bad.is_err());
        assert_eq!(version(&db).unwrap(), 1);
        assert!(db.prepare("SELECT y FROM a").is_err());
        bring_through(&db, &path, &["ALTER TABLE a ADD COLUMN y"], 2).unwrap();
        bring_through(&db, &path, &["ALTER TABLE a ADD COLUMN y"], 2).unwrap();
        assert_eq!(version(&db).unwrap(), 2);
        let copies = std::fs::read_dir(dir.path()).unwrap().filter_map(Result::ok);
        assert!(copies.filter(|f| f.file_name().to_string_lossy().contains("-v1-")).count() >= 1);
    }
}
