//! 两补: who holds a certificate applies for one or both, is verified each year, and draws until something ends it. What rests on 低保
//! ends with it.

use super::{Planted, Telling};
use crate::domain::assistance::subsidy::Subsidy;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::At;
use crate::jobs::sample::anomalies::expired_on;
use crate::jobs::sample::planned::arrears;
use crate::jobs::sample::subsidies::{Drawing, Holder, LOST};
use crate::register::Draft;
use crate::register::assistance::disability::{BENEFIT, DISABILITY};
use crate::register::assistance::disability_award::DISABILITY_AWARD;
use chrono::NaiveDate;

impl Telling<'_> {
    /// The cases of the people of a 低保 case, or of those only who draw after its end.
    pub(super) fn subsidies_of(&mut self, case: usize, outlive: bool) -> Result<(), SampleFault> {
        let of_case = self.planned.subsidies.of_case(case);
        let persons = of_case.chunk_by(|a, b| a.holder == b.holder);
        persons.filter(|own| own.iter().any(|d| d.outlives) == outlive).try_for_each(|own| self.drawings(own))
    }

    /// The cases of those who are on no other roster.
    pub(super) fn subsidies_of_others(&mut self) -> Result<(), SampleFault> {
        self.planned
            .subsidies
            .of_invented()
            .chunk_by(|a, b| a.holder == b.holder)
            .try_for_each(|own| self.drawings(own))
    }

    /// The cases of one person.
    fn drawings(&mut self, own: &[Drawing]) -> Result<(), SampleFault> {
        let planned = self.planned;
        let ([apply, .., decided], holder) = (own[0].steps, own[0].holder);
        let at = self.acts.of_day(decided);
        let person = match holder {
            Holder::Invented(nth) => self.person(&planned.subsidies.invented[nth], at)?,
            Holder::Known { person, .. } => self.person_key(person),
        };
        let has_card = |case: usize, person: usize| {
            let household = planned.population.cases[case].household;
            planned.population.households[household].members[0].person == person
        };
        if !matches!(holder, Holder::Known { case, person } if has_card(case, person)) {
            self.card(person, apply, at)?;
        }
        own.iter().try_for_each(|drawing| self.drawing(drawing, person))
    }

    fn drawing(&mut self, d: &Drawing, person: i64) -> Result<(), SampleFault> {
        let at = self.acts.of_day(d.steps[3]);
        let case = self.player.enter(&application(d, person, at), at)?;
        self.paid_late(d, case);
        self.tell_odd(d, case);
        if let Some(day) = d.verified.1 {
            let verified =
                Draft::of(&DISABILITY, case).with("last_verify_date", day.to_string()).with("next_verify_due", "");
            self.on(day, &verified)?;
        }
        match d.end {
            Some((day, why)) if why != LOST => self.ended(d, (case, person), (day, why)),
            _ => Ok(()),
        }
    }

    /// What is odd about it, where that was planned.
    fn tell_odd(&mut self, d: &Drawing, case: i64) {
        let of = Some((&DISABILITY, case));
        if d.outlives {
            self.planted.push(Planted("低保停发后仍发生活补贴: ".to_owned(), of));
        }
        if let Holder::Invented(nth) = d.holder
            && self.planned.subsidies.invented[nth].cert_until == Some(expired_on())
        {
            self.planted.push(Planted(format!("残疾证 {} 到期后仍发护理补贴: ", expired_on()), of));
        }
    }

    /// What the first batch that knows of it pays for the months before.
    fn paid_late(&mut self, d: &Drawing, case_key: i64) {
        let version = self.player.row_with(&DISABILITY_AWARD, "disability", case_key);
        let (Some(batch), Some((_, version))) = (d.paid_late_in, version) else { return };
        let Some(from) = version.month("from_month") else { return };
        let month = version.money("amount").unwrap_or_default();
        self.paying.late.push(arrears((BENEFIT.scheme(d.subsidy.code()), case_key), (from, batch), month));
    }

    fn ended(
        &mut self,
        d: &Drawing,
        (case, person): (i64, i64),
        (day, why): (NaiveDate, &'static str),
    ) -> Result<(), SampleFault> {
        let at = self.acts.of_day(day);
        if let Holder::Invented(nth) = d.holder
            && self.planned.subsidies.invented[nth].death.is_some()
        {
            return self.death(person, &self.planned.subsidies.invented[nth], at);
        }
        let end = Draft::new(&DISABILITY_AWARD)
            .with_ref("disability", case)
            .with("kind", "end")
            .with("decided_date", day.to_string())
            .with("reason_code", why);
        self.player.enter(&end, at).map(drop)
    }
}

/// The papers of a case with its first version.
fn application(d: &Drawing, person: i64, at: At) -> Draft {
    let [apply, town, dpf, district] = d.steps.map(|day| day.to_string());
    Draft::new(&DISABILITY)
        .with("kind", d.subsidy.code())
        .with_ref("person", person)
        .with("origin", at.origin())
        .with("apply_date", apply)
        .with("town_date", town)
        .with("town_opinion", "经初审符合条件, 同意上报")
        .with("dpf_date", dpf)
        .with("dpf_opinion", "残疾人证有效, 类别等级相符")
        .with("district_date", &*district)
        .with("district_opinion", "同意发放")
        .with("long_care_flag", if d.subsidy == Subsidy::Care { "1" } else { "0" })
        .with("last_verify_date", d.verified.0.to_string())
        .with_row(Draft::new(&DISABILITY_AWARD).with("decided_date", district))
}
