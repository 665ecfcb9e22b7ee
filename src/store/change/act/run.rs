//! Rows that an act writes in bulk, and what the audit keeps of them: runs with a digest, since the rows themselves are the copy until
//! their first change. Must not know what the rows mean.

use super::{Act, audit, beside};
use crate::register::{Register, Value, Values};
use crate::store::change::digest::{self, OfRun};
use crate::store::engine::{Db, Given, Rows, Sql, Statement};
use crate::store::fault::{Answer, StoreFault};
use serde_json::{Map, Value as Json};

/// One value of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// Number, fen, flag, key.
    Int(i64),
    /// Text, code, date, month.
    Text(&'a str),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Cell::Text(text)
    }
}
impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Cell::Text(text)
    }
}
impl From<i64> for Cell<'_> {
    fn from(n: i64) -> Self {
        Cell::Int(n)
    }
}
impl From<bool> for Cell<'_> {
    fn from(flag: bool) -> Self {
        Cell::Int(i64::from(flag))
    }
}
impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Null, Into::into)
    }
}

impl<'a> From<&'a Value> for Cell<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Cell::Null,
            Value::Int(n) => Cell::Int(*n),
            Value::Text(text) => Cell::Text(text),
        }
    }
}

impl<'a> Cell<'a> {
    fn given(self) -> Given<'a> {
        match self {
            Cell::Null => Given::Null,
            Cell::Int(n) => Given::Integer(n),
            Cell::Text(text) => Given::Text(text.as_bytes()),
        }
    }
    fn sql(self) -> Sql {
        match self {
            Cell::Null => Sql::Null,
            Cell::Int(n) => Sql::Integer(n),
            Cell::Text(text) => Sql::Text(text.to_owned()),
        }
    }
    fn json(self) -> Json {
        match self {
            Cell::Null => Json::Null,
            Cell::Int(n) => n.into(),
            Cell::Text(text) => text.into(),
        }
    }
}

/// Columns with their values.
type Cols<'a> = &'a [(&'a str, Cell<'a>)];

/// The same to be kept.
pub(in crate::store) fn owned(cols: Cols<'_>) -> Vec<(String, Sql)> {
    cols.iter().map(|(col, cell)| ((*col).to_owned(), cell.sql())).collect()
}

/// What new rows have in a stored column.
enum Stored {
    Key,
    Act,
    /// The cell at that place among those that are given.
    Cell(usize),
    /// What the schema puts there.
    Default(Json),
}

/// New rows of a register on their way in: a statement over some of its columns, and what the audit will be told of them. They are
/// digested as they are given: a STRICT table keeps that as it is, and to read them again would take longer than to write them.
pub struct NewRows<'f> {
    db: &'f Db,
    register: &'static Register,
    insert: Statement<'f>,
    columns: usize,
    /// Of each column in the order of the table.
    stored: Vec<Stored>,
    form: digest::Form,
    /// What was added, in pieces.
    pieces: Vec<(Stretch, digest::Run)>,
}

impl<'f> NewRows<'f> {
    /// The rows of a register by the names of its columns, with blanks between.
    pub(in crate::store::change) fn of(db: &'f Db, register: &'static Register, columns: &str) -> Answer<NewRows<'f>> {
        let columns: Vec<String> = columns.split_whitespace().map(|col| register.stored(col)).collect();
        let (names, places) = (columns.join(","), ",?".repeat(columns.len()));
        let insert = db.prepare(&format!("INSERT INTO {}(key,act,{names}) VALUES (?,?{places})", register.name))?;
        let stored = |column: audit::Column| match column.name.as_str() {
            "key" => Stored::Key,
            "act" => Stored::Act,
            name => columns.iter().position(|col| col == name).map_or(Stored::Default(column.default), Stored::Cell),
        };
        let stored = audit::columns_with_defaults(db, register.name)?.into_iter().map(stored).collect();
        let (columns, form, pieces) = (columns.len(), digest::Form::default(), Vec::new());
        Ok(NewRows { db, register, insert, columns, stored, form, pieces })
    }

    /// The same by all its columns, for [`NewRows::put`].
    pub(in crate::store::change) fn whole(db: &'f Db, register: &'static Register) -> Answer<NewRows<'f>> {
        let columns: Vec<&str> = register.fields.iter().map(|field| field.col).collect();
        NewRows::of(db, register, &columns.join(" "))
    }

    /// Adds a row of the whole register with its key and the act that wrote it.
    ///
    /// # Errors
    /// The schema refuses the row; it is one of another register.
    pub fn put(&mut self, key: i64, act: i64, values: &Values) -> Answer<()> {
        let cells: Vec<Cell<'_>> = values.iter().map(|(_, value)| value.into()).collect();
        self.add(key, act, &cells)
    }

    /// Adds a row with its key, the act that wrote it, and the values of the columns in their order.
    ///
    /// # Errors
    /// The schema refuses the row; the number of values is wrong.
    pub fn add(&mut self, key: i64, act: i64, cells: &[Cell<'_>]) -> Answer<()> {
        if cells.len() != self.columns {
            return Err(StoreFault::defect(format!("{} 列, 给了 {} 个值", self.columns, cells.len())));
        }
        self.insert.put(1, Given::Integer(key))?;
        self.insert.put(2, Given::Integer(act))?;
        for (at, cell) in cells.iter().enumerate() {
            self.insert.put(at + 3, cell.given())?;
        }
        self.insert.bound_execute()?;
        self.digest(key, act, cells);
        Ok(())
    }

    fn digest(&mut self, key: i64, act: i64, cells: &[Cell<'_>]) {
        self.form.clear();
        for column in &self.stored {
            match column {
                Stored::Key => self.form.add(Given::Integer(key)),
                Stored::Act => self.form.add(Given::Integer(act)),
                Stored::Cell(at) => self.form.add(cells[*at].given()),
                Stored::Default(value) => self.form.add_copy(value),
            }
        }
        let goes_on = |(piece, _): &&mut (Stretch, digest::Run)| {
            (piece.last + 1, piece.act) == (key, act) && key - piece.first < PIECE
        };
        match self.pieces.last_mut().filter(goes_on) {
            Some((piece, digest)) => {
                piece.last = key;
                digest.add(&self.form);
            }
            None => {
                let mut digest = digest::Run::default();
                digest.add(&self.form);
                self.pieces.push((Stretch { first: key, last: key, act }, digest));
            }
        }
    }

    /// All are added: tells the audit of them.
    pub(in crate::store::change) fn end(self) -> Answer<()> {
        let (Some((first, _)), Some((last, _))) = (self.pieces.first(), self.pieces.last()) else { return Ok(()) };
        let keys = (first.first, last.last);
        for (piece, digest) in self.pieces {
            let digest = digest.end(self.stored.len()).text();
            audit::write_run(self.db, piece.act, self.register.name, (piece.first, piece.last), None, &digest)?;
        }
        beside::run_changed(self.db, self.register.name, keys)
    }
}

/// New rows of one act, with keys that follow one another.
pub(in crate::store) struct Run<'f> {
    rows: NewRows<'f>,
    act: i64,
    next: i64,
}

