//! What the bank paid for a case: how much in a year, and up to which month.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::store::engine::{Db, Optional, params};
use crate::store::fault::Answer;
use crate::store::month;

/// What the bank paid for a case and was booked in the year of a month. Arrears of the year before are among them.
pub(in crate::store) fn paid_in_year_of(db: &Db, case: i64, now: Month) -> Answer<Money> {
    let first = Month::new(now.year(), 1).unwrap_or(now);
    let range = params![case, first.plus(-12).to_string(), first.to_string(), first.plus(11).to_string()];
    let mut sum = Money::ZERO;
    for (index, types) in [("payment_once", "IN"), ("payment_other", "NOT IN")] {
        let sql = format!(
            "SELECT coalesce(sum(amount_fen), 0) FROM payment INDEXED BY {index} WHERE case_key = ?1 AND period_due >= ?2
             AND line_type {types} ('01','08') AND voided_by IS NULL AND bank_state = '1' AND booked_month BETWEEN ?3 AND ?4"
        );
        let part: i64 = db.prepare_cached(&sql)?.query_row(range, |r| r.get(0))?;
        sum = sum.checked_add(Money::fen(part)).unwrap_or(sum);
    }
    Ok(sum)
}

/// The last month of a case with a line that the bank has paid.
pub(in crate::store) fn paid_until(db: &Db, case: i64) -> Answer<Option<Month>> {
    let mut last: Option<Month> = None;
    for types in ["IN ('01','08')", "NOT IN ('01','08')"] {
        let sql = format!(
            "SELECT period_due FROM payment WHERE case_key = ?1 AND line_type {types} AND voided_by IS NULL
             AND bank_state = '1' ORDER BY period_due DESC LIMIT 1"
        );
        let found: Option<String> = db.prepare_cached(&sql)?.query_row([case], |r| r.get(0)).optional()?;
        last = last.max(found.as_deref().and_then(month));
    }
    Ok(last)
}
