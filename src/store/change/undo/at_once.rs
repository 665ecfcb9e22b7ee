//! 互斥: who draws at once what nobody may, as far as an act has touched the cases. What is so already is no matter of its undo.

use crate::domain::conflict::{self, Benefit, Drawn};
use crate::domain::parameter::Parameters;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::register::benefits::benefit::{self, Covers};
use crate::register::benefits::cases::keeps_apart;
use crate::register::{Ask, Covering, Fact, Register, benefit_of, benefit_of_case};
use crate::store::benefits::roster::Roster;
use crate::store::change::bench::Bench;
use crate::store::change::resolve::{listed, name_of};
use crate::store::change::undo::touched::Touched;
use crate::store::engine::Sql;
use crate::store::facts::Office;
use crate::store::fault::Answer;
use std::collections::BTreeSet;

/// Two cases of one person, and what is to be said of them.
pub(super) struct AtOnce {
    person: i64,
    /// The one that the act has touched, and the other.
    cases: (i64, i64),
    slip: Slip,
}

impl AtOnce {
    /// Whether it is about the same two.
    pub fn is_same(&self, other: &AtOnce) -> bool {
        (self.person, self.cases) == (other.person, other.cases)
    }

    /// The case, and what is said.
    pub fn said(self) -> Option<((&'static Register, i64), Slip)> {
        let case = self.cases.0;
        Some(((benefit_of_case(case)?.cases, case), self.slip))
    }
}

/// Those of the cases that an act has touched.
pub(super) fn at_once(bench: &Bench<'_>, touched: &[Touched]) -> Answer<Vec<AtOnce>> {
    let (office, parameters) = (&*bench.office, &bench.facts(None).parameters);
    let mut found = Vec::new();
    for case in cases(office, touched)? {
        for person in persons(office, case)? {
            let Fact::Covered(drawn) = office.read(&Ask::CasesOf(person))? else { continue };
            let (own, others): (Vec<&Covering>, Vec<&Covering>) = drawn.iter().partition(|c| c.case == case);
            for (one, other) in own.iter().flat_map(|one| others.iter().map(move |other| (*one, *other))) {
                let slip = slip((office, parameters), person, one, other)?;
                found.extend(slip.map(|slip| AtOnce { person, cases: (case, other.case), slip }));
            }
        }
    }
    Ok(found)
}

/// The cases of these rows: themselves, or those of which they are versions.
fn cases(office: &Office<'_>, touched: &[Touched]) -> Answer<BTreeSet<i64>> {
    let mut cases = BTreeSet::new();
    for rows in touched {
        if benefit_of(rows.register.name).is_some() {
            cases.extend(rows.keys());
        } else if let Some(roster) = Roster::of_versions(rows.register) {
            cases.extend(listed(office.db, &cases_of_versions(roster), [rows.first, rows.last].map(Sql::Integer))?);
        }
    }
    Ok(cases)
}

/// The cases of versions from one to another.
fn cases_of_versions(roster: Roster) -> String {
    format!("SELECT DISTINCT {} FROM {} WHERE key BETWEEN ?1 AND ?2", roster.cases(), roster.versions.name)
}

/// Whom a case covers or will.
fn persons(office: &Office<'_>, case: i64) -> Answer<Vec<i64>> {
    let Some(benefit) = benefit_of_case(case) else { return Ok(Vec::new()) };
    listed(office.db, &covered(benefit), [Sql::Integer(case)])
}

fn covered(benefit: &benefit::Benefit) -> String {
    let cases = benefit.cases.name;
    match benefit.covers {
        Covers::Household(household) => {
            format!("SELECT DISTINCT person FROM {} WHERE {cases} = ?1 AND voided_by IS NULL", household.covers)
        }
        Covers::Person => format!("SELECT person FROM {cases} WHERE key = ?1 AND voided_by IS NULL"),
    }
}

/// What is to be said of a person whom two cases cover in the same months.
fn slip(
    (office, parameters): (&Office<'_>, &Parameters),
    person: i64,
    one: &Covering,
    other: &Covering,
) -> Answer<Option<Slip>> {
    let from = one.since.max(other.since);
    let (Some(benefit), Some(beside)) = (benefit_paid(one), benefit_paid(other)) else { return Ok(None) };
    if !one.covers(from) || !other.covers(from) {
        return Ok(None);
    }
    let name = name_of(office.db, person)?.unwrap_or_default();
    let drawn = [(benefit, one), (beside, other)].map(|(benefit, case)| Drawn {
        benefit,
        case_no: &case.case_no,
        since: case.since,
    });
    let apart = keeps_apart(benefit, beside, parameters, office.day);
    Ok(conflict::both(&name, [&drawn[0], &drawn[1]], from, apart))
}

fn benefit_paid(case: &Covering) -> Option<Benefit> {
    Scheme::from_name(&case.scheme).map(Benefit::of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::BENEFITS;
    use crate::store::benefits::roster::rosters;
    use crate::store::engine::plan;

    #[test]
    fn cases_and_whom_they_cover_are_read_by_keys() {
        for benefit in BENEFITS {
            let by = match benefit.covers {
                Covers::Household(household) => format!("{} USING INDEX {}_", household.covers, household.covers),
                Covers::Person => format!("{} USING INTEGER PRIMARY KEY (rowid=?)", benefit.cases.name),
            };
            plan::seeks(&covered(benefit), &[&by]);
        }
        for roster in rosters() {
            let by_key = format!("{} USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)", roster.versions.name);
            plan::seeks(&cases_of_versions(roster), &[&by_key]);
        }
    }
}
