//! Checks of 养老服务.

use super::declare::{CrossCheck, Says, Told, Weight};
use crate::domain::date;
use crate::domain::elderly::allowance::{Band, StartRule};
use crate::domain::param::Param;

/// In the order of their codes.
pub(super) static ALL: &[&CrossCheck] = &[&OF_AGE, &OTHER_BAND, &UNSEEN, &TWO_HOMES, &CERTIFIED, &GRADE_ENDS];

/// A home's grade that runs out, or has within a year, and nobody has applied again (services 2.6).
pub static GRADE_ENDS: CrossCheck = CrossCheck {
    code: "W-HG05",
    weight: Weight::Warning,
    looks_at: "养老机构等级将满或已到期, 没有续评",
    says: Says::Rule(&["W-HG05"]),
    to_do: "告知机构申报续评; 不再评的不用办",
};

/// X05: old enough for 高龄津贴, and draws none.
pub static OF_AGE: CrossCheck = CrossCheck {
    code: "X05",
    weight: Weight::Todo,
    looks_at: "满80周岁, 没有高龄津贴",
    says: Says::Rule(&["I-EL01"]),
    to_do: "告知本人或家属申请; 不申请的不用办",
};

/// X05: drawn by the band of another age: 90 or 100 was reached, and nobody has raised it.
pub static OTHER_BAND: CrossCheck = CrossCheck {
    code: "X05b",
    weight: Weight::Warning,
    looks_at: "高龄津贴没有按年龄调档",
    says: Says::Text(other_band),
    to_do: "另增一行核定, 年龄段和金额由程序计算; 少发的月份造册时补发",
};

fn other_band(told: &Told<'_>) -> Option<String> {
    let rule = told.parameters.text(Param::ElderStart, told.month).and_then(StartRule::from_code);
    let born = date::stored(told.text(0))?;
    let due = rule.unwrap_or(StartRule::NextMonth).band_in(born, told.month)?;
    let drawn = Band::ALL.into_iter().find(|band| band.code() == told.text(1)).filter(|drawn| *drawn != due)?;
    Some(format!("{}应按{}岁以上的标准, 仍按{}岁以上的发放", told.month.zh(), due.from_age(), drawn.from_age()))
}

/// X14: drawn though nobody has seen the person alive for longer than the office allows.
pub static UNSEEN: CrossCheck = CrossCheck {
    code: "X14",
    weight: Weight::Warning,
    looks_at: "高龄津贴的生存认证",
    says: Says::Rule(&["W-EL30"]),
    to_do: "联系本人认证, 登记认证日期; 认证不到的办暂停",
};

/// X26: a carer is on the roll of two homes at once.
pub static TWO_HOMES: CrossCheck = CrossCheck {
    code: "X26",
    weight: Weight::Error,
    looks_at: "护理员同时在两家机构",
    says: Says::Rule(&["E-X26"]),
    to_do: "核实在哪家工作, 另一家登记离职日期",
};

/// X26: a carer counts as 持证 and has no certificate by the end of the month.
pub static CERTIFIED: CrossCheck = CrossCheck {
    code: "X26b",
    weight: Weight::Warning,
    looks_at: "按持证计的护理员没有证书",
    says: Says::Text(|told| {
        let issued = told.text(0);
        let why = if issued.is_empty() { "没有登记证书".into() } else { format!("证书 {issued} 才发") };
        Some(format!("到{}末按持证计, {why}", told.month.zh()))
    }),
    to_do: "补登证书编号和发证日期; 没有证书的, 职业等级改为无证",
};
