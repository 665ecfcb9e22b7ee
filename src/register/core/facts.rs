//! What a record is judged by: the day, the office's parameters, and the answers to its questions, fetched when a rule asks. The rules
//! know nothing of who answers.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::parameter::Parameters;
use crate::domain::recovery::Line;
use crate::domain::slip::is_of;
use crate::domain::workday::Calendar;
use crate::register::benefits::rests::RestingCase;
use crate::register::core::answers::Answers;
use crate::register::core::ask::{Ask, BeforeAsk, Fact};
use crate::register::core::seen::{
    BeforeFact, CaseFact, Covering, DivisionFact, HouseholdFact, Inside, PersonFact, PettyFundFact, RecordFact,
    ReliefFact,
};
use crate::register::{Value, Values};
use chrono::NaiveDate;

/// What a record is judged by: the day, the office's rules, and the answers to its questions.
#[derive(Clone, Debug)]
pub struct Facts<'o> {
    /// The business date.
    pub day: NaiveDate,
    /// The key of the record being corrected; none for a new one.
    pub this: Option<i64>,
    /// The office's district, 12 digits.
    pub district: String,
    /// The dated parameters.
    pub parameters: Parameters,
    /// The working days.
    pub calendar: Calendar,
    /// That record as it stands; none for a new one.
    pub before: Option<Values>,
    /// The doubts that the clerk accepts with this draft ([`crate::register::Draft::accept`]).
    pub accepted: Vec<String>,
    /// Codes of doubts that are on record for it as exceptions.
    pub recorded: Vec<String>,
    /// It is a version of a case that a ground is gone of: it begins when that was gone, whatever the day of the decision, and takes the
    /// place of what was decided for later.
    pub without: bool,
    /// The parent record as it would be saved, for a child row that is entered in its parent's draft (a new case with its
    /// first version: the case has no key yet).
    pub parent: Option<Values>,
    /// For a parent record: all child rows as they would stand after the save, drafted ones in place of the old, voided ones
    /// left out. For a child row: those that are drafted beside it; the stored ones are asked for ([`Facts::record`]).
    pub children: Vec<Values>,
    /// The answers to the questions of the record, of its parent and of its child rows: one pool for a draft.
    pub answers: Answers<'o, Ask, Fact>,
}

