//! Declaring a record a mistake: it and what hangs on it leave every list, figure and UNIQUE, and stay in the file. They fall first;
//! what stands against it (`objections`) takes all back.

use crate::domain::reason;
use crate::domain::slip::{Severity, Slip};
use crate::register::benefits::cases::state_of_papers;
use crate::register::core::rights::Action;
use crate::register::{ALL, Input, Register, Saved, Value, find, state_after};
use crate::store::benefits::roster::Roster;
use crate::store::change::act::{Act, ActKind};
use crate::store::change::judge::only_one;
use crate::store::change::lets_go::let_go;
use crate::store::change::objections::{Fallen, objections, standing_case, standing_parent};
use crate::store::change::pulled;
use crate::store::change::tied::tied;
use crate::store::engine::{Db, Optional, Sql};
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::opened::child_values;
use crate::store::read::sql::bind;
use crate::store::read::stored::stored_row;
use crate::store::{Store, Who};
use chrono::NaiveDate;

impl Store {
    /// Voids a record with everything tied to it.
    ///
    /// # Errors
    /// No reason; other living records name it; the bank has paid lines that rest on it; it belongs to the payroll.
    pub fn void(&self, register: &'static Register, key: i64, who: &Who, day: NaiveDate, why: &str) -> Answer<Saved> {
        self.void_knowing(register, key, (who, day), why, &[])
    }

    /// The same with the codes of doubts ([`Store::check_void`]) that the clerk accepts for that reason.
    ///
    /// # Errors
    /// As [`Store::void`], and doubts that are not accepted.
    pub fn void_knowing(
        &self,
        register: &'static Register,
        key: i64,
        (who, day): (&Who, NaiveDate),
        why: &str,
        accept: &[String],
    ) -> Answer<Saved> {
        let why = reason::needed(why, "作废").map_err(StoreFault::refused)?;
        // What the program writes falls with what it came with.
        let falls = ALL.iter().any(|e| e.register.tied.iter().any(|tie| tie.register == register.name));
        if let (Input::Program(how), false) = (register.input, falls) {
            return Err(StoreFault::refused(Slip::error("E-RG25", format!("{how}, 不能在这里作废"))));
        }
        if register.single {
            return Err(StoreFault::refused(Slip::error("E-RG25", only_one(register))));
        }
        self.gate_write(Some(who), register, Action::Void)?;
        let by = self.by(who, day);
        let done = self.write(|tx| {
            self.gate_row(tx, Some(who), Action::Void, (register, key))?;
            let said = self.to_void(tx, register, key, day)?;
            // What is never voided is told so, not what hangs on it.
            let wrong: Vec<Slip> = said.iter().filter(|slip| slip.severity == Severity::Error).cloned().collect();
            if !wrong.is_empty() {
                return Err(StoreFault::refused_all(wrong));
            }
            let act = Act::begin(tx, ActKind::Void, &by, Some(&why))?;
            fall(&act, register, key)?;
            let doubts = said.iter().filter(|slip| slip.is_open(accept)).cloned().collect::<Vec<_>>();
            if !doubts.is_empty() {
                return Err(StoreFault::refused_all(doubts));
            }
            pulled::record_exceptions(&act, (register, key), &said, &why)?;
            Ok(Saved { key, act: act.key() })
        });
        done.map_err(|fault| self.on_record(Some(who), fault))
    }
}

/// Voids a record in an act that has begun.
pub(in crate::store) fn fall(act: &Act<'_>, register: &'static Register, key: i64) -> Answer<()> {
    let db = act.db();
    let mut falling: Vec<Fallen> = Vec::new();
    let mut next = vec![(register, key)];
    while let Some((register, key)) = next.pop() {
        if falling.iter().any(|f| f.key == key && f.register.name == register.name) {
            continue;
        }
        let Some((values, _, voided)) = stored_row(db, register, key)? else {
            let text = format!("{}没有 #{key} 这一条", register.label);
            return Err(StoreFault::refused(Slip::error("E-RG27", text)));
        };
        if voided.is_some() {
            if falling.is_empty() {
                return Err(StoreFault::refused(Slip::error("E-RG27", "这条记录已经作废")));
            }
            continue;
        }
        next.extend(tied(db, register, key, &values)?);
        falling.push(Fallen { register, key, values });
    }
    for row in &falling {
        act.void(row.register, row.key)?;
    }
    for row in &falling {
        let_go(act, row.register, row.key)?;
    }
    let slips = objections(act, &falling)?;
    if !slips.is_empty() {
        return Err(StoreFault::refused_all(slips));
    }
    for row in falling.iter().filter(|r| !r.register.tells.is_empty()) {
        if let Some((parent, key, cols)) = told_to_parent(db, row)? {
            act.update(parent, key, &cols)?;
        }
    }
    for row in &falling {
        return_to_left(act, row)?;
        free(act, row)?;
        let Some(roster) = Roster::of_versions(row.register) else { continue };
        if let Some(case) = standing_case(db, row, roster)? {
            follow_latest(act, roster, case)?;
        }
    }
    Ok(())
}

