//! An office of every version that was released is brought up: a verified copy stands beside it, and everything in it is there.

use crate::older::{RELEASED, columns, of_version};
use minzheng::store::{SCHEMA_VERSION, Store};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn number(db: &Connection, sql: &str) -> i64 {
    db.query_row(sql, [], |r| r.get(0)).unwrap()
}

/// What a step says anew of each row: where a value comes from.
const TOLD_ANEW: [(&str, [&str; 2]); 1] = [("parameter", ["note", "basis"])];

/// The tables of the copy, `old`, with how many of their rows the office does not have, or has otherwise, and how many there are.
fn lost(db: &Connection) -> (Vec<(String, i64)>, i64) {
    let mut get =
        db.prepare("SELECT name FROM old.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").unwrap();
    let tables: Vec<String> = get.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
    let (mut lost, mut rows) = (Vec::new(), 0);
    for table in tables {
        let new = columns(db, "main", &table);
        let anew = |column: &str| TOLD_ANEW.iter().any(|(of, columns)| *of == table && columns.contains(&column));
        let old = columns(db, "old", &table).into_iter();
        let both: Vec<String> = old.filter(|it| new.contains(it) && !anew(it)).collect();
        let both = both.join(", ");
        let all = number(db, &format!("SELECT count(*) FROM old.{table}"));
        let gone = match both.as_str() {
            "" => all,
            both => {
                let missing = format!(
                    "SELECT count(*) FROM (SELECT {both} FROM old.{table} EXCEPT SELECT {both} FROM main.{table})"
                );
                // Of rows that are alike one may be gone, which the difference does not see.
                number(db, &missing).max(all - number(db, &format!("SELECT count(*) FROM main.{table}")))
            }
        };
        rows += all;
        if gone > 0 {
            lost.push((table, gone));
        }
    }
    (lost, rows)
}

#[test]
fn an_office_of_every_released_version_is_brought_up_with_a_verified_copy_beside_it() {
    let versions: Vec<i32> = RELEASED.iter().map(|(version, _)| *version).collect();
    assert_eq!(versions, (2..SCHEMA_VERSION).collect::<Vec<_>>(), "each version but this one lies in tests/data");
    for released in RELEASED {
        let (version, _) = released;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("office.db");
        of_version(&path, released);
        let store = Store::open(&path).unwrap_or_else(|e| panic!("{version}: {e}"));
        assert_eq!((store.office().name.as_str(), store.warning()), ("衡阳市雁峰区民政局", None), "{version}");
        assert_eq!(store.who(None).unwrap().name, "maker");
        let findings = store.verify().unwrap();
        let wrong = findings.iter().filter(|f| ["integrity", "schema", "references"].contains(&f.check) && !f.ok);
        assert_eq!(wrong.count(), 0, "{version}: {findings:?}");
        drop(store);

        let beside = names(dir.path());
        let copy = beside.iter().find(|name| name.starts_with(&format!("office-v{version}-")) && name.ends_with(".db"));
        let copy = copy.unwrap_or_else(|| panic!("{version}: {beside:?}")).clone();
        assert_eq!(beside.len(), 3, "the office, its copy, the copy's digest: {beside:?}");
        let said = fs::read_to_string(dir.path().join(format!("{copy}.sha256"))).unwrap();
        let copy = dir.path().join(copy);
        let digest = Sha256::digest(fs::read(&copy).unwrap());
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(said.starts_with(&digest), "{version}: {said}");

        let db = Connection::open(&path).unwrap();
        db.execute("ATTACH ?1 AS old", [copy.to_str().unwrap()]).unwrap();
        assert_eq!(number(&db, "PRAGMA old.user_version"), i64::from(version));
        assert_eq!(number(&db, "PRAGMA main.user_version"), i64::from(SCHEMA_VERSION));
        let (lost, rows) = lost(&db);
        assert!(lost.is_empty() && rows >= 11, "{version}: {lost:?} of {rows}");
    }
}
