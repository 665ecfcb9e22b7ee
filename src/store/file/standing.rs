//! What stands at the place of an office while another file takes that place: held so that nobody else opens it, its log all in it, and
//! given way to in one step. At every moment the place holds the old file or the new one, whole, and no log that is not its own.

use crate::store::engine::{self, Db, Error, Number, Optional, Way};
use crate::store::fault::{Answer, StoreFault};
use crate::store::file::files::{self, Making, SIDE, folder_of, is_there, with_ending};
use crate::store::file::schema::APPLICATION_ID;
use crate::store::file::{busy, clock, place};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A place and what stands there.
pub struct Standing {
    place: PathBuf,
    what: What,
}

enum What {
    /// Nothing.
    Free,
    /// An office, open and locked.
    Office(Db),
    /// A file that SQLite cannot read. Nobody works in it.
    Unreadable,
}

impl Standing {
    /// Looks at a place, a link followed, and locks the office that stands there.
    ///
    /// # Errors
    /// It is no place for an office; the file there is another program's; it is open elsewhere; it cannot be written.
    pub fn hold(place: &Path) -> Answer<Standing> {
        let refused = |why: &str| StoreFault::Surroundings(format!("{} {why}; 没有动它, 请核对路径", place.display()));
        let real = match fs::canonicalize(place) {
            Ok(real) => real,
            Err(e) if e.kind() == ErrorKind::NotFound && !is_there(place) => place.to_owned(),
            Err(e) if e.kind() == ErrorKind::NotFound => return Err(refused("是链接, 它指向的文件不在")),
            Err(e) => return Err(StoreFault::io(place, "打开", &e)),
        };
        place::refuse_share(&real)?;
        let what = match fs::metadata(&real) {
            Ok(meta) if !meta.is_file() => return Err(refused("不是文件")),
            Ok(_) => locked(&real)?.map_or(What::Unreadable, What::Office),
            Err(_) => What::Free,
        };
        // What a run that was cut off took out of the way of nothing.
        if matches!(what, What::Unreadable) {
            second_names(&real).iter().for_each(|kept| put_back(&real, kept));
        }
        drop_second_names(&real);
        Ok(Standing { place: real, what })
    }

    /// Where it stands: the end of the link.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// District and name of the office that stands there, where there is one that can be read.
    pub(in crate::store) fn office(&self) -> Option<(String, String)> {
        let What::Office(db) = &self.what else { return None };
        db.query_row("SELECT division, name FROM office", [], |r| Ok((r.get(0)?, r.get(1)?))).optional().ok()?
    }

    /// Gives the place to another file, whole and on its way there. With a mark the old file is kept beside it, under its name with that
    /// ending or the next free one, which is returned.
    ///
    /// # Errors
    /// The disk refuses; the text says which of the two stands.
    pub fn give_way(self, making: &Making, mark: Option<&str>) -> Answer<Option<PathBuf>> {
        let Standing { place, what } = self;
        let held = match what {
            What::Free => return making.put_new(&place).map(|()| None),
            What::Office(db) => Some(db),
            What::Unreadable => None,
        };
        making.take_after(&place)?;
        let has_log = held.is_none();
        // Where an open file cannot lose its name, it is closed first.
        let held = held.filter(|_| !cfg!(windows));
        let kept = mark.map(|mark| Kept::beside(&place, mark)).transpose()?;
        let path = kept.as_ref().map(|k| k.path.clone());
        // The log must not be removed by name when the old file is closed: by then the name is another file's.
        let by_name = |is_left: bool| held.as_ref().map_or(Ok(()), |db| db.leave_log_at_close(is_left));
        by_name(true)?;
        let given = put_aside(&place, path.as_deref(), has_log).and_then(|()| making.put_over(&place));
        match given {
            Ok(()) => Ok(path),
            Err(fault) => {
                // The new file may have its name already, and only the disk has not said so.
                if is_there(making.path()) {
                    by_name(false)?;
                    path.iter().for_each(|kept| put_back(&place, kept));
                }
                Err(fault)
            }
        }
    }
}

/// The office at a place for nobody but us, all of its log in it; none when SQLite cannot read the file.
fn locked(place: &Path) -> Answer<Option<Db>> {
    let shown = place.display();
    let at_work = || {
        let by = busy::holder_of(place).map_or_else(|| "别的窗口或程序".to_owned(), |holder| format!(" {holder} "));
        StoreFault::Surroundings(format!("{shown} 正被{by}打开; 没有动它, 请先退出打开它的所有窗口, 再做一次"))
    };
    let opened = (|| -> engine::Result<(Db, i64, bool)> {
        let mut db = Db::open(place, Way::Writing)?;
        // What is not taken over is left as it lies there: SQLite would bring the log of a broken file into it, and remove it.
        db.leave_log_at_close(true)?;
        db.ask_when_busy(busy::wait)?;
        db.take_alone()?;
        let id = db.number(Number::ApplicationId)?;
        let is_empty = db.empty_log()?;
        Ok((db, id, is_empty))
    })();
    match opened {
        Ok((_, id, _)) if id != i64::from(APPLICATION_ID) && fs::metadata(place).is_ok_and(|m| m.len() > 0) => {
            Err(StoreFault::BadFile(format!("{shown} 是别的程序的数据库, 不是民政办公库; 没有动它, 请核对文件名")))
        }
        Ok((_, _, false)) => Err(at_work()),
        Ok((db, _, true)) => {
            db.leave_log_at_close(false)?;
            Ok(Some(db))
        }
        Err(Error::Foreign | Error::Corrupt) => Ok(None),
        Err(Error::Busy) => Err(at_work()),
        Err(e) => Err(e.into()),
    }
}

