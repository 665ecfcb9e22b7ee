//! Somebody of whom there is something to be told, before having a key.
//!
//! Must not know the file.

use super::people::Person;
use super::plan::Population;
use super::support::Supported;

/// Somebody.
#[derive(Clone, Debug)]
pub(crate) enum Somebody {
    /// Of 低保: a place among the people.
    Known(usize),
    /// Of 特困: a place among the supported.
    Supported(usize),
    /// On no other roster: comes into the office with what is told.
    Invented(Box<Person>),
}

impl Somebody {
    /// Somebody on no other roster.
    pub(crate) fn new(person: &Person) -> Somebody {
        Somebody::Invented(Box::new(person.clone()))
    }

    /// The person, as planned.
    pub(crate) fn person<'p>(&'p self, population: &'p Population, supported: &'p [Supported]) -> &'p Person {
        match self {
            Somebody::Known(nth) => &population.people[*nth],
            Somebody::Supported(nth) => &supported[*nth].person,
            Somebody::Invented(person) => person,
        }
    }
}
