//! The office's file while it is open: what another program does to it meanwhile is known before anything is saved.

use crate::support::{Office, id, register};
use minzheng::register::Draft;
use minzheng::store::{Store, StoreFault, holder_of};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

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
        store.keep_unfinished(&[draft], &[1], &o.who, o.day).unwrap_err(),
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
            .args(["--exact", "guard::another_program", "--ignored", "--nocapture"])
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

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// What a file says that is looked at alone, in a place of its own.
fn alone(path: &Path, query: &str) -> i64 {
    let dir = tempfile::tempdir().unwrap();
    let copy = dir.path().join("alone.db");
    std::fs::copy(path, &copy).unwrap();
    rusqlite::Connection::open(&copy).unwrap().query_row(query, [], |r| r.get(0)).unwrap()
}

const PEOPLE: &str = "SELECT count(*) FROM person";

/// Everything that writes is refused, in the same words each time.
fn nothing_is_saved(o: &Office, key: i64, said: &str) {
    let draft = o.person_draft("李四", &id("1965-03-12", 503));
    for _ in 0..2 {
        for e in [
            o.save(&draft).unwrap_err(),
            o.store.void(register("person"), key, &o.who, o.day, "录错了").unwrap_err(),
            o.store.keep_unfinished(std::slice::from_ref(&draft), &[1], &o.who, o.day).unwrap_err(),
        ] {
            assert!(matches!(e, StoreFault::Gone(_)) && e.exit_code() == 74, "{e}");
            assert!(e.to_string().contains(said) && e.to_string().contains("填的还在"), "{e}");
        }
    }
    assert!(o.store.adrift().unwrap().contains(said));
    assert_eq!(o.store.find("张三", 5, o.day).unwrap().len(), 1, "what was read can be read on");
}

#[cfg(unix)]
#[test]
fn nothing_is_saved_into_a_file_that_was_moved_away_until_it_is_back() {
    let o = Office::new();
    let key = o.person("张三", &id("1965-03-12", 501));
    assert_eq!(o.store.adrift(), None);
    let away = o.path.with_file_name("away.db");
    let files = ["", "-wal", "-shm"].map(|e| (beside(&o.path, e), beside(&away, e)));
    for (here, there) in &files {
        std::fs::rename(here, there).unwrap();
    }
    nothing_is_saved(&o, key, "不在原处");
    for (here, there) in &files {
        std::fs::rename(there, here).unwrap();
    }
    o.person("李四", &id("1965-03-12", 503));
    assert_eq!(o.one::<i64>(PEOPLE), 2);
    // The directory that holds it is moved: the path leads nowhere.
    let dir = o.path.parent().unwrap();
    let moved = dir.with_file_name(format!("{}-moved", dir.file_name().unwrap().display()));
    std::fs::rename(dir, &moved).unwrap();
    assert!(matches!(o.save(&o.person_draft("王五", &id("1965-03-12", 505))), Err(StoreFault::Gone(_))));
    std::fs::rename(&moved, dir).unwrap();
}

