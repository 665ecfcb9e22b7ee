//! The lists of 殡葬改革.

use super::ListSpec;

/// From left to right.
pub static FUNERAL: &[ListSpec] = &[
    ListSpec { filters: &["hukou_division", "disposal", "state"], ..ListSpec::new("死亡登记", "death") },
    ListSpec { filters: &["division", "business", "state"], ..ListSpec::new("商户", "merchant") },
    ListSpec {
        filters: &["division", "state", "channel", "dispatched_to"],
        scheme: "tent-reports",
        ..ListSpec::new("灵棚举报", "tent_report")
    },
    ListSpec { filters: &["division", "kind", "state"], ..ListSpec::new("安葬设施", "burial_facility") },
    ListSpec {
        filters: &["division", "state", "facility_campaign", "burial_facility"],
        ..ListSpec::new("设施排查", "facility_check")
    },
    ListSpec::new("专项摸排", "facility_campaign"),
];
