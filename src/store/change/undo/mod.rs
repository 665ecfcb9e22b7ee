//! Undo: an act that takes another one back. What that wrote goes back in the reverse order, through the one path that writes, so that
//! what follows from rows follows again; and it is an act like others, so that it can be taken back itself.

mod reverse;
mod told;

use crate::domain::reason;
use crate::domain::slip::Slip;
use crate::register::core::acts::ActLine;
use crate::register::core::undoing::Undoing;
use crate::store::change::act::Act;
use crate::store::engine::{Db, Optional};
use crate::store::fault::{Answer, StoreFault};
use crate::store::{Store, Who};
use chrono::NaiveDate;

/// Hears how many rows are done, and of how many.
pub type Progress<'p> = &'p mut dyn FnMut(usize, usize);

impl Store {
    /// What the undo of an act would do and what stands against it, without doing it.
    ///
    /// # Errors
    /// There is no such act; the file cannot be read.
    pub fn undo_preview(&self, act: i64, _day: NaiveDate, _progress: Progress<'_>) -> Answer<Undoing> {
        self.at_one_moment(|| self.undoing(known(self.db(), act)?))
    }

    /// Takes an act back, for a reason, with the codes of doubts that the clerk accepts for it.
    ///
    /// # Errors
    /// No reason; what [`Store::undo_preview`] says against it.
    pub fn undo(
        &self,
        act: i64,
        (who, day): (&Who, NaiveDate),
        why: &str,
        _accept: &[String],
        progress: Progress<'_>,
    ) -> Answer<Undoing> {
        let why = reason::needed(why, "撤销").map_err(StoreFault::refused)?;
        let by = self.by(who, day);
        self.write(|tx| {
            let undoing = self.undoing(known(tx, act)?)?;
            let undo = Act::begin_undo(tx, act, &by, &why)?;
            reverse::reverse(&undo, act, undoing.total, progress)?;
            Ok(Undoing { done_by: Some(undo.key()), ..undoing })
        })
    }
}

/// The act of a number.
fn known(db: &Db, act: i64) -> Answer<ActLine> {
    let mut get = db.prepare_cached(
        "SELECT a.kind, o.full_name, a.at, a.day, a.why, a.undoes, (SELECT u.key FROM act u WHERE u.undoes = a.key)
         FROM act a JOIN operator o ON o.key = a.operator WHERE a.key = ?1",
    )?;
    let found = get.query_row([act], |r| {
        Ok(ActLine {
            key: act,
            kind: r.get(0)?,
            who: r.get(1)?,
            at: r.get(2)?,
            day: r.get(3)?,
            why: r.get(4)?,
            undoes: r.get(5)?,
            undone_by: r.get(6)?,
        })
    });
    found.optional()?.ok_or_else(|| StoreFault::refused(Slip::error("E-UD01", format!("没有办理 #{act}"))))
}
