//! The lines of a batch as rows: their keys, their place in the file, how they are while they wait for the bank.
//!
//! Must not decide what is paid.

use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::register::benefits::payment::PAYMENT;
use crate::store::change::act::{Act, Cell, Run};
use crate::store::fault::Answer;
use crate::store::pay::payroll_facts::{LINES, NewLine, in_batch};

/// The lines of `:batch` that count.
pub(in crate::store) const IN_BATCH: &str = concat!(in_batch!("key", ":batch"), " AND voided_by IS NULL");

/// The keys of a batch's lines.
pub(in crate::store) fn keys_of(batch: i64) -> (i64, i64) {
    (batch * LINES, batch * LINES + LINES - 1)
}

/// A line that waits for the bank's answer.
pub(in crate::store) const WAITING: [(&str, Cell<'static>); 4] =
    [("bank_state", Cell::Text("0")), ("fail_code", Cell::Null), ("paid_on", Cell::Null), ("booked_month", Cell::Null)];

/// What a scheme's papers do not say takes no room.
fn some(text: &str) -> Cell<'_> {
    Some(text).filter(|t| !t.is_empty()).into()
}

/// The same of a number.
fn some_number(number: i64) -> Cell<'static> {
    Some(number).filter(|n| *n != 0).into()
}

const COLUMNS: &str = "batch scheme case_key beneficiary payee division period_due from_month to_month line_type households persons \
    amount extra account_name account_no bank_code institution reissue_of class_code name id_number paper_no sex dis_type kind carer \
    posted family income";

/// Writes the lines of a batch in their order.
pub(in crate::store) fn put_lines(act: &Act<'_>, scheme: Scheme, batch: i64, lines: &[NewLine]) -> Answer<()> {
    act.insert_run(&PAYMENT, batch * LINES + 1, COLUMNS, |rows| {
        let mut due: Option<(Month, String)> = None;
        for line in lines {
            if due.as_ref().is_none_or(|(month, _)| *month != line.period_due) {
                due = Some((line.period_due, line.period_due.to_string()));
            }
            let due = due.as_ref().map_or("", |(_, text)| text.as_str());
            put_line(rows, scheme, batch, due, line)?;
        }
        Ok(())
    })
}

fn put_line(rows: &mut Run<'_>, scheme: Scheme, batch: i64, due: &str, line: &NewLine) -> Answer<()> {
    let range = line.range.map(|(from, to)| (from.to_string(), to.to_string()));
    let printed = &line.printed;
    rows.add(&[
        batch.into(),
        scheme.name().into(),
        line.case_key.into(),
        line.person.into(),
        line.payee.into(),
        (&line.division).into(),
        due.into(),
        range.as_ref().map(|(from, _)| from).into(),
        range.as_ref().map(|(_, to)| to).into(),
        line.line_type.into(),
        line.count.0.into(),
        line.count.1.into(),
        line.amount.0.as_fen().into(),
        line.amount.1.as_fen().into(),
        (&line.account.name).into(),
        (&line.account.number).into(),
        (&line.account.bank).into(),
        line.institution.into(),
        line.reissue_of.into(),
        line.class.as_ref().into(),
        (&printed.name).into(),
        (&printed.id_number).into(),
        some(&printed.paper_no),
        some(&printed.sex),
        some(&printed.dis_type),
        some(&printed.kind),
        some(&printed.carer),
        some(&printed.posted),
        some_number(printed.family),
        some_number(printed.income_fen),
    ])
}
