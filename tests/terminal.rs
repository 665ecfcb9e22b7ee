//! The program in a real terminal: bytes out of a pty, read back as cells.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(unix)]

#[path = "support/pty.rs"]
mod pty;
mod support;

use pty::{PATIENCE, Terminal};
use std::process::Command;
use std::time::Duration;
use support::{Office, id};

const DOWN: &str = "\x1b[B";
const UP: &str = "\x1b[A";
const F2: &str = "\x1bOQ";
const F6: &str = "\x1b[17~";
const F3: &str = "\x1bOR";
const CTRL_X: &str = "\x18";

fn office() -> Office {
    with_cases(3)
}

fn with_cases(n: u16) -> Office {
    let office = Office::new();
    for (i, name) in (0..n).zip(["陈桂香", "欧阳建国", "解秀兰"].iter().cycle()) {
        let person = office.person(name, &id("1960-05-06", 11 + i));
        let household = office.household(person, &[]);
        office.case(household, "100");
    }
    office
}

#[test]
fn a_clerk_types_chinese_pastes_resizes_and_leaves() {
    let office = office();
    let mut terminal = Terminal::open(&office.path, 24, 80);
    terminal.waits_for("欧阳建国");

    let before = terminal.received;
    terminal.sends(DOWN);
    terminal.settles();
    let sent = terminal.received - before;
    assert!((1..=600).contains(&sent), "{sent} bytes for one arrow key");

    terminal.sends(F3);
    terminal.waits_for("身份证号(开头、后四位以上或出生日期)");
    let (row, col) = terminal.screen.screen().cursor_position();
    terminal.sends("陈桂");
    terminal.waits_for("陈桂香");
    assert_eq!(terminal.screen.screen().cursor_position(), (row, col + 4), "{}", terminal.text());

    terminal.sends("\x7f\x7f\x1b[200~欧阳\r\x1b[201~");
    terminal.waits_for("欧阳建国");
    assert!(terminal.text().lines().nth(2).is_some_and(|l| l.contains("查人: 欧阳")), "{}", terminal.text());

    terminal.resizes(30, 110);
    terminal.screen.screen_mut().set_size(30, 110);
    terminal.settles();
    let last = terminal.text().lines().nth(29).unwrap_or_default().to_owned();
    assert!(last.contains("Esc返回"), "{}", terminal.text());

    terminal.sends("\x1b");
    terminal.waits_for("筛选: ");
    // From here on there is room for the figures beside the list.
    terminal.waits_for("在保户");
    terminal.leaves();
}

/// A terminal that does not mark pastes sends them as keys.
#[test]
fn an_unmarked_paste_saves_and_moves_nothing() {
    let office = office();
    let mut terminal = Terminal::open(&office.path, 24, 80);
    terminal.sends(F2);
    terminal.waits_for("新增低保");
    terminal.sends("DB1\rDB2\tDB3\r\r");
    terminal.waits_for("DB1 DB2 DB3");
    let line = terminal.text().lines().find(|l| l.starts_with('▶')).unwrap_or_default().to_owned();
    assert!(line.contains("家庭") && line.contains("DB1 DB2 DB3"), "{}", terminal.text());
    // A reason is not given by the line end that came with it.
    terminal.sends("\x1b");
    terminal.waits_for("放弃吗?");
    terminal.sends(DOWN);
    terminal.settles();
    terminal.sends("\r");
    terminal.waits_for("筛选: ");
    terminal.sends(F6);
    terminal.waits_for("写明原因");
    terminal.sends("重复录入\r");
    terminal.waits_for("重复录入");
    assert!(!terminal.text().contains("已作废"), "{}", terminal.text());
    terminal.sends("\r");
    terminal.waits_for("已作废");
}

