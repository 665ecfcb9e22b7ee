//! The published figures, one entry each; keys, labels and units are those of the bureau's yearly report. None of them knows a
//! period: the profile of a year does.

use super::row_set::{DIBAO_MONEY, HOUSEHOLD_IN, HOUSEHOLD_OUT, PERSON_IN, PERSON_OUT};
use super::sets::{
    ADAPTED, APPROVED, ASSESSED, BANNERS, BURIAL_CHECKS, CASES, CONTESTANTS, DELEGATES, DIRECTORS, DREAMS, GIVEN_OUT,
    GOODS, HOME, LEAFLETS, PAPER, PLANNED, POSTERS, SEIZED, SUPERVISORS, TENTS, TOLD, TOWNS, TRAINED, VILLAGES,
    VISITED,
};
use super::{Bank, Dead, Effect, Figure, Group, Is, Measure, Part, Paying, RowSet, Served, Support, Unit};
use crate::domain::param::Param;
use crate::domain::rounding::RoundTo;

/// 城市低保.
pub(super) const URBAN: &str = "dibao-urban";
/// 农村低保.
pub(super) const RURAL: &str = "dibao-rural";

/// 困难残疾人生活补贴.
pub(super) const LIVING: &str = "disability-living";
/// 重度残疾人护理补贴.
pub(super) const CARE: &str = "disability-care";
/// Records of these schemes.
pub(super) const OF_URBAN: &[Is] = &[("scheme", &[URBAN])];
pub(super) const OF_RURAL: &[Is] = &[("scheme", &[RURAL])];
pub(super) const OF_DIBAO: &[Is] = &[("scheme", &[URBAN, RURAL])];
/// Changes that bring a person into 特困, and that take one out.
pub(super) const CASE_IN: &[&str] = &["01", "09"];
pub(super) const CASE_OUT: &[&str] = &["06", "10"];
const MONTHS_AT_HOME: RowSet = RowSet::SupportLines(Support::Dispersed, Part::Months);
const MONTHS_HOUSED: RowSet = RowSet::SupportLines(Support::Concentrated, Part::Months);

/// Numbers added up: months over lines (人次 as person-months paid), households of a plan.
const fn added(key: &'static str, label: &'static str, unit: Unit, set: RowSet) -> Figure {
    Figure { key, label, measure: Measure::Sum(set), unit, round: RoundTo::Exact }
}

const fn count(key: &'static str, label: &'static str, unit: Unit, set: RowSet) -> Figure {
    Figure { key, label, measure: Measure::Count(set), unit, round: RoundTo::Exact }
}

const fn wan(key: &'static str, label: &'static str, set: RowSet) -> Figure {
    Figure { key, label, measure: Measure::Sum(set), unit: Unit::Wan, round: RoundTo::HalfUp(2) }
}

/// 人均补差: awards of the month by persons of the roster, the suspended left out of both (decisions, Cases).
pub(super) const fn topup(scheme: &'static str) -> Measure {
    Measure::Ratio(RowSet::Roster(scheme, Paying::Only), RowSet::RosterPersons(scheme, Paying::Only, Group::All))
}

const fn mean(key: &'static str, label: &'static str, scheme: &'static str) -> Figure {
    Figure { key, label, measure: topup(scheme), unit: Unit::YuanAPersonAMonth, round: RoundTo::HalfUp(2) }
}

const fn standard(key: &'static str, label: &'static str, parameter: Param) -> Figure {
    let measure = Measure::Value(RowSet::Parameter(parameter));
    Figure { key, label, measure, unit: Unit::YuanAMonth, round: RoundTo::Exact }
}

