//! What 两补 come to a month in 2021, by the parameters of the office. The rule itself stands in `domain`.

use super::SampleFault;
use super::plan::month;
use crate::domain::assistance::subsidy::Subsidy;
use crate::domain::parameter::Parameters;

/// The parameters of one month.
#[derive(Debug)]
pub(crate) struct MonthRates<'a>(pub &'a Parameters);

impl MonthRates<'_> {
    /// The flat amount, fen.
    pub(crate) fn subsidy(&self, subsidy: Subsidy) -> Result<i64, SampleFault> {
        let rate = self.0.money(subsidy.rate(), month(1)).ok_or(SampleFault::Lists("两补参数"))?;
        Ok(rate.as_fen())
    }
}
