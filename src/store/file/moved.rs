//! Whether an open office's file is still the one at its path, with the log (`-wal`) and the shared memory (`-shm`) that were opened
//! with it. SQLite goes on with what it has opened: what is saved into a file that was moved away, replaced, or has lost its log is
//! in no office any more. Asked before anything is written and before it is made to last. The file is only looked at, never
//! opened (but once for all, by `overwritten`): who closes any handle of it gives up all locks of the process on it (POSIX).
//!
//! On Windows an open office cannot be moved, replaced or removed; there the times of making are compared.

use crate::store::engine::{Db, Number};
use crate::store::fault::{Answer, StoreFault};
use crate::store::file::files::{Identity, with_ending};
use crate::store::file::overwritten::Content;
use crate::store::file::schema::{APPLICATION_ID, SCHEMA_VERSION};
use crate::store::file::shape;
use std::cell::Cell;
use std::fs;
use std::path::PathBuf;

/// A file with what it was at opening.
#[derive(Debug)]
pub(in crate::store) struct Seen {
    path: PathBuf,
    was: Option<Identity>,
}

impl Seen {
    pub(in crate::store) fn now(path: PathBuf) -> Seen {
        let was = Identity::of(&path);
        Seen { path, was }
    }
    /// What is there now, if it is another one.
    fn change(&self) -> Option<Change> {
        match (self.was?, Identity::of(&self.path)) {
            (was, Some(is)) if was == is => None,
            (_, Some(_)) => Some(Change::Replaced),
            (_, None) => Some(Change::Gone),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Gone,
    Replaced,
}

/// The files of an open office as they were at opening.
#[derive(Debug)]
pub(in crate::store) struct Opened {
    file: Seen,
    log: Seen,
    shared: Seen,
    /// [`Number::SchemaVersion`] when its objects were last compared.
    schema: Cell<i64>,
    content: Content,
    /// Another file was seen to have been copied over it.
    overwritten: Cell<bool>,
}

/// What is found instead of an office's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Adrift {
    /// Nothing is at the path.
    Gone,
    /// Another file is at the path.
    Replaced,
    /// The file is there; its log or shared memory was removed, and nobody has made another one.
    NoLog,
    /// The file is there with a log of somebody else's.
    OtherLog,
    /// Another file was copied over it.
    Overwritten,
}

impl Opened {
    /// What lies beside an office that has just been opened and read from; `file` is what was there before.
    ///
    /// # Errors
    /// It is another file by now.
    pub(in crate::store) fn with(db: &Db, file: Seen) -> Answer<Opened> {
        if file.change().is_some() {
            let shown = file.path.display();
            return Err(StoreFault::Gone(format!("{shown} 在打开的时候被换掉了; 没有改动它, 请再打开一次")));
        }
        let real = fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone());
        let beside = |ending: &str| Seen::now(with_ending(&real, ending));
        let schema = Cell::new(db.number(Number::SchemaVersion)?);
        let content = Content::of(&real);
        let overwritten = Cell::new(false);
        Ok(Opened { file, log: beside("-wal"), shared: beside("-shm"), schema, content, overwritten })
    }

    /// What is wrong with the files, if anything: three looks at the directory.
    fn adrift(&self) -> Option<Adrift> {
        Some(match (self.file.change(), self.log.change(), self.shared.change()) {
            (None, None, None) if self.overwritten.get() => Adrift::Overwritten,
            (None, None, None) => return None,
            (Some(Change::Gone), _, _) => Adrift::Gone,
            (Some(Change::Replaced), _, _) => Adrift::Replaced,
            (None, Some(Change::Replaced), _) | (None, _, Some(Change::Replaced)) => Adrift::OtherLog,
            (None, _, _) => Adrift::NoLog,
        })
    }

