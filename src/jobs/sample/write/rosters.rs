//! The prepared rows and counters of the rosters beside 低保 and 临时救助.

use super::Writing;
use crate::jobs::sample::SampleFault;
use crate::register::assistance::{assessment, disability, disability_award, homecheck, petty_txn, tekun, tekun_award};
use crate::store::change::act::NewRows;
use crate::store::change::bulk::Filling;
use std::collections::BTreeMap;

/// Prepared rows of every register.
pub(super) struct RosterRows<'f> {
    pub tekun: NewRows<'f>,
    pub tekun_awards: NewRows<'f>,
    pub assessments: NewRows<'f>,
    pub disabilities: NewRows<'f>,
    pub disability_awards: NewRows<'f>,
    pub visits: NewRows<'f>,
    pub petty: NewRows<'f>,
}

impl<'f> RosterRows<'f> {
    pub(super) fn new(filling: &'f Filling<'f>) -> Result<Self, SampleFault> {
        Ok(RosterRows {
            tekun: filling.rows(&tekun::TEKUN, super::support::CASE_FIELDS)?,
            tekun_awards: filling.rows(&tekun_award::TEKUN_AWARD, super::support::AWARD_FIELDS)?,
            assessments: filling.rows(&assessment::ASSESSMENT, super::support::ASSESSMENT_FIELDS)?,
            disabilities: filling.rows(&disability::DISABILITY, super::subsidies::CASE_FIELDS)?,
            disability_awards: filling.rows(
                &disability_award::DISABILITY_AWARD,
                "disability from_month kind decided_date amount change_kind reason_code",
            )?,
            visits: filling.rows(&homecheck::HOMECHECK, super::visits::VISIT_FIELDS)?,
            petty: filling.rows(&petty_txn::PETTY_TXN, "petty_fund date kind amount temporary voucher_no note")?,
        })
    }
}

/// Keys and numbers given so far.
#[derive(Debug, Default)]
pub(super) struct RosterSerials {
    pub tekun: i64,
    pub tekun_award: i64,
    pub assessment: i64,
    pub disability: i64,
    pub disability_award: i64,
    pub visit: i64,
    pub petty: i64,
    pub numbers: BTreeMap<(&'static str, i32), i64>,
    /// The petty fund of each town, by the first nine digits.
    pub funds: BTreeMap<String, i64>,
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
        let first_supported = self.support()?;
        self.subsidies()?;
        self.visits(first_supported)?;
        self.petty()
    }
}
