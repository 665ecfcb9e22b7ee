//! What an office's file stands on: the file system, the room on it, how long the disk takes to confirm a write, and whether the file is
//! an office of this program. The office stays as it is, an older one too; beside it a file is written and taken away, and with it what programs
//! that broke off have left there. Knows no register.

use crate::store::Store;
use crate::store::fault::{Answer, StoreFault};
use crate::store::file::files::Making;
use crate::store::file::place;
use crate::store::file::schema::SCHEMA_VERSION;
use std::fs::{self, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// So many writes are confirmed one after the other.
const WRITES: usize = 9;
/// As much as a small act writes.
const PIECE: usize = 8192;

/// The ground of a file that is there, or is to be made.
#[derive(Debug)]
pub struct Ground {
    /// The kind of file system, where the system tells.
    pub kind: Option<String>,
    /// Whether it is another machine's.
    pub is_share: bool,
    /// Bytes that are free for this user, where the system tells.
    pub free: Option<u64>,
    /// How long a write took until the disk confirmed it: the median; why it could not be written.
    pub confirms: Result<Duration, StoreFault>,
}

/// An office's file, looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its schema; an older one is brought up when it is opened to work.
    pub version: i32,
    /// Bytes.
    pub size: u64,
    /// Whether this user may write it.
    pub writable: bool,
    /// 单位名称; none of an older one, which is not opened here.
    pub name: Option<String>,
    /// What is to be said of its objects, which are not those that the program makes.
    pub warning: Option<String>,
    /// What is to be said of the clock, seen from its latest act.
    pub clock: Option<String>,
}

impl Ground {
    /// That of a file's place.
    pub fn of(place: &Path) -> Ground {
        let kind = place::kind_of(place);
        Ground {
            is_share: kind.as_deref().is_some_and(place::is_network),
            kind,
            free: free(place),
            confirms: confirms(place),
        }
    }
}

/// The free bytes of the disk.
#[cfg(unix)]
fn free(place: &Path) -> Option<u64> {
    let told = rustix::fs::statvfs(super::files::folder_of(place)).ok()?;
    Some(told.f_bavail.saturating_mul(told.f_frsize))
}
#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

/// Writes what an act writes, as often as makes a median, in a file that is gone afterwards.
fn confirms(place: &Path) -> Result<Duration, StoreFault> {
    let told = |e: std::io::Error| StoreFault::io(place, "写入", &e);
    let making = Making::beside(place)?;
    let mut file = OpenOptions::new().write(true).open(making.path()).map_err(told)?;
    let mut took = Vec::with_capacity(WRITES);
    for _ in 0..WRITES {
        let began = Instant::now();
        file.seek(SeekFrom::Start(0)).map_err(told)?;
        file.write_all(&[0; PIECE]).map_err(told)?;
        file.sync_all().map_err(told)?;
        took.push(began.elapsed());
    }
    took.sort_unstable();
    Ok(took.get(WRITES / 2).copied().unwrap_or_default())
}

/// Looks at an office's file without changing it.
///
/// # Errors
/// It is not there, no office of this program, damaged or newer, or lies on another machine's disk.
pub fn look(path: &Path) -> Answer<Seen> {
    place::look_at(path)?;
    let meta = fs::metadata(path).map_err(|e| StoreFault::io(path, "打开", &e))?;
    let writable = !meta.permissions().readonly() && OpenOptions::new().write(true).open(path).is_ok();
    let seen = Seen { version: version(path)?, size: meta.len(), writable, name: None, warning: None, clock: None };
    if (1..SCHEMA_VERSION).contains(&seen.version) {
        return Ok(seen);
    }
    // Where nobody has it open, a reader with locks would leave the files of its log beside it.
    let store = match place::beside(path, "-wal") {
        None => Store::open_unchanging(path)?,
        Some(_) => Store::open_read_only(path)?,
    };
    let clock = store.clock_doubt(store.db())?.map(|slip| slip.text);
    Ok(Seen { name: Some(store.office().name.clone()), warning: store.warning(), clock, ..seen })
}

/// `user_version`, as it stands in the head of the file.
fn version(path: &Path) -> Answer<i32> {
    let mut head = [0; 64];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.map_err(|e| StoreFault::io(path, "读取", &e))?;
    Ok(head.last_chunk().copied().map_or(0, i32::from_be_bytes))
}
