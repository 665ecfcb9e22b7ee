//! 能力评估 of the demonstration office: whoever of 特困 is sixty and lives in a home, or cannot do everything alone, is assessed by the centre
//! that looks at what 特困 needs, on the same visit. In these years that is by MZ/T 039-2013, which has four levels.

use super::days::day;
use super::rng::Rng;
use super::support::{Event, Supported};
use super::supported::INSTITUTIONS;
use crate::domain::date::age_on;
use chrono::NaiveDate;

/// An assessment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Assessed {
    /// Who: a place among those of 特困.
    pub who: usize,
    /// The day.
    pub day: NaiveDate,
    /// The day on which it is entered: nobody is known before.
    pub entered: NaiveDate,
    /// 评估类型.
    pub kind: &'static str,
    /// Where.
    pub place: &'static str,
    /// The two who came.
    pub assessors: (&'static str, &'static str),
    /// 评定等级.
    pub level: &'static str,
}

/// Who goes; invented.
const ASSESSORS: [(&str, &str); 3] = [("谢春兰", "贺志平"), ("阳小红", "文建华"), ("谢春兰", "文建华")];
/// Who was looked at longer ago than this is looked at again as every year.
const YEARLY: i64 = 300;

/// Plans those of the last two years, one person after the other.
pub(crate) fn plan(supported: &[Supported], rng: &mut Rng) -> Vec<Assessed> {
    let begins = day(2020, 1, 1);
    (0..).zip(supported).flat_map(|(who, one)| of_one(who, one, rng)).filter(|a| a.day >= begins).collect()
}

fn of_one(who: usize, one: &Supported, rng: &mut Rng) -> Vec<Assessed> {
    let partial = rng.code(&["1", "2", "2"]);
    let visits = one.later.iter().filter_map(|(day, event)| match event {
        Event::Assessed(fails) => Some((*day, *fails)),
        _ => None,
    });
    let mut last: Option<NaiveDate> = None;
    let mut all = Vec::new();
    for (day, fails) in [(one.papers.assess, one.fails)].into_iter().chain(visits) {
        let home = one.home_on(day);
        if age_on(one.person.birth, day).is_none_or(|age| age < 60) || (home.is_none() && fails == 0) {
            continue;
        }
        all.push(Assessed {
            who,
            day,
            entered: day.max(one.papers.decided),
            kind: match last {
                None => "1",
                Some(last) if (day - last).num_days() > YEARLY => "2",
                Some(_) => "3",
            },
            place: home.map_or("老年人家中", |home| INSTITUTIONS[home].1),
            assessors: *rng.pick(&ASSESSORS),
            level: match fails {
                0 => "0",
                1..=3 => partial,
                _ => "3",
            },
        });
        last = Some(day);
    }
    all
}
