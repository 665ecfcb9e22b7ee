//! Filling an office in bulk: rows of declared registers, many at a time, for the demonstration office and take-over.
//!
//! The rows come from the program itself, not from a clerk: nobody checks them here but the schema, and their audit rows
//! carry digests instead of copies (see `audit` in schema.sql). Must not know what the rows mean.

use crate::domain::found_by;
use crate::register::Register;
use crate::register::bureau::operator;
use crate::store::change::audit;
use crate::store::change::write::Act;
use crate::store::engine::{Db, Given, Sql, Statement, Tx, params};
use crate::store::fault::{Answer, StoreFault};
use crate::store::{Kept, Store};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

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

/// The rows of one register on their way in: a prepared statement over some of its columns.
pub struct Rows<'f> {
    insert: Statement<'f>,
    columns: usize,
}

impl Rows<'_> {
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
            let value = match cell {
                Cell::Null => Given::Null,
                Cell::Int(n) => Given::Integer(*n),
                Cell::Text(text) => Given::Text(text.as_bytes()),
            };
            self.insert.put(at + 3, value)?;
        }
        self.insert.bound_execute()?;
        Ok(())
    }
}

/// An office being filled, inside one transaction.
pub struct Filling<'s> {
    db: &'s Db,
}

impl<'s> Filling<'s> {
    /// The rows of a register, by the names of its fields, with blanks between.
    ///
    /// # Errors
    /// A field is not declared.
    pub fn rows(&self, register: &'static Register, fields: &str) -> Answer<Rows<'s>> {
        let mut columns = vec!["key".to_owned(), "act".to_owned()];
        for name in fields.split_whitespace() {
            let field = register.field(name);
            let field = field.ok_or_else(|| StoreFault::defect(format!("{} 没有字段 {name}", register.name)))?;
            columns.push(field.column());
        }
        let places: Vec<String> = (1..=columns.len()).map(|n| format!("?{n}")).collect();
        let (table, names, places) = (register.name, columns.join(","), places.join(","));
        let insert = self.db.prepare(&format!("INSERT INTO {table}({names}) VALUES ({places})"))?;
        Ok(Rows { insert, columns: columns.len() - 2 })
    }

    /// 办理记录: what somebody did, with the key it is to have.
    ///
    /// # Errors
    /// The schema refuses it.
    pub fn act(&self, key: i64, kind: &str, operator: i64, at: &str, day: &str, why: Option<&str>) -> Answer<()> {
        audit::put_act(self.db, (key, kind), operator, (at, day), why)
    }

    /// What people are found by beside their names, for the look-up. `named` is name → who has it; written all together, in the order in
    /// which they are stored.
    ///
    /// # Errors
    /// The schema refuses one.
    pub fn readings(&self, named: &HashMap<String, Vec<i64>>) -> Answer<()> {
        let mut read: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for (name, people) in named {
            for found in found_by::beside(name) {
                read.entry(found).or_default().extend(people);
            }
        }
        let mut insert = self.db.prepare("INSERT INTO person_initials(initials, person) VALUES (?1, ?2)")?;
        for (initials, people) in &mut read {
            people.sort_unstable();
            for person in people {
                insert.execute(params![initials, *person])?;
            }
        }
        Ok(())
    }

    /// Invented names for the office's operators, given by an act.
    ///
    /// # Errors
    /// The file refuses it.
    pub fn name_operator(&self, act: i64, key: i64, full_name: &str) -> Answer<()> {
        let act = Act { db: self.db, key: act };
        let named = ("full_name".to_owned(), Sql::Text(full_name.to_owned()));
        act.update(&operator::OPERATOR, key, &[named]).map(drop)
    }

    /// The highest key of a register, or of `act`.
    ///
    /// # Errors
    /// There is no such table.
    pub fn last_key(&self, table: &str) -> Answer<i64> {
        Ok(self.db.query_row(&format!("SELECT coalesce(max(key), 0) FROM {table}"), [], |r| r.get(0))?)
    }

    /// Writes the audit rows of everything that was added to a register after a key.
    ///
    /// # Errors
    /// The file refuses it.
    pub fn note(&self, register: &'static Register, after: i64) -> Answer<()> {
        let mut get =
            self.db.prepare(&format!("SELECT key, act FROM {} WHERE key > ?1 ORDER BY key", register.name))?;
        audit::write_new(self.db, register.name, get.query([after])?)
    }
}

/// Indexes and triggers that were taken away, to be put back.
#[derive(Debug)]
#[must_use]
pub struct Guards(Vec<String>);

impl Store {
    /// Makes a file that nobody else has fast to fill and unsafe: a crash leaves it useless, and of the schema only the types and
    /// what must not be missing or there twice are checked: the rows come from rules that are tested, and `verify` reads every
    /// condition and reference of the file. See [`Store::settle`].
    ///
    /// # Errors
    /// The file refuses it.
    pub fn hurry(&self) -> Answer<()> {
        *self.opened.borrow_mut() = None;
        Ok(self.db().set_for_filling()?)
    }

    /// A second look at a file that is being filled in a hurry, from a thread of its own: it sees what was written before and may
    /// read only tables that nobody touches any more.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn look_on(path: &Path) -> Answer<Store> {
        let store = Store::open_unchanging(path)?;
        // One long transaction: what the others write since is not noticed.
        store.db().set_memory(32768)?;
        store.db().hold_moment()?;
        Ok(store)
    }

    /// Ends [`Store::hurry`]: the file is on the disk, keeps a log again, and has the settings of every office.
    ///
    /// # Errors
    /// The file refuses it.
    pub fn settle(&self) -> Answer<()> {
        Ok(self.db().set_for_work_after_filling()?)
    }

    /// Takes away the indexes and triggers of some tables (all but the keys), or those that are named.
    ///
    /// # Errors
    /// The file refuses it.
    pub fn unguard(&self, of: &[&str]) -> Answer<Guards> {
        Ok(Guards(self.db().take_away(of)?))
    }

    /// Puts them back, as schema.sql wrote them; a UNIQUE that does not hold is found here.
    ///
    /// # Errors
    /// The rows break one of them.
    pub fn guard(&self, guards: Guards) -> Answer<()> {
        for sql in guards.0 {
            self.db().execute_batch(&sql)?;
        }
        Ok(())
    }

    /// Fills the office in one transaction, wholly or not at all (but see [`Store::hurry`]).
    ///
    /// # Errors
    /// What the work answers; the file refuses.
    pub fn fill<T, E: From<StoreFault>>(&self, work: impl FnOnce(&Filling<'_>) -> Result<T, E>) -> Result<T, E> {
        let tx = Tx::change(self.db()).map_err(StoreFault::from)?;
        let done = work(&Filling { db: self.db() });
        *self.kept.borrow_mut() = Kept::default();
        if done.is_ok() {
            tx.commit().map_err(StoreFault::from)?;
        }
        done
    }
}
