//! The office's file: made, opened, settled, refused, copied.

use chrono::NaiveDate;

use minzheng::domain::division_code::DivisionCode;
use minzheng::domain::people::issued_in;
use minzheng::register::{Draft, find};
use minzheng::store::{NewOffice, SCHEMA_VERSION, Store};
use std::fs;
use std::path::Path;

fn new_office() -> NewOffice {
    NewOffice {
        division: DivisionCode::parse("430406").unwrap(),
        day: NaiveDate::from_ymd_opt(2021, 12, 31).unwrap(),
        name: None,
        demo_day: None,
        at: None,
    }
}

/// The text and the exit code with which a file is refused.
fn refusal(path: &Path) -> (String, u8) {
    match Store::open(path) {
        Ok(_) => panic!("{} was opened", path.display()),
        Err(e) => (e.to_string(), e.exit_code()),
    }
}

fn sql(path: &Path, text: &str) {
    rusqlite::Connection::open(path).unwrap().execute_batch(text).unwrap();
}

#[test]
fn a_city_without_counties_is_a_district_and_a_newer_one_takes_its_name() {
    let dir = tempfile::tempdir().unwrap();
    let made = |code: &str, name: Option<&str>| {
        let path = dir.path().join(format!("{code}.db"));
        let division = DivisionCode::parse(code).unwrap();
        Store::create(&path, &NewOffice { division, name: name.map(str::to_owned), ..new_office() })
    };
    for (code, name) in [("441900", "东莞市"), ("442000", "中山市"), ("460400", "儋州市"), ("620200", "嘉峪关市")]
    {
        let store = made(code, None).unwrap();
        assert_eq!(store.office().name, format!("{name}民政局"));
        // Towns lie right beneath it.
        let who = store.who(None).unwrap();
        let day = new_office().day;
        for (part, name) in [("003", "某街道"), ("003001", "某社区")] {
            let draft = Draft::new(find("division").unwrap().register)
                .with("code", format!("{code}{part}"))
                .with("name", name)
                .with("valid_from", "2020-01-01");
            let saved = store.save(&draft, &who, day).unwrap();
            let level = if part.len() == 3 { "township" } else { "village" };
            assert_eq!(store.opened(draft.register, saved.key, day).unwrap().values.text("level"), level);
        }
        assert_eq!(store.towns(day).unwrap().len(), 1);
        // The prefix of its people's numbers is its own.
        assert_eq!(issued_in::name_of(code), Some(name));
    }
    assert_eq!(made("430499", Some("湘江区")).unwrap().office().name, "衡阳市湘江区民政局");
    assert_eq!(made("430406", Some("新雁峰区")).unwrap().office().name, "衡阳市新雁峰区民政局");
    for (code, name) in [
        ("430498", None),
        ("430400", None),
        ("430400", Some("衡阳市")),
        ("430498", Some("x")),
        ("430498", Some("区\u{202e}县")),
    ] {
        assert_eq!(made(code, name).map(|_| ()).unwrap_err().exit_code(), 1, "{code} {name:?}");
    }
}

#[test]
fn a_new_office_has_its_district_rules_and_operators() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    let store = Store::create(&path, &new_office()).unwrap();
    assert_eq!(store.office().name, "衡阳市雁峰区民政局");
    assert_eq!(store.office().division, "430406000000");
    assert_eq!(store.who(None).unwrap().name, "maker");
    assert_eq!(store.who(Some("finance")).unwrap().role, "finance");
    assert_eq!(store.who(Some("nobody")).unwrap_err().exit_code(), 1);
    let day = NaiveDate::from_ymd_opt(2021, 10, 9).unwrap();
    assert!(store.calendar().unwrap().is_workday(day));
    let standard = store.parameters().unwrap();
    assert_eq!(standard.on(minzheng::domain::param::Param::UrbanStandard, day).unwrap().1, "60000");
    drop(store);
    let again = Store::create(&path, &new_office()).err().unwrap();
    assert_eq!(again.exit_code(), 74);
    assert!(again.to_string().contains("已经存在"), "{again}");
    let left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert_eq!(left, ["office.db"], "nothing stays beside a closed office");
}

#[test]
fn no_office_is_made_for_a_district_that_is_none() {
    let dir = tempfile::tempdir().unwrap();
    let mut new = new_office();
    new.division = DivisionCode::parse("430406001").unwrap();
    assert_eq!(Store::create(&dir.path().join("a.db"), &new).err().unwrap().exit_code(), 1);
}

