//! What the rows beneath a record come to: a part of its declaration.

use crate::register::Field;

/// What the child rows of a record come to on a day: the balance of a ledger, the first of its months.
#[derive(Clone, Copy, Debug)]
pub struct Sum {
    /// How it is called; it is stored nowhere.
    pub field: Field,
    /// What it is made of: money of several registers adds up, of months there is one.
    pub of: &'static [Part],
}

/// What the rows of one register that refer to a record, mostly its child rows, are for a [`Sum`].
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The register.
    pub register: &'static str,
    /// Its column: an amount, or a month.
    pub col: &'static str,
    /// The day or month from which on a row counts.
    pub day: &'static str,
    /// How a row counts.
    pub counts: Counts,
}

/// How the rows of a child register count.
#[derive(Clone, Copy, Debug)]
pub enum Counts {
    /// Each adds its amount.
    Adds,
    /// Each takes its amount away.
    Takes,
    /// Those of some codes of a column add, the others take away.
    By(&'static str, fn(&str) -> bool),
    /// The first of all.
    First,
    /// The last of all.
    Last,
}
