//! Conditions as SQL text with what they bind, and stretches of an index that a walk through a list takes one after the other.

use crate::store::engine::Sql;
/// A condition and the values it binds, in order.
#[derive(Clone, Debug, Default)]
pub(in crate::store) struct Cond {
    pub text: String,
    pub values: Vec<Sql>,
}

impl Cond {
    pub(in crate::store) fn and(&mut self, text: &str, values: impl IntoIterator<Item = Sql>) {
        if !self.text.is_empty() {
            self.text.push_str(" AND ");
        }
        self.text.push_str(text);
        self.values.extend(values);
    }
}

/// A range of a stored column, both ends in.
#[derive(Clone, Debug)]
pub(in crate::store) struct Range {
    pub col: String,
    pub ends: [Sql; 2],
}

/// Rows that follow an anchor in one stretch of an index.
#[derive(Clone, Debug, Default)]
pub(in crate::store) struct Run {
    pub cond: Cond,
    /// Columns that the run bounds itself: (column, from below, from above).
    pub bounds: Vec<(String, bool, bool)>,
}

impl Run {
    pub(in crate::store) fn and(&mut self, col: &str, sign: &str, value: Option<&Sql>) {
        match value {
            Some(v) => self.cond.and(&format!("r.{col} {sign} ?"), [v.clone()]),
            None => self.cond.and(&format!("r.{col} {sign}"), []),
        }
        let (below, above) = (matches!(sign, "=" | ">" | ">="), matches!(sign, "=" | "<" | "<="));
        self.bounds.push((col.to_owned(), below, above));
    }
}
