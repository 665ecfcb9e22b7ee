//! 特困: somebody without means is found, supported at home or in an institution, assessed again, and supported otherwise or no more.

use super::{Telling, signer};
use crate::domain::workday::{NOTICE_DAYS, notice_last_day};
use crate::jobs::sample::acts::At;
use crate::jobs::sample::support::{Event, Papers, Supported};
use crate::jobs::sample::{OPERATOR_NAMES, SampleFault};
use crate::register::Draft;
use crate::register::assistance::assessment::ASSESSMENT;
use crate::register::assistance::tekun::TEKUN;
use crate::register::assistance::tekun_award::TEKUN_AWARD;
use chrono::{Datelike, NaiveDate};

/// The six things that are asked for, in the order in which one fails them.
const ALONE: [&str; 6] = ["adl_bath", "adl_walk", "adl_toilet", "adl_bed", "adl_dress", "adl_eat"];

impl Telling<'_> {
    pub(super) fn support(&mut self) -> Result<(), SampleFault> {
        let planned = self.planned;
        for supported in &planned.supported {
            let at = self.acts.of_day(supported.papers.decided);
            let person = self.person(&supported.person, at)?;
            let case = self.supported(supported, person, at)?;
            self.keys.supported.push((case, person));
            for (day, event) in &supported.later {
                self.support_goes_on(supported, (case, person), (*day, *event))?;
            }
        }
        Ok(())
    }

    /// Applies, is assessed and confirmed; gives the key of the case.
    fn supported(&mut self, s: &Supported, person: i64, at: At) -> Result<i64, SampleFault> {
        let Papers { apply, assess, decided, .. } = s.papers;
        let mut case = self
            .papers(s, person, at)
            .with_some("obligor_basis", s.obligor.as_ref().map(|(basis, _)| *basis))
            .with_some("obligor_name", s.obligor.as_ref().map(|(_, name)| &**name))
            .with_some("guardian_name", s.guardian.as_ref().map(|(name, _)| &**name))
            .with_some("guardian_relation", s.guardian.as_ref().map(|(_, relation)| *relation));
        let mut first = Draft::new(&TEKUN_AWARD).with("decided_date", decided.to_string());
        match s.housed {
            Some(institution) => first = lives_in(first, institution, decided),
            None => first.type_in("support_mode", "D"),
        }
        if s.housed.is_none() {
            self.card(person, apply, at)?;
        }
        if let Some(carer) = s.carer.as_ref().filter(|_| s.fails > 0) {
            case = self.cared_for(case, carer, decided);
        }
        self.player.enter(&case.with_row(assessment(assess, s.fails)).with_row(first), at)
    }

    fn papers(&self, s: &Supported, person: i64, at: At) -> Draft {
        let Papers { apply, accept, town, posted, decided, .. } = s.papers;
        let place = &self.places.all[s.person.home];
        Draft::new(&TEKUN)
            .with("kind", if s.person.rural { "R" } else { "U" })
            .with_ref("person", person)
            .with("origin", at.origin())
            .with("entry_source", s.source)
            .with("channel", if s.source == "3" { "5" } else { "1" })
            .with("income", s.income.to_string())
            .with("apply_date", apply.to_string())
            .with("accept_date", accept.to_string())
            .with("town_opinion", "经调查核实, 符合条件, 同意上报")
            .with("town_by", signer(place.code))
            .with("town_date", town.to_string())
            .with("notice_from", posted.to_string())
            .with("notice_to", notice_last_day(posted, NOTICE_DAYS).to_string())
            .with("notice_place", place.name)
            .with("district_opinion", "公示无异议, 同意确认")
            .with("district_by", OPERATOR_NAMES[2])
            .with("district_date", decided.to_string())
    }

    /// With a carer, and the agreement with him.
    fn cared_for(&mut self, case: Draft, carer: &str, since: NaiveDate) -> Draft {
        case.with("carer_name", carer).with("carer_agreement_no", self.accounts.agreement(since.year()))
    }

    /// What happens later to a case and its person.
    fn support_goes_on(
        &mut self,
        s: &Supported,
        (case, person): (i64, i64),
        (day, event): (NaiveDate, Event),
    ) -> Result<(), SampleFault> {
        let at = self.acts.of_day(day);
        let of_case = |row: Draft| row.with_ref("tekun", case);
        let decided = of_case(Draft::new(&TEKUN_AWARD)).with("decided_date", day.to_string());
        let told = match event {
            Event::Assessed(fails) => of_case(assessment(day, fails)),
            Event::MovesIn(institution, since) => lives_in(decided, institution, since),
            Event::Follows => {
                // Who could do everything alone has nobody yet.
                if let Some(carer) = s.carer.as_ref().filter(|_| s.fails == 0) {
                    let known = Draft::of(&TEKUN, case);
                    let known = self.cared_for(known, carer, day);
                    self.player.enter(&known, at)?;
                }
                decided
            }
            Event::Ends(_) if s.person.death.is_some() => return self.death(person, &s.person, at),
            Event::Ends(why) => decided.with("kind", "end").with("reason_code", why),
        };
        self.player.enter(&told, at).map(drop)
    }
}

fn assessment(day: NaiveDate, fails: i64) -> Draft {
    let assessment =
        Draft::new(&ASSESSMENT).with("assess_date", day.to_string()).with("assess_org", "雁峰区养老服务评估中心");
    (0..).zip(ALONE).fold(assessment, |row, (nth, thing)| row.with(thing, if nth < fails { "0" } else { "1" }))
}

/// Lives in an institution, since a day.
fn lives_in(version: Draft, institution: usize, since: NaiveDate) -> Draft {
    version
        .with("support_mode", "C")
        .with_ref("institution", institution as i64 + 1)
        .with("check_in_date", since.to_string())
}
