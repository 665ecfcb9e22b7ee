//! What can be printed for a month: names as on the command line, titles as in the menu. A report is a declared table, a
//! declared list, or all of a month; how it becomes paper is not known here.

use super::roll::assistance::{dibao, disability, tekun};
use super::roll::children::kept::{self, Kept};
use super::roll::elderly::allowance;
use super::roll::{Paid, Roll};
use super::table::Sheet;
use super::tables::{
    ALLOWANCE_MONTH, CHANGES, CHILD_VISIT_MONTH, CHILDREN_FILES, DISABILITY_MONTH, DIVISIONS_MONTH, ELDERLY_VISITS,
    HOMECHECK, HOMES_MONTH, NAMES_MONTH, PETTY_FUND_MONTH, PUBLICITY_MONTH, RURAL_MONTH, SIGNS_MONTH, TEKUN_MONTH,
    TEMPORARY_MONTH, URBAN_MONTH,
};
use super::tables::{BURIAL_CHECK_MONTH, DEATH_MONTH};
use crate::domain::scheme::Scheme;
use crate::register::benefits::benefit::Monthly;
use crate::register::monthly_schemes;

/// A report.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Report {
    /// Its name on the command line: `dibao-urban`.
    pub name: &'static str,
    /// Its name in a menu: 城市低保月报.
    pub label: &'static str,
    /// What it is.
    pub kind: Kind,
    /// The topics whose documents in force it names beneath.
    pub basis: &'static [&'static str],
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
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum List {
    /// What the normal batch of a scheme pays each case: a 发放花名册.
    Paid(Scheme, &'static Roll<Paid>),
    /// The same added up by what a batch keeps sums of: a 发放汇总表.
    Sums(Scheme, &'static Roll<Paid>),
    /// 特困人员增减变动表.
    TekunChanges,
    /// 残疾人两项补贴发放花名册, of both or one.
    Subsidy(&'static [Scheme]),
    /// 临时救助发放花名册.
    Temporary,
    /// 临时救助汇总表.
    TemporarySummary,
    /// 适老化改造进度表.
    Adaptations,
    /// T-EL7 等级评定台账.
    Grades,
    /// T-EL2 高龄津贴增减变动表.
    AllowanceChanges,
    /// 失败退回清单.
    Returns,
    /// 公示表.
    Notice,
    /// What the normal batch of 孤儿 or 事实无人抚养儿童 pays each child (T-CH1, T-CH2).
    Kept(Scheme, &'static Roll<Kept>),
    /// T-CH3 儿童福利对象增减变动表.
    ChildTurns,
    /// T-CH8 18周岁预警表.
    SoonOfAge,
    /// T-CH6 福彩圆梦发放表.
    Dreams,
    /// T-CH7 儿童督导员主任名册.
    ChildWorkers,
    /// T-FN4 市场检查收缴统计.
    MarketChecks,
    /// T-FN6 惠民殡葬结算表.
    FuneralReliefs,
    /// T-BD1 界线界桩基本情况.
    Lines,
    /// T-BD2 联检进度.
    Joints,
    /// T-BD3 争议台账.
    Disputes,
    /// T-FN3 灵棚举报处理台账.
    Tents,
    /// T-FN8 死亡停发清单.
    StopsOfDeaths,
    /// T-FN7 三方比对差异表.
    DeathLists,
    /// T-PN1 地名命名更名销名审批台账.
    NameCases,
    /// T-PN2 标准地名录.
    StandardNames,
    /// T-FN2 死亡人员名册.
    Deceased,
}

/// What the list of what a death stopped is called.
pub const STOPS: &str = "死亡停发清单";

const URBAN: Scheme = Scheme::DibaoUrban;
const RURAL: Scheme = Scheme::DibaoRural;
const TEKUN: Scheme = Scheme::Tekun;
const LIVING: Scheme = Scheme::DisabilityLiving;
const ELDERLY: Scheme = Scheme::Elderly;
const CARE: Scheme = Scheme::DisabilityCare;

const fn table(name: &'static str, label: &'static str, sheet: &'static Sheet) -> Report {
    Report { name, label, kind: Kind::Table(sheet), basis: &[] }
}

const fn list(name: &'static str, label: &'static str, list: List) -> Report {
    Report { name, label, kind: Kind::List(list), basis: &[] }
}

/// Topics whose documents a report names (services 4.0, 5.0).
const FUNERAL: &[&str] = &["funeral", "funeral-province"];
const PLACES: &[&str] = &["place", "place-detail", "place-filing"];
const DIVISION: &[&str] = &["division", "division-detail"];
const BOUNDARY: &[&str] = &["boundary", "boundary-marker", "dispute"];

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
    table("elderly-homes", "养老机构基本情况月报", &HOMES_MONTH),
    list("summary-dibao-urban", "城市低保金发放汇总表", List::Sums(URBAN, &dibao::SUMMARY)),
    list("summary-dibao-rural", "农村低保金发放汇总表", List::Sums(RURAL, &dibao::SUMMARY)),
    list("summary-tekun", "特困人员供养金发放汇总表", List::Sums(TEKUN, &tekun::SUMMARY)),
    list("summary-disability-living", "困难残疾人生活补贴发放汇总表", List::Sums(LIVING, &disability::SUMMARY)),
    list("summary-disability-care", "重度残疾人护理补贴发放汇总表", List::Sums(CARE, &disability::SUMMARY)),
    list("summary-temporary", "临时救助汇总表", List::TemporarySummary),
    list("tekun-changes", "特困人员增减变动表", List::TekunChanges),
    list("tekun-institutions", "集中供养资金拨付表", List::Paid(TEKUN, &tekun::INSTITUTIONS)),
    list("returns", "失败退回清单", List::Returns),
    list("roll-dibao-urban", "城市低保金发放花名册", List::Paid(URBAN, &dibao::ROLL)),
    list("roll-dibao-rural", "农村低保金发放花名册", List::Paid(RURAL, &dibao::ROLL)),
    list("roll-tekun", "特困人员供养金发放花名册(分散)", List::Paid(TEKUN, &tekun::ROLL)),
    list("roll-disability", "残疾人两项补贴发放花名册", List::Subsidy(&[LIVING, CARE])),
    list("roll-disability-living", "困难残疾人生活补贴发放花名册", List::Subsidy(&[LIVING])),
    list("roll-disability-care", "重度残疾人护理补贴发放花名册", List::Subsidy(&[CARE])),
    list("roll-temporary", "临时救助发放花名册", List::Temporary),
    list("notice", "救助对象公示表", List::Notice),
    table("elderly", "高龄津贴汇总表", &ALLOWANCE_MONTH),
    list("summary-elderly", "高龄津贴发放汇总表", List::Sums(ELDERLY, &allowance::SUMMARY)),
    list("elderly-changes", "高龄津贴增减变动表", List::AllowanceChanges),
    list("roll-elderly", "高龄津贴发放花名册", List::Paid(ELDERLY, &allowance::ROLL)),
    table("elderly-visits", "特殊困难老年人探访月报", &ELDERLY_VISITS),
    list("elderly-adaptations", "适老化改造进度表", List::Adaptations),
    list("elderly-grades", "养老机构等级评定台账", List::Grades),
    list("roll-orphans", "孤儿基本生活费发放花名册", List::Kept(Scheme::Orphans, &kept::ORPHANS)),
    list("summary-orphans", "孤儿基本生活费发放汇总表", List::Sums(Scheme::Orphans, &kept::SUMMARY)),
    list("roll-de-facto", "事实无人抚养儿童发放花名册", List::Kept(Scheme::DeFacto, &kept::DEFACTO)),
    list("summary-de-facto", "事实无人抚养儿童发放汇总表", List::Sums(Scheme::DeFacto, &kept::SUMMARY)),
    list("children-changes", "儿童福利对象增减变动表", List::ChildTurns),
    table("children", "儿童信息库汇总", &CHILDREN_FILES),
    table("division-month", "区划统计表", &DIVISIONS_MONTH).under(DIVISION),
    table("children-visits", "儿童走访月报", &CHILD_VISIT_MONTH),
    list("children-scholarships", "福彩圆梦孤儿助学发放表", List::Dreams),
    list("children-workers", "儿童督导员主任名册", List::ChildWorkers),
    list("children-eighteen", "18周岁预警表", List::SoonOfAge),
    list("funeral-relief", "惠民殡葬结算表", List::FuneralReliefs).under(FUNERAL),
    table("funeral-deaths", "死亡火化月报", &DEATH_MONTH).under(FUNERAL),
    list("funeral-deceased", "死亡人员名册", List::Deceased).under(FUNERAL),
    list("funeral-market", "殡葬市场检查收缴统计", List::MarketChecks).under(FUNERAL),
    table("funeral-publicity", "殡葬改革宣传发放统计", &PUBLICITY_MONTH).under(FUNERAL),
    table("places-signs", "地名标志维护月报", &SIGNS_MONTH).under(PLACES),
    list("boundary-lines", "界线界桩基本情况", List::Lines).under(BOUNDARY),
    list("boundary-inspections", "联检进度", List::Joints).under(BOUNDARY),
    list("boundary-disputes", "边界争议台账", List::Disputes).under(BOUNDARY),
    list("funeral-tents", "灵棚举报处理台账", List::Tents).under(FUNERAL),
    table("funeral-burials", "安葬(放)设施排查情况表", &BURIAL_CHECK_MONTH).under(FUNERAL),
    list("funeral-lists", "三方比对差异表", List::DeathLists).under(FUNERAL),
    list("funeral-stops", STOPS, List::StopsOfDeaths).under(FUNERAL),
    list("places-cases", "地名命名更名销名审批台账", List::NameCases).under(PLACES),
    list("places-names", "标准地名录", List::StandardNames).under(PLACES),
    table("places-month", "地名统计月报", &NAMES_MONTH).under(PLACES),
    Report { name: "month-end", label: "月末成套报表", kind: Kind::MonthEnd, basis: &[] },
];

impl Report {
    const fn under(self, basis: &'static [&'static str]) -> Report {
        Report { basis, ..self }
    }
    /// Whether making it reads most of the office's file.
    pub fn reads_most(&self) -> bool {
        matches!(self.kind, Kind::MonthEnd)
    }
    /// The schemes whose amounts it prints. Amounts of what is paid once are decided, not computed; the set itself prints none of its own.
    pub fn schemes(&self) -> Vec<Scheme> {
        let printed = |scheme: Scheme, monthly: &Monthly| match self.kind {
            Kind::List(List::Paid(of, _) | List::Sums(of, _) | List::Kept(of, _)) => of == scheme,
            Kind::List(List::Subsidy(of)) => of.contains(&scheme),
            Kind::List(List::TekunChanges) => scheme == TEKUN,
            Kind::List(List::AllowanceChanges) => scheme == ELDERLY,
            Kind::List(List::Notice) => monthly.lines.posted,
            Kind::List(List::Returns) => true,
            Kind::List(List::ChildTurns | List::SoonOfAge | List::Dreams) => false,
            Kind::List(List::Lines | List::Joints | List::Disputes) => false,
            Kind::List(List::Tents | List::StopsOfDeaths | List::Deceased | List::DeathLists) => false,
            Kind::List(List::NameCases | List::StandardNames) => false,
            Kind::List(
                List::Temporary
                | List::TemporarySummary
                | List::ChildWorkers
                | List::Adaptations
                | List::Grades
                | List::FuneralReliefs
                | List::MarketChecks,
            )
            | Kind::MonthEnd => false,
            Kind::Table(sheet) => {
                let sets = sheet.asks().into_iter().flat_map(|(_, measures)| measures).map(|m| m.sets().0);
                sets.filter_map(|set| set.heading()).any(|heading| heading == scheme.name())
            }
        };
        monthly_schemes().filter(|(scheme, monthly)| printed(*scheme, monthly)).map(|(scheme, _)| scheme).collect()
    }
}

/// The report of that name.
pub fn find(name: &str) -> Option<&'static Report> {
    ALL.iter().find(|r| r.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_names_the_schemes_whose_amounts_it_prints() {
        let said = |name: &str| {
            find(name).unwrap().schemes().into_iter().map(Scheme::batch_prefix).collect::<Vec<_>>().join(" ")
        };
        for (name, schemes) in [
            ("dibao-urban", "DBU"),
            ("dibao-rural", "DBR"),
            ("tekun", "TK"),
            ("disability", "CL CN"),
            ("temporary", ""),
            ("petty-fund", ""),
            ("homecheck", ""),
            ("summary-dibao-rural", "DBR"),
            ("summary-disability-care", "CN"),
            ("roll-tekun", "TK"),
            ("roll-disability", "CL CN"),
            ("roll-disability-living", "CL"),
            ("roll-temporary", ""),
            ("tekun-changes", "TK"),
            ("notice", "DBU DBR TK"),
            ("roll-orphans", "GE"),
            ("summary-de-facto", "SW"),
            ("children-changes", ""),
            ("month-end", ""),
        ] {
            assert_eq!(said(name), schemes, "{name}");
        }
        let all: Vec<Scheme> = monthly_schemes().map(|(scheme, _)| scheme).collect();
        assert_eq!(find("returns").unwrap().schemes(), all);
        let changes = find("changes").unwrap().schemes();
        assert!(changes.len() >= 5 && changes.iter().all(|scheme| all.contains(scheme)));
    }
}
