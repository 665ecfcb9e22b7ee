//! Writes 特困: people, cases, assessments, versions, changes.

use super::roster_entries::PersonChange;
use super::{Writing, signer};
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::support::{Support, Supported};
use crate::store::change::act::Cell;
use chrono::{Datelike, Days, Months};

pub(super) const CASE_FIELDS: &str = "case_no kind person division state support_mode institution care_level object_type entry_source \
    rule_set channel obligor_basis apply_date accept_date notice_from notice_to notice_place town_opinion town_by town_date \
    district_opinion district_by district_date guardian_name guardian_relation carer_name carer_agreement_no";
pub(super) const AWARD_FIELDS: &str = "tekun from_month kind support_mode institution check_in_date care_level decided_date base care total \
    change_kind reason_code";
pub(super) const ASSESSMENT_FIELDS: &str =
    "tekun assess_date assess_org adl_eat adl_dress adl_bed adl_toilet adl_walk adl_bath care_level next_assess";

const KEYS: i64 = 3_000_000_000;

impl Writing<'_, '_, '_> {
    /// Gives the key of the first case; the others follow.
    pub(super) fn support(&mut self) -> Result<(i64, i64), SampleFault> {
        let rosters = self.part.rosters;
        let acts = self.part.acts;
        let firsts = (KEYS + self.serials.rosters.tekun + 1, self.part.told.keys.supported);
        for (person, supported) in (firsts.1..).zip(&rosters.supported) {
            let latest = supported.versions.iter().map(|v| v.decided).max().unwrap_or_default();
            self.serials.rosters.tekun += 1;
            let case = KEYS + self.serials.rosters.tekun;
            self.support_case(case, person, supported, acts.of_day(latest))?;
            let mut before: Option<(&Support, i64)> = None;
            for version in &supported.versions {
                let act = acts.of_day(version.decided);
                if before.is_none_or(|(b, _)| b.level != version.level) {
                    self.assessed(case, version, act)?;
                }
                let total = self.support_version((case, person), version, before.map_or(0, |b| b.1), act)?;
                before = Some((version, total));
            }
        }
        Ok(firsts)
    }

    fn support_case(&mut self, case: i64, person: i64, s: &Supported, act: i64) -> Result<(), SampleFault> {
        let (first, last) = (&s.versions[0], &s.versions[s.versions.len() - 1]);
        let number = self.serials.rosters.number("TK", s.apply.year());
        let place = self.places.all[s.person.home].clone();
        let signer = signer(place.code);
        let accept = s.apply + Days::new(2);
        let days = [
            s.apply,
            accept,
            first.decided - Days::new(12),
            first.decided - Days::new(4),
            first.decided - Days::new(14),
            first.decided,
        ]
        .map(|d| d.to_string());
        let agreement = format!("照料〔{}〕{number}", s.apply.year());
        let rule = if days[1].as_str() >= "2021-07-01" { "2021-43" } else { "2016-178" };
        self.to.rosters.tekun.add(
            case,
            act,
            &[
                (&number).into(),
                if s.person.rural { "R" } else { "U" }.into(),
                person.into(),
                place.code.into(),
                if last.ended.is_some() { "stopped" } else { "active" }.into(),
                mode(last).into(),
                housed(last),
                last.level.into(),
                s.object.into(),
                s.source.into(),
                rule.into(),
                "1".into(),
                "0".into(),
                (&days[0]).into(),
                (&days[1]).into(),
                (&days[2]).into(),
                (&days[3]).into(),
                place.name.into(),
                "经调查核实、公示无异议, 同意上报".into(),
                signer.into(),
                (&days[4]).into(),
                "同意确认".into(),
                (&self.to.district_by).into(),
                (&days[5]).into(),
                s.guardian.as_ref().into(),
                s.guardian.as_ref().map(|_| "供养机构").into(),
                s.carer.as_ref().into(),
                s.carer.as_ref().map(|_| &agreement).into(),
            ],
        )?;
        Ok(())
    }

    fn assessed(&mut self, case: i64, version: &Support, act: i64) -> Result<(), SampleFault> {
        let day = version.decided - Days::new(9);
        let (date, next) = (day.to_string(), day.checked_add_months(Months::new(12)).map(|d| d.to_string()));
        // What one cannot do alone: one to three things for half care, four to six for full care.
        let fails = if version.level == "3" { self.rng.within(4, 6) } else { self.rng.within(1, 3) };
        let alone = [5, 4, 3, 2, 1, 0].map(|hard| Cell::Int(i64::from(hard >= fails)));
        self.serials.rosters.assessment += 1;
        let [eat, dress, bed, toilet, walk, bath] = alone;
        let cells = [
            case.into(),
            (&date).into(),
            "雁峰区养老服务评估中心".into(),
            eat,
            dress,
            bed,
            toilet,
            walk,
            bath,
            version.level.into(),
            next.as_ref().into(),
        ];
        Ok(self.to.rosters.assessments.add(self.serials.rosters.assessment, act, &cells)?)
    }

    /// Writes a version and its change; gives the monthly amount.
    fn support_version(
        &mut self,
        (case, person): (i64, i64),
        v: &Support,
        before: i64,
        act: i64,
    ) -> Result<i64, SampleFault> {
        let (base, care) = if v.ended.is_some() { (0, 0) } else { self.part.rates.support(mode(v), v.level)? };
        let (from, decided) = (v.from.to_string(), v.decided.to_string());
        let check_in = v.institution.map(|_| (v.decided - Days::new(1)).to_string());
        self.serials.rosters.tekun_award += 1;
        let award = KEYS + self.serials.rosters.tekun_award;
        self.to.rosters.tekun_awards.add(
            award,
            act,
            &[
                case.into(),
                (&from).into(),
                if v.ended.is_some() { "end" } else { "award" }.into(),
                mode(v).into(),
                housed(v),
                check_in.as_ref().into(),
                v.level.into(),
                (&decided).into(),
                base.into(),
                care.into(),
                (base + care).into(),
                v.change.into(),
                v.ended.into(),
            ],
        )?;
        self.person_change(&PersonChange {
            scheme: "tekun",
            case,
            month: from,
            kind: v.change,
            award,
            person,
            decided: v.decided,
            reason: v.ended,
            amount: base + care - before,
            act,
        })?;
        Ok(base + care)
    }
}

fn mode(version: &Support) -> &'static str {
    if version.institution.is_some() { "C" } else { "D" }
}

fn housed(version: &Support) -> Cell<'static> {
    version.institution.map_or(Cell::Null, |at| Cell::Int(at as i64 + 1))
}

/// Case and person of one of them, from those of the first: a visit names both.
pub(super) fn nth(firsts: (i64, i64), at: usize) -> (i64, i64) {
    (firsts.0 + at as i64, firsts.1 + at as i64)
}