/// Over a slow line several keys come in one packet: where the terminal says that it marks pastes they are keys.
#[test]
fn what_is_typed_ahead_is_typed_where_pastes_are_marked() {
    let office = with_cases(3);
    for (answer, opens) in [("\x1b[?2004;1$y", true), ("\x1b[?2004;0$y", false)] {
        let mut terminal = Terminal::open(&office.path, 24, 80);
        terminal.sends(answer);
        terminal.sends(F3);
        terminal.waits_for("身份证号(开头");
        terminal.sends("陈桂香\r");
        terminal.waits_for(if opens { "个人页: 陈桂香" } else { "查人: 陈桂香" });
        terminal.settles();
        assert_eq!(terminal.text().contains("查人: 陈桂香"), !opens, "{}", terminal.text());
        terminal.leaves();
    }
}

/// The end of a paste may get lost; and where windows change meanwhile nothing of it may stay unread.
#[test]
fn a_paste_without_an_end_and_one_among_sizes_leave_the_keyboard_alive() {
    let office = office();
    let mut terminal = Terminal::open(&office.path, 24, 80);
    terminal.sends(F3);
    terminal.waits_for("身份证号(开头");
    terminal.sends("\x1b[200~欧阳");
    terminal.waits_for("查人: 欧阳");
    terminal.sends("\x7f\x7f陈桂");
    terminal.waits_for("查人: 陈桂");
    terminal.sends(format!("\x1b[200~{}\x1b[201~", "陈桂香 ".repeat(30_000)));
    for n in 0..60 {
        terminal.resizes(24 + n % 7, 80 + n);
        terminal.take(Duration::from_millis(1));
    }
    terminal.resizes(24, 80);
    terminal.settles();
    terminal.sends("\x15解秀");
    terminal.waits_for("查人: 解秀");
    terminal.sends("\x1b");
    terminal.waits_for("筛选: ");
    terminal.leaves();
}

#[test]
fn a_list_that_scrolls_sends_little_and_shows_the_same_as_drawn_anew() {
    let office = with_cases(30);
    let mut terminal = Terminal::open(&office.path, 24, 80);
    let mut most = 0;
    for key in [DOWN; 25].into_iter().chain([UP; 20]).chain([DOWN; 3]) {
        let before = terminal.received;
        terminal.sends(key);
        assert!(terminal.take(PATIENCE), "nothing came for a key on\n{}", terminal.text());
        most = most.max(terminal.received - before);
    }
    terminal.settles();
    assert!(most <= 600, "{most} bytes for one arrow key");
    let scrolled = terminal.text();
    // Another size and back: everything is drawn anew.
    for rows in [25, 24] {
        terminal.resizes(rows, 80);
        terminal.screen.screen_mut().set_size(rows, 80);
        terminal.settles();
    }
    let lines = |text: &str| text.lines().map(|l| l.trim_end().to_owned()).collect::<Vec<_>>();
    assert_eq!(lines(&scrolled), lines(&terminal.text()));
}