    /// Within a change: the file is the one that was opened and at its place, an office of this program yet, and nobody has given it other objects since it was opened.
    pub(in crate::store) fn is_ours(&self, db: &Db) -> Answer<()> {
        let schema = db.number(Number::SchemaVersion)?;
        self.overwritten.set(self.overwritten.get() || self.content.is_another(db, schema)?);
        self.is_in_place()?;
        let version = db.number(Number::UserVersion)?;
        if db.number(Number::ApplicationId)? != i64::from(APPLICATION_ID) || version != i64::from(SCHEMA_VERSION) {
            return Err(StoreFault::BadFile(format!(
                "库文件已被另一版本的程序改过 (库版本 {version}, 本程序 {SCHEMA_VERSION}); 这次没有保存, 填的还在, 请退出后用新版程序打开"
            )));
        }
        if schema != self.schema.get() {
            match shape::told(&shape::schema_differences(db)?) {
                Some(told) => return Err(StoreFault::BadFile(told)),
                None => self.schema.set(schema),
            }
        }
        Ok(())
    }

    /// Bytes of the log.
    pub(in crate::store) fn log_length(&self) -> u64 {
        fs::metadata(&self.log.path).map_or(0, |m| m.len())
    }

    pub(in crate::store) fn is_adrift(&self) -> bool {
        self.adrift().is_some()
    }

    /// Refuses what would be written into a file that is nobody's.
    pub(in crate::store) fn is_in_place(&self) -> Answer<()> {
        if self.is_adrift() {
            return Err(StoreFault::Gone("库文件不在原处; 这次没有保存, 填的还在, 请再试一次".to_owned()));
        }
        Ok(())
    }

    /// What is to be said when the files are adrift, after what can be saved of the log has been. Not within a transaction.
    pub(in crate::store) fn told(&self, db: &Db) -> Option<String> {
        let path = self.file.path.display();
        Some(match self.adrift()? {
            Adrift::Gone => format!(
                "库文件 {path} 已不在原处, 被移走或删除了; 不能再保存, 填的还在, 屏幕上的是移走前的内容: \
                 请把文件放回原处再保存, 放不回的请退出, 用 minzheng restore 恢复备份"
            ),
            Adrift::Replaced => format!(
                "库文件 {path} 已被换成另一个 (恢复过备份, 或被别的文件盖住); 不能再保存, 填的还在, 屏幕上的是换掉前的内容: \
                 请记下所填的内容, 退出后重新打开"
            ),
            Adrift::Overwritten => format!(
                "库文件 {path} 被别的文件覆盖了 (复制时盖住了它); 这次没有保存, 填的还在, 不能再保存: 请记下所填的内容, \
                 把库文件复制一份, 退出所有窗口后运行 minzheng verify, 有错的用 minzheng restore 恢复备份"
            ),
            Adrift::NoLog if brought_in(db) && self.adrift() == Some(Adrift::NoLog) => format!(
                "库文件 {path} 旁边的日志 (-wal、-shm) 被删除了; 此前保存的已经全部并入库文件, 现在不能再保存, 填的还在: \
                 请记下所填的内容, 退出后重新打开"
            ),
            Adrift::NoLog | Adrift::OtherLog => format!(
                "库文件 {path} 旁边的日志 (-wal、-shm) 被删除或换掉了; 不能再保存, 填的还在, 最近保存的可能没有进入库文件: \
                 请退出所有窗口, 重新打开后运行 minzheng verify, 核对今天录入的内容"
            ),
        })
    }
}

/// Whether all that was saved is in the file itself. Only while nobody has begun another log: then what this program has open is
/// the only one, and is written into the file that it belongs to.
fn brought_in(db: &Db) -> bool {
    db.bring_log_in().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    #[test]
    fn a_change_during_which_the_file_was_moved_away_is_taken_back() {
        use crate::domain::division_code::DivisionCode;
        use crate::store::StoreFault;
        use crate::store::{NewOffice, Store};
        use chrono::NaiveDate;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("office.db");
        let division = DivisionCode::parse("430406").unwrap();
        let new = NewOffice { division, day: NaiveDate::MIN, name: None, demo_day: None, at: None };
        let store = Store::create(&path, &new).unwrap();
        let away = dir.path().join("away.db");
        let moved = store.write(|tx| {
            tx.execute("INSERT INTO unfinished(operator, day, draft) VALUES (1, '2021-12-31', '{}')", [])?;
            std::fs::rename(&path, &away).unwrap();
            Ok(())
        });
        assert!(matches!(moved, Err(StoreFault::Gone(_))));
        std::fs::rename(&away, &path).unwrap();
        let kept = "SELECT count(*) FROM unfinished";
        assert_eq!(store.db().query_row(kept, [], |r| r.get::<i64>(0)).unwrap(), 0);
    }
}
