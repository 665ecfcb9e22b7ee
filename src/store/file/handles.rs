//! Handles of files that are read past SQLite. They are closed with the process and not before: who closes any handle of a file gives
//! up all locks of the process on it (POSIX), those of the open office too. Knows no SQL.

use crate::store::file::files::Identity;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

static KEPT: Mutex<Vec<(Identity, &'static File)>> = Mutex::new(Vec::new());

/// The handle of the file at a path, and which file that is.
///
/// # Errors
/// There is none, or it cannot be read.
pub(in crate::store) fn kept(path: &Path) -> io::Result<(Identity, &'static File)> {
    let identity = Identity::of(path).ok_or(io::ErrorKind::NotFound)?;
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = kept.iter().find(|(of, _)| *of == identity) {
        return Ok(*known);
    }
    let file: &'static File = Box::leak(Box::new(File::open(path)?));
    kept.push((identity, file));
    Ok((identity, file))
}

/// Reads from a place on; how many bytes, none at the end. Others read from the same handle.
///
/// # Errors
/// The disk refuses.
pub(in crate::store) fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<usize> {
    #[cfg(unix)]
    return std::os::unix::fs::FileExt::read_at(file, bytes, at);
    #[cfg(windows)]
    return std::os::windows::fs::FileExt::seek_read(file, bytes, at);
}
