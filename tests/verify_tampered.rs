//! What `verify` finds of changes that another tool makes: 200 of 20 kinds, each on a copy of its own of a small demonstration office in
//! which clerks have worked. Whoever changes it takes the triggers away first and puts them back, as one would with sqlite3.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use minzheng::jobs::sample::{Options, build, demo_day};
use minzheng::register::{Draft, find};
use minzheng::store::Store;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;

/// How many changes of each kind.
const EACH: usize = 10;

/// A kind of change: what is changed, and by what. `{n}` is the number of the change, 0 to 9; `{row}` the key of a row, spread over the
/// table; of several statements the changes take turns.
struct Kind {
    what: &'static str,
    table: &'static str,
    changes: &'static [&'static str],
}

const KINDS: [Kind; 20] = [
    Kind {
        what: "发放明细的金额",
        table: "payment",
        changes: &[
            "UPDATE payment SET amount_fen = amount_fen + 100 WHERE key = {row}",
            "UPDATE payment SET amount_fen = amount_fen + 100 WHERE key = {row};
             UPDATE batch SET total_fen = total_fen + 100, success_fen = success_fen + 100 WHERE key = {row} / 1000000;
             DELETE FROM batch_town",
            "UPDATE payment SET amount_fen = amount_fen + 100 WHERE key = {row};
             UPDATE payment SET amount_fen = amount_fen - 100 WHERE key = (SELECT min(key) FROM payment WHERE key > {row} AND amount_fen > 200);
             DELETE FROM batch_town",
        ],
    },
    Kind {
        what: "发放明细的账号、户名、领款人",
        table: "payment",
        changes: &[
            "UPDATE payment SET account_no = '6217009990000000018' WHERE key = {row}",
            "UPDATE payment SET account_name = '王某' WHERE key = {row}",
            "UPDATE payment SET payee = payee + 1 WHERE key = {row}",
        ],
    },
    Kind {
        what: "核定金额连同保障对象和变动",
        table: "award",
        changes: &[
            "UPDATE award SET base_fen = base_fen + 100, total_fen = total_fen + 100 WHERE key = {row}",
            "UPDATE award SET base_fen = base_fen + 100, total_fen = total_fen + 100 WHERE key = {row} AND kind = 'award';
             UPDATE cover SET share_fen = share_fen + 100 WHERE key = (SELECT min(c.key) FROM cover c JOIN award a ON a.dibao = c.dibao
                 AND a.from_month = c.from_month WHERE a.key = {row});
             UPDATE change SET amount_delta_fen = amount_delta_fen + 100 WHERE key = (SELECT min(key) FROM change WHERE award = {row});
             UPDATE change SET amount_delta_fen = amount_delta_fen - 100 WHERE key = (SELECT min(c.key) FROM change c JOIN award n
                 ON n.key = c.award JOIN award a ON a.dibao = n.dibao AND n.from_month > a.from_month WHERE a.key = {row})",
        ],
    },
    Kind {
        what: "特困、两补的核定",
        table: "tekun_award",
        changes: &[
            "UPDATE tekun_award SET base_fen = base_fen + 100, total_fen = total_fen + 100 WHERE key = {row}",
            "UPDATE disability_award SET amount_fen = amount_fen + 1000 WHERE key = 4000000000 + 1 + {n} * 7",
        ],
    },
    Kind {
        what: "一卡通账号",
        table: "account",
        changes: &[
            "UPDATE account SET account_no = substr(account_no, 1, length(account_no) - 1) || ((substr(account_no, -1) + 1) % 10) WHERE key = {row}",
            "UPDATE account SET person = person + 1 WHERE key = {row}",
            "UPDATE account SET status = '3' WHERE key = {row}",
        ],
    },
    Kind {
        what: "姓名",
        table: "person",
        changes: &["UPDATE person SET name = '王' || substr(name, 2) || '之' WHERE key = {row}"],
    },
    Kind {
        what: "证件号码、电话、地址",
        table: "person",
        changes: &[
            "UPDATE person SET id_number = substr(id_number, 1, 14) || '9999' WHERE key = {row}",
            "UPDATE person SET phone = '13800138000' WHERE key = {row}",
            "UPDATE person SET address = '某处' WHERE key = {row}",
        ],
    },
    Kind {
        what: "参数",
        table: "parameter",
        changes: &[
            "UPDATE parameter SET value = value || '0' WHERE key = {row}",
            "UPDATE parameter SET basis = '某文' WHERE key = {row}",
            "UPDATE parameter SET valid_from = '2019-01-01' WHERE key = {row}",
        ],
    },
    Kind {
        what: "状态",
        table: "dibao",
        changes: &[
            "UPDATE dibao SET state = CASE state WHEN 'active' THEN 'stopped' ELSE 'active' END WHERE key = {row}",
            "UPDATE homecheck SET state = 'returned' WHERE key = 1 + {n} * 3",
            "UPDATE batch SET state = 'sent', closed_at = NULL WHERE key = 1",
        ],
    },
    Kind {
        what: "日期",
        table: "temporary",
        changes: &[
            "UPDATE temporary SET apply_date = date(apply_date, '-1 day') WHERE key = {row}",
            "UPDATE dibao SET apply_date = date(apply_date, '-1 day') WHERE key = 1000000001 + {n}",
            "UPDATE member SET valid_from = date(valid_from, '-1 day') WHERE key = 1 + {n} * 11",
        ],
    },
    Kind {
        what: "临时救助、备用金",
        table: "petty_txn",
        changes: &[
            "UPDATE petty_txn SET amount_fen = amount_fen + 1 WHERE key = {row} AND kind <> '2'; UPDATE petty_txn SET note = 'x' WHERE key = {row}",
            "UPDATE temporary SET amount_fen = amount_fen + 100 WHERE key = 2000000001 + {n} * 5",
            "UPDATE petty_fund SET quota_fen = quota_fen + 100 WHERE key = 1 + {n} % 7",
        ],
    },
    Kind {
        what: "区划、日历、本单位、操作员",
        table: "division",
        changes: &[
            "UPDATE division SET name = name || '新' WHERE key = {row}",
            "UPDATE calendar SET is_workday = 1 - is_workday WHERE key = 1 + {n} * 9",
            "UPDATE office SET name = '某民政局'",
            "UPDATE operator SET full_name = '某人' WHERE key = 1 + {n} % 4",
            "UPDATE batch_name SET name = name || '新' WHERE batch = 1 AND thing = 'office'",
        ],
    },
    Kind {
        what: "家庭成员",
        table: "member",
        changes: &[
            "UPDATE member SET relation_code = '99' WHERE key = {row}",
            "UPDATE member SET is_covered = 1 - is_covered WHERE key = {row}",
            "UPDATE member SET person = 9500 + {n} WHERE key = {row}",
        ],
    },
    Kind {
        what: "留痕改写",
        table: "audit",
        changes: &[
            "UPDATE audit SET after = replace(after, '430406', '430405') WHERE key = (SELECT max(key) - {n} / 2 FROM audit WHERE last_row IS NULL
                 AND after LIKE '%430406%')",
            "UPDATE audit SET before = replace(before, 'null', '\"430405\"') WHERE key = (SELECT max(key) - {n} / 2 FROM audit
                 WHERE last_row IS NULL AND before LIKE '%null%')",
            "UPDATE audit SET after = replace(after, 'digest\":\"', 'digest\":\"0') WHERE key = {row} AND last_row IS NOT NULL;
             UPDATE audit SET act = act + 1 WHERE key = {row} AND last_row IS NULL",
            "UPDATE audit SET row = row + 1 WHERE key = {row}",
            "UPDATE audit SET act = act - 1 WHERE key = (SELECT max(key) - {n} / 2 FROM audit)",
        ],
    },
    Kind {
        what: "留痕删除、插入",
        table: "audit",
        changes: &[
            "DELETE FROM audit WHERE key = {row}",
            "DELETE FROM audit WHERE key = (SELECT max(key) FROM audit)",
            "INSERT INTO audit(act, register, row, before, after) SELECT act, register, row, before, after FROM audit
                 WHERE key = (SELECT max(key) - {n} / 3 FROM audit)",
            "INSERT INTO audit(act, register, row, last_row) VALUES (1, 'person', 1 + {n}, 1 + {n})",
        ],
    },
    Kind {
        what: "办理记录",
        table: "act",
        changes: &[
            "UPDATE act SET operator = 1 + operator % 4 WHERE key = {row}",
            "UPDATE act SET day = date(day, '-1 day') WHERE key = {row}",
            "UPDATE act SET at = '2020-01-01 00:00:00' WHERE key = {row}",
            "UPDATE act SET why = '另有原因' WHERE key = {row}",
            "DELETE FROM act WHERE key = {row}",
            "INSERT INTO act(kind, operator, at, day, digest) VALUES ('correct', 1, '2021-12-31 09:00:00', '2021-12-31', 'x')",
        ],
    },
    Kind {
        what: "触发器、索引",
        table: "",
        changes: &[
            "DROP TRIGGER audit_is_kept",
            "DROP INDEX award_once",
            "CREATE TRIGGER zz AFTER UPDATE ON person BEGIN UPDATE account SET status = '1'; END",
            "DROP TRIGGER payment_is_frozen; CREATE TRIGGER payment_is_frozen BEFORE UPDATE OF batch ON payment BEGIN SELECT 1; END",
            "CREATE TABLE notes(x)",
            "CREATE INDEX person_sex ON person(sex)",
            "CREATE VIEW v AS SELECT 1",
            "DROP TRIGGER dibao_stays",
            "DROP INDEX person_name",
            "ALTER TABLE unfinished ADD COLUMN x TEXT",
        ],
    },
    Kind {
        what: "插入的记录",
        table: "account",
        changes: &[
            "INSERT INTO account(person, account_name, bank_code, account_no, medium, valid_from, act)
                 SELECT person, account_name, bank_code, '6217009990000000018', medium, '2021-12-{n}1', act FROM account WHERE key = {row}",
            "INSERT INTO person(temp_no, id_status, name, sex, birth_date, hukou_division, home_division, act)
                 VALUES ('T430406-2021-99{n}9', 'unknown', '某某', '1', '1970-01-01', '430406001001', '430406001001', 1)",
            "INSERT INTO payment SELECT (SELECT max(key) FROM payment) + 1, batch, scheme, case_key, beneficiary, payee, division, period_due,
                 from_month, to_month, '09', 0, 0, 100, 0, class_code, account_name, account_no, bank_code, institution, bank_state, fail_code,
                 paid_on, booked_month, NULL, act, NULL, name, id_number, paper_no, sex, dis_type, kind, carer, posted, family, income_fen
                 FROM payment WHERE key = (SELECT max(key) FROM payment)",
            "INSERT INTO person_initials VALUES ('zzz{n}', 1 + {n})",
            "INSERT INTO exception(register, row, code, why, act) VALUES ('person', 1, 'D-X', '某因', 1)",
        ],
    },
    Kind {
        what: "删除的记录",
        table: "cover",
        changes: &[
            "DELETE FROM cover WHERE key = {row}",
            "DELETE FROM homecheck WHERE key = 1 + {n} * 3",
            "DELETE FROM person_initials WHERE person = 1 + {n}",
            "DELETE FROM payment WHERE key = (SELECT max(key) FROM payment)",
            "DELETE FROM batch_name WHERE batch = 1 AND thing = 'office'",
        ],
    },
    Kind {
        what: "文字里翻转的一位",
        table: "person",
        changes: &[
            "UPDATE person SET address = substr(address, 1, 2) || char(unicode(substr(address, 3)) + 1) || substr(address, 4) WHERE key = {row}",
            "UPDATE person SET name = CAST(substr(CAST(name AS BLOB), 1, 2) || x'41' || substr(CAST(name AS BLOB), 4) AS TEXT) WHERE key = {row}",
            "UPDATE dibao SET case_no = replace(case_no, '2', '3') WHERE key = 1000000001 + {n} * 13",
            "UPDATE payment SET name = CAST(x'ff' || substr(CAST(name AS BLOB), 2) AS TEXT) WHERE key = 1000001 + {n} * 17",
            "UPDATE homecheck SET visitors = visitors || ' ' WHERE key = 1 + {n} * 5; UPDATE homecheck SET note = 'b' WHERE key = 1 + {n} * 5",
        ],
    },
];

