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
];
