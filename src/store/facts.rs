//! Answers to what a record wants to know before it is judged: the rows of the file, of which `register::office` makes them, and what
//! only the file can say.

use super::fault::{Answer, StoreFault};
use super::{Store, month};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::register::benefits::rests::Loss;
use crate::register::core::answers::{Answers, Source};
use crate::register::office::{Kept, Rows, Sight};
use crate::register::places::known::Places;
use crate::register::{Ask, Consequence, Fact, Facts, HouseholdFact, Register, Value, Values};
use crate::store::engine::{Db, Optional, params};
use crate::store::pay::paid::{lines_of, paid_until};
use crate::store::pay::payroll_facts::SENT;
use crate::store::read::entered::entered_by;
use crate::store::read::inside;
use crate::store::read::sql::{bind, field_list, quoted, values_at};
use crate::store::read::stored::stored_row;
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
        self.told(self.read(ask))
    }
}

/// Rows as an act that is not written yet leaves them; none for those that fall. What follows is judged as if they stood.
#[derive(Clone, Default)]
pub(super) struct Overlay {
    rows: Vec<(&'static Register, i64, Option<Rc<Values>>)>,
}

impl Overlay {
    /// Puts a row; a new one after all that stand, in the range of its register. Gives its key.
    pub fn put(&mut self, register: &'static Register, key: Option<i64>, values: Values) -> i64 {
        let key = key.unwrap_or_else(|| register.keys_above + 900_000_000 + self.rows.len() as i64);
        self.set(register, key, Some(Rc::new(values)));
        key
    }

    /// A row falls.
    pub fn fall(&mut self, register: &'static Register, key: i64) {
        self.set(register, key, None);
    }

    fn set(&mut self, register: &'static Register, key: i64, row: Option<Rc<Values>>) {
        self.rows.retain(|(r, k, _)| *r != register || *k != key);
        self.rows.push((register, key, row));
    }

    fn of(&self, register: &'static Register) -> impl Iterator<Item = (i64, Option<&Rc<Values>>)> {
        self.rows.iter().filter(move |(r, ..)| *r == register).map(|(_, key, row)| (*key, row.as_ref()))
    }
}

impl Store {
    /// The answer to one question.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn answer(&self, ask: &Ask, day: NaiveDate) -> Answer<Fact> {
        Office::on(self.db(), self.places()?, day, None).read(ask)
    }

    /// What a record is judged by that asks this office.
    pub(super) fn facts<'o>(&self, office: &Rc<Office<'o>>) -> Answer<Facts<'o>> {
        let mut facts = Facts::on(office.day, &self.office().division);
        facts.answers = Answers::from(Rc::<Office<'o>>::clone(office));
        facts.parameters = self.parameters()?.unasked();
        facts.calendar = self.calendar()?.unasked();
        Ok(facts)
    }
}

/// What a ground that is gone means for the cases of its person.
pub(super) fn consequences(db: &Db, loss: &Loss, day: NaiveDate) -> Answer<Vec<Consequence>> {
    let office = Office::on(db, Rc::default(), day, None);
    let consequences = office.sight().consequences(loss);
    office.raise().map(|()| consequences)
}

impl<'a> Office<'a> {
    /// The office on a day; over what is not written yet.
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

    /// What was read; a fault is kept to be raised.
    fn told<T>(&self, read: Answer<T>) -> Option<T> {
        match read {
            Ok(read) => Some(read),
            Err(fault) => {
                self.fault.borrow_mut().get_or_insert(fault);
                None
            }
        }
    }

    fn sight(&self) -> Sight<'_> {
        Sight { rows: self, day: self.day }
    }

    pub(super) fn household(&self, key: i64) -> Answer<Option<HouseholdFact>> {
        let house = self.sight().household(key);
        self.raise().map(|()| house)
    }

    pub(super) fn read(&self, ask: &Ask) -> Answer<Fact> {
        if let Some(fact) = self.sight().answer(ask) {
            return self.raise().map(|()| fact);
        }
        Ok(match ask {
            Ask::Batches(case) => Fact::Batches(batches(self.db, *case)?),
            Ask::Lines(case) => Fact::Lines(lines_of(self.db, *case)?),
            Ask::Inside(code) => Fact::Inside(inside::living_in(self.db, code, self.day)?),
            Ask::Figures => Fact::Names(crate::figure::ALL.iter().map(|f| (f.key, f.name())).collect()),
            Ask::Computed(param, from) => Fact::Computed(computed(self.db, *param, *from)?),
            other => return Err(StoreFault::defect(format!("{other:?}"))),
        })
    }

    fn found(&self, register: &'static Register, col: &str, value: &Value) -> Answer<Vec<Kept>> {
        let mut get = self.db.prepare_cached(&statement(register, col))?;
        let mut rows = get.query([bind(value)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((row.get(0)?, Rc::new(values_at(register, row, 1)?)));
        }
        found.sort_unstable_by_key(|(key, _)| *key);
        Ok(found)
    }

    fn hand(&self, register: &Register, key: i64) -> Answer<String> {
        let sql = format!(
            "SELECT o.full_name FROM {} r JOIN act a ON a.key = {} JOIN operator o ON o.key = a.operator WHERE r.key = ?1",
            register.name,
            entered_by(register.name, "r")
        );
        // What is not written yet nobody has entered.
        Ok(self.db.prepare_cached(&sql)?.query_row([key], |r| r.get(0)).optional()?.unwrap_or_default())
    }
}

