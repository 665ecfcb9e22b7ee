//! 工作日: which days are worked, and the limits that count them.
//!
//! Must not know procedures or today; the rows of the office's calendar are handed in.
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// Days of 2021 and 2022 that differ from Monday to Friday, or are named by the yearly order:
/// false is a day of rest, true a weekend that is worked (国办发明电〔2020〕27号, 〔2021〕11号; handbook 1.6).
pub const EXCEPTIONS: &[(&str, bool)] = &[
    ("2021-01-01", false),
    ("2021-01-02", false),
    ("2021-01-03", false),
    ("2021-02-07", true),
    ("2021-02-11", false),
    ("2021-02-12", false),
    ("2021-02-13", false),
    ("2021-02-14", false),
    ("2021-02-15", false),
    ("2021-02-16", false),
    ("2021-02-17", false),
    ("2021-02-20", true),
    ("2021-04-03", false),
    ("2021-04-04", false),
    ("2021-04-05", false),
    ("2021-04-25", true),
    ("2021-05-01", false),
    ("2021-05-02", false),
    ("2021-05-03", false),
    ("2021-05-04", false),
    ("2021-05-05", false),
    ("2021-05-08", true),
    ("2021-06-12", false),
    ("2021-06-13", false),
    ("2021-06-14", false),
    ("2021-09-18", true),
    ("2021-09-19", false),
    ("2021-09-20", false),
    ("2021-09-21", false),
    ("2021-09-26", true),
    ("2021-10-01", false),
    ("2021-10-02", false),
    ("2021-10-03", false),
    ("2021-10-04", false),
    ("2021-10-05", false),
    ("2021-10-06", false),
    ("2021-10-07", false),
    ("2021-10-09", true),
    ("2022-01-01", false),
    ("2022-01-02", false),
    ("2022-01-03", false),
    ("2022-01-29", true),
    ("2022-01-30", true),
    ("2022-01-31", false),
    ("2022-02-01", false),
    ("2022-02-02", false),
    ("2022-02-03", false),
    ("2022-02-04", false),
    ("2022-02-05", false),
    ("2022-02-06", false),
    ("2022-04-02", true),
    ("2022-04-03", false),
    ("2022-04-04", false),
    ("2022-04-05", false),
    ("2022-04-24", true),
    ("2022-04-30", false),
    ("2022-05-01", false),
    ("2022-05-02", false),
    ("2022-05-03", false),
    ("2022-05-04", false),
    ("2022-05-07", true),
    ("2022-06-03", false),
    ("2022-06-04", false),
    ("2022-06-05", false),
    ("2022-09-10", false),
    ("2022-09-11", false),
    ("2022-09-12", false),
    ("2022-10-01", false),
    ("2022-10-02", false),
    ("2022-10-03", false),
    ("2022-10-04", false),
    ("2022-10-05", false),
    ("2022-10-06", false),
    ("2022-10-07", false),
    ("2022-10-08", true),
    ("2022-10-09", true),
];

/// The office's calendar: Monday to Friday, plus the exceptions of the years it has rows for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    days: BTreeMap<NaiveDate, bool>,
    years: BTreeSet<i32>,
}

impl Calendar {
    /// From the rows (date, is a workday) of the office.
    pub fn from_rows(rows: impl IntoIterator<Item = (NaiveDate, bool)>) -> Calendar {
        let days: BTreeMap<NaiveDate, bool> = rows.into_iter().collect();
        let years = days.keys().map(NaiveDate::year).collect();
        Calendar { days, years }
    }

    /// With the years shipped: 2021 and 2022.
    pub fn shipped() -> Calendar {
        Calendar::from_rows(
            EXCEPTIONS.iter().filter_map(|(day, worked)| Some((crate::domain::date::parse(day).ok()?, *worked))),
        )
    }

    /// Is the day worked?
    pub fn is_workday(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.days.get(&day).copied().unwrap_or(!weekend)
    }

