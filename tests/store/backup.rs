//! Backups and what is put back from them: equal, named once, with a digest and an act; the office in place is the old or the new one.

use crate::support::{Office, VILLAGE, day, id, register};
use minzheng::domain::division_code::DivisionCode;
use minzheng::register::Draft;
use minzheng::store::{Answer, BackedUp, NewOffice, Restored, SCHEMA_VERSION, Store, Who};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Who acts in a restored office.
fn maker(store: &Store) -> Answer<(Who, chrono::NaiveDate)> {
    Ok((store.who(None)?, day("2022-01-04")))
}

fn restore(backup: &Path, place: &Path) -> Answer<Restored> {
    Store::restore(backup, place, &maker)
}

fn refusal(backup: &Path, place: &Path) -> String {
    match restore(backup, place) {
        Ok(_) => panic!("{} was restored", backup.display()),
        Err(e) => e.to_string(),
    }
}

/// The only value that a question to a file gives.
fn asked(path: &Path, sql: &str) -> String {
    let db = Connection::open(path).unwrap();
    db.query_row(sql, [], |r| r.get::<_, rusqlite::types::Value>(0)).map_or_else(
        |e| e.to_string(),
        |v| match v {
            rusqlite::types::Value::Text(t) => t,
            other => format!("{other:?}"),
        },
    )
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn new_office(division: &str) -> NewOffice {
    NewOffice {
        division: DivisionCode::parse(division).unwrap(),
        day: day("2021-12-31"),
        name: None,
        demo_day: None,
        at: None,
    }
}

fn change(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

/// Enters somebody, by whom an office is told from others.
fn enter(store: &Store, name: &str, serial: u16) {
    let draft = Draft::new(register("person"))
        .with("id_number", id("1950-01-01", serial))
        .with("name", name)
        .with("hukou_division", VILLAGE)
        .with("home_division", VILLAGE);
    store.save(&draft, &store.who(None).unwrap(), day("2021-12-31")).unwrap();
}

const PEOPLE: &str = "SELECT group_concat(name) FROM person";

/// A folder with an office in place (of 老张 and 新王) and a backup of it from before (of 老张), made without its digest.
fn place_and_backup() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let (place, backup) = (dir.path().join("office.db"), dir.path().join("backup.db"));
    enter(&Store::create(&place, &new_office("430406")).unwrap(), "老张", 1);
    fs::copy(&place, &backup).unwrap();
    enter(&Store::open(&place).unwrap(), "新王", 3);
    (dir, place, backup)
}

/// The log of an office as a crash leaves it: with somebody who is not in the file yet.
fn with_rows_in_its_log(path: &Path, name: &str) {
    let dir = tempfile::tempdir().unwrap();
    let copy = dir.path().join("copy.db");
    fs::copy(path, &copy).unwrap();
    let db = Store::open(&copy).unwrap();
    enter(&db, name, 5);
    for ending in ["", "-wal"] {
        let name = |p: &Path| PathBuf::from(format!("{}{ending}", p.display()));
        fs::copy(name(&copy), name(path)).unwrap();
    }
}

#[test]
fn a_backup_is_equal_has_its_digest_beside_it_and_leaves_an_act() {
    let o = Office::unconfirmed();
    let folder = o.path.with_file_name("copies");
    let done = o.store.backup(&folder, (&o.who, o.day)).unwrap();
    let bytes = fs::read(&done.path).unwrap();
    assert_eq!(done.bytes, bytes.len() as u64);
    let sha256: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(done.sha256, sha256);
    let name = done.path.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with("minzheng-20") && name.len() == "minzheng-20211231-010203.db".len(), "{name}");
    let beside = fs::read_to_string(done.path.with_extension("db.sha256")).unwrap();
    assert_eq!(beside, format!("{sha256}  {name}\n"), "as sha256sum writes it");
    let act = "SELECT kind || ' ' || day || ' ' || why FROM act ORDER BY key DESC LIMIT 1";
    assert_eq!(asked(&o.path, act), format!("backup 2021-12-31 {name} SHA-256 {sha256}"));
    assert!(done.is_recorded);
    assert_eq!(names(&folder), [name.clone(), format!("{name}.sha256")], "nothing else is left there");
}

