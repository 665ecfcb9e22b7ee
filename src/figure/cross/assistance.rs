//! Checks of 社会救助.

use super::declare::{CrossCheck, Says, Told, Weight};
use crate::domain::month::Month;

/// In the order of their codes.
pub(super) static ALL: &[&CrossCheck] = &[&LIVING_ALONE, &CERTIFICATE, &REVIEW];

/// 生活补贴 in pay that rests on 低保, and none covers the person (assistance 5.2, 6.1).
pub static LIVING_ALONE: CrossCheck = CrossCheck {
    code: "E-CB-004",
    weight: Weight::Error,
    looks_at: "低保停了, 生活补贴还在发",
    says: Says::Text(|told| Some(format!("{}以低保为依据, 但本月没有低保保障此人", told.text(0)))),
    to_do: "停发生活补贴; 低保没有停的, 核对低保的保障对象",
};

/// A subsidy in pay on a certificate that has run out by the month's end (assistance 5.3, 6.1f).
pub static CERTIFICATE: CrossCheck = CrossCheck {
    code: "W-CB-010",
    weight: Weight::Warning,
    looks_at: "残疾证到期, 两项补贴还在发",
    says: Says::Rule(&["W-CB-010"]),
    to_do: "请本人换证: 换了的更正有效期, 没换的暂停补贴",
};

/// A 低保 case whose review fell due in a month before this one (assistance 2.8).
pub static REVIEW: CrossCheck = CrossCheck {
    code: "W-DB-041",
    weight: Weight::Warning,
    looks_at: "低保超过复核期限",
    says: Says::Text(overdue),
    to_do: "入户复核, 登记核查日期; 情况有变的重新核定",
};

fn overdue(told: &Told<'_>) -> Option<String> {
    let cycle = told.number(1);
    let due = Month::parse(told.text(0).get(..7)?)?.plus(i32::try_from(cycle).ok()?);
    Some(format!("上次核查 {}, 每 {cycle} 个月一次, 应在{}复核", told.text(0), due.zh()))
}
