//! 老年人 and 高龄津贴 of the demonstration office: who draws the allowance in 2021, what happens to each in the year, and whose files were
//! collected when and by whom (services 2.1, 2.2; the files of 11.5 36).
//!
//! Must not know the file, nor amounts. Old people of 低保 and 特困 come first; all others are invented.

use super::acts::taken_over_on;
use super::cases::CaseVersion;
use super::days::{day, month};
use super::households::{Household, Member};
use super::names::surname_of;
use super::people::{Cast, Condition, Person, Sketch};
use super::places::Places;
use super::plan::Population;
use super::somebody::Somebody;
use super::subsidies::{Holder, Subsidies};
use super::support::{self, Supported};
use super::{SampleFault, demo_day};
use crate::domain::date::{age_on, reaches_age};
use crate::domain::elderly::allowance::{Band, FROM_AGE};
use crate::domain::month::Month;
use crate::domain::people::sex::Sex;
use chrono::{Datelike, Days, NaiveDate};

/// Old people of a part, those who are known already among them.
const ELDERS: usize = 1_240;
/// Files that 社工站 collected in 2021.
const COLLECTED: usize = 309;
/// How many are as old at the end of 2021, from 80 on.
const AGES: [u32; 20] = [150, 140, 124, 110, 98, 87, 75, 64, 53, 43, 34, 26, 20, 14, 10, 7, 5, 3, 2, 1];
/// Those who have passed a hundred years.
const CENTENARIANS: [i64; 2] = [100, 102];
/// How many are suspended, draw again, give it up, are paid to a proxy.
const SUSPENDED: usize = 6;
const RESTORED: usize = 4;
const GIVE_UP: usize = 2;
const PROXIES: usize = 5;
/// The days of the deaths that nobody tells, after whoever draws was seen.
const UNTOLD: [(u32, u32); 3] = [(10, 30), (10, 31), (11, 7)];

/// Who is there already: the people of 低保 with the versions of their cases, those of 特困, who draws a subsidy.
pub(crate) struct Known<'p> {
    /// The people, households and cases of 低保.
    pub population: &'p Population,
    /// The versions of each case.
    pub versions: &'p [Vec<CaseVersion>],
    /// Those of 特困.
    pub supported: &'p [Supported],
    /// Those of 两补.
    pub subsidies: &'p Subsidies,
}

