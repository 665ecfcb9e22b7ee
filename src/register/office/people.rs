//! People, where they live on a day, and whose account has a number.

use super::{Kept, Sight};
use crate::register::people::account::ACCOUNT;
use crate::register::people::household::HOUSEHOLD;
use crate::register::people::member::MEMBER;
use crate::register::people::person::PERSON;
use crate::register::{HouseholdFact, MemberFact, PersonFact, Value, Values};
use std::cmp::Reverse;
use std::rc::Rc;

/// A person as rules see one.
pub(super) fn person(key: i64, row: &Values) -> PersonFact {
    PersonFact {
        key,
        name: row.text("name").to_owned(),
        id_number: row.some_text("id_number"),
        sex: row.text("sex").to_owned(),
        birth_date: row.date("birth_date").unwrap_or_default(),
        death_date: row.date("death_date"),
        disability_level: row.some_text("disability_level"),
        disability_type: row.some_text("disability_type"),
        disability_multi: row.some_text("disability_multi"),
        special_status: row.some_text("special_status"),
        disease_name: row.some_text("disease_name"),
        labor_code: row.some_text("labor_code"),
        school_code: row.some_text("school_code"),
        home_division: row.text("home_division").to_owned(),
    }
}

impl Sight<'_> {
    pub(super) fn people(self, col: &'static str, value: &Value) -> Vec<Rc<PersonFact>> {
        self.rows.rows_with(&PERSON, col, value).iter().map(|(key, row)| Rc::new(person(*key, row))).collect()
    }

    /// Whoever has an account of that number, in the place of which no later one is in force.
    pub(super) fn people_with_account(self, no: &str) -> Vec<Rc<PersonFact>> {
        let today = self.day.to_string();
        let stands = |account: &Values| {
            let person = account.get("person");
            let later = |other: &Values| {
                let from = other.text("valid_from");
                from > account.text("valid_from") && from <= today.as_str()
            };
            !self.rows.rows_with(&ACCOUNT, "person", person).iter().any(|(_, other)| later(other))
        };
        let accounts = self.rows.rows_with(&ACCOUNT, "account_no", &no.into());
        let mut people: Vec<i64> =
            accounts.iter().filter(|(_, a)| stands(a)).filter_map(|(_, a)| a.int("person")).collect();
        people.sort_unstable();
        people.dedup();
        people.into_iter().filter_map(|key| self.rows.person(key)).collect()
    }

    /// The household of a key, with those who are in it on the day.
    pub fn household(self, key: i64) -> Option<HouseholdFact> {
        let head = self.rows.row(&HOUSEHOLD, key)?;
        let rows = self.rows.rows_with(&MEMBER, "household", &key.into());
        let living = rows.iter().filter(|(_, row)| self.lives_by(row, &rows)).filter_map(|(_, row)| self.member(row));
        let mut members: Vec<MemberFact> = living.collect();
        members.sort_by(|a, b| a.relation_code.cmp(&b.relation_code));
        let division = head.text("division").to_owned();
        Some(HouseholdFact {
            key,
            household_no: head.text("household_no").to_owned(),
            applicant: head.int("applicant").unwrap_or(0),
            village: self.rows.places().name(&division, self.day).to_owned(),
            division,
            members,
        })
    }

    fn member(self, row: &Values) -> Option<MemberFact> {
        Some(MemberFact {
            person: self.rows.person(row.int("person")?)?,
            relation_code: row.text("relation_code").to_owned(),
            is_member: row.flag("is_member"),
            is_covered: row.flag("is_covered"),
        })
    }

    /// Whether somebody is in a household on the day by this of the rows: it has begun, and no later one has.
    fn lives_by(self, row: &Values, rows: &[Kept]) -> bool {
        row.text("valid_from") <= self.day.to_string().as_str() && self.stays_by(row, rows)
    }

    /// The same of one that may begin later.
    fn stays_by(self, row: &Values, rows: &[Kept]) -> bool {
        let today = self.day.to_string();
        let later = |other: &Values| {
            let same = ["household", "person"].iter().all(|col| other.get(col) == row.get(col));
            let from = other.text("valid_from");
            same && from > row.text("valid_from") && from <= today.as_str()
        };
        !row.flag("ended") && !rows.iter().any(|(_, other)| later(other))
    }

    pub(super) fn household_of(self, person: i64) -> Option<HouseholdFact> {
        self.open_household(person).and_then(|key| self.household(key))
    }

    /// The household in which the person is on the day, else one that the person will join; one where the person counts before
    /// one where not.
    pub(super) fn open_household(self, person: i64) -> Option<i64> {
        let rows = self.rows.rows_with(&MEMBER, "person", &person.into());
        let today = self.day.to_string();
        let place = |row: &Values| {
            let from = row.text("valid_from").to_owned();
            (from.as_str() <= today.as_str(), row.flag("is_member"), from)
        };
        let open = rows.iter().filter(|(_, row)| self.stays_by(row, &rows));
        open.min_by_key(|(_, row)| Reverse(place(row)))?.1.int("household")
    }
}
