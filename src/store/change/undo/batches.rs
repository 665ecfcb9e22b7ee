//! `E-UD05`: from approval on a batch holds in place what it pays by: its own rows, and the cases and versions that it was drafted from.

use crate::domain::slip::Slip;
use crate::domain::text::grouped;
use crate::register::core::acts::How;
use crate::register::{Kind, Register, benefit_of};
use crate::store::change::act::audit;
use crate::store::change::undo::reverse::Written;
use crate::store::change::undo::touched::Touched;
use crate::store::engine::{Db, params};
use crate::store::fault::Answer;
use crate::store::pay::payroll_facts::LINES;
use serde_json::Value as Json;
use std::collections::{BTreeMap, HashSet};

/// A batch that is approved, or further.
const APPROVED: &str = "b.state NOT IN ('draft', 'checked') AND b.voided_by IS NULL";

/// A batch that holds rows of an act.
struct Batch {
    number: String,
    /// Its lines that were drafted from them, each once.
    lines: HashSet<i64>,
    /// How many of its own lines are among them.
    own: i64,
}

impl Batch {
    fn of(number: String) -> Batch {
        Batch { number, lines: HashSet::new(), own: 0 }
    }
    fn count(&self) -> i64 {
        self.own.max(i64::try_from(self.lines.len()).unwrap_or(i64::MAX))
    }
}

/// Batches by their keys, which follow the order in which they were made.
type Held = BTreeMap<i64, Batch>;

/// More batches than these are told together.
const NAMED: usize = 3;

/// The batches that hold rows of an act.
pub(super) fn holding(db: &Db, act: i64, touched: &[Touched]) -> Answer<Vec<Slip>> {
    let mut held = Held::new();
    for rows in touched {
        match rows.register.name {
            "batch" if is_sent_again(db, rows)? => {}
            "batch" => add(db, &mut held, (BATCHES, "b.line_count"), rows)?,
            "payment" => add(db, &mut held, (&of_lines(), "?2 - ?1 + 1"), rows)?,
            _ => drafted_from(db, &mut held, act, rows)?,
        }
    }
    Ok(told(&held.into_values().collect::<Vec<_>>()))
}

/// The batches in words.
fn told(held: &[Batch]) -> Vec<Slip> {
    let slip = |batches: &str, lines: i64| {
        let lines = grouped(lines);
        let text = format!("{batches} 已审批, 有 {lines} 笔明细与它有关, 不能撤销; 差错请在以后的月份补发或抵扣");
        Slip::error("E-UD05", text)
    };
    match held {
        [first, .., last] if held.len() > NAMED => {
            let all = format!("{} 个批次({} 至 {})", held.len(), first.number, last.number);
            vec![slip(&all, held.iter().map(Batch::count).sum())]
        }
        few => few.iter().map(|batch| slip(&format!("批次 {}", batch.number), batch.count())).collect(),
    }
}

/// The states of a batch that the bank has answered, before it is closed.
const OPEN: [&str; 2] = ["returned", "reissuing"];

/// Whether an act wrote of a batch only that what the bank refused is sent again, or is not: that hangs on the batch that sends it.
fn is_sent_again(db: &Db, rows: &Touched) -> Answer<bool> {
    let was = Written::read(db, rows.audit)?.and_then(|written| written.before).map(Json::Object);
    let states = [was, audit::snapshot(db, "batch", rows.first)?];
    let state = |copy: &Option<Json>| copy.as_ref().and_then(|copy| copy.get("state")?.as_str().map(str::to_owned));
    Ok(states.iter().all(|copy| state(copy).is_some_and(|state| OPEN.contains(&state.as_str()))))
}

/// Lines by their types: each has its index, see schema.sql, payment.
const TYPES: [&str; 2] = ["IN ('01', '08')", "NOT IN ('01', '08')"];

/// Batches that were drafted since from these cases or versions.
fn drafted_from(db: &Db, held: &mut Held, act: i64, rows: &Touched) -> Answer<()> {
    for types in TYPES {
        let Some(sql) = drafted_since(rows.register, rows.how, types) else { return Ok(()) };
        let mut get = db.prepare_cached(&sql)?;
        let mut found = get.query(params![rows.first, rows.last, act])?;
        while let Some(row) = found.next()? {
            held.entry(row.get(0)?).or_insert(Batch::of(row.get(1)?)).lines.insert(row.get(2)?);
        }
    }
    Ok(())
}

