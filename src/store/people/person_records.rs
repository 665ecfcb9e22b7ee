//! What was checked of a person, or is on record: the records of the registers that stand on the person's page
//! (`Register::on_page`), the person's own, those of the cases that cover the person, and those of who lives in the household.

use crate::domain::money::Money;
use crate::register::core::any;
use crate::register::core::lookup::{CaseLine, CheckLine, HouseholdLine};
use crate::register::core::on_page::OnPage;
use crate::register::{ALL, Kind, Register, find};
use crate::store::Store;
use crate::store::change::resolve::called;
use crate::store::engine::Row;
use crate::store::fault::Answer;
use crate::store::read::sql::reached;
use std::collections::BTreeSet;

/// No more of a heading than a clerk reads.
const MOST: usize = 20;

/// The registers that stand on the page, and how.
fn declared() -> impl Iterator<Item = (&'static Register, &'static OnPage)> {
    let open = ALL.iter().map(|entry| entry.register).filter(|register| !register.restricted);
    open.filter_map(|register| Some((register, register.on_page.as_ref()?)))
}

/// The living records that a column of a register says to be somebody's.
fn sql(register: &Register, page: &OnPage, of: &str) -> String {
    let open = page.open.and_then(|open| {
        let child = find(open.register)?.register;
        Some((child, child.stored(child.parent?), open.when))
    });
    let open = open.map_or("0".to_owned(), |(child, parent, (col, code))| {
        let (table, col) = (child.name, child.stored(col));
        format!(
            "(SELECT count(*) FROM {table} x WHERE x.{parent} = r.key AND x.{col} = '{code}' AND x.voided_by IS NULL)"
        )
    });
    let days = page.days.iter().map(|day| register.stored(day)).collect::<Vec<_>>().join(", ");
    let (number, of) = (register.stored(page.number), register.stored(of));
    let what = reached(register, "r", page.what).unwrap_or_else(|| "NULL".to_owned());
    let [outcome, state] = [page.outcome, page.state].map(|col| col.map_or("NULL".to_owned(), |c| register.stored(c)));
    format!(
        "SELECT r.key, {number}, coalesce({days}, NULL), {what}, {outcome}, {state}, {open} FROM {} r WHERE r.{of} = ?1 AND r.voided_by IS NULL",
        register.name
    )
}

impl Store {
    /// The newest of the records, by heading; those without a day yet before all others.
    pub(in crate::store) fn records_on_page(
        &self,
        person: i64,
        cases: &[CaseLine],
        household: Option<&HouseholdLine>,
    ) -> Answer<Vec<CheckLine>> {
        let members = household.iter().flat_map(|h| &h.members).map(|m| m.person);
        let family: BTreeSet<i64> = members.chain([person]).collect();
        let mut lines = Vec::new();
        for (register, page) in declared() {
            for of in page.of {
                let whose: Vec<i64> = match register.field(of).map(|f| f.kind) {
                    Some(Kind::Case) => cases.iter().map(|case| case.key).collect(),
                    _ if page.family => family.iter().copied().collect(),
                    _ => vec![person],
                };
                let mut get = self.db().prepare_cached(&sql(register, page, of))?;
                for key in whose {
                    let found = get.query_map([key], |row| line(register, page, row))?;
                    lines.extend(found.collect::<Result<Vec<_>, _>>()?);
                }
            }
        }
        let mut lines = newest(lines);
        for line in &mut lines {
            // What it is about is told as others call it.
            if let Some((of, key)) = any::parts(&line.number).and_then(|(name, key)| Some((find(name)?, key))) {
                line.number = format!("{} {}", of.register.label, called(self.db(), of.register, key)?);
            }
        }
        Ok(lines)
    }
}

/// The newest under each heading, headings in the order of the registers.
fn newest(mut lines: Vec<CheckLine>) -> Vec<CheckLine> {
    lines.sort_by(|a, b| {
        (b.day.is_none(), &b.day, b.key, b.register).cmp(&(a.day.is_none(), &a.day, a.key, a.register))
    });
    lines.dedup_by_key(|l| (l.register, l.key));
    lines.sort_by_key(|line| declared().position(|(_, page)| page.under == line.under));
    lines.chunk_by(|a, b| a.under == b.under).flat_map(|of| of.iter().take(MOST).cloned()).collect()
}

