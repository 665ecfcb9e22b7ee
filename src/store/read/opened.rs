//! One record as it stands, with its children and what its references are called.

use crate::domain::slip::Slip;
use crate::register::core::rights::Action;
use crate::register::{Field, Kind, Opened, Register, Value, Values, Versions, find};
use crate::store::Store;
use crate::store::change::resolve::called_in_full;
use crate::store::engine::{Db, Optional};
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::frame::Head;
use crate::store::read::in_force;
use crate::store::read::sql::{day_or_month_before, next_start, taken};
use crate::store::read::stored::stored_row;
use crate::store::rights::veil::veil;
use crate::store::rights::{Look, Seen};
use chrono::NaiveDate;

/// The most child rows that one form shows.
const MOST: i64 = 500;

impl Store {
    /// The record of a key, voided ones too, with its child rows in their order. What follows the versions of a case is as of
    /// the day, and its state says what lies ahead.
    ///
    /// # Errors
    /// There is no such record; the file cannot be read.
    pub fn opened(&self, register: &'static Register, key: i64, day: NaiveDate) -> Answer<Opened> {
        let leave = self.gate_open(register)?;
        self.at_one_moment(|| {
            let mut opened = self.read_record(register, key, day)?;
            self.gate_opened((key, &opened.values), leave)?;
            veil(&*self.rights()?, &mut opened);
            Ok(opened)
        })
    }

    /// The same in full, for who corrects it.
    ///
    /// # Errors
    /// There is no such record; it cannot be put on record that he sees it; the file cannot be read.
    pub fn opened_to_edit(&self, register: &'static Register, key: i64, day: NaiveDate) -> Answer<Opened> {
        self.gate_write(None, register, Action::Correct)?;
        let opened = self.at_one_moment(|| {
            self.gate_row(self.db(), None, Action::Correct, (register, key))?;
            self.read_record(register, key, day)
        })?;
        let mut seen = opened.clone();
        veil(&*self.rights()?, &mut seen);
        // What is not seen where it is looked at is put on record before it is seen.
        if seen.is_veiled() {
            let _ = self.looks(&Seen::rows(Look::Edit, register, &[key]))?;
        }
        Ok(opened)
    }

    pub(in crate::store) fn read_record(
        &self,
        register: &'static Register,
        key: i64,
        day: NaiveDate,
    ) -> Answer<Opened> {
        let db = self.db();
        let Some((mut values, act, voided_by)) = stored_row(db, register, key)? else {
            let text = format!("{}没有 #{key} 这一条", register.label);
            return Err(StoreFault::refused(Slip::error("E-RG27", text)));
        };
        let mut children = Vec::new();
        for (child, parent) in register.children() {
            for key in child_keys(db, child, parent, key, MOST)? {
                if let Some((values, act, voided_by)) = stored_row(db, child, key)? {
                    children.push(self.complete(key, values, act, voided_by, Vec::new(), day)?);
                }
            }
        }
        let course = in_force::put_on_day(db, &mut values, key, day)?;
        let mut opened = self.complete(key, values, act, voided_by, children, day)?;
        if let (Some((course, drawn)), Some(field)) = (course, register.field(Versions::STATE)) {
            let state = course.beside(&field.kind.show(opened.values.get(Versions::STATE)));
            let last = drawn.filter(|_| course.ended.is_some()).map(|m| format!(", 原每月 {m} 元"));
            opened.names.push((Versions::STATE, format!("{state}{}", last.unwrap_or_default())));
        }
        Ok(opened)
    }

    fn complete(
        &self,
        key: i64,
        values: Values,
        act: i64,
        voided_by: Option<i64>,
        children: Vec<Opened>,
        day: NaiveDate,
    ) -> Answer<Opened> {
        let names = self.names(&values, day)?;
        let until = until(self.db(), values.register, key)?;
        let beside = beside(self.db(), values.register, key, day)?;
        Ok(Opened { key, act, voided_by, values, names, until, beside, children, veiled: Vec::new() })
    }

