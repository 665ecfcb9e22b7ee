//! What the bank paid for a case: how much in a year, up to which month, line by line.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::payment::LineType;
use crate::domain::recovery::{Line, Standing};
use crate::store::engine::{Db, Optional, params};
use crate::store::fault::Answer;
use crate::store::month;
use crate::store::pay::payroll_facts::SENT;

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

/// The lines of a case of some types, but for those that were refused and sent again: what was sent again is told as what it was first.
fn lines(types: &str) -> String {
    format!(
        "SELECT coalesce(p.from_month, o.from_month, p.period_due), coalesce(p.to_month, o.to_month, p.period_due), \
            coalesce(o.line_type, p.line_type), p.amount_fen, p.bank_state, b.state, b.batch_no
         FROM payment p CROSS JOIN batch b ON b.key = p.batch LEFT JOIN payment o ON o.key = p.reissue_of
         WHERE p.case_key = ?1 AND p.line_type {types} AND p.voided_by IS NULL
           AND NOT (p.bank_state = '2' AND EXISTS (SELECT 1 FROM payment a WHERE a.reissue_of = p.key AND a.voided_by IS NULL))
         ORDER BY p.period_due, p.line_type"
    )
}

/// The lines of a case in batches.
pub(in crate::store) fn lines_of(db: &Db, case: i64) -> Answer<Vec<Line>> {
    let mut found = Vec::new();
    for types in ["IN ('01','08')", "NOT IN ('01','08')"] {
        let mut get = db.prepare_cached(&lines(types))?;
        let mut rows = get.query([case])?;
        while let Some(row) = rows.next()? {
            let (from, to, line_type): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let (bank, batch): (String, String) = (row.get(4)?, row.get(5)?);
            let Some(((from, to), line_type)) = month(&from).zip(month(&to)).zip(LineType::from_code(&line_type))
            else {
                continue;
            };
            let standing = match bank.as_str() {
                "1" => Standing::Paid,
                "2" => Standing::Refused,
                _ if SENT.contains(&batch.as_str()) => Standing::Sent,
                _ => Standing::Drafted,
            };
            let amount = Money::fen(row.get(3)?);
            found.push(Line { range: (from, to), line_type, amount, standing, batch_no: row.get(6)? });
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;

    #[test]
    fn the_lines_of_a_case_are_found_by_it() {
        for types in ["IN ('01','08')", "NOT IN ('01','08')"] {
            let plan = plan::of(&lines(types));
            assert!(plan.iter().all(|step| !step.contains("SCAN")), "{plan:?}");
        }
    }
}
