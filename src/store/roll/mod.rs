//! The entries of printed lists: what the normal batches of a month pay each case, with what the case says,
//! and lists that hang on no batch. Must not know paper.

mod assistance;
mod children;
mod elderly;
pub(in crate::store) mod funeral;
pub(in crate::store) mod places;
mod returns;

use super::{Answer, Store, StoreFault};
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::figure::roll::{Account, Batch, Paid, Printed};
use crate::register::benefit;
use crate::register::benefits::benefit::Benefit;
use crate::store::change::act::audit::{self, was};
use crate::store::engine::{self, Row, named_params, params};
use crate::store::file::create::is_title;
use crate::store::pay::payroll_facts::in_batch;
use std::collections::{BTreeMap, HashMap};

const BATCHES: &str = "SELECT b.key, b.batch_no, b.total_fen, \
    (SELECT n.name FROM batch_name n WHERE n.batch = b.key AND n.thing = '=' || b.made_by), b.made_by, \
    (SELECT n.name FROM batch_name n WHERE n.batch = b.key AND n.thing = '=' || b.checked_by), b.checked_by, \
    (SELECT n.name FROM batch_name n WHERE n.batch = b.key AND n.thing = '=' || b.approved_by), b.approved_by \
    FROM batch b WHERE b.period = ?2 AND b.scheme = ?1 AND b.batch_kind = 'N' AND b.voided_by IS NULL ORDER BY b.batch_no";

const LINES: &str = concat!(
    "SELECT p.case_key, p.line_type, p.persons, p.amount_fen, p.extra_fen, p.bank_state, p.fail_code, \
    p.payee <> p.beneficiary, p.division, p.account_name, p.bank_code, p.account_no, p.beneficiary, p.institution, \
    coalesce(p.class_code, ''), p.name, p.id_number, coalesce(p.paper_no, ''), coalesce(p.sex, ''), coalesce(p.dis_type, ''), \
    coalesce(p.kind, ''), coalesce(p.carer, ''), coalesce(p.posted, ''), coalesce(p.family, 0), coalesce(p.income_fen, 0) \
    FROM payment p WHERE ",
    in_batch!("p.key", ":batch"),
    " AND p.voided_by IS NULL ORDER BY p.key"
);

const SUMS: &str = "SELECT s.town, s.institution, s.class_code, s.line_type, sum(s.lines), sum(s.persons), sum(s.amount_fen), \
    sum(s.extra_fen) FROM batch_town s WHERE s.batch = ?1 GROUP BY 1, 2, 3, 4";

/// The copy of a row that the first act after another one kept; NULL where none has changed it since. With it a list that hangs on
/// no batch says of people what stood when its own records were written.
fn copy_after(act: &str, register: &str, row: &str) -> String {
    let was = was!("u");
    format!(
        "(SELECT {was} FROM audit u WHERE u.register = '{register}' AND u.row = {row}.key AND u.last_row IS NULL \
         AND u.act > {act} AND u.before IS NOT NULL ORDER BY u.key LIMIT 1)"
    )
}

/// What a copy says in the first of some columns that is filled; without a copy what stands there now.
fn stood(copy: Option<&str>, columns: &[&str], now: String) -> String {
    let copy = copy.and_then(|text| audit::copy(text).ok());
    let Some(copy) = copy else { return now };
    columns.iter().find_map(|column| copy.get(*column)?.as_str()).unwrap_or_default().to_owned()
}

/// 姓名, and 身份证号 or temporary number, of a person of whom there is a copy.
fn who_stood(copy: Option<&str>, name: String, number: String) -> (String, String) {
    (stood(copy, &["name"], name), stood(copy, &["id_number", "temp_no"], number))
}

/// The code of a refusal that says: there is nothing to print.
pub const NOTHING: &str = "E-RP-002";

impl StoreFault {
    /// There is nothing to print, and why.
    pub fn nothing(text: String) -> StoreFault {
        StoreFault::refused(Slip::error(NOTHING, text))
    }
    /// Whether there is nothing to print.
    pub fn is_nothing(&self) -> bool {
        matches!(self, StoreFault::Refused(r) if r.slips.iter().all(|s| s.code == NOTHING))
    }
}

/// All that is listed; where there is nothing, that.
fn some<T>(all: Vec<T>, none: impl FnOnce() -> String) -> Answer<Vec<T>> {
    if all.is_empty() { Err(StoreFault::nothing(none())) } else { Ok(all) }
}

