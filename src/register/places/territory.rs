//! The divisions of the office as a tree is drawn of them, and what there is in each. Knows no SQL and no screen.

use crate::register::{Field, Register};

/// A division.
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
    /// It is abolished by then.
    pub ended: bool,
}

/// The divisions of a day, abolished ones too, with what there is in each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Territory {
    /// By code.
    pub divisions: Vec<DivisionLine>,
    /// Of those that have any.
    pub census: Vec<CensusLine>,
}

/// How many records of a register name a division, or one that lies in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Naming {
    /// The register.
    pub register: &'static Register,
    /// By which field.
    pub field: &'static Field,
    /// The register, and the field where it has several.
    pub label: String,
    /// All that stand in its list.
    pub all: i64,
    /// Those that are not over.
    pub standing: i64,
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
