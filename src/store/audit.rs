//! Who did what: acts, and the audit row of each row an act writes. A row's text before and after is JSON of its columns
//! as they are stored.

use super::Who;
use super::fault::Answer;
use chrono::{FixedOffset, NaiveDate, Utc};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, Rows, params};
use serde_json::{Map, Value as Json};

/// The machine's clock in UTC+8. Written down, never used to order anything.
pub(super) fn clock() -> String {
    let now = Utc::now();
    let east = FixedOffset::east_opt(8 * 3600).map(|zone| now.with_timezone(&zone).naive_local());
    east.unwrap_or_else(|| now.naive_utc()).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// Begins an act: one person, one moment.
pub(super) fn begin(
    db: &Connection,
    kind: &str,
    who: &Who,
    at: &str,
    day: NaiveDate,
    why: Option<&str>,
) -> Answer<i64> {
    db.prepare_cached("INSERT INTO act(kind, operator, at, day, why) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![kind, who.operator, at, day.to_string(), why])?;
    Ok(db.last_insert_rowid())
}

/// Writes down what an act did to a row.
pub(super) fn write(
    db: &Connection,
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

/// Writes down rows that were written in bulk, (key, act) in the order of their keys and without copies: one audit row for each run of
/// keys by one act.
pub(super) fn write_runs(db: &Connection, register: &str, mut rows: Rows<'_>, before: Option<&str>) -> Answer<()> {
    let mut run: Option<(i64, i64, i64)> = None;
    while let Some(row) = rows.next()? {
        let (key, act): (i64, i64) = (row.get(0)?, row.get(1)?);
        run = match run {
            Some((first, last, by)) if (last + 1, by) == (key, act) => Some((first, key, by)),
            done => {
                done.map_or(Ok(()), |(first, last, by)| write_run(db, by, register, (first, last), before))?;
                Some((key, key, act))
            }
        };
    }
    run.map_or(Ok(()), |(first, last, by)| write_run(db, by, register, (first, last), before))
}

/// Writes down a run of keys, first and last, that an act wrote alike.
pub(super) fn write_run(
    db: &Connection,
    act: i64,
    register: &str,
    (first, last): (i64, i64),
    before: Option<&str>,
) -> Answer<()> {
    db.prepare_cached("INSERT INTO audit(act, register, row, last_row, before) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![act, register, first, last, before])?;
    Ok(())
}

/// A row of a table as JSON of its stored columns; none when it is not there.
pub(super) fn snapshot(db: &Connection, table: &str, key: i64) -> Answer<Option<Json>> {
    let mut get = db.prepare_cached(&format!("SELECT * FROM {table} WHERE key = ?1"))?;
    let names: Vec<String> = get.column_names().map(str::to_owned).collect();
    let mut rows = get.query([key])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(as_json(&names, row)?))
}

fn as_json(names: &[String], row: &Row) -> Answer<Json> {
    let mut map = Map::new();
    for (i, name) in names.iter().enumerate() {
        // Generated columns follow from the others.
        if matches!(name.as_str(), "id_tail" | "phone_tail" | "no_tail" | "name_from_2" | "name_from_3" | "parent") {
            continue;
        }
        let value = match row.get_ref(i)? {
            ValueRef::Integer(n) => Json::from(n),
            ValueRef::Text(t) => Json::from(String::from_utf8_lossy(t).into_owned()),
            _ => Json::Null,
        };
        map.insert(name.clone(), value);
    }
    Ok(Json::Object(map))
}
