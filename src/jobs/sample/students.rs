//! Orphans of the demonstration office who have come of age and study: as children they had a file and were paid until they were eighteen, now
//! they are paid 福彩圆梦 (services 3.5). Schools are kinds of schools.

use super::SampleFault;
use super::children::{Child, befallen, kin};
use super::days::day;
use super::people::{Cast, Condition, REFERENCE_YEAR, Sketch};
use super::places::Places;
use super::somebody::Somebody;
use crate::domain::children::leaving::ADULT;
use crate::domain::date::reaches_age;
use crate::domain::month::Month;
use crate::domain::people::sex::Sex;
use chrono::Days;

/// A student.
pub(crate) struct Student {
    /// As a child.
    pub child: Child,
    /// Where and what.
    pub studies: &'static Studies,
    /// 学号.
    pub student_no: String,
}

/// What somebody studies.
pub(crate) struct Studies {
    /// Whether a man or a woman does, and born in which year.
    pub who: (Sex, i32),
    /// 学校.
    pub school: &'static str,
    /// 学历层次.
    pub level: &'static str,
    /// In September of which year it began, and in June of which year it ends.
    pub years: (i32, i32),
    /// Interrupts school in the autumn of 2021, after the first instalment.
    pub interrupts: bool,
}

const fn studies(who: (Sex, i32), school: &'static str, level: &'static str, years: (i32, i32)) -> Studies {
    Studies { who, school, level, years, interrupts: false }
}

/// Five who are paid four instalments in 2021, and one who is paid one.
static ALL: [Studies; 6] = [
    studies((Sex::Female, 1999), "省内师范院校", "3", (2018, 2022)),
    studies((Sex::Male, 2000), "省内理工院校", "3", (2018, 2022)),
    studies((Sex::Male, 2000), "市内职业技术学院", "2", (2019, 2022)),
    studies((Sex::Female, 2001), "省内医学院校", "3", (2019, 2024)),
    studies((Sex::Female, 2001), "市内卫生职业学院", "2", (2020, 2023)),
    Studies { interrupts: true, ..studies((Sex::Male, 2002), "省内交通职业技术学院", "2", (2021, 2024)) },
];

/// Plans them, apart from everybody else.
pub(crate) fn plan(cast: &mut Cast<'_>, places: &Places) -> Result<Vec<Student>, SampleFault> {
    ALL.iter().enumerate().map(|(nth, studies)| one(cast, places, (nth, studies))).collect()
}

fn one(
    cast: &mut Cast<'_>,
    places: &Places,
    (nth, studies): (usize, &'static Studies),
) -> Result<Student, SampleFault> {
    let (surname, home) = (cast.names.surname(&mut cast.rng), cast.home(places, nth % 2 == 0));
    let (sex, year) = studies.who;
    let born = day(year, 1, 5) + Days::new(cast.rng.below(230) as u64);
    let sketch = Sketch::of(sex, i64::from(REFERENCE_YEAR - year), surname, "10", Condition::Well);
    let person = cast.born_on(born, sketch, &home)?;
    let grown = reaches_age(born, ADULT);
    let first = Month::of(grown).plus(-(cast.rng.within(6, 22) as i32));
    let filed = cast.workdays.before(first.prev().first_day(), 8);
    let parents = Some(["02", "02"].map(|state| befallen(cast, state, (born, filed))));
    let guardian = kin(cast, (&person, surname), &home)?;
    let then = Some((cast.workdays.from(grown), &[("state", "grown"), ("reason", "年满18周岁")][..]));
    let child = Child { parents, paid_from: Some(first), then, ..Child::of(Somebody::new(&person), guardian, filed) };
    Ok(Student { child, studies, student_no: format!("{}{:06}", studies.years.0, cast.rng.within(1_000, 99_999)) })
}
