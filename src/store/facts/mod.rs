//! Answers to what a record wants to know before it is judged.

mod covering;
mod dibao;
mod people;
mod records;

use super::fault::{Answer, StoreFault};
use super::{Store, date, month};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::register::core::answers::Source;
use crate::register::{Ask, Fact, PettyEntry, PettyFundFact, ReliefFact, Values};
use crate::store::benefits::resting;
use crate::store::engine::{self, Db, Optional, params};
use crate::store::pay::paid::paid_until;
use crate::store::pay::payroll_facts::SENT;
use crate::store::read::inside;
use crate::store::read::places::Places;
use crate::store::read::sql::quoted;
use chrono::NaiveDate;
use std::cell::RefCell;
use std::rc::Rc;

/// Reads what the office knows on a day.
pub(super) struct Office<'a> {
    pub db: &'a Db,
    pub places: Rc<Places>,
    pub day: NaiveDate,
    overlay: Option<&'a Overlay>,
    /// What went wrong while rules asked: they know no such thing.
    fault: RefCell<Option<StoreFault>>,
}

impl Source<Ask, Fact> for Office<'_> {
    fn answer(&self, ask: &Ask) -> Option<Fact> {
        match self.read(ask) {
            Ok(fact) => Some(fact),
            Err(fault) => {
                self.fault.borrow_mut().get_or_insert(fault);
                None
            }
        }
    }
}

/// A person as corrected in a draft that is not written yet: what follows from it is judged as if it were.
pub(super) struct Overlay {
    pub person: i64,
    pub values: Values,
}

impl Store {
    /// The answer to one question.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn answer(&self, ask: &Ask, day: NaiveDate) -> Answer<Fact> {
        Office::on(self.db(), self.places()?, day, None).read(ask)
    }
}

