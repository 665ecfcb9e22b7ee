//! 低保: what a batch's cases say of themselves: number, income of the version in force, the applicant.

use super::is_minor;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::figure::roll::dibao::Dibao;
use crate::figure::roll::{Batch, Paid};
use crate::store::{Answer, Store};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension, named_params};

pub(super) const CASE: &str = "SELECT COALESCE(d.cert_no, d.case_no), n.name, COALESCE(n.id_number, n.temp_no, ''), \
    COALESCE(a.income_fen, 0), \
    (SELECT count(*) FROM member m WHERE m.household = d.household AND m.voided_by IS NULL AND m.valid_from <= :day \
        AND m.ended = 0 AND m.is_member = 1 AND NOT EXISTS (SELECT 1 FROM member x WHERE x.household = m.household \
        AND x.person = m.person AND x.voided_by IS NULL AND x.valid_from > m.valid_from AND x.valid_from <= :day)), \
    n.birth_date, d.household \
    FROM dibao d JOIN person n ON n.key = :person \
    LEFT JOIN award a ON a.dibao = d.key AND a.voided_by IS NULL AND a.from_month = (SELECT max(b.from_month) \
        FROM award b WHERE b.dibao = d.key AND b.voided_by IS NULL AND b.from_month <= :month) \
    WHERE d.key = :case";

/// The eldest member of a household.
pub(super) const ELDEST: &str = "SELECT n.name, n.birth_date FROM member m JOIN person n ON n.key = m.person \
    WHERE m.household = :household AND m.voided_by IS NULL AND m.valid_from <= :day AND m.ended = 0 AND m.is_member = 1 \
      AND NOT EXISTS (SELECT 1 FROM member x WHERE x.household = m.household AND x.person = m.person \
        AND x.voided_by IS NULL AND x.valid_from > m.valid_from AND x.valid_from <= :day) \
    ORDER BY n.birth_date LIMIT 1";

impl Store {
    /// The normal batches of a 低保 scheme's month and their entries, ordered by village and number.
    ///
    /// # Errors
    /// There is no such batch, or the file cannot be read.
    pub fn dibao_roll(&self, scheme: Scheme, month: Month) -> Answer<(Vec<Batch>, Vec<Dibao>)> {
        let batches = self.normal_batches(scheme, month)?;
        let paid = self.paid(&batches)?;
        let mut entries = paid.into_iter().map(|p| self.dibao_entry(p, month)).collect::<Answer<Vec<Dibao>>>()?;
        entries.sort_by(|a, b| (&a.paid.division, &a.case_no).cmp(&(&b.paid.division, &b.case_no)));
        Ok((batches, entries))
    }

    fn dibao_entry(&self, paid: Paid, month: Month) -> Answer<Dibao> {
        let mut get = self.db().prepare_cached(CASE)?;
        let day = month.last_day();
        let (on, until) = (day.to_string(), month.to_string());
        let bound = named_params! { ":case": paid.case_key, ":person": paid.beneficiary, ":day": on, ":month": until };
        let (entry, household) = get.query_row(bound, |r| {
            let entry = Dibao {
                case_no: r.get(0)?,
                applicant: r.get(1)?,
                id_number: r.get(2)?,
                income_fen: r.get(3)?,
                family: r.get(4)?,
                is_minor: is_minor(&r.get::<_, String>(5)?, day),
                ..Dibao::default()
            };
            Ok((entry, r.get(6)?))
        })?;
        let adult = if entry.is_minor { self.adult_of(household, day)? } else { None };
        Ok(Dibao { paid, adult, ..entry })
    }

    fn adult_of(&self, household: i64, day: NaiveDate) -> Answer<Option<String>> {
        let mut get = self.db().prepare_cached(ELDEST)?;
        let eldest: Option<(String, String)> = get
            .query_row(named_params! { ":household": household, ":day": day.to_string() }, |r| {
                Ok((r.get(0)?, r.get(1)?))
            })
            .optional()?;
        Ok(eldest.filter(|(_, born)| !is_minor(born, day)).map(|(name, _)| name))
    }
}
