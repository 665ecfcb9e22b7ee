//! What lies in a folder after a run, told as old, new or neither, and what the program said of it.

use crate::scene::{self, OFFICE, Scene};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Output;

/// Files by their names, every number in them as `#`, with what each holds. A log belongs to the office beside which it lies.
pub type State = BTreeSet<(String, String)>;

/// The states that a scene knows.
pub struct Known {
    pub before: State,
    pub after: State,
    /// After the command has run twice.
    pub twice: State,
    /// What lies there afterwards.
    pub bytes: u64,
}

/// What matters of a fault when its outcome is judged.
pub struct Met {
    /// A file could not be removed: it may stay.
    pub removing: bool,
    /// Nothing can be said any more.
    pub mute: bool,
}

/// A digest is there before its backup.
const ALONE: &str = "digest of nothing";

/// What is held against the program after a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrong {
    /// The place bears neither the old nor the new, or what was acknowledged is not there.
    Half,
    /// Something is left that nobody asked for.
    Left,
    /// What was said does not agree with what lies there.
    Told,
}

pub const WRONG: [Wrong; 3] = [Wrong::Half, Wrong::Left, Wrong::Told];

impl Wrong {
    /// What stands in a table.
    pub const fn label(self) -> &'static str {
        match self {
            Wrong::Half => "neither old nor new",
            Wrong::Left => "left over",
            Wrong::Told => "wrongly told",
        }
    }
}

/// Names that only say that something stands as it stood, and that something was done.
const STANDS: [&str; 6] = ["没有变动", "没有改动", "没有被改动", "没有写入", "未改动", "没有替换"];
const DONE: [&str; 12] = [
    "不能确定",
    "已换成",
    "已是",
    "已保存",
    "已经",
    "已完成",
    "已作废",
    "已恢复",
    "已备份",
    "已新建",
    "已生成",
    "已写",
];

/// A backup that is whole is one also where the office itself cannot be written; it says so.
const UNRECORDED: &str = "没有记入办理记录";

/// Reads a folder. The files are opened, so it must be a copy of what is judged.
pub fn state(dir: &Path) -> State {
    let mut found = State::new();
    gather(dir, "", &mut found);
    found
}

fn gather(dir: &Path, prefix: &str, found: &mut State) {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    for name in &names {
        let path = dir.join(name);
        if path.is_dir() {
            gather(&path, &format!("{prefix}{name}/"), found);
            continue;
        }
        let of_an_office =
            ["-wal", "-shm"].iter().filter_map(|e| name.strip_suffix(e)).any(|owner| names.iter().any(|n| n == owner));
        if !of_an_office {
            let held = if name.starts_with('.') { "hidden".to_owned() } else { content(&path) };
            found.insert((format!("{prefix}{}", without_numbers(name)), held));
        }
    }
}

/// Also a moment, and a number behind it, is one number.
fn without_numbers(name: &str) -> String {
    let mut short = String::new();
    for c in name.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }) {
        match c {
            '#' if short.ends_with('#') => {}
            '#' if short.ends_with("#-") => drop(short.pop()),
            _ => short.push(c),
        }
    }
    short
}

/// What a file holds: of an office all its rows and objects, without the clock; of any other its bytes.
fn content(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    if path.extension().is_some_and(|e| e == "sha256") {
        let named = path.with_extension("");
        return match fs::read(&named) {
            Ok(b) if String::from_utf8_lossy(&bytes).contains(&hexadecimal(&b)) => "its digest".to_owned(),
            Ok(_) => "broken: the digest of something else".to_owned(),
            Err(_) => ALONE.to_owned(),
        };
    }
    if path.extension().is_none_or(|e| e != "db") && !bytes.starts_with(b"SQLite format 3") {
        return format!("bytes {}", hexadecimal(&bytes));
    }
    office(path).unwrap_or_else(|e| format!("broken: {e}"))
}

fn hexadecimal(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, b| {
        let _ = write!(text, "{b:02x}");
        text
    })
}

