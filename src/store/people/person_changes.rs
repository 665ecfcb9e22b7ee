//! What changed for a person: to the cases, as the change rows have it; what was voided; what was done
//! to the person's records. Knows nothing of what is drawn or paid now.

use crate::domain::money::Money;
use crate::register::benefits::benefit::{Benefit, Covers, Household};
use crate::register::benefits::codes;
use crate::register::core::lookup::{CaseLine, ChangeLine, CheckLine};
use crate::register::{BENEFITS, Register, find};
use crate::store::Store;
use crate::store::engine::{Db, Row};
use crate::store::fault::Answer;
use crate::store::read::entered::entered_by;
use crate::store::read::history::{Told, entered_beneath};
use crate::store::read::villages::by_move;
use crate::store::read::why;
use chrono::NaiveDate;

/// No more changes than a clerk reads.
const CHANGES: usize = 200;

/// The voided cases of a person (`?1`) of a benefit: number and voiding act.
fn voided_cases(benefit: &Benefit) -> String {
    let cases = benefit.cases.name;
    match benefit.covers {
        Covers::Household(Household { covers, .. }) => format!(
            "SELECT d.case_no, d.voided_by FROM household h CROSS JOIN {cases} d INDEXED BY {cases}_household_voided ON d.household = h.key
             WHERE h.applicant = ?1 AND d.voided_by IS NOT NULL
             UNION SELECT d.case_no, d.voided_by FROM {covers} c INDEXED BY {covers}_person_voided CROSS JOIN {cases} d ON d.key = c.{cases}
             WHERE c.person = ?1 AND c.voided_by IS NOT NULL AND d.voided_by IS NOT NULL"
        ),
        Covers::Person => format!(
            "SELECT case_no, voided_by FROM {cases} INDEXED BY {cases}_person_voided WHERE person = ?1 AND voided_by IS NOT NULL"
        ),
    }
}

/// The voided changes of a case: with their version.
const VOIDED_CHANGES: &str = "SELECT c.kind, c.month, c.voided_by FROM change c INDEXED BY change_case_voided
    WHERE c.case_key = ?1 AND c.voided_by IS NOT NULL";

/// The changes of a case that came with its versions, the latest first, with who entered them.
fn changes_of() -> String {
    format!(
        "SELECT c.month, c.kind, c.amount_delta_fen, c.persons_delta, o.full_name, c.reason_code, {}, a.key
         FROM change c CROSS JOIN act a ON a.key = {} JOIN operator o ON o.key = a.operator
         WHERE c.case_key = ?1 AND c.voided_by IS NULL AND NOT {} ORDER BY c.month DESC LIMIT 100",
        why::told("a"),
        entered_by("change", "c"),
        by_move!("c")
    )
}

/// The moves of a case, with who entered them.
fn moves_of() -> String {
    format!(
        "SELECT m.from_month, m.left_division, m.division, o.full_name, coalesce(m.basis, {}), a.key
         FROM move m CROSS JOIN act a ON a.key = {} JOIN operator o ON o.key = a.operator
         WHERE m.case_key = ?1 AND m.voided_by IS NULL ORDER BY m.from_month",
        why::told("a"),
        entered_by("move", "m")
    )
}

impl Store {
    pub(in crate::store) fn changes(
        &self,
        person: i64,
        household: Option<i64>,
        cases: &[CaseLine],
        checks: &[CheckLine],
    ) -> Answer<Vec<ChangeLine>> {
        let mut lines = Vec::new();
        let mut get = self.db().prepare_cached(&changes_of())?;
        for case in cases {
            let rows = get.query_map([case.key], |r| {
                let (kind, reason): (String, Option<String>) = (r.get(1)?, r.get(5)?);
                let mut what = format!("{} {}", case.label, codes::CHANGE.label(&kind).unwrap_or(&kind));
                let persons: i64 = r.get(3)?;
                if persons != 0 {
                    what.push_str(&format!(" {persons:+} 人"));
                }
                what.push_str(&signed(Money::fen(r.get(2)?)));
                let reason = reason.and_then(|c| codes::END_REASON.label(&c)).map(str::to_owned);
                Ok(ChangeLine {
                    when: r.get(0)?,
                    what,
                    who: r.get(4)?,
                    why: reason.or(r.get(6)?),
                    act: r.get(7)?,
                    moves: Vec::new(),
                })
            })?;
            for line in rows {
                lines.push(line?);
            }
        }
        lines.extend(self.moves(cases)?);
        lines.extend(voided(self.db(), person, cases)?);
        lines.extend(self.corrections(person, household)?);
        let of_cases = cases.iter().map(|c| (c.register, c.key, c.label.clone()));
        for (name, key, label) in of_cases.chain(checks.iter().map(|c| (c.register, c.key, c.number.clone()))) {
            let Some(entry) = find(name) else { continue };
            lines.extend(named(self.told_of(entry.register, key, Told::Corrections)?, &label));
            lines.extend(named(self.of_rows(entry.register, key)?, &label));
        }
        lines.sort_by(|a, b| b.when.cmp(&a.when));
        lines.truncate(CHANGES);
        Ok(lines)
    }

