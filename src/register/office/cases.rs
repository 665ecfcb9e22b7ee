//! The cases of a person, of every scheme: those that cover, covered or will, and those that have no version yet; a 低保 case with its
//! versions; relief, and what a town's petty fund has spent.

use super::{Kept, Sight, sorted};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::register::assistance::award::AWARD;
use crate::register::assistance::cause::CAUSE;
use crate::register::assistance::cover::COVER;
use crate::register::assistance::dibao::DIBAO;
use crate::register::assistance::petty_fund::PETTY_FUND;
use crate::register::assistance::petty_txn::PETTY_TXN;
use crate::register::assistance::temporary::TEMPORARY;
use crate::register::benefits::benefit::{Benefit, Household};
use crate::register::benefits::cases::missing_steps;
use crate::register::benefits::relocation::MOVE;
use crate::register::people::person::PERSON;
use crate::register::{
    AwardFact, BENEFITS, CaseFact, CoverFact, Covering, PettyEntry, PettyFundFact, Register, ReliefFact, Value, Values,
    benefit_of, find,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Months without a break, the last of them where one ends them.
type Run = (Month, Option<Month>);

/// The versions of the cases of a benefit that is paid month by month.
pub(super) fn versions_of(benefit: &Benefit) -> Option<&'static Register> {
    Some(find(benefit.cases.versions?.register)?.register)
}

