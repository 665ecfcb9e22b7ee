//! Since when an institution has the account that it has. It keeps none with a start of its own: the audit knows.

use crate::store::change::act::ActKind;
use crate::store::change::act::audit::{self, Copy};
use crate::store::date;
use crate::store::engine::{Db, Optional, params};
use crate::store::fault::{Answer, StoreFault};
use crate::store::pay::payroll_facts::PayeeAccount;
use crate::store::read::entered::entered_by;
use chrono::NaiveDate;

/// What was written of an institution alone, the latest first. An undo only gives back what an earlier act wrote.
const WRITTEN: &str = "SELECT t.day, u.before, u.after FROM audit u JOIN act t ON t.key = u.act
    WHERE u.register = 'institution' AND u.row = ?1 AND u.last_row IS NULL AND t.kind <> ?2 ORDER BY u.key DESC";

/// The day of the latest act that gave an institution this account, which it has now: one that changed it so, or entered it.
pub(super) fn account_since(db: &Db, institution: i64, account: &PayeeAccount) -> Answer<Option<NaiveDate>> {
    let copy = |text: &str| audit::copy(text).map_err(|_| StoreFault::damaged("供养机构的留痕不能读"));
    let is_it = |copy: &Copy| {
        let parts = [("account_name", &account.name), ("account_no", &account.number), ("bank_code", &account.bank)];
        parts.iter().all(|(col, part)| copy.get(*col).and_then(|v| v.as_str()) == Some(part.as_str()))
    };
    let mut get = db.prepare_cached(WRITTEN)?;
    let mut rows = get.query(params![institution, ActKind::Undo.name()])?;
    while let Some(row) = rows.next()? {
        let (day, before, after): (String, Option<String>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let is = copy(&after)?;
        let was = before.map(|text| Ok::<_, StoreFault>(audit::before(&is, copy(&text)?))).transpose()?;
        if is_it(&is) && !was.is_some_and(|was| is_it(&was)) {
            return Ok(date(&day));
        }
    }
    let entered = format!(
        "SELECT t.day FROM institution i JOIN act t ON t.key = {} WHERE i.key = ?1",
        entered_by("institution", "i")
    );
    let day: Option<String> = db.prepare_cached(&entered)?.query_row([institution], |r| r.get(0)).optional()?;
    Ok(day.as_deref().and_then(date))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;

    #[test]
    fn what_was_written_of_an_institution_is_found_through_an_index() {
        let plan = plan::of(WRITTEN);
        assert!(plan[0].contains("audit_row (register=? AND row=?)"), "{plan:?}");
    }
}
