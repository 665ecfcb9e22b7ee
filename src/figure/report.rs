//! What can be printed for a month: names as on the command line, titles as in the menu. A report is a declared table, a
//! declared list, or all of a month; how it becomes paper is not known here.

use super::table::Sheet;
use super::tables::{
    CHANGES, DISABILITY_MONTH, HOMECHECK, PETTY_FUND_MONTH, RURAL_MONTH, TEKUN_MONTH, TEMPORARY_MONTH, URBAN_MONTH,
};
use crate::domain::scheme::Scheme;

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

/// Whether the lines are printed that say what agrees and what does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Checks {
    /// They are: on the office's own copy.
    #[default]
    Printed,
    /// They are left off the copy that goes out.
    LeftOut,
}

impl Checks {
    /// Both, with what a menu calls them and a code.
    pub const ALL: [(Checks, &'static str, &'static str); 2] =
        [(Checks::Printed, "1", "印校验行"), (Checks::LeftOut, "0", "不印校验行(上报、对外)")];
}

/// What a report is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A summary table by 镇街 or by category.
    Table(&'static Sheet),
    /// A declared list, see `figure::roll`.
    List(List),
    /// 月末成套: all others of the month in one document.
    MonthEnd,
}

/// A list of the month's batches or cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// 低保金发放花名册.
    Dibao(Scheme),
    /// Its 发放汇总表.
    DibaoSummary(Scheme),
    /// 特困人员供养金发放花名册(分散).
    Tekun,
    /// 集中供养资金拨付表.
    TekunInstitutions,
    /// 特困人员增减变动表.
    TekunChanges,
    /// 特困供养金发放汇总表.
    TekunSummary,
    /// 残疾人两项补贴发放花名册, of both or one.
    Subsidy(&'static [Scheme]),
    /// 发放汇总表 of one of the two.
    SubsidySummary(Scheme),
    /// 临时救助发放花名册.
    Temporary,
    /// 临时救助汇总表.
    TemporarySummary,
    /// 失败退回清单.
    Returns,
    /// 公示表.
    Notice,
}

const URBAN: Scheme = Scheme::DibaoUrban;
const RURAL: Scheme = Scheme::DibaoRural;
const LIVING: Scheme = Scheme::DisabilityLiving;
const CARE: Scheme = Scheme::DisabilityCare;

const fn table(name: &'static str, label: &'static str, sheet: &'static Sheet) -> Report {
    Report { name, label, kind: Kind::Table(sheet) }
}

const fn list(name: &'static str, label: &'static str, list: List) -> Report {
    Report { name, label, kind: Kind::List(list) }
}

/// Every report that is built, in the order of a menu.
pub static ALL: &[Report] = &[
    table("dibao-urban", "城市低保月报", &URBAN_MONTH),
    table("dibao-rural", "农村低保月报", &RURAL_MONTH),
    table("tekun", "特困月报", &TEKUN_MONTH),
    table("temporary", "临时救助月报", &TEMPORARY_MONTH),
    table("petty-fund", "临时救助备用金使用月报", &PETTY_FUND_MONTH),
    table("disability", "残疾人两项补贴月报", &DISABILITY_MONTH),
    table("changes", "动态管理表", &CHANGES),
    table("homecheck", "入户核查汇总表", &HOMECHECK),
    list("summary-dibao-urban", "城市低保金发放汇总表", List::DibaoSummary(URBAN)),
    list("summary-dibao-rural", "农村低保金发放汇总表", List::DibaoSummary(RURAL)),
    list("summary-tekun", "特困人员供养金发放汇总表", List::TekunSummary),
    list("summary-disability-living", "困难残疾人生活补贴发放汇总表", List::SubsidySummary(LIVING)),
    list("summary-disability-care", "重度残疾人护理补贴发放汇总表", List::SubsidySummary(CARE)),
    list("summary-temporary", "临时救助汇总表", List::TemporarySummary),
    list("tekun-changes", "特困人员增减变动表", List::TekunChanges),
    list("tekun-institutions", "集中供养资金拨付表", List::TekunInstitutions),
    list("returns", "失败退回清单", List::Returns),
    list("roll-dibao-urban", "城市低保金发放花名册", List::Dibao(URBAN)),
    list("roll-dibao-rural", "农村低保金发放花名册", List::Dibao(RURAL)),
    list("roll-tekun", "特困人员供养金发放花名册(分散)", List::Tekun),
    list("roll-disability", "残疾人两项补贴发放花名册", List::Subsidy(&[LIVING, CARE])),
    list("roll-disability-living", "困难残疾人生活补贴发放花名册", List::Subsidy(&[LIVING])),
    list("roll-disability-care", "重度残疾人护理补贴发放花名册", List::Subsidy(&[CARE])),
    list("roll-temporary", "临时救助发放花名册", List::Temporary),
    list("notice", "救助对象公示表", List::Notice),
    Report { name: "month-end", label: "月末成套报表", kind: Kind::MonthEnd },
];

impl Report {
    /// Whether making it reads most of the office's file.
    pub fn reads_most(&self) -> bool {
        matches!(self.kind, Kind::MonthEnd)
    }
    /// The schemes whose amounts it prints.
    pub fn schemes(&self) -> &'static [Scheme] {
        match self.kind {
            Kind::List(List::Dibao(URBAN) | List::DibaoSummary(URBAN)) => &[URBAN],
            Kind::List(List::Dibao(_) | List::DibaoSummary(_)) => &[RURAL],
            Kind::List(List::Tekun | List::TekunInstitutions | List::TekunChanges | List::TekunSummary) => {
                &[Scheme::Tekun]
            }
            Kind::List(List::Subsidy(schemes)) => schemes,
            Kind::List(List::SubsidySummary(LIVING)) => &[LIVING],
            Kind::List(List::SubsidySummary(_)) => &[CARE],
            Kind::List(List::Notice) => &[URBAN, RURAL, Scheme::Tekun],
            Kind::List(List::Returns) => &[URBAN, RURAL, Scheme::Tekun, LIVING, CARE],
            Kind::Table(sheet) if *sheet == URBAN_MONTH => &[URBAN],
            Kind::Table(sheet) if *sheet == RURAL_MONTH => &[RURAL],
            Kind::Table(sheet) if *sheet == TEKUN_MONTH => &[Scheme::Tekun],
            Kind::Table(sheet) if *sheet == DISABILITY_MONTH => &[LIVING, CARE],
            Kind::Table(sheet) if *sheet == CHANGES => &[URBAN, RURAL, Scheme::Tekun, LIVING, CARE],
            // Amounts of a relief are decided, not computed; visits and the set itself print none of their own.
            Kind::List(List::Temporary | List::TemporarySummary) | Kind::Table(_) | Kind::MonthEnd => &[],
        }
    }
}

/// The report of that name.
pub fn find(name: &str) -> Option<&'static Report> {
    ALL.iter().find(|r| r.name == name)
}
