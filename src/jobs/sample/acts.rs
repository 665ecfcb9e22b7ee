//! The acts of a part of the office: begun as its stories are told, and brought into the order of their days when all is told. Must not
//! know the file.

use super::days::day;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The key of the act that took the opening roster over from paper.
pub(crate) const TAKEN_OVER: i64 = 2;

/// The day the papers were taken over; what was decided later was entered on its own day.
pub(crate) fn taken_over_on() -> NaiveDate {
    day(2020, 12, 15)
}

/// An act, and the day on which it is done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At {
    /// Its key.
    pub act: i64,
    /// The business date.
    pub day: NaiveDate,
}

impl At {
    /// 来源 of a case that is entered then.
    pub(crate) fn origin(self) -> &'static str {
        if self.day <= taken_over_on() { "taken_over" } else { "applied" }
    }
}

/// When somebody does something.
pub(crate) struct Moment {
    /// The business date.
    pub day: NaiveDate,
    /// The clock's text.
    pub clock: String,
}

/// The acts of a part while it is told. They have numbers of their own after that of the take-over.
#[derive(Debug, Default)]
pub(crate) struct Acts {
    days: Vec<NaiveDate>,
    of_day: BTreeMap<NaiveDate, At>,
}

impl Acts {
    /// Another act on a day. What was decided before the papers were taken over is entered in the act that does that.
    pub(crate) fn begin(&mut self, day: NaiveDate) -> At {
        if day <= taken_over_on() {
            return At { act: TAKEN_OVER, day: taken_over_on() };
        }
        self.days.push(day);
        At { act: TAKEN_OVER + self.days.len() as i64, day }
    }

    /// The one act in which is entered whatever else is done on a day.
    pub(crate) fn of_day(&mut self, day: NaiveDate) -> At {
        if let Some(at) = self.of_day.get(&day) {
            return *at;
        }
        let at = self.begin(day);
        self.of_day.insert(day, at);
        at
    }

    /// All of them in the order of their days, the first with that key.
    pub(crate) fn in_order(self, first: i64) -> OrderedActs {
        let mut order: Vec<usize> = (0..self.days.len()).collect();
        order.sort_by_key(|nth| self.days[*nth]);
        let mut ordered = OrderedActs { first, keys: vec![first; self.days.len()], ..OrderedActs::default() };
        for (key, nth) in (first..).zip(&order) {
            ordered.keys[*nth] = key;
        }
        for of_day in order.chunk_by(|a, b| self.days[*a] == self.days[*b]) {
            for (place, nth) in of_day.iter().enumerate() {
                ordered.moments.push(Moment { day: self.days[*nth], clock: clock(place, of_day.len()) });
            }
        }
        ordered
    }
}

/// The acts of a part that is told.
#[derive(Default)]
pub(crate) struct OrderedActs {
    /// When they are done, in the order of their keys.
    pub moments: Vec<Moment>,
    /// The key of the first.
    pub first: i64,
    keys: Vec<i64>,
}

impl OrderedActs {
    /// The key of an act that was begun.
    pub(crate) fn key(&self, begun: i64) -> i64 {
        usize::try_from(begun - TAKEN_OVER - 1).ok().and_then(|nth| self.keys.get(nth)).copied().unwrap_or(TAKEN_OVER)
    }
}

/// The clock at the nth of so many acts of a day, spread over the hours of the desk: 8:30 to 12:00 and 14:30 to 17:30.
fn clock(nth: usize, of: usize) -> String {
    const MORNING: usize = 210;
    const SECONDS: usize = (MORNING + 180) * 60;
    let worked = SECONDS * (nth * 2 + 1) / (of * 2);
    let begins = if worked < MORNING * 60 { 8 * 3600 + 30 * 60 } else { 14 * 3600 + 30 * 60 - MORNING * 60 };
    let second = begins + worked;
    format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_follow_the_days_and_the_hours_of_the_desk() {
        let mut acts = Acts::default();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let late = acts.begin(day("2021-03-02"));
        let (early, again) = (acts.of_day(day("2021-03-01")), acts.of_day(day("2021-03-01")));
        let second = acts.begin(day("2021-03-02"));
        assert_eq!((early.act, acts.begin(day("2020-12-15")).act), (again.act, TAKEN_OVER));
        let ordered = acts.in_order(40);
        assert_eq!([early, late, second].map(|at| ordered.key(at.act)), [40, 41, 42]);
        assert_eq!(ordered.key(TAKEN_OVER), TAKEN_OVER);
        let clocks: Vec<&str> = ordered.moments.iter().map(|m| m.clock.as_str()).collect();
        assert_eq!(clocks, ["11:45:00", "10:07:30", "15:52:30"]);
    }
}
