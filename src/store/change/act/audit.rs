//! 留痕: the audit row of each row an act writes. A row's text after is JSON of its columns as they are stored, all of them, its text before of
//! those that the act changed; of rows written in bulk the audit has a digest. Which tables it is of.

use crate::register::written;
use crate::store::engine::{Db, Given, Row, params};
use crate::store::fault::Answer;
use serde_json::{Deserializer, Map, Value as Json};

/// What a row was or is, by its stored columns.
pub(in crate::store) type Copy = Map<String, Json>;

/// Writes down what an act did to a row: what it is, and of what it was the columns that differ. Most of a row stays as it was, and would
/// stand there twice.
pub(super) fn write(db: &Db, act: i64, (table, row): (&str, i64), before: Option<&Json>, after: &Json) -> Answer<()> {
    let differing = |before: &Json| {
        let columns = before.as_object().into_iter().flatten().filter(|(column, was)| after.get(*column) != Some(was));
        Json::Object(columns.map(|(column, was)| (column.clone(), was.clone())).collect()).to_string()
    };
    db.prepare_cached("INSERT INTO audit(act, register, row, before, after) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![act, table, row, before.map(differing), after.to_string()])?;
    Ok(())
}

/// In SQL, what a row was before it was written alone, for [`copy`]; NULL where it was not there. Of an audit row, or of one by its alias.
macro_rules! was {
    () => {
        "coalesce(after, '') || before"
    };
    ($audit:literal) => {
        concat!("coalesce(", $audit, ".after, '') || ", $audit, ".before")
    };
}
pub(in crate::store) use was;

/// What a row was before it was written, alone or in a run, by what it is after and what it had before in the columns that differ.
pub(in crate::store) fn before(is: &Copy, differing: Copy) -> Copy {
    is.clone().into_iter().chain(differing).collect()
}

/// A row as a text of the audit says it, or as [`was!`] does: what follows in the text is put over what it begins with. (What was written before
/// columns were left out says all of them.)
pub(in crate::store) fn copy(text: &str) -> serde_json::Result<Copy> {
    let mut was = Copy::new();
    for copy in Deserializer::from_str(text).into_iter::<Copy>() {
        was.extend(copy?);
    }
    Ok(was)
}

/// Writes down what an act did to all rows of a table from a key to another: what they had before in the columns that it changed, the same
/// in all of them, and a digest of them as they stand now.
pub(super) fn write_run(
    db: &Db,
    act: i64,
    table: &str,
    (first, last): (i64, i64),
    before: Option<&str>,
    digest: &str,
) -> Answer<()> {
    db.prepare_cached(
        "INSERT INTO audit(act, register, row, last_row, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![act, table, first, last, before, digest])?;
    Ok(())
}

/// The tables whose rows the audit copies or digests, as far as the file has them.
pub(in crate::store) fn tables(db: &Db) -> Answer<Vec<&'static str>> {
    let mut found = Vec::new();
    for table in written().map(|register| register.name) {
        if db.has_table(table)? {
            found.push(table);
        }
    }
    Ok(found)
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
    snapshot_of(db, (table, &columns(db, table)?), key)
}

/// The same for whoever knows its columns.
pub(super) fn snapshot_of(db: &Db, (table, columns): (&str, &[String]), key: i64) -> Answer<Option<Json>> {
    let mut get = db.prepare_cached(&format!("SELECT {} FROM {table} WHERE key = ?1", columns.join(", ")))?;
    let mut rows = get.query([key])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(as_json(columns, row)?))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::whole_schema;
    use serde_json::json;

    #[test]
    fn a_row_before_is_what_it_is_after_but_for_what_differs() {
        let db = Db::in_memory().unwrap();
        db.execute_batch(&whole_schema()).unwrap();
        db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        let (before, after) = (json!({"key": 7, "name": null, "act": 1}), json!({"key": 7, "name": "张三", "act": 2}));
        write(&db, 1, ("person", 7), None, &before).unwrap();
        write(&db, 2, ("person", 7), Some(&before), &after).unwrap();
        let text = |key: i64| {
            let sql = concat!("SELECT before, ", was!("u"), " FROM audit u WHERE key = ?1");
            db.query_row(sql, [key], |r| Ok((r.get(0)?, r.get(1)?))).unwrap()
        };
        assert_eq!(text(1), (None, None), "it was not there");
        let (kept, was): (Option<String>, Option<String>) = text(2);
        assert_eq!(kept.as_deref(), Some(r#"{"name":null,"act":1}"#));
        assert_eq!(Json::Object(copy(&was.unwrap()).unwrap()), before);
        // A whole copy, as older programs wrote it.
        assert_eq!(Json::Object(copy(&format!("{after}{before}")).unwrap()), before);
        assert!(copy("{}{").is_err());
    }
}
