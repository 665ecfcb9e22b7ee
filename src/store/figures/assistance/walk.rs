//! Many months of many row sets counted in one walk over the cases of a scheme: what summaries are made of. The SQL of `households` reads
//! the roster once for each month. Whom a row set means both read from `figure::households`; that they find the same cases and versions
//! is held by a test over every item and month of the demonstration office.

use crate::domain::division_code::town_of;
use crate::domain::month::Month;
use crate::figure::{MOVE_KINDS, RowSet, Test, Tests};
use crate::register::assistance::dibao::BENEFIT;
use crate::store::Answer;
use crate::store::engine::{self, Db, Row, params};
use crate::store::figures::assistance::households::{AGES, Tables, last_birth};
use crate::store::read::villages::is_move;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// A civil date as it is stored; compares as dates do.
type Day = [u8; 10];

/// A month and the ages on its last day.
struct MonthEnd {
    month: i32,
    last: Day,
    /// Years, and the last birth date of those who have completed them.
    born: [(u16, Day); 2],
}

impl MonthEnd {
    fn of(month: Month) -> MonthEnd {
        let born = |years| day(&last_birth(month.last_day(), years).to_string());
        let last = day(&month.last_day().to_string());
        MonthEnd { month: month.index(), last, born: AGES.map(|(years, _)| (years, born(years))) }
    }

    /// Whether so many years are completed on its last day.
    fn has_completed(&self, born: &Day, years: u16) -> bool {
        self.born.iter().any(|(age, last)| *age == years && born <= last)
    }
}

/// A row set, whether its money is asked for, and what its persons must be.
struct Item<'a> {
    set: RowSet,
    money: bool,
    tests: Tests<'a>,
}

impl Item<'_> {
    fn of((set, money): &(RowSet, bool)) -> Item<'_> {
        let tests = match set {
            RowSet::RosterPersons(.., group) => group.tests(),
            _ => Tests::All(Vec::new()),
        };
        Item { set: *set, money: *money, tests }
    }
}

/// A covered person.
struct Covered {
    person: i64,
    fen: i64,
    sex: u8,
    born: Day,
    /// As the person's own row says.
    state: State,
    /// As 人员状况 says, where it has rows of the person; the latest last.
    states: Rc<[(Day, State)]>,
}

/// What is counted of how somebody is. Codes of one digit are their character, 0 where there is none.
#[derive(Clone, Copy)]
struct State {
    level: u8,
    labour: u8,
}

/// 人员状况 of everybody who has rows there.
type States = HashMap<i64, Rc<[(Day, State)]>>;

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

/// A move to another village: what it left.
struct Move {
    from: i32,
    left: String,
}

/// Where a case counts in a month: where it is, and what it leaves with a move of that month.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Here,
    Left,
}

/// A case with everything that is counted of it.
#[derive(Default)]
struct Case {
    /// The village to which the latest move leads.
    division: String,
    /// In the order of their months.
    moves: Vec<Move>,
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

/// The character of a code of one digit, 0 where there is none.
fn digit(row: Row<'_>, at: usize) -> engine::Result<u8> {
    text(row, at).map(|t| t.bytes().next().unwrap_or(0))
}

/// 人员状况, read once: few have changed.
fn states(db: &Db) -> Answer<States> {
    let mut get = db.prepare_cached(
        "SELECT person, valid_from, disability_level, labor_code FROM condition WHERE voided_by IS NULL ORDER BY person, valid_from",
    )?;
    let mut found = get.query([])?;
    let mut rows: BTreeMap<i64, Vec<(Day, State)>> = BTreeMap::new();
    while let Some(r) = found.next()? {
        let state = State { level: digit(r, 2)?, labour: digit(r, 3)? };
        rows.entry(r.get(0)?).or_default().push((day(text(r, 1)?), state));
    }
    Ok(rows.into_iter().map(|(person, rows)| (person, rows.into())).collect())
}

/// The text of a column without a copy, `""` where there is none.
fn text<'r>(row: Row<'r>, at: usize) -> engine::Result<&'r str> {
    Ok(row.text(at)?.unwrap_or(""))
}

/// Whether a scheme is counted so: there are too many of its cases to ask for each month by itself.
pub(in crate::store) fn walks(scheme: &str) -> bool {
    BENEFIT.names().any(|name| name == scheme)
}

