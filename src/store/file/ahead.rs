//! The office's file read once from front to back, before work that touches most of it. A slow disk gives what lies in a row many
//! times as fast as page by page in the order in which it is needed; from then on the system has it in memory. Knows no SQL.

use crate::store::Store;
use crate::store::file::files::Identity;
use crate::store::file::handles;
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A larger file would push out of memory what else is in use.
const MOST: u64 = 256 << 20;
/// As much is read between two looks whether it is still wanted.
const PIECE: usize = 1 << 20;
/// So long what was read is taken for still being in memory.
const STAYS: Duration = Duration::from_secs(300);

/// Which files were read whole, and when that was done.
static DONE: Mutex<Vec<(Identity, Instant)>> = Mutex::new(Vec::new());

impl Store {
    /// Reads the office's file into the system's memory, up to 256 MiB, as long as `going` says so. Costs milliseconds where it is
    /// there already; nothing comes of it where it cannot be read: the work itself will say so.
    pub fn read_ahead(&self, going: &dyn Fn() -> bool) {
        let _ = read(self.path(), going);
    }
}

fn done() -> MutexGuard<'static, Vec<(Identity, Instant)>> {
    DONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives how many bytes were read.
fn read(path: &Path, going: &dyn Fn() -> bool) -> io::Result<u64> {
    let (identity, file) = handles::kept(path)?;
    let stays = done().iter().any(|(of, at)| *of == identity && at.elapsed() < STAYS);
    if stays || file.metadata()?.len() > MOST {
        return Ok(0);
    }
    let mut buffer = vec![0; PIECE];
    let mut at = 0;
    while going() {
        let n = handles::read_at(file, &mut buffer, at)?;
        at += u64::try_from(n).unwrap_or_default();
        if n == 0 {
            let mut done = done();
            done.retain(|(of, _)| *of != identity);
            done.push((identity, Instant::now()));
            break;
        }
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::fs::File;

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
