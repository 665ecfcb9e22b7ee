//! The one path that writes: an act, which is what one person did at one moment. It alone adds and changes rows of the registers and what
//! is recorded beside them, one by one here, in bulk in `run`; each has its audit row, and what follows from a row is written with it.
//! Knows no rule but the schema's.

pub(in crate::store) mod audit;
mod beside;
mod by;
pub(in crate::store) mod numbers;
mod refusal;
mod reverse;
mod run;

pub(in crate::store) use audit::Copy;
pub(super) use beside::all_found_under;
pub use by::By;
pub use run::{Cell, NewRows};
pub(in crate::store) use run::{Run, owned};

use crate::register::{EXCEPTION, FOLLOW, Register, Values};
use crate::store::change::digest;
use crate::store::engine::{Db, Sql, params, params_from_iter};
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::sql::bind;
use serde_json::Value as Json;

/// What an act does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActKind {
    /// 新建.
    Init,
    /// 接转: records of an earlier office.
    Takeover,
    /// 登记.
    Enter,
    /// 更正.
    Correct,
    /// 作废.
    Void,
    /// A batch is made or goes a step further.
    Payroll,
    /// What the bank answers.
    Bank,
    /// 撤销: takes another act back.
    Undo,
    /// 升级: changes no row, seals all.
    Migrate,
    /// 备份: only says that it was done.
    Backup,
    /// 恢复: only says that it was done.
    Restore,
    /// 权限: accounts, roles and passwords, of which the audit has no copy.
    Rights,
}

impl ActKind {
    /// As the file has it.
    pub const fn name(self) -> &'static str {
        match self {
            ActKind::Init => "init",
            ActKind::Takeover => "takeover",
            ActKind::Enter => "enter",
            ActKind::Correct => "correct",
            ActKind::Void => "void",
            ActKind::Payroll => "payroll",
            ActKind::Bank => "bank",
            ActKind::Undo => "undo",
            ActKind::Migrate => "migrate",
            ActKind::Backup => "backup",
            ActKind::Restore => "restore",
            ActKind::Rights => "rights",
        }
    }
}

/// An act being carried out.
pub struct Act<'a> {
    db: &'a Db,
    key: i64,
    witness: Option<i64>,
}

