//! What the payroll asks of the file and writes to it: a batch with its lines, a step of a batch, the bank's answers; who is
//! payable stands in `payable`. Each is one act in one transaction; totals are recomputed in it. The rules stand in `jobs::payroll`.

pub use crate::store::pay::payroll_facts::{
    BankRefusal, BatchFact, BatchSums, FailedLine, LINES, NewLine, Payable, PayeeAccount, Step,
};

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::reason;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::figure::roll::Printed;
use crate::register::benefits::batch::BATCH;
use crate::register::benefits::payment::PAYMENT;
use crate::register::core::rights::Action;
use crate::store::change::act::{Act, ActKind, owned};
use crate::store::engine::{self, Db, Error, Optional, Row, named_params, params};
use crate::store::fault::{Answer, StoreFault};
use crate::store::pay::account_age::account_since;
use crate::store::pay::batch_names::name_hand;
use crate::store::pay::payable::account;
use crate::store::pay::payroll_lines::{IN_BATCH, WAITING, keys_of, put_lines};
use crate::store::{Store, Who, date, month};
use chrono::NaiveDate;

const FACT: &str = "SELECT key, batch_no, scheme, period, batch_kind, state, act, sent_on, made_by, checked_by, approved_by, \
    finance_by FROM batch WHERE voided_by IS NULL AND ";

const NOT_REISSUED: &str = "NOT EXISTS (SELECT 1 FROM payment r WHERE r.reissue_of = p.key AND r.voided_by IS NULL)";

fn batch_fact(row: Row<'_>) -> engine::Result<BatchFact> {
    let period: String = row.get(3)?;
    let sent: Option<String> = row.get(7)?;
    Ok(BatchFact {
        key: row.get(0)?,
        batch_no: row.get(1)?,
        scheme: row.get(2)?,
        period: month(&period).unwrap_or_else(|| Month::of(NaiveDate::default())),
        kind: row.get(4)?,
        state: row.get(5)?,
        act: row.get(6)?,
        sent_on: sent.as_deref().and_then(date),
        hands: [row.get(8)?, row.get(9)?, row.get(10)?, row.get(11)?],
    })
}

/// What the lines of a batch come to.
fn sums(db: &Db, batch: i64) -> Answer<BatchSums> {
    let sql = format!(
        "SELECT count(*), coalesce(sum(amount_fen), 0), coalesce(sum(persons), 0) FROM payment WHERE {IN_BATCH}"
    );
    let sums = |r: Row<'_>| Ok(BatchSums { lines: r.get(0)?, total: r.get(1)?, persons: r.get(2)? });
    Ok(db.prepare_cached(&sql)?.query_row(named_params! { ":batch": batch }, sums)?)
}

/// Number and sum of the lines of a batch that failed.
fn failed(db: &Db, batch: i64) -> Answer<(i64, i64)> {
    let sql =
        format!("SELECT count(*), coalesce(sum(amount_fen), 0) FROM payment WHERE {IN_BATCH} AND bank_state = '2'");
    Ok(db.prepare_cached(&sql)?.query_row(named_params! { ":batch": batch }, |r| Ok((r.get(0)?, r.get(1)?)))?)
}

impl Store {
    /// A batch.
    ///
    /// # Errors
    /// There is none of that key.
    pub fn batch_fact(&self, key: i64) -> Answer<BatchFact> {
        let found = self.db().prepare_cached(&format!("{FACT}key = ?1"))?.query_row([key], batch_fact).optional()?;
        found.ok_or_else(|| StoreFault::refused(Slip::error("E-PAY-010", format!("没有发放批次 #{key}"))))
    }

