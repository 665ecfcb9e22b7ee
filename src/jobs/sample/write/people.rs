//! Writes people, households with members, and accounts.

use super::{Acts, TAKEN_OVER, Writing, applied};
use crate::domain::people::sex::Sex;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::cases::Odd;
use crate::jobs::sample::people::Person;
use crate::store::change::act::Cell;
use chrono::{Days, NaiveDate};

pub(super) const PERSON_FIELDS: &str = "id_number name sex birth_date ethnicity marital_code hukou_type hukou_division home_division address \
    phone health_code disease_name labor_code disability_cert_no disability_type disability_level \
    disability_valid_to employ_code school_code custody_from custody_to special_status death_date \
    death_source";
pub(super) const MEMBER_FIELDS: &str =
    "household person relation_code is_member exclude_reason is_covered valid_from ended leave_reason";

impl Writing<'_, '_, '_> {
    pub(super) fn people(&mut self, acts: &Acts) -> Result<(), SampleFault> {
        let population = self.part.population;
        let mut act_of: Vec<i64> = vec![TAKEN_OVER; population.people.len()];
        for (case, versions) in self.part.versions.iter().enumerate() {
            for member in &population.households[population.cases[case].household].members {
                let person = &population.people[member.person];
                // Who dies or is born carries the act that found it; everybody else the first act of the case.
                let late = versions
                    .iter()
                    .position(|v| v.person == Some(member.person) || (v.kind == "end" && person.death.is_some()));
                act_of[member.person] = acts.versions[case][late.unwrap_or(0)];
            }
        }
        for (nth, relief) in self.part.relief.iter().enumerate() {
            let members = &population.households[relief.household].members;
            members.iter().filter(|_| relief.class != "1").for_each(|m| act_of[m.person] = acts.relief[nth]);
        }
        self.first_person = self.serials.person + 1;
        for (person, act) in population.people.iter().zip(act_of) {
            self.serials.person += 1;
            let key = self.serials.person;
            self.person(key, act, person)?;
        }
        Ok(())
    }

    pub(super) fn person(&mut self, key: i64, act: i64, p: &Person) -> Result<(), SampleFault> {
        match self.serials.named.get_mut(&p.name) {
            Some(people) => people.push(key),
            None => drop(self.serials.named.insert(p.name.clone(), vec![key])),
        }
        let home = self.places.all[p.home].code;
        let birth = p.birth.to_string();
        let cert = p.cert_no();
        let until = p.cert_until.map(|d| d.to_string());
        let custody = p.custody.map(|(from, to)| (from.to_string(), to.to_string()));
        let death = p.death.map(|(day, source)| (day.to_string(), source));
        self.to.people.add(
            key,
            act,
            &[
                (&p.id).into(),
                (&p.name).into(),
                if p.sex == Sex::Male { "1" } else { "2" }.into(),
                (&birth).into(),
                p.ethnicity.into(),
                p.marital.into(),
                if p.rural { "2" } else { "1" }.into(),
                p.hukou.unwrap_or(home).into(),
                home.into(),
                (&p.address).into(),
                p.phone.as_ref().into(),
                p.health.into(),
                p.disease.into(),
                p.labor.into(),
                cert.as_ref().into(),
                p.disability.map(|d| d.0).into(),
                p.disability.map(|d| d.1).into(),
                until.as_ref().into(),
                p.employ.into(),
                p.school.into(),
                custody.as_ref().map(|c| &c.0).into(),
                custody.as_ref().map(|c| &c.1).into(),
                p.special.into(),
                death.as_ref().map(|d| &d.0).into(),
                death.as_ref().map(|d| d.1).into(),
            ],
        )?;
        Ok(())
    }

    pub(super) fn households(&mut self, acts: &Acts) -> Result<(), SampleFault> {
        let population = self.part.population;
        // The case or relief through which a household came into the office.
        let mut since: Vec<(NaiveDate, i64)> = vec![(NaiveDate::MIN, TAKEN_OVER); population.households.len()];
        let mut of_case: Vec<Option<usize>> = vec![None; population.households.len()];
        for (nth, relief) in self.part.relief.iter().enumerate() {
            since[relief.household] = (relief.apply, acts.relief[nth]);
        }
        for (at, case) in population.cases.iter().enumerate() {
            since[case.household] = (applied(&self.part.versions[at][0]), acts.versions[at][0]);
            of_case[case.household] = Some(at);
        }
        self.first_household = self.serials.household + 1;
        for (at, household) in population.households.iter().enumerate() {
            self.serials.household += 1;
            let (key, (day, act)) = (self.serials.household, since[at]);
            let code = self.places.all[household.home.village].code;
            let serial = self.serials.by_village.entry(household.home.village).or_default();
            *serial += 1;
            let number = format!("{code}{serial:05}");
            let applicant = self.person_key(household.members[0].person);
            let cells = [(&number).into(), applicant.into(), code.into(), (&household.home.address).into()];
            self.to.households.add(key, act, &cells)?;
            for member in &household.members {
                let person = self.person_key(member.person);
                let own_act = |person: usize| {
                    let case = of_case[at]?;
                    let version = self.part.versions[case].iter().position(|v| v.person == Some(person))?;
                    Some(acts.versions[case][version])
                };
                let changed = own_act(member.person).unwrap_or(act);
                let joined_act = if member.joined.is_some() { changed } else { act };
                let (from, left) =
                    (member.joined.unwrap_or(day).to_string(), member.left.map(|(left, _)| left.to_string()));
                let excluded: Cell<'_> = member.excluded.into();
                let (is_member, covered): (Cell<'_>, Cell<'_>) =
                    (member.excluded.is_none().into(), member.covered.into());
                let (key_cell, relation): (Cell<'_>, Cell<'_>) = (key.into(), member.relation.into());
                let row = |since, ended: Cell<'static>, why| {
                    [key_cell, person.into(), relation, is_member, excluded, covered, since, ended, why]
                };
                self.serials.member += 1;
                self.to.members.add(self.serials.member, joined_act, &row((&from).into(), 0.into(), Cell::Null))?;
                if let (Some(left), Some((_, why))) = (&left, member.left) {
                    self.serials.member += 1;
                    self.to.members.add(self.serials.member, changed, &row(left.into(), 1.into(), why.into()))?;
                }
            }
        }
        Ok(())
    }

    /// The account of the applicant, and the one after a refusal by the bank.
    pub(super) fn accounts(&mut self, at: usize, act: i64) -> Result<(), SampleFault> {
        let population = self.part.population;
        let case = &population.cases[at];
        let place = population.households[case.household].members[0].person;
        let since = applied(&self.part.versions[at][0]);
        let old_people = population.people[place].age() >= 72;
        let (medium, mut number) = if old_people && self.rng.chance(250) {
            ("3", self.accounts.passbook())
        } else {
            ("1", self.accounts.card())
        };
        if case.odd == Some(Odd::SharesAccount) {
            number.clone_from(&self.serials.account_no);
        }
        let bank = ["403", "103", "314", "102"][self.rng.weighed(&[52, 24, 16, 8])];
        self.account(place, act, bank, &number, medium, since)?;
        self.serials.account_no.clone_from(&number);
        for failing in self.part.failing.iter().filter(|f| f.case == at) {
            let Some(again) = failing.again else { continue };
            if failing.needs_new_number() {
                number = if medium == "3" { self.accounts.passbook() } else { self.accounts.card() };
            }
            self.account(place, act, bank, &number, medium, again.first_day() + Days::new(2))?;
        }
        Ok(())
    }

    pub(super) fn account(
        &mut self,
        place: usize,
        act: i64,
        bank: &'static str,
        number: &str,
        medium: &'static str,
        since: NaiveDate,
    ) -> Result<(), SampleFault> {
        let since = since.to_string();
        self.serials.account += 1;
        let name = &self.part.population.people[place].name;
        let person = self.person_key(place);
        let cells =
            [person.into(), name.into(), bank.into(), number.into(), medium.into(), "1".into(), (&since).into()];
        Ok(self.to.accounts.add(self.serials.account, act, &cells)?)
    }
}
