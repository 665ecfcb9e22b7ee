//! Writes what was planned into the file: people, households, accounts, cases with versions, covers and changes, relief.
//!
//! Must not decide anything: every fact comes from the plan.

mod roster_entries;
mod rosters;
mod subsidies;

use super::SampleFault;
use super::acts::OrderedActs;
use super::places::Places;
use super::plan::Population;
use super::player::Entered;
use super::rates::MonthRates;
use super::rng::Rng;
use super::rosters::Rosters;
use super::stories::Told;
use crate::register::benefits::change;
use crate::register::people::person::PERSON;
use crate::store::change::act::{ActKind, By, NewRows};
use crate::store::change::bulk::Filling;
use std::collections::HashMap;

/// Keys of subsidies count from here (schema.sql).
const SUBSIDY_KEYS: i64 = 4_000_000_000;
/// Those of the changes written here lie above those that are told.
const CHANGE_KEYS: i64 = 1_000_000_000;

/// Keys and serial numbers given so far; they go on over all parts of the office.
#[derive(Debug, Default)]
pub(crate) struct Serials {
    change: i64,
    /// Name → who has it.
    pub named: HashMap<String, Vec<i64>>,
    rosters: rosters::RosterSerials,
}

/// One part of the office: everything planned for it.
pub(crate) struct Part<'a> {
    /// People, households, cases.
    pub population: &'a Population,
    /// The other rosters.
    pub rosters: &'a Rosters,
    /// The acts in which it is entered.
    pub acts: &'a OrderedActs,
    /// What has been entered of it.
    pub told: &'a Told,
    /// What their people draw a month.
    pub rates: &'a MonthRates<'a>,
}

/// The prepared rows of every register that is filled.
pub(crate) struct Writer<'f> {
    filling: &'f Filling<'f>,
    changes: NewRows<'f>,
    rosters: rosters::RosterRows<'f>,
}

impl<'f> Writer<'f> {
    /// Prepares the rows.
    pub(crate) fn new(filling: &'f Filling<'f>) -> Result<Self, SampleFault> {
        Ok(Writer {
            filling,
            changes: filling.rows(&change::CHANGE, roster_entries::CHANGE_FIELDS)?,
            rosters: rosters::RosterRows::new(filling)?,
        })
    }

    /// Writes one part of the office; gives the key of its first subsidy, the others follow.
    pub(crate) fn write(
        &mut self,
        part: &Part<'_>,
        places: &Places,
        serials: &mut Serials,
        rng: &mut Rng,
    ) -> Result<i64, SampleFault> {
        for moment in &part.acts.moments {
            let day = moment.day.to_string();
            let by = By { operator: 1, at: format!("{day} {}", moment.clock), day };
            self.filling.act(ActKind::Enter, &by, None)?;
        }
        self.entered(&part.told.entered, part.acts, serials)?;
        let first_subsidy = serials.rosters.disability + 1;
        let mut writing = Writing { to: self, part, places, serials, rng };
        writing.rosters()?;
        Ok(SUBSIDY_KEYS + first_subsidy)
    }

    /// Writes what was entered.
    pub(crate) fn entered(
        &self,
        entered: &[Entered],
        acts: &OrderedActs,
        serials: &mut Serials,
    ) -> Result<(), SampleFault> {
        for entered in entered {
            let mut rows = self.filling.records(entered.register)?;
            for ((key, row), act) in (entered.first..).zip(&entered.rows).zip(&entered.acts) {
                rows.put(key, acts.key(*act), row)?;
                if *entered.register == PERSON {
                    serials.named.entry(row.text("name").to_owned()).or_default().push(key);
                }
            }
            // Here, where the next part is still being told, it costs nobody's time.
            let last = entered.first + entered.rows.len() as i64 - 1;
            self.filling.tell(entered.register, (entered.first, last))?;
        }
        Ok(())
    }
}

struct Writing<'w, 'f, 'p> {
    to: &'w mut Writer<'f>,
    part: &'w Part<'p>,
    places: &'w Places,
    serials: &'w mut Serials,
    rng: &'w mut Rng,
}

impl Writing<'_, '_, '_> {
    fn person_key(&self, at: usize) -> i64 {
        self.part.told.keys.people[at]
    }
}