/// Every published figure that is built, in the order of the report.
pub static ALL: &[Figure] = &[
    count("dibao.urban.households", "城市低保在保户数", Unit::Household, RowSet::Roster(URBAN, Paying::All)),
    count(
        "dibao.urban.persons",
        "城市低保在保人数",
        Unit::Person,
        RowSet::RosterPersons(URBAN, Paying::All, Group::All),
    ),
    mean("dibao.urban.topup", "城市低保人均补差", URBAN),
    count("dibao.rural.households", "农村低保在保户数", Unit::Household, RowSet::Roster(RURAL, Paying::All)),
    count(
        "dibao.rural.persons",
        "农村低保在保人数",
        Unit::Person,
        RowSet::RosterPersons(RURAL, Paying::All, Group::All),
    ),
    mean("dibao.rural.topup", "农村低保人均补差", RURAL),
    wan("dibao.paid", "城乡低保一卡通累计发放", RowSet::Lines(&[URBAN, RURAL], DIBAO_MONEY, Bank::Paid)),
    standard("dibao.rural.standard", "农村低保标准", Param::RuralStandard),
    count(
        "dibao.urban.added.households",
        "新增城市低保户({period})",
        Unit::Household,
        RowSet::Changes(URBAN, HOUSEHOLD_IN, Effect::In),
    ),
    count("dibao.urban.added.persons", "新增城市低保人({period})", Unit::Person, RowSet::Entered(URBAN, PERSON_IN)),
    count(
        "dibao.urban.removed.households",
        "核减城市低保户({period})",
        Unit::Household,
        RowSet::Changes(URBAN, HOUSEHOLD_OUT, Effect::Out),
    ),
    count("dibao.urban.removed.persons", "核减城市低保人({period})", Unit::Person, RowSet::Left(URBAN, PERSON_OUT)),
    count(
        "dibao.rural.added.households",
        "新增农村低保户({period})",
        Unit::Household,
        RowSet::Changes(RURAL, HOUSEHOLD_IN, Effect::In),
    ),
    count("dibao.rural.added.persons", "新增农村低保人({period})", Unit::Person, RowSet::Entered(RURAL, PERSON_IN)),
    count(
        "dibao.rural.removed.households",
        "核减农村低保户({period})",
        Unit::Household,
        RowSet::Changes(RURAL, HOUSEHOLD_OUT, Effect::Out),
    ),
    count("dibao.rural.removed.persons", "核减农村低保人({period})", Unit::Person, RowSet::Left(RURAL, PERSON_OUT)),
    count("temporary.cases", "临时救助人次({period})", Unit::PersonTime, APPROVED.all()),
    wan("temporary.amount", "临时救助金额({period})", APPROVED.all()),
    count("homecheck.households", "低保上户排查户数", Unit::Household, VISITED.only(OF_DIBAO)),
    count("homecheck.urban", "其中城市低保", Unit::Household, VISITED.only(OF_URBAN)),
    count("homecheck.rural", "其中农村低保", Unit::Household, VISITED.only(OF_RURAL)),
    count("tekun.persons", "特困供养在保人数", Unit::Person, RowSet::Persons("tekun", Served::All)),
    count("tekun.added", "新增特困供养人员", Unit::Person, RowSet::PersonChanges("tekun", CASE_IN, None)),
    count(
        "tekun.added.transferred",
        "其中市福利院政策性迁入",
        Unit::Person,
        RowSet::PersonChanges("tekun", CASE_IN, Some("3")),
    ),
    count("tekun.removed", "取消特困供养", Unit::Person, RowSet::PersonChanges("tekun", CASE_OUT, None)),
    added("tekun.dispersed.payments", "分散供养累计发放人次", Unit::PersonTime, MONTHS_AT_HOME),
    wan("tekun.dispersed.living", "分散供养金", RowSet::SupportLines(Support::Dispersed, Part::Living)),
    wan("tekun.dispersed.care", "分散供养护理费", RowSet::SupportLines(Support::Dispersed, Part::Care)),
    added("tekun.concentrated.payments", "集中供养累计发放人次", Unit::PersonTime, MONTHS_HOUSED),
    wan("tekun.concentrated.living", "集中供养金", RowSet::SupportLines(Support::Concentrated, Part::Living)),
    wan("tekun.concentrated.care", "集中供养护理费", RowSet::SupportLines(Support::Concentrated, Part::Care)),
    standard("disability.living.rate", "困难残疾人生活补贴标准", Param::LivingRate),
    standard("disability.care.rate", "重度残疾人护理补贴标准", Param::CareRate),
    added("disability.living.payments", "困难残疾人生活补贴人次", Unit::WanPersonTime, RowSet::SubsidyMonths(LIVING)),
    wan("disability.living.amount", "困难残疾人生活补贴金额", RowSet::Lines(&[LIVING], DIBAO_MONEY, Bank::Paid)),
    added("disability.care.payments", "重度残疾人护理补贴人次", Unit::WanPersonTime, RowSet::SubsidyMonths(CARE)),
    wan("disability.care.amount", "重度残疾人护理补贴金额", RowSet::Lines(&[CARE], DIBAO_MONEY, Bank::Paid)),
    wan("disability.amount", "两项补贴合计", RowSet::Lines(&[LIVING, CARE], DIBAO_MONEY, Bank::Paid)),
    count("children.directors_trained", "参训村居儿童主任", Unit::Piece, TRAINED.only(DIRECTORS)),
    count("children.supervisors_trained", "参训镇街儿童督导员", Unit::Piece, TRAINED.only(SUPERVISORS)),
    added("elderly.adaptations.planned", "适老化改造任务", Unit::Household, PLANNED.all()),
    count("elderly.adaptations.done", "适老化改造完成", Unit::Household, ADAPTED.all()),
    count("elderly.contestants", "护理员竞赛人数", Unit::Person, CONTESTANTS.all()),
    count("elderly.contest_delegates", "参加省市竞赛选派", Unit::Person, DELEGATES.all()),
    wan("children.orphans.amount", "孤儿生活费", RowSet::Lines(&["orphans"], DIBAO_MONEY, Bank::Paid)),
    wan(
        "children.de_facto.amount",
        "事实无人抚养儿童生活保障金",
        RowSet::Lines(&["de-facto"], DIBAO_MONEY, Bank::Paid),
    ),
    wan("children.scholarship.amount", "18岁以上孤儿福彩助学金", DREAMS.all()),
    count("ability.valid", "有效能力评估", Unit::Person, ASSESSED.all()),
    count("ability.able", "能力完好", Unit::Person, ASSESSED.only(&[("level", &["0"])])),
    count("ability.mild", "轻度失能", Unit::Person, ASSESSED.only(&[("level", &["1"])])),
    count("ability.moderate", "中度失能", Unit::Person, ASSESSED.only(&[("level", &["2"])])),
    count("ability.severe", "重度失能", Unit::Person, ASSESSED.only(&[("level", &["3"])])),
    count("ability.complete", "完全失能", Unit::Person, ASSESSED.only(&[("level", &["4"])])),
    count("places.streets", "镇街", Unit::Piece, TOWNS),
    count("places.villages", "村居", Unit::Piece, VILLAGES),
    count("elderly.institutions", "养老机构", Unit::Home, HOME),
    count("funeral.reports", "私搭灵棚举报", Unit::Case, TENTS.all()),
    Figure {
        key: "funeral.cremation_rate",
        label: "火化率",
        measure: Measure::Share(RowSet::Deaths(Dead::Cremated), RowSet::Deaths(Dead::Rated)),
        unit: Unit::Rate,
        round: RoundTo::HalfUp(2),
    },
    Figure {
        key: "funeral.facility_cases",
        label: "违规建设经营查处",
        measure: Measure::Among(BURIAL_CHECKS.only(CASES), BURIAL_CHECKS.all()),
        unit: Unit::Case,
        round: RoundTo::Exact,
    },
    added("funeral.paper_seized", "收缴烧纸", Unit::Kilo, SEIZED.only(PAPER)),
    added("funeral.goods_seized", "收缴祭祀用品", Unit::Article, SEIZED.only(GOODS)),
    added("funeral.leaflets", "发放宣传资料", Unit::Copy, GIVEN_OUT.only(LEAFLETS)),
    added("funeral.banners", "悬挂横幅", Unit::Strip, GIVEN_OUT.only(BANNERS)),
    added("funeral.posters", "张贴海报", Unit::Copy, GIVEN_OUT.only(POSTERS)),
    count("funeral.merchants", "签订告知书商户", Unit::Home, TOLD.all()),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique() {
        for (i, f) in ALL.iter().enumerate() {
            assert!(ALL[i + 1..].iter().all(|g| g.key != f.key), "{} twice", f.key);
        }
    }
}
