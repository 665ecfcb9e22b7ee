//! 入户核查 of the demonstration office: which households of 低保 the third party visited to November 2021 and what it found, and
//! whom 社工站 visited (assistance 6.2, D8, T5).
//!
//! Must not know the file.

use super::SampleFault;
use super::cases::{CaseVersion, Event, in_force};
use super::days::{Workdays, month};
use super::leads::{Lead, Leads, leads, living};
use super::people::Cast;
use super::places::Places;
use super::plan::Population;
use super::rng::Rng;
use super::rounds::Rounds;
use super::support::Supported;
use crate::domain::assistance::dibao::Kind;
use chrono::{Datelike, Days, NaiveDate};

/// Households of 低保 visited by the third party: urban ones, and rural ones that have left the roster since. Those on the
/// rural roster of November were all visited.
const URBAN: usize = 1_451;
const RURAL_GONE: usize = 5;
/// Urban households visited by 社工站.
const URBAN_BY_SOCIAL_WORK: usize = 129;

/// Whom a visit was made to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Visited {
    /// A place among the cases of 低保.
    Dibao(usize),
    /// A place among the supported of 特困.
    Support(usize),
}

/// What became of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// It was taken as made, and nothing was to be done.
    Accepted,
    /// What it found was adopted: this version of the case was decided.
    Adopted(usize),
    /// What it found was not adopted, on a day, and why.
    Declined(NaiveDate, &'static str),
}

/// The income that a household names.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Income {
    /// As it is known, so many fen more or less.
    AsKnown(i64),
    /// As it is decided next, by this version of the case.
    AsDecided(usize),
    /// So many fen a head above the standard, and above what is known.
    Above(i64),
}

/// What a visit found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    /// 核查结论.
    pub conclusion: &'static str,
    /// A word on it.
    pub note: Option<&'static str>,
    /// 见面对象.
    pub met: &'static str,
    /// Who live there, where somebody could say.
    pub members: Option<usize>,
    /// Their income, where one of them did.
    pub income: Option<Income>,
    /// 财产情况, too.
    pub assets: Option<&'static str>,
}

/// A visit before having a key.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// To whom.
    pub to: Visited,
    /// By the third party, else by 社工站.
    pub third_party: bool,
    /// When the task was given.
    pub given: NaiveDate,
    /// When it was made.
    pub day: NaiveDate,
    /// Two names.
    pub visitors: &'static str,
    /// 照片张数.
    pub photos: i64,
    /// What it found.
    pub found: Found,
    /// What became of it.
    pub after: After,
}

struct Planning<'p> {
    population: &'p Population,
    versions: &'p [Vec<CaseVersion>],
    places: &'p Places,
    workdays: &'p Workdays,
    rng: &'p mut Rng,
    visits: Vec<Visit>,
}

/// Plans the visits, in the order of their days.
pub(crate) fn plan(
    (population, versions): (&Population, &[Vec<CaseVersion>]),
    supported: &[Supported],
    places: &Places,
    cast: &mut Cast<'_>,
) -> Result<Vec<Visit>, SampleFault> {
    let (workdays, rng) = (cast.workdays, &mut cast.rng);
    // From the first day of the contract.
    let mut third = Rounds::of_the_third_party(workdays, on(1, 11), on(11, 26));
    let mut planning = Planning { population, versions, places, workdays, rng, visits: Vec::new() };
    planning.supported(supported, Rounds::of_social_work(workdays, on(1, 4), on(3, 19)))?;
    let [mut urban, rural, mut gone] = planning.households();
    planning.rng.shuffle(&mut urban);
    planning.rng.shuffle(&mut gone);
    planning.some(rural.iter(), rural.len(), &mut third)?;
    planning.some(gone.iter(), RURAL_GONE, &mut third)?;
    let mut urban = urban.iter();
    planning.some(&mut urban, URBAN, &mut third)?;
    let mut summer = Rounds::of_social_work(workdays, on(6, 1), on(8, 31));
    planning.some(urban, URBAN_BY_SOCIAL_WORK, &mut summer)?;
    let mut visits = planning.visits;
    visits.sort_by_key(|v| (v.day, v.visitors));
    Ok(visits)
}

fn on(of_2021: usize, day: u64) -> NaiveDate {
    month(of_2021).first_day() + Days::new(day - 1)
}

