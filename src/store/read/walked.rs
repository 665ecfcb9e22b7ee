//! A walk through a list: where it starts, and the rows that it meets, with those among them that stand otherwise on the day than an index
//! says.

use crate::store::engine::{Db, Row, Sql};
use crate::store::fault::Answer;
use std::cmp::Ordering;
use std::collections::VecDeque;

/// The place of a row in the order of a list.
pub(super) struct Place {
    pub order: Vec<Sql>,
    pub key: i64,
}

impl Place {
    /// Which of two comes later in a list, as the engine has it: nothing, then numbers, then texts by their bytes.
    pub(super) fn compared(&self, other: &Place, down: bool) -> Ordering {
        let one = |a: &Sql, b: &Sql| match (a, b) {
            (Sql::Null, Sql::Null) => Ordering::Equal,
            (Sql::Null, _) | (Sql::Integer(_), Sql::Text(_)) => Ordering::Less,
            (_, Sql::Null) | (Sql::Text(_), Sql::Integer(_)) => Ordering::Greater,
            (Sql::Integer(a), Sql::Integer(b)) => a.cmp(b),
            (Sql::Text(a), Sql::Text(b)) => a.as_bytes().cmp(b.as_bytes()),
        };
        let orders = self.order.iter().zip(&other.order).map(|(a, b)| one(a, b));
        let way = orders.chain([self.key.cmp(&other.key)]).find(|way| way.is_ne()).unwrap_or(Ordering::Equal);
        if down { way.reverse() } else { way }
    }
}

/// Where a walk starts.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) enum Start {
    First,
    /// From the end, backwards.
    Last,
    Next {
        key: i64,
        with_it: bool,
    },
    /// Backwards.
    Previous {
        key: i64,
    },
}

impl Start {
    pub(super) fn is_backwards(self) -> bool {
        matches!(self, Start::Last | Start::Previous { .. })
    }
    /// The row it starts from, and whether that row is among those met.
    pub(super) fn key(self) -> Option<(i64, bool)> {
        match self {
            Start::First | Start::Last => None,
            Start::Next { key, with_it } => Some((key, with_it)),
            Start::Previous { key } => Some((key, false)),
        }
    }
}

/// The rows of a walk as they are handed on, in its order and no more than so many.
pub(super) struct Walked<'w> {
    pub db: &'w Db,
    /// The places of the rows that come aside, in the order of the walk.
    pub moved: VecDeque<Place>,
    /// How one of them is read.
    pub single: String,
    /// Downwards.
    pub down: bool,
    pub limit: usize,
    pub count: usize,
    pub each: &'w mut dyn FnMut(Row<'_>) -> Answer<()>,
}

impl Walked<'_> {
    pub(super) fn is_full(&self) -> bool {
        self.count == self.limit
    }

    pub(super) fn give(&mut self, row: Row<'_>) -> Answer<()> {
        (self.each)(row)?;
        self.count += 1;
        Ok(())
    }

    /// Hands on those that come aside before a place, or all that are left.
    pub(super) fn take_in(&mut self, before: Option<&Place>) -> Answer<()> {
        while !self.is_full()
            && let Some(next) = self.moved.front()
            && before.is_none_or(|b| next.compared(b, self.down) == Ordering::Less)
        {
            let mut get = self.db.prepare_cached(&self.single)?;
            let mut rows = get.query([next.key])?;
            if let Some(row) = rows.next()? {
                self.give(row)?;
            }
            self.moved.pop_front();
        }
        Ok(())
    }
}
