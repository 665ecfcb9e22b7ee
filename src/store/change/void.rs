//! Declaring a record a mistake: it and what hangs on it leave every list, figure and UNIQUE, and stay in the file. What the
//! bank has paid holds a case's facts in place.

use crate::domain::reason;
use crate::domain::slip::Slip;
use crate::register::benefits::benefit::Covers;
use crate::register::benefits::cases::state_of_papers;
use crate::register::{
    ALL, Against, Input, Kind, Register, Saved, Value, Values, benefit_of, find, register_of, state_after,
};
use crate::store::benefits::roster::Roster;
use crate::store::change::act::{Act, ActKind};
use crate::store::change::follows::resting_objection;
use crate::store::change::judge::only_one;
use crate::store::change::pulled;
use crate::store::change::resolve::called;
use crate::store::engine::{Db, Optional, Sql, params, params_from_iter};
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::inside;
use crate::store::read::opened::child_values;
use crate::store::read::records::stored_row;
use crate::store::read::sql::bind;
use crate::store::{Store, Who};
use chrono::NaiveDate;

/// A row that falls.
struct Falling {
    register: &'static Register,
    key: i64,
    values: Values,
}

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
        let by = self.by(who, day);
        self.write(|tx| {
            let said = self.to_void(tx, register, key, day)?;
            let act = Act::begin(tx, ActKind::Void, &by, Some(&why))?;
            fall(&act, register, key)?;
            let doubts = pulled::unaccepted(&said, accept);
            if !doubts.is_empty() {
                return Err(StoreFault::refused_all(doubts));
            }
            pulled::record_exceptions(&act, (register, key), &said, &why)?;
            Ok(Saved { key, act: act.key() })
        })
    }
}

/// Voids a record in an act that has begun.
pub(in crate::store) fn fall(act: &Act<'_>, register: &'static Register, key: i64) -> Answer<()> {
    let db = act.db();
    let mut falling: Vec<Falling> = Vec::new();
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
        falling.push(Falling { register, key, values });
    }
    let slips = objections(db, &falling)?;
    if !slips.is_empty() {
        return Err(StoreFault::refused_all(slips));
    }
    for row in &falling {
        act.void(row.register, row.key)?;
    }
    for row in falling.iter().filter(|r| !r.register.tells.is_empty()) {
        if let Some((parent, key)) = parent_of(row).filter(|(parent, key)| !has(&falling, parent, *key)) {
            tell_parent(act, row.register, parent, key)?;
        }
    }
    for row in &falling {
        return_to_left(act, &falling, row)?;
        let Some(roster) = Roster::of_versions(row.register) else { continue };
        if let Some(case) = standing_case(roster, row, &falling) {
            follow_latest(act, roster, case)?;
        }
    }
    Ok(())
}

/// The case of a falling version, where it does not fall too.
fn standing_case(roster: Roster, row: &Falling, falling: &[Falling]) -> Option<i64> {
    row.values.int(roster.cases()).filter(|case| !has(falling, roster.cases(), *case))
}

fn has(falling: &[Falling], register: &str, key: i64) -> bool {
    falling.iter().any(|f| f.key == key && f.register.name == register)
}

/// The living rows that are declared to fall with a row.
fn tied(db: &Db, register: &'static Register, key: i64, values: &Values) -> Answer<Vec<(&'static Register, i64)>> {
    let mut rows = Vec::new();
    for tie in register.tied {
        for other in tie.registers() {
            let mut sql = format!("SELECT key FROM {} WHERE voided_by IS NULL", other.name);
            let mut same = Vec::new();
            for (there, here) in tie.on {
                sql.push_str(&format!(" AND {} = ?", other.stored(there)));
                same.push(if *here == "key" { Sql::Integer(key) } else { bind(values.get(here)) });
            }
            let mut get = db.prepare_cached(&sql)?;
            let keys = get.query_map(params_from_iter(same), |r| r.get::<i64>(0))?;
            for key in keys {
                rows.push((other, key?));
            }
        }
    }
    // What followed for other cases falls with it.
    let mut get = db.prepare_cached(
        "SELECT register, row FROM follow WHERE of_register = ?1 AND of_row = ?2 AND voided_by IS NULL",
    )?;
    let mut followed = get.query(params![register.name, key])?;
    while let Some(row) = followed.next()? {
        let name: String = row.get(0)?;
        rows.extend(find(&name).map(|entry| entry.register).zip(Some(row.get(1)?)));
    }
    Ok(rows)
}

/// Everything that stands against voiding these rows together.
fn objections(db: &Db, falling: &[Falling]) -> Answer<Vec<Slip>> {
    let mut slips = Vec::new();
    for row in falling {
        slips.extend(named_by(db, falling, row)?);
        slips.extend(objection(db, falling, row)?);
    }
    slips.dedup();
    Ok(slips)
}

