//! Declaring a record a mistake: it and what hangs on it leave every list, figure and UNIQUE, and stay in the file. What the
//! bank has paid holds a case's facts in place.

use crate::domain::assistance::petty_fund::ledger_slip;
use crate::domain::reason;
use crate::domain::slip::Slip;
use crate::register::assistance::petty_txn::ledger;
use crate::register::benefits::cases::state_of_papers;
use crate::register::people::condition;
use crate::register::people::family::heads_slip;
use crate::register::{ALL, Input, Kind, Register, Saved, Value, Values, Versions, find, register_of, state_after};
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
use crate::store::read::sql::{bind, stored};
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
        if let (Input::Program(how), "batch" | "payment") = (register.input, register.name) {
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
    for row in falling.iter().filter(|r| r.register.name == "condition") {
        if let Some(person) = row.values.int("person").filter(|p| !has(&falling, "person", *p)) {
            follow_condition(act, row.register, person)?;
        }
    }
    for row in &falling {
        return_to_left(act, &falling, row)?;
        let Some(versions) = Followed::of(row.register) else { continue };
        if let Some(case) = versions.standing_case(row, &falling) {
            follow_latest(act, versions, case)?;
        }
    }
    Ok(())
}

/// A register of versions, and the register of the cases that follow them.
#[derive(Clone, Copy)]
struct Followed {
    versions: Versions,
    register: &'static Register,
    case: &'static Register,
}

impl Followed {
    fn of(register: &'static Register) -> Option<Followed> {
        let cases = ALL.iter().map(|e| e.register);
        let (case, versions) =
            cases.filter_map(|r| Some((r, r.versions?))).find(|(_, v)| v.register == register.name)?;
        Some(Followed { versions, register, case })
    }
    /// The case of a falling version, where it does not fall too.
    fn standing_case(self, row: &Falling, falling: &[Falling]) -> Option<i64> {
        row.values.int(self.case.name).filter(|c| !has(falling, self.case.name, *c))
    }
}

fn has(falling: &[Falling], register: &str, key: i64) -> bool {
    falling.iter().any(|f| f.key == key && f.register.name == register)
}

/// The living rows that are declared to fall with a row.
fn tied(db: &Db, register: &'static Register, key: i64, values: &Values) -> Answer<Vec<(&'static Register, i64)>> {
    let mut rows = Vec::new();
    for tie in register.tied {
        let Some(entry) = find(tie.register) else { continue };
        let mut sql = format!("SELECT key FROM {} WHERE voided_by IS NULL", tie.register);
        let mut same = Vec::new();
        for (there, here) in tie.on {
            sql.push_str(&format!(" AND {} = ?", stored(entry.register, there)));
            same.push(if *here == "key" { Sql::Integer(key) } else { bind(values.get(here)) });
        }
        let mut get = db.prepare_cached(&sql)?;
        let keys = get.query_map(params_from_iter(same), |r| r.get::<i64>(0))?;
        for key in keys {
            rows.push((entry.register, key?));
        }
    }
    // What followed for other cases falls with it.
    let mut get = db.prepare_cached("SELECT register, row FROM follow WHERE of_register = ?1 AND of_row = ?2")?;
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
        slips.extend(match row.register.name {
            "dibao" | "temporary" | "tekun" | "disability" => paid(db, row.key, "0000-00", "9999-99")?,
            "award" => match award_objection(db, falling, row)? {
                None => resting_objection(db, &row.values, |case| falling.iter().any(|f| f.key == case))?,
                some => some,
            },
            "tekun_award" | "disability_award" => award_objection(db, falling, row)?,
            "move" => move_objection(db, falling, row)?,
            "petty_txn" => match spent_on(db, falling, row)? {
                None => ledger_objection(db, falling, row)?,
                some => some,
            },
            "member" => headless(db, falling, row)?,
            "division" => lived_in(db, row.values.text("code"))?,
            "operator" => last_operator(db, row.key)?,
            _ => None,
        });
    }
    slips.dedup();
    Ok(slips)
}

