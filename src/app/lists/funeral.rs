//! The lists of 殡葬改革.

use super::ListSpec;

/// From left to right.
pub static FUNERAL: &[ListSpec] = &[
    ListSpec {
        filters: &["died_on", "person.hukou_division", "disposal", "state"],
        scheme: "deaths",
        reports: &["funeral-deaths", "funeral-deceased", "funeral-stops", "month-end"],
        ..ListSpec::new("死亡登记", "death")
    },
    ListSpec {
        filters: &["target_kind", "state"],
        scheme: "funeral-relief",
        reports: &["funeral-relief", "month-end"],
        ..ListSpec::new("惠民殡葬", "funeral_relief")
    },
    ListSpec {
        filters: &["source", "opinion"],
        scheme: "death-lists",
        reports: &["funeral-lists", "month-end"],
        ..ListSpec::new("死亡名单", "death_notice")
    },
    ListSpec {
        filters: &["state", "channel", "dispatched_to"],
        scheme: "tent-reports",
        reports: &["funeral-tents", "month-end"],
        ..ListSpec::new("灵棚举报", "tent_report")
    },
    ListSpec {
        filters: &["division", "kind", "state"],
        scheme: "burials",
        reports: &["funeral-burials", "month-end"],
        ..ListSpec::new("安葬设施", "burial_facility")
    },
    ListSpec {
        filters: &["state", "facility_campaign", "burial_facility"],
        scheme: "burials",
        reports: &["funeral-burials", "month-end"],
        ..ListSpec::new("设施排查", "facility_check")
    },
    ListSpec { scheme: "burials", ..ListSpec::new("专项摸排", "facility_campaign") },
    ListSpec {
        filters: &["division", "business", "state"],
        scheme: "merchants",
        reports: &["funeral-publicity", "month-end"],
        ..ListSpec::new("商户", "merchant")
    },
    ListSpec {
        filters: &["merchant", "refused"],
        scheme: "merchants",
        reports: &["funeral-publicity", "month-end"],
        ..ListSpec::new("告知书", "merchant_notice")
    },
    ListSpec {
        filters: &["result", "repeated", "merchant"],
        scheme: "market",
        reports: &["funeral-market", "month-end"],
        ..ListSpec::new("市场检查", "market_check")
    },
    ListSpec {
        filters: &["material", "theme", "batch"],
        scheme: "publicity",
        reports: &["funeral-publicity", "month-end"],
        ..ListSpec::new("宣传", "publicity")
    },
    ListSpec {
        filters: &["material"],
        scheme: "publicity",
        reports: &["funeral-publicity", "month-end"],
        ..ListSpec::new("宣传品", "material_batch")
    },
    ListSpec {
        filters: &["division", "kind", "state"],
        scheme: "fixtures",
        reports: &["funeral-publicity", "month-end"],
        ..ListSpec::new("宣传设施", "publicity_fixture")
    },
];
