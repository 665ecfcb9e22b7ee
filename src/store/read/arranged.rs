//! A list in an order, or under filters, that no index serves: one run through what the indexed filters leave says which rows there are and
//! in which order, by their keys; pages are read by these. It tells how far it is and stops when nobody waits any more.

use crate::register::{From, Page, Query};
use crate::store::Store;
use crate::store::engine::{Row, Sql, params_from_iter};
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::frame::{Frame, Head};
use crate::store::read::in_order::InOrder;
use crate::store::read::run::READS;
use crate::store::read::said::Said;
use crate::store::read::walked::{Place, Start};
use std::ops::Range;
use std::sync::Arc;

/// So many rows are looked at between two words of how far it is.
const STRIDE: usize = 1024;
/// So many rows are looked at along the order of a list for its first rows, where no filter has an index; then all are read as they are
/// stored, which is many times as fast as along an index, and put in order.
const FIRST: usize = 16 * STRIDE;

/// A run through a list, in any order.
#[derive(Clone, Copy)]
pub(super) struct Run<'r> {
    pub frame: &'r Frame,
    /// What is read of each row.
    pub reads: &'r [Said],
    /// Nothing but these rows.
    pub only: Option<&'r [i64]>,
}

/// Who hears of each row: its key, and what was read of it, from [`READS`] on.
type Each<'e> = &'e mut dyn FnMut(i64, Row<'_>) -> Answer<()>;
/// Who hears of rows looked at and rows to look at (0 where that is not known), and says whether to go on.
type Progress<'p> = &'p mut dyn FnMut(usize, usize) -> bool;

impl Store {
    /// The rows of a list in their order, by key. `progress` hears rows looked at and rows to look at (0 where that is not known), and
    /// says whether to go on.
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
        let query = &*self.gated(query, &[])?;
        let frame = Frame::of(self.db(), query)?;
        let only = query.only.as_ref().map(|only| only.as_slice());
        if frame.sorted.is_none() && only.is_none() {
            let mut keys = Vec::new();
            let is_whole = self.go_in_order(&frame, progress, &mut |key| {
                keys.push(key);
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
        let (reads, down) = match &frame.sorted {
            Some((said, down)) => (vec![said.clone()], *down),
            None => (frame.order_said(), frame.down),
        };
        let mut order = InOrder::default();
        self.go_through(Run { frame: &frame, reads: &reads, only }, progress, &mut |key, row| {
            Ok(order.take(key, (READS..READS + reads.len()).map(|at| row.get_ref(at)))?)
        })?;
        Ok(Arc::new(order.keys(down)))
    }

    /// Runs through the rows that a list has, with what is read of each, in any order.
    pub(super) fn run_through(
        &self,
        run: Run<'_>,
        progress: Progress<'_>,
        each: &mut dyn FnMut(i64, Vec<Sql>),
    ) -> Answer<()> {
        self.go_through(run, progress, &mut |key, row| {
            each(key, said_of(row, READS, run.reads.len())?);
            Ok(())
        })
    }

    /// Runs through the rows that a list has along its order. Says whether it came to the end, which it does not where no index
    /// leads to them and many were looked at before.
    fn go_in_order(&self, frame: &Frame, progress: Progress<'_>, each: &mut dyn FnMut(i64)) -> Answer<bool> {
        let most = if frame.is_led() { usize::MAX } else { FIRST };
        let reads = frame.order_said();
        self.at_one_moment(|| {
            let db = self.db();
            let mut moved = frame.taken_in(db, Start::First, &[])?;
            let (sql, values) = frame.run_statement(&reads, true);
            let mut get = db.prepare_cached(&sql)?;
            let mut rows = get.query(params_from_iter(&values))?;
            let (mut seen, mut of) = (0, None);
            while let Some(row) = rows.next()? {
                seen += 1;
                if seen > most {
                    return Ok(false);
                }
                self.goes_on(frame, (seen, &mut of), progress)?;
                if row.get::<i64>(1)? == 0 {
                    continue;
                }
                let here = Place { order: said_of(row, READS, reads.len())?, key: row.get(0)? };
                while let Some(next) = moved.pop_front_if(|next| next.compared(&here, frame.down).is_lt()) {
                    each(next.key);
                }
                each(here.key);
            }
            moved.iter().for_each(|place| each(place.key));
            Ok(true)
        })
    }

    /// Runs through the rows that a list has, as they are stored; those that may stand otherwise on the day come last, one by one.
    fn go_through(&self, run: Run<'_>, progress: Progress<'_>, each: Each<'_>) -> Answer<()> {
        let Run { frame, reads, only } = run;
        self.at_one_moment(|| {
            if let Some(only) = only {
                return self.go_through_only(frame.only_statement(reads), only, progress, each);
            }
            let db = self.db();
            let apart = self.may_differ(frame)?;
            let (sql, values) = frame.run_statement(reads, false);
            let mut get = db.prepare_cached(&sql)?;
            let mut rows = get.query(params_from_iter(&values))?;
            let (mut seen, mut of) = (0, None);
            while let Some(row) = rows.next()? {
                seen += 1;
                self.goes_on(frame, (seen, &mut of), progress)?;
                let key = row.get(0)?;
                if row.get::<i64>(1)? != 0 && apart.binary_search(&key).is_err() {
                    each(key, row)?;
                }
            }
            let mut goes_on = |_: usize, _: usize| progress(seen, of.unwrap_or(0));
            self.go_through_only(frame.one_statement(reads), &apart, &mut goes_on, each)
        })
    }

    /// The same through rows that are named. One that was voided since, or is left out by a filter, is passed over.
    fn go_through_only(
        &self,
        (sql, values): (String, Vec<Sql>),
        only: &[i64],
        progress: Progress<'_>,
        each: Each<'_>,
    ) -> Answer<()> {
        let mut get = self.db().prepare_cached(&sql)?;
        for (seen, key) in only.iter().enumerate() {
            if seen.is_multiple_of(STRIDE) && !progress(seen, only.len()) {
                return Err(StoreFault::stopped());
            }
            let given: Vec<Sql> = std::iter::once(Sql::Integer(*key)).chain(values.iter().cloned()).collect();
            let mut rows = get.query(params_from_iter(&given))?;
            if let Some(row) = rows.next()? {
                each(*key, row)?;
            }
        }
        Ok(())
    }

    /// Tells now and then how far a run is: an error where nobody waits for it any more.
    fn goes_on(
        &self,
        frame: &Frame,
        (seen, of): (usize, &mut Option<usize>),
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Answer<()> {
        if !seen.is_multiple_of(STRIDE) {
            return Ok(());
        }
        let all = of.map_or_else(|| self.rows_to_come(frame), Ok)?;
        *of = Some(all);
        if progress(seen, all) { Ok(()) } else { Err(StoreFault::stopped()) }
    }

    /// The keys of the rows that may stand otherwise on the day than stored, in order.
    fn may_differ(&self, frame: &Frame) -> Answer<Vec<i64>> {
        let Some(sql) = frame.may_differ() else { return Ok(Vec::new()) };
        let mut get = self.db().prepare_cached(&sql)?;
        let mut keys: Vec<i64> = get.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        keys.sort_unstable();
        keys.dedup();
        Ok(keys)
    }

    /// How many rows a run looks at, where that is soon told: all there are. None where an index leaves some out.
    fn rows_to_come(&self, frame: &Frame) -> Answer<usize> {
        if !frame.is_whole() {
            return Ok(0);
        }
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

/// So many values of a row, from one on.
fn said_of(row: Row<'_>, first: usize, columns: usize) -> Answer<Vec<Sql>> {
    Ok((first..first + columns).map(|i| row.get(i)).collect::<Result<_, _>>()?)
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
