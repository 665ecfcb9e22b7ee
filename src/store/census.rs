//! 区划: the divisions in force, and the people and cases in each of them. Knows no screen.

use super::Store;
use super::fault::Answer;
use super::villages::village_in;
use crate::register::{CensusLine, DivisionLine};
use chrono::{Datelike, NaiveDate};
use rusqlite::params;
use std::collections::BTreeMap;

impl Store {
    /// The divisions in force on a day, by code.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn territory(&self, day: NaiveDate) -> Answer<Vec<DivisionLine>> {
        let mut get = self.db().prepare_cached(
            "SELECT key, code, name, level FROM division d WHERE voided_by IS NULL AND ended = 0 AND valid_from <= ?1 \
             AND NOT EXISTS (SELECT 1 FROM division n WHERE n.code = d.code AND n.voided_by IS NULL \
                             AND n.valid_from > d.valid_from AND n.valid_from <= ?1) ORDER BY code",
        )?;
        let rows = get.query_map([day.to_string()], |r| {
            Ok(DivisionLine { key: r.get(0)?, code: r.get(1)?, name: r.get(2)?, level: r.get(3)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// People, 低保 cases in force and the year's 临时救助 cases, for each division that has any, and for those above it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn census(&self, day: NaiveDate) -> Answer<Vec<CensusLine>> {
        let mut lines: BTreeMap<String, CensusLine> = BTreeMap::new();
        let mut count = |sql: &str, from: &str, add: fn(&mut CensusLine, i64)| -> Answer<()> {
            let mut get = self.db().prepare_cached(sql)?;
            let mut rows = get.query(params![from, day.to_string()])?;
            while let Some(row) = rows.next()? {
                let (code, n): (String, i64) = (row.get(0)?, row.get(1)?);
                for code in with_those_above(&code) {
                    let line =
                        lines.entry(code.clone()).or_insert_with(|| CensusLine { code, ..CensusLine::default() });
                    add(line, n);
                }
            }
            Ok(())
        };
        let january = format!("{}-01-01", day.year());
        count(PEOPLE, "", |l, n| l.people += n)?;
        count(DIBAO, "U", |l, n| l.urban += n)?;
        count(DIBAO, "R", |l, n| l.rural += n)?;
        count(RELIEF, &january, |l, n| l.relief += n)?;
        Ok(lines.into_values().collect())
    }
}

const PEOPLE: &str = "SELECT home_division, count(*) FROM person WHERE voided_by IS NULL AND ?1 = '' \
                      AND (death_date IS NULL OR death_date > ?2) GROUP BY home_division";
const DIBAO: &str = concat!(
    "SELECT ",
    village_in!("d", "substr(?2, 1, 7)"),
    ", count(*) FROM dibao d WHERE voided_by IS NULL AND kind = ?1 AND state IN ('active', 'suspended', 'grace') GROUP BY 1"
);
const RELIEF: &str = "SELECT division, count(*) FROM temporary WHERE voided_by IS NULL \
                      AND approve_date BETWEEN ?1 AND ?2 GROUP BY division";

/// The code itself, its town's and its county's, each once.
fn with_those_above(code: &str) -> Vec<String> {
    let mut codes = vec![code.to_owned()];
    for (digits, zeros) in [(9, "000"), (6, "000000")] {
        if let Some(head) = code.get(..digits).filter(|_| code.len() == 12) {
            let above = format!("{head}{zeros}");
            if !codes.contains(&above) {
                codes.push(above);
            }
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_village_counts_for_its_town_and_county() {
        assert_eq!(with_those_above("430406001003"), ["430406001003", "430406001000", "430406000000"]);
        assert_eq!(with_those_above("430406001000"), ["430406001000", "430406000000"]);
        assert_eq!(with_those_above("430406000000"), ["430406000000"]);
    }
}
