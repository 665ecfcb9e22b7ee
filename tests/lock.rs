//! Who is at the keyboard, in a real terminal: the log-in at the start, the lock with whoever comes after it, and what a terminal can have kept
//! of what was seen.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(unix)]

#[path = "support/pty.rs"]
mod pty;
mod support;

use minzheng::domain::password::{SALT, Verifier};
use pty::Terminal;
use std::ffi::OsStr;
use std::process::Command;
use std::time::Duration;
use support::{Office, id};

const MAKERS: &str = "秋天的第一杯奶茶";
const CHECKERS: &str = "dongfeng-7-lu";
const F2: &str = "\x1bOQ";
const F3: &str = "\x1bOR";
const F12: &str = "\x1b[24~";
const CTRL_UP: &str = "\x1b[1;5A";
const CTRL_X: &str = "\x18";
const DOWN: &str = "\x1b[B";

const NAMES: [&str; 3] = ["陈桂香", "欧阳建国", "解秀兰"];

/// An office with three families, a maker and a checker who have passwords, and whoever administers it.
fn guarded() -> Office {
    let office = open();
    for (operator, password) in [(1, MAKERS), (2, CHECKERS)] {
        let verifier = Verifier::of(password, [7; SALT]).unwrap().text();
        office.behind_its_back(&format!(
            "INSERT INTO credential(operator, kind, verifier, set_at) VALUES ({operator}, 'own', '{verifier}', '2021-12-31 08:00:00')"
        ));
    }
    office.seal_rights();
    office
}

/// The same without passwords.
fn open() -> Office {
    let office = Office::new();
    for (i, name) in (0..).zip(NAMES) {
        let person = office.person(name, &id("1960-05-06", 11 + i));
        let household = office.household(person, &[]);
        office.case(household, "100");
    }
    office.sql(
        "INSERT INTO role_grant(operator, role, valid_from, act) VALUES (1, 'maker', '2021-01-01', 1),
             (2, 'checker', '2021-01-01', 1), (3, 'system', '2021-01-01', 1), (4, 'security', '2021-01-01', 1)",
    );
    office.seal_rights();
    office
}

/// The program before its log-in page.
fn at_the_door(office: &Office, home: &tempfile::TempDir, (rows, cols): (u16, u16)) -> Terminal {
    let args: [&OsStr; 4] = ["--db".as_ref(), office.path.as_os_str(), "--today".as_ref(), "2021-12-31".as_ref()];
    Terminal::run(&args, home.path(), rows, cols)
}

/// Keys one after the other: what comes faster than anybody types is a paste.
fn sends(terminal: &mut Terminal, keys: &[&str]) {
    for key in keys {
        terminal.sends(key);
        terminal.settles();
    }
}

fn comes_in(office: &Office, home: &tempfile::TempDir) -> Terminal {
    let mut terminal = at_the_door(office, home, (24, 80));
    terminal.waits_for("登录名");
    sends(&mut terminal, &["maker", "\r", MAKERS, "\r"]);
    terminal.waits_for("筛选: ");
    terminal.waits_for("文件完好");
    terminal
}

/// The same where something else is asked first.
fn comes_in_asked(office: &Office, home: &tempfile::TempDir, what: &str) -> Terminal {
    let mut terminal = at_the_door(office, home, (24, 80));
    terminal.waits_for("登录名");
    sends(&mut terminal, &["\x1b[Z", "\x15", "maker", "\r", MAKERS, "\r"]);
    terminal.waits_for(what);
    terminal
}

fn kinds(office: &Office) -> String {
    office.one("SELECT coalesce(group_concat(kind || coalesce(operator, '?'), ' '), '') FROM (SELECT * FROM access ORDER BY key)")
}

#[test]
fn an_office_with_passwords_shows_nothing_before_somebody_has_come_in() {
    let (office, home) = (guarded(), tempfile::tempdir().unwrap());
    let mut terminal = at_the_door(&office, &home, (24, 80));
    terminal.waits_for("登录名");
    sends(&mut terminal, &["maker", "\r", "wrong-password", "\r"]);
    terminal.waits_for("登录名或密码不对");
    for name in NAMES {
        assert!(!terminal.text().contains(name), "{}", terminal.text());
    }
    // A wrong one makes the next wait for a second.
    std::thread::sleep(Duration::from_millis(1200));
    sends(&mut terminal, &[MAKERS, "\r"]);
    terminal.waits_for("欧阳建国");
    terminal.waits_for("经办员");
    assert!(!String::from_utf8_lossy(&terminal.bytes_so_far).contains("奶茶"));
    terminal.leaves();
    assert_eq!(kinds(&office), "fail1 login1 leave1");
    // The name is offered the next time.
    let mut terminal = at_the_door(&office, &home, (15, 60));
    terminal.waits_for("maker");
    terminal.sends("\x1b");
    assert_eq!(terminal.ends(), 0);
}