impl<'a> Act<'a> {
    /// Begins an act: what kind, by whom and when, and why: as [`crate::domain::reason`] reads what is typed.
    pub(in crate::store) fn begin(db: &'a Db, kind: ActKind, by: &By, why: Option<&str>) -> Answer<Act<'a>> {
        Act::put(db, next_key(db)?, kind, by, why, None)
    }

    /// Begins the act that takes another one back.
    pub(super) fn begin_undo(db: &'a Db, undone: i64, by: &By, why: &str) -> Answer<Act<'a>> {
        Act::put(db, next_key(db)?, ActKind::Undo, by, Some(why), Some(undone))
    }

    /// An act of this change that has begun already.
    pub(in crate::store) fn going_on(db: &'a Db, key: i64) -> Act<'a> {
        Act { db, key, witness: None }
    }

    /// Begins one for whoever fills an office in bulk and counts the acts himself.
    pub(super) fn begin_as(db: &'a Db, key: i64, kind: ActKind, by: &By, why: Option<&str>) -> Answer<Act<'a>> {
        Act::put(db, key, kind, by, why, None)
    }

    fn put(db: &'a Db, key: i64, kind: ActKind, by: &By, why: Option<&str>, undoes: Option<i64>) -> Answer<Act<'a>> {
        let digest = digest::of_act(key, kind.name(), by.operator, &by.at, &by.day, why, undoes);
        db.prepare_cached(
            "INSERT INTO act(key, kind, operator, at, day, why, digest, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![key, kind.name(), by.operator, by.at, by.day, why, digest, undoes])?;
        Ok(Act { db, key, witness: by.witness })
    }

    /// The file as it stands within the act.
    pub(in crate::store) fn db(&self) -> &'a Db {
        self.db
    }

    /// Its number.
    pub fn key(&self) -> i64 {
        self.key
    }

    /// Who acts.
    pub(in crate::store) fn operator(&self) -> Answer<i64> {
        let mut get = self.db.prepare_cached("SELECT operator FROM act WHERE key = ?1")?;
        Ok(get.query_row([self.key], |r| r.get(0))?)
    }

    /// Who signs it as the second person.
    pub(in crate::store) fn witness(&self) -> Option<i64> {
        self.witness
    }

    /// A new row with these stored columns. Gives its key.
    pub(in crate::store) fn insert(&self, register: &'static Register, cols: &[(String, Sql)]) -> Answer<i64> {
        let key = numbers::free_key(self.db, register)?;
        let mut names = String::from("key, act");
        let mut marks = String::from("?, ?");
        for (col, _) in cols {
            names.push_str(", ");
            names.push_str(col);
            marks.push_str(", ?");
        }
        let sql = format!("INSERT INTO {}({names}) VALUES ({marks})", register.name);
        let given = [key.map_or(Sql::Null, Sql::Integer), Sql::Integer(self.key)];
        self.db
            .prepare_cached(&sql)?
            .execute(params_from_iter(given.iter().chain(cols.iter().map(|(_, v)| v))))
            .map_err(|e| refusal::told(self.db, (register, None), cols, e))?;
        let key = self.db.last_key();
        self.tell(register.name, key, None)?;
        Ok(key)
    }

    /// New values of a row. Nothing is written when they are what stands there.
    pub(in crate::store) fn update(
        &self,
        register: &'static Register,
        key: i64,
        cols: &[(String, Sql)],
    ) -> Answer<bool> {
        let before = self.before(register, key)?;
        let moved: Vec<&(String, Sql)> = cols.iter().filter(|(col, v)| before.get(col) != Some(&json_of(v))).collect();
        if moved.is_empty() {
            return Ok(false);
        }
        self.change((register, key), cols, &moved, &before)?;
        Ok(true)
    }

    /// The same of a row that the act is about: it is the row's latest act, also when the values are what stands there.
    pub(in crate::store) fn touch(&self, register: &'static Register, key: i64, cols: &[(String, Sql)]) -> Answer<()> {
        let all: Vec<&(String, Sql)> = cols.iter().collect();
        self.change((register, key), cols, &all, &self.before(register, key)?)
    }

    fn before(&self, register: &Register, key: i64) -> Answer<Json> {
        self.before_of(register, &audit::columns(self.db, register.name)?, key)
    }

    /// The same for whoever knows the columns of the register.
    fn before_of(&self, register: &Register, columns: &[String], key: i64) -> Answer<Json> {
        let stands = audit::snapshot_of(self.db, (register.name, columns), key)?;
        stands.ok_or_else(|| StoreFault::damaged(&format!("缺少{} #{key}", register.label)))
    }

    /// Writes the columns that move, of those that are given, and tells the audit.
    fn change(
        &self,
        (register, key): (&'static Register, i64),
        cols: &[(String, Sql)],
        moved: &[&(String, Sql)],
        before: &Json,
    ) -> Answer<()> {
        let mut set = String::from("act = ?");
        for (col, _) in moved {
            set.push_str(&format!(", {col} = ?"));
        }
        let sql = format!("UPDATE {} SET {set} WHERE key = ?", register.name);
        let (act, row) = (Sql::Integer(self.key), Sql::Integer(key));
        self.db
            .prepare_cached(&sql)?
            .execute(params_from_iter([&act].into_iter().chain(moved.iter().map(|(_, v)| v)).chain([&row])))
            .map_err(|e| refusal::told(self.db, (register, Some(key)), cols, e))?;
        self.tell(register.name, key, Some(before))
    }

    /// Declares a row a mistake.
    pub(in crate::store) fn void(&self, register: &'static Register, key: i64) -> Answer<()> {
        self.update(register, key, &[("voided_by".to_owned(), Sql::Integer(self.key))]).map(drop)
    }

    /// 例外: the doubt of that code about a row was accepted.
    pub(in crate::store) fn exception(&self, (register, row): (&Register, i64), code: &str, why: &str) -> Answer<()> {
        self.db
            .prepare_cached("INSERT INTO exception(register, row, code, why, act) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![register.name, row, code, why, self.key])?;
        self.tell(EXCEPTION.name, self.db.last_key(), None)
    }

    /// 随之变动: a row was written because of another, and falls with it.
    pub(in crate::store) fn followed(&self, written: (&Register, i64), of: (&Register, i64)) -> Answer<()> {
        self.db
            .prepare_cached("INSERT INTO follow(register, row, of_register, of_row, act) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![written.0.name, written.1, of.0.name, of.1, self.key])?;
        self.tell(FOLLOW.name, self.db.last_key(), None)
    }

    /// Tells the audit of a row as it stands now, and carries on what follows from it.
    fn tell(&self, table: &str, row: i64, before: Option<&Json>) -> Answer<()> {
        let Some(after) = audit::snapshot(self.db, table, row)? else {
            return Err(StoreFault::defect(format!("{table} #{row} 没有写入")));
        };
        audit::write(self.db, self.key, (table, row), before, &after)?;
        beside::row_changed(self.db, (table, row), before, &after)
    }
}

fn next_key(db: &Db) -> Answer<i64> {
    Ok(db.prepare_cached("SELECT coalesce(max(key), 0) + 1 FROM act")?.query_row([], |r| r.get(0))?)
}

/// A value as the audit has it.
pub(in crate::store) fn json_of(v: &Sql) -> Json {
    match v {
        Sql::Integer(n) => (*n).into(),
        Sql::Text(t) => t.as_str().into(),
        Sql::Null => Json::Null,
    }
}

/// The declared values as stored columns.
pub(in crate::store) fn columns(values: &Values) -> Vec<(String, Sql)> {
    values.iter().map(|(field, v)| (field.column(), bind(v))).collect()
}
