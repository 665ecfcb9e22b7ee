//! 两补: what a batch's cases say of themselves.

use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::figure::roll::disability::Subsidy;
use crate::figure::roll::{Batch, Paid};
use crate::store::{Answer, Store};

pub(super) const CASE: &str = "SELECT d.case_no, n.name, n.sex, COALESCE(n.id_number, n.temp_no, ''), d.cert_no, d.dis_type \
    FROM disability d JOIN person n ON n.key = d.person WHERE d.key = ?1";

impl Store {
    /// The normal batches of one of the two in a month and their entries, ordered by village and case number.
    ///
    /// # Errors
    /// There is no such batch, or the file cannot be read.
    pub fn subsidy_roll(&self, scheme: Scheme, month: Month) -> Answer<(Vec<Batch>, Vec<Subsidy>)> {
        let batches = self.normal_batches(scheme, month)?;
        let paid = self.paid(&batches)?;
        let entry = |p| self.subsidy_entry(p, scheme == Scheme::DisabilityCare);
        let mut entries = paid.into_iter().map(entry).collect::<Answer<Vec<Subsidy>>>()?;
        entries.sort_by(|a, b| (&a.division, &a.case_no).cmp(&(&b.division, &b.case_no)));
        Ok((batches, entries))
    }

    fn subsidy_entry(&self, paid: Paid, is_care: bool) -> Answer<Subsidy> {
        let mut get = self.db().prepare_cached(CASE)?;
        let (person, division) = (paid.beneficiary, paid.division.clone());
        let entry = get.query_row([paid.case_key], |r| {
            Ok(Subsidy {
                person,
                division,
                case_no: r.get(0)?,
                name: r.get(1)?,
                sex: r.get(2)?,
                id_number: r.get(3)?,
                cert_no: r.get(4)?,
                dis_type: r.get(5)?,
                ..Subsidy::default()
            })
        })?;
        let (living, care) = if is_care { (None, Some(paid)) } else { (Some(paid), None) };
        Ok(Subsidy { living, care, ..entry })
    }
}
