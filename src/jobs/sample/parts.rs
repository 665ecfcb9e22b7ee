//! Plans the parts of the office one after the other, ahead of whoever writes them.
//!
//! Must not know the file.

use super::acts::{Acts, OrderedActs, TAKEN_OVER};
use super::planned::Planned;
use super::player::{Ground, Player, Serials};
use super::stories::{Keys, Telling, Told, found};
use super::{Options, SampleFault};
use super::{anomalies, bank, flows, names, numbers, people, places, plan, relief, rng, rosters, steer, support};
use crate::domain::assistance::dibao::Kind;
use crate::domain::month::Month;
use crate::register::office::Kept;
use crate::register::places::known::Places as Known;
use std::rc::Rc;
use std::sync::mpsc::SyncSender;

/// What the bureau reported for the average of November 2021, yuan a person and month, and for the money of January to
/// November, yuan. The generator aims at them; nothing of it is stored.
const URBAN_AVERAGE: i64 = 493;
const RURAL_AVERAGE: i64 = 461;
const PAID: i64 = 27_564_200;

/// A part of the office, ready to be written.
pub(super) struct Part {
    /// 低保 and 临时救助.
    pub planned: Planned,
    /// The other rosters.
    pub rosters: rosters::Rosters,
    /// The acts in which it is entered.
    pub acts: OrderedActs,
    /// What has been entered of it.
    pub told: Told,
    /// The stream from which the writing draws what is left open.
    pub rng: rng::Rng,
}

/// The lists that all parts draw from, and the standards of all months.
pub(super) type Lists<'a> = (&'a names::Names, &'a places::Places, &'a steer::BothStandards);

/// What goes on from part to part.
struct Counters {
    numbers: numbers::Numbers,
    accounts: numbers::Accounts,
    serials: Serials,
    /// The key of the next act.
    act: i64,
    /// What the office has once: told with the first part.
    founded: Vec<Kept>,
}

/// Plans every part and hands it on; ends early when nobody takes them any more.
pub(super) fn plan(options: Options, ground: &Ground, lists: Lists<'_>, put: SyncSender<Result<Part, SampleFault>>) {
    let mut counters = Counters {
        numbers: numbers::Numbers::new(),
        accounts: numbers::Accounts::default(),
        serials: Serials::default(),
        act: TAKEN_OVER + 1,
        founded: Vec::new(),
    };
    let known = Rc::new(lists.1.known());
    for nth in 0..options.scale {
        let part = plan_one(options, nth, (ground, &known), lists, &mut counters);
        let failed = part.is_err();
        if put.send(part).is_err() || failed {
            return;
        }
    }
}

fn plan_one(
    options: Options,
    part: u32,
    (ground, known): (&Ground, &Rc<Known>),
    (names, places, standards): Lists<'_>,
    counters: &mut Counters,
) -> Result<Part, SampleFault> {
    let first_month = plan::month(12).plus(1 - i32::try_from(options.months).unwrap_or(12));
    let rng = rng::Rng::of(options.seed, u64::from(part));
    let calendar = &ground.calendar;
    let mut cast = people::Cast { rng, names, numbers: &mut counters.numbers, calendar };
    // The bank draws from a stream of its own: more months do not make other people.
    let mut bank = rng::Rng::of(options.seed, u64::from(part) | 1 << 32);
    let mut planned = plan_cases(&mut cast, &mut bank, places, standards, first_month)?;
    let mut rng = cast.rng;
    let of_support = rng::Rng::of(options.seed, u64::from(part) | 3 << 32);
    let mut cast = people::Cast { rng: of_support, names, numbers: &mut counters.numbers, calendar };
    let supported = support::plan(&mut cast, places, &standards.urban)?;
    let other = rng::Rng::of(options.seed, u64::from(part) | 2 << 32);
    let mut cast = people::Cast { rng: other, names, numbers: &mut counters.numbers, calendar };
    let mut rosters = rosters::plan(&mut planned, supported, &mut cast, places)?;
    if options.anomalies && part == 0 {
        anomalies::plant(&mut planned.population, &planned.failing, &mut rosters.subsidies, &mut cast)?;
    }
    let mut acts = Acts::of(&planned.versions, &planned.relief, &rosters);
    let mut player = Player::new(ground, Rc::clone(known), &mut counters.serials).with(&counters.founded);
    if counters.founded.is_empty() {
        found(&mut player, places, options.scale)?;
        counters.founded = player.so_far();
    }
    let telling = Telling {
        player,
        planned: &planned,
        rosters: &rosters,
        acts: &mut acts,
        places,
        accounts: &mut counters.accounts,
        rng: &mut rng,
        keys: Keys::default(),
    };
    let told = telling.tell()?;
    let acts = acts.in_order(counters.act);
    counters.act += acts.moments.len() as i64;
    Ok(Part { planned, rosters, acts, told, rng })
}

fn plan_cases(
    cast: &mut people::Cast<'_>,
    answers: &mut rng::Rng,
    places: &places::Places,
    standards: &steer::BothStandards,
    first: Month,
) -> Result<Planned, SampleFault> {
    let mut population = plan::Population::default();
    plan::populate(&mut population, cast, places, &flows::URBAN)?;
    let urban = population.cases.len();
    plan::populate(&mut population, cast, places, &flows::RURAL)?;
    let mut versions = steer::all_versions(&population, standards)?;
    let last = plan::month(12);
    let mut failing = bank::failing(answers, &versions, 0..urban, first, last);
    failing.extend(bank::failing(answers, &versions, urban..population.cases.len(), first, last));
    let arrears = steer::arrears(&population.cases, &versions);
    steer::average(&mut population, &mut versions, standards, Kind::Urban, URBAN_AVERAGE)?;
    steer::average(&mut population, &mut versions, standards, Kind::Rural, RURAL_AVERAGE)?;
    steer::money(&mut population, &mut versions, standards, &failing, &arrears, PAID)?;
    let relief = relief::plan(&mut population, &versions, cast, places)?;
    Ok(Planned { population, versions, failing, arrears, relief })
}
