//! Checks of people and their accounts.

use super::declare::{CrossCheck, Says, Weight};

/// In the order of their codes.
pub(super) static ALL: &[&CrossCheck] = &[&SHARED_ACCOUNT, &NUMBER, &NOT_VISITED, &NAMESAKES];

/// X11: one account for people who do not live together and have no proxy (assistance 1.5, 6.1e). The earlier holder is named.
pub static SHARED_ACCOUNT: CrossCheck = CrossCheck {
    code: "X11",
    weight: Weight::Warning,
    looks_at: "同一账号用于几个人",
    says: Says::Rule(&["W-ACC-003"]),
    to_do: "核实账户是谁的: 填错的更正账号; 确由他人代领的补签代领协议并登记协议号",
};

/// X12: birth date or sex otherwise than a good ID number says; one that a note explains is not told.
pub static NUMBER: CrossCheck = CrossCheck {
    code: "X12",
    weight: Weight::Warning,
    looks_at: "出生日期、性别与身份证号",
    says: Says::Rule(&["E-ID02", "W-ID03"]),
    to_do: "对照证件更正; 证件上就不一致的, 填出生日期说明",
};

/// X13: a visit was due by the end of the month, and nobody has made one.
pub static NOT_VISITED: CrossCheck = CrossCheck {
    code: "X13",
    weight: Weight::Warning,
    looks_at: "应访没有访",
    says: Says::Text(|told| Some(format!("到{}末应访, 没有走访记录", told.month.zh()))),
    to_do: "尽快上门, 登记走访或探访; 访过的补登记",
};

/// Somebody who draws a benefit has the name and the birth date of another, with another number (assistance 6.1i).
pub static NAMESAKES: CrossCheck = CrossCheck {
    code: "W-PS03",
    weight: Weight::Warning,
    looks_at: "同名、同日出生的两个人",
    says: Says::Text(|told| Some(format!("已有同名、同日出生的 {}({} 生)", told.text(0), told.text(1)))),
    to_do: "核对是不是同一人、有没有重复领取; 是同一人的, 作废后登记的一条",
};
