//! Whether a file that is opened lies there with its own log. A file put in the place of another finds the other's log beside it, and
//! SQLite would take it for its own. Knows no register.

use crate::store::engine::{self, Db, Error, Optional, Way};
use crate::store::fault::{Answer, StoreFault};
use crate::store::file::files::with_ending;
use std::path::Path;

/// The last act that a file holds by itself, without the log beside it.
#[derive(Debug)]
pub(in crate::store) struct LastAct {
    key: i64,
    content: String,
}

/// An act as one text; the columns are those of every schema.
const CONTENT: &str = "quote(kind) || quote(operator) || quote(at) || quote(day) || quote(why)";

/// What a file says by itself before its log is read; none where no log lies beside it, or where the file without it cannot be read:
/// a log that was being brought in leaves a file so. No connection to the file may be open in this process (POSIX locks).
pub(in crate::store) fn last_act(path: &Path) -> Option<LastAct> {
    std::fs::metadata(with_ending(path, "-wal")).ok().filter(|log| log.len() > 0)?;
    let db = Db::open(path, Way::Unchanging).ok()?;
    let sql = format!("SELECT key, {CONTENT} FROM act ORDER BY key DESC LIMIT 1");
    db.query_row(&sql, [], |r| Ok(LastAct { key: r.get(0)?, content: r.get(1)? })).ok()
}

/// Refuses a log that is another file's: with it the file has lost its last act, or the acts after it have gaps. Acts are only ever
/// added, each by the next key, so with its own log neither can be.
///
/// # Errors
/// [`StoreFault::BadFile`] names what lies there; nothing was changed.
pub(in crate::store) fn has_own_log(db: &Db, path: &Path, last: Option<&LastAct>) -> Answer<()> {
    let Some(last) = last else { return Ok(()) };
    let (own, count, greatest) = match acts_from(db, last) {
        Err(Error::Corrupt | Error::Foreign) => return Err(strange_log(path)),
        acts => acts?,
    };
    if own.as_ref() == Some(&last.content) && greatest.unwrap_or(last.key) - last.key == count {
        return Ok(());
    }
    Err(strange_log(path))
}

/// With the log: the content of that act, how many come after it, and the last key of these.
fn acts_from(db: &Db, last: &LastAct) -> engine::Result<(Option<String>, i64, Option<i64>)> {
    let sql = format!("SELECT {CONTENT} FROM act WHERE key = ?1");
    let own = db.query_row(&sql, [last.key], |r| r.get(0)).optional()?;
    let after = "SELECT count(*), max(key) FROM act WHERE key > ?1";
    db.query_row(after, [last.key], |r| Ok((own, r.get(0)?, r.get(1)?)))
}

/// What is said of a log that is not the file's.
pub(in crate::store) fn strange_log(path: &Path) -> StoreFault {
    let shown = path.display();
    StoreFault::BadFile(format!(
        "{shown} 旁边的 {shown}-wal 不是它的日志: 库文件被换成了另一个或较早的副本; 没有打开也没有改动它们。\
         请把 {shown}-wal 和 {shown}-shm 移到别处留存, 再打开; 换进来的不对的, 用 minzheng restore 恢复备份"
    ))
}