impl<'o> Facts<'o> {
    /// With nobody to answer and no parameters.
    pub fn on(day: NaiveDate, district: &str) -> Facts<'o> {
        Facts {
            day,
            this: None,
            district: district.to_owned(),
            parameters: Parameters::default(),
            calendar: Calendar::default(),
            before: None,
            accepted: Vec::new(),
            recorded: Vec::new(),
            without: false,
            parent: None,
            children: Vec::new(),
            answers: Answers::default(),
        }
    }
    fn answer(&self, ask: &Ask) -> Option<&Fact> {
        self.answers.get(ask)
    }
    /// Keys and labels of all figures; none where nobody can tell.
    pub fn figures(&self) -> Option<&[(&'static str, String)]> {
        match self.answer(&Ask::Figures) {
            Some(Fact::Names(names)) => Some(names),
            _ => None,
        }
    }
    /// The person of that key.
    pub fn person(&self, key: i64) -> Option<&PersonFact> {
        match self.answer(&Ask::Person(key)) {
            Some(Fact::Person(p)) => p.as_deref(),
            _ => None,
        }
    }
    /// Everyone with that ID number, the person being corrected among them.
    pub fn people_with_id(&self, id: &str) -> Vec<&PersonFact> {
        self.people(&Ask::PeopleWithId(id.to_owned()))
    }
    /// Everyone born on that day.
    pub fn people_born(&self, day: NaiveDate) -> Vec<&PersonFact> {
        self.people(&Ask::PeopleBorn(day))
    }
    /// Everyone whose account in force has that number.
    pub fn people_with_account(&self, no: &str) -> Vec<&PersonFact> {
        self.people(&Ask::PeopleWithAccount(no.to_owned()))
    }
    fn people(&self, ask: &Ask) -> Vec<&PersonFact> {
        match self.answer(ask) {
            Some(Fact::People(p)) => p.iter().map(|p| &**p).collect(),
            _ => Vec::new(),
        }
    }
    /// The household of that key.
    pub fn household(&self, key: i64) -> Option<&HouseholdFact> {
        match self.answer(&Ask::Household(key)) {
            Some(Fact::Household(h)) => h.as_ref(),
            _ => None,
        }
    }
    /// The household of that key with its members on a day.
    pub fn household_on(&self, key: i64, day: NaiveDate) -> Option<&HouseholdFact> {
        match self.answer(&Ask::HouseholdOn(key, day)) {
            Some(Fact::Household(h)) => h.as_ref(),
            _ => None,
        }
    }
    /// The open household of a person.
    pub fn household_of(&self, person: i64) -> Option<&HouseholdFact> {
        match self.answer(&Ask::HouseholdOf(person)) {
            Some(Fact::Household(h)) => h.as_ref(),
            _ => None,
        }
    }
    /// The household of a person on a day.
    pub fn household_of_on(&self, person: i64, day: NaiveDate) -> Option<&HouseholdFact> {
        match self.answer(&Ask::HouseholdOfOn(person, day)) {
            Some(Fact::Household(h)) => h.as_ref(),
            _ => None,
        }
    }
    /// The 低保 case of that key, its household with its members on a day.
    pub fn dibao(&self, key: i64, day: NaiveDate) -> Option<&CaseFact> {
        match self.answer(&Ask::Dibao(key, day)) {
            Some(Fact::Case(c)) => c.as_ref(),
            _ => None,
        }
    }
    /// The cases that cover a person in a month or later.
    pub fn cases_from(&self, person: i64, month: Month) -> Vec<&Covering> {
        match self.answer(&Ask::CasesOf(person)) {
            Some(Fact::Covered(c)) => c.iter().filter(|c| c.runs_on(month)).collect(),
            _ => Vec::new(),
        }
    }
    /// The cases that cover a person in a month.
    pub fn cases_in(&self, person: i64, month: Month) -> Vec<&Covering> {
        let mut cases = self.cases_from(person, month);
        cases.retain(|c| c.since <= month);
        cases
    }
    /// The cases that cover a person now or later.
    pub fn cases_of(&self, person: i64) -> Vec<&Covering> {
        self.cases_from(person, Month::of(self.day))
    }
    /// The petty fund of a town in a year.
    pub fn petty_fund(&self, town: &str, year: i32) -> Option<&PettyFundFact> {
        match self.answer(&Ask::PettyFund(town.to_owned(), year)) {
            Some(Fact::PettyFund(f)) => f.as_ref(),
            _ => None,
        }
    }
    /// The relief cases of a person since a day.
    pub fn relief_of(&self, person: i64, since: NaiveDate) -> &[ReliefFact] {
        match self.answer(&Ask::ReliefOf(person, since)) {
            Some(Fact::Relief(r)) => r,
            _ => &[],
        }
    }
    /// The batches that have paid a case: month and number, oldest first.
    pub fn batches(&self, case: i64) -> &[(Month, String)] {
        match self.answer(&Ask::Batches(case)) {
            Some(Fact::Batches(found)) => found,
            _ => &[],
        }
    }
    /// What lives in the division of that code.
    pub fn inside(&self, code: &str) -> &[Inside] {
        match self.answer(&Ask::Inside(code.to_owned())) {
            Some(Fact::Inside(found)) => found,
            _ => &[],
        }
    }
    /// The record of that register and key.
    pub fn record(&self, register: &'static str, key: i64) -> Option<&RecordFact> {
        match self.answer(&Ask::Record(register, key)) {
            Some(Fact::Record(r)) => r.as_ref(),
            _ => None,
        }
    }
    /// Answer to [`Ask::PaidUntil`].
    pub fn paid_until(&self, case: i64) -> Option<Month> {
        match self.answer(&Ask::PaidUntil(case)) {
            Some(Fact::PaidUntil(month)) => *month,
            _ => None,
        }
    }
    /// The lines of a case in batches; none where nobody can tell.
    pub fn lines(&self, case: i64) -> Option<&[Line]> {
        match self.answer(&Ask::Lines(case)) {
            Some(Fact::Lines(lines)) => Some(lines),
            _ => None,
        }
    }
    /// The running cases of a person.
    pub fn resting(&self, person: i64) -> &[RestingCase] {
        match self.answer(&Ask::Resting(person)) {
            Some(Fact::Resting(cases)) => cases,
            _ => &[],
        }
    }
    /// The cases of a person that ran in a month, or do so later, and what has been decided of them since.
    pub fn resting_since(&self, person: i64, month: Month) -> &[RestingCase] {
        match self.answer(&Ask::RestingOn(person, self.day.min(month.first_day()))) {
            Some(Fact::Resting(cases)) => cases,
            _ => &[],
        }
    }
    /// The award versions from a month on, by the value of a parameter that they keep.
    pub fn computed(&self, param: Param, from: Month) -> &[(Month, Money, i64)] {
        match self.answer(&Ask::Computed(param, from)) {
            Some(Fact::Computed(found)) => found,
            _ => &[],
        }
    }
    /// The row that a new one follows.
    pub fn predecessor(&self, ask: &BeforeAsk) -> Option<&BeforeFact> {
        match self.answer(&Ask::Before(ask.clone())) {
            Some(Fact::Before(b)) => b.as_ref(),
            _ => None,
        }
    }
    /// The values of the record of that register and key: of the record with its rows, where that is known already.
    pub fn row(&self, register: &'static str, key: i64) -> Option<&Values> {
        if let Some(Fact::Record(known)) = self.answers.known(&Ask::Record(register, key)) {
            return known.as_ref().map(|r| &r.values);
        }
        match self.answer(&Ask::Row(register, key)) {
            Some(Fact::Row(row)) => row.as_ref(),
            _ => None,
        }
    }
    /// The living rows of a register that have a value in a field: a record that they refer to, a division.
    pub fn referring<V: Into<Value>>(
        &self,
        register: &'static str,
        col: &'static str,
        value: V,
    ) -> impl Iterator<Item = (i64, &Values)> {
        let rows = match self.answer(&Ask::RowsOf(register, col, value.into())) {
            Some(Fact::Rows(rows)) => rows.as_slice(),
            _ => &[],
        };
        rows.iter().map(|(key, row)| (*key, row))
    }
    /// The same but for the record being corrected.
    pub fn rows_of<V: Into<Value>>(
        &self,
        register: &'static str,
        col: &'static str,
        value: V,
    ) -> impl Iterator<Item = &Values> {
        let own = self.before.as_ref().is_some_and(|before| before.register.name == register);
        let rows = self.referring(register, col, value);
        rows.filter(move |(key, _)| !own || Some(*key) != self.this).map(|(_, row)| row)
    }
    /// The open cases of a person that have no version yet, but for the record being corrected.
    pub fn under_way(&self, person: i64) -> impl Iterator<Item = &Covering> {
        let cases = match self.answer(&Ask::UnderWay(person)) {
            Some(Fact::Covered(cases)) => cases.as_slice(),
            _ => &[],
        };
        cases.iter().filter(|c| Some(c.case) != self.this)
    }
    /// The division of that code.
    pub fn division(&self, code: &str) -> Option<&DivisionFact> {
        match self.answer(&Ask::Division(code.to_owned())) {
            Some(Fact::Division(d)) => d.as_ref(),
            _ => None,
        }
    }
    /// The divisions in force, in the order of their codes.
    pub fn divisions(&self) -> &[DivisionFact] {
        match self.answer(&Ask::Divisions) {
            Some(Fact::Divisions(all)) => all,
            _ => &[],
        }
    }
    /// Whether the clerk accepted this doubt, now or before.
    pub fn accepts(&self, code: &str) -> bool {
        self.accepted.iter().chain(&self.recorded).any(|a| is_of(a, code))
    }
    /// Whether a correction puts something else in a column.
    pub fn changes(&self, values: &Values, col: &str) -> bool {
        self.before.as_ref().is_some_and(|before| before.get(col) != values.get(col))
    }
}
