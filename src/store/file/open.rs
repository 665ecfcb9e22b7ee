//! Opening the office's file: what it must be, and the settings under which it is read and written. Only what the first
//! frame needs is done here; SQLite's integrity check runs later (verify). Knows no register.

use crate::store::engine::{self, Db, Error, Number, Way};
use crate::store::fault::{Answer, StoreFault};
use crate::store::file::files::with_ending;
use crate::store::file::moved::{Opened, Seen};
use crate::store::file::schema::{APPLICATION_ID, SCHEMA_VERSION};
use crate::store::file::{busy, files, migrate, own, place, shape, standing};
use crate::store::{Office, Store};
use std::fs;
use std::path::Path;

impl Store {
    /// Opens an office. A file that may not be written is opened for reading; then every save is refused.
    ///
    /// # Errors
    /// [`StoreFault::BadFile`] for what is no office of this program (foreign, damaged, cut, newer),
    /// [`StoreFault::Surroundings`] for what the machine does not give (missing, no right, a network share).
    pub fn open(path: &Path) -> Answer<Store> {
        place::look_at(path)?;
        let writable = fs::metadata(path).is_ok_and(|m| !m.permissions().readonly())
            && fs::OpenOptions::new().write(true).open(path).is_ok();
        if !writable {
            return Store::open_read_only(path);
        }
        // Made by an older version, they may be for everybody to read.
        let real = files::end_of_link(path).map_err(|e| StoreFault::io(path, "打开", &e))?;
        ["", "-wal", "-shm"].iter().for_each(|ending| files::tighten(&with_ending(&real, ending)));
        let file = Seen::now(path.to_owned());
        standing::has_one_name(&real)?;
        let last = own::last_act(&real);
        let mut db = Db::open(path, Way::Writing).map_err(|e| named(path, e))?;
        // Until the log is known to be the file's, closing the file must not bring it in.
        db.leave_log_at_close(true)?;
        match settle(&mut db, path) {
            Ok(()) => {}
            Err(Unsettled::ReadOnlyDirectory) => return Store::open_read_only(path),
            Err(Unsettled::Fault(StoreFault::BadFile(_))) if last.is_some() => return Err(own::strange_log(path)),
            Err(Unsettled::Fault(f)) => return Err(f),
        }
        own::has_own_log(&db, path, last.as_ref())?;
        db.leave_log_at_close(false)?;
        standing::drop_second_names(&real);
        migrate::bring_up(&db, path)?;
        Store::over(db, path, Some(file), false)
    }

    /// Opens an office for reading only.
    ///
    /// # Errors
    /// As [`Store::open`]; an older schema cannot be migrated here and is refused.
    pub fn open_read_only(path: &Path) -> Answer<Store> {
        place::look_at(path)?;
        let file = Seen::now(path.to_owned());
        let last = files::end_of_link(path).ok().and_then(|real| own::last_act(&real));
        let mut db = Db::open(path, Way::Reading).map_err(|e| named(path, e))?;
        match settle(&mut db, path) {
            Ok(()) => {
                own::has_own_log(&db, path, last.as_ref())?;
                return Store::over(migrate::refuse_older(db)?, path, Some(file), true);
            }
            Err(Unsettled::Fault(f)) => return Err(f),
            Err(Unsettled::ReadOnlyDirectory) => {}
        }
        // A WAL file on a read-only medium opens only as immutable; that is right only where no log waits beside it.
        if place::beside(path, "-wal").is_some_and(|n| n > 0) {
            return Err(StoreFault::Surroundings(format!(
                "{} 旁边的 -wal 文件里有还没有并入的数据, 而目录是只读的; 请把这两个文件一起复制到可写的目录再打开",
                path.display()
            )));
        }
        Store::open_unchanging(path)
    }

    /// Opens a file that nobody changes, or of whose rows that are read nobody does: no lock is asked for.
    pub(in crate::store) fn open_unchanging(path: &Path) -> Answer<Store> {
        let mut db = Db::open(path, Way::Unchanging).map_err(|e| named(path, e))?;
        settled(&mut db, path)?;
        Store::over(migrate::refuse_older(db)?, path, None, true)
    }

