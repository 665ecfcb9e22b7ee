//! The days on which an office works, those of the papers of an application, the months in which the standard rose. Must not know whose.

use super::rng::Rng;
use crate::domain::assistance::dibao::Kind;
use crate::domain::month::Month;
use crate::domain::parameter::Parameters;
use crate::domain::workday::{Calendar, NOTICE_DAYS, notice_last_day};
use crate::register::assistance::standards::standard_of;
use chrono::{Datelike, Days, NaiveDate};

/// A day of the calendar.
pub(crate) fn day(year: i32, month: u32, of_month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, of_month).unwrap_or_default()
}

/// A month of 2021.
pub(crate) fn month(of_2021: usize) -> Month {
    let january = Month::of(day(2021, 1, 1));
    january.plus(i32::try_from(of_2021).unwrap_or(1) - 1)
}

/// So many months that end with December 2021.
pub(crate) fn months(number: u32) -> impl Iterator<Item = Month> {
    let number = i32::try_from(number).unwrap_or(12);
    (1 - number..=0).map(|before| month(12).plus(before))
}

/// The weeks of 春节 before the first year that the calendar knows, by their first days.
const SPRING: [(i32, u32, u32); 6] =
    [(2014, 1, 31), (2015, 2, 18), (2016, 2, 7), (2017, 1, 27), (2018, 2, 15), (2019, 2, 4)];

/// On which days somebody is at the desk, signs and decides.
#[derive(Debug)]
pub(crate) struct Workdays(Calendar);

impl Workdays {
    /// By the office's calendar.
    pub(crate) fn of(calendar: &Calendar) -> Workdays {
        Workdays(calendar.unasked())
    }

    /// Whether a day is worked; of the years before the calendar begins, none of the weeks of 春节 and 国庆, not 元旦 or 劳动节.
    pub(crate) fn is_worked(&self, day: NaiveDate) -> bool {
        let begins = |(year, month, day): &(i32, u32, u32)| NaiveDate::from_ymd_opt(*year, *month, *day);
        let rests = || {
            matches!((day.month(), day.day()), (1 | 5, 1) | (10, 1..=7))
                || SPRING.iter().filter_map(begins).any(|first| (0..7).contains(&(day - first).num_days()))
        };
        self.0.is_workday(day) && (self.0.known_year(day.year()) || !rests())
    }

    /// The day, or the next one that is worked.
    pub(crate) fn from(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().find(|day| self.is_worked(*day)).unwrap_or(day)
    }

    /// So many working days later.
    pub(crate) fn after(&self, day: NaiveDate, days: u32) -> NaiveDate {
        self.0.add_workdays(day, days)
    }

    /// The day, or the last one before it that is worked.
    pub(crate) fn until(&self, day: NaiveDate) -> NaiveDate {
        self.back_from(day).next().unwrap_or(day)
    }

    /// So many working days before.
    pub(crate) fn before(&self, day: NaiveDate, days: usize) -> NaiveDate {
        self.back_from(day - Days::new(1)).nth(days - 1).unwrap_or(day)
    }

    fn back_from(&self, day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        day.iter_days().rev().filter(|day| self.is_worked(*day))
    }

    /// The first month whose batch knows of what was decided on a day.
    pub(crate) fn first_batch(&self, decided: NaiveDate) -> Month {
        let of = Month::of(decided);
        if decided <= drafting_day(&self.0, of) { of } else { of.next() }
    }
}

/// A working day of the month, not before the given one.
pub(crate) fn working_day(calendar: &Calendar, of: Month, of_month: u64) -> NaiveDate {
    let mut day = of.first_day() + Days::new(of_month - 1);
    while !calendar.is_workday(day) {
        day = day + Days::new(1);
    }
    day
}

/// Normal batches are made on this day of the month, or later.
pub(crate) const DRAFTED_ON: u64 = 6;

/// The day on which a month's normal batches are made.
pub(crate) fn drafting_day(calendar: &Calendar, of: Month) -> NaiveDate {
    working_day(calendar, of, DRAFTED_ON)
}

/// The months after a first one from which the standard of 低保 rose (提标), in the time of the office.
pub(crate) fn raises(parameters: &Parameters, kind: Kind, first: Month) -> Vec<Month> {
    let mut raises = Vec::new();
    let mut day = first.first_day();
    while let Some(next) = parameters.next_after(standard_of(kind), day).filter(|next| Month::of(*next) <= month(12)) {
        raises.push(Month::of(next));
        day = next;
    }
    raises
}

/// The days of the papers of an application, from 申请 to 确认 (assistance 2.5).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Papers {
    /// 申请.
    pub apply: NaiveDate,
    /// 受理.
    pub accept: NaiveDate,
    /// 初审.
    pub town: NaiveDate,
    /// 公示, from and to.
    pub notice: (NaiveDate, NaiveDate),
    /// 确认.
    pub decided: NaiveDate,
}

impl Papers {
    /// The longest way from the application to the decision, in days.
    pub(crate) const MOST: u64 = 58;

    /// Of what was confirmed on a day.
    pub(crate) fn until(decided: NaiveDate, workdays: &Workdays, rng: &mut Rng) -> Papers {
        let mut before = |day: NaiveDate, least: i64, most: i64| {
            workdays.until(day - Days::new(rng.within(least, most).unsigned_abs()))
        };
        let posted = before(decided, 9, 12);
        let town = before(posted, 0, 3);
        let accept = before(town, 6, 20);
        let apply = before(accept, 0, 3);
        Papers { apply, accept, town, notice: (posted, notice_last_day(posted, NOTICE_DAYS)), decided }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_take_their_time_on_working_days() {
        let workdays = Workdays::of(&Calendar::shipped());
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(
            (workdays.from(day("2021-02-13")), workdays.until(day("2021-02-17"))),
            (day("2021-02-18"), day("2021-02-10"))
        );
        let mut rng = Rng::of(1, 2);
        for n in 0..700 {
            let decided = workdays.from(day("2020-02-03") + Days::new(n));
            let papers = Papers::until(decided, &workdays, &mut rng);
            let Papers { apply, accept, town, notice: (from, to), .. } = papers;
            assert!(apply <= accept && accept < town && town <= from && to < decided, "{papers:?}");
            assert!((decided - apply).num_days() <= Papers::MOST as i64, "{papers:?}");
            assert!([apply, accept, town, from].iter().all(|day| workdays.from(*day) == *day), "{papers:?}");
        }
    }
}
