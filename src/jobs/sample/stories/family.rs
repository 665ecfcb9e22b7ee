//! A family: who comes into the office with what is applied for, who joins, leaves and dies; the accounts of its applicant.

use super::{Planted, Telling};
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::At;
use crate::jobs::sample::cases::{Event, Odd};
use crate::jobs::sample::households::Member;
use crate::register::Draft;
use crate::register::people::account::ACCOUNT;
use crate::register::people::household::HOUSEHOLD;
use crate::register::people::member::MEMBER;
use crate::register::people::person::PERSON;
use chrono::{Days, NaiveDate};

impl Telling<'_> {
    /// The people of a household, who live together since a day, and the household.
    pub(super) fn household(&mut self, nth: usize, since: NaiveDate, at: At) -> Result<(), SampleFault> {
        let household = &self.planned.population.households[nth];
        let members = || household.members.iter().filter(|m| m.joined.is_none());
        for member in members() {
            self.known(member.person, at)?;
        }
        let mut draft = Draft::new(&HOUSEHOLD)
            .with_ref("applicant", self.person_key(household.members[0].person))
            .with("division", self.places.all[household.home.village].code)
            .with("address", &*household.home.address);
        draft.children.extend(members().map(|member| self.member(member, since)));
        self.keys.households[nth] = self.player.enter(&draft, at)?;
        Ok(())
    }

    /// A person of the plan comes into the office.
    pub(super) fn known(&mut self, nth: usize, at: At) -> Result<(), SampleFault> {
        self.keys.people[nth] = self.person(&self.planned.population.people[nth], at)?;
        Ok(())
    }

    fn member(&self, member: &Member, from: NaiveDate) -> Draft {
        let flag = |yes: bool| if yes { "1" } else { "0" };
        Draft::new(&MEMBER)
            .with_ref("person", self.person_key(member.person))
            .with("relation_code", member.relation)
            .with("is_member", flag(member.excluded.is_none()))
            .with("is_covered", flag(member.covered))
            .with("valid_from", from.to_string())
            .with_some("exclude_reason", member.excluded)
    }

    /// What an event is to the family: a birth, somebody who leaves.
    pub(super) fn happens(&mut self, household: usize, event: Event, at: At) -> Result<(), SampleFault> {
        let planned = self.planned;
        let members = &planned.population.households[household].members;
        let home = self.keys.households[household];
        match event {
            Event::Join(place) => {
                let member = &members[place];
                self.known(member.person, at)?;
                let joins = self.member(member, member.joined.unwrap_or(at.day)).with_ref("household", home);
                self.player.enter(&joins, at).map(drop)
            }
            Event::Leave(place) => {
                let member = &members[place];
                let key = self.person_key(member.person);
                let Some((day, why)) = member.left else { return Ok(()) };
                let leaves = Draft::new(&MEMBER)
                    .with_ref("household", home)
                    .with_ref("person", key)
                    .with("valid_from", day.to_string())
                    .with("ended", "1")
                    .with("leave_reason", why);
                self.player.enter(&leaves, at)?;
                if why == "2" { self.marital(key, "20", at) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    /// Who has died by an event, once it is decided what becomes of the family.
    pub(super) fn dies(&mut self, household: usize, event: Event, at: At) -> Result<(), SampleFault> {
        let population = &self.planned.population;
        let place = match event {
            Event::Leave(place) => place,
            Event::End(..) => 0,
            _ => return Ok(()),
        };
        let members = &population.households[household].members;
        let (head, nth) = (members[0].person, members[place].person);
        self.death(self.person_key(nth), &population.people[nth], at)?;
        if population.people[head].widowed { self.marital(self.person_key(head), "30", at) } else { Ok(()) }
    }

    /// Somebody has married, or lost husband or wife.
    fn marital(&mut self, person: i64, state: &str, at: At) -> Result<(), SampleFault> {
        self.player.enter(&Draft::of(&PERSON, person).with("marital_code", state), at).map(drop)
    }

    /// The account of the applicant of a case, and the one after a refusal by the bank.
    pub(super) fn accounts_of_case(&mut self, case: usize, at: At) -> Result<(), SampleFault> {
        let planned = self.planned;
        let plan = &planned.population.cases[case];
        let place = planned.population.households[plan.household].members[0].person;
        let key = self.person_key(place);
        let old = planned.population.people[place].age() >= 72;
        let (medium, mut number) =
            if old && self.rng.chance(250) { ("3", self.accounts.passbook()) } else { ("1", self.accounts.card()) };
        if plan.odd == Some(Odd::SharesAccount) {
            number.clone_from(&self.shared_account);
            let name = &planned.population.people[place].name;
            self.planted.push(Planted(format!("两户申请人共用一个账号: {number}, 后一户申请人 {name}"), None));
        }
        let bank = ["403", "103", "314", "102"][self.rng.weighed(&[52, 24, 16, 8])];
        self.account((key, bank, medium), &number, plan.papers.apply, at)?;
        self.shared_account.clone_from(&number);
        for failing in planned.failing.iter().filter(|f| f.case == case) {
            let Some(again) = failing.again else { continue };
            if failing.needs_new_number() {
                number = if medium == "3" { self.accounts.passbook() } else { self.accounts.card() };
            }
            let day = self.workdays.from(again.first_day() + Days::new(1));
            let at = self.acts.of_day(day);
            self.account((key, bank, medium), &number, day, at)?;
        }
        Ok(())
    }

    /// A card of their own.
    pub(super) fn card(&mut self, person: i64, since: NaiveDate, at: At) -> Result<(), SampleFault> {
        let number = self.accounts.card();
        self.account((person, "403", "1"), &number, since, at)
    }

    fn account(
        &mut self,
        (person, bank, medium): (i64, &str, &str),
        number: &str,
        since: NaiveDate,
        at: At,
    ) -> Result<(), SampleFault> {
        let draft = Draft::new(&ACCOUNT)
            .with_ref("person", person)
            .with("bank_code", bank)
            .with("account_no", number)
            .with("medium", medium)
            .with("valid_from", since.to_string());
        self.player.enter(&draft, at).map(drop)
    }
}
