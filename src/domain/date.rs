//! 日期 as clerks write it, and 周岁.
//!
//! Must not know today: whether a date lies in the future is asked by whoever knows the business date.
use crate::domain::month::days_in;
use crate::domain::text::{clean, number, safe};
use chrono::{Datelike, NaiveDate};
use std::ops::RangeInclusive;

/// The years of dates.
const YEARS: RangeInclusive<i32> = 1900..=2100;

/// Why a text is not a date between 1900 and 2100.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateFault {
    /// Nothing was entered.
    #[error("日期未填, 请按 2021-09-13 填写")]
    Empty,
    /// Not a spelling of a date.
    #[error("日期“{0}”看不懂, 请按 2021-09-13 填写")]
    Spelling(String),
    /// Two digits of a year could mean two centuries.
    #[error("年份“{0}”须写四位, 如 2021")]
    ShortYear(String),
    /// The year is outside 1900 to 2100.
    #[error("年份 {0} 不合法, 应在 1900 至 2100 之间")]
    Year(i32),
    /// The month is outside 1 to 12.
    #[error("月份 {0} 不合法, 应为 1 至 12")]
    MonthOfYear(u32),
    /// The month has no such day.
    #[error("日期不合法: {year}年{month}月只有{last}天, 没有{day}日")]
    Day {
        /// The year asked for.
        year: i32,
        /// Its month.
        month: u32,
        /// The day it does not have.
        day: u32,
        /// The last day it has.
        last: u32,
    },
}

impl DateFault {
    /// Stable code of the slip.
    pub const fn code(&self) -> &'static str {
        "E-DT-001"
    }
}

/// Reads a date in the spellings clerks and spreadsheets use: `2021-09-13`, `20210913`, `2021.9.13`,
/// `2021/9/13`, `2021年9月13日`, any width, with or without a time of midnight behind it.
///
/// # Errors
/// A [`DateFault`] saying in Chinese what is wrong; years outside 1900 to 2100 are refused.
pub fn parse(text: &str) -> Result<NaiveDate, DateFault> {
    let cleaned = clean(text);
    if cleaned.is_empty() {
        return Err(DateFault::Empty);
    }
    if let Some(day) = stored(&cleaned).filter(|day| YEARS.contains(&day.year())) {
        return Ok(day);
    }
    let spelling = || DateFault::Spelling(safe(&cleaned));
    let bare = without_midnight(&cleaned).replace(' ', "");
    let parts = split(&bare).ok_or_else(spelling)?;
    let read = |part: &str, most: usize| number(part.as_bytes()).filter(|_| (1..=most).contains(&part.len()));
    let [Some(year), Some(month), Some(day)] = [read(parts[0], 4), read(parts[1], 2), read(parts[2], 2)] else {
        return Err(spelling());
    };
    if parts[0].len() < 4 {
        return Err(DateFault::ShortYear(parts[0].to_owned()));
    }
    of_parts(i32::try_from(year).map_err(|_| spelling())?, month, day)
}

/// Reads a date as it is stored, `2021-09-13`, and in no other spelling.
pub fn stored(text: &str) -> Option<NaiveDate> {
    let [year @ .., b'-', m, n, b'-', d, e] = text.as_bytes() else { return None };
    let year = i32::try_from(number(<&[u8; 4]>::try_from(year).ok()?)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[*m, *n])?, number(&[*d, *e])?)
}

/// The date of a year (1900 to 2100), month and day.
///
/// # Errors
/// The part that is wrong, and what it may be.
pub fn of_parts(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateFault> {
    if !YEARS.contains(&year) {
        return Err(DateFault::Year(year));
    }
    let last = days_in(year, month);
    if last == 0 {
        return Err(DateFault::MonthOfYear(month));
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateFault::Day { year, month, day, last })
}

/// Spreadsheets write dates with a time of midnight.
fn without_midnight(text: &str) -> &str {
    for tail in ["T00:00:00Z", "T00:00:00", " 00:00:00", " 0:00:00", " 0:00", " 00:00"] {
        if let Some(head) = text.strip_suffix(tail) {
            return head.trim_end_matches(' ');
        }
    }
    text
}

/// Year, month, day around one kind of separator, or as eight digits; mixed separators are no date.
fn split(text: &str) -> Option<[&str; 3]> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some([&text[..4], &text[4..6], &text[6..]]);
    }
    if let Some((year, rest)) = text.split_once('年') {
        let (month, rest) = rest.split_once('月')?;
        return Some([year, month, rest.strip_suffix(['日', '号']).unwrap_or(rest)]);
    }
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '-' | '.' | '/' | '\u{2013}' | '\u{2014}' | '\u{2212}' | '。' | '、') {
        return None;
    }
    let mut parts = text.split(separator);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    parts.next().is_none().then_some(three)
}

/// 周岁: completed years on `day`; the birthday itself counts. Who was born on 29 February has the
/// birthday on 28 February of other years (services handbook 1.2). `None` before birth.
pub fn age_on(birth: NaiveDate, day: NaiveDate) -> Option<u16> {
    if day < birth {
        return None;
    }
    let birthday = birthday_in(birth, day.year());
    let years = day.year() - birth.year() - i32::from(day < birthday);
    u16::try_from(years).ok()
}

/// The last day on which somebody was born who is so old on a day, or older.
pub fn born_by(age: u16, day: NaiveDate) -> NaiveDate {
    let born = birthday_in(day, day.year() - i32::from(age));
    // Who was born on 29 February has the birthday on the 28th of most years.
    born.succ_opt().filter(|next| age_on(*next, day).is_some_and(|years| years >= age)).unwrap_or(born)
}

