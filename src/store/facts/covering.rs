//! The cases of a person, of every scheme: those that cover, covered or will, and those that have no version yet.

use super::Office;
use crate::domain::month::Month;
use crate::register::Covering;
use crate::register::benefits::benefit::Household;
use crate::store::benefits::personal_cases::of_person;
use crate::store::benefits::roster::{Roster, of_households, rosters};
use crate::store::engine::params;
use crate::store::fault::Answer;
use crate::store::read::villages::village_in;
use crate::store::{date, month};

impl Office<'_> {
    /// The cases that cover a person, covered or will.
    pub(in crate::store) fn cases_of(&self, person: i64) -> Answer<Vec<Covering>> {
        let mut found = Vec::new();
        for (roster, household) in of_households() {
            self.covered_by(roster, household, person, &mut found)?;
        }
        for case in of_person(self.db, person, Month::of(self.day))? {
            if let Some((since, until)) = case.drawn() {
                found.push(Covering {
                    case: case.key,
                    town: self.places.town_and_village(&case.division, self.day).0,
                    division: case.division,
                    case_no: case.case_no,
                    scheme: case.scheme.name().to_owned(),
                    since,
                    until,
                });
            }
        }
        Ok(found)
    }

    /// Those of a benefit of households.
    fn covered_by(&self, roster: Roster, household: &Household, person: i64, found: &mut Vec<Covering>) -> Answer<()> {
        let (cases, covers) = (roster.cases(), household.covers);
        let mut get = self.db.prepare_cached(&format!(
            "SELECT DISTINCT d.key, d.case_no, {}, {} FROM {covers} c JOIN {cases} d ON d.key = c.{cases}
             WHERE c.person = ?1 AND c.voided_by IS NULL AND d.voided_by IS NULL",
            roster.kind("d"),
            village_in!("d", "?2")
        ))?;
        let mut rows = get.query(params![person, Month::of(self.day).to_string()])?;
        while let Some(row) = rows.next()? {
            let (case, case_no, kind, division): (i64, String, String, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            for (since, until) in self.covered(roster, household, case, person)? {
                found.push(Covering {
                    case,
                    case_no: case_no.clone(),
                    scheme: roster.benefit.scheme(&kind).name().to_owned(),
                    town: self.places.town_and_village(&division, self.day).0,
                    division: division.clone(),
                    since,
                    until,
                });
            }
        }
        Ok(())
    }

    /// The open cases of a person, or of the household, that have no version yet.
    pub(super) fn under_way(&self, person: i64) -> Answer<Vec<Covering>> {
        let house = self.open_household(person)?.unwrap_or(0);
        let mut found = Vec::new();
        for roster in rosters() {
            found.extend(self.without_version(roster, person, house)?);
        }
        Ok(found)
    }

    /// Those of one benefit.
    fn without_version(&self, roster: Roster, person: i64, house: i64) -> Answer<Vec<Covering>> {
        let (cases, versions, kind) = (roster.cases(), roster.versions.name, roster.kind("d"));
        let whose = roster.benefit.covers.column();
        let key = if roster.benefit.household().is_some() { house } else { person };
        let mut get = self.db.prepare_cached(&format!(
            "SELECT d.key, d.case_no, {kind}, d.division, d.apply_date FROM {cases} d WHERE d.{whose} = ?1 AND d.voided_by IS NULL
             AND NOT EXISTS (SELECT 1 FROM {versions} a WHERE a.{cases} = d.key AND a.voided_by IS NULL)"
        ))?;
        let found = get.query_map([key], |r| {
            let (division, applied): (String, String) = (r.get(3)?, r.get(4)?);
            Ok(Covering {
                case: r.get(0)?,
                case_no: r.get(1)?,
                scheme: roster.benefit.scheme(&r.get::<String>(2)?).name().to_owned(),
                town: self.places.town_and_village(&division, self.day).0,
                division,
                since: date(&applied).map(Month::of).unwrap_or(Month::of(self.day)),
                until: None,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// The months in which the versions of a case cover a person, each run of them with its last month where one ends it.
    fn covered(
        &self,
        roster: Roster,
        household: &Household,
        case: i64,
        person: i64,
    ) -> Answer<Vec<(Month, Option<Month>)>> {
        let (cases, versions, covers) = (roster.cases(), roster.versions.name, household.covers);
        let mut get = self.db.prepare_cached(&format!(
            "SELECT a.from_month, a.kind <> 'end' AND EXISTS (SELECT 1 FROM {covers} c WHERE c.{cases} = a.{cases}
                    AND c.from_month = a.from_month AND c.person = ?2 AND c.voided_by IS NULL)
             FROM {versions} a WHERE a.{cases} = ?1 AND a.voided_by IS NULL ORDER BY a.from_month"
        ))?;
        let mut rows = get.query([case, person])?;
        let mut runs: Vec<(Month, Option<Month>)> = Vec::new();
        while let Some(row) = rows.next()? {
            let from: String = row.get(0)?;
            let (Some(from), covers) = (month(&from), row.get::<i64>(1)? == 1) else { continue };
            match (runs.last_mut(), covers) {
                (Some((_, None)), true) | (None, false) => {}
                (Some((_, until @ None)), false) => *until = Some(from.prev()),
                (_, true) => runs.push((from, None)),
                (Some(_), false) => {}
            }
        }
        Ok(runs)
    }
}