/// Other living records that name this one.
fn named_by(db: &Db, falling: &[Falling], row: &Falling) -> Answer<Vec<Slip>> {
    let mut slips = Vec::new();
    for other in ALL.iter().map(|e| e.register) {
        // Lines and changes stand only while the cases do that they rest on; they have no way of their own to fall.
        if matches!(other.name, "payment" | "change") {
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

/// `E-HH03`: a household that stays keeps its head.
fn headless(db: &Db, falling: &[Falling], row: &Falling) -> Answer<Option<Slip>> {
    let Some(house) = row.values.int("household").filter(|h| !has(falling, "household", *h)) else { return Ok(None) };
    let rows = child_values(db, row.register, "household", house)?;
    let left: Vec<Values> =
        rows.into_iter().filter(|(key, _)| !has(falling, row.register.name, *key)).map(|(_, values)| values).collect();
    Ok(heads_slip(&left))
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

/// A version falls only as the last one, and only while nothing was paid by it.
fn award_objection(db: &Db, falling: &[Falling], row: &Falling) -> Answer<Option<Slip>> {
    let Some(versions) = Followed::of(row.register) else { return Ok(None) };
    let Some(case) = versions.standing_case(row, falling) else { return Ok(None) };
    let from = row.values.text("from_month");
    let later: Option<String> = db
        .prepare_cached(&format!(
            "SELECT from_month FROM {} WHERE {} = ?1 AND from_month > ?2 AND voided_by IS NULL
             ORDER BY from_month DESC LIMIT 1",
            versions.register.name, versions.case.name
        ))?
        .query_row(params![case, from], |r| r.get(0))
        .optional()?;
    if let Some(later) = later {
        let text = format!("其后还有自 {later} 起的核定, 请从最后一次起逐次作废");
        return Ok(Some(Slip::error("E-RG32", text)));
    }
    paid(db, case, from, "9999-99")
}

/// The case of a falling move, where it does not fall too.
fn case_of_move(row: &Falling, falling: &[Falling]) -> Option<(&'static str, i64)> {
    let case = row.values.int("case_key").filter(|_| row.register.name == "move")?;
    register_of(case).map(|register| (register, case)).filter(|(register, case)| !has(falling, register, *case))
}

/// A move falls only as the last one: the next says what this one led to.
fn move_objection(db: &Db, falling: &[Falling], row: &Falling) -> Answer<Option<Slip>> {
    let Some((_, case)) = case_of_move(row, falling) else { return Ok(None) };
    let later: Option<String> = db
        .prepare_cached(
            "SELECT max(from_month) FROM move WHERE case_key = ?1 AND from_month > ?2 AND voided_by IS NULL",
        )?
        .query_row(params![case, row.values.text("from_month")], |r| r.get(0))?;
    let text = |m: String| format!("其后还有自 {m} 起的迁居, 请从最后一次起逐次作废");
    Ok(later.map(|m| Slip::error("E-RG32", text(m))))
}

/// Without its latest move a case is where that one came from.
fn return_to_left(act: &Act<'_>, falling: &[Falling], row: &Falling) -> Answer<()> {
    let Some((register, case)) = case_of_move(row, falling) else { return Ok(()) };
    let Some(entry) = find(register) else { return Ok(()) };
    act.update(entry.register, case, &[("division".to_owned(), bind(row.values.get("left_division")))])?;
    Ok(())
}

/// What was spent on a relief stands as long as the relief was paid so.
fn spent_on(db: &Db, falling: &[Falling], row: &Falling) -> Answer<Option<Slip>> {
    let Some(case) = row.values.int("temporary").filter(|c| !has(falling, "temporary", *c)) else { return Ok(None) };
    let paid =
        "SELECT case_no FROM temporary WHERE key = ?1 AND fund = 'P' AND pay_date IS NOT NULL AND voided_by IS NULL";
    let case_no: Option<String> = db.prepare_cached(paid)?.query_row([case], |r| r.get(0)).optional()?;
    Ok(case_no.map(|no| {
        let text = format!("这笔支出来自临时救助 {no}, 请更正或作废那件救助, 支出随之改");
        Slip::error("E-LS-022", text)
    }))
}

/// The ledger of a petty fund must hold without the row.
fn ledger_objection(db: &Db, falling: &[Falling], row: &Falling) -> Answer<Option<Slip>> {
    let Some(fund) = row.values.int("petty_fund").filter(|f| !has(falling, "petty_fund", *f)) else { return Ok(None) };
    let rows = child_values(db, row.register, "petty_fund", fund)?;
    let left = rows.iter().filter(|(key, _)| !has(falling, row.register.name, *key)).map(|(_, values)| values);
    Ok(ledger_slip(&ledger(left)))
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

fn last_operator(db: &Db, key: i64) -> Answer<Option<Slip>> {
    let others = db.prepare("SELECT 1 FROM operator WHERE key <> ?1 AND voided_by IS NULL LIMIT 1")?.exists([key])?;
    Ok((!others).then(|| Slip::error("E-RG30", "这是最后一个操作员, 不能作废")))
}

/// A person is as the latest row of 人员状况 says; where none is left, as the person's row says.
fn follow_condition(act: &Act<'_>, register: &'static Register, person: i64) -> Answer<()> {
    let rows = child_values(act.db(), register, "person", person)?;
    let Some((_, latest)) = rows.last() else { return Ok(()) };
    let Some(entry) = find("person") else { return Ok(()) };
    let cols = condition::COLUMNS.map(|col| (col.to_owned(), bind(latest.get(col))));
    act.update(entry.register, person, &cols)?;
    Ok(())
}

/// State and the columns taken over follow the latest version of a case.
fn follow_latest(act: &Act<'_>, versions: Followed, case: i64) -> Answer<()> {
    let latest: Option<i64> = act
        .db()
        .prepare_cached(&format!(
            "SELECT key FROM {} WHERE {} = ?1 AND voided_by IS NULL ORDER BY from_month DESC LIMIT 1",
            versions.register.name, versions.case.name
        ))?
        .query_row([case], |r| r.get(0))
        .optional()?;
    let latest = match latest {
        Some(key) => stored_row(act.db(), versions.register, key)?.map(|(values, _, _)| values),
        None => None,
    };
    let papers = || -> Answer<&'static str> {
        Ok(stored_row(act.db(), versions.case, case)?.map_or("confirmed", |(values, _, _)| state_of_papers(&values)))
    };
    let state = match &latest {
        Some(version) => state_after(version.text("kind")),
        None => papers()?,
    };
    let mut cols = vec![("state".to_owned(), Sql::Text(state.to_owned()))];
    for col in versions.versions.follow {
        let value = latest.as_ref().map_or(&Value::Null, |v| v.get(col));
        // A version that ends a case carries none; the case keeps what it had.
        if state != "stopped" || !value.is_null() {
            cols.push(((*col).to_owned(), bind(value)));
        }
    }
    act.update(versions.case, case, &cols)?;
    Ok(())
}
