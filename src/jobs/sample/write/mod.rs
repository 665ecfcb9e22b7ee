//! Writes what was planned into the file: people, households, accounts, cases with versions, covers and changes, relief.
//!
//! Must not decide anything: every fact comes from the plan.

mod relief;
mod roster_entries;
mod rosters;
mod subsidies;
mod visits;

use super::SampleFault;
use super::acts::OrderedActs;
use super::places::Places;
use super::plan::Population;
use super::player::Entered;
use super::rates::MonthRates;
use super::relief::Relief;
use super::rng::Rng;
use super::rosters::Rosters;
use super::stories::Told;
use super::stories::signer;
use crate::register::assistance::petty_fund::PETTY_FUND;
use crate::register::assistance::temporary;
use crate::register::benefits::change;
use crate::register::people::person::PERSON;
use crate::store::change::act::{ActKind, By, NewRows};
use crate::store::change::bulk::Filling;
use std::collections::{BTreeMap, HashMap};

/// Keys of 临时救助 cases count from here (schema.sql).
const RELIEF_KEYS: i64 = 2_000_000_000;
const SUBSIDY_KEYS: i64 = 4_000_000_000;
/// Those of the changes written here lie above those that are told.
const CHANGE_KEYS: i64 = 1_000_000_000;

/// Keys and serial numbers given so far; they go on over all parts of the office.
#[derive(Debug, Default)]
pub(crate) struct Serials {
    relief: i64,
    change: i64,
    relief_by_year: BTreeMap<i32, i64>,
    /// Name → who has it.
    pub named: HashMap<String, Vec<i64>>,
    rosters: rosters::RosterSerials,
}

/// One part of the office: everything planned for it.
pub(crate) struct Part<'a> {
    /// People, households, cases.
    pub population: &'a Population,
    /// 临时救助.
    pub relief: &'a [Relief],
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
    relief: NewRows<'f>,
    rosters: rosters::RosterRows<'f>,
    district_by: String,
}

impl<'f> Writer<'f> {
    /// Prepares the rows.
    pub(crate) fn new(filling: &'f Filling<'f>, district_by: &str) -> Result<Self, SampleFault> {
        Ok(Writer {
            filling,
            changes: filling.rows(&change::CHANGE, roster_entries::CHANGE_FIELDS)?,
            relief: filling.rows(&temporary::TEMPORARY, relief::RELIEF_FIELDS)?,
            rosters: rosters::RosterRows::new(filling)?,
            district_by: district_by.to_owned(),
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
        let (first_relief, first_subsidy) = (serials.relief + 1, serials.rosters.disability + 1);
        let mut writing = Writing { to: self, part, places, serials, rng, first_relief };
        writing.relief()?;
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
                if *entered.register == PETTY_FUND {
                    serials.rosters.funds.insert(row.text("town")[..9].to_owned(), key);
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
    first_relief: i64,
}

impl Writing<'_, '_, '_> {
    fn person_key(&self, at: usize) -> i64 {
        self.part.told.keys.people[at]
    }
}