    /// Opens an office that this process has open already, for work beside the screen that nobody waits for at each key: it keeps
    /// less of the file in memory. The file is not looked at again: who closes any handle of a file gives up all locks of the
    /// process on it (POSIX), and another program would then take the log beside the file for nobody's and remove it.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_beside(path: &Path) -> Answer<Store> {
        let file = Seen::now(path.to_owned());
        let mut db = Db::open(path, Way::Writing).map_err(|e| named(path, e))?;
        let store = match settle(&mut db, path) {
            Ok(()) => {
                let read_only = db.is_read_only()?;
                Store::over(migrate::refuse_older(db)?, path, Some(file), read_only)?
            }
            Err(Unsettled::ReadOnlyDirectory) => Store::open_unchanging(path)?,
            Err(Unsettled::Fault(fault)) => return Err(fault),
        };
        store.db().set_memory(3000)?;
        Ok(store)
    }

    pub(in crate::store) fn over(db: Db, path: &Path, file: Option<Seen>, read_only: bool) -> Answer<Store> {
        let differences = shape::schema_differences(&db)?;
        let office = Office::read(&db)?;
        let opened = file.map(|file| Opened::with(&db, file)).transpose()?.into();
        let path = path.to_owned();
        let (at, kept, log_left) = Default::default();
        let (seat, looked) = Default::default();
        Ok(Store { db, path, office, read_only, differences, opened, log_left, at, kept, seat, looked })
    }
}

/// Why the settings could not be applied.
enum Unsettled {
    /// Beside the file nothing can be written.
    ReadOnlyDirectory,
    /// Anything else.
    Fault(StoreFault),
}

impl Unsettled {
    fn fault(self, path: &Path) -> StoreFault {
        match self {
            Unsettled::Fault(f) => f,
            Unsettled::ReadOnlyDirectory => {
                StoreFault::Surroundings(format!("{} 所在的目录不可写, 打不开库文件", path.display()))
            }
        }
    }
}

/// Settles a file beside which nothing needs to be written, or where it can be.
pub(in crate::store) fn settled(db: &mut Db, path: &Path) -> Answer<()> {
    settle(db, path).map_err(|u| u.fault(path))
}

/// Checks what the file claims to be and applies the settings.
fn settle(db: &mut Db, path: &Path) -> Result<(), Unsettled> {
    db.ask_when_busy(busy::wait).map_err(|e| Unsettled::Fault(e.into()))?;
    let claims = (|| -> engine::Result<(i64, i64)> {
        let id = db.number(Number::ApplicationId)?;
        let version = db.number(Number::UserVersion)?;
        db.set_for_work()?;
        Ok((id, version))
    })();
    let (id, version) = claims.map_err(|e| match e {
        Error::CannotOpen | Error::ReadOnly => Unsettled::ReadOnlyDirectory,
        Error::Foreign | Error::Corrupt => Unsettled::Fault(damaged(path)),
        Error::Busy => Unsettled::Fault(busy::in_vain(path)),
        e => Unsettled::Fault(e.into()),
    })?;
    let shown = path.display();
    let bad = if id != i64::from(APPLICATION_ID) {
        format!("{shown} 是别的程序的数据库, 不是民政办公库; 没有改动它, 请核对文件名")
    } else if version > i64::from(SCHEMA_VERSION) {
        format!(
            "{shown} 是由更新版本的程序建立或升级的 (库版本 {version}), 本程序旧了, 只认到 {SCHEMA_VERSION}; 没有改动它, 请换用新版程序"
        )
    } else if version < 1 {
        format!("{shown} 里的库版本 {version} 是没有过的; 没有改动它, 请用备份恢复")
    } else {
        return Ok(());
    };
    Err(Unsettled::Fault(StoreFault::BadFile(bad)))
}

fn named(path: &Path, e: Error) -> StoreFault {
    match e {
        Error::CannotOpen | Error::NoRight => {
            StoreFault::Surroundings(format!("打不开 {}; 请检查文件和目录的读写权限", path.display()))
        }
        Error::Foreign | Error::Corrupt => damaged(path),
        e => e.into(),
    }
}

pub(in crate::store) fn damaged(path: &Path) -> StoreFault {
    StoreFault::BadFile(format!(
        "{} 已损坏, 没有打开也没有改动它; 请用 minzheng restore 恢复最近一次备份",
        path.display()
    ))
}
