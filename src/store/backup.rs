//! Copies of the office. A copy is called a backup only after it was opened again, checked by SQLite, and found equal to
//! the office table by table. Knows no register.

use super::audit;
use super::create::{publish, sync_directory};
use super::fault::{Answer, StoreFault};
use super::{Store, open};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Pages copied between two looks at the progress: 8 MB.
const STRIDE: std::ffi::c_int = 2048;

/// A finished backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// Where it is.
    pub path: PathBuf,
    /// Bytes.
    pub bytes: u64,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Rows of each table.
    pub rows: Vec<(String, i64)>,
}

/// The content of one table: rows, and a digest over them in the order of their keys.
#[derive(Debug, PartialEq, Eq)]
struct Content {
    table: String,
    rows: i64,
    digest: [u8; 32],
}

impl Store {
    /// Copies the office into a directory as `minzheng-YYYYMMDD-HHMMSS.db`, opens the copy, checks it and compares it.
    /// `progress` hears pages done and pages in all. Others may go on writing: the copy is of one moment.
    ///
    /// # Errors
    /// The directory cannot be written; the copy is not equal (then it is removed).
    pub fn backup(&self, dir: &Path, progress: &mut dyn FnMut(u64, u64)) -> Answer<BackedUp> {
        fs::create_dir_all(dir).map_err(|e| StoreFault::io(dir, "建立", &e))?;
        copy(self.db(), dir, "minzheng", progress)
    }

    /// Puts a backup in the place of an office, keeping what was there beside it under another name (returned).
    ///
    /// # Errors
    /// The backup is no whole office of this program; the place cannot be written. What was there is then still there.
    pub fn restore(backup: &Path, path: &Path) -> Answer<Option<PathBuf>> {
        let store = Store::open_read_only(backup)?;
        whole(store.db(), backup)?;
        let dir = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let copied = copy(store.db(), dir, "restoring", &mut |_, _| {})?;
        let stamp = stamp();
        let old = fs::symlink_metadata(path).is_ok().then(|| renamed(path, &format!(".before-{stamp}")));
        if let Some(old) = &old {
            for ending in ["", "-wal", "-shm"] {
                let (from, to) = (renamed(path, ending), renamed(old, ending));
                if fs::symlink_metadata(&from).is_ok() {
                    fs::rename(&from, &to).map_err(|e| StoreFault::io(&from, "改名", &e))?;
                }
            }
        }
        publish(&copied.path, path)?;
        Ok(old)
    }
}

/// A verified copy beside the file, before a migration.
pub(super) fn beside(db: &Connection, path: &Path, mark: &str) -> Answer<PathBuf> {
    let dir = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let stem = path.file_stem().map_or_else(|| "minzheng".to_owned(), |s| s.to_string_lossy().into_owned());
    copy(db, dir, &format!("{stem}-{mark}"), &mut |_, _| {}).map(|b| b.path)
}

