//! What the lines of a batch that the bank has answered come to, by month, town, institution, class and type: kept in `batch_town` beside
//! the batch, for the act that changes it. Knows no figure.

use crate::store::engine::{Db, params};
use crate::store::fault::Answer;
use crate::store::pay::payroll_facts::{ANSWERED, in_batch};

/// The sums of the lines of a batch, in the order of the columns; of its key as SQL names it.
macro_rules! of_lines { ($batch:literal) => { concat!(
    "SELECT ", $batch, ", booked_month, substr(division, 1, 9) || '000', coalesce(institution, 0), coalesce(class_code, ''), line_type, bank_state,
            count(*), sum(persons), sum(amount_fen), sum(extra_fen)
       FROM payment WHERE ",
    in_batch!("key", $batch),
    " AND voided_by IS NULL AND booked_month IS NOT NULL
      GROUP BY booked_month, substr(division, 1, 9), coalesce(institution, 0), coalesce(class_code, ''), line_type, bank_state"
) } }
pub(in crate::store) use of_lines;

/// Keeps the sums of a batch in that state, if they are not kept yet; drops those of one without answers, or that is void.
pub(in crate::store) fn follow(db: &Db, batch: i64, state: &str, is_void: bool) -> Answer<()> {
    let is_answered = ANSWERED.contains(&state) && !is_void;
    if is_answered && db.prepare_cached("SELECT 1 FROM batch_town WHERE batch = ?1")?.exists([batch])? {
        return Ok(());
    }
    drop_of(db, (batch, batch))?;
    if is_answered {
        db.prepare_cached(concat!("INSERT INTO batch_town ", of_lines!("?1")))?.execute([batch])?;
    }
    Ok(())
}

/// Drops the sums of batches from one to another: a line of theirs has another answer. They are kept again with the batch's next step.
pub(in crate::store) fn drop_of(db: &Db, (first, last): (i64, i64)) -> Answer<()> {
    db.prepare_cached("DELETE FROM batch_town WHERE batch BETWEEN ?1 AND ?2")?.execute(params![first, last])?;
    Ok(())
}
