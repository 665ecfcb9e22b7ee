//! Writes what was planned into the file: people, households, accounts, cases with versions, covers and changes, relief.
//!
//! Must not decide anything: every fact comes from the plan.

mod cases;
mod people;
mod relief;
mod roster_entries;
mod rosters;
mod subsidies;
mod support;
mod visits;

use super::SampleFault;
use super::bank::Failing;
use super::cases::CaseVersion;
use super::numbers::Accounts;
use super::places::Places;
use super::plan::Population;
use super::rates::MonthRates;
use super::relief::Relief;
use super::rng::Rng;
use super::rosters::Rosters;
use crate::register::assistance::{award, cause, cover, dibao, temporary};
use crate::register::benefits::change;
use crate::register::people::{account, household, member, person};
use crate::store::change::act::{ActKind, By, NewRows};
use crate::store::change::bulk::Filling;
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, HashMap};

/// The key of the act that took the opening roster over from paper.
pub(crate) const TAKEN_OVER: i64 = 2;
/// Keys of 低保 and 临时救助 cases count from here (schema.sql).
const DIBAO_KEYS: i64 = 1_000_000_000;
const RELIEF_KEYS: i64 = 2_000_000_000;
const SUBSIDY_KEYS: i64 = 4_000_000_000;

/// The day the papers were taken over; what was decided later was entered on its own day.
pub(crate) fn taken_over_on() -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 12, 15).unwrap_or_default()
}

/// Who signs in each town; invented.
const SIGNERS: [&str; 7] = ["谭建平", "周海燕", "罗志强", "彭秋云", "唐晓军", "邓丽华", "肖国良"];

/// Keys and serial numbers given so far; they go on over all parts of the office.
#[derive(Debug, Default)]
pub(crate) struct Serials {
    person: i64,
    household: i64,
    member: i64,
    account: i64,
    /// The account number that the last 低保 case began with.
    account_no: String,
    dibao: i64,
    relief: i64,
    cause: i64,
    award: i64,
    cover: i64,
    change: i64,
    by_village: BTreeMap<usize, i64>,
    dibao_by_year: BTreeMap<i32, i64>,
    relief_by_year: BTreeMap<i32, i64>,
    notices: BTreeMap<i32, i64>,
    /// Name → who has it.
    pub named: HashMap<String, Vec<i64>>,
    rosters: rosters::RosterSerials,
}

/// One part of the office: everything planned for it.
pub(crate) struct Part<'a> {
    /// People, households, cases.
    pub population: &'a Population,
    /// The versions of each case.
    pub versions: &'a [Vec<CaseVersion>],
    /// What the bank refuses.
    pub failing: &'a [Failing],
    /// 临时救助.
    pub relief: &'a [Relief],
    /// The other rosters.
    pub rosters: &'a Rosters,
    /// What their people draw a month.
    pub rates: &'a MonthRates<'a>,
}

/// The prepared rows of every register that is filled.
pub(crate) struct Writer<'f> {
    filling: &'f Filling<'f>,
    people: NewRows<'f>,
    households: NewRows<'f>,
    members: NewRows<'f>,
    accounts: NewRows<'f>,
    cases: NewRows<'f>,
    causes: NewRows<'f>,
    awards: NewRows<'f>,
    covers: NewRows<'f>,
    changes: NewRows<'f>,
    relief: NewRows<'f>,
    rosters: rosters::RosterRows<'f>,
    district_by: String,
}

impl<'f> Writer<'f> {
    /// Prepares the rows.
    pub(crate) fn new(filling: &'f Filling<'f>, district_by: &str) -> Result<Self, SampleFault> {
        Ok(Writer {
            filling,
            people: filling.rows(&person::PERSON, people::PERSON_FIELDS)?,
            households: filling.rows(&household::HOUSEHOLD, "household_no applicant division address")?,
            members: filling.rows(&member::MEMBER, people::MEMBER_FIELDS)?,
            accounts: filling
                .rows(&account::ACCOUNT, "person account_name bank_code account_no medium status valid_from")?,
            cases: filling.rows(&dibao::DIBAO, cases::CASE_FIELDS)?,
            causes: filling.rows(&cause::CAUSE, "dibao cause_code main")?,
            awards: filling.rows(&award::AWARD, cases::AWARD_FIELDS)?,
            covers: filling.rows(&cover::COVER, "dibao person from_month share extra extra_kind")?,
            changes: filling.rows(&change::CHANGE, cases::CHANGE_FIELDS)?,
            relief: filling.rows(&temporary::TEMPORARY, relief::RELIEF_FIELDS)?,
            rosters: rosters::RosterRows::new(filling)?,
            district_by: district_by.to_owned(),
        })
    }

