//! The declared tables, one file each. A new table is a `Sheet` in a file here and a line in `report::ALL`.

mod dibao;

pub(super) use dibao::{RURAL_MONTH, URBAN_MONTH};

use super::table::{Ask, Column, column};
use super::{Bank, Measure, RowSet, Unit, When};

/// How many rows.
const fn count(set: RowSet, when: When) -> Ask {
    Ask { measure: Measure::Count(set), when }
}

/// How many in the month.
const fn flow(set: RowSet) -> Ask {
    count(set, When::Month)
}

/// Money that the bank paid.
const fn money(
    head: &'static [&'static str],
    schemes: &'static [&'static str],
    types: &'static [&'static str],
    when: When,
) -> Column {
    column(head, Measure::Sum(RowSet::Lines(schemes, types, Bank::Paid)), when, Unit::Yuan)
}
