//! Offices as older versions of the program left them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test file uses its part")]

use minzheng::store::APPLICATION_ID;
use rusqlite::Connection;
use std::path::Path;

/// The schemas that were released, with their versions.
pub const RELEASED: [(i32, &str); 9] = [
    (2, include_str!("../data/schema-2.sql")),
    (3, include_str!("../data/schema-3.sql")),
    (4, include_str!("../data/schema-4.sql")),
    (5, include_str!("../data/schema-5.sql")),
    (6, include_str!("../data/schema-6.sql")),
    (7, include_str!("../data/schema-7.sql")),
    (8, include_str!("../data/schema-8.sql")),
    (9, include_str!("../data/schema-9.sql")),
    (10, include_str!("../data/schema-10.sql")),
];

/// A bare one of the second schema.
pub fn office(path: &Path) {
    filled(path, RELEASED[0], &ROWS[..4]);
}

/// The office, its operator and a family with its 低保; columns that a schema does not have are left out.
const ROWS: [Row; 11] = [
    ("act", &[("key", "1"), ("kind", "'init'"), ("operator", "1"), ("at", AT), ("day", DAY), ("digest", "'x'")]),
    ("operator", &[("name", "'maker'"), ("full_name", "'经办员'"), ("role", "'maker'"), ("act", "1")]),
    ("division", &[("code", "'430406000000'"), ("name", "'雁峰区'"), ("level", "'county'"), FROM, ("act", "1")]),
    ("office", &[("key", "1"), ("division", "'430406000000'"), ("name", "'衡阳市雁峰区民政局'"), ("act", "1")]),
    ("parameter", &[("name", "'dibao.round_mode'"), ("value", "'FEN'"), FROM, ("act", "1")]),
    (
        "person",
        &[
            ("key", "7"),
            ("temp_no", "'T430406-2021-0001'"),
            ("id_status", "'lost'"),
            ("name", "'陈桂香'"),
            ("sex", "'2'"),
            ("birth_date", "'1947-03-02'"),
            ("hukou_division", VILLAGE),
            ("home_division", VILLAGE),
            ("phone", "'13800000001'"),
            ("disability_level", "'2'"),
            ("act", "1"),
        ],
    ),
    ("household", &[("key", "1"), ("household_no", "'H1'"), ("applicant", "7"), ("division", VILLAGE), ("act", "1")]),
    ("member", &[("household", "1"), ("person", "7"), ("relation_code", "'01'"), FROM, ("act", "1")]),
    (
        "dibao",
        &[
            ("key", "1000000001"),
            ("case_no", "'D1'"),
            ("kind", "'U'"),
            ("household", "1"),
            ("division", VILLAGE),
            ("rule_set", "'2021'"),
            ("apply_date", FROM.1),
            ("act", "1"),
        ],
    ),
    (
        "award",
        &[
            ("dibao", "1000000001"),
            ("from_month", "'2020-01'"),
            ("kind", "'award'"),
            ("decided_date", FROM.1),
            ("persons", "1"),
            ("base_fen", "30000"),
            ("total_fen", "30000"),
            ("change_kind", "'new'"),
            ("act", "1"),
        ],
    ),
    (
        "cover",
        &[("dibao", "1000000001"), ("person", "7"), ("from_month", "'2020-01'"), ("share_fen", "30000"), ("act", "1")],
    ),
];
const AT: &str = "'2021-11-01 09:00:00'";
const DAY: &str = "'2021-11-01'";
const FROM: (&str, &str) = ("valid_from", "'2020-01-01'");
const VILLAGE: &str = "'430406001001'";

/// One of a version that was released, with a family in it.
pub fn of_version(path: &Path, released: (i32, &str)) {
    filled(path, released, &ROWS);
}

/// A row: its table, and what its columns say.
type Row = (&'static str, &'static [(&'static str, &'static str)]);

fn filled(path: &Path, (version, schema): (i32, &str), rows: &[Row]) {
    let db = Connection::open(path).unwrap();
    let _: String = db.query_row("PRAGMA journal_mode = WAL", [], |r| r.get(0)).unwrap();
    db.execute_batch(schema).unwrap();
    db.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    db.pragma_update(None, "user_version", version).unwrap();
    db.execute_batch("BEGIN").unwrap();
    for (table, values) in rows {
        let has = columns(&db, "main", table);
        let kept = || values.iter().filter(|(column, _)| has.iter().any(|it| it == column));
        let list =
            |of: fn(&(&'static str, &'static str)) -> &'static str| kept().map(of).collect::<Vec<_>>().join(", ");
        db.execute_batch(&format!("INSERT INTO {table}({}) VALUES ({})", list(|it| it.0), list(|it| it.1))).unwrap();
    }
    db.execute_batch("COMMIT").unwrap();
}

/// The columns of a table that are stored.
pub fn columns(db: &Connection, of: &str, table: &str) -> Vec<String> {
    let mut get = db.prepare(&format!("SELECT name FROM pragma_table_info('{table}', '{of}')")).unwrap();
    get.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
}
