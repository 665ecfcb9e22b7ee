//! Writes 入户核查.

use super::Writing;
use super::roster_entries::PROJECT;
use crate::domain::assistance::dibao::Kind;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::visits::Visited;
use crate::store::change::act::Cell;

pub(super) const VISIT_FIELDS: &str = "task_no visitor_org project person case_key scheme division state assigned_to visit_on visitors met \
    found_members found_income photo_count conclusion bureau_verdict";

impl Writing<'_, '_, '_> {
    pub(super) fn visits(&mut self) -> Result<(), SampleFault> {
        let (rosters, population) = (self.part.rosters, self.part.population);
        for visit in &rosters.visits {
            let (case, person, scheme, place) = match visit.to {
                Visited::Dibao(at) => {
                    let case = &population.cases[at];
                    let household = &population.households[case.household];
                    let scheme = if case.kind == Kind::Urban { "dibao-urban" } else { "dibao-rural" };
                    let person = self.person_key(household.members[0].person);
                    (self.part.told.keys.cases[at], person, scheme, household.home.village)
                }
                Visited::Support(at) => {
                    let (case, person) = self.part.told.keys.supported;
                    (case + at as i64, person + at as i64, "tekun", rosters.supported[at].person.home)
                }
            };
            let (org, project) =
                if visit.third_party { ("third_party", Cell::Int(PROJECT)) } else { ("socialwork", Cell::Null) };
            let number = self.serials.rosters.number("RH", 2021);
            let day = visit.day.to_string();
            let acted = visit.conclusion != "1";
            self.serials.rosters.visit += 1;
            self.to.rosters.visits.add(
                self.serials.rosters.visit,
                self.part.acts.of_day(visit.day),
                &[
                    (&number).into(),
                    org.into(),
                    project,
                    person.into(),
                    case.into(),
                    scheme.into(),
                    self.places.all[place].code.into(),
                    if acted { "concluded" } else { "accepted" }.into(),
                    visit.visitors.split('、').next().into(),
                    (&day).into(),
                    (&visit.visitors).into(),
                    visit.met.into(),
                    visit.found.0.into(),
                    visit.found.1.into(),
                    visit.photos.into(),
                    visit.conclusion.into(),
                    if acted { "1" } else { "0" }.into(),
                ],
            )?;
        }
        Ok(())
    }
}
