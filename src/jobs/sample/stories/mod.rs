//! What is planned for a part of the office, told as drafts in the order in which they can be entered.

mod abilities;
mod activities;
mod adapt;
mod boundaries;
mod burials;
mod child_visits;
mod children;
mod contest;
mod death_lists;
mod deaths;
mod dibao;
mod elder_visits;
mod elders;
mod facilities;
mod family;
mod farewells;
mod founding;
mod grades;
mod homes;
mod late;
mod market;
mod people;
mod place_names;
mod plans;
mod protection;
mod purses;
mod relief;
mod signs;
mod students;
mod subsidies;
mod support;
mod tents;
#[cfg(test)]
mod trial;
mod visits;
mod workers;

pub(super) use founding::found;

use super::acts::{Acts, At};
use super::days::Workdays;
use super::numbers::Accounts;
use super::places::{Places, town_number};
use super::planned::{PayPlan, Planned};
use super::player::{Played, Player};
use super::rng::Rng;
use super::somebody::Somebody;
use super::{SampleFault, demo_day};
use crate::domain::date;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::register::{Draft, Register};
use chrono::NaiveDate;
use late::Late;
use purses::Due;

/// A part being told.
pub(super) struct Telling<'t> {
    /// Who enters it.
    player: Player<'t>,
    /// What is told.
    planned: &'t Planned,
    /// In which acts.
    acts: Acts,
    /// Where.
    places: &'t Places,
    /// On which days.
    workdays: Workdays,
    /// The accounts.
    accounts: Accounts,
    /// For what is left open.
    rng: Rng,
    /// Where the people are.
    keys: Keys,
    /// What the payroll has to know of them.
    paying: PayPlan,
    /// What is due to each case of 低保.
    dues: Vec<Vec<Due>>,
    /// The account of the last applicant.
    shared_account: String,
    /// Whose death the office does not know of yet.
    late: Vec<Late<'t>>,
    /// The irregularities that were planted.
    planted: Vec<Planted>,
    /// What families are told in writing: on which day, of which change, and how it is served.
    notices: Vec<(NaiveDate, i64, &'static str)>,
}

/// The keys of a part.
#[derive(Debug, Default)]
struct Keys {
    /// Of the people of 低保 and 临时救助, in the order of the plan.
    people: Vec<i64>,
    /// Of the cases of 特困, and of those who are supported, in the order of the plan.
    supported: Vec<(i64, i64)>,
    /// Of the people who care for the residents of homes, in the order of the plan.
    nurses: Vec<i64>,
    /// Of the households, in the order of the plan.
    households: Vec<i64>,
    /// Of the 低保 cases, in the order of the plan.
    cases: Vec<i64>,
}

type Story<'t> = fn(&mut Telling<'t>) -> Result<(), SampleFault>;

/// Whether a story is told of every part of an office, or once, with the first, whatever the scale.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    EveryPart,
    TheOffice,
}

/// Everything that was entered.
pub(super) struct Told {
    /// In which acts.
    pub acts: Acts,
    /// What was entered, and changed.
    pub played: Played,
    /// What the payroll has to know of it.
    pub paying: PayPlan,
    /// The irregularities that were planted.
    pub planted: Vec<Planted>,
}

