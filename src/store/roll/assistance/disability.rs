//! 两补: the entries of a month's batch.

use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::figure::roll::assistance::disability::Subsidy;
use crate::figure::roll::{Batch, Paid};
use crate::store::{Answer, Store};

impl Store {
    /// The normal batches of one of the two in a month and their entries, village by village in the order of the lines.
    ///
    /// # Errors
    /// There is no such batch, or the file cannot be read.
    pub fn subsidy_roll(&self, scheme: Scheme, month: Month) -> Answer<(Vec<Batch>, Vec<Subsidy>)> {
        let batches = self.normal_batches(scheme, month)?;
        let entry = |paid: Paid| {
            let (person, division) = (paid.beneficiary, paid.division.clone());
            let (living, care) = if scheme == Scheme::DisabilityCare { (None, Some(paid)) } else { (Some(paid), None) };
            Subsidy { person, division, living, care }
        };
        let mut entries: Vec<Subsidy> = self.paid(&batches)?.into_iter().map(entry).collect();
        entries.sort_by(|a, b| a.division.cmp(&b.division));
        Ok((batches, entries))
    }
}