fn office(path: &Path) -> rusqlite::Result<String> {
    let db = Connection::open(path)?;
    let said: String = db.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0))?;
    if said != "ok" {
        return Ok(format!("broken: {said}"));
    }
    if db.query_row("SELECT 1 FROM office", [], |_| Ok(())).optional()?.is_none() {
        return Ok("broken: an office of nobody".to_owned());
    }
    let mut digest = Sha256::new();
    let mut list = db.prepare("SELECT name, sql FROM sqlite_schema ORDER BY type, name")?;
    let objects: Vec<(String, Option<String>)> =
        list.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?;
    for (name, sql) in &objects {
        digest.update(format!("{name} {sql:?}\n"));
        // Sums that are kept are counted again when they are missing.
        let is_table = sql.as_deref().is_some_and(|s| s.starts_with("CREATE TABLE"));
        if is_table && name != "month_town" && name != "batch_town" {
            rows(&db, name, &mut digest)?;
        }
    }
    let hex: String = digest.finalize().iter().take(6).map(|b| format!("{b:02x}")).collect();
    Ok(format!("office {hex}"))
}

fn rows(db: &Connection, table: &str, digest: &mut Sha256) -> rusqlite::Result<()> {
    let mut get = db.prepare(&format!("SELECT * FROM \"{table}\""))?;
    let columns: Vec<String> = get.column_names().map(str::to_owned).collect();
    let mut rows = get.query([])?;
    while let Some(row) = rows.next()? {
        for (i, column) in columns.iter().enumerate() {
            match row.get_ref(i)? {
                _ if column == "at" => {}
                ValueRef::Null => digest.update("-"),
                ValueRef::Integer(n) => digest.update(n.to_le_bytes()),
                ValueRef::Real(x) => digest.update(x.to_le_bytes()),
                ValueRef::Text(t) | ValueRef::Blob(t) => {
                    // What an act tells of a backup has its moment and its digest in it.
                    let text = String::from_utf8_lossy(t);
                    digest.update(if table == "act" { without_stamps(&text) } else { text.into_owned() });
                }
            }
            digest.update("|");
        }
    }
    Ok(())
}

/// Numbers and digests of six characters or more as `#`.
fn without_stamps(text: &str) -> String {
    let pieces = text.split_inclusive(|c: char| !c.is_ascii_hexdigit());
    pieces.map(|p| if p.len() > 6 { "#" } else { p }).collect()
}