impl Run<'_> {
    /// Adds a row with the next key.
    pub(in crate::store) fn add(&mut self, cells: &[Cell<'_>]) -> Answer<()> {
        self.rows.add(self.next, self.act, cells)?;
        self.next += 1;
        Ok(())
    }
}

/// Living rows that have the same in the columns that an act is changing.
pub(in crate::store) struct Alike<'c> {
    act: &'c Act<'c>,
    register: &'static Register,
    which: String,
    bound: Vec<Given<'c>>,
}

impl Alike<'_> {
    /// Gives one of them, which still is as the others were, other values than the rest gets. Whether it was one.
    pub(in crate::store) fn set(&self, key: i64, cols: Cols<'_>) -> Answer<bool> {
        Ok(self.change(cols, Some(key))? == 1)
    }

    fn change(&self, cols: Cols<'_>, only: Option<i64>) -> Answer<usize> {
        let set: String = cols.iter().map(|(col, _)| format!(", {} = ?", self.register.stored(col))).collect();
        let only_one = if only.is_some() { "key = ? AND " } else { "" };
        let table = self.register.name;
        let mut change =
            self.act.db.prepare_cached(&format!("UPDATE {table} SET act = ?{set} WHERE {only_one}{}", self.which))?;
        let new = [Given::Integer(self.act.key)].into_iter().chain(cols.iter().map(|(_, cell)| cell.given()));
        let all = new.chain(only.map(Given::Integer)).chain(self.bound.iter().copied());
        for (at, value) in all.enumerate() {
            change.put(at + 1, value)?;
        }
        Ok(change.bound_execute()?)
    }
}