#[test]
fn each_unusable_file_has_its_own_message() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    let office = at("office.db");
    drop(Store::create(&office, &new_office()).unwrap());
    let whole = fs::read(&office).unwrap();

    fs::write(at("empty.db"), b"").unwrap();
    fs::write(at("text.db"), "姓名,身份证号\n".repeat(200)).unwrap();
    fs::write(at("cut.db"), &whole[..whole.len() / 2]).unwrap();
    sql(&at("foreign.db"), "CREATE TABLE t(x)");
    for (name, version) in [("newer.db", SCHEMA_VERSION + 1), ("much_newer.db", 1001), ("negative.db", -1)] {
        fs::write(at(name), &whole).unwrap();
        sql(&at(name), &format!("PRAGMA user_version = {version}"));
    }
    let mut bad = whole.clone();
    bad[100..600].fill(0x5A);
    fs::write(at("damaged.db"), &bad).unwrap();
    fs::create_dir(at("folder.db")).unwrap();

    let expected = [
        ("missing.db", 74, "没有找到"),
        ("empty.db", 65, "空文件"),
        ("text.db", 65, "不是数据库文件"),
        ("cut.db", 65, "不完整"),
        ("foreign.db", 65, "别的程序"),
        ("newer.db", 65, "换用新版程序"),
        ("much_newer.db", 65, "1001"),
        ("negative.db", 65, "库版本 -1"),
        ("damaged.db", 65, "已损坏"),
        ("folder.db", 65, "目录"),
    ];
    for (name, code, part) in expected {
        let before = fs::read(at(name)).ok();
        let (text, exit) = refusal(&at(name));
        assert!(text.contains(part) && exit == code, "{name}: {exit} {text}");
        assert_eq!(fs::read(at(name)).ok(), before, "{name} was touched");
    }
}

/// A pipe without a writer would keep whoever opens it for ever.
#[cfg(unix)]
#[test]
fn a_pipe_a_socket_and_a_device_are_no_files_and_nobody_waits_for_them() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    let pipe = |name: &str| {
        assert!(std::process::Command::new("mkfifo").arg(at(name)).status().unwrap().success());
    };
    pipe("pipe.db");
    std::os::unix::fs::symlink(at("pipe.db"), at("link.db")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.db")).unwrap();
    for path in [at("pipe.db"), at("link.db"), at("socket.db"), "/dev/null".into()] {
        let (text, exit) = refusal(&path);
        assert!(text.contains("管道或设备") && exit == 65, "{exit} {text}");
    }
    for ending in ["-wal", "-shm", "-journal"] {
        let office = at(&format!("office{ending}.db"));
        drop(Store::create(&office, &new_office()).unwrap());
        pipe(&format!("office{ending}.db{ending}"));
        let (text, exit) = refusal(&office);
        assert!(text.contains("却不是文件") && exit == 65, "{exit} {text}");
    }
}

#[cfg(unix)]
#[test]
fn a_read_only_file_opens_for_reading() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    drop(Store::create(&path, &new_office()).unwrap());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let store = Store::open(&path).unwrap();
    assert!(store.is_read_only());
    assert_eq!(store.who(None).unwrap().name, "maker");
}

#[test]
fn the_settings_hold_in_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    drop(Store::create(&path, &new_office()).unwrap());
    let db = rusqlite::Connection::open(&path).unwrap();
    let one = |q: &str| db.query_row(q, [], |r| r.get::<_, rusqlite::types::Value>(0)).unwrap();
    assert_eq!(one("PRAGMA journal_mode"), "wal".to_owned().into());
    assert_eq!(one("PRAGMA application_id"), i64::from(minzheng::store::APPLICATION_ID).into());
    assert_eq!(one("PRAGMA user_version"), i64::from(SCHEMA_VERSION).into());
    let loose = "SELECT count(*) FROM pragma_table_list \
                 WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND strict = 0";
    assert_eq!(one(loose), 0.into());
}

/// Without its lock the office would look closed to other programs, and SQLite removes the log of one that nobody has open.
#[test]
#[cfg(target_os = "linux")]
fn work_beside_the_screen_leaves_the_file_locked() {
    use crate::support::locks_on;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    let store = Store::create(&path, &new_office()).unwrap();
    store.who(None).unwrap();
    let held = locks_on(&path);
    assert!(held > 0);
    let beside = Store::open_beside(&path).unwrap();
    assert!(beside.verify().unwrap().iter().all(|f| f.ok));
    assert!(locks_on(&path) >= held);
    let backup = dir.path().join("copies");
    beside.backup(&backup, (&store.who(None).unwrap(), new_office().day)).unwrap();
    assert!(locks_on(&path) >= held, "after a backup");
    drop(beside);
    assert!(locks_on(&path) >= held, "after it is closed");
    // A tool that reads the office and goes leaves the log where it is.
    sql(&path, "SELECT count(*) FROM act");
    assert!(path.with_extension("db-wal").exists());
}
