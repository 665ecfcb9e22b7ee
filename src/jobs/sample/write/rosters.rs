//! The prepared rows and counters of the rosters beside 低保 and 临时救助.

use super::Writing;
use crate::jobs::sample::SampleFault;
use crate::register::assistance::{disability, disability_award};
use crate::store::change::act::NewRows;
use crate::store::change::bulk::Filling;
use std::collections::BTreeMap;

/// Prepared rows of every register.
pub(super) struct RosterRows<'f> {
    pub disabilities: NewRows<'f>,
    pub disability_awards: NewRows<'f>,
}

impl<'f> RosterRows<'f> {
    pub(super) fn new(filling: &'f Filling<'f>) -> Result<Self, SampleFault> {
        Ok(RosterRows {
            disabilities: filling.rows(&disability::DISABILITY, super::subsidies::CASE_FIELDS)?,
            disability_awards: filling.rows(
                &disability_award::DISABILITY_AWARD,
                "disability from_month kind decided_date amount change_kind reason_code",
            )?,
        })
    }
}

/// Keys and numbers given so far.
#[derive(Debug, Default)]
pub(super) struct RosterSerials {
    pub disability: i64,
    pub disability_award: i64,
    pub numbers: BTreeMap<(&'static str, i32), i64>,
}

impl RosterSerials {
    /// `TK430406202100001`.
    pub(super) fn number(&mut self, prefix: &'static str, year: i32) -> String {
        let serial = self.numbers.entry((prefix, year)).or_default();
        *serial += 1;
        format!("{prefix}430406{year}{serial:05}")
    }
}

impl Writing<'_, '_, '_> {
    pub(super) fn rosters(&mut self) -> Result<(), SampleFault> {
        self.subsidies()
    }
}
