//! 标记 in a list: which of its records are marked, by their keys whatever the list shows, and what they come to. Rows by the thousand are
//! marked beside the screen; keys are all that is held of them.

use crate::app::msg::{Reply, Ticket, Want};
use crate::app::out::Out;
use crate::app::waiting::{Heard, Waiting};
use crate::register::core::frequency::Sums;
use crate::register::{ListRow, Query, Value};
use std::sync::Arc;

/// The marked records of a list.
#[derive(Debug, Default)]
pub struct Marks {
    /// Their keys, in order.
    keys: Arc<Vec<i64>>,
    /// What they come to, once it has been added up.
    sums: Option<Sums>,
    summing: Waiting,
    /// Rows are being looked for that are to be marked.
    pub taking: Waiting,
    /// Those from here to there alone.
    range: Option<(i64, i64)>,
    /// The row that was marked last.
    last: Option<i64>,
}

impl Marks {
    /// Whether nothing is marked.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
    /// How many are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }
    /// Whether a record is.
    pub fn has(&self, key: i64) -> bool {
        self.keys.binary_search(&key).is_ok()
    }
    /// The keys, in order.
    pub fn keys(&self) -> &Arc<Vec<i64>> {
        &self.keys
    }
    /// Their money in the columns of the list, once it has been added up.
    pub fn money(&self) -> Option<&[i64]> {
        self.sums.as_ref().map(|sums| sums.money.as_slice())
    }
    /// The row from which a range begins.
    pub fn last(&self) -> Option<i64> {
        self.last
    }
    /// Marks a row, or no more; `of` is the list it stands in.
    pub fn turn(&mut self, row: &ListRow, of: &Query, out: &mut Out<'_>) {
        let adds = money_of(row, of);
        let keys = Arc::make_mut(&mut self.keys);
        let sign = match keys.binary_search(&row.key) {
            Ok(at) => {
                keys.remove(at);
                self.last = self.last.filter(|last| *last != row.key);
                -1
            }
            Err(at) => {
                keys.insert(at, row.key);
                self.last = Some(row.key);
                1
            }
        };
        if self.keys.is_empty() {
            return self.clear(out);
        }
        match &mut self.sums {
            Some(sums) => {
                sums.add(&Sums { rows: sign, money: adds.iter().map(|fen| sign * fen).collect() });
            }
            // One row was marked: what it adds is all there is.
            None if sign > 0 && self.keys.len() == 1 => self.sums = Some(Sums { rows: 1, money: adds }),
            None => self.add_up(of, out),
        }
    }
    /// Marks all rows of a list that are met, or those of a range of it, which the office finds.
    pub fn take_all(&mut self, of: Query, range: Option<(i64, i64)>, out: &mut Out<'_>) {
        self.range = range;
        self.taking.ask(Want::Arrange(of), out);
    }
    /// Marks these, in whatever order they come; of a range those between its ends alone.
    pub fn take(&mut self, keys: &[i64], range: Option<(i64, i64)>, of: &Query, out: &mut Out<'_>) {
        let mut more = between(keys, range).to_vec();
        self.last = range.map(|(_, to)| to).or(self.last);
        more.extend(self.keys.iter());
        more.sort_unstable();
        more.dedup();
        self.keys = Arc::new(more);
        self.add_up(of, out);
    }
    /// Nothing is marked any more.
    pub fn clear(&mut self, out: &mut Out<'_>) {
        self.drop(out);
        *self = Marks::default();
    }
    /// Nobody waits for what is still to come.
    pub fn drop(&self, out: &mut Out<'_>) {
        [&self.taking, &self.summing].into_iter().for_each(|waiting| waiting.drop(out));
    }
    /// No more is looked for.
    pub fn stop(&mut self, out: &mut Out<'_>) {
        self.taking.drop(out);
        self.taking = Waiting::default();
    }
    /// Adds up what is marked, as it stands now.
    pub fn add_up(&mut self, of: &Query, out: &mut Out<'_>) {
        self.sums = None;
        if !self.keys.is_empty() {
            let only = Some(Arc::clone(&self.keys));
            let marked = Query { filters: Vec::new(), sort: None, keys: None, only, ..of.clone() };
            self.summing.ask(Want::Sum(marked), out);
        }
    }
    /// Takes an answer, if it is one of its own.
    pub fn answer(&mut self, ticket: Ticket, reply: &Reply, of: &Query, out: &mut Out<'_>) -> bool {
        match self.taking.hears(ticket, reply) {
            Heard::Another => {}
            Heard::Going => return true,
            Heard::Answer => {
                if let Reply::Arranged(keys) = reply {
                    let range = self.range.take();
                    self.take(keys, range, of, out);
                }
                return true;
            }
        }
        match self.summing.hears(ticket, reply) {
            Heard::Another => return false,
            Heard::Going => {}
            Heard::Answer => {
                if let Reply::Summed(sums, gone) = reply {
                    // What was voided since is marked no more.
                    Arc::make_mut(&mut self.keys).retain(|key| gone.binary_search(key).is_err());
                    self.last = self.last.filter(|last| gone.binary_search(last).is_err());
                    self.sums = Some(sums.clone());
                }
            }
        }
        true
    }
}

/// The money of a row, in the columns of money of its list: what a case drew before it ended adds nothing.
fn money_of(row: &ListRow, of: &Query) -> Vec<i64> {
    let ended = row.course.as_ref().is_some_and(|course| course.ended.is_some());
    let columns = of.columns().iter().zip(&row.cells).filter(|(column, _)| of.register.is_money(column.path));
    let fen = columns.map(|(column, value)| match value {
        Value::Int(fen) if !(ended && column.is_of_another()) => *fen,
        _ => 0,
    });
    fen.collect()
}

/// Those of the rows that stand from one to another, both in, whichever comes first.
pub fn between(keys: &[i64], range: Option<(i64, i64)>) -> &[i64] {
    let Some((one, other)) = range else { return keys };
    let place = |key: i64| keys.iter().position(|k| *k == key);
    match (place(one), place(other)) {
        (Some(a), Some(b)) => keys.get(a.min(b)..=a.max(b)).unwrap_or_default(),
        // Where the first is not shown any more, the row of the cursor alone.
        (None, Some(at)) => keys.get(at..=at).unwrap_or_default(),
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_goes_from_one_row_to_another_either_way() {
        let keys = [7, 3, 9, 1];
        for (range, is) in [
            (None, &keys[..]),
            (Some((3, 1)), &keys[1..]),
            (Some((1, 3)), &keys[1..]),
            (Some((8, 9)), &keys[2..3]),
            (Some((7, 8)), &[][..]),
            (Some((9, 9)), &keys[2..3]),
        ] {
            assert_eq!(between(&keys, range), is, "{range:?}");
        }
    }
}
