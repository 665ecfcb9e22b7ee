//! Brings the incomes of some households to where the office's monthly average and the money of January to November are what
//! the bureau reported. Only incomes move; the amounts follow by the rules, and nothing that is steered to is stored.
//!
//! Must not know the file.

use super::SampleFault;
use super::bank::{Failing, in_force, pays};
use super::cases::{self, Case, CaseVersion, Event};
use super::plan::{Population, month};
use super::standards::Standards;
use crate::domain::assistance::dibao::Kind;
use crate::domain::month::Month;

/// The standards of both kinds.
#[derive(Clone, Debug)]
pub(crate) struct BothStandards {
    /// 城市.
    pub urban: Standards,
    /// 农村.
    pub rural: Standards,
}

impl BothStandards {
    /// Those of a kind.
    pub(crate) fn of(&self, kind: Kind) -> &Standards {
        if kind == Kind::Urban { &self.urban } else { &self.rural }
    }
}

/// 补发 of months that were suspended, paid with the month of the resumption.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrears {
    /// A place among the cases.
    pub case: usize,
    /// In which month's batch.
    pub paid_in: Month,
    /// For these months.
    pub from: Month,
    /// To this one.
    pub to: Month,
    /// Fen.
    pub amount: i64,
}

/// Every second case that is resumed gets the suspended months.
pub(crate) fn arrears(cases: &[Case], versions: &[Vec<CaseVersion>]) -> Vec<Arrears> {
    let mut all = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        let [(from, Event::Suspend), (again, Event::Resume), ..] = case.events[..] else { continue };
        let Some(version) = in_force(&versions[at], again).filter(|_| at % 2 == 0) else { continue };
        let months = i64::from(again.months_since(from));
        all.push(Arrears { case: at, paid_in: again, from, to: again.prev(), amount: version.total * months });
    }
    all
}

/// The versions of every case.
pub(crate) fn all_versions(
    population: &Population,
    standards: &BothStandards,
) -> Result<Vec<Vec<CaseVersion>>, SampleFault> {
    let of = |case: &Case| {
        let household = &population.households[case.household];
        cases::versions(case, household, &population.people, standards.of(case.kind))
    };
    population.cases.iter().map(of).collect()
}

/// Steers the average of one kind in November 2021 to `yuan` a person.
pub(crate) fn average(
    population: &mut Population,
    versions: &mut [Vec<CaseVersion>],
    standards: &BothStandards,
    kind: Kind,
    yuan: i64,
) -> Result<(), SampleFault> {
    let november = month(11);
    let (mut persons, mut total, mut movable) = (0, 0, Vec::new());
    for (at, case) in population.cases.iter().enumerate().filter(|(_, c)| c.kind == kind) {
        let Some(version) = in_force(&versions[at], november).filter(|v| pays(v)) else { continue };
        persons += i64::try_from(version.covers.len()).unwrap_or(0);
        total += version.total;
        let plain = case.events.is_empty() && !population.households[case.household].single;
        if plain && case.income > 0 {
            movable.push((at, 1));
        }
    }
    let surplus = total - persons * yuan * 100;
    move_incomes(population, versions, standards, &movable, surplus)
}

/// The months of a case that are paid and booked from January to November 2021: those of these months, and those of the year
/// before that are sent again in them (where the batches begin earlier).
fn booked<'v>(versions: &'v [CaseVersion], failing: Option<&Failing>) -> impl Iterator<Item = &'v CaseVersion> {
    let again = failing.and_then(|f| f.again.filter(|again| (month(1)..=month(11)).contains(again)).map(|_| *f));
    let stays = failing.filter(|_| again.is_none()).copied();
    let before = again.map_or(0, |f| month(1).months_since(f.from).max(0));
    (1 - before..=11).filter_map(move |m| {
        let due = month(1).plus(m - 1);
        let version = in_force(versions, due).filter(|v| pays(v))?;
        let counts = if m < 1 { again.is_some_and(|f| f.holds(due)) } else { stays.is_none_or(|f| !f.holds(due)) };
        counts.then_some(version)
    })
}

/// The refusals of each case; no case has two.
fn by_case(cases: usize, failing: &[Failing]) -> Vec<Option<&Failing>> {
    let mut by_case = vec![None; cases];
    failing.iter().for_each(|f| by_case[f.case] = Some(f));
    by_case
}

/// What the bank will have paid, booked January to November 2021, in fen.
pub(crate) fn paid(versions: &[Vec<CaseVersion>], failing: &[Failing], arrears: &[Arrears]) -> i64 {
    let refused = by_case(versions.len(), failing);
    let lines: i64 = versions.iter().zip(refused).flat_map(|(v, f)| booked(v, f)).map(|v| v.total).sum();
    lines + arrears.iter().filter(|a| a.paid_in <= month(11)).map(|a| a.amount).sum::<i64>()
}

/// Steers the money of January to November to `yuan`, by the incomes of those who leave before November.
pub(crate) fn money(
    population: &mut Population,
    versions: &mut [Vec<CaseVersion>],
    standards: &BothStandards,
    failing: &[Failing],
    arrears: &[Arrears],
    yuan: i64,
) -> Result<(), SampleFault> {
    let refused = by_case(versions.len(), failing);
    let mut movable = Vec::new();
    for (at, case) in population.cases.iter().enumerate() {
        let leaver = matches!(case.events[..], [(from, Event::End(..))] if from <= month(11));
        if leaver && case.income > 0 && !population.households[case.household].single {
            movable.push((at, i64::try_from(booked(&versions[at], refused[at]).count()).unwrap_or(0)));
        }
    }
    movable.retain(|(_, months)| *months > 0);
    let surplus = paid(versions, failing, arrears) - yuan * 100;
    move_incomes(population, versions, standards, &movable, surplus)
}

/// Lowest and highest income a head, in fen: below every standard there has been, and never nothing.
const PER_HEAD: (i64, i64) = (1_000, 50_000);

/// Raises incomes until the surplus (fen, may be negative) is gone to the yuan. `movable`: case and how often its amount counts.
fn move_incomes(
    population: &mut Population,
    versions: &mut [Vec<CaseVersion>],
    standards: &BothStandards,
    movable: &[(usize, i64)],
    surplus: i64,
) -> Result<(), SampleFault> {
    let mut left = surplus / 100;
    let mut rounds = 0;
    while left != 0 {
        let weight: i64 = movable.iter().map(|(_, times)| times).sum();
        let each = left / weight.max(1);
        let before = left;
        for (at, times) in movable {
            let step = if each != 0 { each } else { (left / times).clamp(-8, 8) };
            let case = &mut population.cases[*at];
            let living = i64::try_from(population.households[case.household].size()).unwrap_or(1);
            let income = (case.income + step * 100).clamp(PER_HEAD.0 * living, PER_HEAD.1 * living);
            let moved = (income - case.income) / 100;
            if moved != 0 {
                case.income += moved * 100;
                left -= moved * times;
            }
            if left == 0 {
                break;
            }
        }
        rounds += 1;
        if left == before || rounds > 40 {
            return Err(SampleFault::Rule(format!("收入调整后仍差 {left} 元")));
        }
    }
    for (at, _) in movable {
        let case = &population.cases[*at];
        let household = &population.households[case.household];
        versions[*at] = cases::versions(case, household, &population.people, standards.of(case.kind))?;
    }
    Ok(())
}
