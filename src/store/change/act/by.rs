//! Who acts, and when.

use crate::store::{Store, Who};
use chrono::NaiveDate;

/// Who acts, and when.
#[derive(Clone, Debug)]
pub struct By {
    /// The operator's key.
    pub operator: i64,
    /// The clock's text, never used to order anything.
    pub at: String,
    /// The business date.
    pub day: String,
    /// The operator who signs as the second person.
    pub witness: Option<i64>,
}

impl Store {
    /// Who acts, now.
    pub(in crate::store) fn by(&self, who: &Who, day: NaiveDate) -> By {
        By { witness: who.witness.as_ref().map(|witness| witness.operator), ..self.by_operator(who.operator, day) }
    }

    /// An operator acts, now.
    pub(in crate::store) fn by_operator(&self, operator: i64, day: NaiveDate) -> By {
        By { operator, at: self.now(), day: day.to_string(), witness: None }
    }
}