    /// Writes what an office of that scale has once.
    pub(crate) fn found(&mut self, places: &Places, scale: u32, serials: &mut Serials) -> Result<(), SampleFault> {
        serials.rosters.funds = rosters::found(&mut self.rosters, places, scale)?;
        Ok(())
    }

    /// Writes one part of the office; gives the keys of its first 低保 case and of its first
    /// subsidy, the others follow.
    pub(crate) fn write(
        &mut self,
        part: &Part<'_>,
        places: &Places,
        serials: &mut Serials,
        accounts: &mut Accounts,
        rng: &mut Rng,
    ) -> Result<(i64, i64), SampleFault> {
        let acts = self.acts(part)?;
        let first_case = DIBAO_KEYS + serials.dibao + 1;
        let (first_relief, first_subsidy) = (serials.relief + 1, serials.rosters.disability + 1);
        let mut writing = Writing {
            to: self,
            part,
            places,
            serials,
            accounts,
            rng,
            first_person: 0,
            first_household: 0,
            first_case,
            first_relief,
        };
        writing.people(&acts)?;
        writing.households(&acts)?;
        writing.cases(&acts)?;
        writing.relief(&acts)?;
        writing.rosters()?;
        Ok((first_case, SUBSIDY_KEYS + first_subsidy))
    }

    /// One act for each decision after the take-over, in the order of their days.
    fn acts(&self, part: &Part<'_>) -> Result<Acts, SampleFault> {
        let mut days: Vec<(NaiveDate, bool, usize, usize)> = Vec::new();
        for (case, versions) in part.versions.iter().enumerate() {
            for (nth, version) in versions.iter().enumerate().filter(|(_, v)| v.decided > taken_over_on()) {
                days.push((version.decided, false, case, nth));
            }
        }
        for (nth, relief) in part.relief.iter().enumerate() {
            days.push((relief.approve, true, nth, 0));
        }
        days.sort_unstable();
        let mut acts = Acts {
            versions: part.versions.iter().map(|v| vec![TAKEN_OVER; v.len()]).collect(),
            relief: vec![TAKEN_OVER; part.relief.len()],
        };
        for (nth, (day, is_relief, at, version)) in days.into_iter().enumerate() {
            let (hour, minute, second) = (9 + nth / 7 % 8, nth * 11 % 60, nth * 37 % 60);
            let at_clock = format!("{day} {hour:02}:{minute:02}:{second:02}");
            let by = By { operator: 1, at: at_clock, day: day.to_string() };
            let act = self.filling.act(ActKind::Enter, &by, None)?.key();
            if is_relief { acts.relief[at] = act } else { acts.versions[at][version] = act }
        }
        Ok(acts)
    }
}

/// The act of each version and each relief case.
struct Acts {
    versions: Vec<Vec<i64>>,
    relief: Vec<i64>,
}

struct Writing<'w, 'f, 'p> {
    to: &'w mut Writer<'f>,
    part: &'w Part<'p>,
    places: &'w Places,
    serials: &'w mut Serials,
    accounts: &'w mut Accounts,
    rng: &'w mut Rng,
    first_person: i64,
    first_household: i64,
    first_case: i64,
    first_relief: i64,
}

impl Writing<'_, '_, '_> {
    fn person_key(&self, at: usize) -> i64 {
        self.first_person + at as i64
    }
}

/// Who signs for the town of a division.
fn signer(division: &str) -> &'static str {
    SIGNERS[usize::from(division.as_bytes()[6] + division.as_bytes()[8]) % SIGNERS.len()]
}

/// 申请日期 of a case: a month and more before it was decided.
fn applied(first: &CaseVersion) -> NaiveDate {
    first.decided - Days::new(36)
}
