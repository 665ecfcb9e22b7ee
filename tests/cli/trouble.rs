//! What is not as it should be where the program is set up: settings that cannot be read or written, an office that is missing or of a newer
//! program, a place where no file can be made.

use crate::installed::{program, run, settings};
use crate::pty::Terminal;
use minzheng::store::SCHEMA_VERSION;
use rusqlite::Connection;
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Output;

fn here(home: &Path, args: &[&str]) -> Output {
    run(Path::new(env!("CARGO_BIN_EXE_minzheng")), home, args)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What stands on the screen, however its lines are broken.
fn seen(terminal: &Terminal) -> String {
    terminal.text().chars().filter(|c| !c.is_whitespace()).collect()
}

#[track_caller]
fn waits_for(terminal: &mut Terminal, what: &str) {
    while !seen(terminal).contains(what) {
        assert!(terminal.take(crate::pty::PATIENCE), "no “{what}” on\n{}", terminal.text());
    }
    terminal.settles();
}

/// What `doctor` found of a thing.
fn found<'v>(findings: &'v [Value], item: &str) -> &'v Value {
    findings.iter().find(|f| f["item"] == item).unwrap_or_else(|| panic!("{item} in {findings:?}"))
}

#[test]
fn an_office_of_a_newer_program_is_told_of_everywhere_and_stays_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    let office = home.path().join("office.db");
    let db = office.to_str().unwrap();
    assert!(program(&["init", db, "--division", "430406"]).status.success());
    let newer = Connection::open(&office).unwrap();
    newer.pragma_update(None, "user_version", SCHEMA_VERSION + 1).unwrap();
    drop(newer);
    let before = fs::read(&office).unwrap();
    let script = here(home.path(), &["--db", db, "list", "dibao"]);
    let said = text(&script.stderr);
    assert_eq!(script.status.code(), Some(65), "{said}");
    assert!(said.contains("本程序旧了") && said.contains("请换用新版程序"), "{said}");

    let doctor = here(home.path(), &["--db", db, "doctor", "--format", "json"]);
    let findings: Vec<Value> = serde_json::from_slice(&doctor.stdout).unwrap();
    let of_office = found(&findings, "业务库");
    assert_eq!((doctor.status.code(), of_office["state"].as_str()), (Some(1), Some("wrong")));
    assert!(of_office["found"].as_str().unwrap().contains("本程序旧了"), "{of_office}");
    assert!(of_office["remedy"].as_str().unwrap().contains("请换用新版程序"), "{of_office}");

    let args: [&OsStr; 2] = ["--db".as_ref(), office.as_os_str()];
    let mut terminal = Terminal::run(&args, home.path(), 24, 80);
    waits_for(&mut terminal, "本程序旧了");
    assert_eq!(terminal.ends(), 65);
    let nothing: &[&OsStr] = &[];
    let mut terminal = Terminal::run(nothing, home.path(), 24, 80);
    terminal.waits_for("第一次打开");
    terminal.sends("3");
    terminal.waits_for("业务库文件, 如");
    terminal.sends(db);
    terminal.settles();
    terminal.sends("\r");
    waits_for(&mut terminal, "本程序旧了");
    terminal.sends("\x1b\x1b");
    assert_eq!(terminal.ends(), 0);
    assert_eq!(fs::read(&office).unwrap(), before);
}

#[test]
fn an_office_that_is_missing_is_told_of_with_every_way_on_and_all_else_is_looked_at() {
    let home = tempfile::tempdir().unwrap();
    let missing = home.path().join("不在/office.db");
    let doctor = here(home.path(), &["--db", missing.to_str().unwrap(), "doctor", "--format", "json"]);
    let findings: Vec<Value> = serde_json::from_slice(&doctor.stdout).unwrap();
    let remedy = found(&findings, "业务库")["remedy"].as_str().unwrap();
    for way in ["核对路径", "盘接上了没有", "minzheng restore", "引导页"] {
        assert!(remedy.contains(way), "{way} in {remedy}");
    }
    for item in ["文件系统", "空余空间", "磁盘", "字体", "打印机", "编码"] {
        let state = found(&findings, item)["state"].as_str();
        assert!(matches!(state, Some("good" | "note" | "wrong")), "{item}: {state:?}");
    }
}

