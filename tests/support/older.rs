//! An office as an older version of the program left it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use minzheng::store::APPLICATION_ID;
use rusqlite::Connection;
use std::path::Path;

/// One of the second schema.
pub fn office(path: &Path) {
    let db = Connection::open(path).unwrap();
    let _: String = db.query_row("PRAGMA journal_mode = WAL", [], |r| r.get(0)).unwrap();
    db.execute_batch(include_str!("../data/schema-2.sql")).unwrap();
    db.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    db.execute_batch(
        "PRAGMA user_version = 2;
         BEGIN;
         INSERT INTO act(key, kind, operator, at, day, why) VALUES (1, 'init', 1, '2021-11-01 09:00:00', '2021-11-01', NULL);
         INSERT INTO operator(name, full_name, role, act) VALUES ('maker', '经办员', 'maker', 1);
         INSERT INTO division(code, name, level, valid_from, act) VALUES ('430406000000', '雁峰区', 'county', '2020-01-01', 1);
         INSERT INTO office(key, division, name) VALUES (1, '430406000000', '衡阳市雁峰区民政局');
         COMMIT;",
    )
    .unwrap();
}
