//! The commands that write, each with the folder in which it runs and the name that must bear the old or the new.

use crate::older;
use minzheng::domain::people::id_number::check_char;
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The office of a scene.
pub const OFFICE: &str = "office.db";

/// A command and what it finds.
pub struct Scene {
    pub name: &'static str,
    /// Relative to the folder in which it runs.
    pub arguments: Vec<String>,
    /// The file, or the folder of files, that is the old or the new one, with nothing between.
    pub place: &'static str,
    /// Its files before the command.
    pub folder: PathBuf,
    /// What a run of it costs, beside one of the others.
    pub weight: u64,
}

impl Scene {
    /// Its arguments.
    pub fn words(&self) -> Vec<&str> {
        self.arguments.iter().map(String::as_str).collect()
    }
}

/// The program that is tried: this one, or that of `MINZHENG_INJECT_BINARY`.
pub fn binary() -> PathBuf {
    std::env::var_os("MINZHENG_INJECT_BINARY")
        .map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_minzheng")), PathBuf::from)
}

/// In a folder, with settings of nobody.
pub fn at_home<'c>(command: &'c mut Command, dir: &Path) -> &'c mut Command {
    let home = dir.with_extension("home");
    command
        .current_dir(dir)
        .env("HOME", home)
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("XDG_DATA_HOME")
        .env_remove("MINZHENG_PASSWORD")
        .stdin(Stdio::null())
}

/// Runs the program in a folder.
pub fn program(dir: &Path, arguments: &[&str]) -> Output {
    at_home(Command::new(binary()).args(arguments), dir).output().unwrap()
}

fn done(dir: &Path, arguments: &[&str]) {
    let out = program(dir, arguments);
    assert!(out.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
}

/// Copies a folder with all that lies in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap() {
            kind if kind.is_dir() => copy(&entry.path(), &target),
            _ => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// An invented person's number.
fn id(serial: u16) -> String {
    let first = format!("43040619800101{serial:03}");
    format!("{first}{}", check_char(&first))
}

fn person(serial: u16, name: &str) -> Vec<String> {
    let fields = [
        format!("id_number={}", id(serial)),
        format!("name={name}"),
        "hukou_division=430406001001".into(),
        "home_division=430406001001".into(),
    ];
    ["--db", OFFICE, "set", "person"].map(str::to_owned).into_iter().chain(fields).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn enter(dir: &Path, serial: u16, name: &str) {
    let arguments = person(serial, name);
    done(dir, &arguments.iter().map(String::as_str).collect::<Vec<_>>());
}

/// All scenes, their folders made below `root`.
pub fn all(root: &Path) -> Vec<Scene> {
    let plain = root.join("plain");
    fs::create_dir_all(&plain).unwrap();
    done(&plain, &["init", OFFICE, "--division", "430406"]);
    enter(&plain, 1, "张三");

    // The second person stands in the log alone, as after a crash.
    let logged = root.join("logged");
    let working = root.join("working");
    copy(&plain, &working);
    let reader = Connection::open(working.join(OFFICE)).unwrap();
    let _: i64 = reader.query_row("SELECT count(*) FROM act", [], |r| r.get(0)).unwrap();
    enter(&working, 2, "李四");
    fs::create_dir_all(&logged).unwrap();
    for name in [OFFICE, "office.db-wal"] {
        fs::copy(working.join(name), logged.join(name)).unwrap();
    }
    drop(reader);

    // A backup of another day, beside an office that went on.
    let backup = |dir: &Path, of: &Path| {
        done(of, &["--db", OFFICE, "backup", "made"]);
        fs::rename(of.join("made"), dir.join("bk")).unwrap();
        let first = fs::read_dir(dir.join("bk"))
            .unwrap()
            .map(|e| e.unwrap().file_name())
            .find(|n| n.to_string_lossy().ends_with(".db"));
        format!("bk/{}", first.unwrap().to_string_lossy())
    };
    let with_backup = |name: &str, office: Option<&Path>| {
        let dir = root.join(name);
        fs::create_dir_all(&dir).unwrap();
        let source = root.join(format!("{name}-source"));
        copy(&plain, &source);
        let made = backup(&dir, &source);
        if let Some(office) = office {
            copy(office, &dir);
            if !dir.join("office.db-wal").exists() {
                enter(&dir, 3, "王五");
            }
        }
        (dir, words(&format!("--db {OFFICE} restore {made}")))
    };
    let empty = root.join("empty");
    fs::create_dir_all(&empty).unwrap();
    let printed = root.join("printed");
    copy(&plain, &printed);
    fs::write(printed.join("out.pdf"), "what stood here before\n").unwrap();
    let older = root.join("older");
    fs::create_dir_all(&older).unwrap();
    older::office(&older.join(OFFICE));
    let older_backup = root.join("older-backup");
    fs::create_dir_all(older_backup.join("bk")).unwrap();
    older::office(&older_backup.join("bk/older.db"));

    let report =
        words(&format!("--db {OFFICE} --today 2021-12-31 report disability --month 2021-11 --format pdf -o out.pdf"));
    let (over, restore_over) = with_backup("over", Some(&plain));
    let (over_log, restore_log) = with_backup("over-log", Some(&logged));
    let (onto_none, restore_none) = with_backup("onto-none", None);
    let scene = |name, place, folder: &Path, arguments| Scene {
        name,
        arguments,
        place,
        folder: folder.to_owned(),
        weight: if name == "demo" { 4 } else { 1 },
    };
    vec![
        scene("init", OFFICE, &empty, words(&format!("init {OFFICE} --division 430406"))),
        scene("demo", OFFICE, &empty, words(&format!("demo {OFFICE} --months 1"))),
        scene("set", OFFICE, &plain, person(4, "赵六")),
        scene("set, a log beside", OFFICE, &logged, person(4, "赵六")),
        scene("void", OFFICE, &plain, words(&format!("--db {OFFICE} void person {} --why 重复录入", id(1)))),
        scene("backup", "bk", &plain, words(&format!("--db {OFFICE} backup bk"))),
        scene("restore over an office", OFFICE, &over, restore_over),
        scene("restore, a log beside", OFFICE, &over_log, restore_log),
        scene("restore, no office", OFFICE, &onto_none, restore_none),
        scene("restore, an older backup", OFFICE, &older_backup, words(&format!("--db {OFFICE} restore bk/older.db"))),
        scene("report -o", "out.pdf", &plain, report.clone()),
        scene("report -o, taken", "out.pdf", &printed, report),
        scene("bring up an older office", OFFICE, &older, words(&format!("--db {OFFICE} list person"))),
    ]
}