/// 镇街 code → a value for each item and month (item by item).
pub(in crate::store) fn towns(
    db: &Db,
    scheme: &str,
    items: &[(RowSet, bool)],
    months: &[Month],
) -> Answer<BTreeMap<String, Vec<i64>>> {
    let months: Vec<MonthEnd> = months.iter().map(|month| MonthEnd::of(*month)).collect();
    let mut towns: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    let mut moves = moves(db)?;
    let mut cases =
        db.prepare_cached("SELECT key, division FROM dibao WHERE kind = ?1 AND voided_by IS NULL ORDER BY +key")?;
    let states = states(db)?;
    let items: Vec<Item<'_>> = items.iter().map(Item::of).collect();
    let mut found = cases.query([Tables::of(scheme).kind])?;
    while let Some(r) = found.next()? {
        let (key, division): (i64, String) = (r.get(0)?, r.get(1)?);
        let case = Case { division, moves: moves.remove(&key).unwrap_or_default(), ..read(db, scheme, key, &states)? };
        for (at, month) in months.iter().enumerate() {
            let version = case.in_force(month.month).filter(|v| v.kind != Kind::End);
            for (place, village) in case.places(month.month) {
                let town = town_of(village).unwrap_or_else(|| village.to_owned());
                let values = towns.entry(town).or_insert_with(|| vec![0; items.len() * months.len()]);
                for (n, item) in items.iter().enumerate() {
                    values[n * months.len() + at] += case.adds(item, version, month, place);
                }
            }
        }
    }
    Ok(towns)
}

/// The moves of all cases.
fn moves(db: &Db) -> Answer<BTreeMap<i64, Vec<Move>>> {
    let mut moves: BTreeMap<i64, Vec<Move>> = BTreeMap::new();
    let mut get = db.prepare_cached(
        "SELECT case_key, from_month, left_division FROM move WHERE voided_by IS NULL ORDER BY case_key, from_month",
    )?;
    let mut found = get.query([])?;
    while let Some(r) = found.next()? {
        let moved = Move { from: month(text(r, 1)?), left: r.get(2)? };
        moves.entry(r.get(0)?).or_default().push(moved);
    }
    Ok(moves)
}

fn read(db: &Db, scheme: &str, key: i64, states: &States) -> Answer<Case> {
    let none: Rc<[(Day, State)]> = Rc::default();
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
        let person = r.get(1)?;
        let covered = Covered {
            person,
            fen: r.get(2)?,
            sex: digit(r, 3)?,
            born: day(text(r, 4)?),
            state: State { level: digit(r, 5)?, labour: digit(r, 6)? },
            states: Rc::clone(states.get(&person).unwrap_or(&none)),
        };
        if let Some(version) = case.versions.iter_mut().find(|v| v.from == from) {
            version.covered.push(covered);
        }
    }
    let mut get = db.prepare_cached("SELECT cause_code FROM cause WHERE dibao = ?1 AND voided_by IS NULL")?;
    case.causes = get.query_map([key], |r| text(r, 0).map(code))?.collect::<Result<_, _>>()?;
    let mut get = db.prepare_cached(
        "SELECT month, kind, award, amount_delta_fen FROM change WHERE case_key = ?1 AND scheme = ?2 AND voided_by IS NULL",
    )?;
    let mut found = get.query(params![key, scheme])?;
    while let Some(r) = found.next()? {
        let (month, kind) = (month(text(r, 0)?), code(text(r, 1)?));
        case.changes.push(Change { month, kind, award: r.get(2)?, fen: r.get(3)? });
    }
    Ok(case)
}

impl Case {
    fn in_force(&self, month: i32) -> Option<&Version> {
        self.versions.iter().rev().find(|v| v.from <= month)
    }

    /// Where the case is in a month, and what it leaves in it.
    fn places(&self, month: i32) -> impl Iterator<Item = (At, &str)> {
        let here = self.moves.iter().find(|m| m.from > month).map_or(&self.division, |m| &m.left);
        let left = self.moves.iter().find(|m| m.from == month).map(|m| (At::Left, m.left.as_str()));
        [(At::Here, here.as_str())].into_iter().chain(left)
    }

