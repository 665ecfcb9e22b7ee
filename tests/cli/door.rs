//! The door of the command line: what reaches a terminal, what is said when the answer cannot be written, which exit code it is.

use std::ffi::OsStr;
use std::fs::File;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const ID: &str = "430406190304050120";

fn program(office: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_minzheng"));
    let home = office.parent().unwrap();
    command.arg("--db").arg(office).env("HOME", home).env_remove("XDG_CONFIG_HOME").env_remove("XDG_DATA_HOME");
    command
}

fn run(office: &Path, args: &[&str]) -> Output {
    program(office).args(args).output().unwrap()
}

fn code(out: &Output) -> i32 {
    out.status.code().unwrap()
}

fn stderr(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

fn stdout(out: &Output) -> String {
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// A new office with one person in it.
fn office() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    let made = run(&path, &["init", path.to_str().unwrap(), "--division", "430406"]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let number = format!("id_number={ID}");
    let place = ["hukou_division=430406001001", "home_division=430406001001"];
    let person = run(&path, &[&["set", "person", &number, "name=龙秀英", "phone=13812345678"][..], &place].concat());
    assert_eq!(code(&person), 0, "{}", stderr(&person));
    (dir, path)
}

/// What another tool wrote.
fn altered(office: &Path, sql: &str) {
    let db = rusqlite::Connection::open(office).unwrap();
    db.execute_batch(&format!("PRAGMA ignore_check_constraints = 1; {sql}")).unwrap();
}

/// Its answer goes to a full disk.
fn to_full_disk(office: &Path, args: &[&str]) -> Output {
    let full = File::options().write(true).open("/dev/full").unwrap();
    program(office).args(args).stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap()
}

/// Its answer goes to a reader that has gone.
fn to_nobody(office: &Path, args: &[&str]) -> Output {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    program(office).args(args).stdout(writer).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap()
}

#[test]
fn a_change_whose_answer_could_not_be_written_is_said_to_stand() {
    let (dir, path) = office();
    let at = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let kept = at("kept");
    let backup = run(&path, &["backup", &kept, "--format", "json"]);
    let backup: serde_json::Value = serde_json::from_slice(&backup.stdout).unwrap();
    let (a, b, c, d) = (at("a.db"), at("b.db"), at("c.db"), at("d.db"));
    // Each twice: to a full disk, and to a reader that has gone.
    let commands: [(&[&str], &[&str], &str); 6] = [
        (&["set", "person", ID, "phone=13900001111"], &["set", "person", ID, "phone=13900002222"], "已保存人员 #1"),
        (
            &["set", "person", ID, "phone=13900003333", "--format", "json"],
            &["set", "person", ID, "phone=13900004444"],
            "已保存人员 #1",
        ),
        (&["init", &a, "--division", "430406"], &["init", &b, "--division", "430406"], "已新建业务库"),
        (
            &["demo", &c, "--scale", "1", "--months", "1"],
            &["demo", &d, "--scale", "1", "--months", "1"],
            "已生成示范业务库",
        ),
        (&["backup", &kept], &["backup", &kept], "已备份并核对"),
        (&["restore", backup["file"].as_str().unwrap()], &["restore", backup["file"].as_str().unwrap()], "已恢复"),
    ];
    for (first, second, stands) in commands {
        for out in [to_full_disk(&path, first), to_nobody(&path, second)] {
            let said = stderr(&out);
            assert_eq!(code(&out), 74, "{first:?}: {said}");
            assert!(
                said.contains("写不了标准输出") && said.contains("已经生效") && said.contains(stands),
                "{first:?}: {said}"
            );
            assert!(!said.contains("程序出错"), "{first:?}: {said}");
        }
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_fault_and_nobody_need_read_messages() {
    let (_dir, path) = office();
    for args in [&["list", "division"][..], &["list", "division", "--format", "json"], &["--help"]] {
        let (full, gone) = (to_full_disk(&path, args), to_nobody(&path, args));
        assert_eq!((code(&full), code(&gone), stderr(&gone)), (74, 0, String::new()), "{}", stderr(&full));
    }
    let full = || File::options().write(true).open("/dev/full").unwrap();
    // It warns that the address is short, to nobody.
    let saved = program(&path).args(["set", "person", ID, "address=三村"]).stderr(full()).status().unwrap();
    assert_eq!(saved.code(), Some(0));
    let refused = program(&path).args(["set", "person", ID, "phone=1"]).stderr(full()).status().unwrap();
    assert_eq!(refused.code(), Some(1));
}

#[test]
fn what_is_wrong_is_said_though_nobody_reads_the_rest() {
    let (_dir, path) = office();
    assert_eq!(code(&to_nobody(&path, &["verify"])), 0);
    altered(&path, "UPDATE person SET name = '刘秀英'");
    for format in ["text", "json"] {
        for out in [to_nobody(&path, &["verify", "--format", format]), to_full_disk(&path, &["verify"])] {
            assert_eq!((code(&out), stderr(&out).contains("核验发现问题")), (65, true), "{}", stderr(&out));
        }
    }
}

#[test]
fn a_public_number_stays_where_its_field_is_open() {
    let (_dir, path) = office();
    let saved = run(&path, &["set", "office", "#1", "supervision_phone=13812345678"]);
    assert_eq!(code(&saved), 0, "{}", stderr(&saved));
    let list = run(&path, &["list", "office"]);
    assert!(stdout(&list).contains("13812345678"), "{}{}", stdout(&list), stderr(&list));
    let persons = run(&path, &["list", "person"]);
    assert!(
        !stdout(&persons).contains("13812345678") && stdout(&persons).contains("138****5678"),
        "{}",
        stdout(&persons)
    );
}

#[test]
fn what_cannot_be_seen_is_shown_or_escaped_wherever_it_was_stored() {
    let (_dir, path) = office();
    let hostile = "龙\u{1b}[2J秀\u{9b}\u{7f}\u{202e}\u{200b}\u{e0041}英";
    altered(
        &path,
        &format!(
            "UPDATE person SET name = '{hostile}'; UPDATE operator SET full_name = '{hostile}', name = '{hostile}' WHERE key = 1"
        ),
    );
    for args in [
        &["list", "person"][..],
        &["list", "operator"],
        &["list", "person", "--format", "csv"],
        &["find", ID],
        &["person", ID],
        &["set", "person", ID, "phone=13900001111"],
        &["list", "person", "--format", "json"],
        &["list", "operator", "--format", "json"],
        &["find", ID, "--format", "json"],
        &["person", ID, "--format", "json"],
    ] {
        let out = run(&path, args);
        assert_eq!(code(&out), 0, "{args:?}: {}", stderr(&out));
        let text = String::from_utf8(out.stdout.clone()).unwrap();
        let seen = text
            .trim_start_matches('\u{feff}')
            .chars()
            .find(|c| !matches!(c, '\n' | '\r') && minzheng::domain::text::is_hostile(*c));
        assert_eq!(seen, None, "{args:?}: {text:?}");
        if args.contains(&"json") {
            let json: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert!(json.to_string().contains(&serde_json::json!(hostile).to_string()), "{args:?}: {text}");
        }
    }
    for args in [
        &["\u{1b}[2J"][..],
        &["find", "x", "\u{9b}y\u{202e}"],
        &["--as", "\u{1b}[2J", "find", "x"],
        &["--\u{1b}x"],
        &["list", "person", "--town", "\u{7}"],
        &["help", "\u{1b}"],
    ] {
        let out = run(&path, args);
        let said = format!("{}{}", stderr(&out), stdout(&out));
        assert!(
            said.chars().all(|c| c == '\n' || !minzheng::domain::text::is_hostile(c)) && said.contains("<U+"),
            "{args:?}: {said:?}"
        );
    }
}

#[test]
fn text_and_messages_mask_what_is_typed_and_what_is_stored() {
    let (_dir, path) = office();
    altered(
        &path,
        &format!(
            "UPDATE person SET disability_cert_no = '{ID}42', address = '先锋街道 电话13812345678 卡6217990000123456788'"
        ),
    );
    for args in [
        &["list", "person"][..],
        &["find", ID],
        &["person", ID],
        &["find", "430406195203078229"],
        &["person", "430406195203078229"],
        &[ID],
        &["list", "person", ID],
        &["set", "person", "430406195203078229", "phone=13812345678"],
        &["set", "person", ID, "13812345678"],
    ] {
        let out = run(&path, args);
        let said = format!("{}{}", stdout(&out), stderr(&out));
        for secret in [ID, "13812345678", "6217990000123456788", "430406195203078229"] {
            assert!(!said.contains(secret), "{args:?}: {said}");
        }
        assert!(said.contains("**"), "{args:?}: {said}");
    }
    let json = stdout(&run(&path, &["person", ID, "--format", "json"]));
    assert!(json.contains(ID), "{json}");
}

#[test]
fn bytes_that_are_no_text_are_refused_and_paths_may_be_any() {
    let (dir, path) = office();
    let broken = OsStr::from_bytes(b"\xb9\xa4\xd7\xf7");
    let mut name = std::ffi::OsString::from("address=");
    name.push(broken);
    let calls: [&[&OsStr]; 5] = [
        &["set".as_ref(), "person".as_ref(), ID.as_ref(), &name],
        &["set".as_ref(), "person".as_ref(), ID.as_ref(), "phone=13900001111".as_ref(), "--why".as_ref(), broken],
        &["--as".as_ref(), broken, "find".as_ref(), "x".as_ref()],
        &["find".as_ref(), broken],
        &[broken],
    ];
    for args in calls {
        let out = program(&path).args(args).output().unwrap();
        assert_eq!(code(&out), 64, "{args:?}: {}", stderr(&out));
        assert!(stderr(&out).contains("UTF-8"), "{args:?}: {}", stderr(&out));
    }
    assert!(!stdout(&run(&path, &["list", "person", "--format", "json"])).contains('\u{fffd}'));
    let odd = dir.path().join(broken);
    let made = program(&path).arg("init").arg(&odd).args(["--division", "430406"]).output().unwrap();
    assert!(code(&made) == 0 && odd.exists(), "{}", stderr(&made));
}

#[test]
fn a_reason_is_read_as_on_the_screen() {
    let (_dir, path) = office();
    let set = |why: &str| run(&path, &["set", "person", ID, "name=龙秀", "--why", why]);
    for (why, said) in [
        ("错", "至少写 2 个字"),
        ("本人\u{1b}[2J来电", "<U+001B>"),
        (&"字".repeat(201), "最多 200 个字"),
        ("  ", "须写明理由"),
    ] {
        let out = set(why);
        assert!(code(&out) == 1 && stderr(&out).contains(said), "{why:?}: {}", stderr(&out));
        let void = run(&path, &["void", "person", ID, "--why", why]);
        assert!(code(&void) == 1 && stderr(&void).contains(said), "{why:?}: {}", stderr(&void));
    }
    // Where none is needed a bad one is refused too.
    assert_eq!(code(&run(&path, &["set", "person", ID, "phone=13900001111", "--why", "\u{7}本人"])), 1);
    assert_eq!(code(&set("  本人\t来电\n更正 ")), 0);
    let page = stdout(&run(&path, &["person", ID, "--format", "json"]));
    assert!(page.contains("\"本人 来电 更正\""), "{page}");
}

#[test]
fn what_no_office_can_hold_is_named_with_the_code_of_a_damaged_file() {
    let (dir, path) = office();
    let shelf = dir.path().join("shelf.db");
    std::fs::copy(&path, &shelf).unwrap();
    for (sql, args, place) in [
        ("UPDATE person SET name = CAST(x'ff41' AS TEXT)", &["find", ID][..], "UTF-8"),
        ("UPDATE operator SET full_name = CAST(x'ff41' AS TEXT)", &["set", "person", ID, "phone=13900001111"], "UTF-8"),
    ] {
        std::fs::copy(&shelf, &path).unwrap();
        altered(&path, sql);
        let out = run(&path, args);
        let said = stderr(&out);
        assert_eq!(code(&out), 65, "{sql}: {said}");
        assert!(said.contains("内容不对") && said.contains(place) && !said.contains("程序出错"), "{sql}: {said}");
    }
}

/// Every command: what is given twice is refused before anything is done, but for what may be given more than once.
#[test]
fn an_option_given_twice_is_refused_by_every_command() {
    let (dir, path) = office();
    let new = dir.path().join("new.db").display().to_string();
    let commands: &[&[&str]] = &[
        &["init", &new, "--division", "430406", "--division", "430406"],
        &["demo", &new, "--seed", "1", "--seed", "1"],
        &["find", ID, "--limit", "1", "--limit", "2"],
        &["person", ID, "--format", "json", "--format", "text"],
        &["list", "person", "--town", "430406001", "--town", "430406002"],
        &["list", "person", "--order", "name", "--order", "sex"],
        &["set", "person", ID, "phone=13812345679", "--why", "一次", "--why", "两次"],
        &["void", "person", ID, "--why", "一次", "--why", "两次"],
        &["act", "1", "--format", "json", "--format", "json"],
        &["undo", "2", "--dry-run", "--dry-run", "--why", "试"],
        &["remap", "1", "--dry-run", "--dry-run"],
        &["death", ID, "--date", "2021-11-05", "--date", "2021-11-06"],
        &["death-list", "公安", "--month", "2021-11", "--month", "2021-12", "-"],
        &["figures", "--year", "2021", "--year", "2020"],
        &["report", "funeral-deaths", "--month", "2021-11", "-o", "a.pdf", "-o", "b.pdf"],
        &["check", "--month", "2021-11", "--month", "2021-12"],
        &["verify", "--as", "a", "--as", "b"],
        &["backup", &new, "--today", "2021-12-01", "--today", "2021-12-02"],
        &["restore", &new, "--db", &new],
        &["bench", "--as", "a", "--as", "b"],
        &["help", "person", "--help", "--help"],
    ];
    let before = std::fs::read(&path).unwrap();
    for args in commands {
        let out = run(&path, args);
        assert!(code(&out) == 64 && stderr(&out).contains("给了两次, 只能给一次"), "{args:?}: {}", stderr(&out));
        assert!(stdout(&out).is_empty(), "{args:?}");
    }
    assert!(!Path::new(&new).exists() && std::fs::read(&path).unwrap() == before);
    let several = ["--where", "sex", "=", "2", "--where", "name", "~", "龙"];
    assert_eq!(code(&run(&path, &[&["list", "person"][..], &several].concat())), 0);
}

/// A list of the dead is a file of sensible size or what is pasted; what cannot be read as one says so, and each way has its exit code.
#[test]
fn a_list_of_the_dead_is_a_file_or_what_is_pasted() {
    let (dir, path) = office();
    let at = |name: &str| dir.path().join(name);
    let heads = "姓名,身份证号,死亡日期\n";
    let known = format!("龙秀英,{ID},2021-11-05\n");
    std::fs::write(at("whole.csv"), format!("{heads}{known}")).unwrap();
    std::fs::write(at("partly.csv"), format!("{heads}{known}张三,430406194005010022,2021-11-06\n")).unwrap();
    std::fs::write(at("refused.csv"), format!("{heads}张三,430406194005010022,2021-11-06\n")).unwrap();
    std::fs::write(at("headless.csv"), known).unwrap();
    std::fs::write(at("gbk.csv"), b"\xd0\xd5\xc3\xfb\n").unwrap();
    File::create(at("long.csv")).unwrap().set_len(17 * 1_048_576).unwrap();
    assert!(Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
    std::fs::create_dir(at("folder")).unwrap();
    let read = |source: &str, month: &str, name: &str| {
        let file = at(name);
        program(&path).args(["death-list", source, "--month", month]).arg(file).output().unwrap()
    };
    for (name, exit, said) in [
        ("pipe", 1, "不是文件"),
        ("folder", 1, "不是文件"),
        ("long.csv", 1, "超过 16 MB"),
        ("gbk.csv", 1, "UTF-8"),
        ("headless.csv", 1, "没有表头"),
        ("refused.csv", 1, "没有一行可以读入"),
        ("nowhere.csv", 74, "nowhere.csv"),
        ("partly.csv", 1, "退回的没有读入, 其余的已处理"),
        ("whole.csv", 0, ""),
    ] {
        let out = read("公安", "2021-11", name);
        assert!(code(&out) == exit && stderr(&out).contains(said), "{name}: {} {}", code(&out), stderr(&out));
    }
    for (source, month, said) in [("医院", "2021-11", "没有名单“医院”"), ("公安", "十一月", "--month")]
    {
        let out = read(source, month, "whole.csv");
        assert!(code(&out) == 64 && stderr(&out).contains(said), "{source} {month}: {}", stderr(&out));
    }
    // The row that was right stands since the list that was read in part: the whole one says the same, and so does what is pasted.
    let pasted = File::open(at("whole.csv")).unwrap();
    let args = ["death-list", "公安", "--month", "2021-11", "-", "--format", "json"];
    let out = program(&path).args(args).stdin(pasted).output().unwrap();
    let said: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!((code(&out), &said["same"], &said["new"]), (0, &1.into(), &0.into()), "{said}");
}