    /// What references and divisions of a record are called.
    pub(in crate::store) fn names(&self, values: &Values, day: NaiveDate) -> Answer<Vec<(&'static str, String)>> {
        let places = self.places()?;
        let mut names = Vec::new();
        for (field, value) in values.iter() {
            if let Some((target, key)) = field.kind.referred(value) {
                if let Some(entry) = find(target) {
                    names.push((field.col, called_in_full(self.db(), entry.register, key)?));
                }
            } else if let (Kind::Division, Value::Text(code)) = (field.kind, value) {
                let (town, village) = places.town_and_village(code, day);
                names.push((field.col, format!("{town}{village}")));
            }
        }
        Ok(names)
    }
}

/// The first of the living child rows of a record in the order of their register.
fn child_keys(db: &Db, child: &'static Register, parent: &str, key: i64, most: i64) -> Answer<Vec<i64>> {
    let order: Vec<String> = child.order.iter().map(|c| child.stored(c)).chain(["key".to_owned()]).collect();
    let sql = format!(
        "SELECT key FROM {} WHERE {parent} = ?1 AND voided_by IS NULL ORDER BY {} LIMIT ?2",
        child.name,
        order.join(", ")
    );
    let mut get = db.prepare_cached(&sql)?;
    let keys = get.query_map([key, most], |r| r.get(0))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// What is shown of a record beside its fields.
fn beside(db: &Db, register: &'static Register, key: i64, day: NaiveDate) -> Answer<Vec<(&'static Field, Value)>> {
    let (fields, said): (Vec<_>, Vec<_>) = in_force::beside(register, day)?.into_iter().unzip();
    if fields.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT {} FROM {} r WHERE r.key = ?1", said.join(", "), register.read_from());
    let mut get = db.prepare_cached(&sql)?;
    let mut rows = get.query([key])?;
    let Some(row) = rows.next()? else { return Ok(Vec::new()) };
    let value = |(at, field)| Ok((field, taken(row.get_ref(at)?)));
    fields.into_iter().enumerate().map(value).collect()
}

/// The derived end of a dated row: the day or month before its successor, none while it has none.
pub(in crate::store) fn until(db: &Db, register: &'static Register, key: i64) -> Answer<Option<(&'static str, Value)>> {
    let Some(dated) = register.dated else { return Ok(None) };
    let sql = format!("SELECT {} FROM {} r WHERE r.key = ?1", next_start(register, dated, "r"), register.name);
    let next = db.prepare_cached(&sql)?.query_row([key], |r| Ok(taken(r.get_ref(0)?))).optional()?;
    Ok(next.map(|start| (dated.until, day_or_month_before(&start))))
}

/// The stored values of all living child rows of a record: what rules judge by.
pub(in crate::store) fn child_values(
    db: &Db,
    child: &'static Register,
    parent: &str,
    key: i64,
) -> Answer<Vec<(i64, Values)>> {
    let mut rows = Vec::new();
    for key in child_keys(db, child, parent, key, i64::MAX)? {
        if let Some((values, _, _)) = stored_row(db, child, key)? {
            rows.push((key, values));
        }
    }
    Ok(rows)
}

/// Whether a key is a living row of a register.
pub(in crate::store) fn lives(db: &Db, register: &Register, key: i64) -> Answer<bool> {
    let sql = format!("SELECT 1 FROM {} WHERE key = ?1 AND voided_by IS NULL", register.read_from());
    Ok(db.prepare_cached(&sql)?.exists([key])?)
}

/// The declared row as of a day, and derived columns: what a full listing selects.
pub(in crate::store) fn full_head(register: &'static Register, day: NaiveDate) -> Answer<Head> {
    let next = register.dated.map_or_else(|| "NULL".to_owned(), |d| next_start(register, d, "r"));
    let mut columns = format!("r.key, {next}");
    for field in register.fields {
        columns.push_str(", ");
        columns.push_str(&in_force::column(register, field.col, day));
    }
    for (_, said) in in_force::beside(register, day)? {
        columns.push_str(", ");
        columns.push_str(&said);
    }
    if let Some(versions) = register.versions {
        columns.push_str(", ");
        columns.push_str(&in_force::course_columns(versions, day)?);
    }
    Ok(Head { columns, joins: String::new() })
}
