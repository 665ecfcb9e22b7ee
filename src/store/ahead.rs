//! The office's file read once from front to back, before work that touches most of it. A slow disk gives what lies in a row many
//! times as fast as page by page in the order in which it is needed; from then on the system has it in memory. Knows no SQL.

use super::Store;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A larger file would push out of memory what else is in use.
const MOST: u64 = 256 << 20;
/// As much is read between two looks whether it is still wanted.
const PIECE: u64 = 1 << 20;
/// So long what was read is taken for still being in memory.
const STAYS: Duration = Duration::from_secs(300);

/// A file being read, and when that was done last.
struct Ahead {
    path: PathBuf,
    file: File,
    done: Option<Instant>,
}

/// Handles of its own, closed with the process and not before: who closes any handle of a file gives up all locks of the process
/// on it (POSIX), those of the open office too.
static HANDLES: Mutex<Vec<Ahead>> = Mutex::new(Vec::new());

impl Store {
    /// Reads the office's file into the system's memory, up to 256 MiB, as long as `going` says so. Costs milliseconds where it is
    /// there already; nothing comes of it where it cannot be read: the work itself will say so.
    pub fn read_ahead(&self, going: &dyn Fn() -> bool) {
        let _ = read(self.path(), going);
    }
}

fn handles() -> MutexGuard<'static, Vec<Ahead>> {
    HANDLES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives how many bytes were read.
fn read(path: &Path, going: &dyn Fn() -> bool) -> io::Result<u64> {
    let mut buffer = Vec::new();
    let mut at = 0;
    while going() {
        // Held for one piece only: two threads may read, and each stops when it is told.
        let mut handles = handles();
        let known = match handles.iter().position(|a| a.path == path) {
            Some(known) => known,
            None => {
                handles.push(Ahead { path: path.to_owned(), file: File::open(path)?, done: None });
                handles.len() - 1
            }
        };
        let Some(ahead) = handles.get_mut(known) else { break };
        let stays = at == 0 && ahead.done.is_some_and(|done| done.elapsed() < STAYS);
        if stays || ahead.file.metadata()?.len() > MOST {
            break;
        }
        ahead.file.seek(SeekFrom::Start(at))?;
        buffer.clear();
        let n = (&ahead.file).take(PIECE).read_to_end(&mut buffer)?;
        at += u64::try_from(n).unwrap_or(PIECE);
        if n == 0 {
            ahead.done = Some(Instant::now());
            break;
        }
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_file_is_read_whole_once_and_a_dropped_reading_stops() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("office.db");
        std::fs::write(&path, vec![7; 3 << 20]).unwrap();
        let pieces = Cell::new(0);
        let twice = || {
            pieces.set(pieces.get() + 1);
            pieces.get() <= 2
        };
        assert_eq!(read(&path, &twice).unwrap(), 2 << 20);
        // What was broken off begins anew; what is done stays for a while.
        assert_eq!(read(&path, &|| true).unwrap(), 3 << 20);
        assert_eq!(read(&path, &|| true).unwrap(), 0);
        assert!(read(&dir.path().join("none.db"), &|| true).is_err());
        let large = dir.path().join("large.db");
        File::create(&large).unwrap().set_len(MOST + 1).unwrap();
        assert_eq!(read(&large, &|| true).unwrap(), 0);
    }
}
