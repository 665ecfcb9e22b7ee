//! The cases that belong to one person and are paid month by month (特困, 两补 …), for the look-up, the person's page and the facts of rules. 低保, which
//! covers households, is read elsewhere.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::register::benefits::benefit::{Benefit, Monthly};
use crate::register::benefits::codes::CASE_STATE;
use crate::register::core::lookup::{CaseLine, Standing};
use crate::register::{Value, state_after};
use crate::store::benefits::roster::{Roster, personal};
use crate::store::engine::{Db, Row, params};
use crate::store::fault::Answer;
use crate::store::pay::paid::paid_in_year_of;
use crate::store::read::in_force::course_of;
use crate::store::read::sql::taken;
use crate::store::read::villages::village_in;
use crate::store::{Store, date, month};
use chrono::NaiveDate;
use std::sync::LazyLock;

/// A case of a person.
pub(in crate::store) struct PersonalCase {
    pub benefit: &'static Benefit,
    pub key: i64,
    pub case_no: String,
    pub scheme: Scheme,
    pub state: String,
    pub division: String,
    pub applied: String,
    versions: Vec<Version>,
    monthly: &'static Monthly,
}

struct Version {
    from: Month,
    kind: String,
    amount: Money,
    decided: String,
    reason: Option<String>,
    /// What the page tells beside it.
    told: Vec<Value>,
}

impl Version {
    fn read(row: Row<'_>, monthly: &Monthly) -> Answer<Option<Version>> {
        let from: String = row.get(0)?;
        let Some(from) = month(&from) else { return Ok(None) };
        let columns = monthly.told.as_ref().map_or(0, |told| told.columns.len());
        Ok(Some(Version {
            from,
            kind: row.get(1)?,
            amount: Money::fen(row.get(2)?),
            decided: row.get(3)?,
            reason: row.get(4)?,
            told: (0..columns).map(|at| Ok(taken(row.get_ref(5 + at)?))).collect::<Answer<_>>()?,
        }))
    }
}

/// In which of these registers a person (`?1`) has a case, in their order: most have none, and this asks indexes alone.
pub(in crate::store) fn any_of_person() -> String {
    let one = |r: Roster| {
        let cases = r.cases();
        format!("EXISTS (SELECT 1 FROM {cases} INDEXED BY {cases}_person WHERE person = ?1 AND voided_by IS NULL)")
    };
    format!("SELECT {}", personal().map(one).collect::<Vec<_>>().join(", "))
}

/// For each of these registers what a person (`?1`) drew by its cases up to a month (`?2`): the case, its kind, and each
/// version's month, kind and amount, in their order.
pub(in crate::store) fn drawn_of_person() -> Vec<(&'static Benefit, String)> {
    let one = |r: Roster| {
        let (cases, versions, kind, amount) = (r.cases(), r.versions.name, r.kind("c"), r.fen());
        let sql = format!(
            "SELECT c.key, {kind}, v.from_month, v.kind, v.{amount} FROM {cases} c INDEXED BY {cases}_person
             CROSS JOIN {versions} v INDEXED BY {versions}_once ON v.{cases} = c.key
             WHERE c.person = ?1 AND c.voided_by IS NULL AND v.from_month <= ?2 AND v.voided_by IS NULL
             ORDER BY c.key, v.from_month"
        );
        (r.benefit, sql)
    };
    personal().map(one).collect()
}

/// How the cases of a person and the versions of a case are read, register by register. Made once: every page of a person and every
/// member of a judged household asks.
static STATEMENTS: LazyLock<Vec<(Roster, String, String)>> = LazyLock::new(|| personal().map(statements).collect());

fn statements(roster: Roster) -> (Roster, String, String) {
    let (cases, kind) = (roster.cases(), roster.kind("c"));
    let heads = format!(
        "SELECT key, case_no, {kind}, state, {}, apply_date FROM {cases} c WHERE person = ?1 AND voided_by IS NULL",
        village_in!("c", "?2")
    );
    let told = roster.monthly.told.iter().flat_map(|told| told.columns);
    let told: String = told.map(|col| format!(", {}", roster.versions.stored(col))).collect();
    let versions = format!(
        "SELECT from_month, kind, {}, decided_date, reason_code{told} FROM {} WHERE {cases} = ?1 AND voided_by IS NULL
         ORDER BY from_month",
        roster.fen(),
        roster.versions.name
    );
    (roster, heads, versions)
}

