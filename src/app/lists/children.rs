//! The lists of 儿童福利.

use super::ListSpec;
use crate::register::benefits::codes::ROSTER;

/// From left to right.
pub static CHILDREN: &[ListSpec] = &[
    ListSpec {
        filters: &["person.home_division", "main_cat", "care_kind", "state", "risk_level", "school_state"],
        opens_on: Some(("state", "on")),
        scheme: "child",
        reports: &["children", "children-changes", "children-eighteen", "month-end"],
        ..ListSpec::new("档案", "child")
    },
    ListSpec {
        filters: &["division", "state"],
        opens_on: Some(("state", ROSTER)),
        scheme: "orphans",
        reports: &["roll-orphans", "summary-orphans", "children-eighteen", "returns", "month-end"],
        ..ListSpec::new("孤儿", "orphan")
    },
    ListSpec {
        filters: &["division", "state"],
        opens_on: Some(("state", ROSTER)),
        scheme: "de-facto",
        reports: &["roll-de-facto", "summary-de-facto", "children-eighteen", "returns", "month-end"],
        ..ListSpec::new("事实无人抚养", "defacto")
    },
    ListSpec {
        filters: &["school_year", "state"],
        scheme: "dreams",
        reports: &["children-scholarships", "month-end"],
        ..ListSpec::new("福彩圆梦", "dream_grant")
    },
    ListSpec {
        filters: &["person.home_division", "mode"],
        scheme: "children-visits",
        reports: &["children-visits", "month-end"],
        ..ListSpec::new("走访", "child_visit")
    },
    ListSpec {
        filters: &["division", "role"],
        scheme: "children-workers",
        reports: &["children-workers", "month-end"],
        ..ListSpec::new("基层队伍", "child_worker")
    },
    ListSpec {
        fixed: &[("kind", "children")],
        filters: &["kind"],
        scheme: "children-workers",
        ..ListSpec::new("队伍培训", "training")
    },
    ListSpec { scheme: "activities", ..ListSpec::new("关爱活动", "activity") },
    ListSpec { filters: &["year"], scheme: "activities", ..ListSpec::new("助学帮扶", "aid_grant") },
    ListSpec { filters: &["state"], scheme: "reports", ..ListSpec::new("强制报告", "mandatory_report") },
    ListSpec { filters: &["state"], scheme: "adoptions", ..ListSpec::new("收养登记", "adoption") },
    ListSpec { scheme: "temp-care", ..ListSpec::new("临时监护", "temp_care") },
    ListSpec::new("限阅记事", "sealed_note"),
];