#[test]
fn an_office_that_cannot_be_written_is_copied_all_the_same() {
    let o = Office::unconfirmed();
    let reader = Store::open_read_only(&o.path).unwrap();
    let done = reader.backup(&o.path.with_file_name("copies"), (&o.who, o.day)).unwrap();
    assert!(!done.is_recorded);
    assert!(Store::open_read_only(&done.path).is_ok());
}

#[test]
fn backups_of_one_second_all_stay() {
    let o = Office::unconfirmed();
    let folder = o.path.with_file_name("copies");
    let by = (&o.who, o.day);
    let made: Vec<BackedUp> = std::thread::scope(|threads| {
        let work = || Store::open_beside(&o.path).unwrap().backup(&folder, by).unwrap();
        let hands: Vec<_> = (0..4).map(|_| threads.spawn(work)).collect();
        hands.into_iter().map(|h| h.join().unwrap()).collect()
    });
    let mut paths: Vec<&PathBuf> = made.iter().map(|b| &b.path).collect();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), 4);
    assert_eq!(names(&folder).len(), 8);
    for copy in &made {
        let told = fs::read_to_string(copy.path.with_extension("db.sha256")).unwrap();
        assert!(told.starts_with(&copy.sha256) && told.contains(copy.path.file_name().unwrap().to_str().unwrap()));
        assert!(Store::open_read_only(&copy.path).is_ok());
    }
}

#[test]
fn a_failed_backup_leaves_nothing() {
    let o = Office::unconfirmed();
    let file = o.path.with_file_name("taken");
    fs::write(&file, "").unwrap();
    assert!(o.store.backup(&file, (&o.who, o.day)).is_err());
    assert_eq!(asked(&o.path, "SELECT count(*) FROM act WHERE kind = 'backup'"), "Integer(0)");
}

/// What would lie on a disk that is not connected, or below a slip, is not put elsewhere.
#[test]
fn a_backup_makes_no_folder_but_its_own() {
    let o = Office::unconfirmed();
    let disk = o.path.with_file_name("disk");
    let refused = o.store.backup(&disk.join("backups"), (&o.who, o.day)).unwrap_err().to_string();
    let way = "请核对路径, 盘接上了没有, 或先建立这个目录";
    assert_eq!(refused, format!("没有目录 {}; {way}", disk.display()));
    assert!(!disk.exists(), "nothing is made");
    fs::create_dir(&disk).unwrap();
    for _ in 0..2 {
        let done = o.store.backup(&disk.join("backups"), (&o.who, o.day)).unwrap();
        assert_eq!(done.path.parent(), Some(&*disk.join("backups")));
    }
}

#[test]
fn what_is_restored_is_verified_and_the_old_office_stays_beside_it() {
    let (dir, office, _) = place_and_backup();
    let store = Store::open(&office).unwrap();
    let by = (&store.who(None).unwrap(), day("2021-12-31"));
    let done = store.backup(&dir.path().join("copies"), by).unwrap();
    enter(&store, "后来", 7);
    drop(store);
    let restored = restore(&done.path, &office).unwrap();
    assert!(restored.is_known && restored.older.is_none());
    assert_eq!(restored.sha256, done.sha256);
    assert_eq!(asked(&office, PEOPLE), "老张,新王");
    assert_eq!(asked(&restored.kept.unwrap(), PEOPLE), "老张,新王,后来");
    let act = "SELECT kind || ' ' || day || ' ' || why FROM act ORDER BY key DESC LIMIT 1";
    let name = done.path.file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!(asked(&office, act), format!("restore 2022-01-04 {name}"));
    assert!(Store::open(&office).unwrap().verify().unwrap().iter().all(|f| f.ok));
    let beside = names(dir.path());
    assert!(!beside.iter().any(|n| n.starts_with(".minzheng")), "{beside:?}");
    assert_eq!(names(done.path.parent().unwrap()).len(), 2, "nothing is left beside the backup");
}

