//! The divisions of the office as a tree is drawn of them, and what there is in each. Knows no SQL and no screen.

/// A division in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DivisionLine {
    /// The row.
    pub key: i64,
    /// 12 digits.
    pub code: String,
    /// 名称.
    pub name: String,
    /// county, township or village.
    pub level: String,
}

/// What there is in a division, all that lies in it included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CensusLine {
    /// 12 digits.
    pub code: String,
    /// People who live there.
    pub people: i64,
    /// Households that draw, by the schemes of households ([`crate::register::household_schemes`]).
    pub households: Vec<i64>,
    /// 临时救助 cases approved in the year of the day asked about.
    pub relief: i64,
}
