//! What the writers of the rosters beside 低保 and 临时救助 share: the act of a day, a person with a card, a change.

use super::{TAKEN_OVER, Writing};
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::people::Person;
use crate::store::change::act::Cell;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The key of the only project of visits.
pub(super) const PROJECT: i64 = 1;

/// One act for each day on which something of the rosters was entered.
#[derive(Default)]
pub(super) struct RosterActs(BTreeMap<NaiveDate, i64>);

impl RosterActs {
    pub(super) fn insert(&mut self, day: NaiveDate, act: i64) {
        self.0.insert(day, act);
    }
    pub(super) fn of(&self, day: NaiveDate) -> i64 {
        self.0.get(&day).copied().unwrap_or(TAKEN_OVER)
    }
}

/// A change of a case of one person.
pub(super) struct PersonChange<'a> {
    pub scheme: &'a str,
    pub case: i64,
    pub month: String,
    pub kind: &'a str,
    pub award: i64,
    pub person: i64,
    pub decided: NaiveDate,
    pub reason: Option<&'a str>,
    pub amount: i64,
    pub act: i64,
}

impl Writing<'_, '_, '_> {
    /// A person of these rosters; gives the key.
    pub(super) fn newcomer(&mut self, act: i64, person: &Person) -> Result<i64, SampleFault> {
        self.serials.person += 1;
        let key = self.serials.person;
        self.person(key, act, person)?;
        Ok(key)
    }

    /// A card of their own.
    pub(super) fn own_card(&mut self, act: i64, key: i64, name: &str, since: NaiveDate) -> Result<(), SampleFault> {
        let (number, since) = (self.accounts.card(), since.to_string());
        self.serials.account += 1;
        let cells =
            [key.into(), name.into(), "403".into(), (&number).into(), "1".into(), "1".into(), Cell::Text(&since)];
        Ok(self.to.accounts.add(self.serials.account, act, &cells)?)
    }

    /// A change that counts a person.
    pub(super) fn person_change(&mut self, change: &PersonChange<'_>) -> Result<(), SampleFault> {
        let (month, decided) = (change.month.as_str(), change.decided.to_string());
        let persons = match change.kind {
            "01" => 1,
            "06" => -1,
            _ => 0,
        };
        self.serials.change += 1;
        self.to.changes.add(
            self.serials.change,
            change.act,
            &[
                change.scheme.into(),
                change.case.into(),
                month.into(),
                change.kind.into(),
                change.award.into(),
                change.person.into(),
                (&decided).into(),
                change.reason.into(),
                0.into(),
                persons.into(),
                change.amount.into(),
                Cell::Null,
                Cell::Null,
                Cell::Null,
            ],
        )?;
        Ok(())
    }
}
