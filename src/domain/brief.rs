//! Dates and months as a clerk writes them in haste: `3`, `0315`, `3.15`, seen from a day. What is written in full is read by
//! [`date::parse`] and [`Month::parse`], and means the same on every day.
//!
//! Must not know today: the day is an argument.
use crate::domain::date::{self, of_parts};
use crate::domain::month::Month;
use crate::domain::text::clean;
use chrono::{Datelike, NaiveDate};

/// The digits of a text in one or two parts: `3`, `0315` → `03` `15`, `3-15`, `3月15日`.
fn parts(text: &str) -> Option<Vec<u32>> {
    let bare = clean(text).replace(' ', "");
    let bare = bare.trim_end_matches(['日', '号']);
    if bare.len() == 4 && bare.bytes().all(|b| b.is_ascii_digit()) {
        return Some(vec![bare[..2].parse().ok()?, bare[2..].parse().ok()?]);
    }
    let parts: Vec<&str> = bare.split(['-', '.', '/', '月']).collect();
    let short = |p: &&str| (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit());
    if parts.len() > 2 || !parts.iter().all(short) {
        return None;
    }
    parts.iter().map(|p| p.parse().ok()).collect()
}

/// The date that a short text means: a day of this month, or month and day of this year. Where that lies ahead of the day and
/// the date may not, it is the month or the year before. `None` for what is no short date, and for what is one in full.
pub fn day_meant(text: &str, day: NaiveDate, may_lie_ahead: bool) -> Option<NaiveDate> {
    if date::parse(text).is_ok() {
        return None;
    }
    let fits = |d: &NaiveDate| may_lie_ahead || *d <= day;
    match parts(text)?[..] {
        [d] => {
            let this = Month::of(day);
            let near = [this, this.prev()].into_iter();
            near.filter_map(|m| of_parts(m.year(), m.month(), d).ok()).find(fits)
        }
        [m, d] => {
            let near = [day.year(), day.year() - 1].into_iter();
            near.filter_map(|y| of_parts(y, m, d).ok()).find(fits)
        }
        _ => None,
    }
}

/// The month that a short text means: a month of this year, or two digits of a year and the month (`2103`). `None` for what is
/// no short month, and for what is one in full.
pub fn month_meant(text: &str, day: NaiveDate) -> Option<Month> {
    if Month::parse(text).is_some() {
        return None;
    }
    match parts(text.trim_end_matches('月'))?[..] {
        [m] => Month::new(day.year(), m),
        [y, m] => Month::new(2000 + i32::try_from(y).ok()?, m),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_short_date_is_the_nearest_that_may_be() {
        let on = |today: &str, text: &str, ahead| day_meant(text, day(today), ahead).map(|d| d.to_string());
        for (today, text, meant) in [
            ("2021-12-31", "3", "2021-12-03"),
            ("2021-12-31", "０３", "2021-12-03"),
            ("2021-12-31", "0315", "2021-03-15"),
            ("2021-12-31", "3.15", "2021-03-15"),
            ("2021-12-31", "3月15日", "2021-03-15"),
            ("2021-12-31", "31", "2021-12-31"),
            ("2021-12-02", "3", "2021-11-03"),
            ("2022-01-10", "1215", "2021-12-15"),
            ("2022-01-02", "31", "2021-12-31"),
        ] {
            assert_eq!(on(today, text, false).as_deref(), Some(meant), "{text} on {today}");
        }
        assert_eq!(on("2021-12-02", "3", true).as_deref(), Some("2021-12-03"));
        assert_eq!(on("2022-01-10", "1215", true).as_deref(), Some("2022-12-15"));
        for no in ["", "0", "32", "1340", "0230", "123", "2021-03-15", "20210315", "x", "3-", "1-2-3"] {
            assert_eq!(on("2021-12-31", no, false), None, "{no}");
        }
    }

    #[test]
    fn a_short_month_is_one_of_this_year_or_has_two_digits_of_another() {
        let on = |text: &str| month_meant(text, day("2021-12-31")).map(|m| m.to_string());
        for (text, meant) in [("3", "2021-03"), ("3月", "2021-03"), ("2103", "2021-03"), ("22-1", "2022-01")] {
            assert_eq!(on(text).as_deref(), Some(meant), "{text}");
        }
        for no in ["", "13", "2113", "202103", "2021-03", "x"] {
            assert_eq!(on(no), None, "{no}");
        }
    }
}