impl Scene {
    /// What lies at the place.
    fn at_place<'s>(&self, state: &'s State) -> Vec<&'s (String, String)> {
        let inside = format!("{}/", self.place);
        state.iter().filter(|(name, _)| *name == without_numbers(self.place) || name.starts_with(&inside)).collect()
    }

    /// Judges a run that met a fault. `room` is a folder for copies, `met` the call that failed and how.
    pub fn judged(&self, known: &Known, dir: &Path, room: &Path, out: &Output, met: &Met) -> Vec<(Wrong, String)> {
        let now = copied(dir, room);
        let mut wrong = Vec::new();
        let place = self.at_place(&now);
        let is_old = place == self.at_place(&known.before);
        let is_new = place == self.at_place(&known.after);
        // A new folder of which not all was made yet holds only what is whole.
        let is_part =
            place.iter().all(|entry| known.after.contains(*entry) || matches!(entry.1.as_str(), "hidden" | ALONE));
        let killed = out.status.signal().is_some();
        let is_whole = is_old || is_new || (self.place == "bk" && is_part);
        if !is_whole {
            wrong.push((Wrong::Half, format!("at its place: {place:?}")));
        }
        for (name, held) in now.iter().filter(|(_, held)| held.starts_with("broken")) {
            wrong.push((Wrong::Half, format!("{name} is {held}")));
        }
        let lost = known.before.iter().filter(|e| e.0 != self.place && !now.contains(*e) && e.0 != OFFICE);
        wrong.extend(lost.map(|(name, _)| (Wrong::Half, format!("{name} is gone"))));
        if room.join(OFFICE).exists() {
            let verified = scene::program(room, &["--db", OFFICE, "verify"]);
            if !verified.status.success() {
                wrong.push((Wrong::Half, format!("verify: {}", said(&verified))));
            }
        }
        match killed {
            true => self.judge_again(known, dir, room, is_new, &mut wrong),
            false => {
                let of = |state: &State| state.iter().find(|e| e.0 == OFFICE).cloned();
                let untouched = of(&now) == of(&known.before);
                let done = now == known.after || (is_new && untouched && said(out).contains(UNRECORDED));
                let may_stay = if done || now.is_superset(&known.after) { &known.after } else { &known.before };
                // What changed at the place itself was judged above.
                let elsewhere = now.iter().filter(|e| e.0 != self.place && e.0 != OFFICE);
                let left: Vec<_> = elsewhere.filter(|e| !may_stay.contains(*e)).map(|e| e.0.as_str()).collect();
                let told = DONE.iter().any(|w| said(out).contains(w));
                if !left.is_empty() && !met.removing && !told {
                    wrong.push((Wrong::Left, format!("left: {left:?}")));
                }
                judge_words(done, is_old && untouched, met.mute, out, &mut wrong);
            }
        }
        wrong
    }

    /// A killed program leaves what it likes; the next run takes it away and does its work. `is_new`: it was done already.
    pub fn judge_again(&self, known: &Known, dir: &Path, room: &Path, is_new: bool, wrong: &mut Vec<(Wrong, String)>) {
        let out = scene::program(dir, &self.words());
        let code = out.status.code().unwrap_or(-1);
        if code != 0 && !(is_new && matches!(code, 1 | 74)) {
            wrong.push((Wrong::Half, format!("the next run ends with {code}: {}", said(&out))));
            return;
        }
        let twice = many_names(dir);
        if !twice.is_empty() {
            wrong.push((Wrong::Left, format!("one file under several names after the next run: {twice:?}")));
        }
        let now = copied(dir, room);
        let names: BTreeSet<&str> =
            [&known.before, &known.after, &known.twice].into_iter().flatten().map(|e| e.0.as_str()).collect();
        let left: Vec<_> = now.iter().map(|e| e.0.as_str()).filter(|n| !names.contains(n)).collect();
        if !left.is_empty() {
            wrong.push((Wrong::Left, format!("left after the next run: {left:?}")));
        }
        for (name, held) in now.iter().filter(|(_, held)| held.starts_with("broken")) {
            wrong.push((Wrong::Half, format!("after the next run {name} is {held}")));
        }
    }
}

/// Holds exit code and message against what lies there: `done` in whole, or as it stood.
fn judge_words(done: bool, stands: bool, mute: bool, out: &Output, wrong: &mut Vec<(Wrong, String)>) {
    let code = out.status.code().unwrap_or(-1);
    let text = said(out);
    let what = match code {
        0 if done => return,
        0 => return wrong.push((Wrong::Half, "ended with 0 and not all of it is there".to_owned())),
        65 | 74 if text.is_empty() && mute => return,
        65 | 74 if text.is_empty() => "said nothing",
        65 | 74 if !stands && STANDS.iter().any(|w| text.contains(w)) => "something changed",
        65 | 74 if done && !DONE.iter().any(|w| text.contains(w)) => "it is done",
        65 | 74 => return,
        _ => "ended otherwise",
    };
    wrong.push((Wrong::Told, format!("{what}, exit {code}: {text}")));
}

/// The state of a folder, read in a copy of it.
pub fn copied(dir: &Path, room: &Path) -> State {
    let _ = fs::remove_dir_all(room);
    scene::copy(dir, room);
    state(room)
}

/// Names in a folder that lead to a file of more than one name. A copy of the folder would not tell.
fn many_names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap().map(|e| e.unwrap());
    let many = entries.filter(|e| e.metadata().is_ok_and(|m| m.is_file() && m.nlink() > 1));
    many.map(|e| e.file_name().to_string_lossy().into_owned()).collect()
}

/// The bytes of a folder.
pub fn bytes(dir: &Path) -> u64 {
    let entries = fs::read_dir(dir).unwrap().map(|e| e.unwrap());
    entries.map(|e| if e.path().is_dir() { bytes(&e.path()) } else { e.metadata().unwrap().len() }).sum()
}

/// What a command said of its failing.
pub fn said(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).trim().replace('\n', " / ")
}
