//! The statements of a run through all rows of a list: along its order, or as they are stored, which is many times as fast. Of what follows
//! versions and moves a run that goes as they are stored reads the stored columns; the few rows that may stand otherwise on the day
//! are known beforehand ([`Frame::may_differ`]) and looked at one by one.

use crate::store::engine::Sql;
use crate::store::read::cond::{Cond, Run};
use crate::store::read::frame::{Frame, STANDS};
use crate::store::read::in_force;
use crate::store::read::said::Said;

/// In front of what is read of a row stand its key, and whether it is in the list.
pub(super) const READS: usize = 2;

impl Frame {
    /// The statement of a run: the key, whether what no index helps with holds, and what is read of each row.
    pub(in crate::store) fn run_statement(&self, reads: &[Said], in_order: bool) -> (String, Vec<Sql>) {
        let all = self.met(&Run::default(), in_order);
        let mut columns = String::from("r.key, ");
        match self.tests.text.as_str() {
            "" => columns.push('1'),
            test => columns.extend(["CASE WHEN ", test, " THEN 1 ELSE 0 END"]),
        }
        reads.iter().for_each(|said| columns.extend([", ", if in_order { &said.on_day } else { &said.stored }]));
        let order = if in_order { format!(" ORDER BY {}", self.order_by(false)) } else { String::new() };
        // What is not voided stands first. The plus keeps the planner from an index that only says so.
        let plus = if in_order || self.is_led() { "" } else { "+" };
        let sql = format!("SELECT {columns} FROM {} WHERE {plus}{}{order}", self.from(), all.text);
        (sql, self.tests.values.iter().cloned().chain(all.values).collect())
    }

    /// The keys of all rows that may stand otherwise on the day than stored, as a statement; none where none can.
    pub(super) fn may_differ(&self) -> Option<String> {
        let moved = |benefit| format!("{} SELECT k FROM moved", in_force::moved(benefit, true, true, self.day));
        let moved_keys = || in_force::moved_keys(self.register, self.day);
        self.drawn().map(moved).or_else(|| (self.moved_since && self.is_merged()).then(moved_keys))
    }

    /// The statement of one such row by its key, which is bound first: the same columns, as on the day.
    pub(super) fn one_statement(&self, reads: &[Said]) -> (String, Vec<Sql>) {
        self.by_key(reads, self.condition(|f| f.is_one_of(&f.on_day)))
    }

    /// The same of a row that was named.
    pub(super) fn only_statement(&self, reads: &[Said]) -> (String, Vec<Sql>) {
        self.by_key(reads, self.counted())
    }

    fn by_key(&self, reads: &[Said], all: Cond) -> (String, Vec<Sql>) {
        let said: String = reads.iter().map(|said| format!(", {}", said.on_day)).collect();
        (format!("SELECT r.key, 1{said} FROM {} WHERE r.key = ? AND {}", self.from(), all.text), all.values)
    }

    /// What the rows of a list are ordered by.
    pub(in crate::store) fn order_said(&self) -> Vec<Said> {
        let said = |col: &&'static str| {
            let on_day = in_force::column(self.register, col, self.day);
            let stored = format!("r.{}", self.register.stored(col));
            Said { stored: if self.register.follows(col) { stored } else { on_day.clone() }, on_day }
        };
        self.order.iter().map(said).collect()
    }

    /// Whether nothing keeps a row out but that it was voided.
    pub(in crate::store) fn is_whole(&self) -> bool {
        let asks = self.follow.iter().any(|follow| !follow.values.is_empty());
        self.filter.text == STANDS && self.ranges.is_empty() && !asks
    }
}
