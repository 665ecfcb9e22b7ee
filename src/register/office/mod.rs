//! What rules are told of the office ([`Fact`]), made of its rows, whoever keeps them: the file, or memory. Pure: the day is given.
//! What only the file can say (sums over many rows, what was paid) is no matter of this.

mod cases;
pub mod memory;
mod people;
mod records;
mod resting;

use crate::domain::month::Month;
use crate::register::people::person::PERSON;
use crate::register::places::known::Places;
use crate::register::{Ask, Fact, PersonFact, Register, Value, Values};
use chrono::NaiveDate;
use std::rc::Rc;

/// A living row with its key.
pub type Kept = (i64, Rc<Values>);

/// Who keeps the rows. What cannot be read is not there: the keeper tells of that afterwards.
pub trait Rows {
    /// A living row.
    fn row(&self, register: &'static Register, key: i64) -> Option<Rc<Values>>;
    /// The living rows that have a value in a column by which rows are found, in the order of their keys.
    fn rows_with(&self, register: &'static Register, col: &'static str, value: &Value) -> Vec<Kept>;
    /// A living person as rules see one. Who is asked often keeps it from one question to the next.
    fn person(&self, key: i64) -> Option<Rc<PersonFact>> {
        self.row(&PERSON, key).map(|row| Rc::new(people::person(key, &row)))
    }
    /// Who entered a row, by full name.
    fn entered_by(&self, register: &'static Register, key: i64) -> String;
    /// The last month of a case that the bank has paid.
    fn paid_until(&self, case: i64) -> Option<Month>;
    /// The divisions.
    fn places(&self) -> &Places;
}

/// The office on a day.
#[derive(Clone, Copy)]
pub struct Sight<'r> {
    /// Whoever keeps its rows.
    pub rows: &'r dyn Rows,
    /// The day.
    pub day: NaiveDate,
}

impl<'r> Sight<'r> {
    /// On another day.
    pub const fn on(self, day: NaiveDate) -> Sight<'r> {
        Sight { day, ..self }
    }

    /// The answer to a question; none where it is not made of rows.
    pub fn answer(self, ask: &Ask) -> Option<Fact> {
        Some(match ask {
            Ask::Person(key) => Fact::Person(self.rows.person(*key)),
            Ask::PeopleBorn(day) => Fact::People(self.people("birth_date", &(*day).into())),
            Ask::PeopleWithId(id) => Fact::People(self.people("id_number", &id.as_str().into())),
            Ask::PeopleWithAccount(no) => Fact::People(self.people_with_account(no)),
            Ask::Household(key) => Fact::Household(self.household(*key)),
            Ask::HouseholdOf(person) => Fact::Household(self.household_of(*person)),
            Ask::HouseholdOfOn(person, day) => Fact::Household(self.on(*day).household_of(*person)),
            Ask::HouseholdOn(key, day) => Fact::Household(self.on(*day).household(*key)),
            Ask::Dibao(key, day) => Fact::Case(self.on(*day).dibao(*key)),
            Ask::CasesOf(person) => Fact::Covered(self.cases_of(*person)),
            Ask::UnderWay(person) => Fact::Covered(self.under_way(*person)),
            Ask::Resting(person) => Fact::Resting(self.resting(*person)),
            Ask::RestingOn(person, day) => Fact::Resting(self.on(*day).resting(*person)),
            Ask::PaidUntil(case) => Fact::PaidUntil(self.rows.paid_until(*case)),
            Ask::ReliefOf(person, since) => Fact::Relief(self.relief_of(*person, *since)),
            Ask::PettyFund(town, year) => Fact::PettyFund(self.petty_fund(town, *year)),
            Ask::Division(code) => Fact::Division(self.rows.places().get(code, self.day)),
            Ask::Divisions => Fact::Divisions(self.rows.places().all(self.day)),
            Ask::Record(register, key) => Fact::Record(self.record(register, *key)),
            Ask::Row(register, key) => Fact::Row(self.row(register, *key)),
            Ask::RowsOf(register, col, value) => Fact::Rows(self.rows_of(register, col, value)),
            Ask::Before(ask) => Fact::Before(self.before(ask)),
            Ask::Batches(_) | Ask::Inside(_) | Ask::Figures | Ask::Computed(..) | Ask::Lines(_) => return None,
        })
    }
}

/// Rows by what stands in a column; the first of several that have the same stays first.
fn sorted(mut rows: Vec<Kept>, col: &str) -> Vec<Kept> {
    rows.sort_by(|(_, a), (_, b)| a.get(col).text().cmp(&b.get(col).text()));
    rows
}
