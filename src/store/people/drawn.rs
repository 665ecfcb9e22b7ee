//! What people draw in a month: by the version of a household's case that covers them, and by their own cases. The statements stand
//! ready for all who are asked about: compiling, finding and binding them cost more than the rows. Must not know queries.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::register::benefits::benefit::{self as declared, Household};
use crate::register::core::lookup::Benefit;
use crate::store::benefits::roster::{Roster, of_households, personal};
use crate::store::engine::{Db, Statement, params};
use crate::store::fault::Answer;
use crate::store::month;
use std::sync::LazyLock;

/// The versions of a benefit of households under which a person (`?1`) was ever covered. The index holds them.
fn covers_of(roster: Roster, household: &Household) -> String {
    let (cases, covers) = (roster.cases(), household.covers);
    format!(
        "SELECT {cases}, from_month FROM {covers} INDEXED BY {covers}_person WHERE person = ?1 AND voided_by IS NULL"
    )
}

/// The versions of a living case (`?1`) up to a month (`?2`), the one in force first.
fn versions_of(roster: Roster) -> String {
    let (cases, versions, kind) = (roster.cases(), roster.versions.name, roster.kind("d"));
    format!(
        "SELECT a.from_month, a.kind, a.{}, {kind} FROM {cases} d CROSS JOIN {versions} a INDEXED BY {versions}_once
         ON a.{cases} = d.key WHERE d.key = ?1 AND d.voided_by IS NULL AND a.from_month <= ?2 AND a.voided_by IS NULL
         ORDER BY a.from_month DESC",
        roster.fen()
    )
}

/// The statements, made once: every key of a look-up asks.
struct Made {
    /// By benefit of households: covers and versions.
    covered: Vec<(&'static declared::Benefit, String, String)>,
    any: String,
    /// By benefit of persons.
    own: Vec<(&'static declared::Benefit, String)>,
}

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let covered =
        |(roster, household): (Roster, &Household)| (roster.benefit, covers_of(roster, household), versions_of(roster));
    Made { covered: of_households().map(covered).collect(), any: any_of_person(), own: drawn_of_person() }
});

/// What somebody draws by one benefit of households.
struct Covered<'db> {
    benefit: &'static declared::Benefit,
    covers: Statement<'db>,
    versions: Statement<'db>,
}

/// In which of the registers of people's own cases a person (`?1`) has a case, in their order: most have none, and this asks indexes alone.
fn any_of_person() -> String {
    let one = |r: Roster| {
        let cases = r.cases();
        format!("EXISTS (SELECT 1 FROM {cases} INDEXED BY {cases}_person WHERE person = ?1 AND voided_by IS NULL)")
    };
    format!("SELECT {}", personal().map(one).collect::<Vec<_>>().join(", "))
}

/// For each of these registers what a person (`?1`) drew by its cases up to a month (`?2`): the case, its kind, and each
/// version's month, kind and amount, in their order.
fn drawn_of_person() -> Vec<(&'static declared::Benefit, String)> {
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

/// Ready to say what people draw in one month.
pub(in crate::store) struct Drawn<'db> {
    /// The month as it is stored.
    now: String,
    covered: Vec<Covered<'db>>,
    any: Statement<'db>,
    /// By benefit, in the order of `any`.
    personal: Vec<(&'static declared::Benefit, Statement<'db>)>,
}

