//! One row as it is stored.

use crate::register::{Register, Values};
use crate::store::engine::Db;
use crate::store::fault::Answer;
use crate::store::read::sql::{self, taken};

/// A row's stored values by its key; none when there is no such row.
pub(in crate::store) fn stored_row(
    db: &Db,
    register: &'static Register,
    key: i64,
) -> Answer<Option<(Values, i64, Option<i64>)>> {
    let sql = format!(
        "SELECT r.act, r.voided_by, {} FROM {} r WHERE r.key = ?1",
        sql::field_list(register, "r"),
        register.read_from()
    );
    let mut get = db.prepare_cached(&sql)?;
    let mut rows = get.query([key])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let values = sql::values_at(register, row, 2)?;
    let voided = taken(row.get_ref(1)?).int();
    Ok(Some((values, row.get(0)?, voided)))
}