fn renamed(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn stamp() -> String {
    audit::clock().replace(['-', ':'], "").replace(' ', "-")
}

fn copy(db: &Connection, dir: &Path, stem: &str, progress: &mut dyn FnMut(u64, u64)) -> Answer<BackedUp> {
    let name = format!("{stem}-{}", stamp());
    let mut place = dir.join(format!("{name}.db"));
    let mut more = 1;
    while fs::symlink_metadata(&place).is_ok() {
        more += 1;
        place = dir.join(format!("{name}-{more}.db"));
    }
    let building = super::building_place(&place)?;
    let made = (|| {
        // One moment of the office: all reading of it happens in this transaction.
        let moment = Transaction::new_unchecked(db, TransactionBehavior::Deferred)?;
        let office = contents(&moment)?;
        write_pages(&moment, &building, progress)?;
        drop(moment);
        let file = fs::File::open(&building).map_err(|e| StoreFault::io(&building, "读取", &e))?;
        file.sync_all().map_err(|e| StoreFault::io(&building, "写入", &e))?;
        let copy = reopened(&building)?;
        whole(&copy, &building)?;
        if contents(&copy)? != office {
            return Err(StoreFault::Surroundings(format!(
                "备份与原库不一致, 已作废; 原库没有变动, 请换一个盘再备份 ({})",
                dir.display()
            )));
        }
        Ok(office)
    })();
    match made {
        Ok(office) => {
            let (sha256, bytes) = digest_of(&building)?;
            publish(&building, &place)?;
            sync_directory(&place);
            let rows = office.into_iter().map(|c| (c.table, c.rows)).collect();
            Ok(BackedUp { path: place, bytes, sha256, rows })
        }
        Err(e) => {
            // It has never had a name that anybody could take for a backup.
            let _ = fs::remove_file(&building);
            Err(e)
        }
    }
}

fn write_pages(db: &Connection, building: &Path, progress: &mut dyn FnMut(u64, u64)) -> Answer<()> {
    let _ = fs::remove_file(building);
    fs::File::create_new(building).map_err(|e| StoreFault::io(building, "写入", &e))?;
    let mut target = Connection::open(building)?;
    {
        let backup = Backup::new(db, &mut target)?;
        loop {
            let step = backup.step(STRIDE)?;
            let p = backup.progress();
            let (all, left) = (u64::try_from(p.pagecount).unwrap_or(0), u64::try_from(p.remaining).unwrap_or(0));
            progress(all.saturating_sub(left), all);
            match step {
                StepResult::Done => break,
                StepResult::More => {}
                _ => std::thread::sleep(std::time::Duration::from_millis(20)),
            }
        }
    }
    target.close().map_err(|(_, e)| e)?;
    Ok(())
}

/// Opens a file as it lies there, without making anything beside it.
fn reopened(path: &Path) -> Answer<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let db = Connection::open_with_flags(format!("file:{}?immutable=1", open::uri_path(path)), flags)?;
    open::apply(&db)?;
    Ok(db)
}

/// SQLite finds nothing wrong with the file.
fn whole(db: &Connection, path: &Path) -> Answer<()> {
    let said: String = db.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0))?;
    if said == "ok" {
        return Ok(());
    }
    Err(StoreFault::BadFile(format!("{} 已损坏 ({said}); 没有使用它", path.display())))
}

/// The tables of a file with their content.
fn contents(db: &Connection) -> Answer<Vec<Content>> {
    let mut names =
        db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")?;
    let tables: Vec<String> = names.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
    tables.into_iter().map(|table| content(db, table)).collect()
}

fn content(db: &Connection, table: String) -> Answer<Content> {
    let mut get = db.prepare(&format!("SELECT * FROM \"{table}\""))?;
    let columns = get.column_count();
    let mut digest = Sha256::new();
    let mut count = 0;
    let mut rows = get.query([])?;
    while let Some(row) = rows.next()? {
        count += 1;
        for i in 0..columns {
            match row.get_ref(i)? {
                ValueRef::Null => digest.update([0]),
                ValueRef::Integer(n) => {
                    digest.update([1]);
                    digest.update(n.to_le_bytes());
                }
                ValueRef::Real(f) => {
                    digest.update([2]);
                    digest.update(f.to_le_bytes());
                }
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                    digest.update([3]);
                    digest.update(bytes.len().to_le_bytes());
                    digest.update(bytes);
                }
            }
        }
    }
    Ok(Content { table, rows: count, digest: digest.finalize().into() })
}

/// SHA-256 of a file in hexadecimal, and its length.
fn digest_of(path: &Path) -> Answer<(String, u64)> {
    let mut file = fs::File::open(path).map_err(|e| StoreFault::io(path, "读取", &e))?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0_u8; 1 << 16];
    let mut bytes = 0_u64;
    loop {
        let n = file.read(&mut buffer).map_err(|e| StoreFault::io(path, "读取", &e))?;
        let Some(read) = buffer.get(..n).filter(|r| !r.is_empty()) else { break };
        digest.update(read);
        bytes += u64::try_from(n).unwrap_or(0);
    }
    let hex = digest.finalize().iter().map(|b| format!("{b:02x}")).collect();
    Ok((hex, bytes))
}
