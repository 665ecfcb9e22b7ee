//! Who goes out to visit, on which days, into which town: the pairs of the third party and those of 社工站.
//!
//! Must not know whom they visit.

use super::days::Workdays;
use super::rng::Rng;
use chrono::NaiveDate;

/// A pair of visitors goes into a town on one of so many working days, the nth of them.
type Going = (&'static str, &'static str, [usize; 2]);

/// The third party: four pairs, each out on every second working day, in one town.
const OF_THE_THIRD_PARTY: [Going; 7] = [
    ("贺志斌、欧阳晓敏", "430406004", [0, 2]),
    ("龙建军、成丽娟", "430406005", [0, 4]),
    ("龙建军、成丽娟", "430406400", [2, 4]),
    ("蒋文辉、廖雪梅", "430406002", [1, 4]),
    ("蒋文辉、廖雪梅", "430406001", [3, 4]),
    ("阳海波、谢春艳", "430406003", [1, 4]),
    ("阳海波、谢春艳", "430406100", [3, 4]),
];
/// 社工站: three, of whom two are out on a day.
const OF_SOCIAL_WORK: [Going; 7] = [
    ("伍思敏、凌志远", "430406001", [0, 7]),
    ("伍思敏、秦海燕", "430406002", [1, 7]),
    ("凌志远、秦海燕", "430406003", [2, 7]),
    ("伍思敏、凌志远", "430406004", [3, 7]),
    ("伍思敏、秦海燕", "430406005", [4, 7]),
    ("凌志远、秦海燕", "430406100", [5, 7]),
    ("凌志远、秦海燕", "430406400", [6, 7]),
];

/// How many households a pair visits on a day at most.
const A_DAY: usize = 12;

/// The days on which a pair is in a town, each with the visits made so far.
struct Round {
    visitors: &'static str,
    town: &'static str,
    days: Vec<(NaiveDate, usize)>,
}

/// All days of all pairs of those who visit.
pub(crate) struct Rounds {
    /// Of the third party, else of 社工站.
    pub third_party: bool,
    rounds: Vec<Round>,
}

impl Rounds {
    /// Those of the third party, from a day to another.
    pub(crate) fn of_the_third_party(workdays: &Workdays, first: NaiveDate, last: NaiveDate) -> Rounds {
        Rounds { third_party: true, rounds: rounds(&OF_THE_THIRD_PARTY, workdays, (first, last)) }
    }

    /// Those of 社工站.
    pub(crate) fn of_social_work(workdays: &Workdays, first: NaiveDate, last: NaiveDate) -> Rounds {
        Rounds { third_party: false, rounds: rounds(&OF_SOCIAL_WORK, workdays, (first, last)) }
    }

    /// A visit in a village on one of the days that suit: the day, and who goes.
    pub(crate) fn visit(
        &mut self,
        village: &str,
        suits: impl Fn(NaiveDate) -> bool,
        rng: &mut Rng,
    ) -> Option<(NaiveDate, &'static str)> {
        let round = self.rounds.iter_mut().find(|round| village.starts_with(round.town))?;
        let open = round.days.iter_mut().filter(|(day, visits)| *visits < A_DAY && suits(*day));
        let mut open: Vec<&mut (NaiveDate, usize)> = open.collect();
        let nth = rng.below(open.len());
        let (day, visits) = open.get_mut(nth)?;
        *visits += 1;
        Some((*day, round.visitors))
    }
}

fn rounds(goings: &[Going], workdays: &Workdays, (first, last): (NaiveDate, NaiveDate)) -> Vec<Round> {
    let worked = || first.iter_days().take_while(|day| *day <= last).filter(|day| workdays.is_worked(*day));
    let round = |(visitors, town, [nth, of]): &Going| {
        let days = worked().skip(*nth).step_by(*of).map(|day| (day, 0)).collect();
        Round { visitors, town, days }
    };
    goings.iter().map(round).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::workday::Calendar;
    use std::collections::BTreeMap;

    #[test]
    fn nobody_goes_into_two_towns_on_a_day_nor_out_on_a_day_of_rest() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (calendar, first, last) = (Calendar::shipped(), day("2021-01-11"), day("2021-11-26"));
        let mut out: BTreeMap<(NaiveDate, &str), &str> = BTreeMap::new();
        let of =
            [Rounds::of_the_third_party, Rounds::of_social_work].map(|of| of(&Workdays::of(&calendar), first, last));
        for rounds in of {
            for Round { visitors, town, days } in &rounds.rounds {
                for (day, _) in days {
                    assert!(calendar.is_workday(*day), "{day}");
                    for visitor in visitors.split('、') {
                        assert_eq!(out.insert((*day, visitor), town), None, "{visitor} {day}");
                    }
                }
            }
        }
        assert!(!out.contains_key(&(day("2021-02-15"), "贺志斌")), "the Spring Festival");
    }
}
