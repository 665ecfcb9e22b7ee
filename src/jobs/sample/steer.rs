//! Brings the incomes of some households to where the office's monthly average and the money of January to November are what
//! the bureau reported. Only incomes move; the amounts follow by the rules, and nothing that is steered to is stored.
//!
//! Must not know the file.

use super::SampleFault;
use super::bank::{Failing, in_force, pays};
use super::cases::{self, Case, Event, Version};
use super::plan::{Population, month};
use super::standards::Standards;
use crate::domain::dibao::Kind;
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
pub(crate) fn arrears(cases: &[Case], versions: &[Vec<Version>]) -> Vec<Arrears> {
    let mut all = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        let [(from, Event::Suspend), (again, Event::Resume), ..] = case.events[..] else { continue };
        let Some(version) = in_force(&versions[at], again).filter(|_| at % 2 == 0) else { continue };
        let months = i64::from(again.months_since(from));
        all.push(Arrears { case: at, paid_in: again, from, to: again.prev(), amount: version.total() * months });
    }
    all
}

/// The versions of every case.
pub(crate) fn all_versions(
    population: &Population,
    standards: &BothStandards,
) -> Result<Vec<Vec<Version>>, SampleFault> {
    let of = |case: &Case| {
        let household = &population.households[case.household];
        cases::versions(case, household, &population.people, standards.of(case.kind))
    };
    population.cases.iter().map(of).collect()
}

/// Steers the average of one kind in November 2021 to `yuan` a person.
pub(crate) fn average(
    population: &mut Population,
    versions: &mut [Vec<Version>],
    standards: &BothStandards,
    kind: Kind,
    yuan: i64,
) -> Result<(), SampleFault> {
    let november = month(11);
    let (mut persons, mut total, mut movable) = (0, 0, Vec::new());
    for (at, case) in population.cases.iter().enumerate().filter(|(_, c)| c.kind == kind) {
        let Some(version) = in_force(&versions[at], november).filter(|v| pays(v)) else { continue };
        persons += i64::try_from(version.covers.len()).unwrap_or(0);
        total += version.total();
        let plain = case.events.is_empty() && !population.households[case.household].single;
        if plain && case.income > 0 {
            movable.push((at, 1));
        }
    }
    let surplus = total - persons * yuan * 100;
    move_incomes(population, versions, standards, &movable, surplus)
}

/// How often a case's amount is paid and booked from January to November 2021.
fn booked_months(at: usize, versions: &[Version], failing: &[Failing]) -> i64 {
    let mut times = 0;
    for m in 1..=11 {
        let due = month(m);
        if !in_force(versions, due).is_some_and(pays) {
            continue;
        }
        match failing.iter().find(|f| f.case == at && f.holds(due)) {
            None => times += 1,
            Some(f) if f.again.is_some_and(|again| again <= month(11)) => times += 1,
            Some(_) => {}
        }
    }
    times
}

/// What the bank will have paid, booked January to November 2021, in fen.
pub(crate) fn paid(versions: &[Vec<Version>], failing: &[Failing], arrears: &[Arrears]) -> i64 {
    let mut by_case: Vec<Option<&Failing>> = vec![None; versions.len()];
    failing.iter().for_each(|f| by_case[f.case] = Some(f));
    let mut sum = 0;
    for (at, versions) in versions.iter().enumerate() {
        for m in 1..=11 {
            let Some(version) = in_force(versions, month(m)).filter(|v| pays(v)) else { continue };
            let failed = by_case[at].filter(|f| f.holds(month(m)));
            if failed.is_none_or(|f| f.again.is_some_and(|again| again <= month(11))) {
                sum += version.total();
            }
        }
    }
    // Lines of the year before that are sent again in this one, where the batches begin earlier.
    for f in failing.iter().filter(|f| f.again.is_some_and(|again| (month(1)..=month(11)).contains(&again))) {
        let mut due = f.from;
        while due <= f.to.min(month(0)) {
            sum += in_force(&versions[f.case], due).map_or(0, Version::total);
            due = due.next();
        }
    }
    sum + arrears.iter().filter(|a| a.paid_in <= month(11)).map(|a| a.amount).sum::<i64>()
}

/// Steers the money of January to November to `yuan`, by the incomes of those who leave before November.
pub(crate) fn money(
    population: &mut Population,
    versions: &mut [Vec<Version>],
    standards: &BothStandards,
    failing: &[Failing],
    arrears: &[Arrears],
    yuan: i64,
) -> Result<(), SampleFault> {
    let mut movable = Vec::new();
    for (at, case) in population.cases.iter().enumerate() {
        let leaver = matches!(case.events[..], [(from, Event::End(..))] if from <= month(11));
        if leaver && case.income > 0 && !population.households[case.household].single {
            movable.push((at, booked_months(at, &versions[at], failing)));
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
    versions: &mut [Vec<Version>],
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
