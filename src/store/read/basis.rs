//! The documents in force on a day.

use crate::domain::legal_basis::cited;
use crate::store::Store;
use crate::store::engine::named_params;
use crate::store::fault::Answer;
use chrono::NaiveDate;

impl Store {
    /// What applies to these topics on a day, as it is cited, in their order; of a topic without an entry nothing.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn legal_basis(&self, topics: &[&str], day: NaiveDate) -> Answer<Vec<String>> {
        let mut get = self.db().prepare_cached(
            "SELECT title, coalesce(document, ''), state FROM legal_basis
             WHERE topic = :topic AND valid_from <= :day AND voided_by IS NULL ORDER BY valid_from DESC LIMIT 1",
        )?;
        let day = day.to_string();
        let mut found = Vec::new();
        for topic in topics {
            let mut rows = get.query(named_params! { ":topic": *topic, ":day": &*day })?;
            if let Some(row) = rows.next()? {
                let (title, document, state): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
                found.push(cited(&title, &document, state == "confirmed"));
            }
        }
        Ok(found)
    }
}