#[cfg(unix)]
#[test]
fn nothing_is_saved_into_an_office_over_which_another_file_was_copied() {
    let other = Office::new();
    other.person("赵六", &id("1965-03-12", 507));
    (0..200)
        .for_each(|i| other.sql(&format!("INSERT INTO unfinished(operator, day, draft) VALUES (1, '', '{i:04000}')")));
    other.sql("PRAGMA wal_checkpoint(TRUNCATE)");
    for copied in ["an older backup", "a larger office", "a piece of itself"] {
        let o = Office::new();
        let copy = o.store.backup(&o.path.with_file_name("copies"), (&o.who, o.day)).unwrap().path;
        let key = o.person("张三", &id("1965-03-12", 501));
        o.sql("PRAGMA wal_checkpoint(PASSIVE)");
        o.person("王五", &id("1965-03-12", 505));
        match copied {
            "an older backup" => assert!(std::fs::copy(&copy, &o.path).is_ok()),
            "a larger office" => assert!(std::fs::copy(&other.path, &o.path).is_ok()),
            _ => std::fs::OpenOptions::new().write(true).open(&o.path).unwrap().set_len(8192).unwrap(),
        }
        let draft = o.person_draft("李四", &id("1965-03-12", 503));
        for e in [
            o.save(&draft).unwrap_err(),
            o.store.void(register("person"), key, &o.who, o.day, "录错了").unwrap_err(),
            o.save(&draft).unwrap_err(),
        ] {
            assert!(matches!(e, StoreFault::Gone(_)) && e.to_string().contains("覆盖"), "{e}");
        }
        assert!(o.store.adrift().unwrap().contains("minzheng restore"));
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_saved_once_another_file_is_in_its_place() {
    let o = Office::new();
    let key = o.person("张三", &id("1965-03-12", 501));
    let copy = o.store.backup(&o.path.with_file_name("copies"), (&o.who, o.day)).unwrap().path;
    std::fs::rename(&copy, &o.path).unwrap();
    nothing_is_saved(&o, key, "换成另一个");
    assert_eq!(alone(&o.path, PEOPLE), 1);
    // So it is with a link that leads to another office from now on.
    let mut linked = Office::new();
    let key = linked.person("张三", &id("1965-03-12", 501));
    let link = linked.path.with_file_name("link.db");
    std::os::unix::fs::symlink(&linked.path, &link).unwrap();
    linked.store = Store::open(&link).unwrap();
    linked.saved(&linked.person_draft("王五", &id("1965-03-12", 505)));
    std::fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink(&o.path, &link).unwrap();
    nothing_is_saved(&linked, key, "换成另一个");
}

#[cfg(unix)]
#[test]
fn what_was_saved_before_its_log_was_deleted_is_brought_into_the_file() {
    for endings in [&["-wal"][..], &["-wal", "-shm"], &["-shm"]] {
        let o = Office::new();
        let key = o.person("张三", &id("1965-03-12", 501));
        assert_eq!(alone(&o.path, PEOPLE), 0, "it is in the log only");
        for ending in endings {
            std::fs::remove_file(beside(&o.path, ending)).unwrap();
        }
        nothing_is_saved(&o, key, "已经全部并入库文件");
        assert_eq!(alone(&o.path, PEOPLE), 1);
        let Office { store, path, .. } = &o;
        assert!(store.adrift().is_some());
        // The next one who opens it finds everything.
        let next = Store::open(path).unwrap();
        assert_eq!(next.find("张三", 5, o.day).unwrap().len(), 1);
    }
}

#[cfg(unix)]
#[test]
fn a_log_of_another_program_in_the_place_of_its_own_is_told_and_nothing_is_brought_in() {
    let o = Office::new();
    let key = o.person("张三", &id("1965-03-12", 501));
    for ending in ["-wal", "-shm"] {
        std::fs::remove_file(beside(&o.path, ending)).unwrap();
    }
    let other = Other::does(&o.path, "INSERT INTO unfinished(operator, day, draft) VALUES (1, '2021-12-31', '{}')");
    nothing_is_saved(&o, key, "minzheng verify");
    assert_eq!(alone(&o.path, PEOPLE), 0);
    other.ends();
}

#[test]
fn what_another_program_makes_of_an_open_office_is_known_before_the_next_save() {
    let said = [
        (FOREIGN, "多出触发器 zz"),
        ("DROP TRIGGER audit_is_kept", "缺少触发器 audit_is_kept"),
        ("PRAGMA user_version = 1001", "库版本 1001"),
        ("PRAGMA application_id = 7", "另一版本的程序"),
    ];
    for (change, told) in said {
        let o = Office::new();
        let key = o.person("张三", &id("1965-03-12", 501));
        o.sql(change);
        let draft = Draft { key: Some(key), ..Draft::new(register("person")).with("phone", "13812345678") };
        for _ in 0..2 {
            let e = o.save(&draft).unwrap_err();
            assert!(e.exit_code() == 65 && e.to_string().contains(told), "{change}: {e}");
        }
        assert_eq!(o.one::<i64>("SELECT count(*) FROM person WHERE phone IS NOT NULL"), 0);
    }
    // Statistics are none of its business.
    let o = Office::new();
    o.sql("ANALYZE");
    o.person("张三", &id("1965-03-12", 501));
}

#[test]
fn a_large_log_is_emptied_as_soon_as_no_reader_holds_it() {
    let o = Office::new();
    let log = || std::fs::metadata(beside(&o.path, "-wal")).unwrap().len();
    let reader = Other::does(&o.path, "BEGIN; SELECT count(*) FROM person");
    let large = "INSERT INTO unfinished(operator, day, draft) VALUES (1, '2021-12-31', hex(zeroblob(12000000)))";
    o.sql(large);
    assert!(log() > 20 << 20);
    // A reader stands in the way: the change is saved all the same.
    o.person("张三", &id("1965-03-12", 501));
    assert!(log() > 20 << 20);
    reader.ends();
    o.person("李四", &id("1965-03-12", 503));
    o.sql(large);
    o.person("王五", &id("1965-03-12", 505));
    assert!(log() <= 16 << 20);
    // Whoever leaves brings in what there is, while others have the office open.
    o.person("赵六", &id("1965-03-12", 507));
    let beside_it = Store::open(&o.path).unwrap();
    o.store.bring_log_in();
    assert_eq!((log(), alone(&o.path, PEOPLE)), (0, 4));
    assert_eq!(beside_it.find("赵六", 5, o.day).unwrap().len(), 1);
}

#[test]
fn a_clock_that_has_gone_back_is_accepted_with_a_reason_or_dates_nothing() {
    let o = Office::new();
    let key = o.person("张三", &id("1965-03-12", 501));
    let act = |at: &str| {
        o.sql(&format!("INSERT INTO act(kind, operator, at, day, digest) SELECT 'enter', 1, {at}, '2021-12-31', 'x'"));
    };
    act("strftime('%Y-%m-%d %H:%M:%S', 'now', '+8 hours', '+4 minutes')");
    o.person("李四", &id("1965-03-12", 503));
    act("'2999-01-01 08:00:00'");
    let draft = o.person_draft("王五", &id("1965-03-12", 505));
    assert_eq!(o.refused(&draft), ["E-TM01"]);
    let void = |accept: &[String]| o.store.void_knowing(register("person"), key, (&o.who, o.day), "录错了", accept);
    assert_eq!(void(&[]).unwrap_err().exit_code(), 1);
    let accepted = Draft { accept: vec!["E-TM01".to_owned()], why: Some("时钟已校正".to_owned()), ..draft };
    o.saved(&accepted);
    assert_eq!(o.one::<i64>("SELECT count(*) FROM exception WHERE code = 'E-TM01'"), 1);
    // The clock's own time is the latest now.
    assert!(void(&[]).is_ok());
}

#[test]
fn a_file_beside_the_log_of_another_is_not_opened_and_nothing_is_brought_in() {
    let o = Office::new();
    o.person("张三", &id("1965-03-12", 501));
    let dir = tempfile::tempdir().unwrap();
    let copy = o.store.backup(dir.path(), (&o.who, o.day)).unwrap().path;
    // Somebody goes on in the copy, and we in the office; both are acts of the same numbers.
    let other = Store::open(&copy).unwrap();
    other.save(&o.person_draft("赵七", &id("1970-05-20", 502)), &o.who, o.day).unwrap();
    drop(other);
    o.person("李四", &id("1971-06-21", 503));
    let lay = |name: &str, main: &Path| {
        let place = dir.path().join(name);
        std::fs::copy(main, &place).unwrap();
        std::fs::copy(beside(&o.path, "-wal"), beside(&place, "-wal")).unwrap();
        place
    };
    let own = lay("own.db", &o.path);
    assert_eq!(Store::open(&own).unwrap().find("李四", 5, o.day).unwrap().len(), 1);

    let strange = lay("strange.db", &copy);
    let bytes = || ["", "-wal"].map(|ending| std::fs::read(beside(&strange, ending)).unwrap());
    let before = bytes();
    for opened in [Store::open(&strange), Store::open_read_only(&strange)] {
        let e = opened.err().unwrap();
        assert!(e.exit_code() == 65 && e.to_string().contains("不是它的日志"), "{e}");
        assert!(bytes() == before);
    }
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(beside(&strange, ending));
    }
    assert_eq!(Store::open(&strange).unwrap().find("赵七", 5, o.day).unwrap().len(), 1);
}

#[cfg(unix)]
#[test]
fn a_file_of_two_names_is_not_opened() {
    let o = Office::new();
    let second = o.path.with_file_name("second.db");
    std::fs::hard_link(&o.path, &second).unwrap();
    let e = Store::open(&second).err().unwrap();
    assert!(e.exit_code() == 74 && e.to_string().contains("硬链接"), "{e}");
    drop(o.store);
    std::fs::remove_file(&o.path).unwrap();
    Store::open(&second).unwrap();
}
