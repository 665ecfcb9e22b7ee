//! Where the fields of a register stand, found by their columns. Rules ask for the same columns again and again: where one stood the last
//! time is remembered for the whole program, and looked at before it is believed. Must not know what a field means.

use crate::register::Field;
use std::sync::atomic::{AtomicU8, Ordering::Relaxed};

/// So many places are remembered, in a power of two.
const BITS: u32 = 14;

/// The place of a column, by where its text and the fields lie in memory: a column is mostly named by a text of the program.
static LAST: [AtomicU8; 1 << BITS] = [const { AtomicU8::new(0) }; 1 << BITS];

/// The position of a column's field.
pub(super) fn position(fields: &[Field], col: &str) -> Option<usize> {
    let last = LAST.get(slot(fields, col));
    let known = last.map(|last| usize::from(last.load(Relaxed)));
    if let Some(at) = known.filter(|at| fields.get(*at).is_some_and(|field| field.col == col)) {
        return Some(at);
    }
    let found = fields.iter().position(|field| field.col == col)?;
    if let (Some(last), Ok(at)) = (last, u8::try_from(found)) {
        last.store(at, Relaxed);
    }
    Some(found)
}

fn slot(fields: &[Field], col: &str) -> usize {
    let [fields, col] = [fields.as_ptr().addr(), col.as_ptr().addr()].map(|at| at as u64);
    // The golden ratio spreads what lies near each other.
    let spread = (fields.rotate_left(32) ^ col).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (spread >> (u64::BITS - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{ALL, Kind};

    #[test]
    fn every_column_is_found_again_however_it_is_named() {
        for fields in ALL.iter().map(|entry| entry.register.fields) {
            for (at, field) in fields.iter().enumerate() {
                let typed = field.col.to_owned();
                let found = [field.col, field.col, &typed, &typed].map(|col| position(fields, col));
                assert_eq!(found, [Some(at); 4], "{}", field.col);
            }
            assert_eq!(position(fields, "nothing of the kind"), None);
        }
    }

    #[test]
    fn what_lies_where_another_lay_is_not_taken_for_it() {
        let fields = [Field::new("one", "一", Kind::Date), Field::new("two", "二", Kind::Date)];
        let mut typed = String::from("two");
        for (col, at) in [("two", Some(1)), ("one", Some(0)), ("six", None), ("two", Some(1))] {
            typed.replace_range(.., col);
            assert_eq!(position(&fields, &typed), at, "{col}");
        }
    }
}
