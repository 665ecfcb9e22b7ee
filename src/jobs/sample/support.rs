//! 特困 of the demonstration office: who is supported in 2021, at home or in an institution, how much care each needs, and what
//! happened in the year (assistance 3.7, 14.3).
//!
//! Must not know the file, nor amounts: they follow from where one lives and what one cannot do alone.

use super::SampleFault;
use super::days::{month, raises};
use super::people::{Cast, Person};
use super::places::Places;
use super::supported::{self, Who};
use crate::domain::assistance::dibao::Kind;
use crate::domain::assistance::tekun::CareLevel;
use crate::domain::month::Month;
use crate::domain::parameter::Parameters;
use chrono::{Datelike, Days, Months, NaiveDate};

/// One who is supported, before having a key.
#[derive(Clone, Debug)]
pub(crate) struct Supported {
    /// Who.
    pub person: Person,
    /// 迁入来源.
    pub source: &'static str,
    /// 义务人情况 and 义务人姓名.
    pub obligor: Option<(&'static str, String)>,
    /// 监护人 and 关系.
    pub guardian: Option<(String, &'static str)>,
    /// 本人月收入, yuan.
    pub income: i64,
    /// 照料服务人, of one who comes to need care at home.
    pub carer: Option<String>,
    /// The days of the procedure.
    pub papers: Papers,
    /// The institution one lives in from the beginning: a place among the two.
    pub housed: Option<usize>,
    /// How many of the six things one cannot do alone when applying.
    pub fails: i64,
    /// What happened after the first decision, the oldest first.
    pub later: Vec<(NaiveDate, Event)>,
}

/// What happens to one who is supported, on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// An assessment: how many of the six things one cannot do alone.
    Assessed(i64),
    /// The support follows the standard, or what was assessed.
    Follows,
    /// One moves into an institution, on a day before it is decided.
    MovesIn(usize, NaiveDate),
    /// The support ends, for a reason.
    Ends(&'static str),
}

/// The days of an application, all of them worked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Papers {
    /// 申请.
    pub apply: NaiveDate,
    /// 受理.
    pub accept: NaiveDate,
    /// 自理评估.
    pub assess: NaiveDate,
    /// 初审.
    pub town: NaiveDate,
    /// 公示 begins; it lasts seven days.
    pub posted: NaiveDate,
    /// 确认, and 核定.
    pub decided: NaiveDate,
}

impl Papers {
    /// Those that lead to a decision.
    fn before(decided: NaiveDate, cast: &mut Cast<'_>) -> Papers {
        let posted = worked_before(cast, decided, 8, 10);
        let town = worked_before(cast, posted, 1, 2);
        let assess = worked_before(cast, town, 2, 5);
        let accept = worked_before(cast, assess, 2, 5);
        Papers { apply: worked_before(cast, accept, 1, 3), accept, assess, town, posted, decided }
    }
}

impl Supported {
    /// The institution one lives in on a day: a place among the two.
    pub(crate) fn home_on(&self, day: NaiveDate) -> Option<usize> {
        let mut moved = self.later.iter().filter_map(|(_, event)| match event {
            Event::MovesIn(home, since) if *since <= day => Some(*home),
            _ => None,
        });
        moved.next_back().or(self.housed)
    }
    /// Until when one who was at home when the year began is sure to be there in its spring.
    pub(crate) fn at_home_until(&self) -> Option<NaiveDate> {
        let moves = self.later.iter().find_map(|(_, event)| match event {
            Event::MovesIn(_, day) => Some(*day - Days::new(1)),
            _ => None,
        });
        let at_home = self.housed.is_none() && self.papers.decided < month(1).first_day();
        at_home.then(|| moves.unwrap_or(NaiveDate::MAX))
    }
}

/// Some who share a fate.
struct Group {
    /// How many there are who need no care, half care, full care.
    levels: [usize; 3],
    who: Who,
    /// From which month of 2021, and 迁入来源; none: when the year begins.
    comes: Option<(usize, &'static str)>,
    /// Lives in an institution from the beginning.
    housed: bool,
    /// What happens, from which month on.
    then: Option<(usize, Then)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// Moves into an institution.
    MovesIn,
    /// Needs more care.
    NeedsMore,
    /// Both.
    MovesInNeedingMore,
    /// The support ends, for a reason.
    Ends(&'static str),
}

/// 77 when the year begins, 92 come, 6 end: 564 person-months at home, of which 217 need no care and 104 full care, and 1,049 in
/// institutions, of which 205 and 495. These are levels that give what was paid for care.
const GROUPS: [Group; 25] = [
    at_home([13, 14, 7], Who::Old, None),
    at_home([3, 0, 0], Who::Minor, None),
    at_home([1, 0, 0], Who::Old, Some((9, Then::NeedsMore))),
    at_home([0, 1, 0], Who::Old, Some((7, Then::NeedsMore))),
    at_home([0, 1, 0], Who::Old, Some((11, Then::NeedsMore))),
    at_home([0, 0, 1], Who::Old, Some((10, Then::Ends("03")))),
    at_home([1, 0, 0], Who::Old, Some((7, Then::Ends("02")))),
    at_home([1, 0, 3], Who::Old, Some((2, Then::MovesIn))),
    at_home([1, 1, 0], Who::Old, Some((3, Then::MovesIn))),
    at_home([0, 2, 0], Who::Old, Some((3, Then::MovesInNeedingMore))),
    at_home([0, 1, 0], Who::Old, Some((4, Then::MovesIn))),
    at_home([0, 3, 0], Who::Old, Some((4, Then::MovesInNeedingMore))),
    at_home([1, 2, 0], Who::Old, Some((5, Then::MovesIn))),
    at_home([0, 5, 0], Who::Old, Some((5, Then::MovesInNeedingMore))),
    housed([4, 6, 4], Who::Old, None),
    housed([0, 0, 1], Who::Old, Some((6, Then::Ends("03")))),
    housed([16, 29, 39], Who::OfTheCity, None).coming(5, "3"),
    housed([0, 0, 1], Who::OfTheCity, Some((8, Then::Ends("03")))).coming(5, "3"),
    housed([0, 0, 1], Who::OfTheCity, Some((10, Then::Ends("03")))).coming(5, "3"),
    housed([0, 1, 0], Who::OfTheCity, Some((11, Then::Ends("03")))).coming(5, "3"),
    at_home([0, 1, 0], Who::Old, None).coming(7, "1"),
    at_home([1, 0, 0], Who::Old, None).coming(9, "1"),
    at_home([0, 1, 0], Who::Old, None).coming(10, "2"),
    housed([0, 1, 0], Who::Old, None).coming(9, "1"),
    housed([0, 0, 1], Who::Old, None).coming(11, "1"),
];

const fn at_home(levels: [usize; 3], who: Who, then: Option<(usize, Then)>) -> Group {
    Group { levels, who, comes: None, housed: false, then }
}

const fn housed(levels: [usize; 3], who: Who, then: Option<(usize, Then)>) -> Group {
    Group { housed: true, ..at_home(levels, who, then) }
}

impl Group {
    const fn coming(self, month: usize, source: &'static str) -> Group {
        Group { comes: Some((month, source)), ..self }
    }
}

/// Plans the roster, in the order of the decisions. `parameters`: with the standards that the support rises with.
pub(crate) fn plan(
    cast: &mut Cast<'_>,
    places: &Places,
    parameters: &Parameters,
) -> Result<Vec<Supported>, SampleFault> {
    let mut all = Vec::new();
    for group in &GROUPS {
        for (count, level) in group.levels.into_iter().zip(CareLevel::ALL) {
            for _ in 0..count {
                all.push(one(cast, places, parameters, group, level)?);
            }
        }
    }
    // Whose support goes on comes after the others of a day: what was decided last of all can still be taken back.
    all.sort_by_key(|s| (s.papers.decided, s.later.is_empty()));
    Ok(all)
}

fn one(
    cast: &mut Cast<'_>,
    places: &Places,
    parameters: &Parameters,
    group: &Group,
    level: CareLevel,
) -> Result<Supported, SampleFault> {
    let before = month(0).plus(-i32::try_from(cast.rng.below(48)).unwrap_or(0));
    let first = group.comes.map_or(before, |(of_2021, _)| month(of_2021));
    let papers = Papers::before(decided_for(cast, first), cast);
    let institution = usize::from(group.who != Who::OfTheCity && cast.rng.chance(700));
    let fails = fails(cast, level);
    let mut later: Vec<(NaiveDate, Event)> = raises(parameters, Kind::Urban, first)
        .into_iter()
        .map(|raise| (decided_for(cast, raise), Event::Follows))
        .collect();
    if let Some((of_2021, then)) = group.then {
        happens(cast, &mut later, month(of_2021), then, (level, institution));
    }
    assess_yearly(cast, &mut later, papers.assess, fails);
    let mut who = supported::person(cast, places, group.who, papers.apply, level)?;
    if let Some((day, Event::Ends("03"))) = later.last() {
        // It ends with the month of the death.
        let died = *day - Days::new(cast.rng.within(3, 12) as u64);
        who.person.death = Some((died.max(Month::of(*day).first_day()), "1"));
    }
    let needs_care = level > CareLevel::Able || group.then.is_some_and(|(_, then)| then == Then::NeedsMore);
    let opening = if first.first_day().year() < 2018 { "5" } else { ["1", "2", "4"][cast.rng.weighed(&[6, 3, 1])] };
    Ok(Supported {
        source: group.comes.map_or(opening, |(_, source)| source),
        carer: (needs_care && !group.housed).then(|| supported::carer(cast)),
        person: who.person,
        obligor: who.obligor,
        guardian: who.guardian,
        income: who.income,
        papers,
        housed: group.housed.then_some(institution),
        fails,
        later,
    })
}

/// What a fate brings from a month on, of one who has needed that level of care and would live in that institution.
fn happens(
    cast: &mut Cast<'_>,
    later: &mut Vec<(NaiveDate, Event)>,
    from: Month,
    then: Then,
    (level, institution): (CareLevel, usize),
) {
    let decided = decided_for(cast, from);
    if matches!(then, Then::NeedsMore | Then::MovesInNeedingMore) {
        let more = if level == CareLevel::Able { CareLevel::Partial } else { CareLevel::Full };
        later.push((worked_before(cast, decided, 3, 7), Event::Assessed(fails(cast, more))));
    }
    let event = match then {
        Then::NeedsMore => Event::Follows,
        Then::MovesIn | Then::MovesInNeedingMore => Event::MovesIn(institution, worked_before(cast, decided, 1, 2)),
        Then::Ends(why) => Event::Ends(why),
    };
    later.push((decided, event));
}

/// One is assessed again every year, until the year ends or the support does, some days before the last assessment is out.
fn assess_yearly(cast: &mut Cast<'_>, later: &mut Vec<(NaiveDate, Event)>, first: NaiveDate, mut fails: i64) {
    // What is known of one who is to die soon is not asked again.
    let last = later.iter().filter(|(_, event)| matches!(event, Event::Ends(_))).map(|(day, _)| *day - Days::new(20));
    let until = last.min().unwrap_or(month(13).first_day());
    let (mut day, mut yearly) = (first, Vec::new());
    loop {
        let due = day.checked_add_months(Months::new(12)).unwrap_or(NaiveDate::MAX);
        day = worked_before(cast, due, 2, 12);
        if day >= until {
            break;
        }
        let worse = later.iter().find_map(|(when, event)| match event {
            Event::Assessed(worse) => Some((*when, *worse)),
            _ => None,
        });
        // Found worse before: from then on as then; nobody is asked again within weeks.
        fails = worse.filter(|(when, _)| *when <= day).map_or(fails, |(_, worse)| worse);
        if worse.is_none_or(|(when, _)| (day - when).num_days().abs() > 60) {
            yearly.push((day, Event::Assessed(fails)));
        }
    }
    later.extend(yearly);
    later.sort_by_key(|(day, _)| *day);
}

/// How many of the six things one of a level cannot do alone.
fn fails(cast: &mut Cast<'_>, level: CareLevel) -> i64 {
    match level {
        CareLevel::Able => 0,
        CareLevel::Partial => cast.rng.within(1, 3),
        CareLevel::Full => cast.rng.within(4, 6),
    }
}

/// A day late in the month before.
fn decided_for(cast: &mut Cast<'_>, from: Month) -> NaiveDate {
    let days = cast.rng.within(2, 6) as u32;
    cast.workdays.after(from.prev().first_day() + Days::new(14), days)
}

/// A day that is worked, so many of them before another.
fn worked_before(cast: &mut Cast<'_>, day: NaiveDate, from: i64, to: i64) -> NaiveDate {
    cast.workdays.before(day, usize::try_from(cast.rng.within(from, to)).unwrap_or(1))
}