/// What was done to a backup, how, and what is said of it.
type Spoiled<'s> = (&'s str, &'s dyn Fn(&Path), &'s str);

#[test]
fn a_backup_that_is_not_what_it_was_is_refused_and_nothing_changes() {
    let spoiled: [Spoiled<'_>; 7] = [
        ("another digest", &|b| fs::write(b.with_extension("db.sha256"), "00  backup.db\n").unwrap(), "不符"),
        (
            "a broken reference",
            &|b| change(b, "PRAGMA foreign_keys = OFF; UPDATE operator SET act = 999"),
            "核验不通过",
        ),
        ("a log beside", &|b| with_rows_in_its_log(b, "后来"), "backup.db-wal"),
        ("cut", &|b| fs::write(b, &fs::read(b).unwrap()[..20000]).unwrap(), "不完整"),
        (
            "overwritten",
            &|b| {
                let mut bytes = fs::read(b).unwrap();
                let at = bytes.len() / 2;
                bytes[at..at + 30000].fill(0x5A);
                fs::write(b, bytes).unwrap();
            },
            "",
        ),
        ("another program's", &|b| change(b, "PRAGMA application_id = 7"), "别的程序"),
        ("newer", &|b| change(b, &format!("PRAGMA user_version = {}", SCHEMA_VERSION + 1)), "换用新版程序"),
    ];
    for (what, spoil, said) in spoiled {
        let (dir, place, backup) = place_and_backup();
        spoil(&backup);
        let before = names(dir.path());
        let text = refusal(&backup, &place);
        assert!(text.contains(said) && text.contains("业务库仍是原来的"), "{what}: {text}");
        assert_eq!(asked(&place, PEOPLE), "老张,新王", "{what}");
        assert_eq!(names(dir.path()), before, "{what}");
    }
}

#[test]
fn a_backup_of_another_district_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (place, backup) = (dir.path().join("office.db"), dir.path().join("backup.db"));
    drop(Store::create(&place, &new_office("430406")).unwrap());
    drop(Store::create(&backup, &new_office("430407")).unwrap());
    let text = refusal(&backup, &place);
    assert!(text.contains("430407000000") && text.contains("430406000000"), "{text}");
    assert!(asked(&place, "SELECT division FROM office").starts_with("430406"));
    assert!(restore(&backup, &dir.path().join("empty.db")).unwrap().kept.is_none(), "where nothing stands it fits");
}

#[test]
fn an_older_backup_is_brought_up_on_its_way() {
    let dir = tempfile::tempdir().unwrap();
    let (place, backup) = (dir.path().join("office.db"), dir.path().join("older.db"));
    crate::older::office(&backup);
    let bytes = fs::read(&backup).unwrap();
    let restored = restore(&backup, &place).unwrap();
    assert_eq!((restored.older, restored.is_known), (Some(2), false));
    assert_eq!(Store::open(&place).unwrap().office().name, "衡阳市雁峰区民政局");
    assert_eq!(fs::read(&backup).unwrap(), bytes, "the backup itself stays as it is");
    assert_eq!(names(dir.path()), ["office.db", "older.db"]);
}

