//! The lines of a batch as rows: their keys, their place in the file, the audit rows of what an act did to them.
//!
//! Must not decide what is paid.

use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::store::change::audit::{self, Stretch};
use crate::store::engine::{Db, named_params, params};
use crate::store::fault::Answer;
use crate::store::pay::payroll_facts::NewLine;
use serde_json::json;

/// A batch's lines have the keys `batch × LINES` and up.
pub const LINES: i64 = 1_000_000;

/// The lines of `:batch` that count.
pub(in crate::store) const IN_BATCH: &str =
    "key BETWEEN :batch * 1000000 AND :batch * 1000000 + 999999 AND voided_by IS NULL";

/// What a scheme's papers do not say takes no room.
fn some(text: &str) -> Option<&str> {
    Some(text).filter(|t| !t.is_empty())
}

/// Writes the lines of a batch in their order, and that an act wrote them.
pub(in crate::store) fn put_lines(db: &Db, scheme: Scheme, batch: i64, act: i64, lines: &[NewLine]) -> Answer<()> {
    let mut insert = db.prepare_cached(
        "INSERT INTO payment(key, batch, scheme, case_key, beneficiary, payee, division, period_due, from_month, to_month,
                line_type, households, persons, amount_fen, extra_fen, account_name, account_no, bank_code, institution, reissue_of,
                class_code, act, name, id_number, paper_no, sex, dis_type, kind, carer, posted, family, income_fen)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24,
                 ?25, ?26, ?27, ?28, ?29, ?30, ?31)",
    )?;
    let mut due: Option<(Month, String)> = None;
    let mut last = batch * LINES;
    for (key, line) in (last + 1..).zip(lines) {
        last = key;
        if due.as_ref().is_none_or(|(month, _)| *month != line.period_due) {
            due = Some((line.period_due, line.period_due.to_string()));
        }
        let due_text = due.as_ref().map_or("", |(_, text)| text.as_str());
        insert.execute(params![
            key,
            batch,
            scheme.name(),
            line.case_key,
            line.person,
            line.division,
            due_text,
            line.range.map(|(from, _)| from.to_string()),
            line.range.map(|(_, to)| to.to_string()),
            line.line_type,
            line.count.0,
            line.count.1,
            line.amount.0.as_fen(),
            line.amount.1.as_fen(),
            line.account.name,
            line.account.number,
            line.account.bank,
            line.institution,
            line.reissue_of,
            line.class,
            act,
            line.printed.name,
            line.printed.id_number,
            some(&line.printed.paper_no),
            some(&line.printed.sex),
            some(&line.printed.dis_type),
            some(&line.printed.kind),
            some(&line.printed.carer),
            some(&line.printed.posted),
            (line.printed.family != 0).then_some(line.printed.family),
            (line.printed.income_fen != 0).then_some(line.printed.income_fen),
        ])?;
    }
    if lines.is_empty() { Ok(()) } else { audit::write_run(db, act, "payment", (batch * LINES + 1, last), None) }
}

/// The lines of a batch that wait for the bank's answer, as they were written.
pub(in crate::store) fn waiting_lines(db: &Db, batch: i64) -> Answer<Vec<Stretch>> {
    let sql = format!("SELECT key, act FROM payment WHERE {IN_BATCH} AND bank_state = '0' ORDER BY key");
    audit::stretches(db.prepare_cached(&sql)?.query(named_params! { ":batch": batch })?)
}

/// The audit rows of lines that an act has entered the bank's answers for: all of them had been waiting.
pub(in crate::store) fn note_answers(db: &Db, act: i64, waited: &[Stretch]) -> Answer<()> {
    for run in waited {
        let before =
            json!({ "bank_state": "0", "fail_code": null, "paid_on": null, "booked_month": null, "act": run.act });
        audit::write_run(db, act, "payment", (run.first, run.last), Some(&before.to_string()))?;
    }
    Ok(())
}
