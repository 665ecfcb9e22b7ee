//! An award version as it is entered, and the case that it is judged by (assistance 2.8).

use crate::domain::assistance::dibao::{CaseType, Kind, start_month};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::register::core::versions;
use crate::register::{AwardFact, CaseFact, Facts, Field, HouseholdFact};
use chrono::NaiveDate;

/// A version as entered or completed.
#[derive(Clone, Debug, PartialEq)]
pub struct AwardVersion {
    /// The case; none while it is entered in the same draft.
    pub dibao: Option<i64>,
    /// 起始月; none until completed.
    pub from_month: Option<Month>,
    /// award, suspended, grace or end.
    pub kind: String,
    /// 低保类别.
    pub class_code: Option<String>,
    /// 核定日期.
    pub decided_date: NaiveDate,
    /// 家庭月收入; none until it is known: then nothing is computed.
    pub income: Option<Money>,
    /// 本人月收入, for a single applicant; none until it is known.
    pub own_income: Option<Money>,
    /// 保障人口.
    pub persons: i64,
    /// 月保障金; none until completed.
    pub total: Option<Money>,
    /// 变动类型; none until completed.
    pub change_kind: Option<String>,
    /// 停发原因.
    pub reason_code: Option<String>,
}

impl AwardVersion {
    /// The day whose household counts: the first of the month from which on is paid; where the month is that of the decision
    /// itself, the day of the decision.
    pub fn members_on(&self) -> NaiveDate {
        let month = self.from_month.unwrap_or_else(|| start_month(self.decided_date));
        if Month::of(self.decided_date) == month { self.decided_date } else { month.first_day() }
    }
}

/// What a version is judged by: the case, as it stands or as it is entered in the same draft.
pub(in crate::register) struct Case<'a> {
    pub kind: Kind,
    pub case_type: CaseType,
    pub retained: bool,
    pub applied: bool,
    /// The steps of its papers that were not taken.
    pub lacks: &'a [&'static Field],
    pub household: Option<&'a HouseholdFact>,
    pub has_cause: bool,
    pub awards: &'a [AwardFact],
    pub paid_until: Option<Month>,
    pub key: Option<i64>,
    /// See [`Facts::without`].
    pub without: bool,
}

impl<'a> Case<'a> {
    pub(in crate::register) fn of(version: &AwardVersion, facts: &'a Facts) -> Option<Case<'a>> {
        let day = version.members_on();
        if let Some(parent) = facts.parent.as_ref().filter(|p| p.register.name == "dibao") {
            let stored = version.dibao.and_then(|key| facts.dibao(key, day));
            return Some(Case {
                kind: Kind::from_code(parent.text("kind"))?,
                case_type: CaseType::from_code(parent.text("case_type"))?,
                retained: parent.flag("retained_flag"),
                applied: parent.text("origin") == "applied",
                // The parent's own check speaks about its papers and its causes.
                lacks: &[],
                has_cause: true,
                household: parent.int("household").and_then(|key| facts.household_on(key, day)),
                awards: stored.map_or(&[], |c| c.awards.as_slice()),
                paid_until: stored.and_then(|c| c.paid_until),
                key: version.dibao,
                without: facts.without,
            });
        }
        let case = facts.dibao(version.dibao?, day)?;
        Some(Case { without: facts.without, ..Case::standing(case, case.household.as_ref())? })
    }
    /// A case as it stands, with a household.
    pub(in crate::register) fn standing(case: &'a CaseFact, household: Option<&'a HouseholdFact>) -> Option<Case<'a>> {
        Some(Case {
            kind: if case.scheme == "dibao-rural" { Kind::Rural } else { Kind::Urban },
            case_type: CaseType::from_code(&case.case_type)?,
            retained: case.retained,
            applied: case.origin == "applied",
            lacks: &case.lacks,
            has_cause: case.has_cause,
            household,
            awards: &case.awards,
            paid_until: case.paid_until,
            key: Some(case.key),
            without: false,
        })
    }
    /// The version before a month.
    pub(in crate::register) fn before(&self, month: Month) -> Option<&'a AwardFact> {
        self.awards.iter().filter(|a| a.from_month < month).max_by_key(|a| a.from_month)
    }
    /// The stored versions that this one takes the place of: an end not of the first one, since then there would be no version that pays.
    pub(in crate::register) fn replaced(&self, version: &AwardVersion) -> Vec<versions::Standing> {
        let row = |a: &AwardFact| versions::Standing { key: a.key, from: a.from_month, end: a.kind == "end" };
        let rows: Vec<versions::Standing> = self.awards.iter().map(row).collect();
        let month = version.from_month.filter(|_| version.kind == "end" || self.without);
        versions::replaced(month, &rows, self.paid_until, version.kind != "end")
    }
    /// The one of them that begins in the same month.
    pub(in crate::register) fn instead_of(&self, version: &AwardVersion) -> Option<&'a AwardFact> {
        let replaced = self.replaced(version).into_iter().find(|r| Some(r.from) == version.from_month)?;
        self.awards.iter().find(|a| a.key == replaced.key)
    }
    /// The last version before a month that was computed and paid: what a retained case is frozen at.
    pub(in crate::register) fn last_paid(&self, month: Month) -> Option<&'a AwardFact> {
        self.awards.iter().filter(|a| a.from_month < month && a.kind == "award").max_by_key(|a| a.from_month)
    }
}