impl Act<'_> {
    /// Adds rows of a register in bulk: their first key, and their columns by name, with blanks between.
    pub(in crate::store) fn insert_run(
        &self,
        register: &'static Register,
        first: i64,
        columns: &str,
        rows: impl FnOnce(&mut Run<'_>) -> Answer<()>,
    ) -> Answer<()> {
        let mut run = Run { rows: NewRows::of(self.db, register, columns)?, act: self.key, next: first };
        rows(&mut run)?;
        run.rows.end()
    }

    /// Changes the living rows of a register from a key to another that have certain values: they get others. All but those that
    /// `otherwise` sets.
    pub(in crate::store) fn update_run(
        &self,
        register: &'static Register,
        (first, last): (i64, i64),
        (before, after): (Cols<'_>, Cols<'_>),
        otherwise: impl FnOnce(&Alike<'_>) -> Answer<()>,
    ) -> Answer<()> {
        let mut which = String::from("key BETWEEN ? AND ? AND voided_by IS NULL");
        let mut bound = vec![Given::Integer(first), Given::Integer(last)];
        let mut was = Map::new();
        for (col, cell) in before {
            let col = register.stored(col);
            match cell.given() {
                Given::Null => which.push_str(&format!(" AND {col} IS NULL")),
                given => {
                    which.push_str(&format!(" AND {col} = ?"));
                    bound.push(given);
                }
            }
            was.insert(col, cell.json());
        }
        let mut get =
            self.db.prepare_cached(&format!("SELECT key, act FROM {} WHERE {which} ORDER BY key", register.name))?;
        for (at, value) in bound.iter().enumerate() {
            get.put(at + 1, *value)?;
        }
        let runs = stretches(get.bound_rows())?;
        let alike = Alike { act: self, register, which, bound };
        otherwise(&alike)?;
        if runs.is_empty() {
            return Ok(());
        }
        alike.change(after, None)?;
        for run in &runs {
            was.insert("act".to_owned(), run.act.into());
            let before = Json::Object(was.clone()).to_string();
            self.tell_run(register, (run.first, run.last), Some(&before))?;
        }
        beside::run_changed(self.db, register.name, (first, last))
    }

    /// Other values of a row, of which nothing is kept beside the registers yet; of a register with the columns that its rows have.
    pub(in crate::store::change) fn change_unread(
        &self,
        (register, columns): (&'static Register, &[String]),
        key: i64,
        cols: Cols<'_>,
    ) -> Answer<()> {
        let mut row = self.before_of(register, columns, key)?;
        let one = Alike { act: self, register, which: "key = ?".to_owned(), bound: vec![Given::Integer(key)] };
        one.change(cols, None)?;
        let new = cols.iter().map(|(col, cell)| (register.stored(col), cell.json()));
        let mut was = Map::new();
        for (col, value) in new.chain([("act".to_owned(), self.key.into())]) {
            let before = std::mem::replace(&mut row[&col], value);
            was.insert(col, before);
        }
        audit::write(self.db, self.key, (register.name, key), Some(&was.into()), &row)
    }

    /// Tells the audit of all rows of a register from a key to another, which the act wrote alike, in pieces.
    pub(super) fn tell_run(&self, register: &Register, keys: (i64, i64), before: Option<&str>) -> Answer<()> {
        self.tell_pieces(&mut Digests::of(self.db, register.name)?, keys, before)
    }

    fn tell_pieces(&self, of: &mut Digests<'_>, (first, last): (i64, i64), before: Option<&str>) -> Answer<()> {
        let mut from = first;
        while from <= last {
            let to = last.min(from.saturating_add(PIECE - 1));
            self.tell_piece(of, (from, to), before)?;
            from = to + 1;
        }
        Ok(())
    }

    fn tell_piece(&self, of: &mut Digests<'_>, keys: (i64, i64), before: Option<&str>) -> Answer<()> {
        let digest = of.rows(keys)?;
        audit::write_run(self.db, self.key, of.table, keys, before, &digest.text())
    }

    /// Seals a table as it stands: a run that changed nothing over each piece of its rows.
    pub(in crate::store) fn seal(&self, table: &str) -> Answer<()> {
        let mut piece = self.db.prepare(&format!(
            "SELECT min(key), max(key) FROM (SELECT key FROM {table} WHERE key > ?1 ORDER BY key LIMIT {PIECE})"
        ))?;
        let (mut digests, mut after) = (Digests::of(self.db, table)?, i64::MIN);
        while let (Some(first), Some(last)) =
            piece.query_row([after], |r| Ok((r.get::<Option<i64>>(0)?, r.get::<Option<i64>>(1)?)))?
        {
            self.tell_piece(&mut digests, (first, last), Some(NOTHING))?;
            after = last;
        }
        Ok(())
    }

    /// Seals what has no rows of its own: its copy as it stands.
    pub(in crate::store) fn seal_copy(&self, table: &str, row: i64, copy: Map<String, Json>) -> Answer<()> {
        audit::write(self.db, self.key, (table, row), Some(&Map::new().into()), &copy.into())
    }
}

/// What a row or a run had before that changed nothing.
const NOTHING: &str = "{}";

/// A digest is over no more rows than these.
const PIECE: i64 = 4096;

/// Rows with keys that follow one another, written by one act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    pub first: i64,
    pub last: i64,
    pub act: i64,
}

/// The stretches of rows, (key, act) in the order of their keys.
fn stretches(mut rows: Rows<'_>) -> Answer<Vec<Stretch>> {
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

/// The digests of the rows of a table, as they stand.
struct Digests<'d> {
    table: &'d str,
    columns: usize,
    get: Statement<'d>,
    form: digest::Form,
}

impl<'d> Digests<'d> {
    fn of(db: &'d Db, table: &'d str) -> Answer<Digests<'d>> {
        let columns = audit::columns(db, table)?;
        let names = columns.join(", ");
        let get =
            db.prepare_cached(&format!("SELECT {names} FROM {table} WHERE key BETWEEN ?1 AND ?2 ORDER BY key"))?;
        Ok(Digests { table, columns: columns.len(), get, form: digest::Form::default() })
    }

    /// Of the rows from a key to another.
    fn rows(&mut self, (first, last): (i64, i64)) -> Answer<OfRun> {
        let mut rows = self.get.query([first, last])?;
        let mut run = digest::Run::default();
        while let Some(row) = rows.next()? {
            self.form.clear();
            for at in 0..self.columns {
                self.form.add(row.get_ref(at)?);
            }
            run.add(&self.form);
        }
        Ok(run.end(self.columns))
    }
}
