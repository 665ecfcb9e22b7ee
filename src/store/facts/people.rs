//! People and their households as rules see them on a day.

use super::{Office, Overlay};
use crate::register::{HouseholdFact, MemberFact, PersonFact};
use crate::store::date;
use crate::store::engine::{self, Bound, Optional, Row, params};
use crate::store::fault::Answer;
use chrono::NaiveDate;

/// The columns of a [`PersonFact`] under the alias `p`.
const PERSON: &str = "p.key, p.name, p.id_number, p.sex, p.birth_date, p.death_date, p.disability_level, \
                      p.disability_type, p.disease_name, p.labor_code, p.school_code, p.home_division, p.disability_multi, \
                      p.special_status";

fn person(row: Row<'_>, at: usize) -> engine::Result<PersonFact> {
    let day = |i: usize| -> engine::Result<Option<NaiveDate>> {
        Ok(row.get::<Option<String>>(at + i)?.as_deref().and_then(date))
    };
    Ok(PersonFact {
        key: row.get(at)?,
        name: row.get(at + 1)?,
        id_number: row.get(at + 2)?,
        sex: row.get(at + 3)?,
        birth_date: day(4)?.unwrap_or_default(),
        death_date: day(5)?,
        disability_level: row.get(at + 6)?,
        disability_type: row.get(at + 7)?,
        disease_name: row.get(at + 8)?,
        labor_code: row.get(at + 9)?,
        school_code: row.get(at + 10)?,
        home_division: row.get(at + 11)?,
        disability_multi: row.get(at + 12)?,
        special_status: row.get(at + 13)?,
    })
}

impl Office<'_> {
    pub(super) fn people(&self, which: &str, value: &dyn Bound) -> Answer<Vec<PersonFact>> {
        let sql = format!("SELECT {PERSON} FROM person p WHERE {which} AND p.voided_by IS NULL");
        let mut get = self.db.prepare_cached(&sql)?;
        let found = get.query_map([value], |r| person(r, 0))?;
        Ok(found.map(|p| p.map(|p| self.corrected(p))).collect::<Result<_, _>>()?)
    }

    /// A person as corrected in a draft that is not written yet.
    fn corrected(&self, mut person: PersonFact) -> PersonFact {
        let Some(Overlay { values, .. }) = self.overlay.filter(|o| o.person == person.key) else { return person };
        person.birth_date = values.date("birth_date").unwrap_or(person.birth_date);
        person.disability_level = values.some_text("disability_level");
        person.disability_type = values.some_text("disability_type");
        person.disease_name = values.some_text("disease_name");
        person.labor_code = values.some_text("labor_code");
        person.school_code = values.some_text("school_code");
        person
    }

    pub(super) fn household_of(&self, person: i64) -> Answer<Option<HouseholdFact>> {
        match self.open_household(person)? {
            Some(key) => self.household(key),
            None => Ok(None),
        }
    }

    /// The household in which the person is on the day, else one that the person will join; one where the person counts before
    /// one where not.
    pub(super) fn open_household(&self, person: i64) -> Answer<Option<i64>> {
        let key = self
            .db
            .prepare_cached(
                "SELECT m.household FROM member m WHERE m.person = ?1 AND m.voided_by IS NULL AND m.ended = 0
                 AND NOT EXISTS (SELECT 1 FROM member n WHERE n.household = m.household AND n.person = m.person
                                 AND n.valid_from > m.valid_from AND n.valid_from <= ?2 AND n.voided_by IS NULL)
                 ORDER BY m.valid_from <= ?2 DESC, m.is_member DESC, m.valid_from DESC LIMIT 1",
            )?
            .query_row(params![person, self.day.to_string()], |r| r.get(0))
            .optional()?;
        Ok(key)
    }

    pub(in crate::store) fn household(&self, key: i64) -> Answer<Option<HouseholdFact>> {
        let head = self
            .db
            .prepare_cached(
                "SELECT household_no, applicant, division FROM household WHERE key = ?1 AND voided_by IS NULL",
            )?
            .query_row([key], |r| Ok((r.get(0)?, r.get(1)?, r.get::<String>(2)?)))
            .optional()?;
        let Some((household_no, applicant, division)) = head else { return Ok(None) };
        let sql = format!(
            "SELECT m.relation_code, m.is_member, m.is_covered, {PERSON} FROM member m JOIN person p ON p.key = m.person
             WHERE m.household = ?1 AND m.voided_by IS NULL AND m.ended = 0 AND m.valid_from <= ?2
             AND NOT EXISTS (SELECT 1 FROM member n WHERE n.household = m.household AND n.person = m.person
                             AND n.valid_from > m.valid_from AND n.valid_from <= ?2 AND n.voided_by IS NULL)
             ORDER BY m.relation_code, m.key"
        );
        let mut get = self.db.prepare_cached(&sql)?;
        let rows = get.query_map(params![key, self.day.to_string()], |r| {
            Ok(MemberFact {
                relation_code: r.get(0)?,
                is_member: r.get::<i64>(1)? == 1,
                is_covered: r.get::<i64>(2)? == 1,
                person: self.corrected(person(r, 3)?),
            })
        })?;
        let members = rows.collect::<Result<_, _>>()?;
        let village = self.places.name(&division, self.day).to_owned();
        Ok(Some(HouseholdFact { key, household_no, applicant, division, village, members }))
    }
}
