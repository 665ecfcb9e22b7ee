//! People, their households and accounts: who is entered when, who joins, leaves and dies.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::taken_over_on;
use crate::jobs::sample::cases::{CaseVersion, Odd};
use crate::jobs::sample::households::Member;
use crate::jobs::sample::people::Person;
use crate::jobs::sample::player::At;
use crate::jobs::sample::subsidies::Holder;
use crate::register::Draft;
use crate::register::people::account::ACCOUNT;
use crate::register::people::household::HOUSEHOLD;
use crate::register::people::member::MEMBER;
use crate::register::people::person::PERSON;
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// 申请日期 of a case: a month and more before it was decided.
pub(in crate::jobs::sample) fn applied(first: &CaseVersion) -> NaiveDate {
    first.decided - Days::new(36)
}

impl Telling<'_> {
    pub(super) fn people(&mut self) -> Result<(), SampleFault> {
        let (planned, rosters) = (self.planned, self.rosters);
        let population = &planned.population;
        let taken_over = self.acts.begin(taken_over_on());
        let mut acts: Vec<At> = vec![taken_over; population.people.len()];
        for (case, versions) in planned.versions.iter().enumerate() {
            for member in &population.households[population.cases[case].household].members {
                let born = member.joined.and_then(|_| versions.iter().position(|v| v.person == Some(member.person)));
                acts[member.person] = self.acts.versions[case][born.unwrap_or(0)];
            }
        }
        for (nth, relief) in planned.relief.iter().enumerate().filter(|(_, relief)| relief.class != "1") {
            let members = &population.households[relief.household].members;
            members.iter().for_each(|m| acts[m.person] = self.acts.relief[nth]);
        }
        for (nth, (person, act)) in population.people.iter().zip(acts).enumerate() {
            let key = self.person(person, act)?;
            self.keys.people = key - nth as i64;
        }
        for drawing in &rosters.subsidies.drawings {
            if let Holder::Invented(nth) = drawing.holder {
                let (person, act) = (&rosters.subsidies.invented[nth], self.acts.of_day(drawing.decided));
                self.keys.invented = self.person(person, act)? - nth as i64;
            }
        }
        Ok(())
    }

    pub(super) fn person(&mut self, p: &Person, at: At) -> Result<i64, SampleFault> {
        let home = self.places.all[p.home].code;
        let mut draft = Draft::new(&PERSON)
            .with("id_number", &*p.id)
            .with("name", &*p.name)
            .with("ethnicity", p.ethnicity)
            .with("marital_code", p.marital)
            .with("hukou_type", if p.rural { "2" } else { "1" })
            .with("hukou_division", p.hukou.unwrap_or(home))
            .with("home_division", home)
            .with("address", &*p.address)
            .with("health_code", p.health)
            .with("labor_code", p.labor)
            .with("employ_code", p.employ)
            .with("school_code", p.school);
        let mut further = |col: &'static str, text: Option<String>| {
            if let Some(text) = text {
                draft.type_in(col, text);
            }
        };
        further("phone", p.phone.clone());
        further("disease_name", p.disease.map(str::to_owned));
        further("disability_cert_no", p.cert_no());
        further("disability_valid_to", p.cert_until.map(|day| day.to_string()));
        further("custody_from", p.custody.map(|(from, _)| from.to_string()));
        further("custody_to", p.custody.map(|(_, to)| to.to_string()));
        further("special_status", p.special.map(str::to_owned));
        self.player.enter(&draft, at)
    }

    fn person_key(&self, nth: usize) -> i64 {
        self.keys.people + nth as i64
    }

    pub(super) fn households(&mut self) -> Result<(), SampleFault> {
        let planned = self.planned;
        let population = &planned.population;
        // The case or relief through which a household came into the office.
        let taken_over = self.acts.begin(taken_over_on());
        let mut since: Vec<(NaiveDate, At)> = vec![(NaiveDate::MIN, taken_over); population.households.len()];
        for (nth, relief) in planned.relief.iter().enumerate() {
            since[relief.household] = (relief.apply, self.acts.relief[nth]);
        }
        for (nth, case) in population.cases.iter().enumerate() {
            since[case.household] = (applied(&planned.versions[nth][0]), self.acts.versions[nth][0]);
        }
        for (nth, (household, (day, at))) in population.households.iter().zip(since).enumerate() {
            let mut draft = Draft::new(&HOUSEHOLD)
                .with("applicant", format!("#{}", self.person_key(household.members[0].person)))
                .with("division", self.places.all[household.home.village].code)
                .with("address", &*household.home.address);
            for member in household.members.iter().filter(|m| m.joined.is_none()) {
                draft.children.push(self.member(member, day));
            }
            self.keys.households = self.player.enter(&draft, at)? - nth as i64;
        }
        Ok(())
    }

    fn member(&self, member: &Member, from: NaiveDate) -> Draft {
        let flag = |yes: bool| if yes { "1" } else { "0" };
        let draft = Draft::new(&MEMBER)
            .with("person", format!("#{}", self.person_key(member.person)))
            .with("relation_code", member.relation)
            .with("is_member", flag(member.excluded.is_none()))
            .with("is_covered", flag(member.covered))
            .with("valid_from", from.to_string());
        match member.excluded {
            Some(why) => draft.with("exclude_reason", why),
            None => draft,
        }
    }

    /// Who is born into a household, who leaves it, who dies.
    pub(super) fn partings(&mut self) -> Result<(), SampleFault> {
        let (planned, rosters) = (self.planned, self.rosters);
        let population = &planned.population;
        for (case, versions) in planned.versions.iter().enumerate() {
            let place = population.cases[case].household;
            for member in &population.households[place].members {
                let person = &population.people[member.person];
                let dies = |v: &CaseVersion| v.kind == "end" && person.death.is_some();
                let own = versions.iter().position(|v| v.person == Some(member.person) || dies(v));
                let at = self.acts.versions[case][own.unwrap_or(0)];
                let household = format!("#{}", self.keys.households + place as i64);
                if let Some(from) = member.joined {
                    self.player.enter(&self.member(member, from).with("household", &*household), at)?;
                }
                self.death(self.person_key(member.person), person, at)?;
                if let Some((day, why)) = member.left {
                    let leaves = Draft::new(&MEMBER)
                        .with("household", household)
                        .with("person", format!("#{}", self.person_key(member.person)))
                        .with("valid_from", day.to_string())
                        .with("ended", "1")
                        .with("leave_reason", why);
                    self.player.enter(&leaves, at)?;
                }
            }
        }
        for drawing in &rosters.subsidies.drawings {
            if let (Holder::Invented(nth), Some((_, day, _))) = (drawing.holder, drawing.end) {
                let (key, at) = (self.keys.invented + nth as i64, self.acts.of_day(day));
                self.death(key, &rosters.subsidies.invented[nth], at)?;
            }
        }
        Ok(())
    }

    pub(super) fn death(&mut self, key: i64, person: &Person, at: At) -> Result<(), SampleFault> {
        let Some((day, source)) = person.death else { return Ok(()) };
        self.player.given(&PERSON, key, &[("death_date", day.into()), ("death_source", source.into())], at)
    }
}

