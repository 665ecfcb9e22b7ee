//! Whether a case is on the roster of a day: among the rows that the figures of its schemes count.

use crate::domain::month::Month;
use crate::figure::{Paying, Served, Window};
use crate::register::benefits::benefit::{Benefit, Covers};
use crate::store::figures::assistance::households;
use crate::store::figures::parts::Parts;
use crate::store::figures::personal;
use chrono::NaiveDate;

/// The condition that a case, under the alias `r`, is on the roster of the day.
pub(in crate::store) fn is_on_roster(benefit: &Benefit, day: NaiveDate) -> String {
    let (month, window) = (format!("'{}'", Month::of(day)), Window::On(day));
    let rows = benefit.names().map(|scheme| {
        let Parts { key, tables, common, only, .. } = match benefit.covers {
            Covers::Household(_) => households::roster(scheme, Paying::All, window),
            Covers::Person => personal::persons(scheme, Served::All, window),
        };
        format!("SELECT {key} FROM {tables} WHERE {common} AND {only}").replace(":month", &month)
    });
    format!("r.key IN ({})", rows.collect::<Vec<_>>().join(" UNION ALL "))
}