/// The first thing beside its name that stands against voiding a row: what was paid by a case or a version, later versions, what
/// rests on a version, and what the register says itself.
fn objection(db: &Db, falling: &[Falling], row: &Falling) -> Answer<Option<Slip>> {
    let mut found = match benefit_of(row.register.name) {
        Some(_) => paid(db, row.key, "0000-00", "9999-99")?,
        None => None,
    };
    if found.is_none()
        && let Some(roster) = Roster::of_versions(row.register)
    {
        found = version_objection(db, falling, row, roster)?;
    }
    for against in row.register.against {
        if found.is_none() {
            found = declared_objection(db, falling, row, against)?;
        }
    }
    Ok(found)
}

/// What a register declares to stand against a row of it.
fn declared_objection(db: &Db, falling: &[Falling], row: &Falling, against: &Against) -> Answer<Option<Slip>> {
    match against {
        Against::Left(lack) => {
            let Some((parent, key)) = parent_of(row).filter(|(parent, key)| !has(falling, parent, *key)) else {
                return Ok(None);
            };
            let rows = child_values(db, row.register, row.register.parent.unwrap_or(parent), key)?;
            let stays = rows.into_iter().filter(|(key, _)| !has(falling, row.register.name, *key));
            Ok(lack(&stays.map(|(_, values)| values).collect::<Vec<_>>()))
        }
        Against::Referred(col, says) => {
            let Some((register, key)) = referred(row, col).filter(|(name, key)| !has(falling, name, *key)) else {
                return Ok(None);
            };
            let Some(entry) = find(register) else { return Ok(None) };
            let standing = stored_row(db, entry.register, key)?.filter(|(_, _, voided)| voided.is_none());
            Ok(standing.and_then(|(values, _, _)| says(&values)))
        }
        Against::Later(word) => later(db, falling, row, word),
        Against::Only(told) => {
            let sql = format!("SELECT 1 FROM {} WHERE key <> ?1 AND voided_by IS NULL LIMIT 1", row.register.name);
            let others = db.prepare(&sql)?.exists([row.key])?;
            Ok((!others).then(|| Slip::error("E-RG30", *told)))
        }
        Against::Inside => lived_in(db, row.values.text("code")),
    }
}

/// The record that a column of a row refers to.
fn referred(row: &Falling, col: &str) -> Option<(&'static str, i64)> {
    row.register.field(col)?.kind.referred(row.values.get(col))
}

/// The record that a row is a row of.
fn parent_of(row: &Falling) -> Option<(&'static str, i64)> {
    referred(row, row.register.parent?)
}

/// A row that says what follows on another falls only as the last one of its group.
fn later(db: &Db, falling: &[Falling], row: &Falling, word: &str) -> Answer<Option<Slip>> {
    let Some((dated, group)) = row.register.dated.and_then(|dated| Some((dated, *dated.within.first()?))) else {
        return Ok(None);
    };
    let Some((_, owner)) = referred(row, group).filter(|(name, key)| !has(falling, name, *key)) else {
        return Ok(None);
    };
    let (name, start) = (row.register.name, dated.start);
    let sql = format!("SELECT max({start}) FROM {name} WHERE {group} = ?1 AND {start} > ?2 AND voided_by IS NULL");
    let later: Option<String> =
        db.prepare_cached(&sql)?.query_row(params![owner, row.values.text(start)], |r| r.get(0))?;
    let text = |later: String| format!("其后还有自 {later} 起的{word}, 请从最后一次起逐次作废");
    Ok(later.map(|later| Slip::error("E-RG32", text(later))))
}

/// Other living records that name this one.
fn named_by(db: &Db, falling: &[Falling], row: &Falling) -> Answer<Vec<Slip>> {
    let mut slips = Vec::new();
    for other in ALL.iter().map(|e| e.register) {
        // What the program writes of a case (lines, changes) stands only while the case does; it has no way of its own to fall.
        let of_case = other.fields.iter().any(|f| f.kind == Kind::Case);
        if of_case && matches!(other.input, Input::Program(_)) {
            continue;
        }
        for field in other.fields.iter().filter(|f| f.kind == Kind::Ref(row.register.name)) {
            let sql = format!("SELECT key FROM {} WHERE {} = ?1 AND voided_by IS NULL", other.name, field.col);
            let mut get = db.prepare_cached(&sql)?;
            let keys: Vec<i64> = get.query_map([row.key], |r| r.get(0))?.collect::<Result<_, _>>()?;
            let left: Vec<i64> = keys.into_iter().filter(|k| !has(falling, other.name, *k)).collect();
            if let Some(first) = left.first() {
                let text = format!(
                    "还有 {} 条{}用到这条{}(如 {}), 请先作废或更正它们",
                    left.len(),
                    other.label,
                    row.register.label,
                    called(db, other, *first)?
                );
                slips.push(Slip::error("E-RG30", text));
            }
        }
    }
    Ok(slips)
}

