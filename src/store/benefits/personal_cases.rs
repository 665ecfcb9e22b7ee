//! The cases that belong to one person and are paid month by month (特困, 两补 …), for the look-up and the facts of rules.

use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::register::benefits::benefit::Benefit;
use crate::store::benefits::roster::{Roster, personal};
use crate::store::engine::{Db, params};
use crate::store::fault::Answer;
use crate::store::read::villages::village_in;
use crate::store::{date, month};
use std::sync::LazyLock;

/// A case of a person.
pub(in crate::store) struct PersonalCase {
    pub key: i64,
    pub case_no: String,
    pub scheme: Scheme,
    pub division: String,
    pub applied: String,
    versions: Vec<Version>,
}

struct Version {
    from: Month,
    kind: String,
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
        "SELECT key, case_no, {kind}, {}, apply_date FROM {cases} c WHERE person = ?1 AND voided_by IS NULL",
        village_in!("c", "?2")
    );
    let versions = format!(
        "SELECT from_month, kind FROM {} WHERE {cases} = ?1 AND voided_by IS NULL ORDER BY from_month",
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
                let from: String = row.get(0)?;
                if let Some(from) = month(&from) {
                    versions.push(Version { from, kind: row.get(1)? });
                }
            }
            found.push(PersonalCase {
                key,
                case_no: row.get(1)?,
                scheme: roster.benefit.scheme(&kind),
                division: row.get(3)?,
                applied: row.get(4)?,
                versions,
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
}
