//! Offices of older versions brought up: what each had is there afterwards.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::domain::param::Param;
use crate::store::engine::Db;
use crate::store::file::migrate::{bring_through, bring_up, version};
use crate::store::file::shape;
use crate::store::whole_schema;
use std::path::PathBuf;

/// The schema of version 2, as it was released.
const OF_VERSION_2: &str = include_str!("../../../tests/data/schema-2.sql");

/// The schema of version 3, as it was released.
const OF_VERSION_3: &str = include_str!("../../../tests/data/schema-3.sql");

/// The schema of version 4, as it was released.
const OF_VERSION_4: &str = include_str!("../../../tests/data/schema-4.sql");

/// The schema of version 5, as it was released.
const OF_VERSION_5: &str = include_str!("../../../tests/data/schema-5.sql");

/// The schema of version 6, as it was released.
const OF_VERSION_6: &str = include_str!("../../../tests/data/schema-6.sql");

/// The schema of version 7, as it was released.
const OF_VERSION_7: &str = include_str!("../../../tests/data/schema-7.sql");

/// The schema of version 8, as it was released.
const OF_VERSION_8: &str = include_str!("../../../tests/data/schema-8.sql");

/// The schema of version 9, as it was released.
const OF_VERSION_9: &str = include_str!("../../../tests/data/schema-9.sql");

/// The schema of version 10, as it was released.
const OF_VERSION_10: &str = include_str!("../../../tests/data/schema-10.sql");

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

/// An office of an older version: its folder, its place, and a connection to it.
fn older(schema: &str, rows: &str) -> (tempfile::TempDir, PathBuf, Db) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    let old = Db::anew(&path).unwrap();
    old.execute_batch(schema).unwrap();
    old.execute_batch(rows).unwrap();
    (dir, path, old)
}

/// One of this version.
fn newest() -> Db {
    let new = Db::in_memory().unwrap();
    new.execute_batch(&whole_schema()).unwrap();
    new
}

