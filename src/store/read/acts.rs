//! What an act changed, told from the audit row by row: register by register, and in each by the rows' keys, so that an act of any length
//! is read a page at a time. Rows written in bulk are one entry.

use crate::domain::mask;
use crate::domain::slip::Slip;
use crate::domain::text;
use crate::register::bureau::act::ACT;
use crate::register::core::acts::{ActLine, ActPage, ActPlace, ActRow, ActRows, How};
use crate::register::{Register, find, written};
use crate::store::Store;
use crate::store::change::act::Copy;
use crate::store::change::act::audit;
use crate::store::change::resolve::called;
use crate::store::engine::{Db, Optional, params};
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::copies;
use crate::store::read::opened::lives;
use crate::store::read::stored::stored_row;
use crate::store::read::why;
use serde_json::Value as Json;

/// An act.
fn of_act() -> String {
    format!(
        "SELECT a.key, a.kind, o.full_name, a.at, a.day, {}, a.undoes, (SELECT u.key FROM act u WHERE u.undoes = a.key)
         FROM act a JOIN operator o ON o.key = a.operator WHERE a.key = ?1",
        why::told("a")
    )
}

/// How many rows of which tables an act wrote; the seal of a migration wrote none.
const WROTE: &str =
    "SELECT register, count(DISTINCT CASE WHEN last_row IS NULL THEN row END) + coalesce(sum(last_row - row + 1), 0)
    FROM audit WHERE act = (SELECT key FROM act WHERE key = ?1 AND kind <> 'migrate') GROUP BY register";

/// What an act wrote of a table, from a place on: each row once, each run, with its first and its last audit row.
const ROWS: &str = "SELECT u.row, u.last_row, min(u.key), max(u.key) FROM audit u
    WHERE u.act = (SELECT key FROM act WHERE key = ?1 AND kind <> 'migrate') AND u.register = ?2 AND u.row >= ?3 AND (u.row > ?3 OR coalesce(u.last_row, 0) > ?4)
    GROUP BY u.row, u.last_row ORDER BY u.row, u.last_row LIMIT ?5";

/// The act of a number.
pub(in crate::store) fn act_line(db: &Db, act: i64) -> Answer<ActLine> {
    let mut get = db.prepare_cached(&of_act())?;
    let line = get.query_row([act], |r| {
        Ok(ActLine {
            key: r.get(0)?,
            kind: r.get(1)?,
            who: r.get(2)?,
            at: r.get(3)?,
            day: r.get(4)?,
            why: r.get(5)?,
            undoes: r.get(6)?,
            undone_by: r.get(7)?,
        })
    });
    line.optional()?.ok_or_else(|| StoreFault::refused(Slip::error("E-UD01", format!("没有办理 #{act}"))))
}

