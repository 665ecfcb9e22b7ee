//! The rows that an act wrote, each once, with what its undo makes of them.

use crate::register::Register;
use crate::register::core::acts::How;
use crate::store::change::undo::reverse::{Written, of_act};
use crate::store::engine::Db;
use crate::store::fault::Answer;
use crate::store::read::opened::lives;
use serde_json::Value as Json;
use std::collections::HashSet;

/// Rows of a register from one to another; one alone is both. The undo makes the same of all.
#[derive(Clone, Debug)]
pub(super) struct Touched {
    pub register: &'static Register,
    pub first: i64,
    pub last: i64,
    pub how: How,
    /// The first audit row of the act about them: it has what they were before.
    pub audit: i64,
}

impl Touched {
    /// The rows of an act, in its order, as the office stands now.
    pub fn by(db: &Db, act: i64) -> Answer<Vec<Touched>> {
        let (mut all, mut seen): (Vec<Touched>, HashSet<(&str, i64)>) = (Vec::new(), HashSet::new());
        for audit in of_act(db, act)? {
            let Some(written) = Written::read(db, audit)? else { continue };
            let Written { register, row, last, before } = written;
            let before = before.map(Json::Object);
            if last.is_none() && (!seen.insert((register.name, row)) || in_run(&all, register, row)) {
                continue;
            }
            let how = match last {
                Some(_) => run_becomes(before.as_ref()),
                None => becomes(before.as_ref(), lives(db, register, row)?),
            };
            all.push(Touched { register, first: row, last: last.unwrap_or(row), how, audit });
        }
        Ok(all)
    }

    /// How many rows.
    pub fn count(&self) -> usize {
        usize::try_from(self.last - self.first + 1).unwrap_or(0)
    }

    /// Their keys.
    pub fn keys(&self) -> std::ops::RangeInclusive<i64> {
        self.first..=self.last
    }
}

/// Whether a row lies in a run of the same act.
fn in_run(all: &[Touched], register: &Register, row: i64) -> bool {
    all.iter().any(|rows| rows.first < rows.last && rows.register == register && rows.keys().contains(&row))
}

/// What becomes of a run that is put back to what all of it was before in the columns that were changed; none where it is new.
fn run_becomes(before: Option<&Json>) -> How {
    match before.map(|before| before.get("voided_by")) {
        Some(Some(Json::Null)) => How::Restored,
        None | Some(Some(_)) => How::Voided,
        Some(None) => How::Corrected,
    }
}

/// What becomes of a row that is put back to what it was before.
fn becomes(before: Option<&Json>, lives: bool) -> How {
    let stood = before.is_some_and(|copy| copy.get("voided_by").is_none_or(Json::is_null));
    match (lives, stood) {
        (true, false) => How::Voided,
        (false, true) => How::Restored,
        _ => How::Corrected,
    }
}

/// The rows of which the undo makes that, in stretches of keys that follow one another.
pub(super) fn stretches(touched: &[Touched], how: How) -> Vec<(&'static Register, (i64, i64))> {
    let mut rows: Vec<&Touched> = touched.iter().filter(|rows| rows.how == how).collect();
    rows.sort_unstable_by_key(|rows| (rows.register.name, rows.first));
    let mut all: Vec<(&'static Register, (i64, i64))> = Vec::new();
    for rows in rows {
        match all.last_mut().filter(|(register, (_, end))| *register == rows.register && *end + 1 == rows.first) {
            Some((_, (_, end))) => *end = rows.last,
            None => all.push((rows.register, (rows.first, rows.last))),
        }
    }
    all
}