/// Takes what lies beside the old file out of the way of the new one: with the old file, or away where nothing is in it any more.
fn put_aside(place: &Path, kept: Option<&Path>, has_log: bool) -> Answer<()> {
    for ending in SIDE {
        let from = with_ending(place, ending);
        let done = match kept.filter(|_| has_log || ending == "-journal") {
            Some(kept) => fs::rename(&from, with_ending(kept, ending)),
            None => fs::remove_file(&from),
        };
        done.or_else(|e| if e.kind() == ErrorKind::NotFound { Ok(()) } else { Err(e) })
            .map_err(|e| StoreFault::io(&from, "移开", &e))?;
    }
    // Before the new file has the name, the disk knows that nothing of the old one's lies beside it.
    files::sync_folder(place).map_err(|e| StoreFault::io(folder_of(place), "写入", &e))
}

/// The old file did not have to give way: it is as it was.
fn put_back(place: &Path, kept: &Path) {
    for ending in SIDE {
        let own = with_ending(place, ending);
        if !is_there(&own) {
            let _ = fs::rename(with_ending(kept, ending), own);
        }
    }
    let _ = fs::remove_file(kept);
}

/// Takes away the names under which an office was to be kept when it gave way, where it did not: a run was cut off before. Under such a
/// name a file would go on changing, and SQLite would keep a second log for it.
pub(in crate::store) fn drop_second_names(place: &Path) {
    for kept in second_names(place) {
        let _ = fs::remove_file(kept);
    }
}

/// The names that [`Kept::beside`] gave to the very file at a place. The folder is read only for a file of more than one name.
#[cfg(unix)]
fn second_names(place: &Path) -> Vec<PathBuf> {
    use std::os::unix::fs::MetadataExt;
    let Ok(meta) = fs::symlink_metadata(place) else { return Vec::new() };
    if meta.nlink() < 2 {
        return Vec::new();
    }
    let is_it = |entry: &fs::DirEntry| {
        is_kept_name(&entry.file_name(), place)
            && entry.metadata().is_ok_and(|m| (m.dev(), m.ino()) == (meta.dev(), meta.ino()))
    };
    let entries = fs::read_dir(folder_of(place)).into_iter().flatten().filter_map(Result::ok);
    entries.filter(is_it).map(|entry| entry.path()).collect()
}
/// The names cannot be counted.
#[cfg(not(unix))]
fn second_names(_: &Path) -> Vec<PathBuf> {
    Vec::new()
}

/// Refuses a file that has a second name, for which SQLite would keep a second log; but for those under which it was to be kept when it
/// gave way.
///
/// # Errors
/// [`StoreFault::Surroundings`].
#[cfg(unix)]
pub(in crate::store) fn has_one_name(path: &Path) -> Answer<()> {
    use std::os::unix::fs::MetadataExt;
    let others = u64::try_from(second_names(path).len()).unwrap_or(0);
    if fs::metadata(path).is_ok_and(|m| m.nlink() > 1 + others) {
        return Err(StoreFault::Surroundings(format!(
            "{} 这个库文件还有另一个文件名 (硬链接), 用两个名字打开会损坏数据; 没有打开它, 请先删去多余的那个名字, \
             要留副本的用 minzheng backup",
            path.display()
        )));
    }
    Ok(())
}
/// The names cannot be counted here.
#[cfg(not(unix))]
pub(in crate::store) fn has_one_name(_: &Path) -> Answer<()> {
    Ok(())
}

/// What a name under which an old file is kept has behind the name of its place; the clock's digits follow.
pub(in crate::store) const KEPT: &str = ".before-";

/// Whether it is a name under which the file of a place is kept.
pub(in crate::store) fn is_kept_name(name: &OsStr, place: &Path) -> bool {
    let of = place.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_string_lossy();
    name.strip_prefix(&*of).and_then(|rest| rest.strip_prefix(KEPT)).is_some_and(clock::is_stamp)
}

/// The old file under a second name.
struct Kept {
    path: PathBuf,
    /// Where it had to be copied: closed only with the rest, since closing any handle of a file gives up the locks on it (POSIX).
    _read: Option<File>,
}

impl Kept {
    fn beside(place: &Path, mark: &str) -> Answer<Kept> {
        for more in 1_u32.. {
            let path = with_ending(place, &if more == 1 { mark.to_owned() } else { format!("{mark}-{more}") });
            match fs::hard_link(place, &path) {
                Ok(()) => return Ok(Kept { path, _read: None }),
                Err(_) if is_there(&path) => {}
                Err(_) => return Kept::copied(place, path),
            }
        }
        Err(files::taken(place))
    }

    /// For file systems without links.
    fn copied(place: &Path, path: PathBuf) -> Answer<Kept> {
        let making = Making::beside(&path)?;
        let copied = || -> io::Result<File> {
            let mut read = File::open(place)?;
            io::copy(&mut read, &mut fs::OpenOptions::new().write(true).open(making.path())?)?;
            Ok(read)
        };
        let read = copied().map_err(|e| StoreFault::io(&path, "写入", &e))?;
        making.put_new(&path)?;
        Ok(Kept { path, _read: Some(read) })
    }
}