fn row_of(db: &Connection, table: &str, n: usize) -> i64 {
    if table.is_empty() {
        return 0;
    }
    let count: i64 = db.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0)).unwrap();
    let at = count * i64::try_from(n * 2 + 1).unwrap() / i64::try_from(2 * EACH).unwrap();
    db.query_row(&format!("SELECT key FROM {table} ORDER BY key LIMIT 1 OFFSET {at}"), [], |r| r.get(0)).unwrap()
}

/// Carries out a change as one would with sqlite3: triggers away, the change, triggers back.
fn change(path: &Path, table: &str, change: &str, n: usize) -> String {
    let db = Connection::open(path).unwrap();
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false).unwrap();
    db.execute_batch("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
        .unwrap();
    let row = row_of(&db, table, n).to_string();
    let sql = change.replace("{row}", &row).replace("{n}", &n.to_string());
    if table.is_empty() {
        db.execute_batch(&sql).unwrap();
        return sql;
    }
    let mut get = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").unwrap();
    let triggers: Vec<(String, String)> =
        get.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap().map(Result::unwrap).collect();
    drop(get);
    let (drops, makes): (Vec<String>, Vec<&str>) =
        triggers.iter().map(|(name, sql)| (format!("DROP TRIGGER {name};"), sql.as_str())).unzip();
    db.execute_batch(&drops.concat()).unwrap();
    let before = db.total_changes();
    db.execute_batch(&sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
    assert!(db.total_changes() > before, "nothing was changed by {sql}");
    db.execute_batch(&(makes.join(";") + ";")).unwrap();
    sql
}

/// A demonstration office of one month, closed, in which clerks have corrected what is written in bulk, some of it twice.
fn office(dir: &TempDir) -> PathBuf {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    let path = dir.path().join("office.db");
    let made = MADE.get_or_init(|| {
        build(&path, Options { months: 1, ..Options::default() }).unwrap();
        let store = Store::open(&path).unwrap();
        for (nth, key) in [5, 6, 7, 8, 5, 6, 7, 8].into_iter().enumerate() {
            correct(&store, "person", key, ("phone", &format!("1390734{:04}", 100 + nth)));
        }
        assert_eq!(wrong(&path), [] as [&str; 0]);
        drop(store);
        std::fs::read(&path).unwrap()
    });
    std::fs::write(&path, made).unwrap();
    path
}

fn correct(store: &Store, register: &str, key: i64, (column, value): (&str, &str)) {
    let (register, day) = (find(register).unwrap().register, demo_day());
    let seen = store.opened(register, key, day).unwrap().act;
    let draft = Draft { key: Some(key), seen: Some(seen), why: Some("录错了".to_owned()), ..Draft::new(register) };
    let field = register.fields.iter().find(|f| f.col == column).unwrap().col;
    store.save(&draft.with(field, value), &store.who(None).unwrap(), day).unwrap();
}

/// The checks that an office does not pass.
fn wrong(path: &Path) -> Vec<&'static str> {
    Store::open(path).unwrap().verify().unwrap().into_iter().filter(|f| !f.ok).map(|f| f.check).collect()
}

