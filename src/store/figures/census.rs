//! 区划: the divisions in force, and the people and cases in each of them. Knows no screen.

use crate::domain::month::Month;
use crate::figure::{Paying, Window};
use crate::register::people::person::PERSON;
use crate::register::places::territory::Territory;
use crate::register::{CensusLine, DivisionLine, household_schemes};
use crate::store::Store;
use crate::store::engine::{Params, named_params, params};
use crate::store::fault::Answer;
use crate::store::figures::assistance::households;
use crate::store::read::villages::placed;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

impl Store {
    /// The divisions in force on a day, by code.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn territory(&self, day: NaiveDate) -> Answer<Vec<DivisionLine>> {
        self.gate_look()?;
        let mut all = self.divisions_until(day)?;
        all.retain(|division| !division.ended);
        Ok(all)
    }

    /// The divisions of a day, abolished ones too, with what there is in each.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn territory_with_counts(&self, day: NaiveDate) -> Answer<Territory> {
        self.gate_look()?;
        Ok(Territory { divisions: self.divisions_until(day)?, census: self.census(day)? })
    }

    fn divisions_until(&self, day: NaiveDate) -> Answer<Vec<DivisionLine>> {
        let mut get = self.db().prepare_cached(
            "SELECT key, code, name, level, ended FROM division d WHERE voided_by IS NULL AND valid_from <= ?1 \
             AND NOT EXISTS (SELECT 1 FROM division n WHERE n.code = d.code AND n.voided_by IS NULL \
                             AND n.valid_from > d.valid_from AND n.valid_from <= ?1) ORDER BY code",
        )?;
        let rows = get.query_map([day.to_string()], |r| {
            Ok(DivisionLine {
                key: r.get(0)?,
                code: r.get(1)?,
                name: r.get(2)?,
                level: r.get(3)?,
                ended: r.get::<i64>(4)? == 1,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// People, households on the rosters and the year's 临时救助 cases on a day, for each division that has any, and for those
    /// above it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn census(&self, day: NaiveDate) -> Answer<Vec<CensusLine>> {
        self.gate_look()?;
        let mut lines: BTreeMap<String, CensusLine> = BTreeMap::new();
        let households = vec![0; household_schemes().count()];
        let mut add = |code: String, add: &dyn Fn(&mut CensusLine)| {
            for code in with_those_above(&code) {
                let new = || CensusLine { code: code.clone(), households: households.clone(), ..CensusLine::default() };
                add(lines.entry(code.clone()).or_insert_with(new));
            }
        };
        let (today, january) = (day.to_string(), format!("{}-01-01", day.year()));
        for (code, n) in self.by_village(&people(day), params![today])? {
            add(code, &|line| line.people += n);
        }
        for (at, scheme) in household_schemes().enumerate() {
            let roster = households::roster(scheme.name(), Paying::All, Window::On(day));
            let sql = format!(
                "SELECT {code}, count(*) FROM {} WHERE {} AND {} GROUP BY {code}",
                roster.tables,
                roster.common,
                roster.only,
                code = roster.division
            );
            for (code, n) in self.by_village(&sql, named_params! {":month": Month::of(day).to_string()})? {
                add(code, &|line| {
                    if let Some(sum) = line.households.get_mut(at) {
                        *sum += n;
                    }
                });
            }
        }
        for (code, n) in self.by_village(RELIEF, params![january, today])? {
            add(code, &|line| line.relief += n);
        }
        Ok(lines.into_values().collect())
    }

    fn by_village(&self, sql: &str, bound: impl Params) -> Answer<Vec<(String, i64)>> {
        let mut get = self.db().prepare_cached(sql)?;
        let rows = get.query_map(bound, |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn people(day: NaiveDate) -> String {
    format!(
        "SELECT {home}, count(*) FROM person r WHERE voided_by IS NULL \
         AND (death_date IS NULL OR death_date > ?1) AND birth_date <= ?1 GROUP BY {home}",
        home = placed(&PERSON, "r", "home_division", day)
    )
}
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
