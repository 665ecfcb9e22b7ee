//! Copies of the office. A copy is called a backup only after it was opened again, checked by SQLite, and found equal to
//! the office table by table. Beside it lies its digest, as `sha256sum -c` reads it. Knows no register.

use crate::register::core::rights::{Action, Ask};
use crate::store::change::act::{Act, ActKind};
use crate::store::change::digest::hex;
use crate::store::engine::{Check, Db, Tx, Way};
use crate::store::far::{self, Steps};
use crate::store::fault::{Answer, StoreFault};
use crate::store::file::content::{contents, not_whole, reopened, whole};
use crate::store::file::files::{self, DIGEST, Making, folder_of, is_there, with_ending};
use crate::store::file::{clock, standing};
use crate::store::{Store, Who};
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// A finished backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// Where it is.
    pub path: PathBuf,
    /// Bytes.
    pub bytes: u64,
    /// SHA-256 of the file, hexadecimal; it stands in the file beside it too.
    pub sha256: String,
    /// Rows of each table.
    pub rows: Vec<(String, i64)>,
    /// Whether an act of the office tells of it: not where that cannot be written.
    pub is_recorded: bool,
}

impl Store {
    /// Copies the office into a directory as `minzheng-YYYYMMDD-HHMMSS.db`, opens the copy, checks it and compares it.
    /// Others may go on writing: the copy is of one moment. Once it is there an act of the
    /// office tells of it, with its name and digest; an office that cannot be written can still be copied.
    ///
    /// # Errors
    /// The directory is in none that is there (a disk that is not connected), or cannot be written; the copy is not equal (then it is removed).
    pub fn backup(&self, dir: &Path, (who, day): (&Who, NaiveDate)) -> Answer<BackedUp> {
        self.gate(Some(who), &Ask::to(Action::Backup))?;
        files::last_folder(dir)?;
        let done = copy(self.db(), dir, "minzheng")?;
        self.tighten_copies(dir);
        let name = done.path.file_name().unwrap_or_default().to_string_lossy();
        let why = format!("{name} SHA-256 {}", done.sha256);
        let recorded = self.write(|tx| Act::begin(tx, ActKind::Backup, &self.by(who, day), Some(&why)).map(drop));
        Ok(BackedUp { is_recorded: recorded.is_ok(), ..done })
    }

    /// Copies of the office that an older version made are no longer for everybody.
    fn tighten_copies(&self, dir: &Path) {
        let stem = stem_of(self.path());
        for (folder, stem) in [(dir, "minzheng"), (folder_of(self.path()), stem.as_str())] {
            for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
                let name = entry.file_name();
                if is_copy_name(&name.to_string_lossy(), stem) || standing::is_kept_name(&name, self.path()) {
                    files::tighten(&entry.path());
                }
            }
        }
    }
}

fn stem_of(path: &Path) -> String {
    path.file_stem().map_or_else(|| "minzheng".to_owned(), |s| s.to_string_lossy().into_owned())
}

/// Whether this program made the name: `STEM-STAMP.db` for a backup, `STEM-vN-STAMP.db` for a copy from before a migration.
fn is_copy_name(name: &str, stem: &str) -> bool {
    let Some(rest) = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('-')?.strip_suffix(".db")) else {
        return false;
    };
    let version = rest.strip_prefix('v').and_then(|rest| rest.split_once('-'));
    let is_version = |v: &str| !v.is_empty() && v.bytes().all(|b| b.is_ascii_digit());
    clock::is_stamp(rest) || version.is_some_and(|(v, stamp)| is_version(v) && clock::is_stamp(stamp))
}

/// A verified copy beside the file, before a migration.
pub(in crate::store) fn beside(db: &Db, path: &Path, mark: &str) -> Answer<PathBuf> {
    copy(db, folder_of(path), &format!("{}-{mark}", stem_of(path))).map(|b| b.path)
}

/// Nothing was changed: the copy is of no use.
pub(in crate::store) fn forget(copy: &Path) {
    for ending in [DIGEST, ""] {
        let _ = fs::remove_file(with_ending(copy, ending));
    }
}

fn copy(db: &Db, dir: &Path, stem: &str) -> Answer<BackedUp> {
    // Before anything is made: from here on it can be stopped.
    far::tell("备份", 0, 0)?;
    let name = format!("{stem}-{}", clock::stamp());
    let making = Making::beside(&dir.join(format!("{name}.db")))?;
    // One moment of the office: all reading of it happens in this transaction.
    let moment = Tx::moment(db)?;
    let office = contents(&moment)?;
    write_pages(&moment, making.path())?;
    drop(moment);
    let mut steps = Steps::of("核对副本", 3);
    steps.next()?;
    let copy = reopened(making.path())?;
    whole(&copy, Check::Whole)?;
    steps.next()?;
    if contents(&copy)? != office {
        return Err(not_whole("表的内容"));
    }
    drop(copy);
    steps.next()?;
    let (sha256, bytes) = digest_of(making.path(), &mut std::io::sink())?;
    far::done();
    let path = put_with_digest(&making, &sha256, dir, &name)?;
    let rows = office.into_iter().map(|c| (c.table, c.rows)).collect();
    Ok(BackedUp { path, bytes, sha256, rows, is_recorded: false })
}

/// Gives a copy the first name that is free for it and for the file of its digest.
fn put_with_digest(making: &Making, sha256: &str, dir: &Path, name: &str) -> Answer<PathBuf> {
    for more in 1_u32.. {
        let file = if more == 1 { format!("{name}.db") } else { format!("{name}-{more}.db") };
        let place = dir.join(&file);
        let beside = with_ending(&place, DIGEST);
        if is_there(&beside) || !making.put(&place)? {
            continue;
        }
        match files::put_bytes(&beside, format!("{sha256}  {file}\n").as_bytes()) {
            Ok(true) => return Ok(place),
            // Without its digest it is no backup.
            not_put => {
                let _ = fs::remove_file(&place);
                return not_put.and(Err(files::taken(&beside)));
            }
        }
    }
    Err(files::taken(&dir.join(name)))
}

fn write_pages(db: &Db, building: &Path) -> Answer<()> {
    let mut target = Db::open(building, Way::Writing)?;
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let is_whole = db.copy_pages(&mut target, &mut |done, of| far::tell("复制(页)", count(done), count(of)).is_ok())?;
    target.close()?;
    if is_whole { Ok(()) } else { Err(StoreFault::stopped()) }
}

/// So many bytes are read between two looks whether it is still wanted.
const TOLD: u64 = 1 << 23;

/// SHA-256 of a file in hexadecimal, and its length; what is read goes on to `to`.
pub(in crate::store) fn digest_of(path: &Path, to: &mut dyn Write) -> Answer<(String, u64)> {
    let mut file = File::open(path).map_err(|e| StoreFault::io(path, "读取", &e))?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0_u8; 1 << 16];
    let mut bytes = 0_u64;
    let all = file.metadata().map_or(0, |meta| meta.len());
    let count = |n: u64| usize::try_from(n >> 20).unwrap_or(usize::MAX);
    loop {
        if bytes.is_multiple_of(TOLD) {
            far::tell("读取(MB)", count(bytes), count(all))?;
        }
        let n = file.read(&mut buffer).map_err(|e| StoreFault::io(path, "读取", &e))?;
        let Some(read) = buffer.get(..n).filter(|r| !r.is_empty()) else { break };
        digest.update(read);
        to.write_all(read).map_err(|e| StoreFault::io(path, "复制", &e))?;
        bytes += u64::try_from(n).unwrap_or(0);
    }
    let hex = hex(&digest.finalize()).collect();
    Ok((hex, bytes))
}
