//! `E-UD05`: from approval on a batch holds in place what it pays by: its own rows, and the cases and versions that it was drafted from.

use crate::domain::slip::Slip;
use crate::register::core::acts::How;
use crate::register::{Kind, Register, benefit_of};
use crate::store::change::undo::touched::Touched;
use crate::store::engine::{Db, params};
use crate::store::fault::Answer;
use crate::store::pay::payroll_facts::LINES;
use std::collections::BTreeMap;

/// A batch that is approved, or further.
const APPROVED: &str = "b.state NOT IN ('draft', 'checked') AND b.voided_by IS NULL";

/// Batches by their keys, with their numbers and how many lines of them are concerned.
type Held = BTreeMap<i64, (String, i64)>;

/// The batches that hold rows of an act.
pub(super) fn holding(db: &Db, act: i64, touched: &[Touched]) -> Answer<Vec<Slip>> {
    let mut held = Held::new();
    for rows in touched {
        match rows.register.name {
            "batch" => add(db, &mut held, "b.key BETWEEN ?1 AND ?2", "b.line_count", rows, act)?,
            "payment" => {
                let lines = format!("b.key BETWEEN ?1 / {LINES} AND ?2 / {LINES}");
                add(db, &mut held, &lines, "?2 - ?1 + 1", rows, act)?;
            }
            _ => drafted_from(db, &mut held, act, rows)?,
        }
    }
    let slip = |(number, lines): (String, i64)| {
        let text = format!("批次 {number} 已审批, 有 {lines} 笔明细与它有关, 不能撤销; 差错请在以后的月份补发或抵扣");
        Slip::error("E-UD05", text)
    };
    Ok(held.into_values().map(slip).collect())
}

/// Batches that were drafted since from these cases or versions.
fn drafted_from(db: &Db, held: &mut Held, act: i64, rows: &Touched) -> Answer<()> {
    let lines = match of_versions(rows.register) {
        Some((case, from)) => format!(
            "FROM {} v JOIN payment p ON p.case_key = v.{case} AND p.period_due >= v.{from}",
            rows.register.name
        ),
        None if benefit_of(rows.register.name).is_some() && rows.how != How::Corrected => {
            format!("FROM {} v JOIN payment p ON p.case_key = v.key", rows.register.name)
        }
        None => return Ok(()),
    };
    // Each has its index: see schema.sql, payment.
    for types in ["IN ('01', '08')", "NOT IN ('01', '08')"] {
        let sql = format!(
            "SELECT b.key, b.batch_no, count(*) {lines} AND p.line_type {types} AND p.voided_by IS NULL JOIN batch b ON b.key = p.batch
             WHERE v.key BETWEEN ?1 AND ?2 AND {APPROVED} AND coalesce((SELECT u.act FROM audit u WHERE u.register = 'batch'
                 AND u.row = b.key AND u.last_row IS NULL AND u.before IS NULL), ?3) >= ?3 GROUP BY b.key, b.batch_no"
        );
        let mut get = db.prepare_cached(&sql)?;
        let mut found = get.query(params![rows.first, rows.last, act])?;
        while let Some(row) = found.next()? {
            held.entry(row.get(0)?).or_insert((row.get(1)?, 0)).1 += row.get::<i64>(2)?;
        }
    }
    Ok(())
}

/// The columns of a version, or of a move, with its case and its first month.
fn of_versions(register: &Register) -> Option<(&'static str, &'static str)> {
    let case = register.field(register.parent?)?;
    let of_case = match case.kind {
        Kind::Ref(cases) => benefit_of(cases).is_some(),
        kind => kind == Kind::Case,
    };
    let from = register.dated.filter(|_| of_case)?.start;
    (register.field(from)?.kind == Kind::Month).then_some((case.col, from))
}

/// Adds batches of their own rows.
fn add(db: &Db, held: &mut Held, which: &str, lines: &str, rows: &Touched, _act: i64) -> Answer<()> {
    let sql = format!("SELECT b.key, b.batch_no, {lines} FROM batch b WHERE {which} AND {APPROVED}");
    let mut get = db.prepare_cached(&sql)?;
    let mut found = get.query([rows.first, rows.last])?;
    while let Some(row) = found.next()? {
        let (key, number, lines): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let known = held.entry(key).or_insert((number, 0));
        known.1 = known.1.max(lines);
    }
    Ok(())
}
