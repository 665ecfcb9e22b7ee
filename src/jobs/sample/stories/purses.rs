//! What 低保 comes to in all: the average of November and the money of January to November are what the bureau reported, by the incomes of
//! those families whose last amount waits until everybody else's is known.

use super::Telling;
use crate::domain::assistance::dibao::Kind;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::jobs::payroll::Addition;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::At;
use crate::jobs::sample::bank::Failing;
use crate::jobs::sample::cases::{Case, CaseVersion, Event, in_force};
use crate::jobs::sample::days::month;
use crate::jobs::sample::planned::arrears;
use crate::jobs::sample::purse::{self, Share};
use crate::register::Values;
use crate::register::assistance::award::AWARD;
use crate::register::assistance::dibao::BENEFIT;

/// What the bureau reported for the average of November 2021, yuan a person and month, and for the money of January to
/// November, yuan. The office aims at them; nothing of it is stored.
const URBAN_AVERAGE: i64 = 493;
const RURAL_AVERAGE: i64 = 461;
const PAID: i64 = 27_564_200;

/// What is due from a month on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Due {
    from: Month,
    /// Fen a month.
    total: i64,
    persons: i64,
}

impl Due {
    fn of(version: &CaseVersion, award: &Values) -> Due {
        Due { from: version.from, total: award.int("total").unwrap_or(0), persons: award.int("persons").unwrap_or(0) }
    }
}

/// A version whose income is still open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    /// A place among the cases.
    case: usize,
    /// Which of its versions.
    version: usize,
    at: At,
}

