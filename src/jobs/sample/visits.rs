//! 入户核查 of the demonstration office: which households of 低保 the third party visited to November 2021 and what it found, and
//! whom 社工站 visited (assistance 6.2, D8, T5).
//!
//! Must not know the file.

use super::SampleFault;
use super::cases::{CaseVersion, in_force};
use super::plan::{Population, month};
use super::rng::Rng;
use super::support::Supported;
use crate::domain::assistance::dibao::Kind;
use chrono::{Days, NaiveDate};

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

/// A visit before having a key.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// To whom.
    pub to: Visited,
    /// By the third party, else by 社工站.
    pub third_party: bool,
    /// When.
    pub day: NaiveDate,
    /// 核查结论.
    pub conclusion: &'static str,
    /// 见面对象.
    pub met: &'static str,
    /// Who live there, and their income in fen.
    pub found: (i64, i64),
    /// Two names.
    pub visitors: String,
    /// 照片张数.
    pub photos: i64,
}

const VISITORS: [&str; 8] = ["贺志斌", "欧阳晓敏", "龙建军", "成丽娟", "蒋文辉", "廖雪梅", "阳海波", "谢春艳"];

/// Plans the visits, in the order of their days.
pub(crate) fn plan(
    population: &Population,
    versions: &[Vec<CaseVersion>],
    supported: &[Supported],
    rng: &mut Rng,
) -> Result<Vec<Visit>, SampleFault> {
    let november = month(11);
    let (mut urban, mut rural, mut gone) = (Vec::new(), Vec::new(), Vec::new());
    for (at, case) in population.cases.iter().enumerate() {
        let Some(days) = open_days(&versions[at]) else { continue };
        let stays = in_force(&versions[at], november).is_some_and(CaseVersion::on_roster);
        match (case.kind, stays) {
            (Kind::Urban, _) => urban.push((at, days)),
            (Kind::Rural, true) => rural.push((at, days)),
            (Kind::Rural, false) => gone.push((at, days)),
        }
    }
    rng.shuffle(&mut urban);
    rng.shuffle(&mut gone);
    if urban.len() < URBAN + URBAN_BY_SOCIAL_WORK || gone.len() < RURAL_GONE {
        return Err(SampleFault::Exhausted("入户核查对象"));
    }
    let by_social_work = urban.split_off(urban.len() - URBAN_BY_SOCIAL_WORK);
    urban.truncate(URBAN);
    gone.truncate(RURAL_GONE);
    let mut visits = Vec::new();
    for (at, days) in urban.into_iter().chain(rural).chain(gone) {
        visits.push(to_dibao(at, days, true, &versions[at], rng));
    }
    for (at, days) in by_social_work {
        visits.push(to_dibao(at, days, false, &versions[at], rng));
    }
    for (at, until) in supported.iter().enumerate().filter_map(|(at, s)| Some((at, s.at_home_until()?))) {
        let first = month(1).first_day() + Days::new(10);
        let day = first + Days::new(rng.within(0, (until - first).num_days().min(70)) as u64);
        let (visitors, photos) = (two(rng), rng.within(2, 6));
        let (to, found) = (Visited::Support(at), (1, 0));
        visits.push(Visit { to, third_party: false, day, conclusion: "1", met: "1", found, visitors, photos });
    }
    visits.sort_by_key(|v| v.day);
    Ok(visits)
}

/// The days of the project on which a case can be visited: decided, and not stopped yet.
fn open_days(versions: &[CaseVersion]) -> Option<(NaiveDate, NaiveDate)> {
    let first = versions[0].decided + Days::new(3);
    let last = versions.iter().find(|v| v.kind == "end").map(|v| v.decided - Days::new(3));
    let from = first.max(month(1).first_day() + Days::new(13));
    let to = last.unwrap_or(NaiveDate::MAX).min(month(11).first_day() + Days::new(25));
    (from <= to).then_some((from, to))
}

fn to_dibao(
    at: usize,
    (from, to): (NaiveDate, NaiveDate),
    third_party: bool,
    versions: &[CaseVersion],
    rng: &mut Rng,
) -> Visit {
    let mut day = from + Days::new(rng.within(0, (to - from).num_days()) as u64);
    let ended = versions.iter().find(|v| v.kind == "end").map(|v| v.decided);
    // What was stopped in the year mostly was so after a visit.
    let stopped_after = ended.filter(|d| third_party && *d < month(12).first_day() && (*d - from).num_days() > 20);
    let mut conclusion = ["1", "2", "3", "5", "7"][rng.weighed(&[930, 20, 30, 12, 8])];
    if let Some(ended) = stopped_after {
        day = ended - Days::new(rng.within(4, 20) as u64);
        conclusion = "4";
    }
    let standing = versions.iter().rev().find(|v| v.decided <= day).unwrap_or(&versions[0]);
    let met = if conclusion == "5" || conclusion == "7" { "3" } else { ["1", "2"][rng.weighed(&[70, 30])] };
    let found = (i64::from(standing.size.max(1)), standing.income);
    let (visitors, photos) = (two(rng), rng.within(2, 6));
    Visit { to: Visited::Dibao(at), third_party, day, conclusion, met, found, visitors, photos }
}

fn two(rng: &mut Rng) -> String {
    let first = rng.below(VISITORS.len());
    let second = (first + 1 + rng.below(VISITORS.len() - 1)) % VISITORS.len();
    format!("{}、{}", VISITORS[first], VISITORS[second])
}