impl Sight<'_> {
    /// The village of a case on the day: what the first later move leaves, else where it is.
    fn village(self, key: i64, case: &Values) -> String {
        let now = Month::of(self.day).to_string();
        let moves = self.rows.rows_with(&MOVE, "case_key", &key.into()).into_iter();
        let next = moves.filter(|(_, m)| m.text("from_month") > now.as_str());
        let next = next.min_by(|(_, a), (_, b)| a.text("from_month").cmp(b.text("from_month")));
        next.map_or_else(|| case.text("division").to_owned(), |(_, m)| m.text("left_division").to_owned())
    }

    fn town(self, division: &str) -> String {
        self.rows.places().town_and_village(division, self.day).0
    }

    fn covering(self, key: i64, case: &Values, division: String, (since, until): Run) -> Covering {
        let kind = case.text("kind");
        Covering {
            case: key,
            case_no: case.text("case_no").to_owned(),
            scheme: benefit_of(case.register.name).map_or("", |b| b.scheme(kind).name()).to_owned(),
            town: self.town(&division),
            division,
            since,
            until,
            pays: Vec::new(),
        }
    }

    /// The covers of a person by the cases of a benefit, case by case.
    pub(super) fn covers_of(self, benefit: &Benefit, person: i64) -> BTreeMap<i64, Vec<Kept>> {
        let mut of_cases: BTreeMap<i64, Vec<Kept>> = BTreeMap::new();
        let register = benefit.household().and_then(Household::register);
        let covers = register.map(|register| self.rows.rows_with(register, "person", &person.into()));
        for (key, cover) in covers.into_iter().flatten() {
            of_cases.entry(cover.int(benefit.cases.name).unwrap_or(0)).or_default().push((key, cover));
        }
        of_cases
    }

    /// The versions of a case in their order.
    pub(super) fn versions(self, versions: &'static Register, case: i64) -> Vec<Kept> {
        versions
            .parent
            .map_or_else(Vec::new, |col| sorted(self.rows.rows_with(versions, col, &case.into()), "from_month"))
    }

    /// The cases that cover a person, covered or will.
    pub fn cases_of(self, person: i64) -> Vec<Covering> {
        let mut found = Vec::new();
        let (of_households, own): (Vec<&Benefit>, Vec<&Benefit>) =
            BENEFITS.iter().partition(|benefit| benefit.household().is_some());
        for benefit in of_households {
            let Some(versions) = versions_of(benefit) else { continue };
            for (key, covers) in self.covers_of(benefit, person) {
                let Some(case) = self.rows.row(benefit.cases, key) else { continue };
                let division = self.village(key, &case);
                let versions = self.versions(versions, key);
                let pays = parts(benefit, &versions, &covers);
                let covering = |run| self.covering(key, &case, division.clone(), run);
                let runs = runs(&versions, &covers).into_iter();
                found.extend(runs.map(|run| Covering { pays: pays.clone(), ..covering(run) }));
            }
        }
        for benefit in own {
            let Some(versions) = versions_of(benefit) else { continue };
            for (key, case) in self.rows.rows_with(benefit.cases, "person", &person.into()) {
                let division = self.village(key, &case);
                let versions = self.versions(versions, key);
                let amount = benefit.cases.versions.map_or("", |versions| versions.amount);
                let pay = |(_, v): &Kept| Some((v.month("from_month")?, v.money(amount).unwrap_or_default()));
                let pays = versions.iter().filter_map(pay).collect();
                let run = drawn(&case, &versions);
                found.extend(run.map(|run| Covering { pays, ..self.covering(key, &case, division, run) }));
            }
        }
        found
    }

    /// The open cases of a person, or of the household, that have no version yet.
    pub(super) fn under_way(self, person: i64) -> Vec<Covering> {
        let house = self.open_household(person).unwrap_or(0);
        let mut found = Vec::new();
        for benefit in BENEFITS {
            let Some(versions) = versions_of(benefit) else { continue };
            let whose = if benefit.household().is_some() { house } else { person };
            for (key, case) in self.rows.rows_with(benefit.cases, benefit.covers.column(), &whose.into()) {
                if self.versions(versions, key).is_empty() {
                    let since = case.date("apply_date").map_or(Month::of(self.day), Month::of);
                    found.push(self.covering(key, &case, case.text("division").to_owned(), (since, None)));
                }
            }
        }
        found
    }

    /// A 低保 case with its versions, its household as it is on the day.
    pub(super) fn dibao(self, key: i64) -> Option<CaseFact> {
        let case = self.rows.row(&DIBAO, key)?;
        let Covering { case_no, scheme, town, .. } =
            self.covering(key, &case, self.village(key, &case), (Month::of(self.day), None));
        Some(CaseFact {
            key,
            case_no,
            scheme,
            town,
            case_type: case.text("case_type").to_owned(),
            origin: case.text("origin").to_owned(),
            lacks: missing_steps(&case),
            retained: case.flag("retained_flag"),
            has_cause: !self.rows.rows_with(&CAUSE, "dibao", &key.into()).is_empty(),
            household: case.int("household").and_then(|house| self.household(house)),
            awards: self.awards(key),
            paid_until: self.rows.paid_until(key),
        })
    }

    fn awards(self, case: i64) -> Vec<AwardFact> {
        let covers = self.rows.rows_with(&COVER, "dibao", &case.into());
        let name = |person: i64| self.rows.row(&PERSON, person).map(|p| p.text("name").to_owned()).unwrap_or_default();
        let people: BTreeSet<i64> = covers.iter().filter_map(|(_, cover)| cover.int("person")).collect();
        let names: BTreeMap<i64, String> = people.into_iter().map(|person| (person, name(person))).collect();
        let cover = |cover: &Values| {
            let person = cover.int("person")?;
            let money = |col: &str| cover.money(col).unwrap_or_default();
            Some(CoverFact {
                person,
                name: names.get(&person).cloned().unwrap_or_default(),
                share: money("share"),
                extra: money("extra"),
            })
        };
        let award = |(key, award): Kept| {
            let money = |col: &str| award.money(col).unwrap_or_default();
            let own = covers.iter().filter(|(_, c)| c.get("from_month") == award.get("from_month"));
            Some(AwardFact {
                key,
                from_month: award.month("from_month")?,
                kind: award.text("kind").to_owned(),
                class_code: award.some_text("class_code"),
                income: money("income"),
                standard: money("standard"),
                total: money("total"),
                persons: award.int("persons").unwrap_or(0),
                covers: own.filter_map(|(_, c)| cover(c)).collect(),
            })
        };
        self.versions(&AWARD, case).into_iter().filter_map(award).collect()
    }

    /// The relief cases of a person since a day.
    pub(super) fn relief_of(self, person: i64, since: NaiveDate) -> Vec<ReliefFact> {
        let cases = self.rows.rows_with(&TEMPORARY, "person", &person.into()).into_iter();
        let relief = |(key, case): Kept| {
            let spent = self.rows.rows_with(&PETTY_TXN, "temporary", &key.into());
            Some(ReliefFact {
                key,
                cause_code: case.text("cause_code").to_owned(),
                event_date: case.date("event_date"),
                approve_date: case.date("approve_date").filter(|day| *day >= since)?,
                amount: case.money("amount").unwrap_or_default(),
                spent: spent.first().map(|(key, _)| *key),
            })
        };
        cases.filter_map(relief).collect()
    }

    /// The petty fund of a town in a year.
    pub(super) fn petty_fund(self, town: &str, year: i32) -> Option<PettyFundFact> {
        let funds = self.rows.rows_with(&PETTY_FUND, "town", &town.into());
        let (key, _) = funds.into_iter().find(|(_, fund)| *fund.get("year") == Value::Int(i64::from(year)))?;
        let entry = |(key, row): Kept| {
            let (day, kind) = (row.date("date")?, row.text("kind").to_owned());
            Some(PettyEntry { key, day, kind, amount: row.money("amount").unwrap_or_default() })
        };
        let entries =
            self.rows.rows_with(&PETTY_TXN, "petty_fund", &key.into()).into_iter().filter_map(entry).collect();
        Some(PettyFundFact { key, entries })
    }
}

