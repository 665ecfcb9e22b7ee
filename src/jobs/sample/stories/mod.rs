//! What is planned for a part of the office, told as drafts in the order in which they can be entered.

mod dibao;
mod family;
mod founding;
mod people;
mod purses;
mod relief;
mod subsidies;
mod support;
mod visits;

pub(super) use founding::found;

use super::SampleFault;
use super::acts::Acts;
use super::days::Workdays;
use super::numbers::Accounts;
use super::places::Places;
use super::planned::{Late, Planned};
use super::player::{Played, Player};
use super::rng::Rng;
use super::rosters::Rosters;
use purses::Due;

/// A part being told.
pub(super) struct Telling<'t> {
    /// Who enters it.
    player: Player<'t>,
    /// What is told.
    planned: &'t Planned,
    /// The other rosters.
    rosters: &'t Rosters,
    /// In which acts.
    acts: &'t mut Acts,
    /// Where.
    places: &'t Places,
    /// On which days.
    workdays: &'t Workdays,
    /// The accounts.
    accounts: &'t mut Accounts,
    /// For what is left open.
    rng: &'t mut Rng,
    /// Where the people are.
    keys: Keys,
    /// What of 两补 is paid later than due.
    late: Vec<Late>,
    /// What is due to each case of 低保.
    dues: Vec<Vec<Due>>,
    /// The account of the last applicant.
    shared_account: String,
    /// The irregularities that were planted, as they are told.
    planted: Vec<String>,
}

/// What a part is told with.
pub(super) struct With<'t> {
    /// Where.
    pub places: &'t Places,
    /// On which days.
    pub workdays: &'t Workdays,
    /// The accounts.
    pub accounts: &'t mut Accounts,
    /// For what is left open.
    pub rng: &'t mut Rng,
}

/// The keys of a part.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    /// Of the people of 低保 and 临时救助, in the order of the plan.
    pub people: Vec<i64>,
    /// Of the cases of 特困, and of those who are supported, in the order of the plan.
    pub supported: Vec<(i64, i64)>,
    /// Of the households, in the order of the plan.
    pub households: Vec<i64>,
    /// Of the 低保 cases, in the order of the plan.
    pub cases: Vec<i64>,
}

/// Everything that was entered.
pub(super) struct Told {
    /// What was entered, and changed.
    pub played: Played,
    /// Where they are.
    pub keys: Keys,
    /// The irregularities that were planted, as they are told.
    pub planted: Vec<String>,
    /// What is paid later, fen, in the order of the plan.
    pub arrears: Vec<i64>,
    /// What of 两补 is paid later than due.
    pub late: Vec<Late>,
}

/// Who signs in each town; invented.
const SIGNERS: [&str; 8] = ["谭建平", "周海燕", "罗志强", "彭秋云", "唐晓军", "邓丽华", "肖国良", "伍春生"];

/// Who signs for the town of a division.
pub(super) fn signer(division: &str) -> &'static str {
    // Streets count from 001, towns by hundreds: each of the district's seven has one of its own.
    let town: usize = division.get(6..9).and_then(|digits| digits.parse().ok()).unwrap_or(0);
    SIGNERS[(town / 100 * 6 + town % 100) % SIGNERS.len()]
}

impl<'t> Telling<'t> {
    /// Nothing of it is told yet.
    pub(super) fn of(
        player: Player<'t>,
        (planned, rosters): (&'t Planned, &'t Rosters),
        acts: &'t mut Acts,
        with: With<'t>,
    ) -> Telling<'t> {
        let With { places, workdays, accounts, rng } = with;
        let population = &planned.population;
        let keys = Keys {
            people: vec![0; population.people.len()],
            households: vec![0; population.households.len()],
            cases: vec![0; population.cases.len()],
            ..Keys::default()
        };
        let (dues, shared_account) = (vec![Vec::new(); population.cases.len()], String::new());
        Telling {
            player,
            planned,
            rosters,
            acts,
            places,
            workdays,
            accounts,
            rng,
            keys,
            late: Vec::new(),
            dues,
            shared_account,
            planted: Vec::new(),
        }
    }

    /// Tells all of it.
    pub(super) fn tell(mut self) -> Result<Told, SampleFault> {
        self.dibao()?;
        self.reliefs()?;
        self.loners()?;
        self.subsidies_of_others()?;
        self.support()?;
        self.visits()?;
        let arrears = self.arrears();
        let Telling { keys, player, late, planted, .. } = self;
        Ok(Told { keys, played: player.told()?, arrears, late, planted })
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
                self.planted
                    .push(format!("同名同出生日期的两个人: {} {}, 后登记的 {}", person.name, person.birth, person.id));
            }
        }
        Ok(())
    }
}