impl Rows for Office<'_> {
    fn row(&self, register: &'static Register, key: i64) -> Option<Rc<Values>> {
        if let Some((_, row)) = self.overlay.and_then(|o| o.of(register).find(|(k, _)| *k == key)) {
            return row.cloned();
        }
        let (values, _, voided) = self.told(stored_row(self.db, register, key))??;
        voided.is_none().then(|| Rc::new(values))
    }

    fn rows_with(&self, register: &'static Register, col: &'static str, value: &Value) -> Vec<Kept> {
        let mut found = self.told(self.found(register, col, value)).unwrap_or_default();
        if let Some(overlay) = self.overlay {
            found.retain(|(key, _)| overlay.of(register).all(|(k, _)| k != *key));
            let put = overlay.of(register).filter_map(|(key, row)| Some((key, Rc::clone(row?))));
            found.extend(put.filter(|(_, row)| row.get(col) == value));
            found.sort_unstable_by_key(|(key, _)| *key);
        }
        found
    }

    fn entered_by(&self, register: &'static Register, key: i64) -> String {
        self.told(self.hand(register, key)).unwrap_or_default()
    }

    fn paid_until(&self, case: i64) -> Option<Month> {
        self.told(paid_until(self.db, case))?
    }

    fn places(&self) -> &Places {
        &self.places
    }
}

/// The living rows that have a value in a column.
fn statement(register: &Register, col: &str) -> String {
    let (fields, table) = (field_list(register, "r"), register.name);
    format!("SELECT r.key, {fields} FROM {table} r WHERE r.{} = ?1 AND r.voided_by IS NULL", register.stored(col))
}

/// The versions of 低保 keep the standard that they were computed with; no version keeps another parameter.
fn computed(db: &Db, param: Param, from: Month) -> Answer<Vec<(Month, Money, i64)>> {
    let kind = match param {
        Param::UrbanStandard => "U",
        Param::RuralStandard => "R",
        _ => return Ok(Vec::new()),
    };
    let mut get = db.prepare_cached(
        "SELECT a.from_month, a.standard_fen, count(*) FROM award a JOIN dibao d ON d.key = a.dibao
         WHERE d.kind = ?1 AND a.from_month >= ?2 AND a.kind <> 'end' AND a.voided_by IS NULL
         GROUP BY a.from_month, a.standard_fen ORDER BY a.from_month, a.standard_fen",
    )?;
    let mut rows = get.query(params![kind, from.to_string()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (start, fen, count): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        found.extend(month(&start).map(|m| (m, Money::fen(fen), count)));
    }
    Ok(found)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{ALL, BENEFITS, find};
    use crate::store::engine::plan;

    /// What rules ask for is found by an index, whatever the office holds.
    #[test]
    fn rows_are_found_by_an_index() {
        let by = [
            ("person", "birth_date"),
            ("person", "id_number"),
            ("account", "account_no"),
            ("petty_fund", "town"),
            ("cover", "person"),
            ("cover", "dibao"),
        ];
        let named = by.map(|(register, col)| (find(register).unwrap().register, col));
        let of_cases = BENEFITS.iter().map(|benefit| (benefit.cases, benefit.covers.column()));
        let children = ALL.iter().filter(|e| e.register.keys_within.is_none());
        let children = children.filter_map(|e| Some((e.register, e.register.parent?)));
        for (register, col) in named.into_iter().chain(of_cases).chain(children) {
            if register.name == "visit" {
                continue;
            }
            let plan = plan::of(&statement(register, col));
            assert!(plan.iter().all(|step| step.contains("SEARCH r USING INDEX")), "{} {col}: {plan:?}", register.name);
        }
    }
}
