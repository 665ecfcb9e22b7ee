//! 特困 and 两补: the cases that belong to one person, for the look-up, the person's page and the facts of rules. 低保, which
//! covers households, is read elsewhere.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::register::assistance::codes;
use crate::register::core::codes::Codes;
use crate::register::core::lookup::{CaseLine, Standing};
use crate::register::state_after;
use crate::store::engine::{Db, Row, params};
use crate::store::fault::Answer;
use crate::store::people::person_page::paid_in_year_of;
use crate::store::read::in_force::course_of;
use crate::store::read::villages::village_in;
use crate::store::{Store, date, month};
use chrono::NaiveDate;

/// A register of such cases, with the table of its versions.
struct Roster {
    register: &'static str,
    versions: &'static str,
    /// The monthly amount in the versions.
    amount: &'static str,
    /// What else the page tells of a version, `''` where nothing is.
    detail: &'static str,
    label: fn(&str) -> Option<&'static str>,
}

const ROSTERS: [Roster; 2] = [
    Roster {
        register: "tekun",
        versions: "tekun_award",
        amount: "total_fen",
        detail: "coalesce(support_mode, '') || ' ' || coalesce(care_level, '') || ' ' || base_fen || ' ' || care_fen",
        label: |code| codes::TEKUN_END.label(code),
    },
    Roster {
        register: "disability",
        versions: "disability_award",
        amount: "amount_fen",
        detail: "''",
        label: |code| codes::DISABILITY_END.label(code),
    },
];

/// A case of a person.
pub(in crate::store) struct PersonalCase {
    pub register: &'static str,
    pub key: i64,
    pub case_no: String,
    pub scheme: Scheme,
    pub state: String,
    pub division: String,
    pub applied: String,
    versions: Vec<Version>,
    reasons: fn(&str) -> Option<&'static str>,
}

struct Version {
    from: Month,
    kind: String,
    amount: Money,
    decided: String,
    reason: Option<String>,
    detail: String,
}

impl Version {
    fn read(row: Row<'_>) -> Answer<Option<Version>> {
        let from: String = row.get(0)?;
        let Some(from) = month(&from) else { return Ok(None) };
        Ok(Some(Version {
            from,
            kind: row.get(1)?,
            amount: Money::fen(row.get(2)?),
            decided: row.get(3)?,
            reason: row.get(4)?,
            detail: row.get(5)?,
        }))
    }
}

/// In which of these registers a person (`?1`) has a case, in their order: most have none, and this asks indexes alone.
pub(in crate::store) fn any_of_person() -> String {
    let one = |r: &Roster| {
        let register = r.register;
        format!(
            "EXISTS (SELECT 1 FROM {register} INDEXED BY {register}_person WHERE person = ?1 AND voided_by IS NULL)"
        )
    };
    format!("SELECT {}", ROSTERS.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// For each of these registers what a person (`?1`) drew by its cases up to a month (`?2`): the case, its kind, and each
/// version's month, kind and amount, in their order.
pub(in crate::store) fn drawn_of_person() -> Vec<(&'static str, String)> {
    let one = |r: &Roster| {
        let Roster { register, versions, amount, .. } = r;
        let sql = format!(
            "SELECT c.key, c.kind, v.from_month, v.kind, v.{amount} FROM {register} c INDEXED BY {register}_person
             CROSS JOIN {versions} v INDEXED BY {versions}_once ON v.{register} = c.key
             WHERE c.person = ?1 AND c.voided_by IS NULL AND v.from_month <= ?2 AND v.voided_by IS NULL
             ORDER BY c.key, v.from_month"
        );
        (*register, sql)
    };
    ROSTERS.iter().map(one).collect()
}

/// The scheme of a case of that register and kind.
pub(in crate::store) fn scheme_of(register: &str, kind: &str) -> Scheme {
    match (register, kind) {
        ("tekun", _) => Scheme::Tekun,
        (_, "CL") => Scheme::DisabilityLiving,
        _ => Scheme::DisabilityCare,
    }
}

/// The cases of a person with their versions, those of 特困 first; their villages are those of a month.
pub(in crate::store) fn of_person(db: &Db, person: i64, now: Month) -> Answer<Vec<PersonalCase>> {
    let mut found = Vec::new();
    for roster in &ROSTERS {
        let head = format!(
            "SELECT key, case_no, kind, state, {}, apply_date FROM {} c WHERE person = ?1 AND voided_by IS NULL",
            village_in!("c", "?2"),
            roster.register
        );
        let list = format!(
            "SELECT from_month, kind, {}, decided_date, reason_code, {} FROM {} WHERE {} = ?1 AND voided_by IS NULL
             ORDER BY from_month",
            roster.amount, roster.detail, roster.versions, roster.register
        );
        let mut heads = db.prepare_cached(&head)?;
        let mut get = db.prepare_cached(&list)?;
        let mut rows = heads.query(params![person, now.to_string()])?;
        while let Some(row) = rows.next()? {
            let (key, kind): (i64, String) = (row.get(0)?, row.get(2)?);
            let mut versions = Vec::new();
            let mut stored = get.query([key])?;
            while let Some(row) = stored.next()? {
                versions.extend(Version::read(row)?);
            }
            found.push(PersonalCase {
                register: roster.register,
                key,
                case_no: row.get(1)?,
                scheme: scheme_of(roster.register, &kind),
                state: row.get(3)?,
                division: row.get(4)?,
                applied: row.get(5)?,
                versions,
                reasons: roster.label,
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
        let parts: Vec<&str> = version.detail.split(' ').collect();
        let [mode, level, base, care] = parts.as_slice() else {
            return vec![format!("{}每月 {} 元, {} 核定", self.scheme.label(), version.amount, version.decided)];
        };
        let fen = |text: &str| Money::fen(text.parse().unwrap_or(0));
        let label = |list: &Codes, code: &str| list.label(code).unwrap_or_default().to_owned();
        vec![
            format!("{}, {}", label(&codes::SUPPORT_MODE, mode), label(&codes::CARE_LEVEL, level)),
            format!("基本生活费 {} + 照料护理费 {} = {} 元", fen(base), fen(care), version.amount),
        ]
    }
}

impl Store {
    /// The lines of a person's 特困 and 两补 cases.
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
                register: case.register,
                key: case.key,
                scheme: case.scheme.name().to_owned(),
                label: case.scheme.label().to_owned(),
                state: codes::CASE_STATE.label(state).unwrap_or(state).to_owned(),
                standing: Standing::of(last.is_some(), ended.is_some()),
                since: since.unwrap_or(now),
                until: ended.map(|v| v.from.prev()),
                amount: drawn.map_or(Money::ZERO, |v| v.amount),
                course: course_of(self.db(), case.register, case.key, day)?,
                paid_this_year: paid_in_year_of(self.db(), case.key, now)?,
                explanation: running.map(|v| case.explanation(v)).unwrap_or_default(),
                reason: ended.and_then(|v| v.reason.as_deref()).and_then(case.reasons).map(str::to_owned),
                case_no: case.case_no,
            });
        }
        Ok(lines)
    }
}
