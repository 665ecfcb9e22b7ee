//! Taking the bank's result of a line back: the answer was entered wrongly, or belongs to another line. Everything else the
//! bank says is entered by the payroll.

use crate::domain::reason;
use crate::domain::slip::Slip;
use crate::register::core::rights::Action;
use crate::register::{Saved, find};
use crate::store::change::act::{Act, ActKind};
use crate::store::engine::{Db, Optional, Sql};
use crate::store::fault::{Answer, StoreFault};
use crate::store::pay::payroll_facts::{LINES, in_batch};
use crate::store::{Store, Who};
use chrono::NaiveDate;

impl Store {
    /// Takes the bank's result of a line back: the line waits again (待发), its batch counts again what succeeded and
    /// failed, and a closed batch is open again as 已回盘.
    ///
    /// # Errors
    /// No reason; no such line; the bank has not answered yet; a failed line has been re-issued.
    pub fn take_back(&self, line: i64, who: &Who, day: NaiveDate, why: &str) -> Answer<Saved> {
        let why = reason::needed(why, "取回银行结果").map_err(StoreFault::refused)?;
        self.gate_batch(who, Action::Pay, self.scheme_of(line / LINES)?)?;
        let by = self.by(who, day);
        self.write(|tx| {
            let found: Option<(i64, String)> = tx
                .query_row("SELECT batch, bank_state FROM payment WHERE key = ?1 AND voided_by IS NULL", [line], |r| {
                    Ok((r.get(0)?, r.get(1)?))
                })
                .optional()?;
            let Some((batch, state)) = found else {
                return Err(StoreFault::refused(Slip::error("E-RG27", format!("没有发放明细 #{line}"))));
            };
            if state == "0" {
                return Err(StoreFault::refused(Slip::error("E-PAY-042", "这笔明细还没有银行结果")));
            }
            let again = "SELECT 1 FROM payment WHERE reissue_of = ?1 AND voided_by IS NULL";
            if tx.prepare_cached(again)?.exists([line])? {
                return Err(StoreFault::refused(Slip::error("E-PAY-043", "这笔失败明细已重发, 请先处理重发的那一笔")));
            }
            let (Some(payment), Some(batches)) = (find("payment"), find("batch")) else {
                return Err(StoreFault::defect("没有发放登记簿"));
            };
            let act = Act::begin(tx, ActKind::Bank, &by, Some(&why))?;
            let empty = |col: &str| (col.to_owned(), Sql::Null);
            let waits = ("bank_state".to_owned(), Sql::Text("0".to_owned()));
            act.update(payment.register, line, &[waits, empty("fail_code"), empty("paid_on"), empty("booked_month")])?;
            act.update(batches.register, batch, &counted(tx, batch)?)?;
            Ok(Saved { key: line, act: act.key() })
        })
    }
}

/// What the lines of a batch say about it now.
fn counted(db: &Db, batch: i64) -> Answer<Vec<(String, Sql)>> {
    let state: String = db.query_row("SELECT state FROM batch WHERE key = ?1", [batch], |r| r.get(0))?;
    let sums = db.query_row(
        concat!("SELECT count(*) FILTER (WHERE bank_state = '1'), coalesce(sum(amount_fen) FILTER (WHERE bank_state = '1'), 0),
                count(*) FILTER (WHERE bank_state = '2'), coalesce(sum(amount_fen) FILTER (WHERE bank_state = '2'), 0)
         FROM payment WHERE ", in_batch!("key", "?1"), " AND voided_by IS NULL"),
        [batch],
        |r| Ok([r.get::<i64>(0)?, r.get(1)?, r.get(2)?, r.get(3)?]),
    )?;
    let names = ["success_count", "success_fen", "fail_count", "fail_fen"];
    let mut cols: Vec<(String, Sql)> =
        names.iter().zip(sums).map(|(n, v)| ((*n).to_owned(), Sql::Integer(v))).collect();
    if state == "closed" {
        cols.push(("state".to_owned(), Sql::Text("returned".to_owned())));
        cols.push(("closed_at".to_owned(), Sql::Null));
    }
    Ok(cols)
}
