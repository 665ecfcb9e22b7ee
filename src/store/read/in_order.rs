//! Rows put in order by what is read of them: a million of them at a time. What is compared lies beside each key, as bytes that compare as
//! the engine has it, the first of them within the row itself.

use crate::store::engine::Given;

/// So many bytes of what is compared lie beside the key.
const NEAR: usize = 16;

/// Rows that are to be put in order.
#[derive(Default)]
pub(super) struct InOrder {
    rows: Vec<Placed>,
    /// What is compared beyond the first bytes, one after the other.
    far: Vec<u8>,
    /// What is being taken in.
    whole: Vec<u8>,
}

/// A row, by what it is compared.
struct Placed {
    /// The first bytes, the highest first.
    near: u128,
    key: i64,
    /// Where the others lie.
    far: (u32, u32),
}

impl InOrder {
    /// Takes a row in: what is compared of it, one value after the other.
    ///
    /// # Errors
    /// That of a value.
    pub(super) fn take<'v, E>(
        &mut self,
        key: i64,
        values: impl Iterator<Item = Result<Given<'v>, E>>,
    ) -> Result<(), E> {
        self.whole.clear();
        for value in values {
            put(value?, &mut self.whole);
        }
        let (near, far) = self.whole.split_at(self.whole.len().min(NEAR));
        let mut first = [0; NEAR];
        first.iter_mut().zip(near).for_each(|(to, from)| *to = *from);
        let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let far_at = (at(self.far.len()), at(self.far.len() + far.len()));
        self.far.extend_from_slice(far);
        self.rows.push(Placed { near: u128::from_be_bytes(first), key, far: far_at });
        Ok(())
    }

    /// Their keys in order; rows that are alike by their keys.
    pub(super) fn keys(mut self, down: bool) -> Vec<i64> {
        let far = |row: &Placed| self.far.get(row.far.0 as usize..row.far.1 as usize).unwrap_or_default();
        self.rows.sort_unstable_by(|a, b| {
            a.near.cmp(&b.near).then_with(|| far(a).cmp(far(b))).then_with(|| a.key.cmp(&b.key))
        });
        if down {
            self.rows.reverse();
        }
        self.rows.iter().map(|row| row.key).collect()
    }
}

/// A value as bytes: nothing before numbers, numbers before texts, texts by their own.
fn put(value: Given<'_>, to: &mut Vec<u8>) {
    match value {
        Given::Integer(n) => {
            to.push(1);
            to.extend_from_slice(&n.wrapping_sub(i64::MIN).to_be_bytes());
        }
        Given::Text(text) => {
            to.push(2);
            to.extend_from_slice(text);
            // A text that ends stands before one that goes on.
            to.push(0);
        }
        Given::Null | Given::Real(_) | Given::Bytes(_) => to.push(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(rows: &[(i64, &[Given<'_>])], down: bool) -> Vec<i64> {
        let mut order = InOrder::default();
        rows.iter().for_each(|(key, values)| order.take(*key, values.iter().copied().map(Ok::<_, ()>)).unwrap());
        order.keys(down)
    }

    #[test]
    fn nothing_stands_before_numbers_and_numbers_before_texts() {
        let text = |text: &'static str| Given::Text(text.as_bytes());
        let rows: [(i64, &[Given<'_>]); 9] = [
            (1, &[text("陈")]),
            (2, &[Given::Integer(7)]),
            (3, &[Given::Null]),
            (4, &[Given::Integer(-7)]),
            (5, &[text("a")]),
            (6, &[text("a long text that goes beyond what lies near, b")]),
            (7, &[text("a long text that goes beyond what lies near, a")]),
            (8, &[text("a long text that go")]),
            (9, &[text("")]),
        ];
        let up = [3, 4, 2, 9, 5, 8, 7, 6, 1];
        assert_eq!(keys(&rows, false), up);
        assert_eq!(keys(&rows, true), up.iter().rev().copied().collect::<Vec<_>>());
    }

    #[test]
    fn what_is_alike_stands_by_the_next_value_and_then_by_its_key() {
        let text = |text: &'static str| Given::Text(text.as_bytes());
        let rows: [(i64, &[Given<'_>]); 5] = [
            (5, &[text("b"), Given::Integer(1)]),
            (1, &[text("b"), Given::Integer(1)]),
            (2, &[text("a"), Given::Integer(9)]),
            (3, &[text("a"), Given::Null]),
            (4, &[text("aa"), Given::Null]),
        ];
        assert_eq!(keys(&rows, false), [3, 2, 4, 1, 5]);
        assert_eq!(keys(&rows, true), [5, 1, 4, 2, 3]);
    }
}
