//! What is right and wrong about a 临时救助 case (assistance 4.2, 4.3, 4.6). Pure.

use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::register::temporary::Temporary;
use crate::register::{Facts, Values};
use chrono::NaiveDate;

/// Since when earlier cases are asked for: the year before, or the first day of the year of approval.
pub fn asked_since(approved: NaiveDate) -> NaiveDate {
    Month::of(approved).plus(-13).first_day()
}

/// Fills what follows.
pub fn complete(_relief: &Temporary, _values: &mut Values, _facts: &Facts) {}

/// All slips of a case.
pub fn check(_relief: &Temporary, _facts: &Facts) -> Vec<Slip> {
    Vec::new()
}