/// An older person, before having a key.
#[derive(Clone, Debug)]
pub(crate) struct Elder {
    /// Who.
    pub who: Somebody,
    /// With a card of another benefit.
    pub card: bool,
    /// 居住方式.
    pub living: &'static str,
    /// 赡养人, 关系.
    pub supporter: Option<(String, &'static str)>,
    /// 采集日期 and 来源 of the file, where there is one.
    pub collected: Option<(NaiveDate, &'static str)>,
    /// The allowance, of whoever has applied.
    pub drawing: Option<Drawing>,
    /// The day of a death that the office does not know of.
    pub late_death: Option<NaiveDate>,
}

/// A case of 高龄津贴.
#[derive(Clone, Debug)]
pub(crate) struct Drawing {
    /// 申请, 受理, 初审, 公示, 审批.
    pub steps: [NaiveDate; 5],
    /// The last 生存认证 when it is entered.
    pub alive: NaiveDate,
    /// 代领人 and 关系.
    pub proxy: Option<(Person, &'static str)>,
    /// What happens later, in its order.
    pub later: Vec<(NaiveDate, Event)>,
}

/// What happens to a case on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// The 90th or 100th birthday has come.
    Band,
    /// 生存认证.
    Seen,
    /// It is overdue.
    Suspended,
    /// Somebody is seen again, and draws again.
    Restored,
    /// A death is told.
    Dies,
    /// It is given up: somebody goes to live with a child far away.
    GivesUp,
    /// It is found that another district has paid since a month.
    Double(Month),
    /// So many months of what was paid too much are given back.
    Recovered(i64),
}

/// Plans them: who is known already, then the others.
pub(crate) fn plan(planned: &Known<'_>, cast: &mut Cast<'_>, places: &Places) -> Result<Vec<Elder>, SampleFault> {
    let mut all = known(planned, cast);
    while all.len() < ELDERS {
        all.push(invented(cast, places, None)?);
    }
    for age in CENTENARIANS {
        all.push(invented(cast, places, Some(age))?);
    }
    tell_apart(&mut all, cast, places)?;
    collect(&mut all, planned, cast);
    untold(&mut all);
    Ok(all)
}

/// The old of 低保 and 特困 who were there when the papers were taken over, are registered here and draw no subsidy for their disability.
fn known(planned: &Known<'_>, cast: &mut Cast<'_>) -> Vec<Elder> {
    let Known { population, versions, supported, subsidies } = planned;
    let of_age = |person: &Person| person.age() >= i32::from(FROM_AGE);
    let draws = |case: usize, nth: usize| {
        subsidies.of_case(case).iter().any(|d| matches!(d.holder, Holder::Known { person, .. } if person == nth))
    };
    let of_dibao = there(population, versions).map(|(case, nth, card)| (case, nth, card, &population.people[nth]));
    let of_dibao = of_dibao.filter(|(case, nth, _, person)| of_age(person) && !draws(*case, *nth));
    let household = |case: usize| &population.households[population.cases[case].household];
    let of_dibao = of_dibao
        .map(|(case, nth, card, person)| ((Somebody::Known(nth), card), person, lives_with(household(case), nth)));
    let stays = |nth: &usize| {
        let s = &supported[*nth];
        let ends = s.later.iter().any(|(_, event)| matches!(event, support::Event::Ends(_)));
        s.papers.decided <= taken_over_on() && !ends
    };
    let of_tekun = (0..supported.len()).filter(stays).map(|nth| (nth, &supported[nth]));
    let of_tekun = of_tekun.map(|(nth, s)| ((Somebody::Supported(nth), s.housed.is_none()), &s.person, None));
    let old = of_dibao
        .chain(of_tekun)
        .filter(|(_, p, _)| of_age(p) && p.death.is_none() && p.hukou.is_none() && p.custody.is_none());
    old.map(|(who, person, living)| elder(cast, who, (person, living))).collect()
}

/// 居住方式 of whoever shares a household: with husband or wife only, or with children.
fn lives_with(household: &Household, nth: usize) -> Option<&'static str> {
    let here = household.members.iter().filter(|m| m.excluded.is_none() && m.left.is_none());
    let others = here.filter(|m| m.person != nth);
    let is_couple = |m: &Member| m.relation.starts_with(['0', '1']);
    others.map(|m| if is_couple(m) { "2" } else { "3" }).max()
}

/// The people of the 低保 cases that were taken over, each after its case, and whether each has the card of the household.
fn there<'a>(
    population: &'a Population,
    versions: &'a [Vec<CaseVersion>],
) -> impl Iterator<Item = (usize, usize, bool)> + 'a {
    let taken_over = versions.iter().enumerate().filter(|(_, v)| v[0].decided <= taken_over_on());
    taken_over.flat_map(|(case, v)| {
        let household = &population.households[population.cases[case].household];
        let applicant = household.members[0].person;
        v[0].covers.iter().map(move |person| (case, *person, *person == applicant))
    })
}

fn invented(cast: &mut Cast<'_>, places: &Places, age: Option<i64>) -> Result<Elder, SampleFault> {
    let age = age.unwrap_or_else(|| i64::from(FROM_AGE) + i64::try_from(cast.rng.weighed(&AGES)).unwrap_or(0));
    let rural = cast.rng.chance(260);
    let home = cast.home(places, rural);
    let sex = if cast.rng.chance(if age > 89 { 330 } else { 450 }) { Sex::Male } else { Sex::Female };
    let marital = if cast.rng.chance(if sex == Sex::Male { 580 } else { 270 }) { "20" } else { "30" };
    let condition = if cast.rng.chance(520) { Condition::Chronic } else { Condition::Well };
    let surname = cast.names.surname(&mut cast.rng);
    let mut person = cast.person(Sketch::of(sex, age, surname, marital, condition), &home)?;
    // The old who are no longer in work have a pension in the city more often than those of 低保.
    person.employ = if !rural && cast.rng.chance(550) { "6" } else { "8" };
    let dies = match age {
        100.. => false,
        90.. => cast.rng.chance(150),
        81.. => cast.rng.chance(45),
        _ => false,
    };
    if dies {
        let of_year = cast.rng.within(1, 11) as usize;
        let died = month(of_year).first_day() + Days::new(cast.rng.below(21) as u64);
        person.death = Some((died, "1"));
    }
    Ok(elder(cast, (Somebody::new(&person), false), (&person, None)))
}

