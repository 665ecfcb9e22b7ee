//! What rules say of an undo, asked of the office as it is without the act: of rows that have gone, that stand again, that have their former
//! values again. Rows of others that hang on them were entered since.

use crate::domain::slip::Slip;
use crate::register::benefits::consequence;
use crate::register::benefits::rests::Loss;
use crate::register::core::acts::How;
use crate::register::core::answers::Answers;
use crate::register::core::{dependents, judging};
use crate::register::{BENEFITS, Entry, Field, Kind, Need, Register, Value, Values, find};
use crate::store::Store;
use crate::store::change::act::{Act, audit, json_of};
use crate::store::change::bench::Bench;
use crate::store::change::lets_go;
use crate::store::change::objections::{Fallen, following, later_row, named_by, objection_left};
use crate::store::change::undo::at_once::{AtOnce, at_once};
use crate::store::change::undo::reverse::{Progress, Written, tell};
use crate::store::change::undo::since::{ALONE, named};
use crate::store::change::undo::touched::{Touched, stretches};
use crate::store::change::void::told_to_parent;
use crate::store::engine::{Db, Optional, params};
use crate::store::facts::consequences;
use crate::store::fault::Answer;
use crate::store::read::copies;
use crate::store::read::opened::lives;
use crate::store::read::stored::stored_row;
use chrono::NaiveDate;
use serde_json::Value as Json;
use std::collections::HashMap;