impl<'db> Drawn<'db> {
    pub fn ready(db: &'db Db, now: Month) -> Answer<Drawn<'db>> {
        let covered = MADE.covered.iter().map(|(benefit, covers, versions)| {
            let (covers, versions) = (db.prepare_cached(covers)?, db.prepare_cached(versions)?);
            Ok(Covered { benefit, covers, versions })
        });
        let personal = MADE.own.iter().map(|(benefit, sql)| Ok((*benefit, db.prepare_cached(sql)?)));
        Ok(Drawn {
            now: now.to_string(),
            covered: covered.collect::<Answer<_>>()?,
            any: db.prepare_cached(&MADE.any)?,
            personal: personal.collect::<Answer<_>>()?,
        })
    }

    /// What one person draws.
    pub fn by(&mut self, person: i64) -> Answer<Vec<Benefit>> {
        let mut benefits = Vec::new();
        for covered in &mut self.covered {
            covered.by(person, &self.now, &mut benefits)?;
        }
        let mut rows = self.any.query([person])?;
        let Some(has) = rows.next()? else { return Ok(benefits) };
        for (at, (benefit, cases)) in self.personal.iter_mut().enumerate() {
            if has.get(at)? {
                by_own(benefit, cases, person, &self.now, &mut benefits)?;
            }
        }
        Ok(benefits)
    }
}

impl Covered<'_> {
    /// What one person draws by it.
    fn by(&mut self, person: i64, now: &str, benefits: &mut Vec<Benefit>) -> Answer<()> {
        let mut covers: Vec<(i64, String)> = Vec::new();
        let mut rows = self.covers.query([person])?;
        while let Some(row) = rows.next()? {
            covers.push((row.get(0)?, row.get(1)?));
        }
        drop(rows);
        // The index has the versions of a case together.
        for versions in covers.chunk_by(|a, b| a.0 == b.0) {
            benefits.extend(self.version(versions, now)?);
        }
        Ok(())
    }

    /// What the version in force pays, and since when the case runs without an end; none when it does not cover.
    fn version(&mut self, covers: &[(i64, String)], now: &str) -> Answer<Option<Benefit>> {
        let Some((case, _)) = covers.first() else { return Ok(None) };
        let mut rows = self.versions.query(params![case, now])?;
        let mut benefit: Option<Benefit> = None;
        while let Some(row) = rows.next()? {
            let from = row.get_ref(0)?.text().unwrap_or_default();
            if row.get_ref(1)?.text().is_some_and(|kind| kind == "end") {
                break;
            }
            let Some(since) = month(from) else { continue };
            match &mut benefit {
                Some(benefit) => benefit.since = since,
                None if !covers.iter().any(|(_, covered)| covered == from) => break,
                None => {
                    let scheme = self.benefit.scheme(row.get_ref(3)?.text().unwrap_or_default()).name().to_owned();
                    benefit = Some(Benefit { scheme, since, monthly: Money::fen(row.get(2)?) });
                }
            }
        }
        Ok(benefit)
    }
}

/// What a person draws by cases of one register: of each the version in force, unless it is an end, since its first one.
fn by_own(
    benefit: &declared::Benefit,
    cases: &mut Statement<'_>,
    person: i64,
    now: &str,
    benefits: &mut Vec<Benefit>,
) -> Answer<()> {
    let mut rows = cases.query(params![person, now])?;
    let mut last: Option<(i64, Month, Option<Benefit>)> = None;
    while let Some(row) = rows.next()? {
        let text = |i: usize| row.get_ref(i).map(|v| v.text().unwrap_or_default());
        let case: i64 = row.get(0)?;
        let Some(from) = month(text(2)?) else { continue };
        let since = match last.take() {
            Some((same, since, _)) if same == case => since,
            Some((_, _, drawn)) => {
                benefits.extend(drawn);
                from
            }
            None => from,
        };
        let monthly = Money::fen(row.get(4)?);
        let scheme = benefit.scheme(text(1)?).name().to_owned();
        last = Some((case, since, (text(3)? != "end").then_some(Benefit { scheme, since, monthly })));
    }
    benefits.extend(last.and_then(|(_, _, drawn)| drawn));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;

    #[test]
    fn nothing_is_sorted_and_whom_cases_cover_is_read_from_indexes() {
        let covered = MADE.covered.iter().flat_map(|(_, covers, versions)| [covers, versions]);
        for sql in covered.chain([&MADE.any]).chain(MADE.own.iter().map(|(_, sql)| sql)) {
            let plan = plan::of(sql);
            let searches = plan.iter().filter(|p| p.contains("SEARCH")).count();
            assert!(searches > 0 && plan.iter().all(|p| !p.contains("TEMP B-TREE")), "{plan:?}");
            assert!(plan.iter().all(|p| !p.contains("SCAN") || p == "SCAN CONSTANT ROW"), "{plan:?}");
        }
    }
}
