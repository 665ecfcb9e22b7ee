//! The lists of the tabs: declared once, only what is built. To add a list is to add an entry.

use crate::register::benefits::codes::ROSTER;

/// A list of a tab.
#[derive(Debug)]
pub struct ListSpec {
    /// 中文名.
    pub label: &'static str,
    /// Its register.
    pub register: &'static str,
    /// What always holds for its rows; a new record starts with it.
    pub fixed: &'static [(&'static str, &'static str)],
    /// The fields of its filter dialog.
    pub filters: &'static [&'static str],
    /// What it shows until the clerk chooses otherwise: the roster as the figures beside it count it, by field and group.
    pub opens_on: Option<(&'static str, &'static str)>,
    /// The scheme whose figures stand beside it.
    pub scheme: &'static str,
    /// What can be printed from it, by the names of the command line.
    pub reports: &'static [&'static str],
}

impl ListSpec {
    /// A list of all records of a register, to be completed by struct update.
    const fn new(label: &'static str, register: &'static str) -> Self {
        ListSpec { label, register, fixed: &[], filters: &[], opens_on: None, scheme: "", reports: &[] }
    }
}

/// The lists of 社会救助.
pub static LISTS: &[ListSpec] = &[
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
    ListSpec { reports: &["homecheck"], ..ListSpec::new("项目", "homecheck_project") },
    ListSpec { filters: &["division"], reports: &["tekun-institutions"], ..ListSpec::new("机构", "institution") },
    ListSpec::new("本单位", "office"),
];

/// The lists of 设置: what the office computes by, and what was done in it. A parameter is confirmed by putting its document into the row
/// (F4); an act opens to what it changed.
pub static SETTINGS: &[ListSpec] = &[
    ListSpec { filters: &["state"], ..ListSpec::new("参数", "parameter") },
    ListSpec::new("工作日历", "calendar"),
    ListSpec::new("报告口径", "profile"),
    ListSpec { filters: &["operator", "day", "kind"], ..ListSpec::new("办理记录", "act") },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register;

    #[test]
    fn every_list_names_what_is_declared() {
        for list in LISTS.iter().chain(SETTINGS) {
            let register = register::find(list.register).map(|e| e.register).expect(list.register);
            let fixed = list.fixed.iter().map(|(col, _)| col);
            for col in list.filters.iter().chain(fixed) {
                assert!(register.filters.contains(col), "{} cannot be filtered by {col}", list.label);
            }
            if let Some((col, code)) = list.opens_on {
                let kind = register.field(col).map(|f| f.kind);
                let is_offered = matches!(kind, Some(register::Kind::Code(codes)) if codes.label(code).is_some());
                assert!(is_offered && list.filters.contains(&col), "{} cannot open on {col} {code}", list.label);
            }
            for report in list.reports {
                assert!(crate::figure::report::find(report).is_some(), "{report}");
            }
        }
    }
}