/// How many rows of which registers an act wrote, in the order in which they are told.
pub(in crate::store) fn wrote(db: &Db, act: i64) -> Answer<Vec<(&'static Register, i64)>> {
    let mut get = db.prepare_cached(WROTE)?;
    let rows = get.query_map([act], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let counts: Vec<(String, i64)> = rows.collect::<Result<_, _>>()?;
    let count = |register: &Register| counts.iter().find(|(name, _)| name == register.name).map(|(_, n)| *n);
    Ok(written().filter_map(|register| Some((register, count(register)?))).collect())
}

impl Store {
    /// An act, and how many rows of which registers it wrote.
    ///
    /// # Errors
    /// There is no such act; the file cannot be read.
    pub fn act_page(&self, act: i64) -> Answer<ActPage> {
        self.gate_act(act)?;
        self.at_one_moment(|| Ok(ActPage { act: act_line(self.db(), act)?, wrote: wrote(self.db(), act)? }))
    }

    /// So many of the rows that an act wrote, from the first one, or from the one behind a place on.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn act_rows(&self, act: i64, after: Option<ActPlace>, limit: usize) -> Answer<ActRows> {
        self.gate_act(act)?;
        self.at_one_moment(|| self.read_act_rows(act, after, limit))
    }

    /// Whether who sits may see what an act did.
    fn gate_act(&self, act: i64) -> Answer<()> {
        let leave = self.gate_open(&ACT)?;
        match stored_row(self.db(), &ACT, act)? {
            Some((values, ..)) => self.gate_opened((act, &values), leave),
            None => Ok(()),
        }
    }

    fn read_act_rows(&self, act: i64, after: Option<ActPlace>, limit: usize) -> Answer<ActRows> {
        let mut rows = Vec::new();
        for register in written().skip_while(|register| after.is_some_and(|place| place.register != *register)) {
            let from = after.filter(|place| place.register == register);
            rows.extend(self.written(act, register, from, limit + 1 - rows.len())?);
            if rows.len() > limit {
                break;
            }
        }
        let last = rows.len() <= limit;
        rows.truncate(limit);
        let told = rows.iter().map(|written| self.told(written)).collect::<Answer<_>>()?;
        Ok(ActRows { rows: told, last })
    }

    fn written(
        &self,
        act: i64,
        register: &'static Register,
        after: Option<ActPlace>,
        limit: usize,
    ) -> Answer<Vec<Written>> {
        let (row, last) = after.map_or((i64::MIN, 0), |place| (place.row, place.last.unwrap_or(0)));
        let mut get = self.db().prepare_cached(ROWS)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = get.query_map(params![act, register.name, row, last, limit], |r| {
            let place = ActPlace { register, row: r.get(0)?, last: r.get(1)? };
            Ok(Written { place, first: r.get(2)?, last: r.get(3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn told(&self, written: &Written) -> Answer<ActRow> {
        match written.place.last {
            None => {
                let [before, after] = self.copies(written.first)?;
                let was = before.map(|before| audit::before(after.as_ref().unwrap_or(&Copy::new()), before));
                let is = if written.last == written.first { after } else { self.copies(written.last)?[1].take() };
                self.became(written.place, was.map(Json::Object).as_ref(), is.map(Json::Object).as_ref())
            }
            Some(last) => {
                let [before, _] = self.copies(written.first)?;
                self.run(written, last, before)
            }
        }
    }

    /// What an audit row has of before and after; what a run has in `after` is no copy.
    fn copies(&self, key: i64) -> Answer<[Option<Copy>; 2]> {
        let mut get = self.db().prepare_cached("SELECT before, after FROM audit WHERE key = ?1")?;
        let texts: [Option<String>; 2] = get.query_row([key], |r| Ok([r.get(0)?, r.get(1)?]))?;
        Ok(texts.map(|text| audit::copy(&text?).ok()))
    }

    /// What became of a row, by what it was and what it is then; none where it is not there.
    pub(in crate::store) fn became(&self, place: ActPlace, was: Option<&Json>, is: Option<&Json>) -> Answer<ActRow> {
        let how = copies::how(was, is);
        // What came or went is told by what it is or was.
        let (old, new) = match how {
            How::Voided => (was, None),
            How::Entered | How::Restored => (None, is),
            How::Corrected => (was, is),
        };
        let none = Json::Null;
        let moves = self.moved(place.register, old.unwrap_or(&none), new.unwrap_or(&none))?;
        let (name, about) = self.named(place, is.or(was).unwrap_or(&none))?;
        let opens = match about {
            Some((register, row)) if lives(self.db(), register, row)? => about,
            _ => None,
        };
        Ok(ActRow { place, how, names: vec![name], moves, opens })
    }

    /// What a row is called, and the record that it is; of what is recorded beside rows the one that it is about.
    fn named(&self, place: ActPlace, copy: &Json) -> Answer<(String, Option<(&'static Register, i64)>)> {
        let ActPlace { register, row, .. } = place;
        if find(register.name).is_some() {
            return Ok((called(self.db(), register, row)?, Some((register, row))));
        }
        let of = |col: &str| copy.get(col).and_then(Json::as_str).unwrap_or_default();
        let key = copy.get("row").and_then(Json::as_i64);
        let Some((about, row)) = find(of("register")).map(|entry| entry.register).zip(key) else {
            return Ok((format!("#{row}"), None));
        };
        let name = format!("{} {} {}", of("code"), about.label, called(self.db(), about, row)?);
        let why = if about.restricted { String::new() } else { text::safe(&mask::within(of("why"))) };
        let name = if why.is_empty() { name } else { format!("{name}: {why}") };
        Ok((name.trim_start().to_owned(), Some((about, row))))
    }

    /// Rows in bulk, told by the first of them; new ones by their names alone.
    fn run(&self, written: &Written, last: i64, before: Option<Copy>) -> Answer<ActRow> {
        let place = written.place;
        let ActPlace { register, row, .. } = place;
        let name = |row| called(self.db(), register, row);
        if before.is_none() && row < last {
            let names = vec![name(row)?, name(last)?];
            return Ok(ActRow { place, how: How::Entered, names, moves: Vec::new(), opens: None });
        }
        let is = copies::stood_after(self.db(), register, row, written.last)?.unwrap_or_default();
        let was = before.map(|before| Json::Object(audit::before(&is, before)));
        let mut first = self.became(place, was.as_ref(), Some(&Json::Object(is)))?;
        if row < last {
            first.names.push(name(last)?);
            first.opens = None;
            // What came or went with them is each row's own.
            first.moves.retain(|_| first.how == How::Corrected);
        }
        Ok(first)
    }
}

/// A row or a run, with its first and its last audit row.
struct Written {
    place: ActPlace,
    first: i64,
    last: i64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;

    #[test]
    fn what_an_act_wrote_is_read_in_the_order_of_an_index() {
        for (sql, index) in [(WROTE, "audit_act (act=?)"), (ROWS, "audit_act (act=? AND register=? AND row>?)")] {
            let plan = plan::of(sql);
            assert!(plan.iter().any(|p| p.ends_with(index) && p.contains("COVERING")), "{plan:?}");
        }
        for sql in [of_act().as_str(), ROWS] {
            let plan = plan::of(sql);
            assert!(plan.iter().all(|p| !p.starts_with("SCAN") && !p.contains("TEMP B-TREE")), "{plan:?}");
        }
    }
}
