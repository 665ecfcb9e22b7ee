//! A statement that stands ready, its rows, and what is taken out of a row.

use super::error::{Error, Result};
use super::params::Params;
use super::value::{self, Given, Taken, Unfit};
use rusqlite::CachedStatement;

/// A statement that stands ready.
pub struct Statement<'db>(Held<'db>);

enum Held<'db> {
    /// Made for this once.
    Once(rusqlite::Statement<'db>),
    /// Kept by the connection for the next time.
    Kept(CachedStatement<'db>),
}

impl<'db> Statement<'db> {
    pub(super) fn once(statement: rusqlite::Statement<'db>) -> Self {
        Statement(Held::Once(statement))
    }
    pub(super) fn kept(statement: CachedStatement<'db>) -> Self {
        Statement(Held::Kept(statement))
    }

    #[inline]
    fn inner(&self) -> &rusqlite::Statement<'db> {
        match &self.0 {
            Held::Once(statement) => statement,
            Held::Kept(statement) => statement,
        }
    }
    #[inline]
    fn inner_mut(&mut self) -> &mut rusqlite::Statement<'db> {
        match &mut self.0 {
            Held::Once(statement) => statement,
            Held::Kept(statement) => statement,
        }
    }

    /// Carries it out, and gives its rows as they come.
    ///
    /// # Errors
    /// It has other places than were given.
    #[inline]
    pub fn query(&mut self, params: impl Params) -> Result<Rows<'_>> {
        params.bind(self.inner_mut())?;
        Ok(self.bound_rows())
    }

    /// Carries it out, and makes something of each row.
    ///
    /// # Errors
    /// As [`Statement::query`].
    #[inline]
    pub fn query_map<T, F: FnMut(Row<'_>) -> Result<T>>(
        &mut self,
        params: impl Params,
        map: F,
    ) -> Result<Mapped<'_, F>> {
        Ok(Mapped { rows: self.query(params)?, map })
    }

    /// Carries it out, and makes something of its first row.
    ///
    /// # Errors
    /// [`Error::NoRow`] where there is none.
    #[inline]
    pub fn query_row<T>(&mut self, params: impl Params, map: impl FnOnce(Row<'_>) -> Result<T>) -> Result<T> {
        let mut rows = self.query(params)?;
        map(rows.next()?.ok_or(Error::NoRow)?)
    }

    /// Whether it gives a row.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn exists(&mut self, params: impl Params) -> Result<bool> {
        Ok(self.query(params)?.next()?.is_some())
    }

    /// Carries out what gives no rows; how many it has changed.
    ///
    /// # Errors
    /// The file, or the schema, refuses it.
    #[inline]
    pub fn execute(&mut self, params: impl Params) -> Result<usize> {
        params.bind(self.inner_mut())?;
        self.bound_execute()
    }

    /// Puts a value to a place; the first is 1. What is not put there stays from the time before.
    ///
    /// # Errors
    /// There is no such place.
    #[inline]
    pub fn put(&mut self, place: usize, value: Given<'_>) -> Result<()> {
        Ok(self.inner_mut().raw_bind_parameter(place, value)?)
    }

    /// The place of a name, where it has one.
    ///
    /// # Errors
    /// The name cannot be one.
    pub fn place_of(&self, name: &str) -> Result<Option<usize>> {
        Ok(self.inner().parameter_index(name)?)
    }

    /// The rows with what was put to its places.
    #[inline]
    pub fn bound_rows(&mut self) -> Rows<'_> {
        Rows(self.inner_mut().raw_query())
    }

    /// Carries it out with what was put to its places.
    ///
    /// # Errors
    /// As [`Statement::execute`].
    #[inline]
    pub fn bound_execute(&mut self) -> Result<usize> {
        Ok(self.inner_mut().raw_execute()?)
    }

    /// How many columns a row of it has.
    pub fn column_count(&self) -> usize {
        self.inner().column_count()
    }
}

/// The rows of a statement, one at a time.
pub struct Rows<'s>(rusqlite::Rows<'s>);

impl Rows<'_> {
    /// The next one.
    ///
    /// # Errors
    /// The file cannot be read.
    #[inline]
    pub fn next(&mut self) -> Result<Option<Row<'_>>> {
        Ok(self.0.next()?.map(Row))
    }
}

/// What is made of the rows of a statement.
#[must_use]
pub struct Mapped<'s, F> {
    rows: Rows<'s>,
    map: F,
}

