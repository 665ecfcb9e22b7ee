//! Bringing an older office up to this program's schema: by hand, one step for each `user_version`, in one transaction,
//! after a verified backup beside the file. Knows no register.

use super::backup;
use super::fault::{Answer, StoreFault};
use super::open::SCHEMA_VERSION;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::Path;

/// What leads from a version to the next one, part by part; the first is from version 1 to 2. Released steps are never changed.
const STEPS: &[&[&str]] = &[
    // 2: whatever is written in bulk is named together in the audit; the lines of a batch are found by their keys alone; an account's
    // ending has its person beside it.
    &["CREATE TABLE audit_2 (
         key INTEGER PRIMARY KEY, act INTEGER NOT NULL REFERENCES act(key), register TEXT NOT NULL, row INTEGER NOT NULL,
         last_row INTEGER, before TEXT, after TEXT, CHECK (last_row >= row)
     ) STRICT;
     INSERT INTO audit_2 SELECT key, act, register, row, last_row, before, after FROM audit;
     DROP TABLE audit;
     ALTER TABLE audit_2 RENAME TO audit;
     CREATE INDEX audit_row ON audit(register, row) WHERE last_row IS NULL;
     CREATE INDEX audit_run ON audit(register, last_row) WHERE last_row IS NOT NULL;
     CREATE TRIGGER audit_is_kept BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
     CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END;
     DROP INDEX payment_batch;
     DROP INDEX account_tail;
     CREATE INDEX account_tail ON account(no_tail, person) WHERE voided_by IS NULL;"],
    // 3:
    &[
        // Cases move from village to village by months; what the act of a move does to its case drops no earlier month.
        "CREATE TABLE move (
             key           INTEGER PRIMARY KEY CHECK (key BETWEEN 5000000000 AND 5999999999),
             case_key      INTEGER NOT NULL,
             from_month    TEXT NOT NULL,
             left_division TEXT NOT NULL CHECK (length(left_division) = 12),
             division      TEXT NOT NULL CHECK (length(division) = 12 AND division <> left_division),
             decided_date  TEXT NOT NULL,
             basis         TEXT,
             act           INTEGER NOT NULL REFERENCES act(key),
             voided_by     INTEGER REFERENCES act(key)
         ) STRICT;
         CREATE UNIQUE INDEX move_once ON move(case_key, from_month) WHERE voided_by IS NULL;
         CREATE INDEX move_ahead ON move(from_month, left_division) WHERE voided_by IS NULL;
         CREATE TRIGGER move_stays      BEFORE DELETE ON move      BEGIN SELECT RAISE(ABORT, 'rows are voided, never deleted'); END;
         CREATE TRIGGER month_move_new AFTER INSERT ON move WHEN EXISTS (SELECT 1 FROM month_town)
         BEGIN DELETE FROM month_town WHERE month >= NEW.from_month; END;
         CREATE TRIGGER month_move AFTER UPDATE OF case_key, from_month, left_division, division, voided_by ON move
         WHEN EXISTS (SELECT 1 FROM month_town)
         BEGIN DELETE FROM month_town WHERE month >= min(OLD.from_month, NEW.from_month); END;
         DROP TRIGGER month_dibao;
         DROP TRIGGER month_tekun;
         DROP TRIGGER month_disability;
         CREATE TRIGGER month_dibao AFTER UPDATE OF kind, division, voided_by ON dibao
         WHEN EXISTS (SELECT 1 FROM month_town) AND NOT EXISTS (SELECT 1 FROM move WHERE case_key = NEW.key AND act = NEW.act)
         BEGIN DELETE FROM month_town WHERE month >= (SELECT min(from_month) FROM award WHERE dibao = NEW.key AND voided_by IS NULL); END;
         CREATE TRIGGER month_tekun AFTER UPDATE OF kind, person, division, entry_source, voided_by ON tekun
         WHEN (NEW.kind, NEW.person, NEW.division, NEW.entry_source, NEW.voided_by) IS NOT (OLD.kind, OLD.person, OLD.division, OLD.entry_source, OLD.voided_by)
              AND EXISTS (SELECT 1 FROM month_town) AND NOT EXISTS (SELECT 1 FROM move WHERE case_key = NEW.key AND act = NEW.act)
         BEGIN DELETE FROM month_town WHERE month >= (SELECT min(from_month) FROM tekun_award WHERE tekun = NEW.key AND voided_by IS NULL); END;
         CREATE TRIGGER month_disability AFTER UPDATE OF kind, person, division, voided_by ON disability
         WHEN (NEW.kind, NEW.person, NEW.division, NEW.voided_by) IS NOT (OLD.kind, OLD.person, OLD.division, OLD.voided_by)
              AND EXISTS (SELECT 1 FROM month_town) AND NOT EXISTS (SELECT 1 FROM move WHERE case_key = NEW.key AND act = NEW.act)
         BEGIN
             DELETE FROM month_town WHERE month >= (SELECT min(from_month) FROM disability_award WHERE disability = NEW.key AND voided_by IS NULL);
         END;",
        // What followed for other cases from a row.
        "CREATE TABLE follow (
         key INTEGER PRIMARY KEY, register TEXT NOT NULL, row INTEGER NOT NULL, of_register TEXT NOT NULL, of_row INTEGER NOT NULL,
         act INTEGER NOT NULL REFERENCES act(key)
     ) STRICT;
     CREATE INDEX follow_of ON follow(of_register, of_row);",
        // The voided rows of a record are found by it, for its history.
        "CREATE INDEX member_voided ON member(household) WHERE voided_by IS NOT NULL;
         CREATE INDEX account_voided ON account(person) WHERE voided_by IS NOT NULL;
         CREATE INDEX award_voided ON award(dibao) WHERE voided_by IS NOT NULL;
         CREATE INDEX cause_voided ON cause(dibao) WHERE voided_by IS NOT NULL;
         CREATE INDEX assessment_voided ON assessment(tekun) WHERE voided_by IS NOT NULL;
         CREATE INDEX tekun_award_voided ON tekun_award(tekun) WHERE voided_by IS NOT NULL;
         CREATE INDEX disability_award_voided ON disability_award(disability) WHERE voided_by IS NOT NULL;
         CREATE INDEX relief_phase_voided ON relief_phase(temporary) WHERE voided_by IS NOT NULL;
         CREATE INDEX hit_voided ON hit(means_check) WHERE voided_by IS NOT NULL;
         CREATE INDEX petty_txn_voided ON petty_txn(petty_fund) WHERE voided_by IS NOT NULL;
         CREATE INDEX move_voided ON move(case_key) WHERE voided_by IS NOT NULL;",
    ],
];