/// Another program writes for a long time: each key is answered meanwhile, and nothing typed is lost.
#[test]
fn who_waits_for_another_program_is_told_for_which_and_may_give_up() {
    let office = office();
    let mut terminal = Terminal::open(&office.path, 24, 80);
    terminal.sends("\x1bOS");
    terminal.waits_for("F8保存");
    terminal.sends("2020-10-07");
    terminal.waits_for("2020-10-07");
    let other = rusqlite::Connection::open(&office.path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    terminal.sends("\x1b[19~");
    terminal.waits_for("正在等待");
    if cfg!(target_os = "linux") {
        assert!(terminal.text().contains(&format!("进程 {}", std::process::id())), "{}", terminal.text());
    }
    terminal.resizes(30, 100);
    terminal.screen.screen_mut().set_size(30, 100);
    terminal.sends("xyz\x1b");
    terminal.waits_for("已录入的内容还在");
    terminal.sends("\r");
    terminal.waits_for("F8保存");
    assert!(terminal.text().contains("2020-10-07") && !terminal.text().contains("xyz"), "{}", terminal.text());
    // What is kept of it meanwhile waits for nobody.
    terminal.sends("\x1b[B");
    terminal.settles();
    other.execute_batch("COMMIT").unwrap();
    terminal.sends("\x1b[19~");
    terminal.waits_for("已保存");
    terminal.leaves();
}

/// Killed, not ended: what was typed two seconds before is there again.
#[test]
fn a_killed_program_loses_little_of_what_was_typed() {
    let office = office();
    let mut terminal = Terminal::open(&office.path, 24, 80);
    terminal.sends(F2);
    terminal.waits_for("新增低保");
    terminal.sends("DB7");
    terminal.waits_for("DB7");
    let kept = || office.one::<i64>("SELECT count(*) FROM unfinished WHERE draft LIKE '%DB7%'");
    while kept() == 0 {
        std::thread::sleep(Duration::from_millis(50));
    }
    terminal.child.kill().unwrap();
    terminal.child.wait().unwrap();
    let mut terminal = Terminal::open(&office.path, 24, 80);
    terminal.waits_for("没有填完");
    terminal.sends("\r");
    terminal.waits_for("DB7");
    terminal.sends(CTRL_X);
    terminal.waits_for("放弃并退出");
    terminal.sends(DOWN);
    terminal.settles();
    terminal.sends("\r");
    assert_eq!(terminal.ends(), 0);
    assert_eq!(kept(), 0);
}

#[test]
fn a_signal_gives_the_terminal_back() {
    let office = office();
    let mut terminal = Terminal::open(&office.path, 24, 80);
    let pid = terminal.pid();
    assert!(Command::new("kill").args(["-TERM", &pid.to_string()]).status().unwrap().success());
    assert_eq!(terminal.ends(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_runs_while_nothing_happens() {
    let office = office();
    let mut terminal = Terminal::open(&office.path, 24, 80);
    let pid = terminal.pid();
    let wakings = || -> Vec<String> {
        let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap();
        let mut lines: Vec<String> = tasks
            .map(|t| std::fs::read_to_string(t.unwrap().path().join("status")).unwrap())
            .map(|status| status.lines().filter(|l| l.starts_with("voluntary_ctxt") || l.starts_with("Pid")).collect())
            .collect();
        lines.sort();
        lines
    };
    let before = wakings();
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(before, wakings());
    // Once what is typed is kept, nothing runs for it either.
    terminal.sends(F2);
    terminal.waits_for("新增低保");
    terminal.sends("DB7");
    while office.one::<i64>("SELECT count(*) FROM unfinished") == 0 {
        std::thread::sleep(Duration::from_millis(50));
    }
    terminal.settles();
    let before = wakings();
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(before, wakings());
    terminal.sends(CTRL_X);
    terminal.waits_for("放弃并退出");
    terminal.sends(format!("{DOWN}\r"));
    terminal.ends();
}

#[test]
fn without_a_terminal_one_line_says_so() {
    let office = office();
    let home = tempfile::tempdir().unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_minzheng"))
        .args(["--db".as_ref(), office.path.as_os_str()])
        .env("HOME", home.path())
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(64));
    let told = String::from_utf8(out.stderr).unwrap();
    assert!(told.contains("需要终端") && told.trim_end().lines().count() == 1, "{told}");
}

/// Another window reads what was there before the latest save, so that the log cannot be brought in at once: the wait is told.
#[test]
fn a_log_deleted_while_another_window_reads_is_told_and_the_keys_go_on() {
    let office = office();
    let mut terminal = Terminal::open(&office.path, 24, 200);
    terminal.waits_for("欧阳建国");
    let reader = rusqlite::Connection::open(&office.path).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM person").unwrap();
    office.person("王五", &id("1960-05-06", 901));
    std::fs::remove_file(office.path.with_extension("db-wal")).unwrap();
    terminal.sends(DOWN);
    terminal.waits_for("旁边的日志");
    terminal.sends(F3);
    terminal.waits_for("身份证号(开头");
    terminal.sends("\x1b");
    terminal.waits_for("筛选: ");
    terminal.leaves();
}
