//! The lists of 养老服务.

use super::ListSpec;
use crate::register::benefits::codes::ROSTER;
use crate::register::elderly::codes::ON_ROLL;
use crate::register::people::stay::STAYS;

/// From left to right.
pub static ELDERLY: &[ListSpec] = &[
    ListSpec {
        filters: &["person.home_division", "state", "living", "source", "empty_nest", "left_behind"],
        opens_on: Some(("state", ON_ROLL)),
        scheme: "elder",
        ..ListSpec::new("老年人", "elder")
    },
    ListSpec {
        filters: &["division", "state", "pay_mode"],
        opens_on: Some(("state", ROSTER)),
        scheme: "elderly",
        reports: &["elderly", "summary-elderly", "elderly-changes", "roll-elderly", "returns", "month-end"],
        ..ListSpec::new("高龄津贴", "aged_allowance")
    },
    ListSpec {
        filters: &["division", "ownership", "state"],
        scheme: "elderly-homes",
        reports: &["elderly-homes", "tekun-institutions", "month-end"],
        ..ListSpec::new("养老机构", "institution")
    },
    ListSpec {
        scheme: "elderly-homes",
        reports: &["elderly-homes", "month-end"],
        filters: &["institution", "pay_kind", "ability_level", "out_reason"],
        opens_on: Some(("out_reason", STAYS)),
        ..ListSpec::new("入住", "resident")
    },
    ListSpec {
        filters: &["person.home_division", "risk_level", "mode", "visitor_kind", "result"],
        scheme: "elder-visit",
        reports: &["elderly-visits", "month-end"],
        ..ListSpec::new("探访", "elder_visit")
    },
    ListSpec {
        filters: &["division", "state", "poverty_kind", "plan"],
        scheme: "home-adapt",
        reports: &["elderly-adaptations", "month-end"],
        ..ListSpec::new("适老化", "home_adapt")
    },
    ListSpec { reports: &["elderly-adaptations"], ..ListSpec::new("改造任务", "home_adapt_plan") },
    ListSpec { filters: &["division", "kind", "project_state"], ..ListSpec::new("养老设施", "elder_facility") },
    ListSpec { filters: &["kind"], ..ListSpec::new("工作机制", "mechanism") },
    ListSpec { filters: &["institution", "cert_level"], ..ListSpec::new("护理员", "carer") },
    ListSpec { fixed: &[("kind", "carers")], filters: &["kind"], ..ListSpec::new("护理员培训", "training") },
    ListSpec { filters: &["level"], scheme: "contest", ..ListSpec::new("护理员竞赛", "contest") },
    ListSpec {
        filters: &["institution", "kind", "state", "result"],
        scheme: "elderly-homes",
        reports: &["elderly-homes", "month-end"],
        ..ListSpec::new("机构检查", "inspection")
    },
    ListSpec { filters: &["institution", "kind", "injury"], ..ListSpec::new("机构事故", "incident") },
    ListSpec {
        filters: &["institution", "state", "kind", "apply_level", "result_level"],
        scheme: "home-grade",
        reports: &["elderly-grades", "elderly-homes", "month-end"],
        ..ListSpec::new("等级评定", "home_grade")
    },
    ListSpec {
        filters: &["kind", "state", "institution"],
        scheme: "elder-subsidy",
        ..ListSpec::new("养老补贴", "elder_subsidy")
    },
    ListSpec {
        filters: &["person.home_division", "level", "kind", "state", "standard"],
        scheme: "ability",
        ..ListSpec::new("能力评估", "ability")
    },
];