/// Tables, indexes and triggers, without what the eye needs.
fn schema(db: &Db) -> Vec<(String, String)> {
    let bare = |sql: String| {
        let lines = sql.lines().map(|l| l.split("--").next().unwrap_or_default().replace('"', "")).collect::<Vec<_>>();
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
    let new = newest();
    let old = Db::anew(&path).unwrap();
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
    let kept = "SELECT group_concat(key || ' ' || row || ' ' || coalesce(last_row, '-') || ' ' || coalesce(after, '-')) FROM audit WHERE key < 3";
    assert_eq!(old.query_row(kept, [], |r| r.get::<String>(0)).unwrap(), "1 7 - {},2 8 9 -");
    assert!(old.execute("DELETE FROM audit", []).is_err());
    assert_eq!(shape::schema_differences(&old).unwrap(), Vec::<String>::new());
}

#[test]
fn an_older_office_with_a_trigger_of_another_tool_is_left_as_it_was() {
    let (_dir, path, old) = older(
        OF_VERSION_2,
        "PRAGMA foreign_keys = OFF; PRAGMA user_version = 2;
         INSERT INTO parameter(name, value, valid_from, act) VALUES ('dibao.round_mode', 'FEN', '2020-01-01', 1);
         CREATE TRIGGER zz AFTER UPDATE ON parameter BEGIN UPDATE parameter SET value = 'YUAN' WHERE key = NEW.key; END;",
    );
    let before = schema(&old);
    let e = bring_up(&old, &path).unwrap_err();
    assert!(e.exit_code() == 65 && e.to_string().contains("多出触发器 zz"), "{e}");
    let value = old.query_row("SELECT value FROM parameter", [], |r| r.get::<String>(0)).unwrap();
    assert_eq!((schema(&old), version(&old).unwrap(), value.as_str()), (before, 2, "FEN"));
}

#[test]
fn an_office_of_version_3_is_sealed_as_it_stands_and_its_acts_get_their_digests() {
    let new = newest();
    let (_dir, path, old) = older(
        OF_VERSION_3,
        "PRAGMA user_version = 3; BEGIN;
         INSERT INTO operator(key, name, full_name, role, act) VALUES (1, 'a', '甲', 'maker', 1);
         INSERT INTO act VALUES (1, 'init', 1, '2021-11-01 09:00:00', '2021-11-01', '新建');
         INSERT INTO office(key, division, name, demo_day, act) VALUES (1, '430406000000', '某局', '2021-12-31', 1);
         INSERT INTO audit VALUES (1, 1, 'office', 1, NULL, NULL, '{}');
         WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
             INSERT INTO calendar(key, date, is_workday, act) SELECT i * 2, date('1990-01-01', i || ' days'), 0, 1 FROM n;
         COMMIT;",
    );
    bring_up(&old, &path).unwrap();
    assert_eq!(schema(&old), schema(&new));
    let text = |sql: &str| old.query_row(sql, [], |r| r.get::<String>(0)).unwrap();
    assert_eq!(
        text("SELECT group_concat(key || ' ' || kind || ' ' || day || ' ' || length(digest), ', ') FROM act"),
        "1 init 2021-11-01 32, 2 migrate 2021-12-31 32"
    );
    assert_eq!(
        text(
            "SELECT group_concat(register || ' ' || row || '-' || last_row || ' ' || before || ' ' || substr(after, 9, instr(after, ',') - 9), ', ')
             FROM (SELECT * FROM audit WHERE act = 2 ORDER BY key)"
        ),
        "calendar 2-8192 {} 4096, calendar 8194-10000 {} 904, legal_basis 1-12 {} 12, operator 1-1 {} 1, office 1-1 {} 1"
    );
    assert_eq!(text("SELECT max(coalesce(after, '-')) FROM audit WHERE act = 1"), "{}");
}

/// What an office of version 4 or 5 begins with.
const NEW_OFFICE: &str = "INSERT INTO operator(key, name, full_name, role, act) VALUES (1, 'a', '甲', 'maker', 1);
    INSERT INTO act(key, kind, operator, at, day, why, digest)
        VALUES (1, 'init', 1, '2021-11-01 09:00:00', '2021-11-01', '新建', 'x');
    INSERT INTO office(key, division, name, demo_day, act) VALUES (1, '430406000000', '某局', '2021-12-31', 1);";

#[test]
fn an_office_of_version_4_comes_to_the_schema_of_a_new_one_and_keeps_its_rows() {
    let new = newest();
    let (_dir, path, old) = older(OF_VERSION_4, &format!("PRAGMA user_version = 4; BEGIN; {NEW_OFFICE} COMMIT;"));
    bring_up(&old, &path).unwrap();
    assert_eq!(schema(&old), schema(&new));
    assert_eq!(shape::schema_differences(&old).unwrap(), Vec::<String>::new());
    let kept = "SELECT o.name || ' ' || a.kind || ' ' || a.digest FROM office o CROSS JOIN act a WHERE a.key = 1";
    assert_eq!(old.query_row(kept, [], |r| r.get::<String>(0)).unwrap(), "某局 init x");
}

#[test]
fn what_an_office_of_version_5_recorded_beside_rows_has_force_as_before() {
    let new = newest();
    let (_dir, path, old) = older(
        OF_VERSION_5,
        &format!(
            "PRAGMA user_version = 5; BEGIN; {NEW_OFFICE}
             INSERT INTO exception VALUES (1, 'person', 7, 'E-ID05', '确系两人', 1);
             INSERT INTO follow VALUES (1, 'disability_award', 8, 'award', 9, 1); COMMIT;"
        ),
    );
    bring_up(&old, &path).unwrap();
    assert_eq!(schema(&old), schema(&new));
    assert_eq!(shape::schema_differences(&old).unwrap(), Vec::<String>::new());
    let kept = "SELECT e.code || ' ' || f.of_row || ' ' || a.digest FROM exception e, follow f, act a
        WHERE e.voided_by IS NULL AND f.voided_by IS NULL AND a.key = 1 AND a.undoes IS NULL";
    assert_eq!(old.query_row(kept, [], |r| r.get::<String>(0)).unwrap(), "E-ID05 9 x");
}

#[test]
fn an_office_of_version_6_has_the_registers_of_older_people_and_of_children_beside_its_own() {
    let new = newest();
    let (_dir, path, old) = older(OF_VERSION_6, &format!("PRAGMA user_version = 6; BEGIN; {NEW_OFFICE} COMMIT;"));
    bring_up(&old, &path).unwrap();
    assert_eq!(schema(&old), schema(&new));
    assert_eq!(shape::schema_differences(&old).unwrap(), Vec::<String>::new());
    let sealed =
        "SELECT count(*) FROM audit JOIN act ON act.key = audit.act WHERE act.kind = 'migrate' AND before = '{}'";
    assert!(old.query_row(sealed, [], |r| r.get::<i64>(0)).unwrap() > 0);
}

#[test]
fn an_office_of_version_7_has_what_was_open_in_these_wings() {
    let new = newest();
    // Each as far as its papers: none, 受理, 公示, decided; paid already; taken over.
    let cases: [(&str, &str, &str); 6] = [
        ("applied", "", "submitted"),
        ("applied", "accept_date", "accepted"),
        ("applied", "accept_date town_date notice_from", "publicised"),
        ("applied", "accept_date town_date notice_from district_date", "confirmed"),
        ("applied", "accept_date", "active"),
        ("taken_over", "", "confirmed"),
    ];
    let rows = cases.iter().zip(1..).map(|((origin, days, state), n)| {
        let stored = if *state == "active" { "active" } else { "confirmed" };
        let columns: String = days.split_whitespace().map(|day| format!(", {day}")).collect();
        let values = ", '2021-10-08'".repeat(days.split_whitespace().count());
        format!(
            "INSERT INTO person(key, temp_no, id_status, name, sex, birth_date, hukou_division, home_division, act)
                 VALUES ({n}, 'T{n}', 'lost', '某', '1', '1930-01-01', '430406001001', '430406001001', 1);
             INSERT INTO aged_allowance(key, case_no, person, division, origin, apply_date, alive_checked_on, state, act{columns})
                 VALUES (600000000{n}, 'G{n}', {n}, '430406001001', '{origin}', '2021-10-08', '2021-10-08', '{stored}', 1{values});"
        )
    });
    let rows: String = rows.collect();
    let (_dir, path, old) =
        older(OF_VERSION_7, &format!("PRAGMA user_version = 7; BEGIN; {NEW_OFFICE} {rows} COMMIT;"));
    bring_up(&old, &path).unwrap();
    assert_eq!(schema(&old), schema(&new));
    assert_eq!(shape::schema_differences(&old).unwrap(), Vec::<String>::new());
    let states = "SELECT group_concat(state, ' ') FROM (SELECT state FROM aged_allowance ORDER BY key)";
    let stands: Vec<&str> = cases.iter().map(|(.., state)| *state).collect();
    assert_eq!(old.query_row(states, [], |r| r.get::<String>(0)).unwrap(), stands.join(" "));
}

#[test]
fn an_office_of_version_8_has_the_registers_of_funerals_and_places_beside_its_own() {
    let new = newest();
    let (_dir, path, old) = older(OF_VERSION_8, &format!("PRAGMA user_version = 8; BEGIN; {NEW_OFFICE} COMMIT;"));
    bring_up(&old, &path).unwrap();
    assert_eq!(schema(&old), schema(&new));
    assert_eq!(shape::schema_differences(&old).unwrap(), Vec::<String>::new());
}

#[test]
fn an_office_of_version_9_keeps_its_instalments_and_ends_them_with_a_life() {
    let new = newest();
    let rows = format!(
        "PRAGMA user_version = 9; BEGIN; {NEW_OFFICE}
         INSERT INTO person(key, temp_no, id_status, name, sex, birth_date, hukou_division, home_division, act)
             VALUES (1, 'T1', 'lost', '某', '1', '2001-01-01', '430406001001', '430406001001', 1);
         INSERT INTO orphan(key, case_no, person, child, division, state, origin, apply_date, act)
             VALUES (7000000001, 'GE1', 1, 1, '430406001001', 'stopped', 'taken_over', '2018-03-05', 1);
         INSERT INTO dream_grant(key, orphan, person, school, level, enrolled_on, graduates_on, school_year, instalment, amount_fen,
             applied_on, certified_on, paid_on, leaving, state, act)
             VALUES (1, 7000000001, 1, '学院', '3', '2019-09-01', '2024-06-30', 2021, 1, 250000, '2021-09-08', '2021-09-08', '2021-09-20', NULL, 'paid', 1),
                    (2, 7000000001, 1, '学院', '3', '2019-09-01', '2024-06-30', 2021, 2, 250000, '2021-11-08', NULL, NULL, '1', 'suspended', 1),
                    (3, 7000000001, 1, '学院', '3', '2019-09-01', '2024-06-30', 2021, 3, 250000, '2021-12-08', NULL, NULL, NULL, 'applied', 1);
         COMMIT; PRAGMA foreign_keys = OFF;"
    );
    let (_dir, path, old) = older(OF_VERSION_9, &format!("PRAGMA foreign_keys = OFF; {rows}"));
    bring_up(&old, &path).unwrap();
    assert_eq!(schema(&old), schema(&new));
    assert_eq!(shape::schema_differences(&old).unwrap(), Vec::<String>::new());
    let text = |sql: &str| old.query_row(sql, [], |r| r.get::<String>(0)).unwrap();
    let stand = "SELECT group_concat(state || ' ' || amount_fen || ' ' || coalesce(paid_on, '-') || coalesce(leaving, '') || coalesce(left_on, '-'), ', ')
        FROM (SELECT * FROM dream_grant ORDER BY key)";
    assert_eq!(text(stand), "paid 250000 2021-09-20-, suspended 250000 -1-, applied 250000 --");
    let died = "UPDATE dream_grant SET leaving = '4', state = 'died', left_on = '2021-12-20' WHERE key = ";
    assert_eq!(old.execute(&format!("{died} 3"), []).unwrap(), 1);
    assert!(old.execute(&format!("{died} 1"), []).is_err(), "what was paid was paid");
}

#[test]
fn operators_of_version_10_are_in_use_and_have_no_roles_yet() {
    let new = newest();
    let (_dir, path, old) = older(OF_VERSION_10, &format!("PRAGMA user_version = 10; BEGIN; {NEW_OFFICE} COMMIT;"));
    bring_up(&old, &path).unwrap();
    assert_eq!(schema(&old), schema(&new));
    assert_eq!(shape::schema_differences(&old).unwrap(), Vec::<String>::new());
    let text = |sql: &str| old.query_row(sql, [], |r| r.get::<String>(0)).unwrap();
    let operators =
        "SELECT group_concat(name || ' ' || role || ' ' || state || coalesce(disabled_on, ''), ', ') FROM operator";
    assert_eq!(text(operators), "a maker active");
    let rest = ["role_grant", "credential", "paper_code", "rights_seal", "access"];
    let empty = |table: &&str| text(&format!("SELECT CAST(count(*) AS TEXT) FROM {table}")) == "0";
    assert!(rest.iter().all(empty));
    let more = "INSERT INTO operator(name, full_name, role, act) VALUES ('b', '乙', 'auditor', 1)";
    assert_eq!(old.execute(more, []).unwrap(), 1);
}

#[test]
fn rates_of_an_older_office_keep_their_values_under_their_keys() {
    let rate = |name: &str, value: &str, from: &str| {
        format!("INSERT INTO parameter(name, value, valid_from, act) VALUES ('{name}', '{value}', '{from}', 1);")
    };
    let rates = rate("tekun.care.D.1_fen", "15400", "2020-01-01")
        + &rate("tekun.care.D.1_fen", "16000", "2021-01-01")
        + &rate("tekun.care.C.3_fen", "154000", "2020-01-01")
        + &rate("disability.care.month_fen", "7000", "2020-01-01");
    let (_dir, path, old) =
        older(OF_VERSION_6, &format!("PRAGMA user_version = 6; BEGIN; {NEW_OFFICE} {rates} COMMIT;"));
    bring_up(&old, &path).unwrap();
    let sql = "SELECT group_concat(name || ' ' || coalesce(first, '') || coalesce(second, '') || ' ' || value, ', ')
        FROM (SELECT * FROM parameter ORDER BY key)";
    let kept =
        "tekun.care_fen D1 15400, tekun.care_fen D1 16000, tekun.care_fen C3 154000, disability.care.month_fen  7000";
    assert_eq!(old.query_row(sql, [], |r| r.get::<String>(0)).unwrap(), kept);
    let again = "INSERT INTO parameter(name, first, second, value, valid_from, act)
        VALUES ('tekun.care_fen', 'D', '1', '1', '2021-01-01', 1)";
    assert!(old.execute(again, []).is_err(), "one value a day for the same keys");
}

#[test]
fn a_program_of_before_that_has_the_office_open_yet_writes_nothing_more() {
    let begin =
        "INSERT INTO act(kind, operator, at, day, why) VALUES ('enter', 1, '2021-11-01 09:00:00', '2021-11-01', NULL)";
    let (_dir, path, of_before) = older(
        OF_VERSION_3,
        "PRAGMA journal_mode = WAL; PRAGMA user_version = 3; BEGIN;
             INSERT INTO operator(key, name, full_name, role, act) VALUES (1, 'a', '甲', 'maker', 1);
             INSERT INTO act VALUES (1, 'init', 1, '2021-11-01 09:00:00', '2021-11-01', '新建');
             INSERT INTO office(key, division, name, demo_day, act) VALUES (1, '430406000000', '某局', '2021-12-31', 1);
             COMMIT;",
    );
    // As it made its statement, and kept it.
    let mut begins = of_before.prepare(begin).unwrap();
    begins.execute([]).unwrap();
    bring_up(&Db::anew(&path).unwrap(), &path).unwrap();
    let e = begins.execute([]).unwrap_err().to_string();
    assert!(e.contains("acts carry a digest"), "{e}");
    let entered = "SELECT count(*) FROM act WHERE kind = 'enter'";
    assert_eq!(of_before.query_row(entered, [], |r| r.get::<i64>(0)).unwrap(), 1);
}

#[test]
fn an_older_calendar_gets_the_years_it_lacks_and_keeps_its_own_rows() {
    let (_dir, path, old) = older(
        OF_VERSION_2,
        "PRAGMA foreign_keys = OFF; PRAGMA user_version = 2;
         INSERT INTO act VALUES (1, 'init', 1, '2021-11-01 09:00:00', '2021-11-01', NULL);
         INSERT INTO calendar(date, is_workday, basis, act, voided_by) VALUES
           ('2023-01-01', 1, '本地', 1, NULL), ('2024-02-10', 0, '录错', 1, 1), ('2027-10-01', 0, '本地', 1, NULL);",
    );
    bring_up(&old, &path).unwrap();
    let one = |sql: &str| old.query_row(sql, [], |r| r.get::<i64>(0)).unwrap();
    assert_eq!(one("SELECT count(*) FROM calendar WHERE voided_by IS NULL"), 256);
    assert_eq!(one("SELECT is_workday FROM calendar WHERE date = '2023-01-01'"), 1);
    assert_eq!(one("SELECT count(*) FROM calendar WHERE date = '2024-02-10' AND voided_by IS NULL"), 0);
    assert_eq!(one("SELECT is_workday FROM calendar WHERE date = '2026-02-14'"), 1);
}

#[test]
fn people_of_an_older_office_are_found_by_the_parts_of_their_names() {
    let person = |key: i64, name: &str| {
        format!(
            "INSERT INTO person(key, temp_no, id_status, name, sex, birth_date, hukou_division, home_division, act)
             VALUES ({key}, 'T430406-2021-000{key}', 'unknown', '{name}', '1', '1970-01-01', 'x', 'x', 1);"
        )
    };
    let people = person(1, "阿依·古丽") + &person(2, "张三") + &person(3, "John Smith");
    let (_dir, path, old) =
        older(OF_VERSION_2, &format!("PRAGMA foreign_keys = OFF; PRAGMA user_version = 2; {people}"));
    bring_up(&old, &path).unwrap();
    let found = |begins: &str| -> Option<i64> {
        let sql = "SELECT group_concat(person) FROM person_initials WHERE initials = ?1";
        old.query_row(sql, [begins], |r| r.get::<Option<String>>(0)).unwrap().and_then(|k| k.parse().ok())
    };
    assert_eq!(["古丽", "阿依古丽", "smith", "js"].map(found), [Some(1), Some(1), Some(3), Some(3)]);
}

#[test]
fn parameters_of_an_older_office_say_whether_anybody_confirmed_them() {
    let states = |demo_day: &str| {
        let rows = format!(
            "PRAGMA foreign_keys = OFF; PRAGMA user_version = 2;
             INSERT INTO office(key, division, name, demo_day) VALUES (1, '430406000000', '某局', {demo_day});
             INSERT INTO act VALUES (1, 'init', 1, '2021-11-01 09:00:00', '2021-11-01', NULL),
                                    (2, 'enter', 1, '2021-11-02 09:00:00', '2021-11-02', NULL);
             INSERT INTO parameter(name, value, valid_from, basis, act) VALUES
               ('dibao.urban.month_fen', '60000', '2020-01-01', NULL, 1),
               ('dibao.method.U', 'GAP', '2020-01-01', '民发〔2021〕57号', 1),
               ('dibao.urban.month_fen', '65000', '2022-01-01', '雁政发1号', 2),
               ('dibao.rural.month_fen', '65000', '2022-01-01', NULL, 2),
               ('pay.cutoff_day', '5', '2020-01-01', '雁政发2号', 2);"
        );
        let (_dir, path, old) = older(OF_VERSION_2, &rows);
        bring_up(&old, &path).unwrap();
        let sql = "SELECT group_concat(state || coalesce(' ' || basis, ''), ', ') FROM parameter";
        let kept = "SELECT note FROM parameter WHERE name = 'dibao.method.U'";
        let note = old.query_row(kept, [], |r| r.get::<String>(0)).unwrap();
        (old.query_row(sql, [], |r| r.get::<String>(0)).unwrap(), note)
    };
    let own = "pending, pending, confirmed 雁政发1号, pending, unused 雁政发2号";
    assert_eq!(states("NULL"), (own.to_owned(), format!("{}; 参见民发〔2021〕57号", Param::UrbanMethod.label())));
    let shown =
        "confirmed 示范参数, confirmed 民发〔2021〕57号, confirmed 雁政发1号, confirmed 示范参数, unused 雁政发2号";
    assert_eq!(states("'2021-12-31'"), (shown.to_owned(), Param::UrbanMethod.label().to_owned()));
}

#[test]
fn a_step_is_done_once_after_a_copy_and_a_bad_one_leaves_all_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    let db = Db::anew(&path).unwrap();
    db.execute_batch("CREATE TABLE a(x); INSERT INTO a VALUES (1); PRAGMA user_version = 1").unwrap();
    let bad = bring_through(&db, &path, &[&["ALTER TABLE a ADD COLUMN y; SELECT nonsense"]], 2);
    assert!(bad.is_err());
    assert_eq!(version(&db).unwrap(), 1);
    assert!(db.prepare("SELECT y FROM a").is_err());
    let copies = || {
        let names = std::fs::read_dir(dir.path()).unwrap().map(|f| f.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().contains("-v1-")).count()
    };
    assert_eq!(copies(), 0, "each further try would leave another one");
    bring_through(&db, &path, &[&["ALTER TABLE a ADD COLUMN y"]], 2).unwrap();
    bring_through(&db, &path, &[&["ALTER TABLE a ADD COLUMN y"]], 2).unwrap();
    assert_eq!(version(&db).unwrap(), 2);
    assert_eq!(copies(), 2, "the copy of the one time, and its digest");
}

/// What a kept number is called stands in files: who calls one otherwise adds a step.
#[test]
fn kept_months_are_called_as_the_program_calls_them() {
    use crate::figure::summarised;
    use crate::store::figures::summary::item;
    use std::collections::BTreeSet;
    let step = include_str!("steps/kept-5.sql");
    let named: BTreeSet<&str> =
        step.lines().filter_map(|l| l.trim().strip_prefix("THEN '")?.strip_suffix('\'')).collect();
    let mut called = BTreeSet::new();
    for (set, money) in ["temporary", "homecheck"].iter().flat_map(|heading| summarised(heading)) {
        let name = item(*set, *money);
        assert_ne!(name.contains('('), named.contains(name.as_str()), "{name}");
        assert!(called.insert(name.clone()), "two are called {name}");
    }
    assert!(named.iter().all(|name| called.contains(*name)));
}