impl Planning<'_> {
    /// The cases: urban ones, rural ones on the roster of November, rural ones that were on it before.
    fn households(&self) -> [Vec<usize>; 3] {
        let mut of_kinds = [const { Vec::new() }; 3];
        for (at, case) in self.population.cases.iter().enumerate() {
            let stays = in_force(&self.versions[at], month(11)).is_some_and(CaseVersion::on_roster);
            let kind = if case.kind == Kind::Urban { 0 } else { 2 - usize::from(stays) };
            of_kinds[kind].push(at);
        }
        of_kinds
    }

    /// So many of the households, of which not everyone can be visited.
    fn some<'c>(
        &mut self,
        mut cases: impl Iterator<Item = &'c usize>,
        times: usize,
        by: &mut Rounds,
    ) -> Result<(), SampleFault> {
        for _ in 0..times {
            let visit = cases.by_ref().find_map(|at| self.household(*at, by));
            self.visits.push(visit.ok_or(SampleFault::Exhausted("入户核查对象"))?);
        }
        Ok(())
    }

    /// A visit to a household of 低保: before what is decided later, which it finds, or on any other day.
    fn household(&mut self, at: usize, by: &mut Rounds) -> Option<Visit> {
        let (population, versions) = (self.population, &self.versions[at]);
        let case = &population.cases[at];
        let village = self.places.all[population.households[case.household].home.village].code;
        // A task is given in the week after the decision at the earliest.
        let open = versions[0].decided + Days::new(7);
        let Leads { all, shut } = leads(population, case, versions);
        let first = all.iter().find(|lead| *lead.days.end() >= open);
        // Most deaths are told before anybody comes.
        let often = |lead: &Lead| if lead.conclusion == "6" { 120 } else { 650 };
        let chosen = first.filter(|lead| self.rng.chance(often(lead)));
        for lead in [chosen, None, first] {
            let suits = |day: NaiveDate| match lead {
                Some(lead) => lead.days.contains(&day),
                None => !shut.iter().any(|days| days.contains(&day)),
            };
            let made = by.visit(village, |day| day >= open && suits(day), self.rng);
            if let Some(made) = made {
                let (found, after) = self.found(at, lead, made.0);
                return Some(self.visit(Visited::Dibao(at), by.third_party, made, (found, after)));
            }
        }
        None
    }

    /// Those supported at home, in the first weeks of the year.
    fn supported(&mut self, supported: &[Supported], mut by: Rounds) -> Result<(), SampleFault> {
        for (at, one) in supported.iter().enumerate() {
            let Some(until) = one.at_home_until() else { continue };
            let made = by.visit(self.places.all[one.person.home].code, |day| day <= until, self.rng);
            let assets = Some(*self.rng.pick(&["自有旧房1处", "借住村(居)房屋", "租住公租房"]));
            let found = Found {
                conclusion: "1",
                note: None,
                met: "1",
                members: Some(1),
                income: Some(Income::AsKnown(0)),
                assets,
            };
            let made = made.ok_or(SampleFault::Exhausted("分散供养走访日"))?;
            let visit = self.visit(Visited::Support(at), by.third_party, made, (found, After::Accepted));
            self.visits.push(visit);
        }
        Ok(())
    }

    fn visit(
        &mut self,
        to: Visited,
        third_party: bool,
        (day, visitors): (NaiveDate, &'static str),
        (found, after): (Found, After),
    ) -> Visit {
        let monday = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
        let given = self.workdays.from(monday);
        Visit { to, third_party, given, day, visitors, photos: self.rng.within(2, 6), found, after }
    }

    /// What is found in a household on a day, and what becomes of it.
    fn found(&mut self, at: usize, lead: Option<&Lead>, day: NaiveDate) -> (Found, After) {
        let population = self.population;
        let household = &population.households[population.cases[at].household];
        let members = living(population, household, day);
        let (conclusion, note, after) = match lead {
            Some(lead) => (lead.conclusion, lead.note, After::Adopted(lead.version)),
            None => self.nothing_to_do(day),
        };
        let met = match conclusion {
            "5" => "3",
            "8" => "4",
            "6" if members == 0 => "3",
            "6" => "2",
            _ if members > 1 && self.rng.chance(300) => "2",
            _ => "1",
        };
        let talked = matches!(met, "1" | "2") && conclusion != "7";
        let income = talked.then(|| self.income(at, conclusion, lead));
        let homes = if household.home.rural { OF_VILLAGERS } else { OF_TOWNSPEOPLE };
        let assets = talked.then(|| *self.rng.pick(&homes));
        let members = (talked || conclusion == "6").then_some(members);
        (Found { conclusion, note, met, members, income, assets }, after)
    }

    /// A visit after which nothing is decided: mostly all is as it was known.
    fn nothing_to_do(&mut self, day: NaiveDate) -> (&'static str, Option<&'static str>, After) {
        let nth = self.rng.weighed(&[972, 14, 6, 8]);
        let Some((conclusion, note, why)) = nth.checked_sub(1).and_then(|nth| DECLINED.get(nth)) else {
            return ("1", None, After::Accepted);
        };
        let days = [4, 5, 6, 7, 8][self.rng.below(5)];
        (conclusion, Some(note), After::Declined(self.workdays.after(day, days), why))
    }

    fn income(&mut self, at: usize, conclusion: &str, lead: Option<&Lead>) -> Income {
        let population = self.population;
        let decided = lead.map(|lead| (lead.version, self.versions[at][lead.version].event));
        match (conclusion, decided) {
            ("1", _) if self.rng.chance(150) => {
                let other = self.rng.within(10, 60) * 100;
                Income::AsKnown(if self.rng.chance(500) { other } else { -other })
            }
            ("2" | "3", Some((version, _))) => Income::AsDecided(version),
            ("4", None | Some((_, Some(Event::End(_, "01"))))) => {
                // 单人保 is not over at the standard.
                let single = population.households[population.cases[at].household].single;
                Income::Above(self.rng.within(10, 120) * 100 + if single { 30_000 } else { 0 })
            }
            _ => Income::AsKnown(0),
        }
    }
}

/// 财产情况.
const OF_VILLAGERS: [&str; 4] =
    ["自建平房1处, 无车辆", "自建房1处, 电动车1辆", "与亲属共用房屋, 无车辆", "自建平房1处, 三轮车1辆"];
const OF_TOWNSPEOPLE: [&str; 4] =
    ["自有住房1套, 无车辆", "自有住房1套, 电动车1辆", "租住公租房, 无车辆", "租房居住, 无车辆"];

/// What the bureau did not adopt: 核查结论, what the visitors wrote, and why not.
const DECLINED: [(&str, &str, &str); 3] = [
    ("5", "邻居称不在家", "当日外出就医, 已再次上门见到本人"),
    ("7", "不愿接受核查", "经村(居)说明后已配合, 情况属实"),
    ("4", "近期有务工收入", "为一次性收入, 经核对未超过标准"),
];
