//! The office's file while it is open: what another program does to it meanwhile is known before anything is saved.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use minzheng::register::Draft;
use minzheng::store::{Store, holder_of};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use support::{Office, id, register};

/// A trigger as another tool could leave it: whoever's phone is changed, it becomes another one, row and audit alike.
const FOREIGN: &str =
    "CREATE TRIGGER zz AFTER UPDATE OF phone ON person BEGIN UPDATE person SET phone = '1' WHERE key = NEW.key; END";

#[test]
fn an_office_with_foreign_objects_opens_for_reading_only_and_names_them() {
    let o = Office::new();
    let key = o.person("张三", &id("1965-03-12", 501));
    o.sql(&format!("{FOREIGN}; DROP INDEX operator_name;"));
    let store = Store::open(&o.path).unwrap();
    let warning = store.warning().unwrap();
    assert!(store.is_read_only() && warning.contains("多出触发器 zz、缺少索引 operator_name, 共 2 处"), "{warning}");
    assert_eq!(store.find("张三", 5, o.day).unwrap()[0].key, key);
    let acts = o.one::<i64>("SELECT count(*) FROM act");
    let draft = Draft { key: Some(key), ..Draft::new(register("person")).with("phone", "13812345678") };
    for e in [
        store.save(&draft, &o.who, o.day).unwrap_err(),
        store.void(register("person"), key, &o.who, o.day, "录错了").unwrap_err(),
        store.keep_unfinished(&draft, &o.who, o.day).unwrap_err(),
        store.forget_unfinished(1).unwrap_err(),
    ] {
        assert!(e.exit_code() == 65 && e.to_string().contains("多出触发器 zz"), "{e}");
    }
    assert_eq!(o.one::<i64>("SELECT count(*) FROM act"), acts);
    assert_eq!(o.one::<i64>("SELECT count(*) FROM unfinished"), 0);
}

/// Another program: it carries out a statement, says so, and goes on with its life until its input is closed.
struct Other(Child, BufReader<ChildStdout>);

impl Other {
    fn does(path: &Path, sql: &str) -> Other {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "another_program", "--ignored", "--nocapture"])
            .env("MINZHENG_OTHER", path)
            .env("MINZHENG_OTHER_DOES", sql)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        assert!(said.by_ref().lines().any(|line| line.unwrap() == "done"), "the other program failed");
        Other(child, said)
    }
    fn ends(mut self) {
        drop(self.0.stdin.take());
        self.1.read_to_end(&mut Vec::new()).unwrap();
        assert!(self.0.wait().unwrap().success());
    }
}

#[test]
#[ignore = "run by the other tests as a program of its own"]
fn another_program() {
    let db = rusqlite::Connection::open(std::env::var_os("MINZHENG_OTHER").unwrap()).unwrap();
    db.execute_batch(&std::env::var("MINZHENG_OTHER_DOES").unwrap()).unwrap();
    println!("\ndone");
    std::io::stdout().flush().unwrap();
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
}

#[test]
fn who_holds_the_file_is_named_and_waiting_can_be_given_up() {
    let o = Office::new();
    assert_eq!(holder_of(&o.path), None);
    let draft = o.person_draft("李四", &id("1965-03-12", 503));
    let other = Other::does(&o.path, "BEGIN IMMEDIATE");
    let asked = std::rc::Rc::new(std::cell::Cell::new(0));
    let heard = std::rc::Rc::clone(&asked);
    Store::while_waiting(move |_| {
        heard.set(heard.get() + 1);
        heard.get() < 3
    });
    let e = o.save(&draft).unwrap_err();
    assert!(e.exit_code() == 74 && e.to_string().contains("等了不到 1 秒"), "{e}");
    assert_eq!(asked.get(), 3);
    if cfg!(target_os = "linux") {
        let process = other.0.id();
        assert!(holder_of(&o.path).unwrap().ends_with(&format!("(进程 {process})")));
        assert!(e.to_string().contains(&format!("(进程 {process})")), "{e}");
    }
    other.ends();
    o.saved(&draft);
}