#[test]
fn settings_that_cannot_be_read_are_told_of_and_all_else_is_looked_at() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(settings(home.path()).parent().unwrap()).unwrap();
    for (written, told) in
        [("offise = \"a.db\"\n", "没有设置项“offise”"), ("ascii = true\noffice = \n", "第 2 行写法不对")]
    {
        fs::write(settings(home.path()), written).unwrap();
        let script = here(home.path(), &["list", "dibao"]);
        assert!(script.status.code() == Some(74) && text(&script.stderr).contains(told), "{}", text(&script.stderr));
        let doctor = here(home.path(), &["doctor", "--format", "json"]);
        assert_eq!(doctor.status.code(), Some(1), "{}", text(&doctor.stderr));
        let findings: Vec<Value> = serde_json::from_slice(&doctor.stdout).unwrap();
        let of_settings = found(&findings, "设置文件");
        assert_eq!(of_settings["state"], "wrong");
        assert!(of_settings["found"].as_str().unwrap().contains(told), "{of_settings}");
        assert!(of_settings["remedy"].as_str().unwrap().contains("请改正"), "{of_settings}");
        for item in ["程序", "业务库", "文件系统", "空余空间", "磁盘", "时钟", "字体", "打印机", "编码"]
        {
            found(&findings, item);
        }
    }
}

/// The first page, a district chosen, and the line of the file emptied.
fn at_the_place(home: &Path) -> Terminal {
    let nothing: &[&OsStr] = &[];
    let mut terminal = Terminal::run(nothing, home, 24, 80);
    terminal.waits_for("第一次打开");
    terminal.sends("\r");
    terminal.waits_for("打名称、首字母或代码");
    terminal.sends("雁峰");
    terminal.waits_for("430406 雁峰区");
    terminal.sends("\r");
    terminal.waits_for("放在本机磁盘上");
    terminal
}

/// Types a place for the office, and has it made.
fn makes(terminal: &mut Terminal, place: &str) {
    terminal.sends("\x15");
    terminal.settles();
    terminal.sends(place);
    terminal.settles();
    for keys in ["\r", "\r", "\x15", "陈雅琴", "\r"] {
        terminal.sends(keys);
        terminal.settles();
    }
}

/// Back from the name to the place.
fn goes_back(terminal: &mut Terminal) {
    for _ in 0..2 {
        terminal.sends("\x1b[Z");
        terminal.settles();
    }
}

#[test]
fn a_place_where_no_office_can_be_made_is_told_of_and_the_next_one_is_taken() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("民政")).unwrap();
    fs::write(home.path().join("民政/taken.db"), "somebody's").unwrap();
    let mut terminal = at_the_place(home.path());
    for (place, told) in [
        ("~/mingzheng/a.db", "没有目录"),
        ("~/民政", "是目录;请再写上文件名"),
        ("~/民政/taken.db", "已经存在,不会覆盖"),
        ("/proc/a.db", "a.db"),
    ] {
        makes(&mut terminal, place);
        waits_for(&mut terminal, told);
        goes_back(&mut terminal);
    }
    assert!(!home.path().join("mingzheng").exists(), "a slip makes no folder");
    makes(&mut terminal, "~/民政/雁峰.db");
    terminal.waits_for("文件完好");
    terminal.leaves();
    assert!(home.path().join("民政/雁峰.db").is_file());
    let written = fs::read_to_string(settings(home.path())).unwrap();
    assert!(written.contains(home.path().join("民政/雁峰.db").to_str().unwrap()), "{written}");
}

#[test]
fn where_the_settings_cannot_be_written_the_office_opens_and_says_so() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join(".config")).unwrap();
    // A folder that nobody can make, root neither.
    symlink("/nowhere/at/all", settings(home.path()).parent().unwrap()).unwrap();
    let mut terminal = at_the_place(home.path());
    makes(&mut terminal, "~/a.db");
    terminal.waits_for("文件完好");
    assert!(seen(&terminal).contains("设置文件没有写上"), "{}", terminal.text());
    assert!(seen(&terminal).contains("却不是目录") && !seen(&terminal).contains("只读"), "{}", terminal.text());
    assert!(seen(&terminal).contains("minzheng--db"), "{}", terminal.text());
    terminal.leaves();
    assert!(home.path().join("a.db").is_file() && !settings(home.path()).exists());
}
