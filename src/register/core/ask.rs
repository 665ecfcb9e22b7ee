//! The questions that rules ask the office while a record is judged, and the kinds of answers.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::recovery::Line;
use crate::register::benefits::rests::RestingCase;
use crate::register::core::seen::{
    BeforeFact, CaseFact, Covering, DivisionFact, HouseholdFact, Inside, PersonFact, PettyFundFact, RecordFact,
    ReliefFact,
};
use crate::register::{Value, Values};
use chrono::NaiveDate;
use std::rc::Rc;

/// A question to the office.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ask {
    /// The person of that key → [`Fact::Person`].
    Person(i64),
    /// Everyone born on that day → [`Fact::People`].
    PeopleBorn(NaiveDate),
    /// Everyone with that ID number → [`Fact::People`].
    PeopleWithId(String),
    /// The household of that key, with its members on the business date → [`Fact::Household`].
    Household(i64),
    /// The household of a person on the business date, else the one that the person will join → [`Fact::Household`].
    HouseholdOf(i64),
    /// The same on a day → [`Fact::Household`].
    HouseholdOfOn(i64, NaiveDate),
    /// The household of that key with its members on a day → [`Fact::Household`].
    HouseholdOn(i64, NaiveDate),
    /// The 低保 case of that key with its awards and covers, its household with its members on a day → [`Fact::Case`].
    Dibao(i64, NaiveDate),
    /// Every case (低保, 特困, 两补) that covers the person, covered or will → [`Fact::Covered`].
    CasesOf(i64),
    /// Everyone whose account in force has that number → [`Fact::People`].
    PeopleWithAccount(String),
    /// The 临时救助 cases of a person since a day → [`Fact::Relief`].
    ReliefOf(i64, NaiveDate),
    /// The petty fund of a town (its code, 12 digits) in a year → [`Fact::PettyFund`].
    PettyFund(String, i32),
    /// The division of that code on the business date → [`Fact::Division`].
    Division(String),
    /// The divisions in force on the business date → [`Fact::Divisions`].
    Divisions,
    /// The batches that have paid a case → [`Fact::Batches`].
    Batches(i64),
    /// What lives in the division of that code and beneath it → [`Fact::Inside`].
    Inside(String),
    /// The keys of all figures → [`Fact::Names`].
    Figures,
    /// The record of that register and key as it stands, with the rows of its child registers → [`Fact::Record`]. What a child
    /// row that is saved alone is judged with (its parent and siblings), and how a record sees another without a fact of its
    /// own kind.
    Record(&'static str, i64),
    /// The same record without its child rows → [`Fact::Row`].
    Row(&'static str, i64),
    /// The living rows of a register that have a value in a field: that refer to a record, that lie in a division → [`Fact::Rows`].
    RowsOf(&'static str, &'static str, Value),
    /// The open cases of a person, or of the person's household, that have no version yet → [`Fact::Covered`].
    UnderWay(i64),
    /// The running cases of a person, with what decides whether they rest on something → [`Fact::Resting`].
    Resting(i64),
    /// The same of an earlier day → [`Fact::Resting`].
    RestingOn(i64, NaiveDate),
    /// The last month of a case that the bank has paid → [`Fact::PaidUntil`].
    PaidUntil(i64),
    /// The lines of a case in batches → [`Fact::Lines`]; nobody tells where no batches are kept.
    Lines(i64),
    /// The award versions from a month on that keep the value of a parameter by which they were computed → [`Fact::Computed`].
    Computed(Param, Month),
    /// What a new row of a dated register follows → [`Fact::Before`].
    Before(BeforeAsk),
}

/// The group of a new row of a dated register, and where it starts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BeforeAsk {
    /// The register.
    pub register: &'static str,
    /// Its group: column and value.
    pub within: Vec<(&'static str, i64)>,
    /// The start as stored; while it is not known, the last row of all is meant.
    pub start: Option<String>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// One person, if there is one.
    Person(Option<Rc<PersonFact>>),
    /// People.
    People(Vec<Rc<PersonFact>>),
    /// A household, if there is one.
    Household(Option<HouseholdFact>),
    /// A case, if there is one.
    Case(Option<CaseFact>),
    /// What covers a person.
    Covered(Vec<Covering>),
    /// Relief cases.
    Relief(Vec<ReliefFact>),
    /// A petty fund, if there is one.
    PettyFund(Option<PettyFundFact>),
    /// A division, if it is in force.
    Division(Option<DivisionFact>),
    /// Divisions, in the order of their codes.
    Divisions(Vec<DivisionFact>),
    /// Batches: the month they are for, and their number, oldest first.
    Batches(Vec<(Month, String)>),
    /// What lives in a division.
    Inside(Vec<Inside>),
    /// A record, if there is one.
    Record(Option<RecordFact>),
    /// The values of a record, if there is one.
    Row(Option<Values>),
    /// Keys and values of records.
    Rows(Vec<(i64, Values)>),
    /// Running cases.
    Resting(Vec<RestingCase>),
    /// See [`Ask::PaidUntil`].
    PaidUntil(Option<Month>),
    /// See [`Ask::Lines`].
    Lines(Vec<Line>),
    /// How many versions were computed with each value: the month of the version, the value, how many.
    Computed(Vec<(Month, Money, i64)>),
    /// The row before, if there is one.
    Before(Option<BeforeFact>),
    /// Keys and labels.
    Names(Vec<(&'static str, String)>),
}
