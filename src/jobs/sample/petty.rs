//! 镇街备用金 of the demonstration office: what each town was given in 2021, spent on the reliefs it approved, and got back after
//! reporting them (assistance 4.5).
//!
//! Must not know the file.

use super::places::Places;
use super::plan::{Population, month};
use super::relief::Relief;
use crate::domain::month::Month;
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// What a town holds, yuan: two months of spending at least.
pub(crate) const QUOTA: i64 = 80_000;

/// An entry of a town's ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PettyEntry {
    /// The town: the first nine digits of its code belong to the village of this place.
    pub village: usize,
    /// 收支类型.
    pub kind: &'static str,
    /// When.
    pub day: NaiveDate,
    /// Yuan.
    pub amount: i64,
    /// The relief it paid: a place among them.
    pub relief: Option<usize>,
}

/// Plans the ledgers. The grant covers twice what the dearest month takes, and each month's spending is given back at the
/// beginning of the next, so that no balance falls below zero.
pub(crate) fn plan(population: &Population, relief: &[Relief], places: &Places) -> Vec<PettyEntry> {
    let mut entries = Vec::new();
    let mut by_town: BTreeMap<&str, (usize, BTreeMap<Month, i64>)> = BTreeMap::new();
    for (village, place) in places.all.iter().enumerate().filter(|(_, p)| p.level == "village") {
        by_town.entry(&place.code[..9]).or_insert_with(|| (village, BTreeMap::new()));
    }
    let last_day = month(12).last_day();
    for (at, relief) in relief.iter().enumerate().filter(|(_, r)| r.is_town()) {
        let village = population.households[relief.household].home.village;
        let day = relief.paid.min(last_day);
        if let Some((_, spent)) = by_town.get_mut(&places.all[village].code[..9]) {
            *spent.entry(Month::of(day)).or_default() += relief.amount;
        }
        entries.push(PettyEntry { village, kind: "2", day, amount: relief.amount, relief: Some(at) });
    }
    for (village, spent) in by_town.into_values() {
        let dearest = spent.values().max().copied().unwrap_or(0);
        let granted = (dearest * 2).div_euclid(5_000) * 5_000 + 5_000;
        let day = month(1).first_day();
        entries.push(PettyEntry { village, kind: "1", day, amount: granted, relief: None });
        for (of, amount) in spent {
            let day = of.next().first_day() + Days::new(4);
            if day <= last_day {
                entries.push(PettyEntry { village, kind: "3", day, amount, relief: None });
            }
        }
    }
    entries.sort_by_key(|e| (e.day, e.kind == "2", e.relief));
    entries
}
