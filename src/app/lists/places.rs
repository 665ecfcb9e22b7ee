//! The lists of 区划地名, beside the tree of divisions.

use super::ListSpec;

/// From left to right, after the tree.
pub static PLACES: &[ListSpec] = &[
    ListSpec {
        filters: &["code", "level", "kind", "ended"],
        scheme: "division",
        reports: &["division-month", "month-end"],
        ..ListSpec::new("区划登记", "division")
    },
    ListSpec {
        filters: &["state", "kind"],
        scheme: "division",
        reports: &["division-month", "month-end"],
        ..ListSpec::new("调整方案", "division_plan")
    },
    ListSpec { filters: &["plan"], ..ListSpec::new("变更明细", "division_move") },
    ListSpec {
        filters: &["division", "kind8", "state", "protect"],
        scheme: "place-names",
        reports: &["places-names", "places-month", "month-end"],
        ..ListSpec::new("地名", "place_name")
    },
    ListSpec {
        filters: &["action", "state", "kind8"],
        scheme: "place-names",
        reports: &["places-cases", "places-month", "month-end"],
        ..ListSpec::new("地名案件", "name_case")
    },
    ListSpec {
        filters: &["division", "place_name", "kind"],
        reports: &["places-signs", "month-end"],
        scheme: "signs",
        ..ListSpec::new("地名标志", "sign")
    },
    ListSpec {
        filters: &["place_name", "state", "owner_kind"],
        scheme: "doorplates",
        ..ListSpec::new("门牌", "doorplate")
    },
    ListSpec {
        filters: &["level"],
        reports: &["boundary-lines", "boundary-inspections", "month-end"],
        scheme: "boundary-lines",
        ..ListSpec::new("界线", "boundary_line")
    },
    ListSpec {
        filters: &["boundary_line", "kind"],
        reports: &["boundary-lines", "month-end"],
        scheme: "boundary-lines",
        ..ListSpec::new("界桩", "boundary_marker")
    },
    ListSpec {
        filters: &["boundary_marker", "condition"],
        scheme: "boundary-lines",
        ..ListSpec::new("界桩巡查", "marker_patrol")
    },
    ListSpec { filters: &["boundary_line", "kind", "state"], ..ListSpec::new("界桩变动", "marker_change") },
    ListSpec {
        filters: &["boundary_line", "kind", "state"],
        reports: &["boundary-inspections", "month-end"],
        scheme: "boundary-lines",
        ..ListSpec::new("联合检查", "joint_inspect")
    },
    ListSpec {
        filters: &["kind", "state", "cause"],
        reports: &["boundary-disputes", "month-end"],
        ..ListSpec::new("边界争议", "boundary_dispute")
    },
];