    /// The batches of a scheme, oldest first: those of a month, or those in any of some states.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn batch_facts(&self, scheme: Scheme, month: Option<Month>, states: &[&str]) -> Answer<Vec<BatchFact>> {
        self.gate_look()?;
        let mut get =
            self.db().prepare_cached(&format!("{FACT}scheme = ?1 AND (?2 IS NULL OR period = ?2) ORDER BY key"))?;
        let rows = get.query_map(params![scheme.name(), month.map(|m| m.to_string())], batch_fact)?;
        let all: Vec<BatchFact> = rows.collect::<Result<_, _>>()?;
        Ok(all.into_iter().filter(|b| states.is_empty() || states.contains(&b.state.as_str())).collect())
    }

    /// What the lines of a batch come to, summed now.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn batch_sums(&self, batch: i64) -> Answer<BatchSums> {
        sums(self.db(), batch)
    }

    /// How many lines of a batch failed that no living line replaces.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn open_lines(&self, batch: i64) -> Answer<i64> {
        let mut any = self.db().prepare_cached("SELECT 1 FROM batch WHERE key = ?1 AND fail_count > 0")?;
        if !any.exists([batch])? {
            return Ok(0);
        }
        let sql = format!("SELECT count(*) FROM payment p WHERE {IN_BATCH} AND bank_state = '2' AND {NOT_REISSUED}");
        Ok(self.db().prepare_cached(&sql)?.query_row(named_params! { ":batch": batch }, |r| r.get(0))?)
    }

    /// How many batches and lines there are.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn payroll_size(&self) -> Answer<(i64, i64)> {
        let count = "SELECT count(*), coalesce(sum(line_count), 0) FROM batch WHERE voided_by IS NULL";
        Ok(self.db().query_row(count, [], |r| Ok((r.get(0)?, r.get(1)?)))?)
    }

    /// Is the payroll's step that brought a batch where it is the last act of the whole office? Where an undo brought it there,
    /// nobody knows what was written before.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn is_step_last_act(&self, batch: &BatchFact) -> Answer<bool> {
        let sql = "SELECT 1 FROM act WHERE key = ?1 AND kind = ?2 AND key = (SELECT max(key) FROM act)";
        Ok(self.db().prepare_cached(sql)?.exists(params![batch.act, ActKind::Payroll.name()])?)
    }

    /// The cases of a batch with what their normal and care lines come to in fen, in the order of the roll.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn normal_lines(&self, batch: i64) -> Answer<Vec<(i64, i64)>> {
        self.gate_look()?;
        let sql = format!(
            "SELECT case_key, sum(amount_fen) FROM payment WHERE {IN_BATCH} AND line_type IN ('01', '08')
             GROUP BY case_key ORDER BY min(key)"
        );
        let mut get = self.db().prepare_cached(&sql)?;
        let rows = get.query_map(named_params! { ":batch": batch }, |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The normal lines of some cases in a batch, each with what stands beside the case.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn lines_of<T: Copy>(&self, batch: i64, cases: &std::collections::BTreeMap<i64, T>) -> Answer<Vec<(i64, T)>> {
        let mut found = Vec::with_capacity(cases.len());
        if cases.is_empty() {
            return Ok(found);
        }
        let sql = format!("SELECT key, case_key FROM payment WHERE {IN_BATCH} AND line_type = '01' ORDER BY key");
        let mut get = self.db().prepare_cached(&sql)?;
        let mut rows = get.query(named_params! { ":batch": batch })?;
        while let Some(row) = rows.next()? {
            if let Some(beside) = cases.get(&row.get(1)?) {
                found.push((row.get(0)?, *beside));
            }
        }
        Ok(found)
    }

    /// Writes a new batch in 造册 with its lines; the batches of lines that it sends again are being worked on (退回处理).
    ///
    /// # Errors
    /// The schema refuses a line (a second normal line of a case and month, a second re-issue of a line).
    pub fn put_batch(
        &self,
        scheme: Scheme,
        period: Month,
        kind: &str,
        lines: &[NewLine],
        who: &Who,
        day: NaiveDate,
    ) -> Answer<i64> {
        self.gate_batch(who, Action::Draft, Some(scheme))?;
        let by = self.by(who, day);
        let again: std::collections::BTreeSet<i64> =
            lines.iter().filter_map(|l| l.reissue_of).map(|line| line / LINES).collect();
        self.write(|tx| {
            let act = Act::begin(tx, ActKind::Payroll, &by, None)?;
            let before: i64 = tx.query_row(
                "SELECT count(*) FROM batch WHERE scheme = ?1 AND period = ?2",
                params![scheme.name(), period.to_string()],
                |r| r.get(0),
            )?;
            let number = format!("{}-{}-{:02}", scheme.batch_prefix(), period.compact(), before + 1);
            let total = Money::sum(lines.iter().map(|line| line.amount.0)).ok_or(Error::Overflow)?;
            let head = owned(&[
                ("batch_no", (&number).into()),
                ("scheme", scheme.name().into()),
                ("period", (&period.to_string()).into()),
                ("batch_kind", kind.into()),
                ("state", "draft".into()),
                ("line_count", i64::try_from(lines.len()).unwrap_or(i64::MAX).into()),
                ("total_fen", total.as_fen().into()),
                ("made_by", (&who.name).into()),
                ("made_at", (&by.at).into()),
            ]);
            let batch = act.insert(&BATCH, &head)?;
            put_lines(&act, scheme, batch, lines)?;
            self.name_batch(&act, batch, period, lines, who)?;
            for earlier in again {
                act.touch(&BATCH, earlier, &owned(&[("state", "reissuing".into())]))?;
            }
            Ok(batch)
        })
    }

    /// Takes a step of a batch. Number and sum of its lines are recomputed and must be those of its head.
    ///
    /// # Errors
    /// The batch is in another state; lines and head differ (`E-PAY-001`); one person takes two of the four steps.
    pub fn step_batch(&self, batch: i64, step: &Step, who: &Who, day: NaiveDate, why: Option<&str>) -> Answer<()> {
        self.gate_batch(who, step.asked(), self.scheme_of(batch)?)?;
        let by = self.by(who, day);
        let why = why.map(reason::read).transpose().map_err(StoreFault::refused)?.flatten();
        self.write(|tx| {
            let act = Act::begin(tx, ActKind::Payroll, &by, why.as_deref())?;
            let found = sums(tx, batch)?;
            let (state, lines, total, batch_no): (String, i64, i64, String) = tx.query_row(
                "SELECT state, line_count, total_fen, batch_no FROM batch WHERE key = ?1",
                [batch],
                |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)),
            )?;
            if !step.from.contains(&state.as_str()) {
                return Err(StoreFault::refused(Slip::error(
                    "E-PAY-011",
                    format!("批次状态已变为 {state}, 请刷新后再办"),
                )));
            }
            if (lines, total) != (found.lines, found.total) {
                let (sum, head) = (Money::fen(found.total), Money::fen(total));
                let text = format!("明细合计 {} 笔 {sum} 元, 与批次 {lines} 笔 {head} 元不符", found.lines);
                return Err(StoreFault::refused(Slip::error("E-PAY-003", text)));
            }
            let file = format!("{batch_no}.txt");
            let mut cols = vec![("state", step.to.into())];
            if let Some((hand, when)) = step.hand {
                cols.extend([(hand, (&who.name).into()), (when, (&by.at).into())]);
                name_hand(&act, batch, who)?;
            }
            match step.to {
                "sent" => cols.extend([
                    ("sent_on", (&by.day).into()),
                    ("bank_code", "403".into()),
                    ("file_name", (&file).into()),
                ]),
                "closed" => cols.push(("closed_at", (&by.at).into())),
                _ => {}
            }
            act.update(&BATCH, batch, &owned(&cols)).map(drop)
        })
    }

    /// Enters the bank's answers: the refused lines failed, all others were paid on a day; booked in a month.
    ///
    /// # Errors
    /// A refused line is not in the batch or has its answer already.
    pub fn book_returns(
        &self,
        batch: i64,
        refused: &[BankRefusal],
        paid_on: NaiveDate,
        booked: Month,
        who: &Who,
        day: NaiveDate,
    ) -> Answer<()> {
        self.gate_batch(who, Action::Pay, self.scheme_of(batch)?)?;
        let by = self.by(who, day);
        let (paid_on, booked) = (paid_on.to_string(), booked.to_string());
        let paid = [("bank_state", "1".into()), ("paid_on", (&paid_on).into()), ("booked_month", (&booked).into())];
        self.write(|tx| {
            let act = Act::begin(tx, ActKind::Bank, &by, None)?;
            act.update_run(&PAYMENT, keys_of(batch), (&WAITING, &paid), |waiting| {
                for refusal in refused {
                    let code = ("fail_code", refusal.code.into());
                    if !waiting
                        .set(refusal.line, &[("bank_state", "2".into()), code, ("booked_month", (&booked).into())])?
                    {
                        let text = format!("明细 #{} 不在本批次待回盘的明细中", refusal.line);
                        return Err(StoreFault::refused(Slip::error("E-PAY-030", text)));
                    }
                }
                Ok(())
            })?;
            let (all, failed) = (sums(tx, batch)?, failed(tx, batch)?);
            let batch_no: String = tx.query_row("SELECT batch_no FROM batch WHERE key = ?1", [batch], |r| r.get(0))?;
            let back = owned(&[
                ("state", "returned".into()),
                ("success_count", (all.lines - failed.0).into()),
                ("success_fen", (all.total - failed.1).into()),
                ("fail_count", failed.0.into()),
                ("fail_fen", failed.1.into()),
                ("return_file", (&format!("{batch_no}.ret")).into()),
            ]);
            act.update(&BATCH, batch, &back).map(drop)
        })
    }

    /// The failed lines of a batch that no living line replaces, with the account in force on a day. What was paid to an institution
    /// goes to its account again, which is as old as the act that gave it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn failed_lines(&self, batch: &BatchFact, day: NaiveDate) -> Answer<Vec<FailedLine>> {
        self.gate_look()?;
        let sql = format!(
            "SELECT p.key, p.case_key, p.beneficiary, p.division, p.period_due, p.amount_fen, p.extra_fen,
                    CASE WHEN p.institution IS NULL THEN c.account_name ELSE i.account_name END,
                    CASE WHEN p.institution IS NULL THEN c.account_no ELSE i.account_no END,
                    CASE WHEN p.institution IS NULL THEN c.bank_code ELSE i.bank_code END,
                    CASE WHEN p.institution IS NULL THEN c.status ELSE '1' END,
                    CASE WHEN p.institution IS NULL THEN c.valid_from END, p.institution,
                    p.class_code, n.name, coalesce(n.id_number, n.temp_no, ''), p.payee
             FROM payment p JOIN person n ON n.key = p.beneficiary LEFT JOIN account c ON c.key = (SELECT x.key FROM account x WHERE x.person = p.payee
                  AND x.voided_by IS NULL AND x.valid_from <= :day ORDER BY x.valid_from DESC LIMIT 1)
             LEFT JOIN institution i ON i.key = p.institution AND i.voided_by IS NULL
             WHERE p.{} AND p.bank_state = '2'
               AND {NOT_REISSUED} ORDER BY p.key",
            IN_BATCH.replace("voided_by", "p.voided_by")
        );
        let mut get = self.db().prepare_cached(&sql)?;
        let mut rows = get.query(named_params! { ":batch": batch.key, ":day": day.to_string() })?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let key: i64 = row.get(0)?;
            let due: String = row.get(4)?;
            let (amount, extra) = (Money::fen(row.get(5)?), Money::fen(row.get(6)?));
            let (case_key, person, division) = (row.get(1)?, row.get(2)?, row.get(3)?);
            let period_due = month(&due).unwrap_or(batch.period);
            let (institution, class, payee): (Option<i64>, _, _) = (row.get(12)?, row.get(13)?, row.get(16)?);
            let printed = Printed { name: row.get(14)?, id_number: row.get(15)?, ..Printed::default() };
            let mut account = account(row, 7)?;
            if let (Some(institution), Some(account)) = (institution, &mut account) {
                account.valid_from = account_since(self.db(), institution, account)?;
            }
            let line = account.map(|account| NewLine {
                case_key,
                person,
                payee,
                division,
                period_due,
                range: None,
                line_type: "06",
                count: (0, 0),
                amount: (amount, extra),
                class,
                account,
                institution,
                reissue_of: Some(key),
                printed,
            });
            all.push(FailedLine { key, batch: batch.key, sent_on: batch.sent_on, line });
        }
        Ok(all)
    }
}
