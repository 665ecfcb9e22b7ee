//! What a 低保 case would have paid in a month without one of its persons: by the version in force then, with the standard of that month
//! (assistance 7.6).

use crate::domain::assistance::dibao::{self, CaseType};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::register::assistance::award_amounts::household;
use crate::register::assistance::award_case::{AwardVersion, Case};
use crate::register::assistance::standards::dibao_rules;
use crate::register::{AwardFact, CaseFact, CoverFact, Facts, HouseholdFact};

/// What it would have paid. The income stays what it was: what the person earned is no matter of this.
///
/// # Errors
/// There is no standard for the month.
pub fn without(case: i64, person: i64, month: Month, facts: &Facts) -> Result<Money, Slip> {
    let Some(case) = facts.dibao(case, month.first_day()) else { return Ok(Money::ZERO) };
    let in_force = case.awards.iter().filter(|award| award.from_month <= month).max_by_key(|award| award.from_month);
    let Some(award) = in_force else { return Ok(Money::ZERO) };
    let Some(own) = award.covers.iter().find(|cover| cover.person == person) else { return Ok(award.total) };
    match award.kind.as_str() {
        "award" => computed(case, award, own, month, facts),
        // It pays as before, whatever the household earns.
        _ => Ok(less(award, own)),
    }
}

/// The amount of a version less what the person has of it.
fn less(award: &AwardFact, own: &CoverFact) -> Money {
    [own.share, own.extra].iter().try_fold(award.total, |rest, part| rest.checked_sub(*part)).unwrap_or_default()
}

/// By the formula; nothing where the household does not qualify without the person.
fn computed(case: &CaseFact, award: &AwardFact, own: &CoverFact, month: Month, facts: &Facts) -> Result<Money, Slip> {
    let version = AwardVersion {
        dibao: Some(case.key),
        from_month: Some(award.from_month),
        kind: award.kind.clone(),
        class_code: award.class_code.clone(),
        decided_date: award.from_month.first_day(),
        income: Some(award.income),
        // Who is covered alone is the person itself.
        own_income: Some(Money::ZERO),
        persons: award.persons,
        total: Some(award.total),
        change_kind: None,
        reason_code: None,
    };
    let Some(house) =
        case.household.as_ref().map(|house| left(&with_dead(house, case.key, month, facts), award, own.person))
    else {
        return Ok(Money::ZERO);
    };
    let judged = Case::standing(case, Some(&house));
    let Some((judged, home)) = judged.and_then(|judged| {
        let home = household(&version, &judged, month, facts)?;
        Some((judged, home))
    }) else {
        return Ok(Money::ZERO);
    };
    if home.covered.is_empty() || judged.case_type == CaseType::Single {
        return Ok(Money::ZERO);
    }
    let rules = dibao_rules(&facts.parameters, judged.kind, month)?;
    Ok(match dibao::award(&home, &rules, month.last_day()) {
        Ok(made) => made.total,
        Err(refusal) if refusal.keeps_last_amount() => less(award, own),
        Err(_) => Money::ZERO,
    })
}

/// The household with those who died on the first day of the month: they left it that day, and the month may be due to them still.
fn with_dead(house: &HouseholdFact, case: i64, month: Month, facts: &Facts) -> HouseholdFact {
    let mut all = house.clone();
    let first = month.first_day();
    let before = first.pred_opt().and_then(|eve| facts.dibao(case, eve)?.household.as_ref());
    let members = before.map_or(&[][..], |before| before.members.as_slice()).iter();
    all.members.retain(|member| member.person.death_date != Some(first));
    all.members.extend(members.filter(|member| member.person.death_date == Some(first)).cloned());
    all
}

/// The household without the person: covered are the others whom the version covers.
fn left(house: &HouseholdFact, award: &AwardFact, person: i64) -> HouseholdFact {
    let mut house = house.clone();
    house.members.retain(|member| member.person.key != person);
    for member in &mut house.members {
        member.is_covered = award.covers.iter().any(|cover| cover.person == member.person.key);
    }
    house
}
