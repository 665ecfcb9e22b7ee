//! Filling an office in bulk: rows of declared registers, many at a time, for the demonstration office and take-over.
//!
//! The rows come from the program itself, not from a clerk: nobody checks them here but the schema, and their audit rows
//! carry digests instead of copies (see `audit` in schema.sql). Must not know what the rows mean.

use crate::register::Register;
use crate::register::bureau::operator;
use crate::store::change::act::{self, Act, ActKind, By, NewRows, audit};
use crate::store::engine::{Db, Sql, Tx};
use crate::store::fault::{Answer, StoreFault};
use crate::store::rights::sealing;
use crate::store::{Kept, Store};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

/// An office being filled, inside one transaction.
pub struct Filling<'s> {
    db: &'s Db,
    last_act: Cell<i64>,
    /// The columns of registers of which rows were changed.
    columns: RefCell<HashMap<&'static str, Rc<[String]>>>,
}

impl<'s> Filling<'s> {
    fn new(db: &'s Db) -> Answer<Filling<'s>> {
        let filling = Filling { db, last_act: Cell::new(0), columns: RefCell::default() };
        filling.last_act.set(filling.last_key("act")?);
        Ok(filling)
    }

    /// Adds rows of a register, by the names of its fields, with blanks between, and tells the audit of them.
    ///
    /// # Errors
    /// A field is not declared; what the work answers; the file refuses it.
    pub fn rows<E: From<StoreFault>>(
        &self,
        register: &'static Register,
        fields: &str,
        add: impl FnOnce(&mut NewRows<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut rows = NewRows::of(self.db, register, fields)?;
        add(&mut rows)?;
        Ok(rows.end()?)
    }

    /// The same of whole records.
    ///
    /// # Errors
    /// As [`Filling::rows`].
    pub fn records<E: From<StoreFault>>(
        &self,
        register: &'static Register,
        add: impl FnOnce(&mut NewRows<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut rows = NewRows::whole(self.db, register)?;
        add(&mut rows)?;
        Ok(rows.end()?)
    }

    /// 办理记录: what somebody did. Its rows are added with its key.
    ///
    /// # Errors
    /// The schema refuses it.
    pub fn act(&self, kind: ActKind, by: &By, why: Option<&str>) -> Answer<Act<'s>> {
        self.last_act.set(self.last_act.get() + 1);
        Act::begin_as(self.db, self.last_act.get(), kind, by, why)
    }

    /// Other values of a row that was added, given by an act of that key.
    ///
    /// # Errors
    /// There is no such row; the schema refuses them.
    pub fn change(
        &self,
        act: i64,
        (register, key): (&'static Register, i64),
        cols: &[(&str, act::Cell<'_>)],
    ) -> Answer<()> {
        Act::going_on(self.db, act).change_unread((register, &self.columns_of(register)?), key, cols)
    }

    /// The columns of a register: asked for once, since they stay what they are while the office is filled.
    fn columns_of(&self, register: &'static Register) -> Answer<Rc<[String]>> {
        if let Some(known) = self.columns.borrow().get(register.name) {
            return Ok(Rc::clone(known));
        }
        let columns: Rc<[String]> = audit::columns(self.db, register.name)?.into();
        self.columns.borrow_mut().insert(register.name, Rc::clone(&columns));
        Ok(columns)
    }

    /// What people are found by beside their names, for the look-up. `named` is name → who has it.
    ///
    /// # Errors
    /// The schema refuses one.
    pub fn readings(&self, named: &HashMap<String, Vec<i64>>) -> Answer<()> {
        act::all_found_under(self.db, named)
    }

    /// Seals accounts and grants as they stand, in an act.
    ///
    /// # Errors
    /// The file refuses it.
    pub fn seal_rights(&self, act: &Act<'_>) -> Answer<()> {
        sealing::seal(act)
    }

    /// Invented names for the office's operators, given by an act.
    ///
    /// # Errors
    /// The file refuses it.
    pub fn name_operator(&self, act: &Act<'_>, key: i64, full_name: &str) -> Answer<()> {
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
}

/// How much of a file that is being filled is kept in memory, in KiB.
const FILLING: u32 = 32768;
/// How much while indexes are made. So much is sorted at a time, by a thread beside: the more at once, the longer the table waits to be
/// read on.
const SORTING: u32 = 8192;

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
        self.db().set_for_filling()?;
        Ok(self.db().set_memory(FILLING)?)
    }

    /// A second look at a file that is being filled in a hurry, from a thread of its own: it sees what was written before and may
    /// read only tables that nobody touches any more.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn look_on(path: &Path) -> Answer<Store> {
        let store = Store::open_unchanging(path)?;
        // One long transaction: what the others write since is not noticed.
        store.db().set_memory(16384)?;
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

    /// Puts them back, as the file was made with them; a UNIQUE that does not hold is found here.
    ///
    /// # Errors
    /// The rows break one of them.
    pub fn guard(&self, guards: Guards) -> Answer<()> {
        self.db().set_memory(SORTING)?;
        for sql in guards.0 {
            self.db().execute_batch(&sql)?;
        }
        Ok(self.db().set_memory(FILLING)?)
    }

    /// Fills the office in one transaction, wholly or not at all (but see [`Store::hurry`]).
    ///
    /// # Errors
    /// What the work answers; the file refuses.
    pub fn fill<T, E: From<StoreFault>>(&self, work: impl FnOnce(&Filling<'_>) -> Result<T, E>) -> Result<T, E> {
        let tx = Tx::change(self.db()).map_err(StoreFault::from)?;
        let filling = Filling::new(self.db())?;
        let done = work(&filling);
        *self.kept.borrow_mut() = Kept::default();
        let done = done?;
        tx.commit().map_err(StoreFault::from)?;
        Ok(done)
    }
}
