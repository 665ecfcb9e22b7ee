//! 养老机构: who lives and works there, taken over from paper or come since; who leaves, by the door or by death; what inspections find, until
//! it is mended.

use super::Telling;
use crate::domain::elderly::subsidy::POST;
use crate::jobs::sample::acts::taken_over_on;
use crate::jobs::sample::homes::{Lodger, Look, Nurse};
use crate::jobs::sample::{OPERATOR_NAMES, SampleFault, demo_day};
use crate::register::Draft;
use crate::register::elderly::carer::CARER;
use crate::register::elderly::elder_subsidy::ELDER_SUBSIDY;
use crate::register::elderly::hazard::HAZARD;
use crate::register::elderly::incident::INCIDENT;
use crate::register::elderly::inspection::INSPECTION;
use crate::register::people::resident::RESIDENT;
use chrono::{Datelike, Days};

/// What befell whom: a place among those who live there, months after coming, 事故类别, 伤害程度, how it was dealt with.
const INCIDENTS: [(usize, u64, &str, &str, &str); 4] = [
    (11, 70, "6", "1", "洗澡时滑倒, 就医检查无骨折, 已加装扶手"),
    (47, 95, "1", "1", "进食过快, 现场急救后缓解, 改用软食"),
    (82, 120, "4", "1", "打翻热水瓶, 送医处理, 改用保温壶"),
    (131, 150, "6", "2", "夜间起床跌倒致股骨骨折, 住院手术"),
];

/// A home by its place among them: the first things that an office has.
pub(super) fn key(house: usize) -> i64 {
    house as i64 + 1
}

impl Telling<'_> {
    pub(super) fn homes(&mut self) -> Result<(), SampleFault> {
        let homes = &self.planned.homes;
        let mut lodgers = Vec::new();
        for lodger in &homes.lodgers {
            lodgers.push(self.lodger(lodger)?);
        }
        homes.nurses.iter().try_for_each(|nurse| self.nurse(nurse))?;
        self.posts()?;
        homes.looks.iter().try_for_each(|look| self.look(look))?;
        self.incidents(&lodgers)
    }

    fn lodger(&mut self, l: &Lodger) -> Result<i64, SampleFault> {
        let at = self.acts.of_day(l.since.max(taken_over_on()));
        let person = self.person(&l.person, at)?;
        let year = l.since.year();
        let stay = Draft::new(&RESIDENT)
            .with_ref("person", person)
            .with_ref("institution", key(l.house))
            .with("in_on", l.since.to_string())
            .with("ability_level", l.level)
            .with("bed_no", &*l.bed)
            .with("fee", l.fee.to_string())
            .with("contract_no", format!("协议{year}-{}", l.bed))
            .with("guarantor", &*l.guarantor);
        let stay = self.player.enter(&stay, at)?;
        if let Some((day, why)) = l.left {
            let at = self.acts.of_day(self.workdays.from(day + Days::new(u64::from(why == "1") * 3)));
            if l.person.death.is_some() {
                self.death(person, &l.person, at)?;
            } else {
                let left = Draft::of(&RESIDENT, stay).with("out_on", day.to_string()).with("out_reason", why);
                self.player.enter(&left, at)?;
            }
        }
        Ok(person)
    }

    pub(super) fn nurse(&mut self, n: &Nurse) -> Result<(), SampleFault> {
        let nth = self.keys.nurses.len();
        let at = self.acts.of_day(n.hired.max(taken_over_on()));
        let person = self.person(&n.person, at)?;
        self.keys.nurses.push(person);
        let carer = Draft::new(&CARER)
            .with_ref("person", person)
            .with_ref("institution", key(n.house))
            .with("hired_on", n.hired.to_string())
            .with("checked_on", n.hired.to_string())
            .with("cert_level", n.certified.map_or("0", |(level, _)| level))
            .with_some("cert_no", n.certified.map(|(level, on)| format!("S43{}{level}{nth:05}", on.year())))
            .with_some("cert_on", n.certified.map(|(_, on)| on.to_string()))
            .with("health_until", "2022-06-30");
        let carer = self.player.enter(&carer, at)?;
        if let Some(day) = n.left {
            self.on(day, &Draft::of(&CARER, carer).with("left_on", day.to_string()))?;
        }
        Ok(())
    }

    /// Two carers with a certificate who worked the year through ask for 岗位补贴; its rates are not out yet.
    fn posts(&mut self) -> Result<(), SampleFault> {
        let nurses = self.planned.homes.nurses.iter().zip(self.keys.nurses.clone());
        let whole = nurses.filter(|(n, _)| {
            n.left.is_none() && n.hired.year() < 2021 && n.certified.is_some_and(|(_, on)| on.year() < 2021)
        });
        for (_, person) in whole.take(2) {
            let at = self.acts.of_day(demo_day() - Days::new(15));
            let post = Draft::new(&ELDER_SUBSIDY)
                .with("kind", POST)
                .with_ref("person", person)
                .with("period_from", "2021-01")
                .with("period_to", "2021-11")
                .with("apply_date", (demo_day() - Days::new(15)).to_string());
            self.player.enter(&post, at)?;
        }
        Ok(())
    }

    fn look(&mut self, look: &Look) -> Result<(), SampleFault> {
        let at = self.acts.of_day(look.day);
        let (result, state) = if look.found.is_empty() { ("1", "2") } else { ("2", "3") };
        let inspection = Draft::new(&INSPECTION)
            .with_ref("institution", key(look.house))
            .with("inspect_on", look.day.to_string())
            .with("members", format!("{}、{}", OPERATOR_NAMES[0], OPERATOR_NAMES[1]))
            .with("result", result)
            .with("state", state);
        let deadline = self.workdays.after(look.day, 15);
        let hazard = |(item, severity): &(&str, &str)| {
            Draft::new(&HAZARD).with("item", *item).with("severity", *severity).with("deadline", deadline.to_string())
        };
        let inspection = look.found.iter().fold(inspection, |draft, found| draft.with_row(hazard(found)));
        let key = self.player.enter(&inspection, at)?;
        let Some(day) = look.mended else { return Ok(()) };
        let rows = self.player.rows_with(&HAZARD, "inspection", key).into_iter();
        let mended = |draft: Draft, (row, _): (i64, _)| {
            draft.with_row(
                Draft::of(&HAZARD, row).with("fixed_on", day.to_string()).with("evidence", "现场复查, 已整改"),
            )
        };
        let closed = rows.fold(Draft::of(&INSPECTION, key).with("state", "5"), mended);
        self.on(day, &closed).map(drop)
    }

    fn incidents(&mut self, lodgers: &[i64]) -> Result<(), SampleFault> {
        let homes = &self.planned.homes;
        for (nth, days, kind, injury, handled) in INCIDENTS {
            let (Some(lodger), Some(person)) = (homes.lodgers.get(nth), lodgers.get(nth)) else { continue };
            if lodger.left.is_some() {
                continue;
            }
            let day = self.workdays.from(taken_over_on().max(lodger.since) + Days::new(days));
            let at = self.acts.of_day(day);
            let incident = Draft::new(&INCIDENT)
                .with_ref("institution", key(lodger.house))
                .with_ref("person", *person)
                .with("happened_on", day.to_string())
                .with("reported_on", day.to_string())
                .with("kind", kind)
                .with("injury", injury)
                .with("handled", handled);
            self.player.enter(&incident, at)?;
        }
        Ok(())
    }
}
