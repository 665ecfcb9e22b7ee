//! The reverse of an act.

use crate::domain::slip::Slip;
use crate::register::{Register, written};
use crate::store::change::act::audit::{self, was};
use crate::store::change::act::{Act, Copy};
use crate::store::change::resolve::listed;
use crate::store::engine::{Db, Sql};
use crate::store::fault::{Answer, StoreFault};

/// Hears how many rows are done, and of how many: those that go back, then those that are judged. Says whether to go on.
pub type Progress<'p> = &'p mut dyn FnMut(usize, usize) -> bool;

/// Tells it. `E-UD09` where it says to stop: what is written by then is taken back.
pub(super) fn tell(progress: &mut dyn FnMut(usize, usize) -> bool, done: usize, all: usize) -> Answer<()> {
    match progress(done, all) {
        true => Ok(()),
        false => Err(StoreFault::refused(Slip::error("E-UD09", "已停下, 没有撤销, 数据没有变动"))),
    }
}

const ONE: &str = concat!(
    "SELECT register, row, last_row, CASE WHEN last_row IS NULL THEN ",
    was!(),
    " ELSE before END FROM audit WHERE key = ?1"
);

/// What one audit row says that an act wrote: a row, or all rows from `row` to `last`.
pub(super) struct Written {
    pub register: &'static Register,
    pub row: i64,
    pub last: Option<i64>,
    /// What it was before: the whole row, or what all rows had in the columns that were changed. None where it was not there.
    pub before: Option<Copy>,
}

/// What a row was. One that cannot be read is no row that was not there: the file is damaged.
fn copy_of(text: &str) -> Answer<Copy> {
    audit::copy(text).map_err(|_| StoreFault::damaged("留痕里的原值读不出来"))
}

impl Written {
    /// What an audit row says; none of the names in a batch, which stay with it.
    pub fn read(db: &Db, key: i64) -> Answer<Option<Written>> {
        let mut get = db.prepare_cached(ONE)?;
        let mut rows = get.query([key])?;
        let Some(r) = rows.next()? else { return Ok(None) };
        let name: String = r.get(0)?;
        let Some(register) = written().find(|register| register.name == name) else { return Ok(None) };
        let before: Option<String> = r.get(3)?;
        let before = before.map(|text| copy_of(&text)).transpose()?;
        Ok(Some(Written { register, row: r.get(1)?, last: r.get(2)?, before }))
    }

    /// How many rows it is.
    pub fn count(&self) -> usize {
        usize::try_from(self.last.unwrap_or(self.row) - self.row + 1).unwrap_or(0)
    }
}

const OF_ACT: &str = "SELECT key FROM audit WHERE act = ?1 ORDER BY key";

/// The audit rows of an act, in its order.
pub(super) fn of_act(db: &Db, act: i64) -> Answer<Vec<i64>> {
    listed(db, OF_ACT, [Sql::Integer(act)])
}

/// The reverse of an act: what it wrote last goes back first. What was not there before is void; all else is what it was, void or not.
/// Each step was a valid office before, so that only what others wrote since can stand in its way.
pub(super) fn reverse(undo: &Act<'_>, undone: i64, total: usize, progress: Progress<'_>) -> Answer<()> {
    let mut done = 0;
    for key in of_act(undo.db(), undone)?.into_iter().rev() {
        let Some(written) = Written::read(undo.db(), key)? else { continue };
        match written.last {
            None => undo.put_back(written.register, written.row, written.before.as_ref())?,
            Some(last) => undo.put_back_run(written.register, (written.row, last), written.before.as_ref())?,
        }
        done += written.count();
        tell(progress, done, total.max(done))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;
    use crate::store::whole_schema;

    #[test]
    fn what_cannot_be_read_is_not_what_was_not_there() {
        let db = Db::in_memory().unwrap();
        db.execute_batch(&whole_schema()).unwrap();
        let rows = "INSERT INTO act(key, kind, operator, at, day, digest) VALUES (1, 'enter', 1, '', '2021-12-31', '');
            INSERT INTO audit(key, act, register, row, before, after) VALUES (1, 1, 'person', 1, NULL, '{}'), (2, 1, 'person', 1, '{', '{}');";
        db.execute_batch(&format!("PRAGMA foreign_keys = OFF; {rows}")).unwrap();
        assert!(Written::read(&db, 1).unwrap().unwrap().before.is_none());
        assert_eq!(Written::read(&db, 2).map(drop).unwrap_err().exit_code(), 65);
    }

    #[test]
    fn an_act_is_read_by_the_index_of_acts() {
        plan::seeks(OF_ACT, &["audit USING COVERING INDEX audit_act (act=?)"]);
        plan::seeks(ONE, &["audit USING INTEGER PRIMARY KEY (rowid=?)"]);
    }
}
