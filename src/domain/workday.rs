//! 工作日: which days are worked, and the limits that count them.
//!
//! Must not know procedures or today; the rows of the office's calendar are handed in.
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// `date,kind,holiday,basis`: the days of 2020 to 2026 that differ from Monday to Friday, or are named by the yearly order; `rest` is a
/// day of rest, `work` a weekend that is worked (国办发明电, handbook 1.6).
const HOLIDAYS: &str = include_str!("holidays.csv");

/// A day that a yearly order names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ordered {
    /// The day, as it is stored.
    pub date: &'static str,
    /// Whether it is worked.
    pub is_workday: bool,
    /// The number of the order.
    pub basis: &'static str,
}

/// The days that the orders name, in order: what a new office's calendar begins with.
pub fn ordered() -> impl Iterator<Item = Ordered> {
    HOLIDAYS.lines().skip(1).filter_map(|line| {
        let mut cells = line.split(',');
        let (date, kind, _, basis) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        Some(Ordered { date, is_workday: kind == "work", basis })
    })
}

/// The office's calendar: Monday to Friday, plus the exceptions of the years it has rows for. It remembers for which years it was asked
/// without knowing them, so that whatever limit was computed over one can say so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Shared by all who ask.
    days: Arc<BTreeMap<NaiveDate, bool>>,
    unknown: RefCell<BTreeSet<i32>>,
}

impl Calendar {
    /// From the rows (date, is a workday) of the office.
    pub fn from_rows(rows: impl IntoIterator<Item = (NaiveDate, bool)>) -> Calendar {
        Calendar { days: Arc::new(rows.into_iter().collect()), unknown: RefCell::default() }
    }

    /// With the years shipped: 2020 to 2026.
    pub fn shipped() -> Calendar {
        Calendar::from_rows(
            ordered().filter_map(|day| Some((crate::domain::date::parse(day.date).ok()?, day.is_workday))),
        )
    }

    /// The same days, of which nothing has been asked yet.
    #[must_use]
    pub fn unasked(&self) -> Calendar {
        Calendar { days: Arc::clone(&self.days), unknown: RefCell::default() }
    }

    /// The years for which it was asked without knowing them.
    pub fn asked_unknown(&self) -> Vec<i32> {
        self.unknown.borrow().iter().copied().collect()
    }

    /// Is the day worked?
    pub fn is_workday(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if !self.known_year(day.year()) {
            self.unknown.borrow_mut().insert(day.year());
        }
        self.days.get(&day).copied().unwrap_or(!weekend)
    }

    /// Is the year's order entered? If not, limits fall back to Monday to Friday and a warning is due. Every order names 国庆; a single day
    /// may be named by the order of a neighbouring year (the 31 December of 元旦).
    pub fn known_year(&self, year: i32) -> bool {
        NaiveDate::from_ymd_opt(year, 10, 1).is_some_and(|day| self.days.contains_key(&day))
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
}

/// So many days a public notice (公示) lasts where no parameter says otherwise (decisions, Divisions and dates).
pub const NOTICE_DAYS: u32 = 7;

/// Last day of a public notice of so many days; the day of posting is day 0.
pub fn notice_last_day(posted: NaiveDate, days: u32) -> NaiveDate {
    later(posted, days)
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
        assert_eq!(notice_last_day(day("2021-09-27"), NOTICE_DAYS), day("2021-10-04"));
    }

    #[test]
    fn every_ordered_day_is_a_date_of_a_known_year() {
        let calendar = Calendar::shipped();
        assert_eq!((calendar.days.len(), ordered().count()), (256, 256));
        assert!((2020..=2026).all(|year| calendar.known_year(year)));
        assert!(!calendar.known_year(2019) && !calendar.known_year(2027));
        let worked: Vec<Ordered> = ordered().filter(|day| day.is_workday).collect();
        for day in &worked {
            assert!(matches!(self::day(day.date).weekday(), Weekday::Sat | Weekday::Sun), "{}", day.date);
        }
        assert_eq!(worked.len(), 46);
        assert!(ordered().all(|day| day.basis.starts_with("国办发明电〔")));
    }

    #[test]
    fn a_year_without_its_order_is_remembered_when_a_limit_runs_into_it() {
        let calendar = Calendar::shipped();
        assert_eq!(calendar.add_workdays(day("2026-12-01"), 10), day("2026-12-15"));
        assert_eq!(calendar.asked_unknown(), [0; 0]);
        calendar.add_workdays(day("2026-12-28"), 10);
        assert_eq!(calendar.asked_unknown(), [2027]);
        let fresh = calendar.unasked();
        assert_eq!(fresh.asked_unknown(), [0; 0]);
        fresh.workdays_between(day("2019-12-30"), day("2020-01-06"));
        assert_eq!(fresh.asked_unknown(), [2019]);
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
