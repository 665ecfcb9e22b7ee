//! The lists of 设置.

use super::ListSpec;

/// What the office computes by, what was done in it, who works there and as what, and who looked at what. A parameter is confirmed by putting its document into the row
/// (F4); an act opens to what it changed.
pub static SETTINGS: &[ListSpec] = &[
    ListSpec { filters: &["state"], ..ListSpec::new("参数", "parameter") },
    ListSpec::new("工作日历", "calendar"),
    ListSpec::new("报告口径", "profile"),
    ListSpec { filters: &["operator", "day", "kind"], ..ListSpec::new("办理记录", "act") },
    ListSpec { filters: &["operator"], ..ListSpec::new("记事", "note") },
    ListSpec { filters: &["topic", "state"], ..ListSpec::new("法规依据", "legal_basis") },
    ListSpec::new("操作员", "operator"),
    ListSpec { filters: &["operator", "role"], ..ListSpec::new("授权", "role_grant") },
    ListSpec { filters: &["operator", "person", "day", "kind"], ..ListSpec::new("查阅记录", "access") },
];
