//! The rows that an act wrote, each once, with what its undo makes of them.

use crate::register::Register;
use crate::register::core::acts::How;
use crate::store::change::undo::reverse::{Written, of_act};
use crate::store::engine::Db;
use crate::store::fault::Answer;
use crate::store::read::copies;
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
        let mut runs: Vec<Keys> = Vec::new();
        for audit in of_act(db, act)? {
            let Some(written) = Written::read(db, audit)? else { continue };
            let Written { register, row, last, before } = written;
            let before = before.map(Json::Object);
            let how = match last {
                Some(last) => {
                    runs.push((register, (row, last)));
                    copies::how_in_bulk(before.as_ref()).reversed()
                }
                None if !seen.insert((register.name, row)) || runs.iter().any(|run| lies_in(run, register, row)) => {
                    continue;
                }
                None => How::between(lives(db, register, row)?, before.as_ref().is_some_and(copies::stands)),
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

/// Rows of a register from a key to another.
pub(super) type Keys = (&'static Register, (i64, i64));

/// Whether a row lies among those.
fn lies_in((of, (first, last)): &Keys, register: &Register, row: i64) -> bool {
    *of == register && (*first..=*last).contains(&row)
}

/// The rows of which the undo makes that, in stretches of keys that follow one another.
pub(super) fn stretches(touched: &[Touched], how: How) -> Vec<Keys> {
    let mut rows: Vec<&Touched> = touched.iter().filter(|rows| rows.how == how).collect();
    rows.sort_unstable_by_key(|rows| (rows.register.name, rows.first));
    let mut all: Vec<Keys> = Vec::new();
    for rows in rows {
        match all.last_mut().filter(|(register, (_, end))| *register == rows.register && *end + 1 == rows.first) {
            Some((_, (_, end))) => *end = rows.last,
            None => all.push((rows.register, (rows.first, rows.last))),
        }
    }
    all
}
