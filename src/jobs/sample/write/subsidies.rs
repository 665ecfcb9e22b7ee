//! Writes 两补: people on no other roster, cases, versions, changes.

use super::roster_entries::PersonChange;
use super::{SUBSIDY_KEYS as KEYS, Writing};
use crate::domain::assistance::subsidy::Subsidy;
use crate::domain::month::Month;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::people::Person;
use crate::jobs::sample::subsidies::{Drawing, Holder};
use crate::store::change::act::Cell;
use chrono::{Datelike, Days, Months, NaiveDate};

pub(super) const CASE_FIELDS: &str = "case_no kind person division state cert_no dis_type dis_level cert_valid_to apply_date town_date \
    town_opinion dpf_date dpf_opinion district_date district_opinion poverty_basis dibao long_care_flag \
    last_verify_date next_verify_due";

impl Writing<'_, '_, '_> {
    pub(super) fn subsidies(&mut self) -> Result<(), SampleFault> {
        let (rosters, population) = (self.part.rosters, self.part.population);
        for drawing in &rosters.subsidies.drawings {
            let (person, key) = match drawing.holder {
                Holder::Known(at) => (&population.people[at], self.person_key(at)),
                Holder::Invented(at) => (&rosters.subsidies.invented[at], self.part.told.keys.invented + at as i64),
            };
            self.drawing(drawing, person, key)?;
        }
        Ok(())
    }

    fn drawing(&mut self, d: &Drawing, person: &Person, key: i64) -> Result<(), SampleFault> {
        let kind = d.subsidy.code();
        let number = self.serials.rosters.number(kind, d.apply.year());
        let (cert, until) = (person.cert_no(), person.cert_until.map(|u| u.to_string()));
        let (dis_type, level) = person.disability.unwrap_or(("4", "4"));
        let span = (d.decided - d.apply).num_days().max(0).unsigned_abs();
        let steps = [d.apply, d.apply + Days::new(span / 3), d.apply + Days::new(span * 2 / 3), d.decided];
        let dates = steps.map(|day| day.to_string());
        let verified = NaiveDate::from_ymd_opt(2021, 6, 1).unwrap_or_default() + Days::new(self.rng.below(150) as u64);
        let verified = verified.max(d.decided);
        let due = verified.checked_add_months(Months::new(12)).map(|day| day.to_string());
        let verified = verified.to_string();
        let living = d.subsidy == Subsidy::Living;
        let dibao = d.dibao.filter(|_| living).map(|at| self.part.told.keys.cases[at]);
        self.serials.rosters.disability += 1;
        let case = KEYS + self.serials.rosters.disability;
        let last_act = self.part.acts.of_day(d.end.map_or(d.decided, |(_, day, _)| day));
        self.to.rosters.disabilities.add(
            case,
            last_act,
            &[
                (&number).into(),
                kind.into(),
                key.into(),
                self.places.all[person.home].code.into(),
                if d.end.is_some() { "stopped" } else { "active" }.into(),
                cert.as_ref().into(),
                dis_type.into(),
                level.into(),
                until.as_ref().into(),
                (&dates[0]).into(),
                (&dates[1]).into(),
                "经初审符合条件, 同意上报".into(),
                (&dates[2]).into(),
                "残疾人证有效, 类别等级相符".into(),
                (&dates[3]).into(),
                "同意发放".into(),
                if living { "1".into() } else { Cell::Null },
                dibao.into(),
                (!living).into(),
                (&verified).into(),
                due.as_ref().into(),
            ],
        )?;
        let rate = self.part.rates.subsidy(d.subsidy)?;
        let of = (case, key, d.subsidy.scheme());
        self.subsidy_version(of, Month::of(d.apply), d.decided, rate, None)?;
        if let Some((from, day, why)) = d.end {
            self.subsidy_version(of, from, day, -rate, Some(why))?;
        }
        Ok(())
    }

    /// Writes a version and its change. `moved`: what the monthly amount rises or falls by; it falls to nothing.
    fn subsidy_version(
        &mut self,
        (case, person, scheme): (i64, i64, &'static str),
        from: Month,
        decided: NaiveDate,
        moved: i64,
        why: Option<&'static str>,
    ) -> Result<(), SampleFault> {
        let act = self.part.acts.of_day(decided);
        let (kind, change) = if why.is_some() { ("end", "06") } else { ("award", "01") };
        let (from, day) = (from.to_string(), decided.to_string());
        self.serials.rosters.disability_award += 1;
        let award = KEYS + self.serials.rosters.disability_award;
        let cells =
            [case.into(), (&from).into(), kind.into(), (&day).into(), moved.max(0).into(), change.into(), why.into()];
        self.to.rosters.disability_awards.add(award, act, &cells)?;
        let amount = moved;
        self.person_change(&PersonChange {
            scheme,
            case,
            month: from,
            kind: change,
            award,
            person,
            decided,
            reason: why,
            amount,
            act,
        })
    }
}