/// An irregularity in words, and the record whose number ends them: numbers are given when all is told.
pub(super) struct Planted(pub String, pub Option<(&'static Register, i64)>);

/// Who signs in each town; invented.
const SIGNERS: [&str; 8] = ["谭建平", "周海燕", "罗志强", "彭秋云", "唐晓军", "邓丽华", "肖国良", "伍春生"];

/// Who signs for the town of a division.
pub(super) fn signer(division: &str) -> &'static str {
    of_town(division, &SIGNERS)
}

/// One of several people, for the town of a division.
fn of_town(division: &str, people: &[&'static str; 8]) -> &'static str {
    // Streets count from 001, towns by hundreds: each of the district's seven has one of its own.
    let town = usize::try_from(town_number(division)).unwrap_or(0);
    people[(town / 100 * 6 + town % 100) % people.len()]
}

/// A day as stories have it: worked out, or as it is typed.
trait SomeDay {
    fn day(self) -> Result<NaiveDate, SampleFault>;
}

impl SomeDay for NaiveDate {
    fn day(self) -> Result<NaiveDate, SampleFault> {
        Ok(self)
    }
}

impl SomeDay for &str {
    fn day(self) -> Result<NaiveDate, SampleFault> {
        date::stored(self).ok_or(SampleFault::Lists("办理日期"))
    }
}

impl<'t> Telling<'t> {
    /// All stories, in the order in which they are told: what one tells, those after it find.
    const STORIES: [(Of, Story<'t>); 34] = [
        (Of::EveryPart, Self::dibao),
        (Of::EveryPart, Self::reliefs),
        (Of::EveryPart, Self::loners),
        (Of::EveryPart, Self::subsidies_of_others),
        (Of::EveryPart, Self::support),
        (Of::EveryPart, Self::visits),
        (Of::EveryPart, Self::workers),
        (Of::TheOffice, Self::activities),
        (Of::EveryPart, Self::adaptations),
        (Of::TheOffice, Self::facilities),
        (Of::TheOffice, Self::place_names),
        (Of::TheOffice, Self::boundaries),
        (Of::TheOffice, Self::signs),
        (Of::EveryPart, Self::homes),
        (Of::TheOffice, Self::gradings),
        (Of::EveryPart, Self::children),
        (Of::TheOffice, Self::child_visits),
        (Of::EveryPart, Self::abilities),
        (Of::EveryPart, Self::elders),
        (Of::EveryPart, Self::students),
        (Of::EveryPart, Self::contests),
        (Of::EveryPart, Self::elder_visits),
        (Of::EveryPart, Self::protection),
        (Of::TheOffice, Self::tents),
        (Of::TheOffice, Self::burials),
        (Of::EveryPart, Self::market),
        (Of::EveryPart, Self::publicity),
        (Of::EveryPart, Self::deaths),
        (Of::EveryPart, Self::farewells),
        (Of::EveryPart, Self::death_lists),
        (Of::EveryPart, Self::late_deaths),
        (Of::TheOffice, Self::plans),
        (Of::EveryPart, Self::notices),
        (Of::EveryPart, Self::paid_otherwise),
    ];

    /// The nth part, of which nothing is told yet; with the stream for what is left open.
    pub(super) fn of(
        player: Player<'t>,
        planned: &'t Planned,
        places: &'t Places,
        (nth, rng): (u32, Rng),
    ) -> Telling<'t> {
        let population = &planned.population;
        let keys = Keys {
            people: vec![0; population.people.len()],
            households: vec![0; population.households.len()],
            cases: vec![0; population.cases.len()],
            ..Keys::default()
        };
        Telling {
            workdays: Workdays::of(player.calendar()),
            player,
            planned,
            acts: Acts::default(),
            places,
            accounts: Accounts::of_part(nth),
            rng,
            keys,
            paying: PayPlan::default(),
            dues: vec![Vec::new(); population.cases.len()],
            shared_account: String::new(),
            late: Vec::new(),
            planted: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// Tells all of it.
    pub(super) fn tell(mut self) -> Result<Told, SampleFault> {
        let is_first = self.planned.is_first;
        let told = Self::STORIES.into_iter().filter(|(of, _)| is_first || *of == Of::EveryPart);
        told.map(|(_, story)| story).try_for_each(|story| story(&mut self))?;
        let Telling { acts, player, paying, planted, .. } = self;
        Ok(Told { acts, played: player.told()?, paying, planted })
    }

    /// What the bank refuses of 低保, and what was suspended and is paid later.
    fn paid_otherwise(&mut self) -> Result<(), SampleFault> {
        let cases = &self.planned.population.cases;
        let refused = self.planned.failing.iter().map(|f| (cases[f.case].kind, self.keys.cases[f.case], *f));
        self.paying.failing.extend(refused);
        let arrears = self.arrears();
        self.paying.late.extend(arrears);
        Ok(())
    }

    /// The days between two visits, by the risk of whoever is visited.
    fn every(&self, param: Param, risk: &str) -> usize {
        let days = self.player.parameters().int(param.by(risk, ""), Month::of(demo_day()));
        days.and_then(|days| usize::try_from(days).ok()).unwrap_or_default()
    }

    /// Enters a draft with whatever else is done on a day.
    fn on(&mut self, day: impl SomeDay, draft: &Draft) -> Result<i64, SampleFault> {
        let at = self.acts.of_day(day.day()?);
        self.player.enter(draft, at)
    }

    /// The key of somebody; who is on no other roster is entered.
    fn somebody(&mut self, who: &Somebody, at: At) -> Result<i64, SampleFault> {
        match who {
            Somebody::Known(nth) => Ok(self.person_key(*nth)),
            Somebody::Supported(nth) => Ok(self.keys.supported[*nth].1),
            Somebody::Invented(person) => self.person(person, at),
        }
    }

    fn person_key(&self, nth: usize) -> i64 {
        self.keys.people[nth]
    }

    /// Whoever lives in no household: somebody who looks like another.
    fn loners(&mut self) -> Result<(), SampleFault> {
        for nth in 0..self.planned.population.people.len() {
            if self.keys.people[nth] == 0 {
                let at = self.acts.begin(super::acts::taken_over_on());
                self.known(nth, at)?;
                let person = &self.planned.population.people[nth];
                let text = format!("同名同出生日期的两个人: {} {}, 后登记的 {}", person.name, person.birth, person.id);
                self.planted.push(Planted(text, None));
            }
        }
        Ok(())
    }
}
