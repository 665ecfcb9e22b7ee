//! Files that the program makes: beside their place first, for their owner only, never over what must stand.

use crate::support::Office;
use minzheng::store::Store;
use minzheng::store::file::files::{self, Making};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// An office that is open, with a backup and its digest beside it in `copies`.
fn office_and_backup() -> (Office, PathBuf) {
    let o = Office::unconfirmed();
    let by = (&o.who, o.day);
    let backup = o.store.backup(&o.path.with_file_name("copies"), by).unwrap().path;
    (o, backup)
}

#[test]
fn a_table_replaces_a_plain_file_and_nothing_else() {
    let (o, backup) = office_and_backup();
    let dir = o.path.parent().unwrap().to_owned();
    let at = |name: &str| dir.join(name);
    fs::create_dir(at("folder")).unwrap();
    fs::hard_link(&o.path, at("second name.csv")).unwrap();
    fs::copy(at("office.db-wal"), at("a log.csv")).unwrap();
    let digest = backup.with_extension("db.sha256");
    let beside = |path: &Path, ending: &str| PathBuf::from(format!("{}{ending}", path.display()));
    let mut never = vec![
        o.path.clone(),
        at("folder"),
        at("second name.csv"),
        at("a log.csv"),
        backup.clone(),
        digest.clone(),
        beside(&backup, "-WAL"),
        beside(&backup, "-journal"),
        beside(&o.path, "-wal"),
        beside(&o.path, "-journal"),
        dir.join("copies").join("..").join("office.db"),
    ];
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        for (name, to) in [("to office", &o.path), ("to backup", &backup), ("to digest", &digest)] {
            symlink(to, at(name)).unwrap();
            never.push(at(name));
        }
        symlink(at("not there"), at("to nothing")).unwrap();
        symlink("/dev/null", at("to a device")).unwrap();
        never.extend([at("to nothing"), at("to a device")]);
    }
    let (before, office, copy) = (names(&dir), fs::read(&o.path).unwrap(), fs::read(&backup).unwrap());
    for place in &never {
        let text = files::write(place, b"a table", &o.path).unwrap_err().to_string();
        assert!(text.contains("不会覆盖") || text.contains("旁边"), "{}: {text}", place.display());
    }
    assert_eq!(names(&dir), before);
    assert!(fs::read(&o.path).unwrap() == office && fs::read(&backup).unwrap() == copy);
    fs::remove_file(at("second name.csv")).unwrap();
    assert!(o.second().verify().unwrap().iter().all(|f| f.ok), "the open office is not disturbed");

    fs::write(at("table.csv"), "what stood here before").unwrap();
    files::write(&at("table.csv"), b"a table", &o.path).unwrap();
    assert_eq!(fs::read(at("table.csv")).unwrap(), b"a table");
    assert!(
        files::write(&dir.join("no folder").join("table.csv"), b"", &o.path).unwrap_err().to_string().contains("目录")
    );
}

#[cfg(unix)]
#[test]
fn a_link_to_a_plain_file_stays_a_link() {
    let o = Office::unconfirmed();
    let dir = tempfile::tempdir().unwrap();
    let (real, link) = (dir.path().join("real.csv"), o.path.with_file_name("link.csv"));
    fs::write(&real, "before").unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    files::write(&link, b"after", &o.path).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&real).unwrap(), b"after");
}

