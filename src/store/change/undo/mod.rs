//! Undo: an act that takes another one back. What that wrote goes back in the reverse order, through the one path that writes, so that
//! what follows from rows follows again; and it is an act like others, so that it can be taken back itself.

mod reverse;
mod told;

use crate::domain::reason;
use crate::register::core::undoing::Undoing;
use crate::store::change::act::Act;
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::acts::act_line;
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
        self.at_one_moment(|| self.undoing(act_line(self.db(), act)?))
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
            let undoing = self.undoing(act_line(tx, act)?)?;
            let undo = Act::begin_undo(tx, act, &by, &why)?;
            reverse::reverse(&undo, act, undoing.total, progress)?;
            Ok(Undoing { done_by: Some(undo.key()), ..undoing })
        })
    }
}
