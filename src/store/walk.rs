//! Many months of many row sets counted in one walk over the cases of a scheme: what summaries are made of. It says in Rust
//! what `row_set` says in SQL, because the SQL reads the roster once for each month; tests hold the two together.

use super::Answer;
use super::row_set::{kind_of, last_birth};
use crate::domain::month::Month;
use crate::figure::{Effect, Group, Paying, RowSet};
use rusqlite::{Connection, Row};
use std::collections::BTreeMap;

/// A civil date as it is stored; compares as dates do.
type Day = [u8; 10];

/// A month and the ages on its last day.
pub(super) struct MonthEnd {
    month: i32,
    born_60: Day,
    born_18: Day,
}

impl MonthEnd {
    pub(super) fn of(month: Month) -> MonthEnd {
        let born = |years| day(&last_birth(month.last_day(), years).to_string());
        MonthEnd { month: month.index(), born_60: born(60), born_18: born(18) }
    }
}

/// A covered person. Codes of one digit are its character, 0 where there is none.
struct Covered {
    person: i64,
    fen: i64,
    sex: u8,
    born: Day,
    level: u8,
    labour: u8,
}

/// A version and whom it covers.
struct Version {
    key: i64,
    from: i32,
    kind: Kind,
    total: i64,
    covered: Vec<Covered>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// award or grace.
    Paying,
    Suspended,
    End,
}

struct Change {
    month: i32,
    kind: [u8; 2],
    award: Option<i64>,
    fen: i64,
}

/// A case with everything that is counted of it.
#[derive(Default)]
struct Case {
    versions: Vec<Version>,
    changes: Vec<Change>,
    causes: Vec<[u8; 2]>,
}

fn day(text: &str) -> Day {
    text.as_bytes().try_into().unwrap_or_default()
}

fn code(text: &str) -> [u8; 2] {
    text.as_bytes().try_into().unwrap_or_default()
}

/// The index of a stored month; one that cannot be read lies before all others. Without the tolerance of
/// [`Month::parse`], which costs more than all the rest.
fn month(text: &str) -> i32 {
    let parts = text.split_once('-').map(|(year, month)| (year.parse(), month.parse()));
    match parts {
        Some((Ok(year), Ok(month))) => Month::new(year, month).map_or(i32::MIN, Month::index),
        _ => i32::MIN,
    }
}

/// The text of a column without a copy, `""` where there is none.
fn text<'r>(row: &'r Row<'_>, at: usize) -> rusqlite::Result<&'r str> {
    Ok(row.get_ref(at)?.as_str_or_null()?.unwrap_or(""))
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
            let version = case.versions.iter().rev().find(|v| v.from <= month.month).filter(|v| v.kind != Kind::End);
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
        let kind = match text(r, 2)? {
            "end" => Kind::End,
            "suspended" => Kind::Suspended,
            _ => Kind::Paying,
        };
        let from = month(text(r, 1)?);
        case.versions.push(Version { key: r.get(0)?, from, kind, total: r.get(3)?, covered: Vec::new() });
    }
    let mut get = db.prepare_cached(
        "SELECT c.from_month, c.person, c.share_fen + c.extra_fen, q.sex, q.birth_date, q.disability_level, q.labor_code
           FROM cover c JOIN person q ON q.key = c.person WHERE c.dibao = ?1 AND c.voided_by IS NULL",
    )?;
    let mut found = get.query([key])?;
    while let Some(r) = found.next()? {
        let from = month(text(r, 0)?);
        let digit = |at| text(r, at).map(|t| t.bytes().next().unwrap_or(0));
        let covered = Covered {
            person: r.get(1)?,
            fen: r.get(2)?,
            sex: digit(3)?,
            born: day(text(r, 4)?),
            level: digit(5)?,
            labour: digit(6)?,
        };
        if let Some(version) = case.versions.iter_mut().find(|v| v.from == from) {
            version.covered.push(covered);
        }
    }
    let mut get = db.prepare_cached("SELECT cause_code FROM cause WHERE dibao = ?1 AND voided_by IS NULL")?;
    case.causes = get.query_map([key], |r| text(r, 0).map(code))?.collect::<rusqlite::Result<_>>()?;
    let mut get = db.prepare_cached(
        "SELECT month, kind, award, amount_delta_fen FROM change WHERE case_key = ?1 AND scheme = ?2 AND voided_by IS NULL",
    )?;
    let mut found = get.query((key, scheme))?;
    while let Some(r) = found.next()? {
        let (month, kind) = (month(text(r, 0)?), code(text(r, 1)?));
        case.changes.push(Change { month, kind, award: r.get(2)?, fen: r.get(3)? });
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
            | RowSet::Persons(..)
            | RowSet::Subsidised(_)
            | RowSet::PersonChanges(..)
            | RowSet::SupportLines(..)
            | RowSet::SubsidyMonths(_)
            | RowSet::Visited(..)
            | RowSet::OnPlan(_)
            | RowSet::Unclaimed
            | RowSet::Confirmed(_)
            | RowSet::Relief(_)
            | RowSet::ReliefPaid(_)
            | RowSet::PettyFund(_)
            | RowSet::Divisions(_)
            | RowSet::Parameter(_) => 0,
        }
    }

    fn changes_in<'a>(&'a self, kinds: &'a [&str], month: &'a MonthEnd) -> impl Iterator<Item = &'a Change> {
        self.changes.iter().filter(move |c| c.month == month.month && listed(kinds, c.kind))
    }

    /// The version of a change and the one before it.
    fn version(&self, change: &Change) -> Option<(&Version, Option<&Version>)> {
        let at = self.versions.iter().position(|v| Some(v.key) == change.award)?;
        let before = at.checked_sub(1).and_then(|b| self.versions.get(b));
        self.versions.get(at).map(|v| (v, before))
    }

    fn effect(&self, change: &Change) -> Option<Effect> {
        self.version(change).map(|(v, _)| if v.kind == Kind::End { Effect::Out } else { Effect::In })
    }

    fn is_in(&self, p: &Covered, group: Group, month: &MonthEnd) -> bool {
        let works = p.born > month.born_60 && p.born <= month.born_18;
        match group {
            Group::All => true,
            Group::Women => p.sex == b'2',
            Group::Aged => p.born <= month.born_60,
            Group::Minors => p.born > month.born_18,
            Group::Disabled => p.level != 0,
            Group::SeverelyDisabled => matches!(p.level, b'1' | b'2'),
            Group::Labour(code) => works && code.as_bytes() == [p.labour],
            Group::NoLabour => !works || matches!(p.labour, b'4' | b'5'),
            Group::Cause(codes) => self.causes.iter().any(|c| listed(codes, *c)),
        }
    }
}

impl Version {
    fn is(&self, which: Paying) -> bool {
        match which {
            Paying::All => true,
            Paying::Only => self.kind != Kind::Suspended,
            Paying::Suspended => self.kind == Kind::Suspended,
        }
    }
}

fn listed(codes: &[&str], code: [u8; 2]) -> bool {
    codes.iter().any(|c| c.as_bytes() == code)
}

/// Those whom one version covers and another does not.
fn without<'a>(these: &'a Version, others: Option<&'a Version>) -> impl Iterator<Item = &'a Covered> {
    let other = move |person: i64| others.is_some_and(|o| o.covered.iter().any(|p| p.person == person));
    these.covered.iter().filter(move |p| !other(p.person))
}

fn sum<'a>(persons: impl Iterator<Item = &'a Covered>, money: bool) -> i64 {
    persons.map(|p| if money { p.fen } else { 1 }).sum()
}