/// Makes so many changes of each kind. Kind → how many were found, by which checks, and what was missed.
fn found(each: usize) -> BTreeMap<&'static str, (usize, String, Vec<String>)> {
    let dir = tempfile::tempdir().unwrap();
    let office = office(&dir);
    let mut table = BTreeMap::new();
    for kind in &KINDS {
        let mut checks: BTreeMap<&str, usize> = BTreeMap::new();
        let (mut found, mut missed) = (0, Vec::new());
        for n in 0..each {
            let copy = dir.path().join("copy.db");
            std::fs::copy(&office, &copy).unwrap();
            let sql = change(&copy, kind.table, kind.changes[n % kind.changes.len()], n);
            let wrong = wrong(&copy);
            wrong.iter().for_each(|check| *checks.entry(check).or_default() += 1);
            match wrong.is_empty() {
                true => missed.push(sql),
                false => found += 1,
            }
            for ending in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(dir.path().join(format!("copy.db{ending}")));
            }
        }
        let checks: Vec<String> = checks.iter().map(|(check, n)| format!("{check} {n}")).collect();
        println!("| {} | {each} | {found} | {} |", kind.what, checks.join(", "));
        table.insert(kind.what, (found, checks.join(", "), missed));
    }
    table
}

#[test]
fn a_change_of_each_kind_by_another_tool_is_found() {
    for (kind, (found, _, missed)) in found(1) {
        assert_eq!(found, 1, "{kind}: {missed:?}");
    }
}

