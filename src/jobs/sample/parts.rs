//! The parts of the office: planned one after the other, told apart from each other, and handed on in their order.
//!
//! A part draws what no other may have (ID numbers, phones) while it is planned; what it counts while it is told it counts for itself. So
//! several can be told at once, and none looks otherwise for it. Must not know the file.

use super::acts::{OrderedActs, TAKEN_OVER};
use super::days::{Workdays, month, months, raises};
use super::ground::Ground;
use super::planned::Planned;
use super::player::{Entered, Player};
use super::stories::{Telling, Told, found};
use super::{Options, SampleFault, TOLD};
use super::{
    abilities, adapt, anomalies, bank, callers, cases, children, contest, deaths, elders, families, flows, homes,
    market, names, numbers, people, places, plan, relief, rng, students, subsidies, support, visits, workers,
};
use crate::domain::month::Month;
use crate::domain::param::Param;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::Duration;

/// The lists that all parts draw from.
pub(super) type Lists<'a> = (&'a names::Names, &'a places::Places);

/// A part of the office before anything of it is told.
struct Plan {
    nth: u32,
    planned: Planned,
    /// The stream from which the telling draws what is left open.
    rng: rng::Rng,
}

/// Plans the parts, one after the other.
pub(super) struct Planner<'a> {
    options: Options,
    lists: Lists<'a>,
    ground: Ground,
    workdays: Workdays,
    numbers: numbers::Numbers,
    next: u32,
}

impl<'a> Planner<'a> {
    /// From the first on.
    pub(super) fn new(options: Options, lists: Lists<'a>, ground: Ground) -> Planner<'a> {
        let workdays = Workdays::of(&ground.calendar);
        Planner { options, lists, ground, workdays, numbers: numbers::Numbers::new(), next: 0 }
    }

    /// The next part; none after the last.
    fn plan(&mut self) -> Option<Result<Plan, SampleFault>> {
        let nth = self.next;
        self.next += 1;
        (nth < self.options.scale).then(|| self.part(nth))
    }

    fn part(&mut self, nth: u32) -> Result<Plan, SampleFault> {
        let Planner { options, lists: (names, places), ground, workdays, numbers, .. } = self;
        let stream = |of: u64| rng::Rng::of(options.seed, u64::from(nth) | of << 32);
        let first_month = months(options.months).next().unwrap_or(month(12));
        let mut cast = people::Cast { rng: stream(0), names, numbers, workdays };
        // The bank draws from a stream of its own: more months do not make other people.
        let mut planned = plan_cases(&mut cast, &mut stream(1), (ground, places), first_month)?;
        planned.is_first = nth == 0;
        let rng = std::mem::replace(&mut cast.rng, stream(3));
        planned.supported = support::plan(&mut cast, places, &ground.parameters)?;
        cast.rng = stream(2);
        planned.subsidies = subsidies::plan(&mut planned.population, &planned.versions, &mut cast, places)?;
        let known = (&planned.population, &planned.versions[..]);
        planned.visits = visits::plan(known, &planned.supported, places, &mut cast)?;
        let cap = ground.parameters.money(Param::AdaptCap, month(3)).unwrap_or_default();
        planned.adaptations = adapt::plan(known, &planned.supported, (places, workdays, cap), &mut stream(10))?;
        planned.abilities = abilities::plan(&planned.supported, &mut stream(26));
        if options.anomalies && planned.is_first {
            anomalies::plant(&mut planned, &mut cast)?;
        }
        if planned.is_first {
            cast.rng = stream(40);
            planned.workers = workers::plan(&mut cast, places)?;
            cast.rng = stream(41);
            planned.homes = homes::plan(&mut cast, places)?;
        }
        cast.rng = stream(30);
        planned.children = children::plan(&planned.population, &mut cast, places)?;
        cast.rng = stream(50);
        let known = elders::Known {
            population: &planned.population,
            versions: &planned.versions,
            supported: &planned.supported,
            subsidies: &planned.subsidies,
        };
        planned.elders = elders::plan(&known, &mut cast, places)?;
        cast.rng = stream(31);
        planned.students = students::plan(&mut cast, places)?;
        if planned.is_first {
            cast.rng = stream(42);
            planned.contests = contest::plan(&planned.homes, &mut cast, places)?;
            cast.rng = stream(51);
            planned.callers = Some(callers::plan(&mut cast, places));
            cast.rng = stream(47);
            planned.families = Some(families::plan(&mut cast, places)?);
            cast.rng = stream(60);
            planned.market = market::plan(&mut cast, places)?;
            cast.rng = stream(61);
            planned.deaths = deaths::plan(&mut cast, places)?;
        }
        Ok(Plan { nth, planned, rng })
    }
}

/// A part as it was told, apart from all others, with its number.
type ToldPart = (u32, Told);

/// What an office has once, told before its parts.
pub(super) fn founded(ground: &Ground, places: &places::Places, scale: u32) -> Result<Vec<Entered>, SampleFault> {
    let mut player = Player::new(ground, Rc::new(places.known()), 0);
    found(&mut player, places, scale)?;
    Ok(player.told()?.entered)
}

/// Tells parts as long as there are any, and hands them on; ends early when nobody takes them any more. Several may do so at once.
pub(super) fn tell(
    planner: &Mutex<Planner<'_>>,
    (ground, places, founded): (Ground, &places::Places, &[Entered]),
    put: &SyncSender<Result<ToldPart, SampleFault>>,
) {
    let known = Rc::new(places.known());
    // Whoever fails while planning ends the building for all.
    while let Some(plan) = planner.lock().ok().and_then(|mut planner| planner.plan()) {
        let part = plan.and_then(|plan| {
            let player = Player::new(&ground, Rc::clone(&known), plan.nth).with(founded);
            let told = Telling::of(player, &plan.planned, places, (plan.nth, plan.rng)).tell()?;
            Ok((plan.nth, told))
        });
        let failed = part.is_err();
        if put.send(part).is_err() || failed {
            return;
        }
    }
}

/// A part takes long: who waits for one asks so often whether it is still wanted.
const LOOKS_UP: Duration = Duration::from_millis(100);

/// The parts in their order, however they come: what goes on from one to the next goes on here.
pub(super) struct InOrder {
    told: Receiver<Result<ToldPart, SampleFault>>,
    /// So many are told.
    of: u32,
    /// Those that came before their turn.
    early: BTreeMap<u32, Told>,
    next: u32,
    /// The key of the next act.
    act: i64,
    /// What stands before a number → how many are given.
    numbers: HashMap<String, i64>,
}

impl InOrder {
    /// Of those that are told, so many.
    pub(super) fn of(told: Receiver<Result<ToldPart, SampleFault>>, of: u32) -> InOrder {
        InOrder { told, of, early: BTreeMap::new(), next: 0, act: TAKEN_OVER + 1, numbers: HashMap::new() }
    }

