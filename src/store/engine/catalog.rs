//! What the engine knows of a file's own make: its tables and their columns, its objects, and references that lead nowhere.

use super::db::Db;
use super::error::Result;
use super::statement::Row;
use std::borrow::Cow;

/// A stored column, and what it has where nothing was ever written to it, as the schema writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// `0`, `'1'`; none without one.
    pub default: Option<String>,
}

impl Db {
    /// The tables in the order of their names, without those that the engine keeps for itself.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn tables(&self) -> Result<Vec<String>> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
        self.prepare(sql)?.query_map([], |r| r.get(0))?.collect()
    }

    /// Whether it has such a table.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn has_table(&self, name: &str) -> Result<bool> {
        self.prepare_cached("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1")?.exists([name])
    }

    /// The columns of a table in their order.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn columns(&self, table: &str) -> Result<Vec<Column>> {
        let mut get = self.prepare_cached("SELECT name, dflt_value FROM pragma_table_info(?1) ORDER BY cid")?;
        get.query_map([table], |r| Ok(Column { name: r.get(0)?, default: r.get(1)? }))?.collect()
    }

    /// Gives the objects one by one: kind, name, and the statement that makes it, empty where the engine made it of itself.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn objects(&self, each: &mut dyn FnMut([Cow<'_, str>; 3])) -> Result<()> {
        let mut get = self.prepare("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")?;
        let mut rows = get.query([])?;
        while let Some(row) = rows.next()? {
            each([lossy(row, 0)?, lossy(row, 1)?, lossy(row, 2)?]);
        }
        Ok(())
    }

    /// The rows that refer to what is not there: `member #7 → person`.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn broken_references(&self) -> Result<Vec<String>> {
        self.prepare(&format!("{BROKEN}pragma_foreign_key_check"))?.query_map([], reference)?.collect()
    }

    /// The same of one table.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn broken_references_of(&self, table: &str) -> Result<Vec<String>> {
        self.prepare(&format!("{BROKEN}pragma_foreign_key_check(?1)"))?.query_map([table], reference)?.collect()
    }

    /// Takes away the indexes and triggers of some tables (all but the keys), or those that are named; gives the statements that make
    /// them again.
    ///
    /// # Errors
    /// The file refuses it.
    pub fn take_away(&self, of: &[&str]) -> Result<Vec<String>> {
        let mut get = self.prepare(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL
             ORDER BY rowid",
        )?;
        let (mut drops, mut again) = (String::new(), Vec::new());
        let mut rows = get.query([])?;
        while let Some(row) = rows.next()? {
            let (kind, name, table): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if of.contains(&table.as_str()) || of.contains(&name.as_str()) {
                drops.push_str(&format!("DROP {kind} {name};"));
                again.push(row.get(3)?);
            }
        }
        drop(rows);
        self.execute_batch(&drops)?;
        Ok(again)
    }
}

/// A reference that leads nowhere.
const BROKEN: &str = "SELECT \"table\" || ' #' || coalesce(rowid, 0) || ' → ' || parent FROM ";

fn reference(row: Row<'_>) -> Result<String> {
    Ok(lossy(row, 0)?.into_owned())
}

/// A text as far as it is one: another tool may have written it.
fn lossy(row: Row<'_>, at: usize) -> Result<Cow<'_, str>> {
    Ok(String::from_utf8_lossy(row.get_ref(at)?.bytes().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_tells_of_its_own_make() {
        let db = Db::in_memory().unwrap();
        db.execute_batch(
            "PRAGMA foreign_keys = OFF;
             CREATE TABLE b(key INTEGER PRIMARY KEY, a INTEGER DEFAULT 7 REFERENCES a(key), UNIQUE (a));
             CREATE TABLE a(key INTEGER PRIMARY KEY, name TEXT);
             CREATE INDEX a_name ON a(name);
             INSERT INTO b VALUES (3, 9);",
        )
        .unwrap();
        assert_eq!(db.tables().unwrap(), ["a", "b"]);
        assert_eq!((db.has_table("a").unwrap(), db.has_table("a_name").unwrap()), (true, false));
        let columns = db.columns("b").unwrap();
        let columns: Vec<_> = columns.iter().map(|c| (c.name.as_str(), c.default.as_deref())).collect();
        assert_eq!(columns, [("key", None), ("a", Some("7"))]);
        assert_eq!(db.broken_references().unwrap(), ["b #3 → a"]);
        assert_eq!(db.broken_references_of("b").unwrap(), ["b #3 → a"]);
        assert_eq!(db.broken_references_of("a").unwrap(), [""; 0]);
        let names = || {
            let mut found = Vec::new();
            db.objects(&mut |[kind, name, sql]| found.push(format!("{kind} {name} {}", sql.len() > 1))).unwrap();
            found
        };
        assert_eq!(names(), ["table b true", "index sqlite_autoindex_b_1 false", "table a true", "index a_name true"]);
        let again = db.take_away(&["a"]).unwrap();
        assert_eq!((again.as_slice(), names().len()), (&["CREATE INDEX a_name ON a(name)".to_owned()][..], 3));
    }
}
