//! The rules of 低保 that are in force for a month, from the dated parameters (assistance 2.2, 16). Knows no case.

use crate::domain::dibao::{DibaoRules, Extras, Kind, Method, SingleMethod};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::parameter::Parameters;
use crate::domain::rounding::Rounding;
use crate::domain::slip::Slip;

/// The name of the parameter that holds the monthly standard of a kind.
pub const fn standard_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Urban => "dibao.urban.month_fen",
        Kind::Rural => "dibao.rural.month_fen",
    }
}

/// The rules in force for a month. What the office has not set: 差额, 见分, the edge at 1.5, no extras.
///
/// # Errors
/// `E-PM01` when there is no standard, or none above zero, or 分档 without its sums.
pub fn dibao_rules(parameters: &Parameters, kind: Kind, month: Month) -> Result<DibaoRules, Slip> {
    let name = standard_name(kind);
    let missing = |name: &str| {
        let text = format!("{month} 没有{}标准, 请先登记参数 {name}", kind.label());
        Slip::error("E-PM01", text)
    };
    let standard = parameters.money(name, month).filter(|m| *m > Money::ZERO).ok_or_else(|| missing(name))?;
    let bp = |name: &str| parameters.int(name, month).and_then(|n| u32::try_from(n).ok());
    let text = |name: &str| parameters.text(name, month).unwrap_or("");
    let method = Method::from_text(text(&format!("dibao.method.{}", kind.code()))).unwrap_or(Method::Gap);
    let mut tiers = [Money::ZERO; 3];
    if method == Method::Tier {
        for (tier, class) in tiers.iter_mut().zip(["A", "B", "C"]) {
            let name = format!("dibao.tier.{class}_fen");
            *tier = parameters.money(&name, month).ok_or_else(|| missing(&name))?;
        }
    }
    Ok(DibaoRules {
        kind,
        standard,
        method,
        tiers,
        extras: Extras {
            disabled_bp: bp("dibao.extra.disabled_bp").unwrap_or(0),
            ill_bp: bp("dibao.extra.ill_bp").unwrap_or(0),
            aged70_bp: bp("dibao.extra.aged70_bp").unwrap_or(0),
            minor_bp: bp("dibao.extra.minor_bp").unwrap_or(0),
            stack: text("dibao.extra_stack") == "1",
        },
        rounding: Rounding::from_text(text("dibao.round_mode")).unwrap_or(Rounding::Fen),
        single_method: SingleMethod::from_text(text("dibao.single_method")).unwrap_or(SingleMethod::OwnIncome),
        edge_bp: bp("dibao.edge_ratio_bp").unwrap_or(15_000),
    })
}
