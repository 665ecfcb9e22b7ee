//! Records of any register as rules see them: one, with its child rows or without, those that refer to another, the one before.

use super::{Kept, Sight};
use crate::register::{BeforeAsk, BeforeFact, RecordFact, Register, Value, Values, find};
use std::cmp::Ordering;
use std::rc::Rc;

fn named(register: &str) -> Option<&'static Register> {
    find(register).map(|entry| entry.register)
}

/// By the columns of a register's order; the key settles ties.
fn in_order(register: &Register, a: &Kept, b: &Kept) -> Ordering {
    let place = |value: &Value| (value.int(), value.text().map(str::to_owned));
    let by = register.order.iter().map(|col| place(a.1.get(col)).cmp(&place(b.1.get(col))));
    by.fold(Ordering::Equal, Ordering::then)
}

fn own((key, row): Kept) -> (i64, Values) {
    (key, Rc::unwrap_or_clone(row))
}

impl Sight<'_> {
    /// A record that stands.
    pub(super) fn row(self, register: &str, key: i64) -> Option<Values> {
        self.rows.row(named(register)?, key).map(Rc::unwrap_or_clone)
    }

    /// A record that stands, with its child rows.
    pub(super) fn record(self, register: &str, key: i64) -> Option<RecordFact> {
        let register = named(register)?;
        let values = Rc::unwrap_or_clone(self.rows.row(register, key)?);
        let mut children = Vec::new();
        for (child, parent) in register.children() {
            let mut rows = self.rows.rows_with(child, parent, &key.into());
            rows.sort_by(|a, b| in_order(child, a, b));
            children.extend(rows.into_iter().map(own));
        }
        Some(RecordFact { values, children })
    }

    /// The living rows of a register that have a value in a field.
    pub(super) fn rows_of(self, register: &str, col: &'static str, value: &Value) -> Vec<(i64, Values)> {
        let rows = named(register).map(|register| self.rows.rows_with(register, col, value));
        rows.unwrap_or_default().into_iter().map(own).collect()
    }

    /// The row of a dated register that a new one follows.
    pub(super) fn before(self, ask: &BeforeAsk) -> Option<BeforeFact> {
        let register = named(ask.register)?;
        let start = register.dated?.start;
        let (first, value) = ask.within.first()?;
        let rows = self.rows.rows_with(register, first, &(*value).into()).into_iter();
        let same = |(_, row): &Kept| ask.within.iter().all(|(col, value)| *row.get(col) == Value::Int(*value));
        let earlier = |(_, row): &Kept| ask.start.as_deref().is_none_or(|own| row.text(start) < own);
        let found = rows.filter(same).filter(earlier);
        let (key, row) = found.max_by(|(_, a), (_, b)| a.text(start).cmp(b.text(start)))?;
        Some(BeforeFact { values: Rc::unwrap_or_clone(row), by: self.rows.entered_by(register, key) })
    }
}