#[test]
fn an_office_that_is_open_is_not_replaced() {
    let (_dir, place, backup) = place_and_backup();
    Store::while_waiting(|_| false);
    // A screen, then a writer of another program.
    let screen = Store::open(&place).unwrap();
    screen.who(None).unwrap();
    assert!(refusal(&backup, &place).contains("退出打开它的所有窗口"));
    drop(screen);
    let writer = Connection::open(&place).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; UPDATE person SET birth_note = '正在写'").unwrap();
    assert!(refusal(&backup, &place).contains("退出打开它的所有窗口"));
    writer.execute_batch("COMMIT").unwrap();
    drop(writer);
    assert_eq!(asked(&place, "SELECT DISTINCT birth_note FROM person"), "正在写");
    assert!(restore(&backup, &place).is_ok());
}

#[test]
fn the_log_of_the_old_office_stays_with_it() {
    let (dir, place, backup) = place_and_backup();
    with_rows_in_its_log(&place, "后来");
    fs::write(place.with_extension("db-shm"), [0_u8; 100]).unwrap();
    let kept = restore(&backup, &place).unwrap().kept.unwrap();
    let beside = names(dir.path());
    assert_eq!(beside.len(), 3, "{beside:?}");
    assert_eq!(asked(&place, PEOPLE), "老张");
    assert_eq!(asked(&kept, PEOPLE), "老张,新王,后来");
}

#[test]
fn an_office_that_cannot_be_read_is_kept_with_its_log() {
    let (dir, place, backup) = place_and_backup();
    fs::write(&place, "not a database at all, or not any more").unwrap();
    fs::write(place.with_extension("db-wal"), "its log").unwrap();
    let kept = restore(&backup, &place).unwrap().kept.unwrap();
    assert_eq!(asked(&place, PEOPLE), "老张");
    assert!(fs::read_to_string(&kept).unwrap().starts_with("not a database"));
    assert_eq!(fs::read_to_string(format!("{}-wal", kept.display())).unwrap(), "its log");
    assert_eq!(names(dir.path()).len(), 4);
}