/// Without a row that kept what it changed in its parent, the parent is as it was.
fn return_to_left(act: &Act<'_>, row: &Fallen) -> Answer<()> {
    let Some((kept, col)) = row.register.left else { return Ok(()) };
    let Some((parent, key)) = standing_parent(act.db(), row)? else { return Ok(()) };
    let Some(entry) = find(parent) else { return Ok(()) };
    act.update(entry.register, key, &[(col.to_owned(), bind(row.values.get(kept)))])?;
    Ok(())
}

/// What a row ended elsewhere goes on without it.
fn free(act: &Act<'_>, row: &Fallen) -> Answer<()> {
    let declared = row.register.frees.and_then(|frees| Some((frees, find(frees.register)?.register)));
    let Some((frees, other)) = declared else { return Ok(()) };
    let mut get = act.db().prepare_cached(&ended(other, frees.by))?;
    let keys = get.query_map([row.key], |r| r.get::<i64>(0))?.collect::<Result<Vec<_>, _>>()?;
    let stored = |(col, text): &(&str, &str)| {
        let value = other.field(col).filter(|_| !text.is_empty()).map_or(Value::Null, |f| f.kind.stored(text));
        (other.stored(col), bind(&value))
    };
    let cols: Vec<(String, Sql)> = frees.cols.iter().map(stored).collect();
    keys.into_iter().try_for_each(|key| act.update(other, key, &cols).map(drop))
}

/// The living rows that a row ended.
fn ended(other: &Register, by: &str) -> String {
    format!("SELECT key FROM {} WHERE {by} = ?1 AND voided_by IS NULL", other.name)
}

/// What the latest row beneath the record of a row says of it (人员, 人员状况); none where none is left: it is as its own row says.
pub(in crate::store) fn told_to_parent(db: &Db, row: &Fallen) -> Answer<Option<Told>> {
    let register = row.register;
    let Some((parent, key)) = standing_parent(db, row)? else { return Ok(None) };
    let rows = child_values(db, register, register.parent.unwrap_or(parent), key)?;
    let (Some((_, latest)), Some(entry)) = (rows.last(), find(parent)) else { return Ok(None) };
    let cols = register.tells.iter().map(|col| ((*col).to_owned(), bind(latest.get(col)))).collect();
    Ok(Some((entry.register, key, cols)))
}

/// A record with columns and their values.
type Told = (&'static Register, i64, Vec<(String, Sql)>);

/// What a column of a new record has where nothing is typed.
fn begins_with(register: &Register, col: &str) -> Value {
    let field = register.field(col);
    field.and_then(|f| f.default.map(|text| f.kind.stored(text))).unwrap_or(Value::Null)
}

/// State and the columns taken over follow the latest version of a case.
fn follow_latest(act: &Act<'_>, roster: Roster, case: i64) -> Answer<()> {
    let latest: Option<i64> = act
        .db()
        .prepare_cached(&format!(
            "SELECT key FROM {} WHERE {} = ?1 AND voided_by IS NULL ORDER BY from_month DESC LIMIT 1",
            roster.versions.name,
            roster.cases()
        ))?
        .query_row([case], |r| r.get(0))
        .optional()?;
    let latest = match latest {
        Some(key) => stored_row(act.db(), roster.versions, key)?.map(|(values, _, _)| values),
        None => None,
    };
    let papers = || -> Answer<&'static str> {
        Ok(stored_row(act.db(), roster.benefit.cases, case)?
            .map_or("confirmed", |(values, _, _)| state_of_papers(&values)))
    };
    let state = match &latest {
        Some(version) => state_after(version.text("kind")),
        None => papers()?,
    };
    let mut cols = vec![("state".to_owned(), Sql::Text(state.to_owned()))];
    for col in roster.follow {
        // A version that ends a case carries none; the case keeps what it had. Without any version it is as a new case.
        let value = match &latest {
            Some(version) => version.get(col).clone(),
            None => begins_with(roster.benefit.cases, col),
        };
        if state != "stopped" || !value.is_null() {
            cols.push((roster.benefit.cases.stored(col), bind(&value)));
        }
    }
    act.update(roster.benefit.cases, case, &cols)?;
    Ok(())
}
