//! The office's file. The only place that knows SQLite; what crosses its border is the trade's own words: find a person, a
//! page of a register, save a record, void it. Every change is one act in one transaction with its audit rows.

mod benefits;
pub mod change;
mod checks;
mod engine;
mod facts;
pub(crate) mod far;
mod fault;
pub mod figures;
pub mod file;
pub mod pay;
mod people;
mod read;
#[cfg(test)]
mod restricted;
pub mod rights;
mod roll;
#[cfg(test)]
pub mod testing;
mod verify;

pub use fault::{Answer, Candidates, Refused, StoreFault};
pub use file::backup::BackedUp;
pub use file::busy::holder_of;
pub use file::clock::today;
pub use file::create::{DEMO_BASIS, NewOffice};
pub use file::declared::whole_schema;
pub use file::limit::limit_open;
pub use file::restore::Restored;
pub use file::schema::{APPLICATION_ID, SCHEMA_VERSION};
pub use read::looked::OddAccess;
pub use rights::{State, Who};
pub use verify::Finding;

pub(crate) use crate::domain::date::stored as date;
pub(crate) use crate::domain::month::stored as month;
use crate::domain::parameter::Parameters;
use crate::domain::workday::Calendar;
use crate::register::core::rights::Rights;
use crate::register::places::known::Places;
use crate::store::engine::{Db, Number, Tx};
use crate::store::file::moved::Opened;
use chrono::NaiveDate;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// An open office.
pub struct Store {
    db: Db,
    path: PathBuf,
    office: Office,
    read_only: bool,
    /// What its objects differ in from the program's.
    differences: Vec<String>,
    /// What was opened; none of a file that nobody else can have, or that is not to change.
    opened: RefCell<Option<Opened>>,
    /// How much of the log readers have kept from being brought in.
    log_left: Cell<u64>,
    /// The clock's text for acts, where it is pinned (demonstration office: same arguments, same content).
    at: RefCell<Option<String>>,
    kept: RefCell<Kept>,
    /// Who reads by this connection; nobody at its beginning.
    seat: RefCell<Option<Who>>,
    /// What they said what for they look at it.
    looked: RefCell<HashSet<(&'static str, i64)>>,
}

/// What is read once and kept until this or another program changes the file.
#[derive(Default)]
struct Kept {
    /// [`Number::DataVersion`] at the time.
    version: i64,
    parameters: Option<Rc<Parameters>>,
    calendar: Option<Rc<Calendar>>,
    places: Option<Rc<Places>>,
    state: Option<State>,
    /// Of each who was asked for, and of nobody, with the day of it.
    rights: HashMap<Option<i64>, (NaiveDate, Rc<Rights>)>,
}

/// 本机构.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// The district, 12 digits.
    pub division: String,
    /// 单位名称 when the file was opened; for paper see [`Store::letterhead`].
    pub name: String,
    /// The pinned business date of a demonstration office.
    pub demo_day: Option<NaiveDate>,
}

impl Office {
    fn read(db: &Db) -> Answer<Office> {
        let office = db.query_row("SELECT division, name, demo_day FROM office", [], |r| {
            let day: Option<String> = r.get(2)?;
            Ok(Office { division: r.get(0)?, name: r.get(1)?, demo_day: day.and_then(|d| date(&d)) })
        });
        Ok(office?)
    }
}

/// What the office's papers say of it, as it stands now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// 单位名称.
    pub name: String,
    /// 联系电话.
    pub phone: Option<String>,
    /// 监督电话.
    pub supervision_phone: Option<String>,
    /// 制表人.
    pub maker: Option<String>,
    /// 复核人.
    pub checker: Option<String>,
    /// 审批人.
    pub approver: Option<String>,
    /// 负责人.
    pub head: Option<String>,
}

impl Letterhead {
    fn read(db: &Db) -> Answer<Letterhead> {
        let sql = "SELECT name, phone, supervision_phone, maker, checker, approver, head FROM office";
        Ok(db.prepare_cached(sql)?.query_row([], |r| {
            Ok(Letterhead {
                name: r.get(0)?,
                phone: r.get(1)?,
                supervision_phone: r.get(2)?,
                maker: r.get(3)?,
                checker: r.get(4)?,
                approver: r.get(5)?,
                head: r.get(6)?,
            })
        })?)
    }
}

