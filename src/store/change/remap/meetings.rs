//! Which records would be the same once others have followed: by the unique rules of the file, whatever register they are of.

use crate::register::places::known::Places;
use crate::register::places::meeting::{Meeting, Met};
use crate::register::{Field, Kind, Register, Value, find as entry};
use crate::store::change::remap::records::Going;
use crate::store::change::resolve::{called, listed};
use crate::store::engine::{Db, Sql};
use crate::store::fault::Answer;
use crate::store::read::sql::bind;
use crate::store::read::stored::stored_row;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// How a clerk is told of records, as they are called before a change.
pub(super) struct Words<'a> {
    pub db: &'a Db,
    pub places: &'a Places,
    /// The last day on which all is as it was.
    pub before: NaiveDate,
    /// The first one after it.
    pub from: NaiveDate,
}

impl Words<'_> {
    pub fn division(&self, code: &str) -> String {
        self.places.name(code, self.from).to_owned()
    }

    /// What a field says.
    pub fn name(&self, field: &Field, value: &Value) -> String {
        match (field.kind, value) {
            (Kind::Division, Value::Text(code)) => self.division(code),
            (Kind::Ref(target), Value::Int(key)) => {
                let named = entry(target).and_then(|entry| self.called(entry.register, *key).ok());
                named.unwrap_or_else(|| format!("#{key}"))
            }
            _ => field.kind.show(value),
        }
    }

    /// What a record is called; nothing of what only some may read.
    pub fn called(&self, register: &'static Register, key: i64) -> Answer<String> {
        if register.restricted { Ok(format!("#{key}")) } else { called(self.db, register, key) }
    }
}

/// A unique rule over columns of a table.
struct Unique {
    table: String,
    columns: Vec<String>,
    /// The condition of the rows for which it holds.
    rows: String,
}

impl Unique {
    /// Of the statement that makes it; none where it is over what is made of columns.
    fn read(sql: &str) -> Option<Unique> {
        let words = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        let (_, on) = words.strip_prefix("CREATE UNIQUE INDEX ")?.split_once(" ON ")?;
        let (table, rest) = on.split_once('(')?;
        let (columns, rest) = rest.split_once(')')?;
        let rows = rest.trim().strip_prefix("WHERE ").unwrap_or("1 = 1").to_owned();
        let columns = columns.split(',').map(|col| col.trim().to_owned()).collect();
        Some(Unique { table: table.trim().to_owned(), columns, rows })
    }

    /// Its columns as fields of a register; none where one is no field.
    fn fields(&self, register: &'static Register) -> Option<Vec<&'static Field>> {
        let field = |col: &String| register.fields.iter().find(|field| field.column() == *col);
        self.columns.iter().map(field).collect()
    }
}

/// The meetings of all that follow.
pub(super) fn find(all: &[Going<'_>], words: &Words<'_>) -> Answer<Vec<Meeting>> {
    let mut rules = Vec::new();
    words.db.objects(&mut |[_, _, sql]| rules.extend(Unique::read(&sql)))?;
    let mut meetings = Vec::new();
    for of_register in all.chunk_by(|a, b| a.register == b.register) {
        let Some(register) = of_register.first().map(|going| going.register) else { continue };
        for rule in rules.iter().filter(|rule| rule.table == register.name) {
            let Some(fields) = rule.fields(register) else { continue };
            let comes: Vec<&Going<'_>> =
                of_register.iter().filter(|going| fields.iter().any(|field| going.changes(field))).collect();
            meetings.extend(meet(rule, (register, &fields), &comes, words)?);
        }
    }
    Ok(meetings)
}

/// The meetings by one rule, of those for which it says otherwise than before.
fn meet(
    rule: &Unique,
    (register, fields): (&'static Register, &[&'static Field]),
    comes: &[&Going<'_>],
    words: &Words<'_>,
) -> Answer<Vec<Meeting>> {
    let leaving: HashSet<i64> = comes.iter().map(|going| going.key).collect();
    let mut to: HashMap<Vec<Value>, Vec<i64>> = HashMap::new();
    let held = format!("SELECT key FROM {} WHERE key = ?1 AND ({})", register.name, rule.rows);
    for going in comes {
        let is: Vec<Value> = fields.iter().map(|field| going.is.get(field.col).clone()).collect();
        if is.iter().all(|value| !value.is_null()) && !listed(words.db, &held, [Sql::Integer(going.key)])?.is_empty() {
            to.entry(is).or_default().push(going.key);
        }
    }
    let same: String = rule.columns.iter().map(|col| format!("{col} = ? AND ")).collect();
    let there = format!("SELECT key FROM {} WHERE {same}({})", register.name, rule.rows);
    let mut meetings = Vec::new();
    for (is, mut keys) in to {
        let come = keys.len();
        let stand = listed(words.db, &there, is.iter().map(bind))?;
        keys.extend(stand.into_iter().filter(|key| !leaving.contains(key)));
        if keys.len() < 2 {
            continue;
        }
        let mut rows = Vec::with_capacity(keys.len());
        for (at, key) in keys.into_iter().enumerate() {
            let Some((row, ..)) = stored_row(words.db, register, key)? else { continue };
            rows.push(Met { key, called: words.called(register, key)?, row, comes: at < come });
        }
        rows.sort_by_key(|met| met.key);
        let on = fields.iter().copied().zip(is).collect();
        meetings.push(Meeting { register, on, under: rule.rows.clone(), rows });
    }
    meetings.sort_by_key(|meeting| meeting.rows.first().map(|met| met.key));
    Ok(meetings)
}
