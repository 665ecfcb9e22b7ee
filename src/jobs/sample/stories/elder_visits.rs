//! 探访 of the older people in special difficulty: as often as the risk of each wants it, by the village, whoever looks after a part of it, or
//! 社工站; what is found, to whom it is passed on, and when that is done.

use super::elders::COLLECTORS;
use super::{Telling, of_town};
use crate::domain::param::Param;
use crate::jobs::sample::days::day;
use crate::jobs::sample::rng::Rng;
use crate::jobs::sample::{SampleFault, demo_day};
use crate::register::elderly::elder::ELDER;
use crate::register::elderly::elder_need::ELDER_NEED;
use crate::register::elderly::elder_visit::ELDER_VISIT;
use crate::register::people::person::PERSON;
use crate::register::{Draft, Values};
use chrono::{Days, NaiveDate};

/// 方式: of those who are seen every week, of others.
const MODES: [[(&str, u32); 3]; 2] = [[("1", 55), ("2", 38), ("3", 7)], [("1", 78), ("2", 19), ("3", 3)]];

/// 需求, 发现问题, 转介单位: what is not passed on they see to themselves.
type Found = (&'static [&'static str], &'static str, Option<&'static str>);
const FOUND: [(Found, u32); 8] = [
    ((&["1"], "腿脚不便, 一天只做一顿饭", Some("社区助餐点")), 20),
    ((&["2"], "血压偏高, 降压药已吃完", Some("社区卫生服务中心")), 24),
    ((&["2", "3"], "腰腿疼痛, 家务吃力", Some("街道社工站")), 10),
    ((&["4"], "厨房水管漏水", Some("社区便民维修点")), 12),
    ((&["4", "9"], "电线老化, 有火灾隐患", Some("供电所")), 6),
    ((&["5"], "不清楚还能申请什么补贴", None), 12),
    ((&["6"], "与邻居因漏水起争执", Some("司法所")), 4),
    ((&["7"], "情绪低落, 少与人来往", Some("街道社工站")), 12),
];

/// A visit before it is entered.
struct Call {
    day: NaiveDate,
    person: i64,
    visitor: (String, &'static str),
    risk: &'static str,
    mode: &'static str,
    /// With the day on which it is done, of what is passed on.
    found: Option<(Found, Option<NaiveDate>)>,
}

impl Telling<'_> {
    pub(super) fn elder_visits(&mut self) -> Result<(), SampleFault> {
        let Some(mut rng) = self.planned.callers.as_ref().map(|callers| callers.rng.clone()) else { return Ok(()) };
        let files = self.player.rows(&ELDER);
        let mut calls: Vec<Call> = files.iter().flat_map(|(_, file)| self.calls_on(file, &mut rng)).collect();
        calls.sort_by_key(|call| call.day);
        calls.into_iter().try_for_each(|call| self.call(call))
    }

    /// The visits of 2021 to somebody, from the file to the end of it.
    fn calls_on(&self, file: &Values, rng: &mut Rng) -> Vec<Call> {
        let (Some(person), Some(collected)) = (file.int("person"), file.date("collected_on")) else {
            return Vec::new();
        };
        let [village, disability, death] =
            ["home_division", "disability_level", "death_date"].map(|col| self.player.text(&PERSON, person, col));
        let severe = matches!(&*disability, "1" | "2");
        let alone = file.text("living") == "1";
        if !(alone || severe || file.flag("empty_nest")) {
            return Vec::new();
        }
        let risk = match () {
            () if alone && (severe || rng.chance(100)) => "1",
            () if alone || severe || rng.chance(700) => "2",
            () => "3",
        };
        let every = self.every(Param::ElderVisitDays, risk);
        let visitor = self.visitor(&village, rng);
        let end = [file.date("left_on"), death.parse().ok()].into_iter().flatten().min();
        let last = end.map_or(demo_day(), |end| end - Days::new(1));
        let begin = day(2021, 1, 4).max(collected + Days::new(1));
        let mut day = self.workdays.from(begin + Days::new(rng.below(if risk == "1" { 3 } else { 18 }) as u64));
        let mut calls = Vec::new();
        while day <= last {
            let found = rng.chance(60).then(|| rng.likely(&FOUND)).map(|found| {
                let done = self.workdays.from(day + Days::new(3 + rng.below(24) as u64));
                (found, Some(done).filter(|done| found.2.is_some() && *done <= last && rng.chance(900)))
            });
            let mode = rng.likely(&MODES[usize::from(risk != "1")]);
            // The village and 社工站 go by turns with others now and then.
            let visitor = if rng.chance(80) { self.visitor(&village, rng) } else { visitor.clone() };
            calls.push(Call { day, person, visitor, risk, mode, found });
            // Some come late.
            let wait = if rng.chance(17) { every + 3 + rng.below(9) } else { every - 1 - rng.below(every / 6 + 1) };
            let next = day + Days::new(wait as u64);
            day = Some(self.workdays.until(next)).filter(|next| *next > day).unwrap_or(self.workdays.from(next));
        }
        calls
    }

    /// Somebody who goes out in a village, and 探访人身份.
    fn visitor(&self, village: &str, rng: &mut Rng) -> (String, &'static str) {
        let of_village = self.planned.callers.as_ref().and_then(|callers| callers.of_village.get(village));
        match (of_village, rng.weighed(&[48, 30, 22])) {
            (Some([committee, _]), 0) => (committee.clone(), "1"),
            (Some([_, grid]), 1) => (grid.clone(), "4"),
            _ => (of_town(village, &COLLECTORS).to_owned(), "2"),
        }
    }

    fn call(&mut self, call: Call) -> Result<(), SampleFault> {
        let (visitor, kind) = call.visitor;
        let mut visit = Draft::new(&ELDER_VISIT)
            .with_ref("person", call.person)
            .with("visit_on", call.day.to_string())
            .with("mode", call.mode)
            .with("visitor", visitor)
            .with("visitor_kind", kind)
            .with("risk_level", call.risk);
        if let Some(((needs, findings, to), _)) = call.found {
            visit = visit.with("result", "2").with("findings", findings).with_some("referral_to", to);
            visit = needs.iter().fold(visit, |visit, need| visit.with_row(Draft::new(&ELDER_NEED).with("need", *need)));
        }
        let key = self.on(call.day, &visit)?;
        let Some(done) = call.found.and_then(|(_, done)| done) else { return Ok(()) };
        self.on(done, &Draft::of(&ELDER_VISIT, key).with("referral_done_on", done.to_string())).map(drop)
    }
}
