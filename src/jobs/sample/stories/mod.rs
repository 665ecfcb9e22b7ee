//! What is planned for a part of the office, told as drafts in the order in which they can be entered.

mod dibao;
mod founding;
mod people;
mod support;

pub(super) use founding::found;

use super::SampleFault;
use super::acts::Acts;
use super::numbers::Accounts;
use super::places::Places;
use super::planned::Planned;
use super::player::{Entered, Player};
use super::rng::Rng;
use super::rosters::Rosters;
use std::collections::HashMap;

/// A part being told.
pub(super) struct Telling<'t> {
    /// Who enters it.
    pub player: Player<'t>,
    /// What is told.
    pub planned: &'t Planned,
    /// The other rosters.
    pub rosters: &'t Rosters,
    /// In which acts.
    pub acts: &'t mut Acts,
    /// Where.
    pub places: &'t Places,
    /// The accounts.
    pub accounts: &'t mut Accounts,
    /// For what is left open.
    pub rng: &'t mut Rng,
    /// Where the people are.
    pub keys: Keys,
}

/// The first keys of a part.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    /// Of the people of 低保 and 临时救助.
    pub people: i64,
    /// Of the cases of 特困, and of those who are supported.
    pub supported: (i64, i64),
    /// Of those invented for 两补.
    pub invented: i64,
    /// Of the households.
    pub households: i64,
    /// The 低保 cases, in the order of the plan.
    pub cases: Vec<i64>,
}

/// Everything that was entered.
pub(super) struct Told {
    /// The rows, register by register.
    pub entered: Vec<Entered>,
    /// What stands before the numbers that were given → how many.
    pub numbers: HashMap<String, i64>,
    /// Where they begin.
    pub keys: Keys,
}

/// Who signs in each town; invented.
const SIGNERS: [&str; 7] = ["谭建平", "周海燕", "罗志强", "彭秋云", "唐晓军", "邓丽华", "肖国良"];

/// Who signs for the town of a division.
pub(super) fn signer(division: &str) -> &'static str {
    SIGNERS[usize::from(division.as_bytes()[6] + division.as_bytes()[8]) % SIGNERS.len()]
}

impl Telling<'_> {
    /// Tells all of it.
    pub(super) fn tell(mut self) -> Result<Told, SampleFault> {
        self.people()?;
        self.households()?;
        self.accounts()?;
        self.partings()?;
        self.dibao()?;
        self.support()?;
        let (entered, numbers) = self.player.told()?;
        Ok(Told { keys: self.keys, entered, numbers })
    }
}