impl Store {
    /// The office.
    pub fn office(&self) -> &Office {
        &self.office
    }
    /// What its papers say of it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn letterhead(&self) -> Answer<Letterhead> {
        Letterhead::read(&self.db)
    }
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
    /// Whether it is for reading only; then every save is refused.
    pub fn is_read_only(&self) -> bool {
        self.read_only || self.warning().is_some()
    }
    /// What is to be said of a file whose objects are not those that the program makes, or whose rights another program changed: whatever
    /// is read of it may be wrong.
    pub fn warning(&self) -> Option<String> {
        file::shape::told(&self.differences).or_else(|| self.state().ok()?.warning())
    }
    /// Pins the clock's text that acts carry; the demonstration office is the same every time.
    pub fn pin_clock(&self, at: &str) {
        *self.at.borrow_mut() = Some(at.to_owned());
    }

    /// The dated parameters.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn parameters(&self) -> Answer<Rc<Parameters>> {
        self.freshen()?;
        if let Some(p) = &self.kept.borrow().parameters {
            return Ok(Rc::clone(p));
        }
        let mut get = self.db.prepare_cached(
            "SELECT name || '/' || coalesce(first, '') || '/' || coalesce(second, ''), valid_from, value, state = 'confirmed'
             FROM parameter WHERE voided_by IS NULL ORDER BY key",
        )?;
        let rows = get.query_map([], |r| Ok((r.get(0)?, r.get::<String>(1)?, r.get(2)?, r.get(3)?)))?;
        let mut dated = Vec::new();
        for row in rows {
            let (name, from, value, confirmed) = row?;
            if let Some(from) = date(&from) {
                dated.push((name, from, value, confirmed));
            }
        }
        let places = self.places()?;
        let town = |code: &str| Some(places.name(code, NaiveDate::MAX).to_owned());
        let parameters = Rc::new(Parameters::with_states(dated, town));
        self.kept.borrow_mut().parameters = Some(Rc::clone(&parameters));
        Ok(parameters)
    }

    /// The working days.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn calendar(&self) -> Answer<Rc<Calendar>> {
        self.freshen()?;
        if let Some(c) = &self.kept.borrow().calendar {
            return Ok(Rc::clone(c));
        }
        let mut get = self.db.prepare_cached("SELECT date, is_workday FROM calendar WHERE voided_by IS NULL")?;
        let rows = get.query_map([], |r| Ok((r.get::<String>(0)?, r.get::<i64>(1)? == 1)))?;
        let mut days = Vec::new();
        for row in rows {
            let (day, is_workday) = row?;
            days.extend(date(&day).map(|d| (d, is_workday)));
        }
        let calendar = Rc::new(Calendar::from_rows(days));
        self.kept.borrow_mut().calendar = Some(Rc::clone(&calendar));
        Ok(calendar)
    }

    /// How the office stands with its rights.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn state(&self) -> Answer<State> {
        self.freshen()?;
        if let Some(state) = &self.kept.borrow().state {
            return Ok(state.clone());
        }
        let state = State::read(&self.db)?;
        self.kept.borrow_mut().state = Some(state.clone());
        Ok(state)
    }

    /// Forgets what was kept when another program has written since.
    fn freshen(&self) -> Answer<()> {
        let version = self.db.number(Number::DataVersion)?;
        let mut kept = self.kept.borrow_mut();
        if kept.version != version {
            *kept = Kept { version, ..Kept::default() };
        }
        Ok(())
    }

    /// Reads several things of one moment. One look at the file's locks instead of one for each statement.
    ///
    /// # Errors
    /// Those of what is read.
    pub fn at_one_moment<T>(&self, read: impl FnOnce() -> Answer<T>) -> Answer<T> {
        if !self.db.is_idle() {
            return read();
        }
        let moment = Tx::moment(&self.db)?;
        let found = read()?;
        moment.commit()?;
        Ok(found)
    }

    /// What is to be said when the file is no longer where it was opened, or has lost its log: what is read is what it was before, and
    /// nothing more is saved. Quick: a look at the directory.
    pub fn adrift(&self) -> Option<String> {
        self.opened.borrow().as_ref()?.told(&self.db)
    }
    /// Whether it is so.
    pub fn is_adrift(&self) -> bool {
        self.opened.borrow().as_ref().is_some_and(Opened::is_adrift)
    }

    /// Forgets what was kept: the own change does not move data_version.
    pub(super) fn forget_kept(&self) {
        *self.kept.borrow_mut() = Kept::default();
    }

    /// The clock's text for an act that begins now.
    pub(super) fn now(&self) -> String {
        self.at.borrow().clone().unwrap_or_else(file::clock::now)
    }

    /// The connection, for the other files of this module.
    pub(super) fn db(&self) -> &Db {
        &self.db
    }
}
