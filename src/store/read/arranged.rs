//! A list in an order, or under filters, that no index serves: one run through what the indexed filters leave says which rows there are and
//! in which order, by their keys; pages are read by these. It tells how far it is and stops when nobody waits any more.

use crate::domain::slip::Slip;
use crate::register::{From, Page, Query};
use crate::store::Store;
use crate::store::engine::{Row, Sql, params_from_iter};
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::frame::{Frame, Head};
use crate::store::read::walked::{Place, Start};
use std::ops::Range;
use std::sync::Arc;

/// So many rows are looked at between two words of how far it is.
const STRIDE: usize = 1024;
/// So many rows are looked at along the order of a list for its first rows, where no filter has an index; then all are read as they are
/// stored, which is many times as fast as along an index, and put in order.
const FIRST: usize = 16 * STRIDE;

impl Store {
    /// The rows of a list in their order, by key. `progress` hears rows looked at and rows there are, and says whether to go on.
    ///
    /// # Errors
    /// The query names a column that the register has not; the file cannot be read; nobody waits any more.
    pub fn arrange(&self, query: &Query, progress: &mut dyn FnMut(usize, usize) -> bool) -> Answer<Arc<Vec<i64>>> {
        self.arrange_and_show(query, progress, &mut |_| {})
    }

    /// The same. `begins` is given the first page as soon as it is full, where the rows are met in the order of the list: who waits for
    /// them need not wait for the last.
    ///
    /// # Errors
    /// As [`Store::arrange`].
    pub fn arrange_and_show(
        &self,
        query: &Query,
        progress: &mut dyn FnMut(usize, usize) -> bool,
        begins: &mut dyn FnMut(Page),
    ) -> Answer<Arc<Vec<i64>>> {
        let frame = Frame::of(self.db(), query)?;
        if frame.sorted.is_none() {
            let most = if frame.is_led() { usize::MAX } else { FIRST };
            let mut keys = Vec::new();
            let is_whole = self.go_through((&frame, true), most, progress, &mut |place| {
                keys.push(place.key);
                if keys.len() == usize::from(query.limit) {
                    let known = Query { keys: Some(Arc::new(keys.clone())), from: From::Start, ..query.clone() };
                    // What cannot be read is told when the whole is asked for.
                    if let Ok(page) = self.page(&known) {
                        begins(Page { last: false, ..page });
                    }
                }
            })?;
            if is_whole {
                return Ok(Arc::new(keys));
            }
        }
        let mut met = Vec::new();
        self.go_through((&frame, false), usize::MAX, progress, &mut |place| met.push(place))?;
        let down = frame.sorted.as_ref().map_or(frame.down, |(_, down)| *down);
        met.sort_unstable_by(|a, b| a.compared(b, down));
        Ok(Arc::new(met.iter().map(|place| place.key).collect()))
    }

    /// Runs through the rows that a list has, with the value by which they are arranged, in any order.
    pub(super) fn run_through(
        &self,
        frame: &Frame,
        progress: &mut dyn FnMut(usize, usize) -> bool,
        each: &mut dyn FnMut(i64, Sql),
    ) -> Answer<()> {
        let mut one = |mut place: Place| each(place.key, place.order.pop().unwrap_or(Sql::Null));
        self.go_through((frame, false), usize::MAX, progress, &mut one).map(|_| ())
    }

