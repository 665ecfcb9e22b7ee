//! The declared tables, one file each. A new table is a `Sheet` in a file here and a line in `report::ALL`.

mod assistance;
mod children;
mod elderly;
mod funeral;
mod places;
pub(super) use assistance::changes::CHANGES;
pub(super) use assistance::dibao::{RURAL_MONTH, URBAN_MONTH};
pub(super) use assistance::disability::DISABILITY_MONTH;
pub(super) use assistance::homecheck::HOMECHECK;
pub(super) use assistance::petty_fund::PETTY_FUND_MONTH;
pub(super) use assistance::tekun::TEKUN_MONTH;
pub(super) use assistance::temporary::TEMPORARY_MONTH;
pub(super) use children::files::CHILDREN_FILES;
pub(super) use children::visits::CHILD_VISIT_MONTH;
pub(super) use elderly::allowance::ALLOWANCE_MONTH;
pub(super) use elderly::homes::HOMES_MONTH;
pub(super) use elderly::visits::ELDERLY_VISITS;
pub(super) use funeral::burials::BURIAL_CHECK_MONTH;
pub(super) use funeral::deaths::DEATH_MONTH;
pub(super) use funeral::publicity::PUBLICITY_MONTH;
pub(super) use places::divisions::DIVISIONS_MONTH;
pub(super) use places::names::NAMES_MONTH;
pub(super) use places::signs::SIGNS_MONTH;

use super::check::{Check, Step, Sums, minus, plus};
use super::column::{Ask, Content, TableColumn, column, count, sum};
use super::declared::{CASE_IN, CASE_OUT};
use super::households::{MOVED_IN, MOVED_OUT};
use super::{Bank, Measure, RowSet, Served, Unit, When};

/// How many in the month.
const fn flow(set: RowSet) -> Ask {
    count(set, When::Month)
}

/// Everyone on a roster of single persons.
const fn served(scheme: &'static str, when: When) -> Ask {
    count(RowSet::Persons(scheme, Served::All), when)
}

/// Changes of the month on such a roster.
const fn moved(scheme: &'static str, kinds: &'static [&'static str]) -> Ask {
    flow(RowSet::PersonChanges(scheme, kinds, None))
}

/// How such a roster comes to its end: 期初, 新增, those who left by the word of its trade (停发, 取消), and who moved from town to town.
const fn served_steps(scheme: &'static str, left: &'static str) -> [Step; 5] {
    [
        plus("期初", served(scheme, When::Start)),
        plus("新增", moved(scheme, CASE_IN)),
        minus(left, moved(scheme, CASE_OUT)),
        plus("区内迁入", moved(scheme, &[MOVED_IN])).rare(),
        minus("区内迁出", moved(scheme, &[MOVED_OUT])).rare(),
    ]
}

/// A column of something asked elsewhere too.
const fn asked(head: &'static [&'static str], ask: Ask, unit: Unit) -> TableColumn {
    TableColumn { head, content: Content::Ask(ask), unit }
}

/// Money that the bank paid.
const fn money(
    head: &'static [&'static str],
    schemes: &'static [&'static str],
    types: &'static [&'static str],
    when: When,
) -> TableColumn {
    column(head, Measure::Sum(RowSet::Lines(schemes, types, Bank::Paid)), when, Unit::Yuan)
}

/// Columns that add up to others.
const fn equal(label: &'static str, parts: &'static [usize], whole: &'static [usize]) -> Check {
    Check::Equal(Sums { label, parts, whole })
}

/// Columns that are at least as large as others.
const fn at_least(label: &'static str, parts: &'static [usize], whole: &'static [usize]) -> Check {
    Check::AtLeast(Sums { label, parts, whole })
}
