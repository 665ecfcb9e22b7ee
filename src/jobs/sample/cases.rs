//! A 低保 case as a story: when it began, what happened to it, and the award versions that follow by the rules.
//!
//! Must not know how stories are chosen, payments or the file. Amounts come from `domain::assistance::dibao::award` only.

use super::SampleFault;
use super::households::Household;
use super::people::Person;
use super::standards::Standards;
use crate::domain::assistance::dibao::{self, CaseType, Class, Covered, Kind};
use crate::domain::money::Money;
use crate::domain::month::Month;
use chrono::NaiveDate;

/// Something that happens to a case; it takes effect from a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// 提标: the standard rose.
    Raise,
    /// The income is found to be so much higher (fen), or lower.
    Income(i64),
    /// The ages of the covered have changed what they draw.
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
    /// 01 新增 or 09 迁入.
    pub entered: &'static str,
    /// 家庭可计算月收入 when it began, fen.
    pub income: i64,
    /// 类别.
    pub class: Class,
    /// 涉军暂作保留.
    pub retained: bool,
    /// 近亲属备案.
    pub kin: bool,
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
    /// Paid to the account of the case before it.
    SharesAccount,
    /// Reviewed last before its cycle ran out.
    ReviewOverdue,
}

/// An award version with the change that made it.
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
    /// What is due each month, fen.
    pub total: i64,
    /// Whom it covers: places among the people.
    pub covers: Vec<usize>,
    /// 变动类型.
    pub change: &'static str,
    /// 原因.
    pub reason: Option<&'static str>,
    /// Who came or went, where the change is about one person.
    pub person: Option<usize>,
}

impl CaseVersion {
    /// Is it on the roster?
    pub(crate) fn on_roster(&self) -> bool {
        self.kind != "end"
    }
}

/// The day on which what takes effect in a month is decided: in the month before (E-DB-011).
pub(crate) fn decided_for(month: Month, spread: usize) -> NaiveDate {
    let before = month.prev().first_day();
    let day = u32::try_from(spread % 9).unwrap_or(0) + 18;
    chrono::Datelike::with_day(&before, day).unwrap_or(before)
}

/// Follows a story and gives its versions, oldest first.
pub(crate) fn versions(
    case: &Case,
    household: &Household,
    people: &[Person],
    standards: &Standards,
) -> Result<Vec<CaseVersion>, SampleFault> {
    let mut telling = Telling {
        case,
        household,
        people,
        standards,
        covered: household.covered().map(|m| m.person).collect(),
        size: household.size(),
        income: case.income,
        class: case.class,
        kind: "award",
        versions: Vec::new(),
    };
    telling.begin()?;
    let mut events: Vec<(Month, Event)> = standards.raises(case.start).map(|m| (m, Event::Raise)).collect();
    events.extend(case.events.iter().copied());
    for (month, event) in events {
        telling.happen(month, event)?;
    }
    Ok(telling.versions)
}

struct Telling<'a> {
    case: &'a Case,
    household: &'a Household,
    people: &'a [Person],
    standards: &'a Standards,
    covered: Vec<usize>,
    size: usize,
    income: i64,
    class: Class,
    kind: &'static str,
    versions: Vec<CaseVersion>,
}

impl Telling<'_> {
    fn begin(&mut self) -> Result<(), SampleFault> {
        self.versions.push(self.version(self.case.start, self.case.entered)?);
        Ok(())
    }

    fn happen(&mut self, month: Month, event: Event) -> Result<(), SampleFault> {
        let (mut change, mut reason, mut person) = ("13", None, None);
        match event {
            Event::Raise => {}
            Event::Income(more) => {
                self.income += more;
                change = if more > 0 { "05" } else { "04" };
            }
            Event::Birthday => change = "04",
            Event::Class(class) => (self.class, change) = (class, "12"),
            Event::Join(member) => {
                let member = &self.household.members[member];
                self.covered.push(member.person);
                self.size += 1;
                (change, person) = ("02", Some(member.person));
            }
            Event::Leave(member) => {
                let member = &self.household.members[member];
                self.covered.retain(|p| *p != member.person);
                // What the leaver earned goes along, so that those who stay remain in need.
                self.income = self.income * count(self.size - 1) / count(self.size) / 100 * 100;
                self.size -= 1;
                (change, person) = ("03", Some(member.person));
                reason = member.left.and_then(|(_, why)| (why == "1").then_some("03"));
            }
            Event::Suspend => (self.kind, change, reason) = ("suspended", "07", Some("08")),
            Event::Resume => (self.kind, change) = ("award", "08"),
            Event::Grace => (self.kind, change, reason) = ("grace", "12", Some("01")),
            Event::End(kind, why) => {
                self.end(month, kind, why);
                return Ok(());
            }
        }
        let mut version = self.version(month, change)?;
        let before = self.versions.last().map_or(0, |v| v.total);
        if event == Event::Birthday && version.total == before {
            return Ok(());
        }
        (version.reason, version.person) = (reason, person);
        self.versions.push(version);
        Ok(())
    }

    fn end(&mut self, month: Month, change: &'static str, why: &'static str) {
        self.versions.push(CaseVersion {
            from: month,
            kind: "end",
            class: self.class,
            decided: decided_for(month, self.case.household),
            income: self.income,
            size: u32::try_from(self.size).unwrap_or(0),
            total: 0,
            covers: Vec::new(),
            change,
            reason: Some(why),
            person: None,
        });
    }

    /// The version of the present state; nothing is due while suspended.
    fn version(&self, month: Month, change: &'static str) -> Result<CaseVersion, SampleFault> {
        let rules = self.standards.in_month(month);
        let award = dibao::award(&self.facts(), rules, month.last_day())
            .map_err(|refusal| SampleFault::Rule(format!("{month}: {}", refusal.text())))?;
        Ok(CaseVersion {
            from: month,
            kind: self.kind,
            class: self.class,
            decided: decided_for(month, self.case.household),
            income: self.income,
            size: u32::try_from(self.size).unwrap_or(0),
            total: if self.kind == "suspended" { 0 } else { award.total.as_fen() },
            covers: self.covered.clone(),
            change,
            reason: None,
            person: None,
        })
    }

    fn facts(&self) -> dibao::Household {
        let covered = self.covered.iter().map(|at| {
            let person = &self.people[*at];
            Covered {
                person: count(*at),
                name: String::new(),
                birth_date: person.birth,
                severe_disabled: person.is_severe(),
                seriously_ill: person.disease.is_some(),
                religious: false,
                level3_mental: person
                    .disability
                    .is_some_and(|(kind, level)| level == "3" && (kind == "5" || kind == "6")),
                own_income: Money::ZERO,
            }
        });
        dibao::Household {
            covered: covered.collect(),
            household_income: Money::fen(self.income),
            household_size: u32::try_from(self.size).unwrap_or(0),
            case_type: if self.household.single { CaseType::Single } else { CaseType::Family },
            class: self.class,
            retained: self.case.retained,
        }
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
