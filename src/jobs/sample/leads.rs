//! What a visit to a household of 低保 may lead to: the decisions of the year that follow from what somebody sees there, and the days on
//! which a visit that finds nothing would be odd beside them.
//!
//! Must not know who visits.

use super::cases::{Case, CaseVersion, Event};
use super::households::{Household, Member};
use super::plan::Population;
use chrono::{Days, NaiveDate};
use std::ops::RangeInclusive;

/// A decision that follows from a visit.
#[derive(Clone, Debug)]
pub(crate) struct Lead {
    /// Which version of the case.
    pub version: usize,
    /// 核查结论.
    pub conclusion: &'static str,
    /// What the visitors write beside it.
    pub note: Option<&'static str>,
    /// When the visit may have been.
    pub days: RangeInclusive<NaiveDate>,
}

/// What may be found in a household.
#[derive(Debug, Default)]
pub(crate) struct Leads {
    /// The decisions that follow, the first one first.
    pub all: Vec<Lead>,
    /// When nobody comes and finds nothing.
    pub shut: Vec<RangeInclusive<NaiveDate>>,
}

/// What is decided about a case, as visitors might have found it.
pub(crate) fn leads(population: &Population, case: &Case, versions: &[CaseVersion]) -> Leads {
    let household = &population.households[case.household];
    let mut leads = Leads::default();
    for (nth, version) in versions.iter().enumerate() {
        let Some(event) = version.event else { continue };
        let days_before = |days: u64| version.decided - Days::new(days);
        let ends = matches!(event, Event::End(..));
        let mut shut_from = if ends { days_before(3) } else { NaiveDate::MAX };
        let mut found = found_before(event).map(|(conclusion, note)| {
            shut_from = days_before(40);
            (conclusion, note, days_before(25)..=days_before(5))
        });
        if let Some((happened, died)) = happened(population, household, event) {
            shut_from = happened;
            found = died.then(|| ("6", Some("已去世, 尚未报告"), happened + Days::new(1)..=days_before(3)));
        }
        let shut_to = if ends { NaiveDate::MAX } else { version.decided + Days::new(2) };
        leads.shut.push(shut_from..=shut_to);
        leads.all.extend(found.map(|(conclusion, note, days)| Lead { version: nth, conclusion, note, days }));
    }
    leads
}

/// The conclusion that comes before what is decided, and a word on it.
fn found_before(event: Event) -> Option<(&'static str, Option<&'static str>)> {
    let (conclusion, note) = match event {
        Event::Income(more) => return Some((if more > 0 { "3" } else { "2" }, None)),
        Event::Suspend => ("5", "两次上门都没有人, 邻居称外出"),
        Event::End(_, "01") => ("4", "核实的收入超过标准"),
        Event::End(_, "02") => ("4", "另购有商品房1套"),
        Event::End(_, "09") => ("4", "名下有存款, 申请时没有申报"),
        Event::End(_, "13") => ("4", "子女有固定收入, 有赡养能力"),
        Event::End(_, "04") => ("5", "邻居称已迁往外地居住"),
        Event::End(_, "08") => ("7", "不愿提供收入材料"),
        Event::End(_, "15") => ("8", "登记的地址没有此户"),
        _ => return None,
    };
    Some((conclusion, Some(note)))
}

/// What happens in a household before something is decided: on which day, and whether somebody dies.
fn happened(population: &Population, household: &Household, event: Event) -> Option<(NaiveDate, bool)> {
    let died = |member: &Member| population.people[member.person].death.map(|(day, _)| (day, true));
    match event {
        Event::Join(place) => household.members[place].joined.map(|day| (day, false)),
        Event::Leave(place) => {
            let member = &household.members[place];
            died(member).or(member.left.map(|(day, _)| (day, false)))
        }
        Event::End(_, "03") => household.members.first().and_then(died),
        _ => None,
    }
}

/// How many live in a household on a day.
pub(crate) fn living(population: &Population, household: &Household, day: NaiveDate) -> usize {
    let lives = |m: &&Member| {
        let dead = population.people[m.person].death.is_some_and(|(died, _)| died <= day);
        let came = m.joined.is_none_or(|joined| joined <= day);
        let stays = m.left.is_none_or(|(left, _)| left > day);
        m.excluded.is_none() && came && stays && !dead
    };
    household.members.iter().filter(lives).count()
}
