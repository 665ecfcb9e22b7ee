//! 年月: a benefit month, `2021-11`.
//!
//! Must not know which month is open or today's.
use crate::domain::text::{clean, number, squeeze};
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// A calendar month between 1900-01 and 2100-12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

/// Reads a month as it is stored, `2021-11`, and in no other spelling.
pub fn stored(text: &str) -> Option<Month> {
    let [year @ .., b'-', m, n] = text.as_bytes() else { return None };
    let year = number(<&[u8; 4]>::try_from(year).ok()?)?;
    Month::new(i32::try_from(year).ok()?, number(&[*m, *n])?)
}

const FIRST: i32 = 1900 * 12;
const LAST: i32 = 2100 * 12 + 11;

impl Month {
    /// The month `month` (1 to 12) of `year` (1900 to 2100), `None` outside.
    pub fn new(year: i32, month: u32) -> Option<Month> {
        let month = i32::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
        if !(1900..=2100).contains(&year) {
            return None;
        }
        Some(Month(year * 12 + month - 1))
    }

    /// Reads `2021-11`, `2021.11`, `2021/11`, `202111`, `2021年11月` in any width; `None` for anything else.
    pub fn parse(text: &str) -> Option<Month> {
        stored(text).or_else(|| Month::spelled(&clean(text).replace(' ', "")))
    }

    fn spelled(text: &str) -> Option<Month> {
        let text = text.strip_suffix('月').unwrap_or(text);
        let digits = squeeze(text);
        let (year, month) = match text.split_once(['年', '-', '.', '/']) {
            Some(parts) => parts,
            None => digits.split_at_checked(4).filter(|(_, month)| month.len() == 2)?,
        };
        if year.len() != 4 || month.is_empty() || month.len() > 2 {
            return None;
        }
        Month::new(i32::try_from(number(year.as_bytes())?).ok()?, number(month.as_bytes())?)
    }

    /// The month of a day. A day outside 1900 to 2100 counts as the nearest month.
    pub fn of(day: NaiveDate) -> Month {
        let month = i32::try_from(day.month0()).unwrap_or(0);
        Month::clamped(i64::from(day.year()) * 12 + i64::from(month))
    }

    fn clamped(index: i64) -> Month {
        let index = index.clamp(i64::from(FIRST), i64::from(LAST));
        Month(i32::try_from(index).unwrap_or(FIRST))
    }

    /// Months since year 0: the distance between two months is the difference of their indexes.
    pub const fn index(self) -> i32 {
        self.0
    }

    /// The month of an [`index`](Month::index), `None` outside 1900 to 2100.
    pub fn from_index(index: i32) -> Option<Month> {
        (FIRST..=LAST).contains(&index).then_some(Month(index))
    }

    /// The year, 1900 to 2100.
    pub const fn year(self) -> i32 {
        self.0 / 12
    }

    /// The month of the year, 1 to 12.
    pub const fn month(self) -> u32 {
        (self.0 % 12).unsigned_abs() + 1
    }

    /// The month after (2100-12 stays).
    #[must_use]
    pub fn next(self) -> Month {
        self.plus(1)
    }

    /// The month before (1900-01 stays).
    #[must_use]
    pub fn prev(self) -> Month {
        self.plus(-1)
    }

    /// `months` later, or earlier when negative; stops at 1900-01 and 2100-12.
    #[must_use]
    pub fn plus(self, months: i32) -> Month {
        Month::clamped(i64::from(self.0) + i64::from(months))
    }

    /// Months from `earlier` to this one; negative when `earlier` is later.
    pub const fn months_since(self, earlier: Month) -> i32 {
        self.0 - earlier.0
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year(), self.month(), 1).unwrap_or_default()
    }

    /// Its last day, on which ages and rosters are counted.
    pub fn last_day(self) -> NaiveDate {
        let days = days_in(self.year(), self.month());
        NaiveDate::from_ymd_opt(self.year(), self.month(), days).unwrap_or_default()
    }

    /// Does the day lie in this month?
    pub fn contains(self, day: NaiveDate) -> bool {
        day.year() == self.year() && day.month() == self.month()
    }

    /// `2021年11月`, for screens and paper.
    pub fn zh(self) -> String {
        format!("{}年{}月", self.year(), self.month())
    }

    /// `202111`, for batch numbers and bank summaries.
    pub fn compact(self) -> String {
        format!("{:04}{:02}", self.year(), self.month())
    }
}

/// Days in a month of the Gregorian calendar; 0 for a month that does not exist.
pub const fn days_in(year: i32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings() {
        let want = Month::new(2021, 11);
        for text in ["2021-11", "202111", "2021年11月", "２０２１年１１月", "2021.11", " 2021/11 ", "2021 年 11 月"]
        {
            assert_eq!(Month::parse(text), want, "{text}");
        }
        assert_eq!(Month::parse("2021-9"), Month::new(2021, 9));
        for wrong in [
            "",
            "2021",
            "21-11",
            "2021-13",
            "2021-00",
            "2021-11-01",
            "1899-12",
            "2101-01",
            "2021-1a",
            "2021--1",
            "20219",
        ] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ends_of_the_calendar_hold() {
        let last = Month::new(2100, 12).unwrap();
        assert_eq!(last.next(), last);
        let first = Month::new(1900, 1).unwrap();
        assert_eq!(first.plus(i32::MIN), first);
        assert_eq!(Month::from_index(first.index() - 1), None);
    }

    #[test]
    fn texts_and_days() {
        let month = Month::new(2020, 2).unwrap();
        assert_eq!(
            (month.to_string(), month.zh(), month.compact()),
            ("2020-02".into(), "2020年2月".into(), "202002".into())
        );
        assert_eq!(month.last_day().to_string(), "2020-02-29");
        assert_eq!(Month::new(1900, 2).unwrap().last_day().to_string(), "1900-02-28");
        assert!(month.contains(month.first_day()) && !month.contains(month.next().first_day()));
    }

    proptest! {
        #[test]
        fn arithmetic(index in 1900 * 12..=2100 * 12 + 11, step in -60i32..60) {
            let month = Month::from_index(index).unwrap();
            prop_assert_eq!(Month::new(month.year(), month.month()), Some(month));
            prop_assert_eq!(Month::parse(&month.to_string()), Some(month));
            prop_assert_eq!(Month::parse(&month.zh()), Some(month));
            prop_assert_eq!(Month::of(month.last_day()), month);
            prop_assert_eq!(month.last_day().succ_opt(), Some(Month(index + 1).first_day()));
            prop_assert_eq!(month.next().prev().index(), index.min(LAST - 1));
            if let Some(later) = Month::from_index(index + step) {
                prop_assert_eq!(month.plus(step), later);
                prop_assert_eq!(later.months_since(month), step);
                prop_assert_eq!(later > month, step > 0);
            }
        }
    }
}
