//! A connection to a file, and one change or one moment of it.

use super::error::{Error, Result};
use super::listener;
use super::params::Params;
use super::statement::{Row, Statement};
use super::value::Given;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use std::fs;
use std::ops::Deref;
use std::path::Path;
use std::time::Duration;

/// Pages copied between two looks at the progress: 8 MB.
const STRIDE: std::ffi::c_int = 2048;

/// So many steps of the engine lie between two looks whether a statement is still wanted: milliseconds.
const STEPS: std::ffi::c_int = 4096;

/// How a file is opened. None of them makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To read and to write.
    Writing,
    /// To read.
    Reading,
    /// To read what nobody changes meanwhile, without the log beside it: no lock is asked for, and nothing is made beside it.
    Unchanging,
}

/// A connection to a file.
pub struct Db(pub(super) Connection);

impl Db {
    /// A connection to a file, without any setting yet.
    ///
    /// # Errors
    /// The file cannot be opened so.
    pub fn open(path: &Path, way: Way) -> Result<Db> {
        let alone = OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = match way {
            Way::Writing => Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | alone),
            Way::Reading => Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | alone),
            Way::Unchanging => {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | alone;
                Connection::open_with_flags(format!("file:{}?immutable=1", uri_path(path)), flags)
            }
        };
        Db::heeding(opened?)
    }

    /// An empty one in memory.
    #[cfg(test)]
    pub fn in_memory() -> Result<Db> {
        Db::heeding(Connection::open_in_memory()?)
    }

    /// A file that need not be there yet.
    #[cfg(test)]
    pub fn anew(path: &Path) -> Result<Db> {
        Db::heeding(Connection::open(path)?)
    }

    /// Its statements stop where who listens to the work of their thread says so.
    fn heeding(mut connection: Connection) -> Result<Db> {
        connection.progress_handler(STEPS, Some(|| !listener::goes_on()))?;
        Ok(Db(connection))
    }

    /// Closes it: what was written is in the file then, and the log is gone from its side where nobody else has it open.
    ///
    /// # Errors
    /// The file refuses it.
    pub fn close(self) -> Result<()> {
        self.0.close().map_err(|(_, e)| e.into())
    }

    /// A statement for this once.
    ///
    /// # Errors
    /// The statement is wrong.
    pub fn prepare(&self, sql: &str) -> Result<Statement<'_>> {
        Ok(Statement::once(self.0.prepare(sql)?))
    }

    /// A statement that is kept ready for the next time.
    ///
    /// # Errors
    /// The statement is wrong.
    #[inline]
    pub fn prepare_cached(&self, sql: &str) -> Result<Statement<'_>> {
        Ok(Statement::kept(self.0.prepare_cached(sql)?))
    }

    /// What a statement's first row gives, the statement being for this once.
    ///
    /// # Errors
    /// [`Error::NoRow`] where there is none.
    pub fn query_row<T>(&self, sql: &str, params: impl Params, map: impl FnOnce(Row<'_>) -> Result<T>) -> Result<T> {
        self.prepare(sql)?.query_row(params, map)
    }

    /// Carries out a statement for this once; how many rows it has changed.
    ///
    /// # Errors
    /// The file, or the schema, refuses it.
    pub fn execute(&self, sql: &str, params: impl Params) -> Result<usize> {
        self.prepare(sql)?.execute(params)
    }

    /// Carries out several statements one after the other.
    ///
    /// # Errors
    /// As [`Db::execute`]; those before stand.
    pub fn execute_batch(&self, sql: &str) -> Result<()> {
        Ok(self.0.execute_batch(sql)?)
    }

    /// The key that the row got which was added last.
    pub fn last_key(&self) -> i64 {
        self.0.last_insert_rowid()
    }

    /// Whether no change and no moment is open.
    pub fn is_idle(&self) -> bool {
        self.0.is_autocommit()
    }

    /// Begins a moment that lasts as long as the connection.
    ///
    /// # Errors
    /// One is open already.
    pub fn hold_moment(&self) -> Result<()> {
        self.execute_batch("BEGIN")
    }

    /// Whether it can only be read.
    ///
    /// # Errors
    /// The engine does not say.
    pub fn is_read_only(&self) -> Result<bool> {
        Ok(self.0.is_readonly(rusqlite::MAIN_DB)?)
    }

    /// Who is asked, with how often before, whether to look again while another program holds the file.
    ///
    /// # Errors
    /// The engine refuses it.
    pub fn ask_when_busy(&mut self, ask: fn(i32) -> bool) -> Result<()> {
        Ok(self.0.busy_handler(Some(ask))?)
    }

    /// A function that statements of this connection may call: what it gives is a text or nothing.
    ///
    /// # Errors
    /// The engine refuses it.
    pub fn function<F>(&self, name: &str, arguments: std::ffi::c_int, work: F) -> Result<()>
    where
        F: Fn(&Call<'_>) -> Result<Option<String>> + Send + 'static,
    {
        let called =
            move |call: &Context<'_>| work(&Call(call)).map_err(|e| rusqlite::Error::UserFunctionError(e.into()));
        Ok(self.0.create_scalar_function(name, arguments, FunctionFlags::SQLITE_UTF8, called)?)
    }

    /// Copies the file as it stands page by page; `progress` hears pages done and pages in all, and says whether to go on. Whether it came
    /// to its end.
    ///
    /// # Errors
    /// One of the two refuses.
    pub fn copy_pages(&self, to: &mut Db, progress: &mut dyn FnMut(u64, u64) -> bool) -> Result<bool> {
        let copy = Backup::new(&self.0, &mut to.0)?;
        loop {
            let step = copy.step(STRIDE)?;
            let p = copy.progress();
            let (all, left) = (u64::try_from(p.pagecount).unwrap_or(0), u64::try_from(p.remaining).unwrap_or(0));
            let goes_on = progress(all.saturating_sub(left), all);
            match step {
                StepResult::Done => return Ok(true),
                _ if !goes_on => return Ok(false),
                StepResult::More => {}
                _ => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }
}

/// The path as a URI wants it.
fn uri_path(path: &Path) -> String {
    let text = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned();
    text.replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

/// What a function is called with.
pub struct Call<'c>(&'c Context<'c>);

impl Call<'_> {
    /// A text; empty where it is none.
    pub fn text(&self, at: usize) -> &str {
        self.text_or_none(at).unwrap_or_default()
    }
    /// A text, where it is one.
    pub fn text_or_none(&self, at: usize) -> Option<&str> {
        Given::from(self.0.get_raw(at)).text()
    }
    /// A whole number.
    ///
    /// # Errors
    /// It is none.
    pub fn number(&self, at: usize) -> Result<i64> {
        match self.0.get_raw(at).into() {
            Given::Integer(n) => Ok(n),
            _ => Err(Error::Other(format!("argument {at} is no whole number"))),
        }
    }
}

/// One change, wholly done or not at all, or one moment that is read. What is not committed is taken back.
pub struct Tx<'db> {
    db: &'db Db,
    inner: Transaction<'db>,
}

impl<'db> Tx<'db> {
    /// A change: from here on nobody else writes.
    ///
    /// # Errors
    /// [`Error::Busy`] where another program does.
    pub fn change(db: &'db Db) -> Result<Tx<'db>> {
        Tx::begin(db, TransactionBehavior::Immediate)
    }

    /// A moment: whatever is read in it stood so at its first reading.
    ///
    /// # Errors
    /// One is open already.
    pub fn moment(db: &'db Db) -> Result<Tx<'db>> {
        Tx::begin(db, TransactionBehavior::Deferred)
    }

    fn begin(db: &'db Db, how: TransactionBehavior) -> Result<Tx<'db>> {
        Ok(Tx { db, inner: Transaction::new_unchecked(&db.0, how)? })
    }

    /// Makes it last.
    ///
    /// # Errors
    /// The file refuses it; [`Error::Unconfirmed`] where the disk has not said that it stands.
    pub fn commit(self) -> Result<()> {
        Ok(self.inner.commit()?)
    }
}

impl Deref for Tx<'_> {
    type Target = Db;

    fn deref(&self) -> &Db {
        self.db
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(db: &Db) -> i64 {
        db.query_row("SELECT count(*) FROM a", [], |r| r.get(0)).unwrap()
    }

    #[test]
    fn a_change_is_done_or_taken_back() {
        let db = Db::in_memory().unwrap();
        db.execute_batch("CREATE TABLE a(key INTEGER PRIMARY KEY, x TEXT)").unwrap();
        let add = |tx: &Tx<'_>| tx.execute("INSERT INTO a(x) VALUES (?1)", ["x"]).unwrap();
        let tx = Tx::change(&db).unwrap();
        assert!(!db.is_idle());
        add(&tx);
        drop(tx);
        assert_eq!((count(&db), db.is_idle()), (0, true));
        let tx = Tx::change(&db).unwrap();
        add(&tx);
        tx.commit().unwrap();
        assert_eq!((count(&db), db.last_key()), (1, 1));
    }

    #[test]
    fn a_function_of_the_program_is_called() {
        let db = Db::in_memory().unwrap();
        db.function("twice", 2, |call| {
            Ok(call.text_or_none(0).map(|text| text.repeat(usize::try_from(call.number(1).unwrap_or(0)).unwrap_or(0))))
        })
        .unwrap();
        let said = |sql: &str| db.query_row(sql, [], |r| r.get::<Option<String>>(0)).unwrap();
        assert_eq!(said("SELECT twice('ab', 2)").as_deref(), Some("abab"));
        assert_eq!(said("SELECT twice(NULL, 2)"), None);
    }

    #[test]
    fn a_file_is_copied_and_read_as_it_lies_there() {
        let dir = tempfile::tempdir().unwrap();
        let [from, to] = ["a#1.db", "b.db"].map(|name| dir.path().join(name));
        let db = Db::anew(&from).unwrap();
        db.execute_batch("CREATE TABLE a(x); INSERT INTO a VALUES (7)").unwrap();
        let mut pages = 0;
        db.copy_pages(&mut Db::anew(&to).unwrap(), &mut |_, all| {
            pages = all;
            true
        })
        .unwrap();
        assert!(pages > 0);
        db.close().unwrap();
        for path in [&from, &to] {
            assert_eq!(count(&Db::open(path, Way::Unchanging).unwrap()), 1);
        }
        let reading = Db::open(&from, Way::Reading).unwrap();
        assert!(reading.is_read_only().unwrap());
        assert!(matches!(reading.execute("DELETE FROM a", []), Err(Error::ReadOnly)));
        assert!(matches!(Db::open(&dir.path().join("none.db"), Way::Writing), Err(Error::CannotOpen)));
    }
}