#[cfg(unix)]
#[test]
fn what_is_made_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let (o, backup) = office_and_backup();
    let dir = o.path.parent().unwrap();
    let beside = |ending: &str| PathBuf::from(format!("{}{ending}", o.path.display()));
    files::write(&dir.join("table.csv"), b"a table", &o.path).unwrap();
    files::folder(&dir.join("new").join("newer")).unwrap();
    for file in [
        &o.path,
        &beside("-wal"),
        &beside("-shm"),
        &backup,
        &backup.with_extension("db.sha256"),
        &dir.join("table.csv"),
    ] {
        assert_eq!(mode(file), 0o600, "{}", file.display());
    }
    for folder in [&dir.join("copies"), &dir.join("new"), &dir.join("new").join("newer")] {
        assert_eq!(mode(folder), 0o700, "{}", folder.display());
    }
    let making = Making::beside(&dir.join("any")).unwrap();
    assert_eq!(mode(making.path()), 0o600, "from its first moment on");

    // Made by an older version; and what somebody shares with a group. What only begins like the office's name is somebody else's.
    let others = [
        ("office-v2-20211231-010203.db", true),
        ("office-v2-20211231-010203-2.db", true),
        ("office.db.before-20211231-010203", true),
        ("office2.db", false),
        ("office-copy.db", false),
        ("office-v2-notes.db", false),
        ("office.db.before-lunch", false),
    ];
    let given = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let print = minzheng::jobs::paper::folder(&o.store, "打印").unwrap();
    for (was, is) in [(0o644, 0o600), (0o664, 0o660), (0o600, 0o600)] {
        given(&o.path, was);
        given(&backup, was);
        for (name, _) in others {
            fs::write(dir.join(name), "").unwrap();
            given(&dir.join(name), was);
        }
        given(&print, was | 0o111);
        let by = (&o.who, o.day);
        o.second().backup(backup.parent().unwrap(), by).unwrap();
        minzheng::jobs::paper::folder(&o.store, "打印").unwrap();
        assert_eq!((mode(&o.path), mode(&backup)), (is, is));
        for (name, is_ours) in others {
            assert_eq!(mode(&dir.join(name)), if is_ours { is } else { was }, "{name}");
        }
        assert_eq!(mode(&print), if is == 0o660 { 0o770 } else { 0o700 });
    }
}

/// An office that a group shares stays that group's, whoever puts a backup in its place; so are the folders beside it.
#[cfg(unix)]
#[test]
fn what_a_group_shares_stays_the_groups() {
    use minzheng::jobs::paper;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let (o, backup) = office_and_backup();
    let dir = o.path.parent().unwrap();
    // Who may not give a file away shares it with the own group.
    let _ = chown(&o.path, None, Some(12345));
    let group = fs::metadata(&o.path).unwrap().gid();
    let of = |path: &Path| {
        let meta = fs::metadata(path).unwrap();
        (meta.mode() & 0o7777, meta.gid())
    };
    fs::set_permissions(&o.path, fs::Permissions::from_mode(0o660)).unwrap();
    for name in ["打印", "备份"] {
        for _ in 0..2 {
            assert_eq!(of(&paper::folder(&o.store, name).unwrap()), (0o2770, group), "{name}");
        }
    }
    let Office { store, path, who, day, .. } = &o;
    let inside = store.backup(&dir.join("备份"), (who, *day)).unwrap();
    assert_eq!(of(inside.path.parent().unwrap()), (0o2770, group));
    let place = dir.join("shared.db");
    for (mode, kept) in [(0o660, 0o660), (0o664, 0o660), (0o600, 0o600), (0o644, 0o600)] {
        fs::copy(&backup, &place).unwrap();
        chown(&place, None, Some(group)).unwrap();
        fs::set_permissions(&place, fs::Permissions::from_mode(mode)).unwrap();
        Store::restore(&backup, &place, &|store: &Store| Ok((store.who(None)?, *day))).unwrap();
        assert_eq!(of(&place), (kept, group), "{mode:o}");
        fs::remove_file(&place).unwrap();
    }
    assert!(path.is_file());
}

