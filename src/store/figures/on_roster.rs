//! Whether a case is on the roster of a day: among the rows that the figures of its schemes count.

use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::figure::{Paying, Served, Window};
use crate::register::benefits::benefit::Covers;
use crate::register::{Versions, benefit};
use crate::store::figures::assistance::{households, persons};
use crate::store::figures::parts::Parts;
use chrono::NaiveDate;

/// The condition that a case, under the alias `r`, is on the roster of the day.
pub(in crate::store) fn is_on_roster(versions: Versions, day: NaiveDate) -> String {
    let (month, window) = (format!("'{}'", Month::of(day)), Window::On(day));
    let rows = versions.schemes.iter().map(|scheme| {
        let covers = Scheme::from_name(scheme).and_then(benefit).map(|benefit| benefit.covers);
        let Parts { key, tables, common, only, .. } = match covers {
            Some(Covers::Household) => households::roster(scheme, Paying::All, window),
            Some(Covers::Person) | None => persons::persons(scheme, Served::All, window),
        };
        format!("SELECT {key} FROM {tables} WHERE {common} AND {only}").replace(":month", &month)
    });
    format!("r.key IN ({})", rows.collect::<Vec<_>>().join(" UNION ALL "))
}