/// The batches of lines of these types that were drafted since an act from rows of a register of which its undo makes that; none where
/// no line is.
fn drafted_since(register: &Register, how: How, types: &str) -> Option<String> {
    let of_row = match of_versions(register) {
        Some((case, from)) => format!("p.case_key = v.{case} AND p.period_due >= v.{from}"),
        None if benefit_of(register.name).is_some() && how != How::Corrected => "p.case_key = v.key".to_owned(),
        None => return None,
    };
    Some(format!(
        "SELECT b.key, b.batch_no, p.key FROM {} v CROSS JOIN payment p CROSS JOIN batch b
         WHERE v.key BETWEEN ?1 AND ?2 AND {of_row} AND p.line_type {types} AND p.voided_by IS NULL AND b.key = p.batch AND {APPROVED}
           AND coalesce((SELECT u.act FROM audit u WHERE u.register = 'batch'
             AND u.row = b.key AND u.last_row IS NULL AND u.before IS NULL), ?3) >= ?3",
        register.name
    ))
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

/// Batches from one to another.
const BATCHES: &str = "b.key BETWEEN ?1 AND ?2";

/// The batches of lines from one to another.
fn of_lines() -> String {
    format!("b.key BETWEEN ?1 / {LINES} AND ?2 / {LINES}")
}

fn own(which: &str, lines: &str) -> String {
    format!("SELECT b.key, b.batch_no, {lines} FROM batch b WHERE {which} AND {APPROVED}")
}

/// Adds batches of their own rows.
fn add(db: &Db, held: &mut Held, (which, lines): (&str, &str), rows: &Touched) -> Answer<()> {
    let mut get = db.prepare_cached(&own(which, lines))?;
    let mut found = get.query([rows.first, rows.last])?;
    while let Some(row) = found.next()? {
        let (key, number, lines): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let known = held.entry(key).or_insert(Batch::of(number));
        known.own = known.own.max(lines);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::written;
    use crate::store::engine::plan;

    #[test]
    fn many_batches_are_told_together() {
        let batch = |number: &str, lines: &[i64]| Batch {
            lines: lines.iter().copied().collect(),
            ..Batch::of(number.to_owned())
        };
        let held: Vec<Batch> = (1..=5).map(|n| batch(&format!("DBU-20210{n}-01"), &[n, 100 + n])).collect();
        let texts = |held: &[Batch]| told(held).into_iter().map(|slip| slip.text).collect::<Vec<_>>();
        assert_eq!(texts(&held[..3]).len(), 3);
        assert!(texts(&held[..1])[0].starts_with("批次 DBU-202101-01 已审批, 有 2 笔明细"), "{:?}", texts(&held[..1]));
        let together = texts(&held);
        assert!(
            together.len() == 1
                && together[0].starts_with("5 个批次(DBU-202101-01 至 DBU-202105-01) 已审批, 有 10 笔明细")
        );
    }

    #[test]
    fn lines_are_read_by_their_case_and_batches_by_their_key() {
        for which in [BATCHES, &of_lines()] {
            plan::seeks(&own(which, "0"), &["b USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"]);
        }
        let mut versions = 0;
        for register in written() {
            let case = if of_versions(register).is_some() { "(case_key=? AND period_due>?)" } else { "(case_key=?)" };
            for (types, index) in TYPES.into_iter().zip(["payment_once", "payment_other"]) {
                let Some(sql) = drafted_since(register, How::Voided, types) else { continue };
                versions += usize::from(of_versions(register).is_some());
                plan::seeks(
                    &sql,
                    &[
                        "v USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
                        &format!("p USING INDEX {index} {case}"),
                        "b USING INTEGER PRIMARY KEY (rowid=?)",
                        "u USING INDEX audit_row (register=? AND row=?)",
                    ],
                );
            }
        }
        assert!(versions > 6, "versions, and moves");
    }
}