/// The birthday of somebody born on `birth` in `year` (29 February becomes 28 February where it must).
pub fn birthday_in(birth: NaiveDate, year: i32) -> NaiveDate {
    let last = days_in(year, birth.month());
    NaiveDate::from_ymd_opt(year, birth.month(), birth.day().min(last)).unwrap_or(birth)
}

/// The day on which somebody born on `birth` reaches `age`.
pub fn reaches_age(birth: NaiveDate, age: u16) -> NaiveDate {
    birthday_in(birth, birth.year() + i32::from(age))
}

/// The last of some steps, each with the column of its day and its code, that has come by a day; none where nothing has. `on` gives the day
/// of a column.
pub fn last_come(
    steps: impl DoubleEndedIterator<Item = (&'static str, &'static str)>,
    day: NaiveDate,
    on: impl Fn(&str) -> Option<NaiveDate>,
) -> Option<&'static str> {
    steps.rev().find(|(col, _)| on(col).is_some_and(|came| came <= day)).map(|(_, code)| code)
}

/// `2021年9月13日`, for screens and paper.
pub fn zh(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        parse(text).unwrap()
    }

    #[test]
    fn spellings() {
        for text in [
            "2021-09-13",
            "20210913",
            "2021.9.13",
            "2021/9/13",
            "2021年9月13日",
            "２０２１－０９－１３",
            " 2021年09月13号",
            "2021 年 9 月 13 日",
            "2021-09-13 00:00:00",
            "2021-09-13T00:00:00",
            "2021/9/13 0:00",
        ] {
            assert_eq!(parse(text).map(|d| d.to_string()), Ok("2021-09-13".to_string()), "{text}");
        }
    }

    #[test]
    fn what_is_stored_has_one_spelling() {
        for text in ["", "2021-9-13", "2021-09-1", "20210913", " 2021-09-13", "2021-02-29", "2021-13-01", "+021-09-13"]
        {
            assert_eq!(stored(text), None, "{text}");
        }
    }

    #[test]
    fn faults_say_what_is_wrong() {
        for (text, want) in [
            ("", "日期未填"),
            ("2021-02-29", "日期不合法: 2021年2月只有28天, 没有29日"),
            ("20210431", "2021年4月只有30天"),
            ("2021-13-01", "月份 13 不合法"),
            ("2021-00-01", "月份 0 不合法"),
            ("2021-01-00", "没有0日"),
            ("1899-12-31", "年份 1899 不合法"),
            ("2101-01-01", "年份 2101 不合法"),
            ("21-9-13", "年份“21”须写四位"),
            ("2021-9.13", "看不懂"),
            ("2021-09", "看不懂"),
            ("昨天", "看不懂"),
            ("2021-09-13 10:00", "看不懂"),
            ("2021\u{202E}0913", "<U+202E>"),
        ] {
            let fault = parse(text).unwrap_err().to_string();
            assert!(fault.contains(want), "{text}: {fault}");
        }
    }

    #[test]
    fn ages_of_the_handbook() {
        for (birth, on, age) in [
            ("1941-03-15", "2021-03-14", Some(79)),
            ("1941-03-15", "2021-03-15", Some(80)),
            ("2004-02-29", "2022-02-27", Some(17)),
            ("2004-02-29", "2022-02-28", Some(18)),
            ("2004-02-29", "2024-02-28", Some(19)),
            ("2004-02-29", "2024-02-29", Some(20)),
            ("2021-12-31", "2021-12-31", Some(0)),
            ("2022-01-01", "2021-12-31", None),
        ] {
            assert_eq!(age_on(day(birth), day(on)), age, "{birth} {on}");
        }
        assert_eq!(reaches_age(day("2004-02-29"), 18), day("2022-02-28"));
    }

    proptest! {
        #[test]
        fn age_never_falls_and_steps_at_the_birthday(birth in 0i64..73_000, days in 0i64..30_000) {
            let birth = day("1900-01-01") + chrono::Days::new(birth.unsigned_abs());
            let on = birth + chrono::Days::new(days.unsigned_abs());
            let (today, tomorrow) = (age_on(birth, on).unwrap(), age_on(birth, on.succ_opt().unwrap()).unwrap());
            prop_assert!(tomorrow == today || tomorrow == today + 1);
            prop_assert_eq!(tomorrow > today, on.succ_opt().unwrap() == reaches_age(birth, tomorrow) && tomorrow > 0);
        }

        #[test]
        fn who_was_born_by_then_is_so_old(days in 0u64..30_000, age in 0u16..110) {
            let on = day("1990-01-01") + chrono::Days::new(days % 20_000);
            let last = born_by(age, on);
            prop_assert!(age_on(last, on).is_some_and(|years| years >= age));
            prop_assert!(last.succ_opt().and_then(|next| age_on(next, on)).is_none_or(|years| years < age));
        }

        #[test]
        fn printed_dates_read_back(days in 0u64..73_000) {
            let at = day("1900-01-01") + chrono::Days::new(days);
            prop_assert_eq!((parse(&at.to_string()), stored(&at.to_string())), (Ok(at), Some(at)));
            prop_assert_eq!(parse(&zh(at)), Ok(at));
            prop_assert_eq!(parse(&at.format("%Y%m%d").to_string()), Ok(at));
        }
    }
}
