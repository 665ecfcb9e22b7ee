//! The lines of a month's normal batch as a roll: one entry a case, with what the batch froze (amounts, account) and what the
//! case says (number, class, income of the version in force). Must not know paper.

use super::{Answer, Store, StoreFault};
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::figure::roll::{Batch, Entry};
use rusqlite::{Row, named_params};
use std::collections::HashMap;

const BATCHES: &str = "SELECT b.key, b.batch_no, b.total_fen, \
    (SELECT o.full_name FROM operator o WHERE o.name = b.made_by AND o.voided_by IS NULL), b.made_by, \
    (SELECT o.full_name FROM operator o WHERE o.name = b.checked_by AND o.voided_by IS NULL), b.checked_by, \
    (SELECT o.full_name FROM operator o WHERE o.name = b.approved_by AND o.voided_by IS NULL), b.approved_by \
    FROM batch b WHERE b.period = ?2 AND b.scheme = ?1 AND b.batch_kind = 'N' AND b.voided_by IS NULL ORDER BY b.batch_no";

const LINES: &str = "SELECT p.case_key, p.line_type, p.persons, p.amount_fen, p.extra_fen, p.bank_state, p.fail_code, \
    p.payee <> p.beneficiary, p.division, p.account_name, p.bank_code, p.account_no, p.beneficiary \
    FROM payment p WHERE p.key BETWEEN :batch * 1000000 AND :batch * 1000000 + 999999 AND p.voided_by IS NULL ORDER BY p.key";

const CASE: &str = "SELECT COALESCE(d.cert_no, d.case_no), n.name, COALESCE(n.id_number, n.temp_no, ''), \
    COALESCE(a.class_code, d.class_code, ''), COALESCE(a.income_fen, 0), \
    (SELECT count(*) FROM member m WHERE m.household = d.household AND m.voided_by IS NULL AND m.valid_from <= :day \
        AND m.ended = 0 AND m.is_member = 1 AND NOT EXISTS (SELECT 1 FROM member x WHERE x.household = m.household \
        AND x.person = m.person AND x.voided_by IS NULL AND x.valid_from > m.valid_from AND x.valid_from <= :day)) \
    FROM dibao d JOIN person n ON n.key = :person \
    LEFT JOIN award a ON a.dibao = d.key AND a.voided_by IS NULL AND a.from_month = (SELECT max(b.from_month) \
        FROM award b WHERE b.dibao = d.key AND b.voided_by IS NULL AND b.from_month <= :month) \
    WHERE d.key = :case";

impl Store {
    /// The normal batches of a scheme's month and their entries, ordered by village and case number.
    ///
    /// # Errors
    /// There is no such batch, or the file cannot be read.
    pub fn roll(&self, scheme: &str, month: Month) -> Answer<(Vec<Batch>, Vec<Entry>)> {
        let batches = self.normal_batches(scheme, month)?;
        if batches.is_empty() {
            let text = format!("{}还没有该险种的正常发放批次, 请先造册", month.zh());
            return Err(StoreFault::refused(Slip::error("E-RP-002", text)));
        }
        let mut entries: Vec<Entry> = Vec::new();
        let mut place: HashMap<i64, usize> = HashMap::new();
        for batch in &batches {
            let mut get = self.db.prepare_cached(LINES)?;
            let mut lines = get.query(named_params! { ":batch": batch.key })?;
            while let Some(line) = lines.next()? {
                let case: i64 = line.get(0)?;
                let at = match place.get(&case) {
                    Some(at) => *at,
                    None => {
                        entries.push(self.entry(case, line, month)?);
                        place.insert(case, entries.len() - 1);
                        entries.len() - 1
                    }
                };
                if let Some(entry) = entries.get_mut(at) {
                    add_line(entry, line)?;
                }
            }
        }
        entries.sort_by(|a, b| (&a.division, &a.case_no).cmp(&(&b.division, &b.case_no)));
        Ok((batches, entries))
    }

    fn normal_batches(&self, scheme: &str, month: Month) -> Answer<Vec<Batch>> {
        let mut get = self.db.prepare_cached(BATCHES)?;
        let mut found = get.query((scheme, month.to_string()))?;
        let mut batches = Vec::new();
        while let Some(r) = found.next()? {
            let name = |at: usize| -> rusqlite::Result<Option<String>> {
                let full: Option<String> = r.get(at)?;
                Ok(full.or(r.get(at + 1)?))
            };
            batches.push(Batch {
                key: r.get(0)?,
                batch_no: r.get(1)?,
                total_fen: r.get(2)?,
                made_by: name(3)?,
                checked_by: name(5)?,
                approved_by: name(7)?,
            });
        }
        Ok(batches)
    }

    /// A case's entry without amounts, from its first line.
    fn entry(&self, case: i64, line: &Row<'_>, month: Month) -> Answer<Entry> {
        let person: i64 = line.get(12)?;
        let mut get = self.db.prepare_cached(CASE)?;
        let (day, month) = (month.last_day().to_string(), month.to_string());
        let entry =
            get.query_row(named_params! { ":case": case, ":person": person, ":day": day, ":month": month }, |r| {
                Ok(Entry {
                    case_key: case,
                    division: line.get(8)?,
                    case_no: r.get(0)?,
                    applicant: r.get(1)?,
                    id_number: r.get(2)?,
                    class_code: r.get(3)?,
                    income_fen: r.get(4)?,
                    family: r.get(5)?,
                    account_name: line.get(9)?,
                    bank_code: line.get(10)?,
                    account_no: line.get(11)?,
                    ..Entry::default()
                })
            });
        Ok(entry?)
    }
}

/// 月保障金 is the normal line; 补发 and 抵扣 are what else of 低保金 the batch holds. Price subsidies and one-off lines are
/// batches of their own and no part of this roll.
fn add_line(entry: &mut Entry, line: &Row<'_>) -> rusqlite::Result<()> {
    let (kind, amount): (String, i64) = (line.get(1)?, line.get(3)?);
    match kind.as_str() {
        "01" => {
            entry.award_fen += amount;
            entry.extra_fen += line.get::<_, i64>(4)?;
            entry.persons = entry.persons.max(line.get(2)?);
        }
        "02" | "03" | "06" | "09" => entry.adjust_fen += amount,
        _ => {}
    }
    if line.get::<_, String>(5)? == "2" {
        entry.failed.extend(line.get::<_, Option<String>>(6)?);
    }
    entry.proxy |= line.get::<_, bool>(7)?;
    Ok(())
}
