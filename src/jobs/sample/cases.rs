//! A 低保 case as it is planned: when it began, what happens to it, and what is decided for it when. What that comes to follows by
//! the rules when it is told.
//!
//! Must not know how stories are chosen, amounts, payments or the file.

use super::days::{Papers, Workdays};
use super::households::Household;
use super::people::Person;
use crate::domain::assistance::dibao::{Class, Kind};
use crate::domain::month::Month;
use chrono::{Datelike, Days, NaiveDate};

/// Something that happens to a case; it takes effect from a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// 提标: the standard rose.
    Raise,
    /// The income is found to be so much higher (fen), or lower.
    Income(i64),
    /// The ages of the covered may have changed what they draw.
    Birthday,
    /// 类别调整.
    Class(Class),
    /// 增员: a member of the household joins; the place among its members.
    Join(usize),
    /// 减员: a covered member leaves.
    Leave(usize),
    /// 暂停.
    Suspend,
    /// 恢复.
    Resume,
    /// 渐退.
    Grace,
    /// 停发 or 迁出, and why.
    End(&'static str, &'static str),
}

/// A case before having a key.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// 城市 or 农村.
    pub kind: Kind,
    /// A place among the households.
    pub household: usize,
    /// First month in pay.
    pub start: Month,
    /// Its papers.
    pub papers: Papers,
    /// 申请方式.
    pub channel: &'static str,
    /// Moved in from another district (迁入).
    pub moved_in: bool,
    /// 家庭可计算月收入 when it began, fen.
    pub income: i64,
    /// 类别.
    pub class: Class,
    /// 涉军暂作保留.
    pub retained: bool,
    /// 近亲属备案: the relative at the office.
    pub kin: Option<String>,
    /// 致贫原因, the main one first.
    pub causes: Vec<&'static str>,
    /// What a comparison of the rosters is meant to find.
    pub odd: Option<Odd>,
    /// What happened after the start, by month; at most one a month.
    pub events: Vec<(Month, Event)>,
}

/// What is odd about a 低保 case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Odd {
    /// Paid to the account of the one that applied before it.
    SharesAccount,
    /// Reviewed last before its cycle ran out.
    ReviewOverdue,
}

/// What is decided for a case from a month on. What that comes to is not known here.
#[derive(Clone, Debug)]
pub(crate) struct CaseVersion {
    /// From which month.
    pub from: Month,
    /// award, suspended, grace, end.
    pub kind: &'static str,
    /// 类别.
    pub class: Class,
    /// Decided on.
    pub decided: NaiveDate,
    /// 家庭可计算月收入, fen.
    pub income: i64,
    /// How many live together.
    pub size: u32,
    /// Whom it covers: places among the people.
    pub covers: Vec<usize>,
    /// What happened; none of the first.
    pub event: Option<Event>,
}

impl CaseVersion {
    /// Is it on the roster?
    pub(crate) fn on_roster(&self) -> bool {
        self.kind != "end"
    }
    /// Is money due under it?
    pub(crate) fn pays(&self) -> bool {
        matches!(self.kind, "award" | "grace")
    }
}

/// The version in force in a month.
pub(crate) fn in_force(versions: &[CaseVersion], month: Month) -> Option<&CaseVersion> {
    versions.iter().rev().find(|version| version.from <= month)
}

/// The day on which what takes effect in a month is decided: a working day of the month before (E-DB-011), after what it is about.
pub(crate) fn decided_for(month: Month, spread: usize, after: Option<NaiveDate>, workdays: &Workdays) -> NaiveDate {
    let before = month.prev();
    let day = before.first_day() + Days::new(11 + (spread * 7 + before.first_day().month() as usize * 5) as u64 % 15);
    let known = after.map_or(day, |after| day.max(after + Days::new(2)));
    workdays.from(known).min(workdays.until(before.last_day()))
}

/// Follows a story and gives what is decided, the oldest first. `raises`: the months from which the standard rose.
pub(crate) fn versions(
    case: &Case,
    household: &Household,
    people: &[Person],
    raises: &[Month],
    workdays: &Workdays,
) -> Vec<CaseVersion> {
    let first = CaseVersion {
        from: case.start,
        kind: "award",
        class: case.class,
        decided: case.papers.decided,
        income: case.income,
        size: u32::try_from(household.size()).unwrap_or(0),
        covers: household.covered().map(|m| m.person).collect(),
        event: None,
    };
    let mut versions = vec![first];
    let mut events: Vec<(Month, Event)> =
        raises.iter().filter(|month| **month > case.start).map(|month| (*month, Event::Raise)).collect();
    events.extend(case.events.iter().copied());
    for (month, event) in events {
        let Some(mut version) = versions.last().cloned() else { continue };
        let about = happen(&mut version, event, household, people);
        version.decided = decided_for(month, case.household, about, workdays);
        (version.from, version.event) = (month, Some(event));
        versions.push(version);
    }
    versions
}

/// What an event changes. Gives the day that must have passed before it can be decided, where there is one.
fn happen(version: &mut CaseVersion, event: Event, household: &Household, people: &[Person]) -> Option<NaiveDate> {
    match event {
        Event::Raise | Event::Birthday => {}
        Event::Income(more) => version.income += more,
        Event::Class(class) => version.class = class,
        Event::Join(member) => {
            let member = &household.members[member];
            version.covers.push(member.person);
            version.size += 1;
            return member.joined;
        }
        Event::Leave(member) => {
            let member = &household.members[member];
            version.covers.retain(|p| *p != member.person);
            // What the leaver earned goes along, so that those who stay remain in need.
            let (stay, all) = (i64::from(version.size) - 1, i64::from(version.size));
            version.income = version.income * stay / all / 100 * 100;
            version.size -= 1;
            return member.left.map(|(day, _)| day);
        }
        Event::Suspend => version.kind = "suspended",
        Event::Resume => version.kind = "award",
        Event::Grace => version.kind = "grace",
        Event::End(..) => {
            version.kind = "end";
            version.covers.clear();
            return people[household.members[0].person].death.map(|(day, _)| day);
        }
    }
    None
}
