//! What 特困 and 两补 come to a month in 2021, by the parameters of the office. The rule itself stands in `domain`.

use super::SampleFault;
use super::plan::month;
use crate::domain::assistance::subsidy::Subsidy;
use crate::domain::assistance::tekun::{self, CareLevel, Mode, Rates};
use crate::domain::param::Param;
use crate::domain::parameter::Parameters;

/// The parameters of one month.
#[derive(Debug)]
pub(crate) struct MonthRates<'a>(pub &'a Parameters);

impl MonthRates<'_> {
    /// 基本生活费 and 照料护理费 of a mode and a level, fen. Town and country have one standard.
    pub(crate) fn support(&self, mode: &str, level: &str) -> Result<(i64, i64), SampleFault> {
        let money = |param: Param| self.0.money(param, month(1)).ok_or(SampleFault::Lists("特困参数"));
        let (mode, level) =
            Mode::from_code(mode).zip(CareLevel::from_code(level)).ok_or(SampleFault::Lists("特困参数"))?;
        let base_bp = self.0.int(Param::TekunBase, month(1)).and_then(|n| u32::try_from(n).ok());
        let care = money(Param::care(mode, level))?;
        let base_bp = base_bp.ok_or(SampleFault::Lists("特困参数"))?;
        let rates = Rates { standard: money(Param::UrbanStandard)?, base_bp, care };
        let base = tekun::base(&rates).ok_or(SampleFault::Lists("特困参数"))?;
        Ok((base.as_fen(), care.as_fen()))
    }

    /// The flat amount, fen.
    pub(crate) fn subsidy(&self, subsidy: Subsidy) -> Result<i64, SampleFault> {
        let rate = self.0.money(subsidy.rate(), month(1)).ok_or(SampleFault::Lists("两补参数"))?;
        Ok(rate.as_fen())
    }
}