/// Brings the office to [`SCHEMA_VERSION`]; nothing happens when it is there.
pub(super) fn bring_up(db: &Connection, path: &Path) -> Answer<()> {
    bring_through(db, path, STEPS, SCHEMA_VERSION)
}

fn bring_through(db: &Connection, path: &Path, steps: &[&[&str]], to: i32) -> Answer<()> {
    let version = version(db)?;
    if version >= to {
        return Ok(());
    }
    backup::beside(db, path, &format!("v{version}"))?;
    let act = Transaction::new_unchecked(db, TransactionBehavior::Immediate)?;
    // Another program may have done it while this one made its copy.
    for step in self::version(&act)?..to {
        let parts = usize::try_from(step - 1).ok().and_then(|i| steps.get(i));
        for part in *parts.ok_or_else(|| StoreFault::defect(format!("没有从库版本 {step} 升级的步骤")))? {
            act.execute_batch(part)?;
        }
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
    use crate::store::SCHEMA;

    /// The schema of version 2, as it was released.
    const OF_VERSION_2: &str = include_str!("../../tests/data/schema-2.sql");

    /// What version 1 had otherwise than version 2.
    const OF_VERSION_1: &str = "DROP TABLE audit;
        CREATE TABLE audit (
            key INTEGER PRIMARY KEY, act INTEGER NOT NULL REFERENCES act(key), register TEXT NOT NULL, row INTEGER NOT NULL,
            last_row INTEGER, before TEXT, after TEXT,
            CHECK (last_row IS NULL OR (register = 'payment' AND last_row >= row))
        ) STRICT;
        CREATE INDEX audit_row ON audit(register, row);
        CREATE INDEX audit_act ON audit(act);
        CREATE TRIGGER audit_is_kept BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
        CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END;
        CREATE INDEX payment_batch ON payment(batch) WHERE voided_by IS NULL;
        DROP INDEX account_tail;
        CREATE INDEX account_tail ON account(no_tail) WHERE voided_by IS NULL;
        PRAGMA user_version = 1;";

    /// Tables, indexes and triggers, without what the eye needs.
    fn schema(db: &Connection) -> Vec<(String, String)> {
        let bare = |sql: String| {
            let lines =
                sql.lines().map(|l| l.split("--").next().unwrap_or_default().replace('"', "")).collect::<Vec<_>>();
            lines.join(" ").chars().filter(|c| !c.is_whitespace()).collect::<String>()
        };
        let mut get = db.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").unwrap();
        let found = get.query_map([], |r| Ok((r.get(0)?, bare(r.get(1)?))));
        found.unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn the_oldest_office_comes_to_the_schema_of_a_new_one_and_keeps_its_audit() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("office.db");
        let new = Connection::open_in_memory().unwrap();
        new.execute_batch(SCHEMA).unwrap();
        let old = Connection::open(&path).unwrap();
        old.execute_batch(OF_VERSION_2).unwrap();
        old.execute_batch(OF_VERSION_1).unwrap();
        assert_ne!(schema(&old), schema(&new));
        old.execute_batch(
            "PRAGMA foreign_keys = ON; BEGIN;
             INSERT INTO operator(key, name, full_name, role, act) VALUES (1, 'a', '甲', 'maker', 1);
             INSERT INTO act VALUES (1, 'enter', 1, '2021-11-01 09:00:00', '2021-11-01', NULL);
             INSERT INTO audit VALUES (1, 1, 'person', 7, NULL, NULL, '{}'), (2, 1, 'payment', 8, 9, NULL, NULL);
             COMMIT;",
        )
        .unwrap();
        bring_up(&old, &path).unwrap();
        assert_eq!(schema(&old), schema(&new));
        let kept = "SELECT group_concat(key || ' ' || row || ' ' || coalesce(last_row, '-') || ' ' || coalesce(after, '-')) FROM audit";
        assert_eq!(old.query_row(kept, [], |r| r.get::<_, String>(0)).unwrap(), "1 7 - {},2 8 9 -");
        assert!(old.execute("DELETE FROM audit", []).is_err());
    }

    #[test]
    fn a_step_is_done_once_after_a_copy_and_a_bad_one_leaves_all_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("office.db");
        let db = Connection::open(&path).unwrap();
        db.execute_batch("CREATE TABLE a(x); INSERT INTO a VALUES (1); PRAGMA user_version = 1").unwrap();
        let bad = bring_through(&db, &path, &[&["ALTER TABLE a ADD COLUMN y; SELECT nonsense"]], 2);
        assert!(bad.is_err());
        assert_eq!(version(&db).unwrap(), 1);
        assert!(db.prepare("SELECT y FROM a").is_err());
        bring_through(&db, &path, &[&["ALTER TABLE a ADD COLUMN y"]], 2).unwrap();
        bring_through(&db, &path, &[&["ALTER TABLE a ADD COLUMN y"]], 2).unwrap();
        assert_eq!(version(&db).unwrap(), 2);
        let copies = std::fs::read_dir(dir.path()).unwrap().filter_map(Result::ok);
        assert!(copies.filter(|f| f.file_name().to_string_lossy().contains("-v1-")).count() >= 1);
    }
}
