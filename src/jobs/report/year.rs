//! The figures of a year's report: each in the window and the rounding of the year's profile, and the rows behind each.

use crate::figure::{self, Figure, Profile, Quantity, Row};
use crate::store::{Answer, Store};
use std::collections::HashMap;

/// A figure of a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearLine {
    /// Which.
    pub figure: &'static Figure,
    /// Its window and rounding.
    pub profile: Profile,
    /// What it comes to.
    pub quantity: Quantity,
}

/// The rows behind a figure; a ratio has two sets.
#[derive(Clone, Debug, PartialEq)]
pub enum Behind {
    /// Those that are counted or added up.
    Rows(Vec<Row>),
    /// Those above and those below the line.
    Ratio(Vec<Row>, Vec<Row>),
}

impl YearLine {
    /// Exact, in its unit.
    pub fn value(&self) -> String {
        self.quantity.value(self.figure.unit).to_string()
    }
    /// What it is called in that window.
    pub fn label(&self) -> String {
        self.figure.label_over(self.profile.period)
    }
    /// As it is printed.
    pub fn shown(&self) -> String {
        self.quantity.shown(self.figure.unit, self.profile.round)
    }
}

/// Every figure that is built, for a year.
///
/// # Errors
/// The file cannot be read, or its profile.
pub fn year_lines(store: &Store, year: i32) -> Answer<Vec<YearLine>> {
    let profile = store.profile(year)?;
    figure::ALL.iter().map(|f| line_of(store, f, year, &profile)).collect()
}

/// One figure for a year.
///
/// # Errors
/// The file cannot be read, or its profile.
pub fn year_line(store: &Store, figure: &'static Figure, year: i32) -> Answer<YearLine> {
    line_of(store, figure, year, &store.profile(year)?)
}

fn line_of(store: &Store, f: &'static Figure, year: i32, all: &HashMap<String, Profile>) -> Answer<YearLine> {
    let profile = all.get(f.key).copied().unwrap_or_else(|| Profile::default_of(f, year));
    Ok(YearLine { figure: f, profile, quantity: store.measure(f.measure, profile.period.window())? })
}

/// The rows behind a figure; what they add, added up, is its quantity.
///
/// # Errors
/// The file cannot be read.
pub fn behind(store: &Store, line: &YearLine) -> Answer<Behind> {
    let window = line.profile.period.window();
    let (first, second) = line.figure.measure.sets();
    let rows = store.rows(first, window, line.figure.measure.adds_money())?;
    Ok(match second {
        None => Behind::Rows(rows),
        Some(under) => Behind::Ratio(rows, store.rows(under, window, false)?),
    })
}
