//! 基层儿童队伍 of the demonstration office: who is 儿童督导员 of each town and 儿童主任 of each village, who took over from whom after
//! the elections of the villages, and the training of November 2021 (services 3.7, 11.4). An office has them once, whatever its scale.
//!
//! Must not know the file.

use super::SampleFault;
use super::days::day;
use super::people::{Cast, Condition, Home, Person, Sketch};
use super::places::{Places, town_number};
use crate::domain::people::sex::Sex;
use chrono::{Days, NaiveDate};

/// Somebody in office, before having a key.
#[derive(Clone, Debug)]
pub(crate) struct Worker {
    /// Who.
    pub person: Person,
    /// The town or village: a row of the list of places.
    pub place: usize,
    /// 兼任 code.
    pub post: &'static str,
    /// The police were asked before the appointment.
    pub asked: NaiveDate,
    /// The police were asked again when the law began to want it every year.
    pub asked_again: Option<NaiveDate>,
    /// 任职日期.
    pub appointed: NaiveDate,
    /// 离任日期.
    pub left: Option<NaiveDate>,
    /// 成绩 in the training of November, of who was in office then.
    pub score: i64,
}

/// Villages whose 儿童主任 changed with the committees that were elected by the spring of 2021.
const CHANGED: usize = 6;

/// Plans them, place by place; whoever left stands before who took over.
pub(crate) fn plan(cast: &mut Cast<'_>, places: &Places) -> Result<Vec<Worker>, SampleFault> {
    let posts: Vec<usize> = ["township", "village"].into_iter().flat_map(|level| places.of_level(level)).collect();
    let mut changed: Vec<usize> = places.of_level("village").collect();
    cast.rng.shuffle(&mut changed);
    changed.truncate(CHANGED);
    let mut workers = Vec::with_capacity(posts.len() + CHANGED);
    for place in posts {
        let since = cast.workdays.from(day(2019, 6, 3) + Days::new(cast.rng.below(190) as u64));
        let mut first = worker(cast, places, place, since)?;
        if changed.contains(&place) {
            let appointed = cast.workdays.from(day(2021, 3, 1) + Days::new(cast.rng.below(26) as u64));
            first.left = appointed.pred_opt();
            workers.push(first);
            workers.push(worker(cast, places, place, appointed)?);
        } else {
            // Town by town in the June in which the law came into force.
            let town = town_number(places.all[place].code);
            first.asked_again = Some(cast.workdays.from(day(2021, 6, 7) + Days::new(town % 100 * 3 + town / 100)));
            workers.push(first);
        }
    }
    Ok(workers)
}

fn worker(cast: &mut Cast<'_>, places: &Places, place: usize, appointed: NaiveDate) -> Result<Worker, SampleFault> {
    let of_town = places.all[place].level == "township";
    let village = if of_town { places.some_village_of(&mut cast.rng, place) } else { place };
    let rural = places.rural.contains(&village);
    let home = Home { village, rural, address: places.address(&mut cast.rng, village), hukou: None };
    let sex = if cast.rng.chance(if of_town { 600 } else { 780 }) { Sex::Female } else { Sex::Male };
    let surname = cast.names.surname(&mut cast.rng);
    let age = cast.rng.within(28, 54);
    let mut person = cast.person(Sketch::of(sex, age, surname, "20", Condition::Well), &home)?;
    person.employ = "1";
    person.phone.get_or_insert_with(|| cast.numbers.phone());
    Ok(Worker {
        person,
        place,
        post: if of_town { "1" } else { cast.rng.code(&["2", "2", "2", "2", "3"]) },
        asked: cast.workdays.before(appointed, 3 + cast.rng.below(6)),
        asked_again: None,
        appointed,
        left: None,
        score: cast.rng.within(78, 98),
    })
}
