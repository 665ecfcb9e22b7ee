//! What was done after an act: whether anything of it still counts, and who has changed the rows of the act since.

use crate::domain::slip::Slip;
use crate::register::bureau::act::kind_of;
use crate::register::core::acts::ActLine;
use crate::register::{Register, find};
use crate::store::change::act::audit::{self, was};
use crate::store::change::resolve::called;
use crate::store::change::undo::touched::Touched;
use crate::store::engine::{Db, Optional, params};
use crate::store::fault::Answer;
use crate::store::read::acts::act_line;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

/// A row by its register and key.
type One = (&'static Register, i64);

/// No more rows are named of one act.
const NAMED: usize = 3;

/// The acts after one.
const LATER: &str = "SELECT key, undoes FROM act WHERE key > ?1 AND kind NOT IN ('backup', 'restore') ORDER BY key";

/// The undo of an act.
const UNDO: &str = "SELECT key FROM act WHERE undoes = ?1";

/// What a row was that an act wrote alone.
pub(super) const ALONE: &str = concat!(
    "SELECT ",
    was!(),
    " FROM audit WHERE register = ?1 AND row = ?2 AND last_row IS NULL AND act = ?3 ORDER BY key LIMIT 1"
);

/// What an act wrote in bulk.
const RUNS: &str =
    "SELECT row, last_row, before FROM audit WHERE act = ?1 AND register = ?2 AND last_row IS NOT NULL ORDER BY row";

/// Whether anything that was done after an act counts. Acts that were taken back do not, nor those that took them back, nor those that
/// change no row: where there is nothing else, the office without the act is the office as it was before it.
pub(super) fn anything(db: &Db, act: i64) -> Answer<bool> {
    let mut get = db.prepare_cached(LATER)?;
    let mut rows = get.query([act])?;
    while let Some(row) = rows.next()? {
        let (later, undoes): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
        if undoes.is_none_or(|undone| undone < act) && counts(db, later)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether an act counts: it was not taken back, or its undo was.
fn counts(db: &Db, act: i64) -> Answer<bool> {
    Ok(undoes_of(db, act)?.len() % 2 == 0)
}

/// The undo of an act, that one's, and so on.
pub(super) fn undoes_of(db: &Db, act: i64) -> Answer<Vec<i64>> {
    let mut get = db.prepare_cached(UNDO)?;
    let mut all: Vec<i64> = Vec::new();
    while let Some(undo) = get.query_row([*all.last().unwrap_or(&act)], |r| r.get(0)).optional()? {
        all.push(undo);
    }
    Ok(all)
}

/// `E-UD04`: rows that others have changed since, act by act.
pub(super) fn changed(db: &Db, act: i64, touched: &[Touched]) -> Answer<Vec<(Slip, i64)>> {
    let mut left = LeftBy::new(db);
    let mut by: BTreeMap<i64, (usize, Vec<One>)> = BTreeMap::new();
    for rows in touched {
        let mut get = db.prepare_cached(&by_others(rows.register))?;
        let mut found = get.query(params![rows.first, rows.last, act])?;
        while let Some(row) = found.next()? {
            let (key, latest): (i64, i64) = (row.get(0)?, row.get(1)?);
            let later = left.by(act, latest, (rows.register, key))?;
            if later == act {
                continue;
            }
            let (count, some) = by.entry(later).or_default();
            *count += 1;
            if some.len() < NAMED {
                some.push((rows.register, key));
            }
        }
    }
    by.into_iter().map(|(later, (count, rows))| Ok((changed_by(db, later, count, &rows)?, later))).collect()
}

/// Rows from one to another that another act wrote last.
fn by_others(register: &Register) -> String {
    format!("SELECT key, act FROM {} WHERE key BETWEEN ?1 AND ?2 AND act <> ?3", register.name)
}

fn changed_by(db: &Db, later: i64, count: usize, rows: &[One]) -> Answer<Slip> {
    let names = rows.iter().map(|(register, key)| named(db, register, *key)).collect::<Answer<Vec<_>>>()?;
    let more = if count > names.len() { format!(" 等 {count} 条") } else { String::new() };
    let text =
        format!("{}{more}后来又改过: {}; 请先撤销办理 #{later}", names.join("、"), told_of(&act_line(db, later)?));
    Ok(Slip::error("E-UD04", text))
}

/// A row as a clerk calls it.
pub(super) fn named(db: &Db, register: &'static Register, key: i64) -> Answer<String> {
    let called = if find(register.name).is_some() { called(db, register, key)? } else { format!("#{key}") };
    Ok(format!("{} {called}", register.label))
}

/// Runs of rows with the act that they had before: first, last, act.
type Runs = Vec<(i64, i64, Option<i64>)>;

/// Which act left rows as they are.
struct LeftBy<'d> {
    db: &'d Db,
    /// What is known of the runs of an act in a table.
    runs: HashMap<(i64, &'static str), Runs>,
}

impl<'d> LeftBy<'d> {
    fn new(db: &'d Db) -> Self {
        LeftBy { db, runs: HashMap::new() }
    }

    /// The act that left a row as it is, from the one that wrote it last back to an act: an undo leaves a row as the act before the undone one
    /// did, so that both cancel out.
    fn by(&mut self, act: i64, latest: i64, row: One) -> Answer<i64> {
        let mut get = self.db.prepare_cached("SELECT undoes FROM act WHERE key = ?1")?;
        let mut left_by = latest;
        while left_by != act {
            let Some(undone) = get.query_row([left_by], |r| r.get::<Option<i64>>(0))? else { break };
            let Some(before) = self.before(undone, row)? else { break };
            left_by = before;
        }
        Ok(left_by)
    }

    /// The act that a row had before an act wrote it; none where it was not there.
    fn before(&mut self, act: i64, (register, row): One) -> Answer<Option<i64>> {
        let mut alone = self.db.prepare_cached(ALONE)?;
        if let Some(before) = alone.query_row(params![register.name, row, act], |r| r.get(0)).optional()? {
            return Ok(act_of(before));
        }
        let runs = match self.runs.entry((act, register.name)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(runs_of(self.db, act, register)?),
        };
        let run = runs.partition_point(|(_, last, _)| *last < row);
        Ok(runs.get(run).filter(|(first, _, _)| *first <= row).and_then(|(_, _, act)| *act))
    }
}

fn runs_of(db: &Db, act: i64, register: &Register) -> Answer<Runs> {
    let mut get = db.prepare_cached(RUNS)?;
    let runs = get.query_map(params![act, register.name], |r| Ok((r.get(0)?, r.get(1)?, act_of(r.get(2)?))))?;
    Ok(runs.collect::<Result<_, _>>()?)
}

/// The act in the copy of a row.
fn act_of(copy: Option<String>) -> Option<i64> {
    audit::copy(&copy?).ok()?.get("act")?.as_i64()
}

/// `王芳 2021-12-31 09:00:00 更正(办理 #12)`.
pub(super) fn told_of(act: &ActLine) -> String {
    format!("{} {} {}(办理 #{})", act.who, act.at, kind_of(act), act.key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::written;
    use crate::store::engine::plan;

    #[test]
    fn what_came_since_is_read_by_keys() {
        plan::seeks(LATER, &["act USING INTEGER PRIMARY KEY (rowid>?)"]);
        plan::seeks(UNDO, &["act USING COVERING INDEX act_undoes (undoes=?)"]);
        plan::seeks(ALONE, &["audit USING INDEX audit_act (act=? AND register=? AND row=? AND last_row=?)"]);
        plan::seeks(RUNS, &["audit USING INDEX audit_act (act=? AND register=?)"]);
        for register in written() {
            let by_key = format!("{} USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)", register.name);
            plan::seeks(&by_others(register), &[&by_key]);
        }
    }
}