    /// Runs through the rows that a list has, in its order or in any: each with that by which it is arranged. Says whether it came to the
    /// end, which it does not where so many rows were looked at before.
    fn go_through(
        &self,
        (frame, in_order): (&Frame, bool),
        most: usize,
        progress: &mut dyn FnMut(usize, usize) -> bool,
        each: &mut dyn FnMut(Place),
    ) -> Answer<bool> {
        self.at_one_moment(|| {
            let db = self.db();
            let mut moved = frame.taken_in(db, Start::First, &[])?;
            let (sql, values) = frame.run_statement(in_order);
            let columns = if frame.sorted.is_some() { 1 } else { frame.order.len() };
            let mut get = db.prepare_cached(&sql)?;
            let mut rows = get.query(params_from_iter(&values))?;
            let (mut seen, mut of) = (0_usize, None);
            while let Some(row) = rows.next()? {
                seen += 1;
                if seen > most {
                    return Ok(false);
                }
                if seen.is_multiple_of(STRIDE) {
                    let all = of.map_or_else(|| self.rows_of(frame), Ok)?;
                    of = Some(all);
                    if !progress(seen, all) {
                        return Err(StoreFault::refused(Slip::error("E-RG43", "已停止")));
                    }
                }
                if row.get::<i64>(1)? == 0 {
                    continue;
                }
                let here = Place { order: order_of(row, columns)?, key: row.get(0)? };
                if in_order {
                    while let Some(next) = moved.pop_front_if(|next| next.compared(&here, frame.down).is_lt()) {
                        each(next);
                    }
                }
                each(here);
            }
            let mut single = db.prepare_cached(&frame.value_statement())?;
            for mut place in moved {
                if frame.sorted.is_some() {
                    place.order = vec![single.query_row([place.key], |row| row.get(0))?];
                }
                each(place);
            }
            Ok(true)
        })
    }

    /// How many rows the register of a list has.
    fn rows_of(&self, frame: &Frame) -> Answer<usize> {
        let whole = format!("SELECT count(*) FROM {}", frame.register.read_from());
        Ok(usize::try_from(self.db().query_row(&whole, [], |r| r.get::<i64>(0))?).unwrap_or(usize::MAX))
    }

    /// The rows of these keys, one after the other; one that was voided since is left out.
    pub(in crate::store) fn each_of(
        &self,
        frame: &Frame,
        head: &Head,
        keys: &[i64],
        each: &mut dyn FnMut(Row<'_>) -> Answer<()>,
    ) -> Answer<()> {
        let sql = frame.single(head, " AND r.voided_by IS NULL");
        let mut get = self.db().prepare_cached(&sql)?;
        for key in keys {
            let mut rows = get.query([*key])?;
            if let Some(row) = rows.next()? {
                each(row)?;
            }
        }
        Ok(())
    }
}

fn order_of(row: Row<'_>, columns: usize) -> Answer<Vec<Sql>> {
    Ok((2..columns + 2).map(|i| row.get(i)).collect::<Result<_, _>>()?)
}

/// Which of so many arranged rows a page has.
pub(in crate::store) fn page_of(keys: &[i64], from: From, limit: usize) -> Range<usize> {
    let at = |key: i64| keys.iter().position(|k| *k == key);
    let len = keys.len();
    match from {
        From::Start => 0..limit.min(len),
        From::End => len.saturating_sub(limit)..len,
        // What is no more among them is looked for from the beginning.
        From::At(key) => at(key).map_or(0..limit.min(len), |at| at..at.saturating_add(limit).min(len)),
        From::After(key) => at(key).map_or(len..len, |at| at + 1..(at + 1).saturating_add(limit).min(len)),
        From::Before(key) => at(key).map_or(0..0, |at| at.saturating_sub(limit)..at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_stretch_of_the_rows() {
        let keys = [7, 3, 9, 1, 5];
        for (from, limit, is) in [
            (From::Start, 2, 0..2),
            (From::Start, 9, 0..5),
            (From::End, 2, 3..5),
            (From::At(9), 2, 2..4),
            (From::At(4), 2, 0..2),
            (From::After(9), 9, 3..5),
            (From::After(5), 2, 5..5),
            (From::Before(9), 9, 0..2),
            (From::Before(5), 2, 2..4),
            (From::Before(7), 2, 0..0),
        ] {
            assert_eq!(page_of(&keys, from, limit), is, "{from:?} {limit}");
        }
        assert_eq!(page_of(&[], From::End, 3), 0..0);
    }
}