#[test]
fn another_program_s_file_is_not_replaced() {
    let (dir, place, backup) = place_and_backup();
    fs::remove_file(&place).unwrap();
    change(&place, "CREATE TABLE theirs(x)");
    assert!(refusal(&backup, &place).contains("别的程序"));
    assert!(refusal(&place, &place).contains("自己") || refusal(&place, &place).contains("别的程序"));
    assert!(refusal(&backup, dir.path()).contains("不是文件"));
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_stays() {
    let (dir, place, backup) = place_and_backup();
    let away = tempfile::tempdir().unwrap();
    let (real, link) = (away.path().join("real.db"), dir.path().join("link.db"));
    fs::rename(&place, &real).unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    let restored = restore(&backup, &link).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(asked(&real, PEOPLE), "老张");
    let kept = restored.kept.unwrap();
    assert_eq!(kept.parent(), fs::canonicalize(away.path()).ok().as_deref());
    assert_eq!(asked(&kept, PEOPLE), "老张,新王");
    fs::remove_file(&real).unwrap();
    assert!(refusal(&backup, &link).contains("链接"));
}

#[test]
fn no_office_is_put_beside_the_log_of_another() {
    let (dir, place, backup) = place_and_backup();
    with_rows_in_its_log(&place, "外人");
    let new = new_office("430407");
    for ending in ["-wal", "-shm", "-journal"] {
        let free = dir.path().join(format!("free{ending}.db"));
        let log = PathBuf::from(format!("{}{ending}", free.display()));
        fs::copy(place.with_extension("db-wal"), &log).unwrap();
        let options = minzheng::jobs::sample::Options::default();
        let said = [
            Store::create(&free, &new).map(|_| ()).unwrap_err().to_string(),
            refusal(&backup, &free),
            minzheng::jobs::sample::build(&free, options).unwrap_err().to_string(),
            minzheng::store::file::files::write(&free, b"a table", &place).unwrap_err().to_string(),
        ];
        assert!(said.iter().all(|text| text.contains(&*log.display().to_string())), "{said:?}");
        assert!(!free.exists());
        assert_eq!(fs::read(&log).unwrap(), fs::read(place.with_extension("db-wal")).unwrap());
    }
}

#[test]
fn a_fresh_demonstration_takes_the_place_of_the_old_one() {
    let (dir, place, _) = place_and_backup();
    let options = minzheng::jobs::sample::Options { months: 1, ..Default::default() };
    let anew = || minzheng::jobs::sample::build_over(&place, options);
    Store::while_waiting(|_| false);
    let screen = Store::open(&place).unwrap();
    screen.who(None).unwrap();
    assert!(anew().unwrap_err().to_string().contains("退出打开它的所有窗口"));
    drop(screen);
    assert_eq!(asked(&place, PEOPLE), "老张,新王");
    with_rows_in_its_log(&place, "后来");
    anew().unwrap();
    assert!(Store::open(&place).unwrap().office().demo_day.is_some());
    assert_eq!(names(dir.path()), ["backup.db", "office.db"]);
}

/// A run that was cut off gave the office the name under which it was to be kept, and no more.
#[cfg(unix)]
#[test]
fn the_office_in_use_keeps_no_second_name() {
    let (dir, place, backup) = place_and_backup();
    let at = |name: &str| dir.path().join(name);
    let (left, left_too) = (at("office.db.before-20211231-010203"), at("office.db.before-20211231-010203-2"));
    let (older, own) = (at("office.db.before-20211230-010203"), at("office.db.before-lunch"));
    fs::copy(&backup, &older).unwrap();
    fs::copy(&backup, &own).unwrap();
    std::os::unix::fs::symlink(&place, at("link.db")).unwrap();
    for named in [&place, &at("link.db")] {
        fs::hard_link(&place, &left).unwrap();
        fs::hard_link(&place, &left_too).unwrap();
        drop(Store::open(named).unwrap());
        assert!(!left.exists() && !left_too.exists(), "taken away when it is opened");
        assert!(older.exists() && own.exists(), "another file stays, and what somebody else has named");
    }
    fs::hard_link(&place, &left).unwrap();
    let kept = restore(&backup, &place).unwrap().kept.unwrap();
    assert!(!left.exists() && kept.exists() && older.exists());
    assert_eq!((asked(&place, PEOPLE).as_str(), asked(&kept, PEOPLE).as_str()), ("老张", "老张,新王"));

    // One that cannot be read gets back the log that was moved already.
    let broken = at("broken.db");
    fs::write(&broken, "no office").unwrap();
    fs::hard_link(&broken, at("broken.db.before-20211231-010203")).unwrap();
    fs::write(at("broken.db.before-20211231-010203-wal"), "its log").unwrap();
    let kept = restore(&backup, &broken).unwrap().kept.unwrap();
    assert_eq!(fs::read_to_string(format!("{}-wal", kept.display())).unwrap(), "its log");
    assert_eq!(names(dir.path()).iter().filter(|n| n.starts_with("broken.db.before-")).count(), 2);
}

#[cfg(unix)]
#[test]
fn a_backup_behind_a_link_is_looked_at_where_it_lies() {
    let (dir, place, backup) = place_and_backup();
    let away = tempfile::tempdir().unwrap();
    let link = away.path().join("link.db");
    std::os::unix::fs::symlink(&backup, &link).unwrap();
    let digest = dir.path().join("backup.db.sha256");
    fs::write(&digest, "00").unwrap();
    assert!(refusal(&link, &place).contains("不符"));
    fs::remove_file(&digest).unwrap();
    with_rows_in_its_log(&backup, "外人");
    assert!(refusal(&link, &place).contains("还没有并入"));
    assert_eq!(asked(&place, PEOPLE), "老张,新王");
}

#[test]
fn whatever_refuses_a_restore_it_is_said_which_office_stands() {
    use minzheng::store::StoreFault;
    let (_dir, place, backup) = place_and_backup();
    let not_one =
        || Store::open(&backup)?.resolve(register("person"), "无此人", day("2022-01-04")).map(|_| unreachable!());
    type Fails<'f> = &'f dyn Fn() -> Answer<(Who, chrono::NaiveDate)>;
    let nobody = || Store::open(&backup)?.who(Some("nobody")).map(|_| unreachable!());
    let faults: [Fails<'_>; 4] =
        [&nobody, &not_one, &|| Err(StoreFault::Gone("走了".to_owned())), &|| Err(StoreFault::defect("坏了"))];
    for fails in faults {
        let (plain, code) = fails().map_err(|e| (e.to_string(), e.exit_code())).unwrap_err();
        let fault = Store::restore(&backup, &place, &|_| fails()).unwrap_err();
        assert_eq!(fault.exit_code(), code, "{plain}");
        assert!(fault.to_string().contains("业务库仍是原来的, 没有变动"), "{fault}");
    }
    assert_eq!(asked(&place, PEOPLE), "老张,新王");
}

/// Who listens hears numbers that do not pass what there is, and may say at any step that it is to stop: then nothing is left of it.
#[test]
fn long_work_tells_how_far_it_is_and_stops_without_a_trace() {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;
    let office = Office::new();
    office.person("陈桂香", &id("1947-03-02", 24));
    let dir = tempfile::tempdir().unwrap();
    let (older, copies) = (dir.path().join("older.db"), dir.path().join("备份"));
    crate::older::office(&older);
    fs::create_dir(&copies).unwrap();
    let backup = || office.store.backup(&copies, (&office.who, office.day)).map(drop);
    let verify = || office.store.verify().map(drop);
    let bring_up = || Store::open(&older).map(drop);
    let (put_back, place, copy) = place_and_backup();
    let put = || restore(&copy, &place).map(drop);
    let folders = [dir.path(), &copies, put_back.path()].map(Path::to_owned);
    // Who looked whether the office in place is open elsewhere may have left its log, which is empty.
    let in_it = |folder: &PathBuf| names(folder).into_iter().filter(|name| name != "office.db-wal").collect::<Vec<_>>();
    let there = || folders.each_ref().map(in_it);
    let untouched = Rc::new(Cell::new(false));
    let works: [&dyn Fn() -> Answer<()>; 4] = [&backup, &verify, &put, &bring_up];
    for work in works {
        for last in [1, 2, 4, usize::MAX] {
            let heard: Rc<RefCell<Vec<(String, usize, usize)>>> = Rc::default();
            let hears = Rc::clone(&heard);
            let (folders, looks) = (folders.clone(), Rc::clone(&untouched));
            Store::while_working(move |what, done, of| {
                if hears.borrow().is_empty() {
                    let mut there = folders.iter().flat_map(|folder| names(folder));
                    looks.set(!there.any(|name| name.starts_with(".minzheng-")));
                }
                hears.borrow_mut().push((what.to_owned(), done, of));
                hears.borrow().len() < last
            });
            let before = there();
            let done = work();
            assert!(untouched.get(), "it can be stopped before anything is made");
            let heard = heard.borrow();
            assert!(heard.iter().all(|(_, done, of)| done <= of), "{heard:?}");
            let copied = heard.iter().rfind(|(what, ..)| what == "复制(页)");
            assert!(last < usize::MAX || copied.is_none_or(|(_, done, of)| done == of && *of > 0), "{copied:?}");
            if last == usize::MAX {
                done.unwrap();
                assert!(heard.len() >= 4, "it has steps: {heard:?}");
                continue;
            }
            assert!(done.unwrap_err().to_string().contains("已停止"), "{heard:?}");
            assert_eq!(there(), before, "{heard:?}");
            assert_eq!(asked(&older, "PRAGMA user_version"), "Integer(2)");
        }
    }
    assert_eq!(names(&copies).len(), 2, "one backup and its digest");
    assert_eq!(asked(&older, "PRAGMA user_version"), format!("Integer({SCHEMA_VERSION})"));
}