impl Store {
    /// The normal batches of a scheme's month.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    fn normal_batches(&self, scheme: Scheme, month: Month) -> Answer<Vec<Batch>> {
        let mut get = self.db().prepare_cached(BATCHES)?;
        let mut found = get.query(params![scheme.name(), month.to_string()])?;
        let mut batches = Vec::new();
        while let Some(r) = found.next()? {
            let name = |at: usize| -> engine::Result<Option<String>> {
                let full: Option<String> = r.get(at)?;
                Ok(full.or(r.get(at + 1)?).filter(|name| !is_title(name)))
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
        match batches.is_empty() {
            true => Err(StoreFault::nothing(format!(
                "{}还没有{}的正常发放批次, 花名册、汇总表没有内容; 月报不要批次, 可以先打",
                month.zh(),
                scheme.label()
            ))),
            false => Ok(batches),
        }
    }

    /// What these batches pay: one for each case, in the order of its first line.
    fn paid(&self, batches: &[Batch], month: Month) -> Answer<Vec<Paid>> {
        let mut all: Vec<Paid> = Vec::new();
        let mut place: HashMap<i64, usize> = HashMap::new();
        for batch in batches {
            let mut get = self.db().prepare_cached(LINES)?;
            let mut lines = get.query(named_params! { ":batch": batch.key })?;
            while let Some(line) = lines.next()? {
                let case: i64 = line.get(0)?;
                let at = *place.entry(case).or_insert(all.len());
                if at == all.len() {
                    all.push(Paid { of: Some(month), ..first_line(case, line)? });
                }
                if let Some(paid) = all.get_mut(at) {
                    add_line(paid, line)?;
                }
            }
        }
        Ok(all)
    }
}

impl Store {
    /// The normal batches of a scheme's month and what they pay each case, village by village: households by the numbers on their papers,
    /// persons in the order of the lines.
    ///
    /// # Errors
    /// There is no such batch, or the file cannot be read.
    pub fn paid_roll(&self, scheme: Scheme, month: Month) -> Answer<(Vec<Batch>, Vec<Paid>)> {
        self.gate_look()?;
        let batches = self.normal_batches(scheme, month)?;
        let mut entries = self.paid(&batches, month)?;
        match benefit(scheme).and_then(Benefit::household) {
            Some(_) => entries.sort_by_cached_key(|paid| (paid.division.clone(), paid.printed.paper_no.clone())),
            None => entries.sort_by(|a, b| a.division.cmp(&b.division)),
        }
        Ok((batches, entries))
    }

    /// What the normal batches of a scheme's month pay, added up by 镇街, institution and class from the sums of the batches; none
    /// while a batch has no sums of all its lines.
    ///
    /// # Errors
    /// There is no such batch, or the file cannot be read.
    pub fn paid_sums(&self, scheme: Scheme, month: Month) -> Answer<Option<(Vec<Batch>, Vec<Paid>)>> {
        self.gate_look()?;
        let batches = self.normal_batches(scheme, month)?;
        let mut all: BTreeMap<(String, i64, String), Paid> = BTreeMap::new();
        for batch in &batches {
            let mut get = self.db().prepare_cached(SUMS)?;
            let mut sums = get.query([batch.key])?;
            let mut fen = 0;
            while let Some(sum) = sums.next()? {
                let place: (String, i64, String) = (sum.get(0)?, sum.get(1)?, sum.get(2)?);
                let paid = all.entry(place).or_insert_with_key(|(town, institution, class)| Paid {
                    division: town.clone(),
                    institution: Some(*institution).filter(|key| *key != 0),
                    class: class.clone(),
                    ..Paid::default()
                });
                let line = Amounts { lines: sum.get(4)?, persons: sum.get(5)?, fen: sum.get(6)?, extra: sum.get(7)? };
                fen += line.fen;
                line.add_to(paid, &sum.get::<String>(3)?);
            }
            if fen != batch.total_fen {
                return Ok(None);
            }
        }
        Ok(Some((batches, all.into_values().collect())))
    }
}

/// What a line comes to, or lines of a type together.
struct Amounts {
    lines: i64,
    persons: i64,
    fen: i64,
    extra: i64,
}

impl Amounts {
    /// Price subsidies and one-off lines are batches of their own and no part of a roll.
    fn add_to(&self, paid: &mut Paid, line_type: &str) {
        match line_type {
            "01" => {
                paid.cases += self.lines;
                paid.persons += self.persons;
                paid.normal_fen += self.fen;
                paid.extra_fen += self.extra;
            }
            "02" | "06" | "09" => paid.arrears_fen += self.fen,
            "03" => paid.offset_fen += self.fen,
            "08" => paid.care_fen += self.fen,
            _ => {}
        }
    }
}

fn first_line(case_key: i64, line: Row<'_>) -> engine::Result<Paid> {
    let account = Account { name: line.get(9)?, bank_code: line.get(10)?, number: line.get(11)? };
    let (division, beneficiary, institution) = (line.get(8)?, line.get(12)?, line.get(13)?);
    let printed = Printed {
        name: line.get(15)?,
        id_number: line.get(16)?,
        paper_no: line.get(17)?,
        sex: line.get(18)?,
        dis_type: line.get(19)?,
        kind: line.get(20)?,
        carer: line.get(21)?,
        posted: line.get(22)?,
        family: line.get(23)?,
        income_fen: line.get(24)?,
    };
    let class = line.get(14)?;
    Ok(Paid { case_key, division, beneficiary, institution, account, class, printed, ..Paid::default() })
}

fn add_line(paid: &mut Paid, line: Row<'_>) -> engine::Result<()> {
    let amounts = Amounts { lines: 1, persons: line.get(2)?, fen: line.get(3)?, extra: line.get(4)? };
    amounts.add_to(paid, &line.get::<String>(1)?);
    if line.get::<String>(5)? == "2" {
        paid.failed.extend(line.get::<Option<String>>(6)?);
    }
    paid.proxy |= line.get::<bool>(7)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;
    use chrono::NaiveDate;

    /// Batches, lines, reliefs and changes are entered by an index or a key; only the few batches are walked through.
    #[test]
    fn no_list_reads_a_large_table_from_end_to_end() {
        let (changes, reliefs) = (assistance::tekun::changes(), assistance::temporary::reliefs(NaiveDate::default()));
        let sums = assistance::temporary::relief_sums(assistance::temporary::PLACE);
        let allowances = elderly::allowance::changes();
        for sql in [BATCHES, LINES, SUMS, &sums, &changes, &reliefs, &allowances, returns::RETURNS] {
            for step in plan::of(sql) {
                let scans = step.starts_with("SCAN");
                assert!(!scans && !step.contains("AUTOMATIC"), "{step}\n{sql}");
                let fetches = sql == sums && step.starts_with("SEARCH") && !step.contains("COVERING");
                assert!(!fetches, "{step}\n{sql}");
            }
        }
    }
}