/// Everything that tells of somebody in the office.
fn secrets(office: &Office) -> Vec<String> {
    let numbers: Vec<String> = (0..3).map(|i| id("1960-05-06", 11 + i)).collect();
    let cases: Vec<String> = (1..=3)
        .map(|key| office.one(&format!("SELECT case_no FROM dibao ORDER BY key LIMIT 1 OFFSET {}", key - 1)))
        .collect();
    NAMES.iter().map(|name| (*name).to_owned()).chain(numbers).chain(cases).collect()
}

/// What a terminal shows of bytes, and what it keeps.
fn read(bytes: &[u8]) -> String {
    let mut parser = vt100::Parser::new(24, 80, 500);
    parser.process(bytes);
    let mut seen = parser.screen().contents();
    parser.screen_mut().set_scrollback(usize::MAX);
    seen.push_str(&parser.screen().contents());
    seen
}

fn last(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).rposition(|at| at == what).unwrap()
}

#[test]
fn after_the_lock_nothing_personal_is_left_in_the_terminal() {
    let (office, home) = (guarded(), tempfile::tempdir().unwrap());
    let mut terminal = comes_in(&office, &home);
    for _ in 0..3 {
        terminal.sends(DOWN);
        terminal.settles();
    }
    terminal.sends("\r");
    terminal.waits_for("解秀兰");
    sends(&mut terminal, &["\x1b", F3]);
    terminal.waits_for("身份证号(开头");
    sends(&mut terminal, &["陈桂香", "\r"]);
    terminal.waits_for("个人页: 陈桂香");
    for lock in [CTRL_UP, F12] {
        assert!(terminal.text().contains("陈桂香"), "{}", terminal.text());
        terminal.sends(lock);
        terminal.waits_for("已锁屏");
        let bytes = terminal.bytes_so_far.clone();
        // As it is, and as a terminal reads it that has no other screen.
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let without = text.replace("\x1b[?1049h", "").replace("\x1b[?1049l", "");
        let wiped = last(&bytes, b"\x1b[3J");
        let before = String::from_utf8_lossy(&bytes[..wiped]).matches("\x1b[3J").count();
        assert!(before >= 1, "both screens are wiped");
        let after = read(&bytes[wiped..]);
        for secret in secrets(&office) {
            for seen in [&read(&bytes), &read(without.as_bytes()), &after] {
                assert!(!seen.contains(&secret), "{secret} in\n{seen}");
            }
        }
        // Whatever comes meanwhile, it stays locked.
        terminal.sends("\x03\x1b[200~");
        terminal.sends("陈桂香 ".repeat(2_000));
        terminal.sends("\x1b[201~");
        for (rows, cols) in [(30, 110), (24, 80)] {
            terminal.resizes(rows, cols);
            terminal.screen.screen_mut().set_size(rows, cols);
            terminal.settles();
            assert!(
                terminal.text().contains("退出民政?") && !terminal.text().contains("个人页"),
                "{}",
                terminal.text()
            );
        }
        terminal.sends("\x1b");
        terminal.waits_for("登录名");
        sends(&mut terminal, &["\x15", MAKERS, "\r"]);
        terminal.waits_for("个人页: 陈桂香");
    }
    terminal.leaves();
    assert!(kinds(&office).ends_with("lock1 login1 lock1 login1 leave1"), "{}", kinds(&office));
    // At the end as well.
    let after = read(&terminal.bytes_so_far[last(&terminal.bytes_so_far, b"\x1b[3J")..]);
    assert!(secrets(&office).iter().all(|secret| !after.contains(secret)), "{after}");
}