    fn after_the_others(&mut self, mut told: Told) -> (OrderedActs, Told) {
        let acts = std::mem::take(&mut told.acts).in_order(self.act);
        self.act += acts.moments.len() as i64;
        told.played.entered.iter_mut().for_each(|entered| entered.number(&mut self.numbers, &acts));
        (acts, told)
    }
}

impl Iterator for InOrder {
    type Item = Result<(OrderedActs, Told), SampleFault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(told) = self.early.remove(&self.next) {
                self.next += 1;
                return Some(Ok(self.after_the_others(told)));
            }
            match self.told.recv_timeout(LOOKS_UP) {
                Ok(Ok((nth, told))) => drop(self.early.insert(nth, told)),
                Ok(Err(fault)) => return Some(Err(fault)),
                Err(RecvTimeoutError::Timeout) => {
                    if let Err(stopped) = super::tell(TOLD, self.next, self.of) {
                        return Some(Err(stopped.into()));
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }
}

fn plan_cases(
    cast: &mut people::Cast<'_>,
    answers: &mut rng::Rng,
    (ground, places): (&Ground, &places::Places),
    first: Month,
) -> Result<Planned, SampleFault> {
    let mut population = plan::Population::default();
    plan::populate(&mut population, cast, places, &flows::URBAN)?;
    let urban = population.cases.len();
    plan::populate(&mut population, cast, places, &flows::RURAL)?;
    let of = |case: &cases::Case| {
        let household = &population.households[case.household];
        let raises = raises(&ground.parameters, case.kind, case.start);
        cases::versions(case, household, &population.people, &raises, cast.workdays)
    };
    let versions: Vec<_> = population.cases.iter().map(of).collect();
    let last = month(12);
    let mut failing = bank::failing(answers, &versions, 0..urban, first, last);
    failing.extend(bank::failing(answers, &versions, urban..population.cases.len(), first, last));
    let relief = relief::plan(&mut population, &versions, cast, places)?;
    Ok(Planned { population, versions, failing, relief, ..Planned::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use std::sync::mpsc::sync_channel;

    #[test]
    fn who_waits_for_a_part_hears_that_it_is_not_wanted_any_more() {
        let (_telling, told) = sync_channel(0);
        let mut calls = 0;
        Store::while_working(move |what, done, of| {
            assert_eq!((what, done, of), (TOLD, 0, 2));
            calls += 1;
            calls < 3
        });
        let mut parts = InOrder::of(told, 2);
        let stopped = parts.next();
        assert!(matches!(stopped, Some(Err(SampleFault::Store(fault))) if fault.is_stopped()));
    }
}
