//! The published figures, one entry each; keys, labels and units are those of the bureau's yearly report. None of them knows a
//! period: the profile of a year does.

use super::row_set::{DIBAO_MONEY, HOUSEHOLD_IN, HOUSEHOLD_OUT, PERSON_IN, PERSON_OUT};
use super::{Bank, Effect, Figure, Group, Measure, Paying, Relief, RowSet, Unit};
use crate::domain::rounding::RoundTo;

/// 城市低保.
pub(super) const URBAN: &str = "dibao-urban";
/// 农村低保.
pub(super) const RURAL: &str = "dibao-rural";

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

const fn standard(key: &'static str, label: &'static str, parameter: &'static str) -> Figure {
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
    standard("dibao.rural.standard", "农村低保标准", "dibao.rural.month_fen"),
    count(
        "dibao.urban.added.households",
        "新增城市低保户(1-11月)",
        Unit::Household,
        RowSet::Changes(URBAN, HOUSEHOLD_IN, Effect::In),
    ),
    count("dibao.urban.added.persons", "新增城市低保人(1-11月)", Unit::Person, RowSet::Entered(URBAN, PERSON_IN)),
    count(
        "dibao.urban.removed.households",
        "核减城市低保户(1-11月)",
        Unit::Household,
        RowSet::Changes(URBAN, HOUSEHOLD_OUT, Effect::Out),
    ),
    count("dibao.urban.removed.persons", "核减城市低保人(1-11月)", Unit::Person, RowSet::Left(URBAN, PERSON_OUT)),
    count(
        "dibao.rural.added.households",
        "新增农村低保户(1-11月)",
        Unit::Household,
        RowSet::Changes(RURAL, HOUSEHOLD_IN, Effect::In),
    ),
    count("dibao.rural.added.persons", "新增农村低保人(1-11月)", Unit::Person, RowSet::Entered(RURAL, PERSON_IN)),
    count(
        "dibao.rural.removed.households",
        "核减农村低保户(1-11月)",
        Unit::Household,
        RowSet::Changes(RURAL, HOUSEHOLD_OUT, Effect::Out),
    ),
    count("dibao.rural.removed.persons", "核减农村低保人(1-11月)", Unit::Person, RowSet::Left(RURAL, PERSON_OUT)),
    count("temporary.cases", "临时救助人次(1-11月)", Unit::PersonTime, RowSet::Relief(Relief::All)),
    wan("temporary.amount", "临时救助金额(1-11月)", RowSet::Relief(Relief::All)),
    count("places.streets", "镇街", Unit::Piece, RowSet::Divisions("township")),
    count("places.villages", "村居", Unit::Piece, RowSet::Divisions("village")),
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
