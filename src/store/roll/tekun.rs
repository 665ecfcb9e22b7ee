//! 特困: what a batch's cases say of themselves, and the changes of a month with the versions before and after.

use super::is_minor;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::figure::roll::tekun::Tekun;
use crate::figure::roll::tekun_changes::TekunChange;
use crate::figure::roll::{Batch, Paid};
use crate::store::villages::village_of_change;
use crate::store::{Answer, Store, StoreFault};
use rusqlite::{Row, named_params};

pub(super) const CASE: &str = "SELECT d.case_no, n.name, n.birth_date, n.sex, COALESCE(n.id_number, n.temp_no, ''), d.kind, \
    COALESCE(d.carer_name, ''), COALESCE((SELECT i.name FROM institution i WHERE i.key = :institution), '') \
    FROM tekun d JOIN person n ON n.key = d.person WHERE d.key = :case";

pub(super) const CHANGES: &str = concat!(
    "SELECT ",
    village_of_change!("d"),
    ", n.name, COALESCE(n.id_number, n.temp_no, ''), h.kind, COALESCE(h.reason_code, ''), \
    h.month, a.support_mode, a.care_level, a.total_fen, b.key IS NOT NULL, b.support_mode, b.care_level, b.total_fen, d.entry_source, COALESCE(h.award, 0) > 5000000000 \
    FROM change h JOIN tekun d ON d.key = h.case_key JOIN person n ON n.key = d.person \
    LEFT JOIN tekun_award a ON a.key = CASE WHEN h.award > 5000000000 THEN (SELECT w.key FROM tekun_award w WHERE w.tekun = d.key \
        AND w.voided_by IS NULL AND w.from_month < h.month ORDER BY w.from_month DESC LIMIT 1) ELSE h.award END \
    LEFT JOIN tekun_award b ON b.tekun = d.key AND b.voided_by IS NULL AND b.from_month = (SELECT max(x.from_month) \
        FROM tekun_award x WHERE x.tekun = d.key AND x.voided_by IS NULL AND x.from_month < a.from_month) \
    WHERE h.scheme = 'tekun' AND h.month = :month AND h.voided_by IS NULL ORDER BY h.kind, 1, d.case_no"
);

impl Store {
    /// The normal batches of 特困 in a month and their entries, ordered by village and case number.
    ///
    /// # Errors
    /// There is no such batch, or the file cannot be read.
    pub fn tekun_roll(&self, month: Month) -> Answer<(Vec<Batch>, Vec<Tekun>)> {
        let batches = self.normal_batches(Scheme::Tekun, month)?;
        let paid = self.paid(&batches)?;
        let mut entries = paid.into_iter().map(|p| self.tekun_entry(p, month)).collect::<Answer<Vec<Tekun>>>()?;
        entries.sort_by(|a, b| (&a.paid.division, &a.case_no).cmp(&(&b.paid.division, &b.case_no)));
        Ok((batches, entries))
    }

    fn tekun_entry(&self, paid: Paid, month: Month) -> Answer<Tekun> {
        let mut get = self.db().prepare_cached(CASE)?;
        let bound = named_params! { ":case": paid.case_key, ":institution": paid.institution };
        let entry = get.query_row(bound, |r| {
            Ok(Tekun {
                case_no: r.get(0)?,
                name: r.get(1)?,
                is_minor: is_minor(&r.get::<_, String>(2)?, month.last_day()),
                sex: r.get(3)?,
                id_number: r.get(4)?,
                kind: r.get(5)?,
                carer: r.get(6)?,
                institution: r.get(7)?,
                ..Tekun::default()
            })
        })?;
        Ok(Tekun { paid, ..entry })
    }

    /// The changes of 特困 that take effect in a month.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn tekun_changes(&self, month: Month) -> Answer<Vec<TekunChange>> {
        let mut get = self.db().prepare_cached(CHANGES)?;
        let rows = get.query_map(named_params! { ":month": month.to_string() }, change)?;
        let all: Vec<TekunChange> = rows.collect::<rusqlite::Result<_>>()?;
        match all.is_empty() {
            true => Err(StoreFault::nothing(format!("{}没有特困人员增减变动", month.zh()))),
            false => Ok(all),
        }
    }
}

fn change(r: &Row<'_>) -> rusqlite::Result<TekunChange> {
    let version = |at: usize| -> rusqlite::Result<(String, String, i64)> {
        let text = |at: usize| r.get::<_, Option<String>>(at).map(Option::unwrap_or_default);
        Ok((text(at)?, text(at + 1)?, r.get::<_, Option<i64>>(at + 2)?.unwrap_or(0)))
    };
    Ok(TekunChange {
        division: r.get(0)?,
        name: r.get(1)?,
        id_number: r.get(2)?,
        kind: r.get(3)?,
        reason: r.get(4)?,
        month: r.get(5)?,
        source: r.get(13)?,
        after: version(6)?,
        moved: r.get(14)?,
        before: if r.get(9)? { Some(version(10)?) } else { None },
    })
}