/// What one typed waits for him; the other begins with what is his.
#[test]
fn another_person_takes_the_place_and_drafts_stay_with_their_owner() {
    let (office, home) = (guarded(), tempfile::tempdir().unwrap());
    let mut terminal = comes_in(&office, &home);
    terminal.sends(F2);
    terminal.waits_for("新增低保");
    terminal.sends("DB7");
    terminal.waits_for("DB7");
    terminal.sends(F12);
    terminal.waits_for("已锁屏");
    sends(&mut terminal, &["\x1b[Z", "\x15", "checker", "\r", CHECKERS, "\r"]);
    terminal.waits_for("复核员(复核)");
    terminal.waits_for("文件完好");
    assert!(!terminal.text().contains("没有填完") && !terminal.text().contains("DB7"), "{}", terminal.text());
    assert!(!terminal.text().contains("F2新增"), "{}", terminal.text());
    terminal.sends(F2);
    terminal.waits_for("不能登记");
    // In another window the maker finds it, though the program in which it was typed goes on with somebody else.
    let mut second = comes_in_asked(&office, &home, "没有填完");
    second.child.kill().unwrap();
    second.child.wait().unwrap();
    terminal.sends(F12);
    terminal.waits_for("已锁屏");
    sends(&mut terminal, &["\x1b[Z", "\x15", "maker", "\r", MAKERS, "\r"]);
    terminal.waits_for("没有填完");
    terminal.sends("\r");
    terminal.waits_for("DB7");
    // A signal ends the program also where it is locked, and what is typed is kept.
    terminal.sends(F12);
    terminal.waits_for("已锁屏");
    let pid = terminal.pid();
    assert!(Command::new("kill").args(["-TERM", &pid.to_string()]).status().unwrap().success());
    assert_eq!(terminal.ends(), 0);
    assert_eq!(office.one::<i64>("SELECT count(*) FROM unfinished WHERE operator = 1"), 1);
}

#[test]
fn where_nobody_has_a_password_another_person_is_chosen() {
    let (office, home) = (open(), tempfile::tempdir().unwrap());
    let mut terminal = at_the_door(&office, &home, (24, 80));
    terminal.waits_for("欧阳建国");
    terminal.waits_for("文件完好");
    terminal.sends(CTRL_UP);
    terminal.waits_for("1 首个操作员(不具名)");
    terminal.waits_for("3 checker 复核员  复核");
    sends(&mut terminal, &["3", "\r"]);
    terminal.waits_for("Esc退出");
    terminal.waits_for("复核员");
    terminal.sends(CTRL_UP);
    terminal.waits_for("已锁屏");
    terminal.sends("\r");
    terminal.waits_for("F2新增");
    terminal.leaves();
    assert_eq!(kinds(&office), "");
}

/// Five minutes are a parameter of the office: here it is one.
#[test]
#[ignore = "waits for a minute"]
fn a_screen_that_nobody_touches_locks_itself() {
    let (office, home) = (guarded(), tempfile::tempdir().unwrap());
    office.sql(
        "INSERT INTO parameter(name, valid_from, value, state, basis, act) VALUES ('lock.idle_min', '2021-01-01', '1', 'confirmed', '局务会', 1)",
    );
    let mut terminal = comes_in(&office, &home);
    terminal.sends(DOWN);
    std::thread::sleep(Duration::from_secs(62));
    terminal.waits_for("已锁屏");
    sends(&mut terminal, &[MAKERS, "\r"]);
    terminal.waits_for("欧阳建国");
    terminal.sends(CTRL_X);
    terminal.waits_for("退出民政?");
    terminal.sends("\r");
    assert_eq!(terminal.ends(), 0);
}

/// Another program has the file while the screen is locked: what is typed is kept before anybody else takes the place.
#[test]
fn nobody_takes_the_place_before_what_was_typed_is_kept() {
    let (office, home) = (guarded(), tempfile::tempdir().unwrap());
    let mut terminal = comes_in(&office, &home);
    terminal.sends(F2);
    terminal.waits_for("新增低保");
    let other = rusqlite::Connection::open(&office.path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    terminal.sends("DB8");
    terminal.waits_for("DB8");
    terminal.sends(F12);
    terminal.waits_for("已锁屏");
    let kept = || office.one::<i64>("SELECT count(*) FROM unfinished WHERE operator = 1 AND draft LIKE '%DB8%'");
    assert_eq!(kept(), 0);
    other.execute_batch("COMMIT").unwrap();
    sends(&mut terminal, &["\x1b[Z", "\x15", "checker", "\r", CHECKERS, "\r"]);
    terminal.waits_for("复核员(复核)");
    assert_eq!(kept(), 1);
    terminal.leaves();
}

/// Whoever came in by a password does not come in without one, because another program has changed them meanwhile.
#[test]
fn where_the_rights_are_changed_meanwhile_the_lock_ends_the_program() {
    let (office, home) = (guarded(), tempfile::tempdir().unwrap());
    let mut terminal = comes_in(&office, &home);
    office.behind_its_back("UPDATE role_grant SET role = 'approver' WHERE operator = 2");
    terminal.sends(F12);
    assert_eq!(terminal.ends(), 65);
    assert!(terminal.text().contains("E-OP09") && !terminal.text().contains("陈桂香"), "{}", terminal.text());
}
