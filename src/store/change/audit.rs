//! Who did what: acts, and the audit row of each row an act writes. A row's text before and after is JSON of its columns
//! as they are stored.

use crate::register::ALL;
use crate::store::Who;
use crate::store::change::digest::{self, OfRun};
use crate::store::engine::{Db, Given, Row, Rows, params};
use crate::store::fault::Answer;
use chrono::NaiveDate;
use serde_json::{Map, Value as Json};

/// Begins an act: one person, one moment, and why: as [`crate::domain::reason`] reads what is typed.
pub(in crate::store) fn begin(
    db: &Db,
    kind: &str,
    who: &Who,
    at: &str,
    day: NaiveDate,
    why: Option<&str>,
) -> Answer<i64> {
    let key = db.prepare_cached("SELECT coalesce(max(key), 0) + 1 FROM act")?.query_row([], |r| r.get(0))?;
    put_act(db, (key, kind), who.operator, (at, &day.to_string()), why)?;
    Ok(key)
}

/// Writes an act with its key, the clock and the business date, and its digest.
pub(in crate::store) fn put_act(
    db: &Db,
    (key, kind): (i64, &str),
    operator: i64,
    (at, day): (&str, &str),
    why: Option<&str>,
) -> Answer<()> {
    let digest = digest::of_act(key, kind, operator, at, day, why);
    db.prepare_cached(
        "INSERT INTO act(key, kind, operator, at, day, why, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![key, kind, operator, at, day, why, digest])?;
    Ok(())
}

/// Writes down what an act did to a row.
pub(in crate::store) fn write(
    db: &Db,
    act: i64,
    register: &str,
    row: i64,
    before: Option<&str>,
    after: Option<&str>,
) -> Answer<()> {
    db.prepare_cached("INSERT INTO audit(act, register, row, before, after) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![act, register, row, before, after])?;
    Ok(())
}

/// Writes down a row that an act has just added.
pub(in crate::store) fn write_added(db: &Db, act: i64, table: &str, row: i64) -> Answer<()> {
    let after = snapshot(db, table, row)?.map(|j| j.to_string());
    write(db, act, table, row, None, after.as_deref())
}

/// The tables whose rows the audit copies or digests, as far as the file has them: the registers, and what is recorded beside their rows.
pub(in crate::store) fn tables(db: &Db) -> Answer<Vec<&'static str>> {
    let mut found = Vec::new();
    for table in ALL.iter().map(|entry| entry.register.name).chain(["exception", "follow"]) {
        if db.has_table(table)? {
            found.push(table);
        }
    }
    Ok(found)
}

/// Rows with keys that follow one another, written by one act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Stretch {
    pub first: i64,
    pub last: i64,
    pub act: i64,
}

/// The stretches of rows, (key, act) in the order of their keys.
pub(in crate::store) fn stretches(mut rows: Rows<'_>) -> Answer<Vec<Stretch>> {
    let mut found: Vec<Stretch> = Vec::new();
    while let Some(row) = rows.next()? {
        let (key, act): (i64, i64) = (row.get(0)?, row.get(1)?);
        match found.last_mut().filter(|run| (run.last + 1, run.act) == (key, act)) {
            Some(run) => run.last = key,
            None => found.push(Stretch { first: key, last: key, act }),
        }
    }
    Ok(found)
}

/// Writes down new rows that were written in bulk, (key, act) in the order of their keys: audit rows for each stretch by one act.
pub(in crate::store) fn write_new(db: &Db, register: &str, rows: Rows<'_>) -> Answer<()> {
    for run in stretches(rows)? {
        write_run(db, run.act, register, (run.first, run.last), None)?;
    }
    Ok(())
}

/// A digest is over no more rows than these.
pub(in crate::store) const PIECE: i64 = 4096;

/// Writes down all rows of a register from a key to another that an act wrote alike, in pieces, each with a digest of its rows as they
/// stand now. `before`: what all of them had before in the columns that were changed.
pub(in crate::store) fn write_run(
    db: &Db,
    act: i64,
    register: &str,
    (first, last): (i64, i64),
    before: Option<&str>,
) -> Answer<()> {
    let mut from = first;
    while from <= last {
        let to = last.min(from.saturating_add(PIECE - 1));
        put_run(db, act, register, (from, to), before, &digest_of(db, register, (from, to))?)?;
        from = to + 1;
    }
    Ok(())
}

/// One audit row of a run, with its digest.
pub(in crate::store) fn put_run(
    db: &Db,
    act: i64,
    register: &str,
    (first, last): (i64, i64),
    before: Option<&str>,
    digest: &OfRun,
) -> Answer<()> {
    db.prepare_cached(
        "INSERT INTO audit(act, register, row, last_row, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![act, register, first, last, before, digest.text()])?;
    Ok(())
}

/// The digest of the rows of a table from a key to another, as they stand.
pub(in crate::store) fn digest_of(db: &Db, table: &str, (first, last): (i64, i64)) -> Answer<OfRun> {
    let columns = columns(db, table)?;
    let names = columns.join(", ");
    let mut get =
        db.prepare_cached(&format!("SELECT {names} FROM {table} WHERE key BETWEEN ?1 AND ?2 ORDER BY key"))?;
    let mut rows = get.query([first, last])?;
    let (mut run, mut form) = (digest::Run::default(), digest::Form::default());
    while let Some(row) = rows.next()? {
        form.clear();
        for at in 0..columns.len() {
            form.add(row.get_ref(at)?);
        }
        run.add(&form);
    }
    Ok(run.end(columns.len()))
}

/// The columns of a table that are stored, in their order; generated ones follow from them.
pub(in crate::store) fn columns(db: &Db, table: &str) -> Answer<Vec<String>> {
    Ok(columns_with_defaults(db, table)?.into_iter().map(|column| column.name).collect())
}

/// A stored column, and what it has where nothing was ever written to it.
pub(in crate::store) struct Column {
    pub name: String,
    pub default: Json,
}

/// The same with their defaults: what an older copy lacks is what a migration gave the column.
pub(in crate::store) fn columns_with_defaults(db: &Db, table: &str) -> Answer<Vec<Column>> {
    let value = |text: String| match text.parse::<i64>() {
        Ok(number) => number.into(),
        Err(_) => text.trim_matches('\'').into(),
    };
    let columns = db.columns(table)?.into_iter();
    Ok(columns.map(|c| Column { name: c.name, default: c.default.map_or(Json::Null, value) }).collect())
}

/// A row of a table as JSON of its stored columns; none when it is not there.
pub(in crate::store) fn snapshot(db: &Db, table: &str, key: i64) -> Answer<Option<Json>> {
    let columns = columns(db, table)?;
    let mut get = db.prepare_cached(&format!("SELECT {} FROM {table} WHERE key = ?1", columns.join(", ")))?;
    let mut rows = get.query([key])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(as_json(&columns, row)?))
}

fn as_json(columns: &[String], row: Row<'_>) -> Answer<Json> {
    let mut map = Map::new();
    for (at, name) in columns.iter().enumerate() {
        let value = match row.get_ref(at)? {
            Given::Integer(n) => Json::from(n),
            Given::Text(t) => Json::from(String::from_utf8_lossy(t).into_owned()),
            _ => Json::Null,
        };
        map.insert(name.clone(), value);
    }
    Ok(Json::Object(map))
}
