//! The rules of 低保 that are in force for a month, from the dated parameters (assistance 2.2, 16). Knows no case.

use crate::domain::assistance::dibao::{DibaoRules, Extras, Kind, Method, SingleMethod};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::parameter::Parameters;
use crate::domain::rounding::Rounding;
use crate::domain::slip::Slip;

/// The parameter that holds the monthly standard of a kind.
pub const fn standard_of(kind: Kind) -> Param {
    match kind {
        Kind::Urban => Param::UrbanStandard,
        Kind::Rural => Param::RuralStandard,
    }
}

const fn method_of(kind: Kind) -> Param {
    match kind {
        Kind::Urban => Param::UrbanMethod,
        Kind::Rural => Param::RuralMethod,
    }
}

/// The rules in force for a month. What the office has not set: 差额, 见分, the edge at 1.5, no extras.
///
/// # Errors
/// `E-PM01` when there is no standard, or none above zero, or 分档 without its sums.
pub fn dibao_rules(parameters: &Parameters, kind: Kind, month: Month) -> Result<DibaoRules, Slip> {
    let standard = standard_of(kind);
    let missing = |param: Param| {
        let text = format!("{month} 没有{}标准, 请先登记参数 {}", kind.label(), param.name());
        Slip::error("E-PM01", text)
    };
    let standard = parameters.money(standard, month).filter(|m| *m > Money::ZERO).ok_or_else(|| missing(standard))?;
    let bp = |param: Param| parameters.int(param, month).and_then(|n| u32::try_from(n).ok());
    let text = |param: Param| parameters.text(param, month).unwrap_or("");
    let method = Method::from_text(text(method_of(kind))).unwrap_or(Method::Gap);
    let mut tiers = [Money::ZERO; 3];
    if method == Method::Tier {
        for (tier, param) in tiers.iter_mut().zip([Param::TierA, Param::TierB, Param::TierC]) {
            *tier = parameters.money(param, month).ok_or_else(|| missing(param))?;
        }
    }
    Ok(DibaoRules {
        kind,
        standard,
        method,
        tiers,
        extras: Extras {
            disabled_bp: bp(Param::ExtraDisabled).unwrap_or(0),
            ill_bp: bp(Param::ExtraIll).unwrap_or(0),
            aged70_bp: bp(Param::ExtraAged).unwrap_or(0),
            minor_bp: bp(Param::ExtraMinor).unwrap_or(0),
            stack: text(Param::ExtraStack) == "1",
        },
        rounding: Rounding::from_text(text(Param::RoundMode)).unwrap_or(Rounding::Fen),
        single_method: SingleMethod::from_text(text(Param::SingleMethod)).unwrap_or(SingleMethod::OwnIncome),
        edge_bp: bp(Param::EdgeRatio).unwrap_or(15_000),
    })
}