impl<'a> Office<'a> {
    /// The office on a day; over a correction that is not written yet.
    pub(super) fn on(db: &'a Db, places: Rc<Places>, day: NaiveDate, overlay: Option<&'a Overlay>) -> Office<'a> {
        Office { db, places, day, overlay, fault: RefCell::default() }
    }

    /// What went wrong since the last time, if anything did.
    ///
    /// # Errors
    /// That.
    pub(super) fn raise(&self) -> Answer<()> {
        self.fault.take().map_or(Ok(()), Err)
    }

    pub(super) fn read(&self, ask: &Ask) -> Answer<Fact> {
        Ok(match ask {
            Ask::Person(key) => Fact::Person(self.people("p.key = ?1", key)?.pop()),
            Ask::PeopleBorn(day) => Fact::People(self.people("p.birth_date = ?1", &day.to_string())?),
            Ask::PeopleWithId(id) => Fact::People(self.people("p.id_number = ?1", id)?),
            Ask::Household(key) => Fact::Household(self.household(*key)?),
            Ask::HouseholdOf(person) => Fact::Household(self.household_of(*person)?),
            Ask::HouseholdOfOn(person, day) => Fact::Household(self.then(*day).household_of(*person)?),
            Ask::HouseholdOn(key, day) => Fact::Household(self.then(*day).household(*key)?),
            Ask::Dibao(key, day) => Fact::Case(self.then(*day).case(*key)?),
            Ask::CasesOf(person) => Fact::Covered(self.cases_of(*person)?),
            Ask::PeopleWithAccount(no) => Fact::People(self.people(
                &format!(
                    "p.key IN (SELECT a.person FROM account a WHERE a.account_no = ?1 AND a.voided_by IS NULL AND NOT EXISTS \
                     (SELECT 1 FROM account n WHERE n.person = a.person AND n.valid_from > a.valid_from \
                     AND n.valid_from <= '{}' AND n.voided_by IS NULL))",
                    self.day
                ),
                no,
            )?),
            Ask::ReliefOf(person, since) => Fact::Relief(self.relief(*person, *since)?),
            Ask::PettyFund(town, year) => Fact::PettyFund(self.petty_fund(town, *year)?),
            Ask::Division(code) => Fact::Division(self.places.get(code, self.day)),
            Ask::Batches(case) => Fact::Batches(batches(self.db, *case)?),
            Ask::Inside(code) => Fact::Inside(inside::living(self.db, code, self.day)?),
            Ask::Figures => Fact::Names(crate::figure::ALL.iter().map(|f| (f.key, f.name())).collect()),
            Ask::Record(register, key) => Fact::Record(self.record(register, *key)?),
            Ask::Resting(person) => Fact::Resting(resting::of_person(self.db, *person, self.day)?),
            Ask::PaidUntil(case) => Fact::PaidUntil(paid_until(self.db, *case)?),
            Ask::Computed(param, from) => Fact::Computed(self.computed(*param, *from)?),
            Ask::Before(ask) => Fact::Before(self.before(ask)?),
            Ask::RowsOf(register, col, key) => Fact::Rows(self.rows_of(register, col, *key)?),
            Ask::UnderWay(person) => Fact::Covered(self.under_way(*person)?),
            Ask::Row(register, key) => Fact::Row(self.row(register, *key)?),
        })
    }

    /// The same office on another day.
    fn then(&self, day: NaiveDate) -> Office<'a> {
        Office::on(self.db, Rc::clone(&self.places), day, self.overlay)
    }

    fn relief(&self, person: i64, since: NaiveDate) -> Answer<Vec<ReliefFact>> {
        let mut get = self.db.prepare_cached(
            "SELECT key, cause_code, event_date, approve_date, amount_fen,
                    (SELECT x.key FROM petty_txn x WHERE x.temporary = t.key AND x.voided_by IS NULL)
             FROM temporary t WHERE person = ?1 AND approve_date >= ?2 AND voided_by IS NULL",
        )?;
        let rows = get.query_map(params![person, since.to_string()], |r| {
            let day = |i: usize| -> engine::Result<Option<NaiveDate>> {
                Ok(r.get::<Option<String>>(i)?.as_deref().and_then(date))
            };
            Ok(ReliefFact {
                key: r.get(0)?,
                cause_code: r.get(1)?,
                event_date: day(2)?,
                approve_date: day(3)?.unwrap_or_default(),
                amount: Money::fen(r.get(4)?),
                spent: r.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn petty_fund(&self, town: &str, year: i32) -> Answer<Option<PettyFundFact>> {
        let key: Option<i64> = self
            .db
            .prepare_cached("SELECT key FROM petty_fund WHERE town = ?1 AND year = ?2 AND voided_by IS NULL")?
            .query_row(params![town, year], |r| r.get(0))
            .optional()?;
        let Some(key) = key else { return Ok(None) };
        let mut get = self.db.prepare_cached(
            "SELECT key, date, kind, amount_fen FROM petty_txn WHERE petty_fund = ?1 AND voided_by IS NULL ORDER BY key",
        )?;
        let mut rows = get.query([key])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(day) = date(&row.get::<String>(1)?) else { continue };
            entries.push(PettyEntry { key: row.get(0)?, day, kind: row.get(2)?, amount: Money::fen(row.get(3)?) });
        }
        Ok(Some(PettyFundFact { key, entries }))
    }
}

/// The batches with lines of a case, from the sending to the bank on.
fn batches(db: &Db, case: i64) -> Answer<Vec<(Month, String)>> {
    let mut found: Vec<(Month, String)> = Vec::new();
    for types in ["IN ('01','08')", "NOT IN ('01','08')"] {
        let sql = format!(
            "SELECT DISTINCT b.period, b.batch_no FROM payment p JOIN batch b ON b.key = p.batch
             WHERE p.case_key = ?1 AND p.line_type {types} AND p.voided_by IS NULL
             AND b.state IN ({})",
            quoted(&SENT)
        );
        let mut get = db.prepare_cached(&sql)?;
        let mut rows = get.query([case])?;
        while let Some(row) = rows.next()? {
            if let Some(period) = month(&row.get::<String>(0)?) {
                found.push((period, row.get(1)?));
            }
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}
