//! Who died in the district in 2021 and was on no register before: as many as a district of some 230,000 has, by month and age as people die,
//! from a stream of their own, once for an office. All of them are invented.
//!
//! Must not know the file.

use super::SampleFault;
use super::days::month;
use super::demo_day;
use super::people::{Cast, Condition, Person, Sketch};
use super::places::Places;
use crate::domain::people::sex::Sex;
use chrono::{Days, Months, NaiveDate};

/// Somebody who died, and is entered with the death.
pub(crate) struct Deceased {
    /// Who, with the day of the death.
    pub person: Person,
    /// 接报日期.
    pub reported: NaiveDate,
    /// 捐献遗体.
    pub is_donor: bool,
}

/// Deaths of each month: more in the cold ones.
const A_MONTH: [usize; 12] = [130, 108, 108, 99, 97, 91, 93, 94, 94, 102, 106, 120];
/// Ages: the first and the last year, and how frequent.
const AGES: [((i64, i64), u32); 8] = [
    ((0, 3), 3),
    ((4, 19), 5),
    ((20, 39), 22),
    ((40, 59), 125),
    ((60, 69), 180),
    ((70, 79), 255),
    ((80, 89), 310),
    ((90, 99), 100),
];
/// 死亡信息来源, and how frequent.
const SOURCES: [(&str, u32); 5] = [("2", 50), ("4", 25), ("6", 15), ("1", 8), ("7", 2)];
/// Every so many gave the body to science, or is a Hui.
const DONORS: (usize, usize) = (410, 90);
const HUI_PEOPLE: (usize, usize) = (430, 200);
/// 回族.
pub(crate) const HUI: &str = "03";

/// In the order of their days.
pub(crate) fn plan(cast: &mut Cast<'_>, places: &Places) -> Result<Vec<Deceased>, SampleFault> {
    let mut days = Vec::new();
    for (of, many) in (1..).zip(A_MONTH) {
        let (first, last) = (month(of).first_day(), month(of).last_day());
        let length = (last - first).num_days();
        days.extend((0..many).map(|_| first + Days::new(cast.rng.within(0, length).unsigned_abs())));
    }
    days.sort();
    let mut all = Vec::with_capacity(days.len());
    for (nth, died) in days.into_iter().enumerate() {
        let reported = cast.workdays.from(died + Days::new(1 + cast.rng.below(4) as u64));
        // Of the last days of the year nobody knows yet.
        if reported <= demo_day() {
            let mut person = somebody(cast, places, died)?;
            if nth % HUI_PEOPLE.0 == HUI_PEOPLE.1 {
                person.ethnicity = HUI;
            }
            all.push(Deceased { person, reported, is_donor: nth % DONORS.0 == DONORS.1 });
        }
    }
    Ok(all)
}

/// Somebody who died on a day.
fn somebody(cast: &mut Cast<'_>, places: &Places, died: NaiveDate) -> Result<Person, SampleFault> {
    let (first, last) = cast.rng.likely(&AGES);
    let age = cast.rng.within(first, last);
    let sex = if cast.rng.chance(430) { Sex::Female } else { Sex::Male };
    let marital = match age {
        ..24 => "10",
        24..70 => "20",
        _ if cast.rng.chance(450) => "30",
        _ => "20",
    };
    let condition = if cast.rng.chance(300) { Condition::Ill } else { Condition::Chronic };
    let surname = cast.names.surname(&mut cast.rng);
    let rural = cast.rng.chance(180);
    let home = cast.home(places, rural);
    // Ages are those at the end of the year: so many years before the death is early enough.
    let born = died.checked_sub_months(Months::new(12 * u32::try_from(age).unwrap_or(0))).unwrap_or(died);
    let born = born - Days::new(1 + cast.rng.below(360) as u64);
    let mut person = cast.born_on(born, Sketch::of(sex, age, surname, marital, condition), &home)?;
    person.death = Some((died, cast.rng.likely(&SOURCES)));
    Ok(person)
}
