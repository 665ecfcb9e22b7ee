//! 报告口径: which window a figure covers in the report of a year, and how it is printed. The rows are data of the office
//! (register `profile`); without a row a figure covers the whole year, or stands on its last day.

use super::{Figure, Measure, Window};
use crate::domain::date;
use crate::domain::month::Month;
use crate::domain::rounding::RoundTo;
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// A period as it is written in a profile and in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// `@2021-11-30`: on that day.
    Day(NaiveDate),
    /// `2021-01..2021-11`: months, both included.
    Months(Month, Month),
    /// `2021-12`: one month.
    Month(Month),
    /// `2021`: the whole year.
    Year(i32),
}

impl Period {
    /// Reads one; `None` for anything else, and for months in the wrong order.
    pub fn parse(text: &str) -> Option<Period> {
        if let Some(day) = text.strip_prefix('@') {
            return date::stored(day).map(Period::Day);
        }
        if let Some((first, last)) = text.split_once("..") {
            let (first, last) = (month(first)?, month(last)?);
            return (first <= last).then_some(Period::Months(first, last));
        }
        if text.len() == 4 {
            let year = text.parse().ok()?;
            return Month::new(year, 1).map(|_| Period::Year(year));
        }
        month(text).map(Period::Month)
    }
    /// The window it means.
    pub fn window(self) -> Window {
        match self {
            Period::Day(day) => Window::On(day),
            Period::Months(first, last) => Window::Over(first, last),
            Period::Month(month) => Window::month(month),
            Period::Year(year) => {
                let first = Month::new(year, 1).unwrap_or(Month::of(NaiveDate::default()));
                Window::Over(first, first.plus(11))
            }
        }
    }
    /// As a label says it: `1-11月`, `12月`, `11月30日`; with the years where there are two.
    pub fn zh(self) -> String {
        match self {
            Period::Day(day) => format!("{}月{}日", day.month(), day.day()),
            Period::Month(month) => format!("{}月", month.month()),
            Period::Year(_) => "1-12月".to_owned(),
            Period::Months(first, last) if first == last => format!("{}月", first.month()),
            Period::Months(first, last) if first.year() == last.year() => {
                format!("{}-{}月", first.month(), last.month())
            }
            Period::Months(first, last) => format!("{}至{}", first.zh(), last.zh()),
        }
    }
    /// Without a profile: the year, or for a stock its last day, for a standard its last month.
    pub fn of_year(figure: &Figure, year: i32) -> Period {
        match (Month::new(year, 12), figure.measure) {
            (Some(december), Measure::Value(_)) => Period::Month(december),
            (Some(december), _) if figure.measure.is_stock() => Period::Day(december.last_day()),
            _ => Period::Year(year),
        }
    }
}

/// A month in its one written form.
fn month(text: &str) -> Option<Month> {
    let (year, number) = text.split_once('-')?;
    let month = Month::new(year.parse().ok()?, number.parse().ok()?)?;
    (month.to_string() == text).then_some(month)
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Day(day) => write!(f, "@{day}"),
            Period::Months(first, last) => write!(f, "{first}..{last}"),
            Period::Month(month) => write!(f, "{month}"),
            Period::Year(year) => write!(f, "{year}"),
        }
    }
}

/// One figure's line in the profile of a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profile {
    /// What it covers.
    pub period: Period,
    /// How it is printed.
    pub round: RoundTo,
}

impl Profile {
    /// A row of the register `profile`; `None` when a part of it cannot be read.
    pub fn parse(period: &str, round: &str) -> Option<Profile> {
        Some(Profile { period: Period::parse(period)?, round: RoundTo::from_text(round)? })
    }
    /// What holds where the office has no row.
    pub fn default_of(figure: &Figure, year: i32) -> Profile {
        Profile { period: Period::of_year(figure, year), round: figure.round }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_and_write_themselves() {
        for text in ["@2021-11-30", "2021-01..2021-11", "2021", "2021-12"] {
            assert_eq!(Period::parse(text).map(|p| p.to_string()).as_deref(), Some(text));
        }
        for text in ["", "@", "@2021-11-31", "2021-13", "2021-1", "2021-11..2021-01", "21", "全年"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_label_says_the_window_that_is_meant() {
        for (period, label) in [
            ("2021-01..2021-11", "新增城市低保户(1-11月)"),
            ("2022-01..2022-06", "新增城市低保户(1-6月)"),
            ("2022", "新增城市低保户(1-12月)"),
            ("2022-03", "新增城市低保户(3月)"),
            ("2021-12..2022-02", "新增城市低保户(2021年12月至2022年2月)"),
        ] {
            let figure = crate::figure::find("dibao.urban.added.households").unwrap();
            assert_eq!(figure.label_over(Period::parse(period).unwrap()), label);
            assert_eq!(figure.name(), "新增城市低保户");
        }
        // No label names a window of its own.
        for figure in crate::figure::ALL {
            assert!(!figure.label.contains(['年', '月']), "{}", figure.label);
        }
    }

    #[test]
    fn a_year_is_its_twelve_months() {
        let year = Period::parse("2021").map(Period::window);
        assert_eq!(year, Month::new(2021, 1).zip(Month::new(2021, 12)).map(|(a, b)| Window::Over(a, b)));
    }

    #[test]
    fn without_a_profile_a_stock_stands_on_the_last_day() {
        for (key, period) in [
            ("dibao.urban.households", "@2021-12-31"),
            ("dibao.paid", "2021"),
            ("dibao.rural.standard", "2021-12"),
            ("places.streets", "@2021-12-31"),
            ("temporary.cases", "2021"),
        ] {
            let figure = crate::figure::find(key).map(|f| Period::of_year(f, 2021).to_string());
            assert_eq!(figure.as_deref(), Some(period), "{key}");
        }
    }
}