impl Telling<'_> {
    /// The version of a case by whose income the money is met: the one in force in November, where nothing happens in the year, or the
    /// last one of who leaves. Some income there must be.
    pub(super) fn open_version(&self, nth: usize) -> Option<usize> {
        let population = &self.planned.population;
        let case = &population.cases[nth];
        let last = self.planned.versions[nth].len() - 1;
        if case.income == 0 || population.households[case.household].single {
            return None;
        }
        match case.events[..] {
            [] => (case.start <= month(11)).then_some(last),
            [(from, Event::End(..))] if from <= month(11) && self.booked(nth).next().is_some() => Some(last - 1),
            _ => None,
        }
    }

    /// What an open version would come to with the income of the plan.
    pub(super) fn weighed(&mut self, nth: usize, open: usize, at: At) -> Result<Held, SampleFault> {
        let version = &self.planned.versions[nth][open];
        let award = self.player.weigh(&self.of_case(nth, version, version.income), at)?;
        self.dues[nth].push(Due::of(version, &award));
        Ok(Held { case: nth, version: open, at })
    }

    /// What a version that was decided comes to.
    pub(super) fn due(&self, nth: usize, version: &CaseVersion) -> Result<Due, SampleFault> {
        let award = self.player.row_with(&AWARD, "dibao", self.keys.cases[nth]);
        let missing = || SampleFault::Rule("低保没有核定".to_owned());
        award.map(|(_, award)| Due::of(version, &award)).ok_or_else(missing)
    }

    /// Decides what was open: first what makes the averages, then what makes the money of the year.
    pub(super) fn meet_purses(&mut self, held: Vec<Held>) -> Result<(), SampleFault> {
        let planned = self.planned;
        let cases = &planned.population.cases;
        let (leavers, stayers): (Vec<Held>, Vec<Held>) =
            held.into_iter().partition(|h| !cases[h.case].events.is_empty());
        let (urban, rural) = stayers.into_iter().partition(|h| cases[h.case].kind == Kind::Urban);
        for (kind, yuan, held) in [(Kind::Urban, URBAN_AVERAGE, urban), (Kind::Rural, RURAL_AVERAGE, rural)] {
            let (persons, total) = self.november(kind);
            self.meet(held, total - persons * yuan * 100)?;
        }
        let surplus = self.paid() - PAID * 100;
        self.meet(leavers, surplus)
    }

    fn meet(&mut self, held: Vec<Held>, surplus: i64) -> Result<(), SampleFault> {
        let planned = self.planned;
        let share = |held: &Held| {
            let version = &planned.versions[held.case][held.version];
            let counted =
                if planned.population.cases[held.case].events.is_empty() { 1 } else { self.booked(held.case).count() };
            Share {
                income: version.income,
                living: i64::from(version.size),
                times: i64::try_from(counted).unwrap_or(1),
            }
        };
        let mut shares: Vec<Share> = held.iter().map(share).collect();
        purse::meet(&mut shares, surplus)?;
        for (held, share) in held.iter().zip(shares) {
            self.dues[held.case].pop();
            let version = &planned.versions[held.case][held.version];
            self.decide(held.case, version, share.income, held.at)?;
            self.go_on(held.case, held.version + 1)?;
        }
        Ok(())
    }

    /// Persons and money of one kind in November.
    fn november(&self, kind: Kind) -> (i64, i64) {
        let of_kind = self.planned.population.cases.iter().enumerate().filter(|(_, case)| case.kind == kind);
        let paid =
            of_kind.filter(|(nth, _)| in_force(&self.planned.versions[*nth], month(11)).is_some_and(CaseVersion::pays));
        let dues = paid.filter_map(|(nth, _)| self.due_in(nth, month(11)));
        dues.fold((0, 0), |(persons, total), due| (persons + due.persons, total + due.total))
    }

    /// What is due in a month.
    pub(super) fn due_in(&self, nth: usize, of: Month) -> Option<Due> {
        self.dues[nth].iter().rev().find(|due| due.from <= of).copied()
    }

    /// What the bank will have paid, booked January to November 2021, in fen.
    fn paid(&self) -> i64 {
        let cases = 0..self.planned.versions.len();
        let due = |nth: usize, of: Month| self.due_in(nth, of).map_or(0, |due| due.total);
        let lines: i64 = cases.flat_map(|nth| self.booked(nth).map(move |of| due(nth, of))).sum();
        let arrears = self.arrears().into_iter().filter(|(_, of, _)| (month(1)..=month(11)).contains(of));
        lines + arrears.map(|(.., line)| line.amount.as_fen()).sum::<i64>()
    }

    /// The months of a case that are paid and booked from January to November 2021: those of these months, and those of the year
    /// before that are sent again in them (where the batches begin earlier).
    fn booked(&self, nth: usize) -> impl Iterator<Item = Month> {
        let versions = &self.planned.versions[nth];
        let failing = self.planned.failing.iter().find(|f| f.case == nth);
        let again = failing.filter(|f| f.again.is_some_and(|again| (month(1)..=month(11)).contains(&again)));
        let stays = failing.filter(|_| again.is_none());
        let before = again.map_or(0, |f| month(1).months_since(f.from).max(0));
        let counts = move |due: Month| match due < month(1) {
            true => again.is_some_and(|f| f.holds(due)),
            false => stays.is_none_or(|f: &Failing| !f.holds(due)),
        };
        (1 - before..=11)
            .map(|m| month(1).plus(m - 1))
            .filter(move |due| counts(*due) && in_force(versions, *due).is_some_and(CaseVersion::pays))
    }

    /// 补发 of months that were suspended, with the month of the resumption and by what is due in it. Every second case gets them.
    pub(super) fn arrears(&self) -> Vec<(Scheme, Month, Addition)> {
        let of = |(nth, case): (usize, &Case)| match case.events[..] {
            [(from, Event::Suspend), (again, Event::Resume), ..] if nth % 2 == 0 => {
                let due = self.due_in(nth, again).map_or(0, |due| due.total);
                let of = (BENEFIT.scheme(case.kind.code()), self.keys.cases[nth]);
                Some(arrears(of, (from, again), Money::fen(due)))
            }
            _ => None,
        };
        self.planned.population.cases.iter().enumerate().filter_map(of).collect()
    }
}
