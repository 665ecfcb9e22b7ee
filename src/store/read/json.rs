//! Records as JSON for scripts (cli.md): every declared field by its column name, unmasked, references as what names the
//! other record, and the row's `key`.

use crate::domain::money::Money;
use crate::domain::slip::Slip;
use crate::register::core::classes::Where;
use crate::register::core::rights::{Action, Ask};
use crate::register::{Ahead, Course, From, Kind, Query, Register, Value, Values, find};
use crate::store::Store;
use crate::store::change::resolve::natural_text;
use crate::store::engine::{Db, Row};
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::arranged::page_of;
use crate::store::read::frame::{Frame, Head};
use crate::store::read::in_force;
use crate::store::read::opened::full_head;
use crate::store::read::said::said;
use crate::store::read::sql::{day_or_month_before, taken, values_at};
use crate::store::read::stored::stored_row;
use crate::store::read::walked::Start;
use crate::store::rights::veil::Veil;
use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};
use std::collections::HashMap;
use std::fmt::Write;

/// The names of records that others refer to, each looked up once.
#[derive(Default)]
struct Named {
    known: HashMap<(&'static str, i64), String>,
}

impl Named {
    /// A reference as it can be typed: by the number of the record, and where it may be of whatever register, by that too.
    fn reference(&mut self, db: &Db, kind: Kind, (target, key): (&'static str, i64)) -> Answer<String> {
        let number = self.of(db, target, key)?;
        Ok(if kind == Kind::Any { format!("{target}/{number}") } else { number })
    }
    fn of(&mut self, db: &Db, target: &'static str, key: i64) -> Answer<String> {
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
    /// The rows of a register as JSON, in its order, one after the other, as of the query's day.
    ///
    /// # Errors
    /// The query names a column or a row that the register has not; the file cannot be read; what `each` refuses.
    pub fn each_json(&self, query: &Query, limit: usize, each: &mut dyn FnMut(Json) -> Answer<()>) -> Answer<()> {
        let query = &*self.gated(query, &[])?;
        self.gate(None, &Ask::of(Action::Json, query.register))?;
        let frame = Frame::of(self.db(), query)?;
        let mut named = Named::default();
        let (db, register) = (self.db(), query.register);
        let veil =
            if query.columns.is_empty() { self.veil_of(register)? } else { self.veil_over(query, Where::Output)? };
        let mut give = |row: Row<'_>| {
            each(if query.columns.is_empty() {
                row_json(db, &mut named, (register, &veil), row)?
            } else {
                chosen_json(db, &mut named, (query, &veil), row)?
            })
        };
        let head = if query.columns.is_empty() { full_head(register, query.day)? } else { chosen_head(query)? };
        if query.keys.is_some() || !query.is_walked() {
            let keys = query.keys.clone().map_or_else(|| self.arrange(query, &mut |_, _| true), Ok)?;
            let of = page_of(&keys, query.from, limit);
            return self.each_of(&frame, &head, keys.get(of).unwrap_or_default(), &mut give);
        }
        let start = match query.from {
            From::Start | From::End => Start::First,
            From::After(key) | From::Before(key) => Start::Next { key, with_it: false },
            From::At(key) => Start::Next { key, with_it: true },
        };
        frame.walk(self.db(), &head, start, limit, &mut give)?;
        Ok(())
    }

    /// The rows of a register as JSON.
    ///
    /// # Errors
    /// As [`Store::each_json`].
    pub fn rows_json(&self, query: &Query, limit: usize) -> Answer<Vec<Json>> {
        let mut rows = Vec::new();
        self.each_json(query, limit, &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    /// One record as JSON, as of a day.
    ///
    /// # Errors
    /// There is no such record; the file cannot be read.
    pub fn record_json(&self, register: &'static Register, key: i64, day: NaiveDate) -> Answer<Json> {
        let leave = self.gate_open(register)?;
        self.gate(None, &Ask::of(Action::Json, register))?;
        if let Some((values, ..)) = stored_row(self.db(), register, key)? {
            self.gate_opened((key, &values), leave)?;
        }
        let head = full_head(register, day)?;
        let joins = in_force::joins(register, day);
        let sql = format!("SELECT {} FROM {} r{joins} WHERE r.key = ?1", head.columns, register.read_from());
        let mut get = self.db().prepare_cached(&sql)?;
        let mut rows = get.query([key])?;
        let Some(row) = rows.next()? else {
            let text = format!("{}没有 #{key} 这一条", register.label);
            return Err(StoreFault::refused(Slip::error("E-RG27", text)));
        };
        row_json(self.db(), &mut Named::default(), (register, &self.veil_of(register)?), row)
    }

    /// Which fields of a register do not leave it as values.
    fn veil_of(&self, register: &'static Register) -> Answer<Veil> {
        Ok(Veil::over_fields(&*self.rights()?, register, Where::Output))
    }

    /// A judged record that is not saved (`--dry-run`) as JSON; its key is null when it is new.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn values_json(&self, values: &Values, key: Option<i64>) -> Answer<Json> {
        let mut json = as_json(
            self.db(),
            &mut Named::default(),
            key.unwrap_or(0),
            (values, &self.veil_of(values.register)?),
            &Value::Null,
        )?;
        if let (None, Some(map)) = (key, json.as_object_mut()) {
            map.insert("key".to_owned(), Json::Null);
        }
        Ok(json)
    }
}

/// The columns that were chosen, as they are stored.
fn chosen_head(query: &Query) -> Answer<Head> {
    let mut columns = String::from("r.key");
    for column in &query.columns {
        let what = said(query.register, column.path, query.day);
        let unknown = || StoreFault::defect(format!("{}: 没有列 {}", query.register.name, column.path));
        let _ = write!(columns, ", {}", what.ok_or_else(unknown)?);
    }
    Ok(Head { columns, joins: String::new() })
}

/// A row that [`chosen_head`] selects: its key, and the columns by their paths.
fn chosen_json(db: &Db, named: &mut Named, (query, veil): (&Query, &Veil), row: Row<'_>) -> Answer<Json> {
    let mut map = Map::new();
    map.insert("key".to_owned(), row.get::<i64>(0)?.into());
    for (at, column) in query.columns.iter().enumerate() {
        let value = taken(row.get_ref(at + 1)?);
        let kind = query.register.field_at(column.path).map_or(Kind::Text(0), |field| field.kind);
        let json = match kind.referred(&value) {
            _ if veil.is_over(at) => Json::Null,
            Some(of) => named.reference(db, kind, of)?.into(),
            None => kind.json(&value),
        };
        map.insert(column.path.to_owned(), json);
    }
    Ok(Json::Object(map))
}

/// A row that [`full_head`] selects.
fn row_json(db: &Db, named: &mut Named, (register, veil): (&'static Register, &Veil), row: Row<'_>) -> Answer<Json> {
    let values = values_at(register, row, 2)?;
    let mut json = as_json(db, named, row.get(0)?, (&values, veil), &taken(row.get_ref(1)?))?;
    let Some(map) = json.as_object_mut() else { return Ok(json) };
    let sums = 2 + register.fields.len();
    let beside: Vec<_> = register.beside().collect();
    for (i, field) in beside.iter().enumerate() {
        let value = if veil.is_over(register.fields.len() + i) { Value::Null } else { taken(row.get_ref(sums + i)?) };
        map.insert(field.col.to_owned(), field.kind.json(&value));
    }
    if register.versions.is_some() {
        let (course, amount) = in_force::course(row, sums + beside.len())?;
        add_course(map, &course, amount);
    }
    Ok(json)
}

/// How a case stands on the day: what it draws a month, what it drew before it ended, and what lies ahead.
fn add_course(map: &mut Map<String, Json>, course: &Course, amount: Option<Money>) {
    let yuan = |amount: Option<Money>| amount.map_or(Json::Null, |m| m.plain().into());
    let (now, last) = if course.ended.is_some() { (None, amount) } else { (amount, None) };
    map.insert("amount".to_owned(), yuan(now));
    map.insert("last_amount".to_owned(), yuan(last));
    map.insert("ended_from".to_owned(), course.ended.map_or(Json::Null, |m| m.to_string().into()));
    map.insert("ahead".to_owned(), course.ahead.first().map_or(Json::Null, Ahead::json));
    map.insert("all_ahead".to_owned(), course.json());
    let moves =
        course.moves.first().map_or(Json::Null, |(month, to)| json!({"from_month": month.to_string(), "division": to}));
    map.insert("moves".to_owned(), moves);
}

fn as_json(db: &Db, named: &mut Named, key: i64, (values, veil): (&Values, &Veil), next: &Value) -> Answer<Json> {
    let mut map = Map::new();
    map.insert("key".to_owned(), key.into());
    for (at, (field, value)) in values.iter().enumerate() {
        let json = match field.kind.referred(value) {
            _ if veil.is_over(at) => Json::Null,
            Some(of) => named.reference(db, field.kind, of)?.into(),
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
