//! When a record is over, and what becomes of several that a change of divisions would make the same: parts of a declaration that name
//! columns alone.

/// What shows that a record is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// A column has one of these codes (a case that has stopped).
    Is(&'static str, &'static [&'static str]),
    /// A column is filled (a person's day of death).
    Filled(&'static str),
    /// A column has a year that is past (the money of a year).
    YearPast(&'static str),
    /// It only tells what happened; what it speaks of has a record of its own.
    History,
}

/// What becomes of several records that a change of divisions would make the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joins {
    /// They say the same then: one of them is enough, the others fall.
    One,
    /// All end on the day before, with what columns say of it; from the day on one record stands that has what these columns add up to.
    Adds {
        /// What they say from then on: column and value.
        ends: &'static [(&'static str, &'static str)],
        /// The columns that add up.
        adds: &'static [&'static str],
    },
    /// They may stand beside each other, though a division should have one at a time, in this column: somebody is told.
    Told(&'static str),
}
