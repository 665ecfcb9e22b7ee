//! What the papers of a batch call things beside its people: villages, towns and the district, institutions, the office, and who
//! took its steps. Written when the batch is drafted and with each step, so that a later name changes no paper of the batch.
//!
//! Must not know paper.

use crate::domain::division_code::town_of;
use crate::domain::month::Month;
use crate::store::change::act::Act;
use crate::store::engine::Db;
use crate::store::fault::{Answer, StoreFault};
use crate::store::pay::payroll_facts::NewLine;
use crate::store::{Store, Who};
use serde_json::{Map, Value as Json};
use std::collections::{BTreeSet, HashMap};

/// The office.
pub const OFFICE: &str = "office";

/// An institution among the named.
pub fn house(key: i64) -> String {
    format!("@{key}")
}

/// An operator among the named, by the log-in name.
pub(in crate::store) fn hand(login: &str) -> String {
    format!("={login}")
}

/// Where the names stand, and under which name the audit has them.
pub(in crate::store) const TABLE: &str = "batch_name";

const NAMED: &str = "SELECT n.thing, n.name FROM batch b JOIN batch_name n ON n.batch = b.key \
    WHERE b.period = ?1 AND b.batch_kind = 'N' AND b.voided_by IS NULL ORDER BY b.key DESC";

impl Store {
    /// What the papers of a month call things: as its normal batches do, the first that names a thing first; divisions that lie
    /// in none as they were called at its end.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn paper_names(&self, month: Month) -> Answer<HashMap<String, String>> {
        self.gate_look()?;
        let mut names = self.division_names(month.last_day())?;
        names.insert(OFFICE.to_owned(), self.letterhead()?.name);
        let mut get = self.db().prepare_cached(NAMED)?;
        let mut found = get.query([month.to_string()])?;
        while let Some(row) = found.next()? {
            names.insert(row.get(0)?, row.get(1)?);
        }
        Ok(names)
    }

    /// The month with which the office's records begin: that in which it was made, or of its first batch where that is earlier.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn records_begin(&self) -> Answer<Month> {
        // The act that made the office is the first of all.
        let sql = "SELECT min(m) FROM (SELECT substr(day, 1, 7) AS m FROM act WHERE key = (SELECT min(key) FROM act) \
            UNION ALL SELECT min(period) FROM batch WHERE voided_by IS NULL)";
        let found: Option<String> = self.db().prepare_cached(sql)?.query_row([], |r| r.get(0))?;
        found.as_deref().and_then(crate::store::month).ok_or_else(|| StoreFault::damaged("没有建库记录"))
    }

    /// Names what the lines of a new batch of a month lie in and go to, the office, and who makes it.
    pub(in crate::store) fn name_batch(
        &self,
        act: &Act<'_>,
        batch: i64,
        period: Month,
        lines: &[NewLine],
        who: &Who,
    ) -> Answer<()> {
        let places = self.division_names(period.last_day())?;
        let mut codes: BTreeSet<String> = lines.iter().map(|l| l.division.clone()).collect();
        let towns: Vec<String> = codes.iter().filter_map(|code| town_of(code)).collect();
        codes.extend(towns);
        codes.insert(self.office().division.clone());
        let name = |code: String| places.get(&code).cloned().map(|name| (code, name));
        let mut named: Vec<(String, String)> = codes.into_iter().filter_map(name).collect();
        let houses: BTreeSet<i64> = lines.iter().filter_map(|l| l.institution).collect();
        for key in houses {
            let name: String = act
                .db()
                .prepare_cached("SELECT name FROM institution WHERE key = ?1")?
                .query_row([key], |r| r.get(0))?;
            named.push((house(key), name));
        }
        named.push((OFFICE.to_owned(), self.letterhead()?.name));
        named.push((hand(&who.name), who.full_name.clone()));
        act.name_things(batch, named)
    }
}

/// Names who took a step of a batch.
pub(in crate::store) fn name_hand(act: &Act<'_>, batch: i64, who: &Who) -> Answer<()> {
    act.name_things(batch, vec![(hand(&who.name), who.full_name.clone())])
}

/// What a batch calls things.
pub(in crate::store) fn names_of(db: &Db, batch: i64) -> Answer<Map<String, Json>> {
    let mut get = db.prepare_cached("SELECT thing, name FROM batch_name WHERE batch = ?1 ORDER BY thing")?;
    let mut rows = get.query([batch])?;
    let mut names = Map::new();
    while let Some(row) = rows.next()? {
        names.insert(row.get(0)?, row.get::<String>(1)?.into());
    }
    Ok(names)
}
