//! What the bank paid of a case for each month, and what the case pays in a month by its versions: what a recovery is held against.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::payment::LineType;
use crate::domain::recovery::by_month;
use crate::register::{Facts, Values, benefit_of_case, find};
use std::collections::BTreeMap;

/// What the bank paid of a case for each month; none where nobody can tell. What is deducted for an earlier recovery was paid all the
/// same; 丧葬费 is no payment to the dead. What a household is paid beside its amount (物价补贴, 一次性) is not computed anew without one
/// of its persons.
pub fn paid_by_month(case: i64, facts: &Facts) -> Option<BTreeMap<Month, Money>> {
    let is_of_household = benefit_of_case(case)?.household().is_some();
    let counts = |line: LineType| match line {
        LineType::Funeral | LineType::Offset => false,
        LineType::PriceSubsidy | LineType::LumpSum => !is_of_household,
        _ => true,
    };
    // An end that came later took nothing from what was lacking then.
    let mut versions = versions(case, facts);
    versions.retain(|(_, version)| version.text("kind") != "end");
    Some(by_month(facts.lines(case)?, counts, |month| in_force(&versions, month).map_or(Money::ZERO, amount)))
}

/// What a case pays in a month, by its version in force.
pub fn monthly(case: i64, month: Month, facts: &Facts) -> Option<Money> {
    in_force(&versions(case, facts), month).map(amount)
}

fn amount(version: &Values) -> Money {
    version.register.amount.and_then(|col| version.money(col)).unwrap_or_default()
}

/// The versions of a case, oldest first.
fn versions<'a>(case: i64, facts: &'a Facts) -> Vec<(Month, &'a Values)> {
    let of = benefit_of_case(case).and_then(|benefit| find(benefit.cases.versions?.register));
    let Some((register, parent)) = of.and_then(|entry| Some((entry.register, entry.register.parent?))) else {
        return Vec::new();
    };
    let rows = facts.referring(register.name, parent, case);
    let mut all: Vec<_> = rows.filter_map(|(_, row)| Some((row.month("from_month")?, row))).collect();
    all.sort_by_key(|(from, _)| *from);
    all
}

fn in_force<'a>(versions: &[(Month, &'a Values)], month: Month) -> Option<&'a Values> {
    versions.iter().rfind(|(from, _)| *from <= month).map(|(_, row)| *row)
}
