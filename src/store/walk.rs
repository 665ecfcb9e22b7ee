//! Many months of many row sets counted in one walk over the cases of a scheme: what summaries are made of. It says in Rust
//! what `row_set` says in SQL, because the SQL reads the roster once for each month; tests hold the two together.

use super::Answer;
use super::row_set::{kind_of, last_birth};
use crate::domain::month::Month;
use crate::figure::{Effect, Group, Paying, RowSet};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// A month and the ages on its last day.
pub(super) struct MonthEnd {
    month: String,
    born_60: String,
    born_18: String,
}

impl MonthEnd {
    pub(super) fn of(month: Month) -> MonthEnd {
        let day = month.last_day();
        let born = |years| last_birth(day, years).to_string();
        MonthEnd { month: month.to_string(), born_60: born(60), born_18: born(18) }
    }
}

/// A covered person.
struct Covered {
    person: i64,
    fen: i64,
    sex: String,
    born: String,
    level: Option<String>,
    labour: Option<String>,
}

/// A version and whom it covers.
struct Version {
    key: i64,
    from: String,
    kind: String,
    total: i64,
    covered: Vec<Covered>,
}

struct Change {
    month: String,
    kind: String,
    award: Option<i64>,
    fen: i64,
}

/// A case with everything that is counted of it.
#[derive(Default)]
struct Case {
    versions: Vec<Version>,
    changes: Vec<Change>,
    causes: Vec<String>,
}

/// 镇街 code → a value for each item and month (item by item).
pub(super) fn towns(
    db: &Connection,
    scheme: &str,
    items: &[(RowSet, bool)],
    months: &[MonthEnd],
) -> Answer<BTreeMap<String, Vec<i64>>> {
    let mut towns: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    let mut cases =
        db.prepare_cached("SELECT key, division FROM dibao WHERE kind = ?1 AND voided_by IS NULL ORDER BY +key")?;
    let mut found = cases.query([kind_of(scheme)])?;
    while let Some(r) = found.next()? {
        let (key, division): (i64, String) = (r.get(0)?, r.get(1)?);
        let case = read(db, scheme, key)?;
        let town = format!("{}000", division.get(..9).unwrap_or(&division));
        let values = towns.entry(town).or_insert_with(|| vec![0; items.len() * months.len()]);
        for (at, month) in months.iter().enumerate() {
            let version = case.versions.iter().rev().find(|v| v.from <= month.month).filter(|v| v.kind != "end");
            for (n, (set, money)) in items.iter().enumerate() {
                values[n * months.len() + at] += case.adds(*set, *money, version, month);
            }
        }
    }
    Ok(towns)
}

