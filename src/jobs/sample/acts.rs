//! The acts of a part of the office, in the order of their days: one for each decision after the take-over, and one for each day on
//! which something of the other rosters was entered. Must not know the file.

use super::cases::CaseVersion;
use super::player::At;
use super::relief::Relief;
use super::rosters::Rosters;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The key of the act that took the opening roster over from paper.
pub(crate) const TAKEN_OVER: i64 = 2;

/// The day the papers were taken over; what was decided later was entered on its own day.
pub(crate) fn taken_over_on() -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 12, 15).unwrap_or_default()
}

/// When somebody does something.
pub(crate) struct Moment {
    /// The business date.
    pub day: NaiveDate,
    /// The clock's text.
    pub clock: String,
}

/// The acts of a part.
pub(crate) struct Acts {
    first: i64,
    /// The moments of the acts, the keys of which follow one another.
    pub moments: Vec<Moment>,
    /// The act of each version of each case.
    pub versions: Vec<Vec<i64>>,
    /// The act of each relief.
    pub relief: Vec<i64>,
    of_day: BTreeMap<NaiveDate, i64>,
}

impl Acts {
    /// Those of a part, from the next key on.
    pub(crate) fn of(next: &mut i64, versions: &[Vec<CaseVersion>], relief: &[Relief], rosters: &Rosters) -> Acts {
        let mut acts = Acts {
            first: *next,
            moments: Vec::new(),
            versions: versions.iter().map(|v| vec![TAKEN_OVER; v.len()]).collect(),
            relief: vec![TAKEN_OVER; relief.len()],
            of_day: BTreeMap::new(),
        };
        acts.decisions(versions, relief);
        acts.days(rosters);
        *next += acts.moments.len() as i64;
        acts
    }

    fn add(&mut self, day: NaiveDate, clock: String) -> i64 {
        self.moments.push(Moment { day, clock });
        self.first + self.moments.len() as i64 - 1
    }

    fn decisions(&mut self, versions: &[Vec<CaseVersion>], relief: &[Relief]) {
        let mut days: Vec<(NaiveDate, bool, usize, usize)> = Vec::new();
        for (case, versions) in versions.iter().enumerate() {
            for (nth, version) in versions.iter().enumerate().filter(|(_, v)| v.decided > taken_over_on()) {
                days.push((version.decided, false, case, nth));
            }
        }
        for (nth, relief) in relief.iter().enumerate() {
            days.push((relief.approve, true, nth, 0));
        }
        days.sort_unstable();
        for (nth, (day, is_relief, at, version)) in days.into_iter().enumerate() {
            let clock = format!("{:02}:{:02}:{:02}", 9 + nth / 7 % 8, nth * 11 % 60, nth * 37 % 60);
            let act = self.add(day, clock);
            if is_relief { self.relief[at] = act } else { self.versions[at][version] = act }
        }
    }

    fn days(&mut self, rosters: &Rosters) {
        let mut days: Vec<NaiveDate> = Vec::new();
        days.extend(rosters.supported.iter().flat_map(|s| s.versions.iter().map(|v| v.decided)));
        for drawing in &rosters.subsidies.drawings {
            days.push(drawing.decided);
            days.extend(drawing.end.map(|(_, day, _)| day));
        }
        days.extend(rosters.visits.iter().map(|v| v.day));
        days.extend(rosters.petty.iter().map(|e| e.day));
        days.retain(|d| *d > taken_over_on());
        days.sort_unstable();
        days.dedup();
        for day in days {
            let act = self.add(day, "17:40:00".to_owned());
            self.of_day.insert(day, act);
        }
    }

    /// The act of a day of the other rosters.
    pub(crate) fn of_day(&self, day: NaiveDate) -> i64 {
        self.of_day.get(&day).copied().unwrap_or(TAKEN_OVER)
    }

    /// An act with its day.
    pub(crate) fn at(&self, act: i64) -> At {
        let moment = usize::try_from(act - self.first).ok().and_then(|nth| self.moments.get(nth));
        At { act, day: moment.map_or_else(taken_over_on, |m| m.day) }
    }
}