/// What somebody who has these covers has of the money of each version.
fn parts(benefit: &Benefit, versions: &[Kept], covers: &[Kept]) -> Vec<(Month, Money)> {
    let columns = benefit.household().map_or(&[][..], |household| household.shared);
    let part = |cover: &Values| columns.iter().filter_map(|(_, col)| cover.money(col)).map(Money::as_fen).sum::<i64>();
    let of = |(_, version): &Kept| {
        let own = covers.iter().filter(|(_, c)| c.get("from_month") == version.get("from_month"));
        Some((version.month("from_month")?, Money::fen(own.map(|(_, c)| part(c)).sum())))
    };
    versions.iter().filter_map(of).collect()
}

/// Whether a version covers somebody with these covers.
fn covers(version: &Values, covers: &[Kept]) -> bool {
    version.text("kind") != "end" && covers.iter().any(|(_, c)| c.get("from_month") == version.get("from_month"))
}

/// The runs of months in which the versions of a case cover somebody, who has these covers.
fn runs(versions: &[Kept], covers: &[Kept]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (_, version) in versions {
        let Some(from) = version.month("from_month") else { continue };
        match (runs.last_mut(), self::covers(version, covers)) {
            (Some((_, None)), true) | (None, false) => {}
            (Some((_, until @ None)), false) => *until = Some(from.prev()),
            (_, true) => runs.push((from, None)),
            (Some(_), false) => {}
        }
    }
    runs
}

/// The months in which a case of one person is drawn, the last of them where a version ends it. A case without any version counts
/// from its application: whoever is to be paid is on the roster.
fn drawn(case: &Values, versions: &[Kept]) -> Option<Run> {
    let first = versions.first().and_then(|(_, v)| v.month("from_month"));
    let since = first.or_else(|| case.date("apply_date").map(Month::of))?;
    let end = versions.last().filter(|(_, v)| v.text("kind") == "end").and_then(|(_, v)| v.month("from_month"));
    Some((since, end.map(Month::prev)))
}
