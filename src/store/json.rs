//! Records as JSON for scripts (cli.md): every declared field by its column name, unmasked, references as what names the
//! other record, and the row's `key`.

use super::fault::{Answer, StoreFault};
use super::opened::full_head;
use super::records::{Frame, Start};
use super::resolve::natural_text;
use super::sql::{day_or_month_before, stored, taken, values_at};
use super::{Store, month};
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::register::{ALL, Dated, From, Kind, Query, Register, Value, Values, find};
use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::{Map, Value as Json};
use std::collections::HashMap;

/// The names of records that others refer to, each looked up once.
#[derive(Default)]
struct Named {
    known: HashMap<(&'static str, i64), String>,
}

impl Named {
    fn of(&mut self, db: &Connection, target: &'static str, key: i64) -> Answer<String> {
        if let Some(name) = self.known.get(&(target, key)) {
            return Ok(name.clone());
        }
        let name = match find(target) {
            Some(entry) => natural_text(db, entry.register, key)?,
            None => format!("#{key}"),
        };
        // A listing of a whole office would otherwise hold every name in it.
        if self.known.len() > 20_000 {
            self.known.clear();
        }
        self.known.insert((target, key), name.clone());
        Ok(name)
    }
}

impl Store {
    /// The rows of a register as JSON, in its order, one after the other. With `at`, dated rows as they are in force on
    /// that day, and cases as they stood in its month.
    ///
    /// # Errors
    /// The query names a column or a row that the register has not; the file cannot be read; what `each` refuses.
    pub fn each_json(
        &self,
        query: &Query,
        at: Option<NaiveDate>,
        limit: usize,
        each: &mut dyn FnMut(Json) -> Answer<()>,
    ) -> Answer<()> {
        let register = query.register;
        let mut frame = Frame::of(query)?;
        let versions = version_register(register);
        if let Some(day) = at {
            in_force(&mut frame, register, versions, day);
        }
        let start = match query.from {
            From::Start | From::End => Start::First,
            From::After(key) | From::Before(key) => Start::Next { key, with_it: false },
            From::At(key) => Start::Next { key, with_it: true },
        };
        let db = self.db();
        let mut named = Named::default();
        let mut give = |row: &Row| {
            let key: i64 = row.get(0)?;
            let mut values = values_at(register, row, 2)?;
            if let (Some(day), "dibao") = (at, register.name) {
                as_it_stood(db, &mut values, key, Month::of(day))?;
            }
            let next = taken(row.get_ref(1)?);
            each(as_json(db, &mut named, key, &values, &next)?)
        };
        frame.walk(db, &full_head(register), start, limit, &mut give)?;
        Ok(())
    }

