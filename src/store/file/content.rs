//! What a file holds, read as it lies on the disk: whether it is whole, and whether it is equal to another. Knows no register.

use crate::store::Store;
use crate::store::change::digest::Form;
use crate::store::engine::{Check, Db, Way};
use crate::store::far::Steps;
use crate::store::fault::{Answer, StoreFault};
use crate::store::file::files::{Making, with_ending};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::thread;

/// The content of one table: rows, and a digest over them in the order of their keys.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::store) struct Content {
    pub table: String,
    pub rows: i64,
    digest: [u8; 32],
}

impl Store {
    /// Opens a file on its way as it lies on the disk, after its last change, and looks through it: its log is all in it, SQLite finds
    /// nothing wrong with it, and what its rows refer to is there.
    ///
    /// # Errors
    /// It is not whole.
    pub fn finished(making: &Making) -> Answer<Store> {
        let db = reopened(making.path())?;
        let tables = Mutex::new(db.tables()?);
        let broken = thread::scope(|threads| {
            let beside = threads.spawn(|| broken_references(&reopened(making.path())?, &tables));
            whole(&db, Check::Quick)?;
            let here = broken_references(&db, &tables)?;
            let there = beside.join().map_err(|_| StoreFault::defect("检查引用的线程中断".to_owned()))??;
            Ok::<usize, StoreFault>(here + there)
        })?;
        if broken > 0 {
            return Err(not_whole(&format!("{broken} 处引用不存在")));
        }
        Store::over(db, making.path(), None, true)
    }
}

/// How many rows of tables refer to what is not there. Of the same tables several threads may ask beside one another: each takes one that is
/// left, the last of them first.
fn broken_references(db: &Db, tables: &Mutex<Vec<String>>) -> Answer<usize> {
    let mut broken = 0;
    while let Some(table) = tables.lock().ok().and_then(|mut tables| tables.pop()) {
        broken += db.broken_references_of(&table)?.len();
    }
    Ok(broken)
}

/// Opens a file on its way as it lies there, without making anything beside it.
///
/// # Errors
/// Not all that was written has come into it.
pub(in crate::store) fn reopened(path: &Path) -> Answer<Db> {
    if fs::metadata(with_ending(path, "-wal")).is_ok_and(|m| m.len() > 0) {
        return Err(not_whole("日志没有全部并入"));
    }
    let db = Db::open(path, Way::Unchanging)?;
    db.set_for_work()?;
    Ok(db)
}

/// SQLite's check finds nothing wrong with the file.
pub(in crate::store) fn whole(db: &Db, how: Check) -> Answer<()> {
    db.check(how, 1)?.first().map_or(Ok(()), |wrong| Err(not_whole(wrong)))
}

/// That a file which was just written is not what was to be written.
pub(in crate::store) fn not_whole(why: &str) -> StoreFault {
    StoreFault::Surroundings(format!(
        "写出的文件与应有的内容不符 ({why}), 没有采用; 原有数据没有变动, 请检查磁盘, 或换一个盘"
    ))
}

/// The tables of a file with their content.
pub(in crate::store) fn contents(db: &Db) -> Answer<Vec<Content>> {
    let tables = db.tables()?;
    let mut steps = Steps::of("读取(表)", tables.len());
    let read = tables.into_iter().map(|table| steps.next().and_then(|()| content(db, table)));
    read.collect()
}

fn content(db: &Db, table: String) -> Answer<Content> {
    let mut get = db.prepare(&format!("SELECT * FROM \"{table}\""))?;
    let columns = get.column_count();
    let (mut digest, mut form) = (Sha256::new(), Form::default());
    let mut count = 0;
    let mut rows = get.query([])?;
    while let Some(row) = rows.next()? {
        count += 1;
        form.clear();
        for at in 0..columns {
            form.add(row.get_ref(at)?);
        }
        digest.update(form.as_bytes());
    }
    Ok(Content { table, rows: count, digest: digest.finalize().into() })
}