    /// What the case adds to an item in a month at a place; `version` is the one on the roster then.
    fn adds(&self, item: &Item<'_>, version: Option<&Version>, month: &MonthEnd, at: At) -> i64 {
        let money = item.money;
        match item.set {
            RowSet::Roster(..) | RowSet::RosterPersons(..) if at == At::Left => 0,
            RowSet::Roster(_, which) => {
                let version = version.filter(|v| which.means(v.kind == Kind::Suspended));
                version.map_or(0, |v| if money { v.total } else { 1 })
            }
            RowSet::RosterPersons(_, which, _) => {
                let version = version.filter(|v| which.means(v.kind == Kind::Suspended));
                let covered = version.map_or(&[][..], |v| &v.covered);
                sum(covered.iter().filter(|p| self.is_in(p, &item.tests, month)), money)
            }
            RowSet::Changes(_, kinds, effect) => {
                let counted = self
                    .changes_in(kinds, month, at)
                    .filter(|c| is_move(c.award) || self.has(c, |end| effect.means(end)));
                counted.map(|c| if money { c.fen } else { 1 }).sum()
            }
            RowSet::Entered(_, kinds) => {
                let now = self.changes_in(kinds, month, at).filter_map(|c| Some((c, self.version(c)?)));
                now.map(|(c, (now, before))| sum(without(now, before.filter(|_| !is_move(c.award))), money)).sum()
            }
            RowSet::Left(_, kinds) => {
                let now = self.changes_in(kinds, month, at).filter_map(|c| Some((c, self.version(c)?)));
                let leave = |(c, (now, before)): (&Change, (&Version, Option<&Version>))| match is_move(c.award) {
                    true => sum(without(now, None), money),
                    false => before.map_or(0, |b| sum(without(b, Some(now)), money)),
                };
                now.map(leave).sum()
            }
            // All else is counted by its SQL.
            _ => 0,
        }
    }

    /// The changes of a month of these kinds that count at a place: who moves inside the district counts where it comes to, and where
    /// it leaves, as far as it is on the roster.
    fn changes_in<'a>(&'a self, kinds: &'a [&str], month: &'a MonthEnd, at: At) -> impl Iterator<Item = &'a Change> {
        let of_month = self.changes.iter().filter(move |c| c.month == month.month);
        of_month.filter(move |c| {
            let (kind, place) = match (is_move(c.award), &c.kind) {
                (true, kind) if *kind == code(MOVE_KINDS[0].1) => (code(MOVE_KINDS[0].0), At::Here),
                (true, _) => (code(MOVE_KINDS[1].0), At::Left),
                (false, kind) => (*kind, At::Here),
            };
            let moves = || self.version(c).is_some_and(|(v, _)| v.kind != Kind::End);
            place == at && listed(kinds, kind) && (!is_move(c.award) || moves())
        })
    }

    /// The version of a change and the one before it; for a move the version with which it moves.
    fn version(&self, change: &Change) -> Option<(&Version, Option<&Version>)> {
        if is_move(change.award) {
            return self.in_force(change.month - 1).map(|v| (v, None));
        }
        let at = self.versions.iter().position(|v| Some(v.key) == change.award)?;
        let before = at.checked_sub(1).and_then(|b| self.versions.get(b));
        self.versions.get(at).map(|v| (v, before))
    }

    /// Whether a change is meant by what its version is: an end, or none. One without a version is meant where both are.
    fn has(&self, change: &Change, means: impl Fn(bool) -> bool) -> bool {
        self.version(change).map_or(means(true) && means(false), |(v, _)| means(v.kind == Kind::End))
    }

    fn is_in(&self, p: &Covered, tests: &Tests<'_>, month: &MonthEnd) -> bool {
        let state = p.state_on(&month.last);
        let is = |codes: &[&str], code: u8| codes.iter().any(|c| c.as_bytes() == [code]);
        tests.hold(|test| match test {
            Test::Sex(code) => is(&[code], p.sex),
            Test::Completed(years) => month.has_completed(&p.born, *years),
            Test::Under(years) => !month.has_completed(&p.born, *years),
            Test::Level([]) => state.level != 0,
            Test::Level(codes) => is(codes, state.level),
            Test::Labour(codes) => is(codes, state.labour),
            Test::Cause(codes) => self.causes.iter().any(|c| listed(codes, *c)),
        })
    }
}

impl Covered {
    fn state_on(&self, day: &Day) -> State {
        self.states.iter().rev().find(|(from, _)| from <= day).map_or(self.state, |(_, state)| *state)
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
