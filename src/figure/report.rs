//! What can be printed for a month: names as on the command line, titles as in the menu. A report is a declared table or the
//! roll of a batch; how it becomes paper is not known here.

use super::table::Sheet;
use super::tables::{RURAL_MONTH, URBAN_MONTH};

/// A report.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Report {
    /// Its name on the command line: `dibao-urban`.
    pub name: &'static str,
    /// Its name in a menu: 城市低保月报.
    pub label: &'static str,
    /// What it is.
    pub kind: Kind,
}

/// What a report is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A summary table by 镇街.
    Table(&'static Sheet),
    /// 发放花名册 of the month's normal batch of a scheme.
    Roll(&'static str),
}

/// Every report that is built, in the order of a menu.
pub static ALL: &[Report] = &[
    Report { name: "dibao-urban", label: "城市低保月报", kind: Kind::Table(&URBAN_MONTH) },
    Report { name: "dibao-rural", label: "农村低保月报", kind: Kind::Table(&RURAL_MONTH) },
    Report { name: "roll-dibao-urban", label: "城市低保金发放花名册", kind: Kind::Roll("dibao-urban") },
    Report { name: "roll-dibao-rural", label: "农村低保金发放花名册", kind: Kind::Roll("dibao-rural") },
];

/// The report of that name.
pub fn find(name: &str) -> Option<&'static Report> {
    ALL.iter().find(|r| r.name == name)
}