impl<T, F: FnMut(Row<'_>) -> Result<T>> Iterator for Mapped<'_, F> {
    type Item = Result<T>;

    #[inline]
    fn next(&mut self) -> Option<Result<T>> {
        match self.rows.next() {
            Ok(Some(row)) => Some((self.map)(row)),
            Ok(None) => None,
            Err(e) => Some(Err(e)),
        }
    }
}

/// One row, for as long as the next one is not asked for.
#[derive(Clone, Copy)]
pub struct Row<'r>(&'r rusqlite::Row<'r>);

impl<'r> Row<'r> {
    /// The value of a column, the first being 0.
    ///
    /// # Errors
    /// [`Error::Unreadable`] where it is of another kind.
    #[inline]
    pub fn get<T: Taken>(self, at: usize) -> Result<T> {
        let value = self.get_ref(at)?;
        T::taken(value).map_err(|unfit| self.unreadable(at, value, &unfit))
    }

    /// The value of a column as it lies there.
    ///
    /// # Errors
    /// There is no such column.
    #[inline]
    pub fn get_ref(self, at: usize) -> Result<Given<'r>> {
        Ok(self.0.get_ref(at)?.into())
    }

    /// The text of a column; empty where it has nothing.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn text_or_empty(self, at: usize) -> Result<String> {
        Ok(self.text(at)?.unwrap_or_default().to_owned())
    }

    /// The text of a column as it lies there; none where it has nothing.
    ///
    /// # Errors
    /// [`Error::Unreadable`] where it is no text.
    #[inline]
    pub fn text(self, at: usize) -> Result<Option<&'r str>> {
        match self.get_ref(at)? {
            Given::Null => Ok(None),
            value => value::text(value).map(Some).map_err(|unfit| self.unreadable(at, value, &unfit)),
        }
    }

    /// How many columns it has.
    pub fn column_count(self) -> usize {
        self.0.as_ref().column_count()
    }

    #[cold]
    fn unreadable(self, at: usize, value: Given<'_>, unfit: &Unfit) -> Error {
        let nth = at + 1;
        Error::Unreadable(match unfit {
            Unfit::Kind => {
                let column = self.0.as_ref().column_name(at).unwrap_or_default();
                format!("“{column}”一栏里有读不出的{}", value.kind())
            }
            Unfit::Range(n) => format!("第 {nth} 栏里的 {n} 超出范围"),
            Unfit::Encoding => format!("第 {nth} 栏里的文字不是 UTF-8 编码"),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::store::engine::{Db, Sql, named_params, params, params_from_iter};

    #[test]
    fn what_goes_in_comes_out_again() {
        let db = Db::in_memory().unwrap();
        let given = params!["张三", 7_i64, true, None::<i64>, Some("甲"), Sql::Text("乙".to_owned())];
        let read = db.query_row("SELECT ?1, ?2, ?3, ?4, ?5, ?6", given, |r| {
            let texts: (String, Option<String>, Sql) = (r.get(0)?, r.get(4)?, r.get(5)?);
            let numbers: (i64, bool, Option<i64>) = (r.get(1)?, r.get(2)?, r.get(3)?);
            Ok((r.text(0)?.map(str::len), r.text(3)?.is_none(), texts, numbers))
        });
        let texts = ("张三".to_owned(), Some("甲".to_owned()), Sql::Text("乙".to_owned()));
        assert_eq!(read.unwrap(), (Some(6), true, texts, (7, true, None)));
        let sum = |sql: &str| db.prepare(sql).unwrap();
        assert_eq!(sum("SELECT ?1 + ?2").query_row([3, 4], |r| r.get::<u8>(0)).unwrap(), 7);
        let named = named_params! { ":a": 3, ":b": 4 };
        assert_eq!(sum("SELECT :a + :b").query_row(named, |r| r.get::<i64>(0)).unwrap(), 7);
        let each = params_from_iter([1_i64, 2, 3].iter());
        assert_eq!(sum("SELECT ?1 + ?2 + ?3").query_row(each, |r| r.get::<i64>(0)).unwrap(), 6);
    }

    #[test]
    fn a_statement_gets_as_many_values_as_it_has_places() {
        let db = Db::in_memory().unwrap();
        let mut two = db.prepare_cached("SELECT ?1, ?2").unwrap();
        assert!(two.exists([1, 2]).unwrap());
        assert!(two.exists([1]).is_err() && two.exists([]).is_err() && two.exists([1, 2, 3]).is_err());
        assert!(two.exists(params_from_iter([1_i64])).is_err());
        assert!(two.exists(named_params! { ":a": 1 }).is_err());
        assert_eq!((two.place_of("?2").unwrap(), two.place_of(":a").unwrap()), (Some(2), None));
    }

    #[test]
    fn a_value_of_another_kind_is_named() {
        let db = Db::in_memory().unwrap();
        let told = |sql: &str| db.query_row(sql, [], |r| r.get::<u8>(0)).unwrap_err().to_string();
        assert_eq!(told("SELECT 'x' AS name"), "“name”一栏里有读不出的文字");
        assert_eq!(told("SELECT 300"), "第 1 栏里的 300 超出范围");
        let text = db.query_row("SELECT CAST(x'ff' AS TEXT)", [], |r| r.get::<String>(0));
        assert_eq!(text.unwrap_err().to_string(), "第 1 栏里的文字不是 UTF-8 编码");
    }

    #[test]
    fn rows_come_one_by_one_and_the_statement_is_ready_again() {
        let db = Db::in_memory().unwrap();
        let mut get = db.prepare("SELECT 1 AS n UNION ALL SELECT 2").unwrap();
        for _ in 0..2 {
            let all = get.query_map([], |r| r.get::<i64>(0)).unwrap();
            assert_eq!(all.map(Result::unwrap).collect::<Vec<_>>(), [1, 2]);
        }
        assert_eq!(get.column_count(), 1);
    }
}
