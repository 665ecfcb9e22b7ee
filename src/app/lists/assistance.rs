//! The lists of 社会救助.

use super::ListSpec;
use crate::register::benefits::codes::{OPEN, ROSTER};

/// From left to right.
pub static ASSISTANCE: &[ListSpec] = &[
    ListSpec {
        fixed: &[("kind", "U")],
        filters: &["division", "state", "class_code"],
        opens_on: Some(("state", ROSTER)),
        scheme: "dibao-urban",
        reports: &[
            "dibao-urban",
            "changes",
            "summary-dibao-urban",
            "roll-dibao-urban",
            "notice",
            "returns",
            "month-end",
        ],
        ..ListSpec::new("城市低保", "dibao")
    },
    ListSpec {
        fixed: &[("kind", "R")],
        filters: &["division", "state", "class_code"],
        opens_on: Some(("state", ROSTER)),
        scheme: "dibao-rural",
        reports: &[
            "dibao-rural",
            "changes",
            "summary-dibao-rural",
            "roll-dibao-rural",
            "notice",
            "returns",
            "month-end",
        ],
        ..ListSpec::new("农村低保", "dibao")
    },
    ListSpec {
        filters: &["division", "kind", "state", "support_mode", "care_level"],
        opens_on: Some(("state", ROSTER)),
        scheme: "tekun",
        reports: &[
            "tekun",
            "changes",
            "summary-tekun",
            "tekun-changes",
            "tekun-institutions",
            "roll-tekun",
            "notice",
            "returns",
            "month-end",
        ],
        ..ListSpec::new("特困", "tekun")
    },
    ListSpec {
        filters: &["division", "state", "aid_type", "fund"],
        scheme: "temporary",
        reports: &["temporary", "petty-fund", "summary-temporary", "roll-temporary", "month-end"],
        ..ListSpec::new("临时救助", "temporary")
    },
    ListSpec {
        filters: &["division", "kind", "state", "dis_level"],
        opens_on: Some(("state", ROSTER)),
        scheme: "disability",
        reports: &[
            "disability",
            "changes",
            "summary-disability-living",
            "summary-disability-care",
            "roll-disability",
            "roll-disability-living",
            "roll-disability-care",
            "returns",
            "month-end",
        ],
        ..ListSpec::new("两补", "disability")
    },
    ListSpec {
        filters: &["division", "scheme", "state", "conclusion"],
        scheme: "homecheck",
        reports: &["homecheck", "month-end"],
        ..ListSpec::new("核查", "homecheck")
    },
    ListSpec { filters: &["division", "purpose", "state", "result"], ..ListSpec::new("核对", "means_check") },
    ListSpec {
        filters: &["town"],
        scheme: "petty-fund",
        reports: &["petty-fund", "month-end"],
        ..ListSpec::new("备用金", "petty_fund")
    },
    ListSpec {
        filters: &["state", "scheme", "reason", "person.home_division"],
        opens_on: Some(("state", OPEN)),
        scheme: "recovery",
        ..ListSpec::new("追缴", "recovery")
    },
    ListSpec { reports: &["homecheck"], ..ListSpec::new("项目", "homecheck_project") },
    ListSpec { filters: &["division"], reports: &["tekun-institutions"], ..ListSpec::new("机构", "institution") },
    ListSpec::new("本单位", "office"),
];
