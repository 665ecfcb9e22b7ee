//! 老年人 and 高龄津贴: somebody turns 80, applies, draws, is seen every year, grows older, is suspended or ends; and whose file is
//! collected.

use super::late::Late;
use super::{Telling, of_town};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::domain::workday::{NOTICE_DAYS, notice_last_day};
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::At;
use crate::jobs::sample::elders::{Drawing, Elder, Event};
use crate::jobs::sample::planned::arrears;
use crate::jobs::sample::somebody::Somebody;
use crate::register::Draft;
use crate::register::elderly::aged_allowance::AGED_ALLOWANCE;
use crate::register::elderly::aged_award::AGED_AWARD;
use crate::register::elderly::elder::ELDER;
use chrono::{Datelike, NaiveDate};

/// Who goes from door to door for 社工站, and for the villages; invented.
pub(super) const COLLECTORS: [&str; 8] =
    ["李思敏", "陈雨晴", "刘佳慧", "王梦婷", "谢婉清", "邹丽君", "何静怡", "段晓雯"];

impl Telling<'_> {
    pub(super) fn elders(&mut self) -> Result<(), SampleFault> {
        let planned = self.planned;
        for elder in &planned.elders {
            let approved = elder.drawing.as_ref().map(|drawing| drawing.steps[4]);
            let collected = elder.collected.map(|(day, _)| day);
            let Some(known) = approved.into_iter().chain(collected).min() else { continue };
            let at = self.acts.of_day(known);
            let person = self.somebody(&elder.who, at)?;
            self.elders_file(elder, person)?;
            if let Some(drawing) = &elder.drawing {
                self.allowance(elder, drawing, person)?;
            }
            self.late.extend(elder.late_death.map(|died| {
                let dead = planned.person(&elder.who);
                Late { key: person, person: dead, village: self.places.all[dead.home].name, died }
            }));
        }
        Ok(())
    }

    /// The file of somebody, where one is collected.
    fn elders_file(&mut self, elder: &Elder, person: i64) -> Result<(), SampleFault> {
        let Some((day, source)) = elder.collected else { return Ok(()) };
        let home = self.places.all[self.planned.person(&elder.who).home].code;
        let is_housed = matches!(elder.who, Somebody::Supported(nth) if self.planned.supported[nth].housed.is_some());
        let alone = elder.living == "1" && elder.supporter.is_some();
        let draft = Draft::new(&ELDER)
            .with_ref("person", person)
            .with("living", if is_housed { "4" } else { elder.living })
            .with_some("supporter_name", elder.supporter.as_ref().map(|(name, _)| &**name))
            .with_some("supporter_rel", elder.supporter.as_ref().map(|(_, relation)| *relation))
            .with("no_supporter", if elder.supporter.is_none() { "1" } else { "0" })
            .with("empty_nest", if alone || elder.living == "2" { "1" } else { "0" })
            .with("source", source)
            .with("collected_on", day.to_string())
            .with("collected_by", of_town(home, &COLLECTORS));
        self.on(day, &draft).map(drop)
    }

    fn allowance(&mut self, elder: &Elder, drawing: &Drawing, person: i64) -> Result<(), SampleFault> {
        let at = self.acts.of_day(drawing.steps[4]);
        let case = self.allowance_case(drawing, (person, elder.card), at)?;
        for (day, event) in &drawing.later {
            self.grows_older(elder, (case, person), (*day, *event))?;
        }
        Ok(())
    }

    /// Applies and is approved; gives the key of the case.
    fn allowance_case(&mut self, d: &Drawing, (person, has_card): (i64, bool), at: At) -> Result<i64, SampleFault> {
        let [apply, accept, town, posted, approved] = d.steps;
        let mut case = Draft::new(&AGED_ALLOWANCE)
            .with_ref("person", person)
            .with("origin", at.origin())
            .with("apply_date", apply.to_string())
            .with("accept_date", accept.to_string())
            .with("town_date", town.to_string())
            .with("notice_from", posted.to_string())
            .with("notice_to", notice_last_day(posted, NOTICE_DAYS).to_string())
            .with("district_date", approved.to_string())
            .with("alive_checked_on", d.alive.to_string());
        match &d.proxy {
            Some((child, relation)) => {
                let payee = self.person(child, at)?;
                self.card(payee, apply, at)?;
                let paper = format!("委〔{}〕{}号", apply.year(), apply.ordinal());
                case = case.with("pay_mode", "2").with_ref("payee", payee);
                case = case.with("payee_rel", *relation).with("proxy_no", paper);
            }
            None if !has_card => self.card(person, apply, at)?,
            None => {}
        }
        let first = Draft::new(&AGED_AWARD).with("decided_date", approved.to_string());
        self.player.enter(&case.with_row(first), at)
    }

    fn grows_older(
        &mut self,
        elder: &Elder,
        (case, person): (i64, i64),
        (day, event): (NaiveDate, Event),
    ) -> Result<(), SampleFault> {
        let at = self.acts.of_day(day);
        let seen = Draft::of(&AGED_ALLOWANCE, case).with("alive_checked_on", day.to_string());
        let version = Draft::new(&AGED_AWARD).with_ref("aged_allowance", case).with("decided_date", day.to_string());
        let ends = |why: &str| version.clone().with("kind", "end").with("reason_code", why);
        match event {
            Event::Band => self.player.enter(&version, at).map(drop),
            Event::Seen => self.player.enter(&seen, at).map(drop),
            Event::Suspended => {
                let stop = version.clone().with("kind", "suspended").with("reason_code", "32");
                self.player.enter(&stop, at).map(drop)
            }
            Event::Restored => {
                let since = self.last_version(case).map(|(from, _)| from);
                self.player.enter(&seen, at)?;
                self.player.enter(&version, at)?;
                self.paid_again(case, since);
                Ok(())
            }
            Event::Dies => self.death(person, self.planned.person(&elder.who), at),
            Event::GivesUp => self.player.enter(&ends("11"), at).map(drop),
            Event::Double(since) => {
                let paid = self.last_version(case).map_or(Money::ZERO, |(_, amount)| amount);
                let key = self.player.enter(&ends("12").with("from_month", since.to_string()), at)?;
                self.owed(case, key, (since, Month::of(day)), paid, at)
            }
            Event::Recovered(months) => {
                let versions = self.player.rows_with(&AGED_AWARD, "aged_allowance", case);
                let paid = versions.first().and_then(|(_, v)| v.money("amount")).unwrap_or_default();
                let back = paid.checked_mul(months).unwrap_or_default();
                self.player.enter(&Draft::of(&AGED_ALLOWANCE, case).with("recovered", back.plain()), at).map(drop)
            }
        }
    }

    /// Month and amount of the last version.
    fn last_version(&self, case: i64) -> Option<(Month, Money)> {
        let (_, row) = self.player.row_with(&AGED_AWARD, "aged_allowance", case)?;
        Some((row.month("from_month")?, row.money("amount").unwrap_or_default()))
    }

    /// What the batches have paid since an end that came to be known late: they are made when all is told.
    fn owed(
        &mut self,
        case: i64,
        end: i64,
        (from, to): (Month, Month),
        paid: Money,
        at: At,
    ) -> Result<(), SampleFault> {
        let months = i64::from(to.next().months_since(from));
        let owed = paid.checked_mul(months).unwrap_or_default();
        self.player.given(&AGED_AWARD, end, &[("recover", owed.into())], at)?;
        self.player.given(&AGED_ALLOWANCE, case, &[("recover", owed.into())], at)
    }

    /// The months of a suspension, with the first batch after it.
    fn paid_again(&mut self, case_key: i64, since: Option<Month>) {
        let (Some(since), Some((batch, month))) = (since, self.last_version(case_key)) else { return };
        self.paying.late.push(arrears((Scheme::Elderly, case_key), (since, batch), month));
    }
}