fn read(db: &Connection, scheme: &str, key: i64) -> Answer<Case> {
    let mut case = Case::default();
    let mut get = db.prepare_cached(
        "SELECT key, from_month, kind, total_fen FROM award WHERE dibao = ?1 AND voided_by IS NULL ORDER BY from_month",
    )?;
    let mut found = get.query([key])?;
    while let Some(r) = found.next()? {
        let version =
            Version { key: r.get(0)?, from: r.get(1)?, kind: r.get(2)?, total: r.get(3)?, covered: Vec::new() };
        case.versions.push(version);
    }
    let mut get = db.prepare_cached(
        "SELECT c.from_month, c.person, c.share_fen + c.extra_fen, q.sex, q.birth_date, q.disability_level, q.labor_code
           FROM cover c JOIN person q ON q.key = c.person WHERE c.dibao = ?1 AND c.voided_by IS NULL",
    )?;
    let mut found = get.query([key])?;
    while let Some(r) = found.next()? {
        let from: String = r.get(0)?;
        let covered = Covered {
            person: r.get(1)?,
            fen: r.get(2)?,
            sex: r.get(3)?,
            born: r.get(4)?,
            level: r.get(5)?,
            labour: r.get(6)?,
        };
        if let Some(version) = case.versions.iter_mut().find(|v| v.from == from) {
            version.covered.push(covered);
        }
    }
    let mut get = db.prepare_cached("SELECT cause_code FROM cause WHERE dibao = ?1 AND voided_by IS NULL")?;
    case.causes = get.query_map([key], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut get = db.prepare_cached(
        "SELECT month, kind, award, amount_delta_fen FROM change WHERE case_key = ?1 AND scheme = ?2 AND voided_by IS NULL",
    )?;
    let mut found = get.query((key, scheme))?;
    while let Some(r) = found.next()? {
        case.changes.push(Change { month: r.get(0)?, kind: r.get(1)?, award: r.get(2)?, fen: r.get(3)? });
    }
    Ok(case)
}

impl Case {
    /// What the case adds to an item in a month; `version` is the one on the roster then.
    fn adds(&self, set: RowSet, money: bool, version: Option<&Version>, month: &MonthEnd) -> i64 {
        match set {
            RowSet::Roster(_, which) => {
                let version = version.filter(|v| v.is(which));
                version.map_or(0, |v| if money { v.total } else { 1 })
            }
            RowSet::RosterPersons(_, which, group) => {
                let covered = version.filter(|v| v.is(which)).map_or(&[][..], |v| &v.covered);
                sum(covered.iter().filter(|p| self.is_in(p, group, month)), money)
            }
            RowSet::Changes(_, kinds, effect) => {
                let counted =
                    self.changes_in(kinds, month).filter(|c| effect == Effect::Any || self.effect(c) == Some(effect));
                counted.map(|c| if money { c.fen } else { 1 }).sum()
            }
            RowSet::Entered(_, kinds) => {
                let now = self.changes_in(kinds, month).filter_map(|c| self.version(c));
                now.map(|(now, before)| sum(without(now, before), money)).sum()
            }
            RowSet::Left(_, kinds) => {
                let now = self.changes_in(kinds, month).filter_map(|c| self.version(c));
                now.map(|(now, before)| before.map_or(0, |b| sum(without(b, Some(now)), money))).sum()
            }
            RowSet::Lines(..)
            | RowSet::Persons(_)
            | RowSet::PersonChanges(..)
            | RowSet::SupportLines(..)
            | RowSet::SubsidyMonths(_)
            | RowSet::Visited(..)
            | RowSet::Relief(_)
            | RowSet::Divisions(_)
            | RowSet::Parameter(_) => 0,
        }
    }

    fn changes_in<'a>(&'a self, kinds: &'a [&str], month: &'a MonthEnd) -> impl Iterator<Item = &'a Change> {
        self.changes.iter().filter(move |c| c.month == month.month && kinds.contains(&c.kind.as_str()))
    }

    /// The version of a change and the one before it.
    fn version(&self, change: &Change) -> Option<(&Version, Option<&Version>)> {
        let at = self.versions.iter().position(|v| Some(v.key) == change.award)?;
        let before = at.checked_sub(1).and_then(|b| self.versions.get(b));
        self.versions.get(at).map(|v| (v, before))
    }

    fn effect(&self, change: &Change) -> Option<Effect> {
        self.version(change).map(|(v, _)| if v.kind == "end" { Effect::Out } else { Effect::In })
    }

    fn is_in(&self, p: &Covered, group: Group, month: &MonthEnd) -> bool {
        let works = p.born > month.born_60 && p.born <= month.born_18;
        match group {
            Group::All => true,
            Group::Women => p.sex == "2",
            Group::Aged => p.born <= month.born_60,
            Group::Minors => p.born > month.born_18,
            Group::Disabled => p.level.is_some(),
            Group::SeverelyDisabled => matches!(p.level.as_deref(), Some("1" | "2")),
            Group::Labour(code) => works && p.labour.as_deref() == Some(code),
            Group::NoLabour => !works || matches!(p.labour.as_deref(), Some("4" | "5")),
            Group::Cause(codes) => self.causes.iter().any(|c| codes.contains(&c.as_str())),
        }
    }
}

impl Version {
    fn is(&self, which: Paying) -> bool {
        match which {
            Paying::All => true,
            Paying::Only => self.kind != "suspended",
            Paying::Suspended => self.kind == "suspended",
        }
    }
}

/// Those whom one version covers and another does not.
fn without<'a>(these: &'a Version, others: Option<&'a Version>) -> impl Iterator<Item = &'a Covered> {
    let other = move |person: i64| others.is_some_and(|o| o.covered.iter().any(|p| p.person == person));
    these.covered.iter().filter(move |p| !other(p.person))
}

fn sum<'a>(persons: impl Iterator<Item = &'a Covered>, money: bool) -> i64 {
    persons.map(|p| if money { p.fen } else { 1 }).sum()
}
