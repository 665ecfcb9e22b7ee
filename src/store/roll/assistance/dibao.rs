//! 低保: the entries of a month's batch.

use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::figure::roll::Batch;
use crate::figure::roll::assistance::dibao::Dibao;
use crate::store::{Answer, Store};

impl Store {
    /// The normal batches of a 低保 scheme's month and their entries, ordered by village and number.
    ///
    /// # Errors
    /// There is no such batch, or the file cannot be read.
    pub fn dibao_roll(&self, scheme: Scheme, month: Month) -> Answer<(Vec<Batch>, Vec<Dibao>)> {
        let batches = self.normal_batches(scheme, month)?;
        let mut entries: Vec<Dibao> = self.paid(&batches)?.into_iter().map(Dibao::from).collect();
        let place = |e: &Dibao| (e.paid.division.clone(), e.paid.printed.paper_no.clone());
        entries.sort_by_cached_key(place);
        Ok((batches, entries))
    }
}