/// What there is to be known of an old person, and the allowance; with whom the person lives where that is known.
fn elder(
    cast: &mut Cast<'_>,
    (who, card): (Somebody, bool),
    (person, living): (&Person, Option<&'static str>),
) -> Elder {
    let alone = matches!(who, Somebody::Supported(_));
    let drawn = match (person.marital, cast.rng.below(10)) {
        _ if alone => "1",
        ("20", ..=7) => "2",
        (_, ..=3) => "1",
        (_, 9) => "5",
        _ => "3",
    };
    let living = living.unwrap_or(drawn);
    let supporter = (!alone).then(|| {
        let (sex, relation) = if cast.rng.chance(660) { (Sex::Male, "儿子") } else { (Sex::Female, "女儿") };
        let own = surname_of(&person.name);
        let surname = if person.sex == Sex::Male { own } else { cast.names.surname(&mut cast.rng) };
        (cast.names.name(&mut cast.rng, surname, sex, person.birth.year() + 27, None), relation)
    });
    Elder { who, card, living, supporter, collected: None, drawing: drawing(cast, person), late_death: None }
}

/// Most apply soon after they can; the district began to pay in 2015.
fn drawing(cast: &mut Cast<'_>, person: &Person) -> Option<Drawing> {
    let since = reaches_age(person.birth, FROM_AGE).max(day(2015, 2, 2));
    let waits = [cast.rng.within(1, 26), cast.rng.within(1, 2), cast.rng.within(3, 7), 1, cast.rng.within(9, 11)];
    let mut at = since;
    let steps = waits.map(|wait| {
        at = cast.workdays.from(at + Days::new(wait.unsigned_abs()));
        at
    });
    let [applied, .., approved] = steps;
    let died = person.death.map(|(died, _)| died);
    // Who dies in the month of the decision is never paid.
    if approved > demo_day() || died.is_some_and(|died| Month::of(died) <= Month::of(approved)) {
        return None;
    }
    let mut drawing = Drawing { steps, alive: applied, proxy: None, later: Vec::new() };
    let last = died.unwrap_or(demo_day());
    for band in Band::ALL.into_iter().skip(1) {
        let birthday = reaches_age(person.birth, band.from_age());
        // In the month of a death nothing begins any more.
        let lives_on = died.is_none_or(|died| Month::of(birthday) < Month::of(died));
        if Month::of(birthday) > Month::of(approved) && birthday <= last && lives_on {
            let of_month = cast.workdays.until(Month::of(birthday).last_day());
            drawing.later.push((cast.workdays.from(birthday + Days::new(1)).min(of_month), Event::Band));
        }
    }
    // Everybody is seen in the weeks before the winter.
    if applied < day(2020, 11, 1) {
        drawing.alive = cast.workdays.from(day(2020, 11, 2) + Days::new(cast.rng.below(25) as u64));
    }
    let seen = cast.workdays.from(day(2021, 10, 11) + Days::new(cast.rng.below(18) as u64));
    if drawing.alive < month(1).first_day() && seen < last {
        drawing.later.push((seen, Event::Seen));
    }
    if let Some(died) = died {
        drawing.later.push((cast.workdays.from(died + Days::new(2)), Event::Dies));
    }
    drawing.later.sort_by_key(|(day, _)| *day);
    Some(drawing)
}

/// A few to whom something out of the common happens: all are invented, draw since long, and neither die nor turn 90 in the year.
fn tell_apart(all: &mut [Elder], cast: &mut Cast<'_>, places: &Places) -> Result<(), SampleFault> {
    let plain = |elder: &Elder| {
        let Somebody::Invented(person) = &elder.who else { return false };
        let quiet = |d: &Drawing| d.later.iter().all(|(day, event)| *event == Event::Seen || *day < taken_over_on());
        (82..=89).contains(&person.age()) && elder.drawing.as_ref().is_some_and(quiet)
    };
    let mut few: Vec<usize> = (0..all.len()).filter(|nth| plain(&all[*nth])).collect();
    cast.rng.shuffle(&mut few);
    let mut few = few.into_iter();
    for (nth, place) in few.by_ref().take(SUSPENDED).enumerate() {
        let Some(drawing) = all[place].drawing.as_mut() else { continue };
        drawing.alive = cast.workdays.from(day(2020, 3, 9) + Days::new(cast.rng.below(14) as u64));
        let stop = cast.workdays.from(day(2021, 3, 22) + Days::new(cast.rng.below(4) as u64));
        drawing.later = vec![(stop, Event::Suspended)];
        if nth < RESTORED {
            let again = cast.workdays.from(day(2021, 5, 11) + Days::new(cast.rng.below(110) as u64));
            drawing.later.push((again, Event::Restored));
        }
    }
    for place in few.by_ref().take(GIVE_UP) {
        let Some(drawing) = all[place].drawing.as_mut() else { continue };
        let gone = cast.workdays.from(day(2021, 2, 10) + Days::new(cast.rng.below(220) as u64));
        drawing.later = vec![(gone, Event::GivesUp)];
    }
    if let Some(drawing) = few.next().and_then(|place| all[place].drawing.as_mut()) {
        // Found after the batch of August.
        let (found, back) = (cast.workdays.from(day(2021, 8, 17)), cast.workdays.from(day(2021, 9, 15)));
        drawing.later = vec![(found, Event::Double(month(5))), (back, Event::Recovered(4))];
    }
    for place in few.take(PROXIES) {
        let Elder {
            who: Somebody::Invented(person), supporter: Some((name, relation)), drawing: Some(drawing), ..
        } = &mut all[place]
        else {
            continue;
        };
        let surname = surname_of(name).to_owned();
        let home = cast.home(places, person.rural);
        let sex = if *relation == "儿子" { Sex::Male } else { Sex::Female };
        let child = Sketch::of(sex, i64::from(person.age()) - 27, &surname, "20", Condition::Well);
        let mut child = cast.person(child, &home)?;
        child.phone = Some(child.phone.take().unwrap_or_else(|| cast.numbers.phone()));
        *name = child.name.clone();
        drawing.proxy = Some((child, relation));
    }
    Ok(())
}

/// Whose death nobody tells: three who draw since long, are seen in October and have no file by which anybody calls on them.
fn untold(all: &mut [Elder]) {
    let quiet = |d: &Drawing| {
        let seen = d.later.iter().all(|(day, event)| *event == Event::Seen || *day < taken_over_on());
        seen && d.proxy.is_none() && d.steps[4] < taken_over_on()
    };
    let invented = |elder: &Elder| match &elder.who {
        Somebody::Invented(person) => person.death.is_none() && person.hukou.is_none(),
        _ => false,
    };
    let plain =
        all.iter_mut().filter(|e| invented(e) && e.collected.is_none() && e.drawing.as_ref().is_some_and(quiet));
    for (elder, died) in plain.zip(UNTOLD) {
        elder.late_death = Some(day(2021, died.0, died.1));
    }
}

/// Whose files were collected: of 309 who were 80 by 社工站 in 2021, of some others by the villages before.
fn collect(all: &mut [Elder], planned: &Known<'_>, cast: &mut Cast<'_>) {
    let mut order: Vec<usize> = (0..all.len()).collect();
    cast.rng.shuffle(&mut order);
    let mut left = COLLECTED;
    for place in order {
        let on = cast.workdays.from(day(2021, 3, 8) + Days::new(cast.rng.below(258) as u64));
        let person = all[place].who.person(planned.population, planned.supported);
        let ends =
            all[place].drawing.iter().flat_map(|d| &d.later).any(|(_, e)| matches!(e, Event::Dies | Event::GivesUp));
        let old = age_on(person.birth, on) >= Some(FROM_AGE);
        let before = cast.rng.chance(350);
        all[place].collected = match left {
            1.. if old && !ends && person.death.is_none() => {
                left -= 1;
                Some((on, "1"))
            }
            _ if before => {
                let days = cast.rng.below(480) as u64;
                Some((cast.workdays.from(day(2019, 6, 3) + Days::new(days)), "2"))
            }
            _ => None,
        };
    }
}
