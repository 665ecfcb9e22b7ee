//! `demo --with-anomalies`: one irregularity of each kind that a comparison of the rosters is meant to find, planned into the
//! first part of the demonstration office. sample-db/README.md lists them.
//!
//! Must not break a rule of the file: each row is right by itself, and only beside another one, or on the day, is it odd.

use super::SampleFault;
use super::bank::Failing;
use super::cases::Odd;
use super::days::{day, month};
use super::numbers::Origin;
use super::people::{Cast, Person};
use super::plan::Population;
use super::planned::Planned;
use super::subsidies::{Drawing, Holder, LOST, Subsidies};
use crate::domain::assistance::subsidy::Subsidy;
use chrono::NaiveDate;

/// The day of the last review of a case that is overdue by every cycle.
pub(crate) fn long_ago() -> NaiveDate {
    day(2020, 6, 10)
}

/// The last day of the certificate that has run out.
pub(crate) fn expired_on() -> NaiveDate {
    day(2021, 6, 30)
}

/// Plants each kind once.
pub(crate) fn plant(planned: &mut Planned, cast: &mut Cast<'_>) -> Result<(), SampleFault> {
    mark_cases(&mut planned.population, &planned.failing)?;
    outlive_assistance(&mut planned.subsidies)?;
    expire_certificate(&mut planned.subsidies)?;
    // Last: who was planned before keeps his place.
    let twin = namesake(&planned.population.people, cast)?;
    planned.population.people.push(twin);
    Ok(())
}

/// One account for two households; a case whose review is overdue.
fn mark_cases(population: &mut Population, failing: &[Failing]) -> Result<(), SampleFault> {
    let refused = |at: usize| failing.iter().any(|f| f.case == at);
    let lives = |at: usize| population.cases[at].events.is_empty() && population.cases[at].start < month(0).plus(-12);
    let mut told: Vec<usize> = (0..population.cases.len()).collect();
    told.sort_by_key(|at| population.cases[*at].papers.apply);
    let apt = |pair: &&[usize]| pair.iter().all(|at| lives(*at) && !refused(*at));
    let shares = told.windows(2).find(apt).map(|pair| pair[1]);
    let overdue = told.iter().rev().copied().find(|at| lives(*at) && Some(*at) != shares);
    let (Some(shares), Some(overdue)) = (shares, overdue) else { return Err(SampleFault::Exhausted("低保家庭")) };
    population.cases[shares].odd = Some(Odd::SharesAccount);
    population.cases[overdue].odd = Some(Odd::ReviewOverdue);
    Ok(())
}

/// 生活补贴 goes on after the 低保 it rests on has ended.
fn outlive_assistance(subsidies: &mut Subsidies) -> Result<(), SampleFault> {
    let ended = |d: &&mut Drawing| d.subsidy == Subsidy::Living && d.end.is_some_and(|(_, why)| why == LOST);
    let drawing = subsidies.drawings.iter_mut().find(ended).ok_or(SampleFault::Exhausted("两项补贴对象"))?;
    drawing.outlives = true;
    Ok(())
}

/// 护理补贴 goes on though the certificate has run out.
fn expire_certificate(subsidies: &mut Subsidies) -> Result<(), SampleFault> {
    // Who was invented for 护理补贴 draws nothing else.
    let draws = |d: &Drawing| if let (Holder::Invented(at), None) = (d.holder, d.end) { Some(at) } else { None };
    let holder = subsidies.drawings.iter().find_map(draws).ok_or(SampleFault::Exhausted("两项补贴对象"))?;
    subsidies.invented[holder].cert_until = Some(expired_on());
    Ok(())
}

/// Somebody with the name and the birth date of another, and a number of his own.
fn namesake(people: &[Person], cast: &mut Cast<'_>) -> Result<Person, SampleFault> {
    let known = people.first().ok_or(SampleFault::Exhausted("人员"))?;
    let id = cast.numbers.id(&mut cast.rng, known.birth, known.sex, Origin::Here)?;
    Ok(Person { id, phone: None, disability: None, cert_until: None, ..known.clone() })
}