    /// Has the year rows? If not, limits fall back to Monday to Friday and a warning is due.
    pub fn known_year(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// The `n`-th workday after `day`: day 0 is the day of the act, day 1 the next workday. 0 gives `day`.
    pub fn add_workdays(&self, day: NaiveDate, n: u32) -> NaiveDate {
        let mut at = day;
        let mut left = n;
        while left > 0 {
            let Some(next) = at.succ_opt() else { return at };
            at = next;
            left -= u32::from(self.is_workday(at));
        }
        at
    }

    /// Workdays that have passed since `from` on `to`: those after `from` up to and with `to`; negative
    /// when `to` is earlier.
    pub fn workdays_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from {
            return -self.workdays_between(to, from);
        }
        let passed = from.iter_days().skip(1).take_while(|day| *day <= to);
        i64::try_from(passed.filter(|day| self.is_workday(*day)).count()).unwrap_or(i64::MAX)
    }

    /// Last day of a limit of `calendar_days` from `day` (day 0); on a day of rest it moves to the next
    /// workday (Civil Code arts. 201, 203).
    pub fn limit_end(&self, day: NaiveDate, calendar_days: u32) -> NaiveDate {
        let mut end = later(day, calendar_days);
        while !self.is_workday(end) {
            let Some(next) = end.succ_opt() else { return end };
            end = next;
        }
        end
    }

    /// First day a public notice (公示) of 7 days may be closed: the day after day 7, whatever day that is.
    pub fn notice_may_close(&self, posted: NaiveDate) -> NaiveDate {
        notice_may_close(posted)
    }
}

/// Last day of a public notice of 7 days; the day of posting is day 0.
pub fn notice_last_day(posted: NaiveDate) -> NaiveDate {
    later(posted, 7)
}

/// First day a public notice of 7 days may be closed, whatever day that is.
pub fn notice_may_close(posted: NaiveDate) -> NaiveDate {
    later(posted, 8)
}

fn later(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days))).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        crate::domain::date::parse(text).unwrap()
    }

    #[test]
    fn vectors_of_the_handbook() {
        let calendar = Calendar::shipped();
        for (n, want) in [
            (0, "2021-09-13"),
            (3, "2021-09-16"),
            (10, "2021-09-27"),
            (15, "2021-10-09"),
            (30, "2021-10-29"),
            (45, "2021-11-19"),
        ] {
            assert_eq!(calendar.add_workdays(day("2021-09-13"), n), day(want), "+{n}");
            assert_eq!(calendar.workdays_between(day("2021-09-13"), day(want)), i64::from(n));
            assert_eq!(calendar.workdays_between(day(want), day("2021-09-13")), -i64::from(n));
        }
        assert_eq!(notice_last_day(day("2021-09-27")), day("2021-10-04"));
        assert_eq!(calendar.notice_may_close(day("2021-09-27")), day("2021-10-05"));
    }

    #[test]
    fn every_exception_is_a_date_of_a_known_year() {
        let calendar = Calendar::shipped();
        assert_eq!(calendar.days.len(), EXCEPTIONS.len());
        assert!(calendar.known_year(2021) && calendar.known_year(2022) && !calendar.known_year(2023));
        let worked = EXCEPTIONS.iter().filter(|(_, worked)| *worked);
        for (text, _) in worked.clone() {
            assert!(matches!(day(text).weekday(), Weekday::Sat | Weekday::Sun), "{text}");
        }
        assert_eq!(worked.count(), 14);
    }

    #[test]
    fn a_limit_on_a_day_of_rest_moves_on() {
        let calendar = Calendar::shipped();
        // 30 September and seven days: the national holiday ends on the 7th
        assert_eq!(calendar.limit_end(day("2021-09-30"), 7), day("2021-10-08"));
        // a Saturday that is worked does not move
        assert_eq!(calendar.limit_end(day("2021-10-02"), 7), day("2021-10-09"));
        assert_eq!(calendar.limit_end(day("2021-11-06"), 7), day("2021-11-15"));
        let plain = Calendar::default();
        assert!(plain.is_workday(day("2021-10-01")) && !plain.is_workday(day("2021-10-09")));
        assert_eq!(plain.limit_end(day("2021-11-05"), 0), day("2021-11-05"));
    }
}