/// The cases of a person with their versions, register by register; their villages are those of a month.
pub(in crate::store) fn of_person(db: &Db, person: i64, now: Month) -> Answer<Vec<PersonalCase>> {
    let mut found = Vec::new();
    for (roster, heads, versions) in STATEMENTS.iter() {
        let mut heads = db.prepare_cached(heads)?;
        let mut get = db.prepare_cached(versions)?;
        let mut rows = heads.query(params![person, now.to_string()])?;
        while let Some(row) = rows.next()? {
            let (key, kind): (i64, String) = (row.get(0)?, row.get(2)?);
            let mut versions = Vec::new();
            let mut stored = get.query([key])?;
            while let Some(row) = stored.next()? {
                versions.extend(Version::read(row, roster.monthly)?);
            }
            found.push(PersonalCase {
                benefit: roster.benefit,
                key,
                case_no: row.get(1)?,
                scheme: roster.benefit.scheme(&kind),
                state: row.get(3)?,
                division: row.get(4)?,
                applied: row.get(5)?,
                versions,
                monthly: roster.monthly,
            });
        }
    }
    Ok(found)
}

impl PersonalCase {
    /// The months in which it is drawn, with the last one where a version ends it. A case without any version counts from its
    /// application: whoever is to be paid is on the roster.
    pub(in crate::store) fn drawn(&self) -> Option<(Month, Option<Month>)> {
        let since = self.versions.first().map(|v| v.from).or_else(|| date(&self.applied).map(Month::of))?;
        let end = self.versions.last().filter(|v| v.kind == "end");
        Some((since, end.map(|v| v.from.prev())))
    }

    /// The version in force in a month.
    fn in_force(&self, now: Month) -> Option<&Version> {
        self.versions.iter().rfind(|v| v.from <= now)
    }

    fn explanation(&self, version: &Version) -> Vec<String> {
        if version.kind == "suspended" {
            return vec!["暂停发放, 仍在册, 不发钱".to_owned()];
        }
        match &self.monthly.told {
            Some(told) => (told.words)(&version.told),
            None => vec![format!("{}每月 {} 元, {} 核定", self.scheme.label(), version.amount, version.decided)],
        }
    }
}

impl Store {
    /// The lines of a person's own cases.
    pub(in crate::store) fn personal_lines(&self, person: i64, day: NaiveDate) -> Answer<Vec<CaseLine>> {
        let now = Month::of(day);
        let mut lines = Vec::new();
        for case in of_person(self.db(), person, now)? {
            let last = case.in_force(now);
            let ended = last.filter(|v| v.kind == "end");
            // What is decided and starts in a later month is shown as it will be, what has ended as it was last drawn.
            let told = last.or(case.versions.first());
            let drawn = case.versions.iter().rfind(|v| v.from <= now && v.kind != "end").or(told);
            let running = told.filter(|v| v.kind != "end");
            let since = case.versions.first().map(|v| v.from).or_else(|| date(&case.applied).map(Month::of));
            let state = match (last, told) {
                (Some(v), _) => state_after(&v.kind),
                (None, Some(_)) => "confirmed",
                (None, None) => case.state.as_str(),
            };
            lines.push(CaseLine {
                register: case.benefit.cases.name,
                key: case.key,
                scheme: case.scheme.name().to_owned(),
                label: case.scheme.label().to_owned(),
                state: CASE_STATE.label(state).unwrap_or(state).to_owned(),
                standing: Standing::of(last.is_some(), ended.is_some()),
                since: since.unwrap_or(now),
                until: ended.map(|v| v.from.prev()),
                amount: drawn.map_or(Money::ZERO, |v| v.amount),
                course: course_of(self.db(), case.benefit.cases.name, case.key, day)?,
                paid_this_year: paid_in_year_of(self.db(), case.key, now)?,
                explanation: running.map(|v| case.explanation(v)).unwrap_or_default(),
                reason: ended
                    .and_then(|v| v.reason.as_deref())
                    .and_then(|code| case.monthly.ends.label(code))
                    .map(str::to_owned),
                case_no: case.case_no,
            });
        }
        Ok(lines)
    }
}
