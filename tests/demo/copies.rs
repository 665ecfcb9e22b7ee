//! Copies of the demonstration office for tests that change it. One that is given back is made equal to the office again, and only what
//! differs is written: there are no more of them than tests that run side by side, and the disk is not busy with whole files.

use crate::office;
use minzheng::store::{Store, Who};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Those that nobody has.
static FREE: Mutex<Vec<Copy>> = Mutex::new(Vec::new());

/// Bytes that are compared, and written, at a time.
const PIECE: u64 = 1 << 16;

struct Copy {
    file: PathBuf,
    _dir: tempfile::TempDir,
}

/// A copy while a test has it. Where the test fails it is thrown away.
pub struct Lent(Option<Copy>);

/// A copy to change.
pub fn copied() -> (Lent, Store, Who) {
    let free = FREE.lock().unwrap().pop();
    let copy = free.unwrap_or_else(|| {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("copy.db");
        fs::copy(office::file(), &file).unwrap();
        Copy { file, _dir: dir }
    });
    let store = Store::open(&copy.file).unwrap();
    let who = store.who(None).unwrap();
    (Lent(Some(copy)), store, who)
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(copy) = self.0.take().filter(|_| !std::thread::panicking()) {
            make_equal(&copy.file, office::file()).unwrap();
            FREE.lock().unwrap().push(copy);
        }
    }
}

/// Makes a file that nobody has open equal to another.
fn make_equal(copy: &Path, office: &Path) -> io::Result<()> {
    for ending in ["-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{ending}", copy.display()));
    }
    let mut office = File::open(office)?;
    let mut copy = File::options().read(true).write(true).open(copy)?;
    let (mut right, mut is, mut at) = (Vec::new(), Vec::new(), 0);
    while piece(&mut office, at, &mut right)? > 0 {
        piece(&mut copy, at, &mut is)?;
        if is != right {
            copy.seek(SeekFrom::Start(at))?;
            copy.write_all(&right)?;
        }
        at += PIECE;
    }
    copy.set_len(office.metadata()?.len())
}

fn piece(file: &mut File, at: u64, bytes: &mut Vec<u8>) -> io::Result<usize> {
    bytes.clear();
    file.seek(SeekFrom::Start(at))?;
    file.take(PIECE).read_to_end(bytes)
}

#[test]
fn a_copy_that_comes_back_is_the_office_again() {
    let (lent, store, _) = copied();
    let file = store.path().to_owned();
    drop(store);
    rusqlite::Connection::open(&file)
        .unwrap()
        .execute_batch("UPDATE person SET name = name || '甲'; CREATE TABLE more AS SELECT * FROM person")
        .unwrap();
    let office = fs::read(office::file()).unwrap();
    assert!(fs::read(&file).unwrap() != office);
    make_equal(&file, office::file()).unwrap();
    assert!(fs::read(&file).unwrap() == office);
    drop(lent);
}