/// A record in words.
fn line(register: &'static Register, page: &OnPage, row: Row<'_>) -> crate::store::engine::Result<CheckLine> {
    let said = |col: Option<&str>, at: usize| -> crate::store::engine::Result<String> {
        let kind = col.and_then(|col| register.field_at(col)).map(|f| f.kind);
        if kind == Some(Kind::Money) {
            let fen: Option<i64> = row.get(at)?;
            return Ok(fen.map_or_else(String::new, |fen| format!("{} 元", Money::fen(fen))));
        }
        let stored: String = row.get::<Option<String>>(at)?.unwrap_or_default();
        Ok(match kind {
            Some(Kind::Code(codes)) => codes.label(&stored).unwrap_or_default().to_owned(),
            _ => stored,
        })
    };
    let mut outcome = said(page.outcome, 4)?;
    if let (Some(open), n @ 1..) = (page.open, row.get::<i64>(6)?) {
        outcome = format!("{outcome}, {n} {}", open.called);
    }
    Ok(CheckLine {
        under: page.under,
        register: register.name,
        key: row.get(0)?,
        number: row.get::<Option<String>>(1)?.unwrap_or_default(),
        day: row.get::<Option<String>>(2)?.and_then(|day| crate::store::date(&day)),
        what: said(Some(page.what), 3)?,
        outcome,
        state: said(page.state, 5)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;

    #[test]
    fn a_person_leads_to_the_records_and_to_no_other_row() {
        for (register, page) in declared() {
            for of in page.of {
                let plan = plan::of(&sql(register, page, of));
                let reads = plan.iter().filter(|p| !p.contains("CORRELATED"));
                assert!(reads.clone().count() > 0 && reads.clone().all(|p| p.contains("SEARCH")), "{plan:?}");
            }
        }
    }

    #[test]
    fn each_heading_has_its_own_newest() {
        let line = |under, register, key, day: &str| CheckLine {
            under,
            register,
            key,
            number: String::new(),
            day: day.parse().ok(),
            what: String::new(),
            outcome: String::new(),
            state: String::new(),
        };
        let visits = (1..=25).map(|key| line("核查核对", "homecheck", key, "2021-12-01"));
        let others = [line("困难", "hardship", 1, "2020-01-01"), line("困难", "hardship", 2, "")];
        let told = newest(visits.clone().chain(others.clone()).chain(visits.take(3)).collect());
        let keys = |under| told.iter().filter(|l| l.under == under).map(|l| l.key).collect::<Vec<_>>();
        assert_eq!(keys("核查核对"), (6..=25).rev().collect::<Vec<_>>());
        assert_eq!(keys("困难"), [2, 1], "without a day yet before all others");
        assert_eq!(told.chunk_by(|a, b| a.under == b.under).count(), 2);
    }

    /// A column of money has a stored name of its own; a name that no table has makes no plan.
    #[test]
    fn columns_are_read_by_their_stored_names() {
        let relief = find("temporary").unwrap().register;
        let page = OnPage {
            under: "临时救助",
            of: &["person"],
            family: false,
            number: "case_no",
            days: &["pay_date", "apply_date"],
            what: "amount",
            outcome: None,
            state: None,
            open: None,
        };
        assert!(plan::of(&sql(relief, &page, "person")).iter().any(|p| p.starts_with("SEARCH")));
    }

    #[test]
    fn what_is_told_of_a_record_is_text_a_code_or_money() {
        let kinds = |register: &Register, col: &str| register.field_at(col).map(|f| f.kind);
        for (register, page) in declared() {
            // What a line is about is told by its number.
            let is_text = kinds(register, page.number) != Some(Kind::Any);
            let number = [page.number].into_iter().filter(|_| is_text).map(|col| (col, false));
            let said = [Some(page.what), page.outcome, page.state].into_iter().flatten().map(|col| (col, true));
            for (col, or_money) in number.chain(said) {
                let kind = kinds(register, col);
                let is_money = or_money && kind == Some(Kind::Money);
                assert!(
                    is_money || matches!(kind, Some(Kind::Code(_) | Kind::Text(_) | Kind::Name)),
                    "{}.{col}: {kind:?}",
                    register.name
                );
            }
            for of in page.of {
                let kind = kinds(register, of);
                assert!(matches!(kind, Some(Kind::Case | Kind::Ref("person"))), "{}.{of}: {kind:?}", register.name);
            }
        }
    }
}