    /// The rows of a register as JSON.
    ///
    /// # Errors
    /// As [`Store::each_json`].
    pub fn rows_json(&self, query: &Query, at: Option<NaiveDate>, limit: usize) -> Answer<Vec<Json>> {
        let mut rows = Vec::new();
        self.each_json(query, at, limit, &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    /// One record as JSON.
    ///
    /// # Errors
    /// There is no such record; the file cannot be read.
    pub fn record_json(&self, register: &'static Register, key: i64) -> Answer<Json> {
        let sql = format!("{} WHERE r.key = ?1", full_head(register));
        let mut get = self.db().prepare_cached(&sql)?;
        let mut rows = get.query([key])?;
        let Some(row) = rows.next()? else {
            let text = format!("{}没有 #{key} 这一条", register.label);
            return Err(StoreFault::refused(Slip::error("E-RG27", text)));
        };
        let (values, next) = (values_at(register, row, 2)?, taken(row.get_ref(1)?));
        as_json(self.db(), &mut Named::default(), key, &values, &next)
    }

    /// A judged record that is not saved (`--dry-run`) as JSON; its key is null when it is new.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn values_json(&self, values: &Values, key: Option<i64>) -> Answer<Json> {
        let mut json = as_json(self.db(), &mut Named::default(), key.unwrap_or(0), values, &Value::Null)?;
        if let (None, Some(map)) = (key, json.as_object_mut()) {
            map.insert("key".to_owned(), Json::Null);
        }
        Ok(json)
    }
}

fn as_json(db: &Connection, named: &mut Named, key: i64, values: &Values, next: &Value) -> Answer<Json> {
    let mut map = Map::new();
    map.insert("key".to_owned(), key.into());
    for (field, value) in values.iter() {
        let json = match field.kind.referred(value) {
            Some((target, key)) => named.of(db, target, key)?.into(),
            None => field.kind.json(value),
        };
        map.insert(field.col.to_owned(), json);
    }
    if let Some(dated) = values.register.dated {
        let end = day_or_month_before(next);
        map.insert(dated.until.to_owned(), end.text().map_or(Json::Null, Json::from));
    }
    Ok(Json::Object(map))
}

/// The versions of a case: the child register whose rows follow each other within one parent.
fn version_register(register: &Register) -> Option<(&'static Register, &'static str, Dated)> {
    ALL.iter().map(|e| e.register).find_map(|child| {
        let (parent, dated) = (child.parent_field(register)?, child.dated?);
        let versions = child.field("change_kind").is_some() && dated.within == [parent];
        versions.then_some((child, parent, dated))
    })
}

/// Leaves in a list what is in force on a day.
fn in_force(
    frame: &mut Frame,
    register: &'static Register,
    versions: Option<(&'static Register, &'static str, Dated)>,
    day: NaiveDate,
) {
    let when = |register: &Register, start: &str| match register.field(start).map(|f| f.kind) {
        Some(Kind::Month) => Sql::Text(Month::of(day).to_string()),
        _ => Sql::Text(day.to_string()),
    };
    if let Some(dated) = register.dated {
        let (start, when) = (stored(register, dated.start), when(register, dated.start));
        let same: Vec<String> =
            dated.within.iter().map(|c| stored(register, c)).map(|c| format!("n.{c} = r.{c}")).collect();
        let text = format!(
            "r.{start} <= ? AND NOT EXISTS (SELECT 1 FROM {} n WHERE {} AND n.{start} > r.{start} AND n.{start} <= ? AND \
             n.voided_by IS NULL){}",
            register.name,
            same.join(" AND "),
            not_ended(register, "r"),
        );
        frame.filter.and(&text, [when.clone(), when]);
    }
    if let Some((child, parent, dated)) = versions {
        let (start, when) = (stored(child, dated.start), when(child, dated.start));
        let text = format!(
            "EXISTS (SELECT 1 FROM {name} v WHERE v.key = (SELECT n.key FROM {name} n WHERE n.{parent} = r.key AND \
             n.{start} <= ? AND n.voided_by IS NULL ORDER BY n.{start} DESC LIMIT 1){})",
            not_ended(child, "v"),
            name = child.name,
        );
        frame.filter.and(&text, [when]);
    }
}

/// A row that says that something stopped is not in force.
fn not_ended(register: &Register, alias: &str) -> String {
    let mut text = String::new();
    if register.field("ended").is_some() {
        text.push_str(&format!(" AND {alias}.ended = 0"));
    }
    if register.name == "award" {
        text.push_str(&format!(" AND {alias}.kind <> 'end'"));
    }
    text
}

/// State and class of a case by the version of a month.
fn as_it_stood(db: &Connection, values: &mut Values, case: i64, in_month: Month) -> Answer<()> {
    let version: Option<(String, String, Option<String>)> = db
        .prepare_cached(
            "SELECT from_month, kind, class_code FROM award WHERE dibao = ?1 AND from_month <= ?2 AND voided_by IS NULL
             ORDER BY from_month DESC LIMIT 1",
        )?
        .query_row(rusqlite::params![case, in_month.to_string()], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .optional()?;
    if let Some((from, kind, class)) = version
        && month(&from).is_some()
    {
        values.set("state", crate::register::state_after(&kind));
        values.set("class_code", class);
    }
    Ok(())
}
