//! People on their own: what is entered of a person, who comes for a subsidy, and who of them dies.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::people::Person;
use crate::jobs::sample::player::At;
use crate::jobs::sample::subsidies::Holder;
use crate::register::Draft;
use crate::register::people::person::PERSON;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

impl Telling<'_> {
    /// Those of the other rosters.
    pub(super) fn people(&mut self) -> Result<(), SampleFault> {
        let rosters = self.rosters;
        for drawing in &rosters.subsidies.drawings {
            if let Holder::Invented(nth) = drawing.holder {
                let (person, at) = (&rosters.subsidies.invented[nth], self.acts.of_day(drawing.decided));
                self.keys.invented = self.person(person, at)? - nth as i64;
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

    /// Who of them dies.
    pub(super) fn partings(&mut self) -> Result<(), SampleFault> {
        let rosters = self.rosters;
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

    /// The accounts of everybody who draws beside 低保 and 临时救助.
    pub(super) fn accounts(&mut self) -> Result<(), SampleFault> {
        self.cards_of_subsidies()
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
}