/// All of them, printed as a table: `cargo test --test verify_tampered whole -- --ignored --nocapture`.
#[test]
#[ignore = "some minutes"]
fn two_hundred_changes_by_another_tool_are_found_in_the_whole() {
    for (kind, (found, _, missed)) in found(EACH) {
        assert_eq!(found, EACH, "{kind}: {missed:?}");
    }
}

/// What `verify` cannot find: a row that was changed together with all that the audit says of it.
#[test]
fn a_row_rewritten_together_with_its_audit_is_not_found() {
    let dir = tempfile::tempdir().unwrap();
    let path = office(&dir);
    let both = "UPDATE person SET phone = '13800138000' WHERE key = 8;
        UPDATE audit SET after = replace(after, '13907340107', '13800138000') WHERE register = 'person' AND row = 8";
    change(&path, "audit", both, 0);
    assert_eq!(wrong(&path), [] as [&str; 0]);
}

/// What batches pay is held against what it rests on, too, as that stood when they were made.
#[test]
fn a_line_is_compared_with_the_version_and_the_accounts_of_its_day() {
    let dir = tempfile::tempdir().unwrap();
    let path = office(&dir);
    let store = Store::open(&path).unwrap();
    let line = "SELECT c.key FROM payment p JOIN account c ON c.person = p.payee AND c.account_no = p.account_no AND c.voided_by IS NULL
        ORDER BY p.key LIMIT 1";
    let account: i64 = Connection::open(&path).unwrap().query_row(line, [], |r| r.get(0)).unwrap();
    correct(&store, "account", account, ("account_no", "6217009990000000018"));
    drop(store);
    assert_eq!(wrong(&path), [] as [&str; 0]);
    let paid = "SELECT a.key FROM award a JOIN payment p ON p.case_key = a.dibao WHERE a.kind = 'award' AND a.from_month < '2021-06'
        AND NOT EXISTS (SELECT 1 FROM award n WHERE n.dibao = a.dibao AND n.from_month > a.from_month)";
    for (changed, check) in [
        (
            format!("UPDATE award SET base_fen = base_fen + 100, total_fen = total_fen + 100 WHERE key = ({paid})"),
            "line_amounts",
        ),
        ("UPDATE payment SET account_no = '6217009990000000026' WHERE key = {row}".to_owned(), "line_accounts"),
    ] {
        change(&path, "payment", &changed, 0);
        assert!(wrong(&path).contains(&check), "{check}");
    }
}
