//! The lists of 殡葬改革.

use super::ListSpec;

/// From left to right.
pub static FUNERAL: &[ListSpec] = &[
    ListSpec { filters: &["hukou_division", "disposal", "state"], ..ListSpec::new("死亡登记", "death") },
    ListSpec { filters: &["division", "business", "state"], ..ListSpec::new("商户", "merchant") },
];
