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

#[cfg(test)]
mod tests {
    use crate::domain::legal_basis::shipped;
    use crate::store::engine::Db;
    use crate::store::file::migrate::bring_up_a_copy;
    use std::collections::BTreeSet;

    /// An office of version 8 had no such register: the step gives it what a new office begins with.
    #[test]
    fn an_older_office_gets_the_documents_of_a_new_one() {
        let db = Db::in_memory().unwrap();
        db.execute_batch(include_str!("../../../tests/data/schema-8.sql")).unwrap();
        db.execute_batch(
            "PRAGMA user_version = 8; PRAGMA foreign_keys = OFF;
             INSERT INTO act(kind, operator, at, day, digest) VALUES ('init', 1, '2021-11-01 09:00:00', '2021-11-01', 'x');",
        )
        .unwrap();
        bring_up_a_copy(&db).unwrap();
        let sql = "SELECT topic, title, coalesce(document, ''), valid_from, state, coalesce(alias, ''), coalesce(note, '') FROM legal_basis";
        let mut get = db.prepare(sql).unwrap();
        let rows = get.query_map([], |r| Ok([0, 1, 2, 3, 4, 5, 6].map(|at| r.get::<String>(at).unwrap_or_default())));
        let found: BTreeSet<[String; 7]> = rows.unwrap().map(Result::unwrap).collect();
        assert_eq!(found, shipped().map(|entry| entry.map(str::to_owned)).collect());
    }
}