    /// What was done to the records of a person: the own one, accounts, the household with its members.
    fn corrections(&self, person: i64, household: Option<i64>) -> Answer<Vec<ChangeLine>> {
        let mut lines = Vec::new();
        if let Some(entry) = find("person") {
            lines.extend(self.told_of(entry.register, person, Told::All)?);
        }
        if let Some(entry) = find("account") {
            lines.extend(self.told_of_children(entry.register, "person", person, Told::All)?);
        }
        if let (Some(key), Some(entry)) = (household, find("household")) {
            lines.extend(named(self.told_of(entry.register, key, Told::Corrections)?, entry.register.label));
            lines.extend(self.of_rows(entry.register, key)?);
        }
        Ok(lines)
    }

    /// Of the rows beneath a case or a check: all, but of versions only what corrected them; what follows from them, and what is restricted,
    /// is not told.
    fn of_rows(&self, register: &'static Register, key: i64) -> Answer<Vec<ChangeLine>> {
        let mut lines = Vec::new();
        for (child, parent) in entered_beneath(register).filter(|(child, _)| !child.restricted) {
            // New versions and moves are told by themselves.
            let is_told = child.field("change_kind").is_some() || child.left.is_some();
            let told = if is_told { Told::Corrections } else { Told::All };
            lines.extend(self.told_of_children(child, parent, key, told)?);
        }
        Ok(lines)
    }
}

/// Whose record it is stands first.
fn named(lines: Vec<ChangeLine>, label: &str) -> Vec<ChangeLine> {
    lines.into_iter().map(|line| ChangeLine { what: format!("{label} {}", line.what), ..line }).collect()
}

impl Store {
    /// The moves of the cases: from where to where, also inside a town, where no change row counts.
    fn moves(&self, cases: &[CaseLine]) -> Answer<Vec<ChangeLine>> {
        let places = self.places()?;
        let place = |code: &str| {
            let (town, village) = places.town_and_village(code, NaiveDate::MAX);
            format!("{town}{village}")
        };
        let mut get = self.db().prepare_cached(&moves_of())?;
        let mut lines = Vec::new();
        for case in cases {
            let rows = get.query_map([case.key], |r| {
                let (left, division): (String, String) = (r.get(1)?, r.get(2)?);
                let basis = r.get::<Option<String>>(4)?.map_or_else(String::new, |b| format!(" ({b})"));
                let why = format!("{} → {}{basis}", place(&left), place(&division));
                Ok(ChangeLine {
                    when: r.get(0)?,
                    what: format!("{} 迁居", case.label),
                    who: r.get(3)?,
                    why: Some(why),
                    act: r.get(5)?,
                    moves: Vec::new(),
                })
            })?;
            for line in rows {
                lines.push(line?);
            }
        }
        Ok(lines)
    }
}

fn signed(amount: Money) -> String {
    match amount.as_fen() {
        0 => String::new(),
        n if n > 0 => format!(" +{amount}"),
        _ => format!(" {amount}"),
    }
}

/// Cases that were voided, and versions of cases that stand.
fn voided(db: &Db, person: i64, cases: &[CaseLine]) -> Answer<Vec<ChangeLine>> {
    let mut acts: Vec<(String, i64)> = Vec::new();
    for benefit in BENEFITS {
        let mut get = db.prepare_cached(&voided_cases(benefit))?;
        let called = |number: String| format!("作废 {} {number}", benefit.label);
        let rows = get.query_map([person], |r| Ok((called(r.get(0)?), r.get(1)?)))?;
        for row in rows {
            acts.push(row?);
        }
    }
    let mut get = db.prepare_cached(VOIDED_CHANGES)?;
    for case in cases {
        let rows = get.query_map([case.key], |r| {
            let (kind, month): (String, String) = (r.get(0)?, r.get(1)?);
            let kind = codes::CHANGE.label(&kind).unwrap_or(&kind);
            Ok((format!("作废 {} 自 {month} 的{kind}", case.label), r.get(2)?))
        })?;
        for row in rows {
            acts.push(row?);
        }
    }
    let mut get = db.prepare_cached(&format!(
        "SELECT a.day, o.full_name, {} FROM act a JOIN operator o ON o.key = a.operator WHERE a.key = ?1",
        why::told("a")
    ))?;
    let mut lines = Vec::with_capacity(acts.len());
    for (what, act) in acts {
        let line = |r: Row<'_>| {
            Ok(ChangeLine {
                when: r.get(0)?,
                what: what.clone(),
                who: r.get(1)?,
                why: r.get(2)?,
                act,
                moves: Vec::new(),
            })
        };
        lines.push(get.query_row([act], line)?);
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;

    #[test]
    fn the_changes_of_a_case_are_found_through_indexes() {
        for (sql, index) in [(changes_of(), "change_case (case_key=?)"), (moves_of(), "move_once (case_key=?)")] {
            let plan = plan::of(&sql);
            assert!(plan[0].contains(index), "{plan:?}");
            // The one row that a run is found by is no table.
            assert!(plan.iter().all(|p| !p.contains("SCAN") || p.contains("SCAN (subquery")), "{plan:?}");
        }
    }

    #[test]
    fn what_was_voided_is_found_through_an_index() {
        for sql in BENEFITS.iter().map(|benefit| voided_cases(benefit)).chain([VOIDED_CHANGES.to_owned()]) {
            let plan = plan::of(&sql);
            assert!(plan.iter().all(|p| !p.contains("SCAN")), "{plan:?}");
        }
    }
}
