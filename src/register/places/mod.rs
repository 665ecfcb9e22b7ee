//! Divisions of the district.

pub mod division;
pub(super) mod territory;