/// What is said of a row.
pub(super) struct Said {
    pub of: (&'static Register, i64),
    pub slip: Slip,
    /// The act because of which it is said, where it is known.
    pub since: Option<i64>,
}

impl Said {
    pub fn of(of: (&'static Register, i64), slip: Slip) -> Said {
        Said { of, slip, since: None }
    }
}

/// What was said before anything went back.
pub(super) struct Before {
    /// Of rows that get their former values again.
    rows: HashMap<(&'static str, i64), Vec<Slip>>,
    /// Of those who draw at once what nobody may.
    at_once: Vec<AtOnce>,
}

impl Before {
    /// What is said now of the rows of an act.
    pub fn of(store: &Store, db: &Db, touched: &[Touched], day: NaiveDate) -> Answer<Before> {
        let bench = Bench::on(store, db, day)?;
        let mut rows = HashMap::new();
        for one in touched.iter().filter(|rows| is_judged(rows)) {
            let (register, key) = (one.register, one.first);
            let Some(entry) = find(register.name) else { continue };
            let was = Written::read(db, one.audit)?.and_then(|written| written.before).map(Json::Object);
            let Some((was, (is, _, _))) = was.zip(stored_row(db, register, key)?) else { continue };
            if is_corrected(&is, &copies::values(register, &was)) {
                let slips = bench.verdict(entry, &is, &mut bench.facts(Some((key, &is))))?;
                rows.extend((!slips.is_empty()).then_some(((register.name, key), slips)));
            }
        }
        Ok(Before { rows, at_once: at_once(&bench, touched)? })
    }
}

/// Whether it is one row that gets its former values again: what was written in bulk is the program's.
fn is_judged(rows: &Touched) -> bool {
    rows.how == How::Corrected && rows.first == rows.last
}

/// Whether two copies of a record differ in what a clerk enters.
fn is_corrected(one: &Values, other: &Values) -> bool {
    one.iter().any(|(field, value)| field.need != Need::Given && other.get(field.col) != value)
}

/// What is said of the rows of an act after its undo.
pub(super) fn said(
    store: &Store,
    undo: &Act<'_>,
    touched: &[Touched],
    before: &Before,
    day: NaiveDate,
    progress: Progress<'_>,
) -> Answer<Vec<Said>> {
    let db = undo.db();
    let without = Without { undo, bench: Bench::on(store, db, day)?, before, day };
    let mut said = Vec::new();
    for (register, keys) in stretches(touched, How::Voided) {
        let named = named_by(db, register, keys)?.into_iter();
        said.extend(named.map(|(slip, act)| Said { of: (register, keys.0), slip, since: Some(act) }));
        let left = lets_go::of_undone(db, register, keys)?.into_iter();
        said.extend(left.map(|slip| Said::of((register, keys.0), slip)));
    }
    for (register, keys) in stretches(touched, How::Restored) {
        said.extend(names_voided(db, register, keys)?);
    }
    let (mut done, all) = (0, touched.iter().map(Touched::count).sum());
    for rows in touched {
        for of in rows.keys().map(|key| (rows.register, key)) {
            said.extend(without.row(rows, of)?);
            done += 1;
            tell(progress, done, all)?;
        }
    }
    for new in at_once(&without.bench, touched)? {
        if !before.at_once.iter().any(|known| known.is_same(&new)) {
            said.extend(new.said().map(|(of, slip)| Said::of(of, slip)));
        }
    }
    Ok(said)
}

/// The office without the act.
struct Without<'w> {
    undo: &'w Act<'w>,
    bench: Bench<'w>,
    before: &'w Before,
    day: NaiveDate,
}

impl Without<'_> {
    /// What is said of a row.
    fn row(&self, rows: &Touched, of: (&'static Register, i64)) -> Answer<Vec<Said>> {
        let (register, key) = of;
        // Of what is recorded beside rows no rule says anything.
        let Some(entry) = find(register.name).filter(|_| rows.how != How::Corrected || is_judged(rows)) else {
            return Ok(Vec::new());
        };
        let Some((values, _, _)) = stored_row(self.undo.db(), register, key)? else { return Ok(Vec::new()) };
        let row = Fallen { register, key, values };
        let (slips, later) = match rows.how {
            How::Voided => (self.gone(entry, &row)?, self.later(&row)?),
            How::Restored => (self.again(entry, &row)?, self.later(&row)?),
            _ => (self.corrected(entry, &row)?, None),
        };
        Ok(slips.into_iter().map(|slip| Said::of(of, slip)).chain(later).collect())
    }

    /// `E-UD06`: a later row says what follows on one that has gone, or that would stand before it again.
    fn later(&self, row: &Fallen) -> Answer<Option<Said>> {
        let Some(word) = following(row.register) else { return Ok(None) };
        Ok(later_row(self.undo, row)?.map(|(start, act)| {
            let text = format!("其后另有自 {start} 起的{word}, 是接着它办的; 请先撤销或作废后来的");
            Said { of: (row.register, row.key), slip: Slip::error("E-UD06", text), since: Some(act) }
        }))
    }

    /// Of a row that has gone.
    fn gone(&self, entry: &Entry, row: &Fallen) -> Answer<Vec<Slip>> {
        let facts = self.bench.facts(Some((row.key, &row.values)));
        let mut slips = (entry.check_void)(&row.values, &facts);
        self.bench.office.raise()?;
        slips.extend(objection_left(self.undo, row)?);
        slips.extend(told_otherwise(self.undo.db(), row)?);
        Ok(slips)
    }

    /// Of a row that stands again. What is said of it whatever else stands in the office was so before.
    fn again(&self, entry: &Entry, row: &Fallen) -> Answer<Vec<Slip>> {
        let values = &row.values;
        let mut slips = self.bench.verdict(entry, values, &mut self.bench.facts(Some((row.key, values))))?;
        slips.retain(Slip::stops);
        if !slips.is_empty() {
            let mut alone = self.bench.facts(Some((row.key, values)));
            alone.answers = Answers::default();
            let of_itself = self.bench.verdict(entry, values, &mut alone)?;
            slips.retain(|slip| !of_itself.contains(slip));
        }
        slips.extend(self.lost(&(entry.losses)(values, &self.bench.facts(None)))?);
        slips.extend(told_otherwise(self.undo.db(), row)?);
        Ok(slips)
    }

    /// Of a row that has its former values again: what a correction to them would be told.
    fn corrected(&self, entry: &Entry, row: &Fallen) -> Answer<Vec<Slip>> {
        let (db, register, key) = (self.undo.db(), row.register, row.key);
        let Some(mut was) = self.as_it_was(register, key)? else { return Ok(Vec::new()) };
        for col in self.kept_beneath(register, key)? {
            was.set(col, row.values.get(col).clone());
        }
        if !is_corrected(&row.values, &was) {
            return Ok(Vec::new());
        }
        let mut facts = self.bench.facts(Some((key, &was)));
        let slips = self.bench.verdict(entry, &row.values, &mut facts)?;
        let known = self.before.rows.get(&(register.name, key)).map_or(&[][..], Vec::as_slice);
        let mut slips = judging::let_stand(slips, known, &row.values, &facts);
        slips.retain(|slip| !known.iter().any(|k| k.code == slip.code && slip.text.starts_with(&k.text)));
        slips.extend(self.lost(&(entry.losses)(&row.values, &facts))?);
        slips.extend(dependents::slips(&was, &row.values, &[(register, key)], &facts));
        for (field, value) in row.values.iter().filter(|(field, value)| was.get(field.col) != *value) {
            if let Some((target, key)) = field.kind.referred(value).and_then(|(name, key)| Some((find(name)?, key)))
                && !lives(db, target.register, key)?
            {
                slips.push(is_void(field.label, &named(db, target.register, key)?));
            }
        }
        self.bench.office.raise()?;
        Ok(slips)
    }

    /// The columns of a row that went back with rows beneath it, which keep what they were (迁居): that corrects nothing.
    fn kept_beneath(&self, register: &'static Register, key: i64) -> Answer<Vec<&'static str>> {
        let mut cols = Vec::new();
        for (child, parent) in register.children() {
            let Some((_, col)) = child.left else { continue };
            let mut get = self.undo.db().prepare_cached(&beneath(child, parent))?;
            cols.extend(get.exists([key, self.undo.key()])?.then_some(col));
        }
        Ok(cols)
    }

    /// A row as it was before the undo.
    fn as_it_was(&self, register: &'static Register, key: i64) -> Answer<Option<Values>> {
        let mut get = self.undo.db().prepare_cached(ALONE)?;
        let copy: Option<String> =
            get.query_row(params![register.name, key, self.undo.key()], |r| r.get(0)).optional()?.flatten();
        let copy = copy.and_then(|text| audit::copy(&text).ok());
        Ok(copy.map(|copy| copies::values(register, &copy.into())))
    }

    /// What rests on what a row takes away.
    fn lost(&self, losses: &[Loss]) -> Answer<Vec<Slip>> {
        let mut all = Vec::new();
        for loss in losses {
            all.extend(consequences(self.undo.db(), loss, self.day)?);
        }
        Ok(consequence::slips(&all, false))
    }
}

/// `E-UD07`: rows from one to another that stand again, and name a record that is void by now.
fn names_voided(db: &Db, register: &'static Register, (first, last): (i64, i64)) -> Answer<Vec<Said>> {
    let mut said = Vec::new();
    for field in register.fields {
        if field.kind == Kind::Any {
            said.extend(hangs_on_voided(db, register, field, (first, last))?);
        }
        for target in named_in(register, field) {
            let mut get = db.prepare_cached(&naming_voided(register, field.col, target))?;
            let found: (Option<i64>, Option<i64>) = get.query_row([first, last], |r| Ok((r.get(0)?, r.get(1)?)))?;
            if let (Some(row), Some(key)) = found {
                said.push(Said::of((register, row), is_void(field.label, &named(db, target, key)?)));
            }
        }
    }
    Ok(said)
}

/// The same of rows that hang on records of whatever register.
fn hangs_on_voided(
    db: &Db,
    register: &'static Register,
    field: &'static Field,
    (first, last): (i64, i64),
) -> Answer<Vec<Said>> {
    let mut said = Vec::new();
    let sql =
        format!("SELECT key, {} FROM {} WHERE key BETWEEN ?1 AND ?2 AND voided_by IS NULL", field.col, register.name);
    let mut get = db.prepare_cached(&sql)?;
    let mut rows = get.query([first, last])?;
    while let Some(row) = rows.next()? {
        let about = Value::Text(row.get(1)?);
        let Some((target, key)) = field.kind.referred(&about).and_then(|(name, key)| Some((find(name)?, key))) else {
            continue;
        };
        if !lives(db, target.register, key)? {
            let called = named(db, target.register, key)?;
            said.push(Said::of((register, row.get(0)?), is_void(field.label, &called)));
        }
    }
    Ok(said)
}

/// The registers whose records a field names.
fn named_in(register: &Register, field: &Field) -> Vec<&'static Register> {
    let names = match field.kind {
        Kind::Ref(target) => vec![target],
        Kind::Case if register.parent == Some(field.col) => BENEFITS.iter().map(|b| b.cases.name).collect(),
        _ => Vec::new(),
    };
    names.into_iter().filter_map(find).map(|entry| entry.register).collect()
}

/// The first of the living rows from one to another that name a void record by a column.
fn naming_voided(register: &Register, col: &str, target: &Register) -> String {
    format!(
        "SELECT min(r.key), min(t.key) FROM {} r CROSS JOIN {} t WHERE r.key BETWEEN ?1 AND ?2 AND t.key = r.{col}
         AND r.voided_by IS NULL AND t.voided_by IS NOT NULL",
        register.name, target.name
    )
}

/// Whether there are rows of a record that an act wrote last.
fn beneath(child: &Register, parent: &str) -> String {
    format!("SELECT 1 FROM {} WHERE {parent} = ?1 AND act = ?2", child.name)
}

fn is_void(label: &str, name: &str) -> Slip {
    Slip::error("E-UD07", format!("{label}所指的 {name}, 不能再用; 请先恢复它"))
}

/// `E-UD08`: the record of a row is otherwise than the latest row beneath it says.
fn told_otherwise(db: &Db, row: &Fallen) -> Answer<Option<Slip>> {
    if row.register.tells.is_empty() {
        return Ok(None);
    }
    let Some((parent, key, cols)) = told_to_parent(db, row)? else { return Ok(None) };
    let stands = audit::snapshot(db, parent.name, key)?.unwrap_or_default();
    if cols.iter().all(|(col, value)| stands.get(col) == Some(&json_of(value))) {
        return Ok(None);
    }
    let (name, of) = (named(db, parent, key)?, row.register.label);
    Ok(Some(Slip::error("E-UD08", format!("{name} 后来按别的{of}改过, 撤销后对不上; 请先撤销后来的办理"))))
}

/// No more rows are named of which the same is said.
const NAMED: usize = 10;

/// What is said, row by row, errors first, in words; of many rows of which the same is said the first.
pub(super) fn told(db: &Db, said: &[Said]) -> Answer<Vec<Slip>> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    let mut slips = Vec::new();
    for Said { of: (register, key), slip, .. } in said {
        let nth = count.entry(slip.code).or_default();
        *nth += 1;
        if *nth <= NAMED {
            let name = named(db, register, *key)?;
            // One that has gone is told of as it was.
            let name = name.trim_end_matches(" (已作废)");
            slips.push(Slip { text: format!("{name}: {}", slip.text), ..slip.clone() });
        }
    }
    for (code, more) in count.into_iter().filter(|(_, n)| *n > NAMED) {
        if let Some(last) = slips.iter_mut().rev().find(|slip| slip.code == code) {
            last.text.push_str(&format!(" (同类共 {more} 处)"));
        }
    }
    slips.sort_by_key(|slip| std::cmp::Reverse(slip.severity));
    Ok(slips)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::written;
    use crate::store::engine::plan;

    #[test]
    fn what_rows_name_is_read_by_keys() {
        for register in written() {
            for field in register.fields {
                for target in named_in(register, field) {
                    let by =
                        ["r USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)", "t USING INTEGER PRIMARY KEY (rowid=?)"];
                    plan::seeks(&naming_voided(register, field.col, target), &by);
                }
            }
        }
    }
}