impl Telling<'_> {
    /// The accounts of the applicants of 低保, of those who get relief, and of everybody else who draws.
    pub(super) fn accounts(&mut self) -> Result<(), SampleFault> {
        let planned = self.planned;
        let mut last = String::new();
        for case in 0..planned.population.cases.len() {
            last = self.accounts_of_case(case, &last)?;
        }
        for (nth, relief) in planned.relief.iter().enumerate() {
            if !relief.is_cash(nth) && relief.class != "1" {
                let at = self.acts.relief[nth];
                self.card(self.person_key(relief.person), relief.apply, at)?;
            }
        }
        self.cards_of_subsidies()
    }

    /// The account of the applicant, and the one after a refusal by the bank. Gives the number it begins with.
    fn accounts_of_case(&mut self, case: usize, before: &str) -> Result<String, SampleFault> {
        let planned = self.planned;
        let plan = &planned.population.cases[case];
        let place = planned.population.households[plan.household].members[0].person;
        let (key, at) = (self.person_key(place), self.acts.versions[case][0]);
        let old = planned.population.people[place].age() >= 72;
        let (medium, mut number) =
            if old && self.rng.chance(250) { ("3", self.accounts.passbook()) } else { ("1", self.accounts.card()) };
        if plan.odd == Some(Odd::SharesAccount) {
            number = before.to_owned();
        }
        let bank = ["403", "103", "314", "102"][self.rng.weighed(&[52, 24, 16, 8])];
        self.account((key, bank, medium), &number, applied(&planned.versions[case][0]), at)?;
        let first = number.clone();
        for failing in planned.failing.iter().filter(|f| f.case == case) {
            let Some(again) = failing.again else { continue };
            if failing.needs_new_number() {
                number = if medium == "3" { self.accounts.passbook() } else { self.accounts.card() };
            }
            self.account((key, bank, medium), &number, again.first_day() + Days::new(2), at)?;
        }
        Ok(first)
    }

    fn cards_of_subsidies(&mut self) -> Result<(), SampleFault> {
        let (population, drawings) = (&self.planned.population, &self.rosters.subsidies.drawings);
        // Who has a card of 低保: the applicants.
        let heads = population.cases.iter().map(|c| population.households[c.household].members[0].person);
        let mut with_card: BTreeSet<usize> = heads.collect();
        // The card serves both subsidies, from the earlier application.
        let mut since: BTreeMap<usize, NaiveDate> = BTreeMap::new();
        for drawing in drawings {
            if let Holder::Known(nth) = drawing.holder {
                let first = since.entry(nth).or_insert(drawing.apply);
                *first = drawing.apply.min(*first);
            }
        }
        for drawing in drawings {
            let at = self.acts.of_day(drawing.decided);
            match drawing.holder {
                Holder::Known(nth) if with_card.insert(nth) => {
                    let first = since.get(&nth).copied().unwrap_or(drawing.apply);
                    self.card(self.person_key(nth), first, at)?;
                }
                Holder::Known(_) => {}
                Holder::Invented(nth) => self.card(self.keys.invented + nth as i64, drawing.apply, at)?,
            }
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
            .with("person", format!("#{person}"))
            .with("bank_code", bank)
            .with("account_no", number)
            .with("medium", medium)
            .with("valid_from", since.to_string());
        self.player.enter(&draft, at).map(drop)
    }
}