#[test]
fn what_a_run_that_was_cut_off_left_is_swept_away() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    // Nobody has such a number: it is above what the system gives out.
    let (here, me) = (files::boot(), std::process::id());
    let dead = ["", "-wal", "-shm", "-journal"].map(|ending| format!(".minzheng-{here}-4194305-0{ending}"));
    let alive = format!(".minzheng-{here}-{me}-900");
    let abandoned = [here, here ^ 1].map(|system| format!(".minzheng-{system}-{me}-901"));
    // Another machine keeps its backups in the same folder.
    let elsewhere = format!(".minzheng-{}-4194305-0", here ^ 1);
    let others = [".minzheng-notes", ".minzheng-1-4194305-x", "minzheng-20211231-010203.db", ".other-1-4194305-0"];
    for name in dead.iter().chain([&alive, &elsewhere]).chain(&abandoned).map(String::as_str).chain(others) {
        fs::write(at(name), "half").unwrap();
    }
    for name in &abandoned {
        let file = File::options().write(true).open(at(name)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(25 * 3600)).unwrap();
    }
    let making = Making::beside(&at("new")).unwrap();
    let hidden = making.path().file_name().unwrap().to_string_lossy().into_owned();
    let mut left: Vec<String> = others.iter().map(|n| (*n).to_owned()).chain([alive, elsewhere, hidden]).collect();
    left.sort();
    if cfg!(target_os = "linux") {
        assert_eq!(names(dir.path()), left);
    }
    drop(making);
    assert_eq!(names(dir.path()).len(), left.len() - 1, "what was not put leaves nothing");
}

/// Who closes any handle of a file gives up the locks of the process on it, those of the open office too.
#[cfg(target_os = "linux")]
#[test]
fn a_refused_name_costs_the_open_office_no_lock() {
    use crate::support::locks_on;
    let o = Office::unconfirmed();
    let shm = PathBuf::from(format!("{}-shm", o.path.display()));
    let second = o.path.with_file_name("second name.csv");
    fs::hard_link(&shm, &second).unwrap();
    o.store.who(None).unwrap();
    let held = (locks_on(&o.path), locks_on(&shm));
    assert!(held.0 > 0 && held.1 > 0, "{held:?}");
    for place in [&shm, &second] {
        assert!(files::write(place, b"a table", &o.path).unwrap_err().to_string().contains("不会覆盖"));
        assert_eq!((locks_on(&o.path), locks_on(&shm)), held, "{}", place.display());
    }
}

#[test]
fn a_taken_name_stays_with_who_has_it() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("place");
    let (one, other) = (Making::beside(&place).unwrap(), Making::beside(&place).unwrap());
    fs::write(one.path(), "one").unwrap();
    fs::write(other.path(), "other").unwrap();
    assert!(one.put(&place).unwrap());
    assert!(!other.put(&place).unwrap());
    assert!(other.put_new(&place).unwrap_err().to_string().contains("已经存在"));
    drop((one, other));
    assert_eq!(fs::read_to_string(&place).unwrap(), "one");
    assert_eq!(names(dir.path()), ["place"]);
}

/// The program's own process, while it works: no image of its memory comes onto a disk.
#[cfg(target_os = "linux")]
#[test]
fn a_crash_leaves_no_core() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_minzheng"))
        .args(["demo", "demo.db", "--scale", "20"])
        .current_dir(dir.path())
        .spawn()
        .unwrap();
    // It has begun its work once its hidden file is there.
    while child.try_wait().unwrap().is_none() && names(dir.path()).is_empty() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let limits = fs::read_to_string(format!("/proc/{}/limits", child.id()));
    child.kill().unwrap();
    child.wait().unwrap();
    let limits = limits.unwrap();
    let core = limits.lines().find(|l| l.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().collect::<Vec<_>>()[4..], ["0", "0", "bytes"]);
    // The next run clears what this one left.
    drop(Making::beside(&dir.path().join("any")).unwrap());
    assert!(names(dir.path()).is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_is_there_is_not_said_to_be_one_that_cannot_be_made() {
    // There nobody makes files, whatever his rights.
    let dir = Path::new("/sys/kernel");
    let Some(there) =
        fs::read_dir(dir).ok().and_then(|mut all| all.find_map(|e| e.ok().filter(|e| e.path().is_file())))
    else {
        return;
    };
    for (place, doing) in [(there.path(), "写入"), (dir.join("new.db"), "建立")] {
        let said = files::takes(&place).unwrap_err().to_string();
        assert!(said.contains(doing) && said.contains(place.to_str().unwrap()), "{said}");
    }
}