/// Lines of a case that the bank has paid for months of a range (the end not included).
fn paid(db: &Db, case: i64, from: &str, before: &str) -> Answer<Option<Slip>> {
    let mut found: Option<(i64, String)> = None;
    for types in ["IN ('01','08')", "NOT IN ('01','08')"] {
        let sql = format!(
            "SELECT count(*), min(period_due) FROM payment WHERE case_key = ?1 AND line_type {types} AND voided_by IS NULL
             AND period_due >= ?2 AND period_due < ?3 AND bank_state = '1'"
        );
        let (count, first): (i64, Option<String>) =
            db.prepare_cached(&sql)?.query_row(params![case, from, before], |r| Ok((r.get(0)?, r.get(1)?)))?;
        if let Some(first) = first {
            let (sum, earliest) = found.unwrap_or((0, first.clone()));
            found = Some((sum + count, earliest.min(first)));
        }
    }
    Ok(found.map(|(count, first)| {
        let text =
            format!("银行已按它发放 {count} 笔(最早 {first}), 不能作废; 金额有误的, 另增一行核定, 从以后的月份改起");
        Slip::error("E-RG31", text)
    }))
}

/// A version falls only as the last one, while nothing was paid by it, and while nothing rests on whom it covers.
fn version_objection(db: &Db, falling: &[Falling], row: &Falling, roster: Roster) -> Answer<Option<Slip>> {
    let Some(case) = standing_case(roster, row, falling) else { return resting(db, falling, row, roster) };
    if let Some(slip) = later(db, falling, row, "核定")? {
        return Ok(Some(slip));
    }
    match paid(db, case, row.values.text("from_month"), "9999-99")? {
        None => resting(db, falling, row, roster),
        some => Ok(some),
    }
}

/// What rests on the persons whom a version of a household's case covers.
fn resting(db: &Db, falling: &[Falling], row: &Falling, roster: Roster) -> Answer<Option<Slip>> {
    match roster.benefit.covers {
        Covers::Household => resting_objection(db, &row.values, |case| falling.iter().any(|f| f.key == case)),
        Covers::Person => Ok(None),
    }
}

/// The case of a falling move, where it does not fall too.
fn case_of_move(row: &Falling, falling: &[Falling]) -> Option<(&'static str, i64)> {
    let case = row.values.int("case_key").filter(|_| row.register.name == "move")?;
    register_of(case).map(|register| (register, case)).filter(|(register, case)| !has(falling, register, *case))
}

/// Without its latest move a case is where that one came from.
fn return_to_left(act: &Act<'_>, falling: &[Falling], row: &Falling) -> Answer<()> {
    let Some((register, case)) = case_of_move(row, falling) else { return Ok(()) };
    let Some(entry) = find(register) else { return Ok(()) };
    act.update(entry.register, case, &[("division".to_owned(), bind(row.values.get("left_division")))])?;
    Ok(())
}

/// The only row of a code is the name of whatever was ever there.
fn lived_in(db: &Db, code: &str) -> Answer<Option<Slip>> {
    let rows: i64 =
        db.query_row("SELECT count(*) FROM division WHERE code = ?1 AND voided_by IS NULL", [code], |r| r.get(0))?;
    if rows > 1 {
        return Ok(None);
    }
    Ok(inside::first(db, code)?.map(|label| {
        let text = format!("这个区划里还有{label}, 不能作废; 撤销的请另登记一行“撤销”");
        Slip::error("E-RG30", text)
    }))
}

/// A record is as the latest row beneath it says (人员, 人员状况); where none is left, as its own row says.
fn tell_parent(act: &Act<'_>, register: &'static Register, parent: &str, key: i64) -> Answer<()> {
    let rows = child_values(act.db(), register, register.parent.unwrap_or(parent), key)?;
    let Some((_, latest)) = rows.last() else { return Ok(()) };
    let Some(entry) = find(parent) else { return Ok(()) };
    let cols: Vec<(String, Sql)> =
        register.tells.iter().map(|col| ((*col).to_owned(), bind(latest.get(col)))).collect();
    act.update(entry.register, key, &cols)?;
    Ok(())
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
        let value = latest.as_ref().map_or(&Value::Null, |v| v.get(col));
        // A version that ends a case carries none; the case keeps what it had.
        if state != "stopped" || !value.is_null() {
            cols.push(((*col).to_owned(), bind(value)));
        }
    }
    act.update(roster.benefit.cases, case, &cols)?;
    Ok(())
}
