//! 两补 of the demonstration office: who draws 困难残疾人生活补贴 and 重度残疾人护理补贴 in 2021, and from when to when (assistance 14.5).
//!
//! Must not know the file. People of 低保 come first; those with a certificate of level one or two who are on no other roster
//! are invented.

use super::SampleFault;
use super::cases::{CaseVersion, in_force};
use super::people::{Cast, Condition, Home, Person, Sketch};
use super::places::Places;
use super::plan::{Population, month};
use crate::domain::assistance::subsidy::Subsidy;
use crate::domain::month::Month;
use crate::domain::people::sex::Sex;
use chrono::{Datelike, Days, NaiveDate};

/// Person-months of 2021 (95.697 and 149.597 万元 at 70 yuan).
const LIVING: i64 = 13_671;
const CARE: i64 = 21_371;

/// Who draws: a place among the people of the office, or among those invented for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// Among the people of 低保.
    Known(usize),
    /// Among the invented.
    Invented(usize),
}

/// A case before having a key.
#[derive(Clone, Debug)]
pub(crate) struct Drawing {
    /// Which subsidy.
    pub subsidy: Subsidy,
    /// Who.
    pub holder: Holder,
    /// The 低保 case that CL rests on: a place among the cases.
    pub dibao: Option<usize>,
    /// 申请日期; paid from its month.
    pub apply: NaiveDate,
    /// 审定日期.
    pub decided: NaiveDate,
    /// The first month not due any more, when that was decided, and why.
    pub end: Option<(Month, NaiveDate, &'static str)>,
}

/// What is paid later than due: in the month of the first batch after the decision.
impl Drawing {
    /// The first batch that knows of it, when that is later than the month of application.
    pub(crate) fn paid_late_in(&self) -> Option<Month> {
        let batch = Month::of(self.decided).next();
        (self.decided.year() == 2021 && batch > Month::of(self.apply)).then_some(batch)
    }
}

/// Everything planned for the two.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subsidies {
    /// People on no other roster.
    pub invented: Vec<Person>,
    /// The cases.
    pub drawings: Vec<Drawing>,
}

/// Months of 2021 in which somebody may draw: the first, and the first one after the last.
#[derive(Clone, Copy)]
struct Span {
    holder: Holder,
    dibao: Option<usize>,
    from: usize,
    until: usize,
    why: &'static str,
    since: NaiveDate,
    died: Option<NaiveDate>,
}

impl Span {
    fn months(&self) -> i64 {
        i64::try_from(self.until.saturating_sub(self.from)).unwrap_or(0)
    }
}

/// Plans the cases. Some of the chronically ill are found to have a mild disability: their certificates are added.
pub(crate) fn plan(
    population: &mut Population,
    versions: &[Vec<CaseVersion>],
    cast: &mut Cast<'_>,
    places: &Places,
) -> Result<Subsidies, SampleFault> {
    let mut all = Subsidies::default();
    let covered = covered_spans(population, versions);
    living(&mut all, population, covered.clone(), cast)?;
    care(&mut all, population, &covered, cast, places)?;
    Ok(all)
}

/// Everybody covered by 低保, with the months.
fn covered_spans(population: &Population, versions: &[Vec<CaseVersion>]) -> Vec<Span> {
    let mut spans = Vec::new();
    for (case, versions) in versions.iter().enumerate() {
        let mut persons: Vec<usize> = versions.iter().flat_map(|v| v.covers.iter().copied()).collect();
        persons.sort_unstable();
        persons.dedup();
        for person in persons {
            let known = &population.people[person];
            let held = |m: usize| {
                let alive = known.death.is_none_or(|(day, _)| Month::of(day) >= month(m));
                let version = in_force(versions, month(m)).filter(|v| v.on_roster());
                alive && version.is_some_and(|v| v.covers.contains(&person))
            };
            let Some(from) = (1..=12).find(|m| held(*m)) else { continue };
            let until = (from..=12).find(|m| !held(*m)).unwrap_or(13);
            let died = known.death.is_some_and(|(day, _)| Month::of(day).next() <= month(until));
            let why = if died { "03" } else { "23" };
            let since = versions[0].decided;
            let holder = Holder::Known(person);
            // Who came in the last weeks before the year is left for the next review.
            if known.custody.is_none() && (from > 1 || since < in_time()) {
                let died = known.death.map(|(day, _)| day);
                spans.push(Span { holder, dibao: Some(case), from, until, why, since, died });
            }
        }
    }
    spans
}

/// Decided before this day, 低保 of the opening roster carries a subsidy decided in 2020.
fn in_time() -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 11, 10).unwrap_or_default()
}

fn living(
    all: &mut Subsidies,
    population: &mut Population,
    covered: Vec<Span>,
    cast: &mut Cast<'_>,
) -> Result<(), SampleFault> {
    let mut left = LIVING;
    let (mut whole, mut ill) = (Vec::new(), Vec::new());
    for mut span in covered {
        let Holder::Known(at) = span.holder else { continue };
        let person = &population.people[at];
        if person.disability.is_none() {
            if span.months() == 12 && person.age() >= 18 && person.health.starts_with('3') {
                ill.push(span);
            }
            continue;
        }
        if span.months() == 12 && cast.rng.chance(60) {
            span.from = cast.rng.within(2, 9) as usize;
        }
        match span.months() {
            12 => whole.push(span),
            // Too short a time to be decided and paid in.
            ..3 if span.from > 1 => {}
            months => {
                left -= months;
                all.drawings.push(drawing(Subsidy::Living, span, cast));
            }
        }
    }
    cast.rng.shuffle(&mut ill);
    for mut span in whole.into_iter().chain(ill) {
        let Some(months) = next_share(left) else { break };
        left -= months;
        span.from = 13 - usize::try_from(months).unwrap_or(12);
        if let Holder::Known(at) = span.holder {
            certify(&mut population.people[at], cast);
        }
        all.drawings.push(drawing(Subsidy::Living, span, cast));
    }
    if left == 0 { Ok(()) } else { Err(SampleFault::Exhausted("困难残疾人")) }
}

/// How many months the next one draws so that the sum is met, the last one begins in November, and nobody in December.
fn next_share(left: i64) -> Option<i64> {
    match left {
        ..2 => None,
        2 | 3 => Some(left),
        4..=14 => Some(left - 2),
        15 => Some(11),
        _ => Some(12),
    }
}

/// A mild disability of somebody chronically ill.
fn certify(person: &mut Person, cast: &mut Cast<'_>) {
    if person.disability.is_none() {
        person.disability = Some(("4", cast.rng.code(&["3", "4", "4"])));
        person.health = "64";
        person.cert_until = NaiveDate::from_ymd_opt(2023 + cast.rng.within(0, 6) as i32, 6, 30);
    }
}

fn care(
    all: &mut Subsidies,
    population: &Population,
    covered: &[Span],
    cast: &mut Cast<'_>,
    places: &Places,
) -> Result<(), SampleFault> {
    let mut left = CARE;
    for span in covered.iter().filter(|s| s.from == 1) {
        let Holder::Known(at) = span.holder else { continue };
        if !population.people[at].is_severe() || !cast.rng.chance(880) {
            continue;
        }
        // It does not end with 低保, but with a death.
        let died = population.people[at].death.map_or(13, |(day, _)| day.month() as usize + 1);
        let until = if span.why == "03" { span.until } else { died.max(span.until) };
        let until = if population.people[at].death.is_none() { 13 } else { until.min(13) };
        let span = Span { until, why: "03", dibao: None, ..*span };
        left -= span.months();
        all.drawings.push(drawing(Subsidy::Care, span, cast));
    }
    while let Some(share) = next_share(left) {
        let at = all.invented.len();
        let mut person = severe(cast, places)?;
        let since = NaiveDate::from_ymd_opt(2018, 1, 10).unwrap_or_default();
        let (mut from, mut until, mut why) = (13 - usize::try_from(share).unwrap_or(12), 13, "");
        if left > 200 && cast.rng.chance(70) {
            from = cast.rng.within(2, 9) as usize;
        } else if left > 200 && cast.rng.chance(50) {
            until = cast.rng.within(3, 11) as usize;
            why = cast.rng.code(&["03", "03", "04", "21"]);
            if why == "03" {
                person.death = Some((month(until - 1).first_day() + Days::new(cast.rng.below(19) as u64), "1"));
            }
        }
        let span = Span {
            holder: Holder::Invented(at),
            dibao: None,
            from,
            until,
            why,
            since,
            died: person.death.map(|(day, _)| day),
        };
        left -= span.months();
        all.invented.push(person);
        all.drawings.push(drawing(Subsidy::Care, span, cast));
    }
    if left == 0 { Ok(()) } else { Err(SampleFault::Exhausted("重度残疾人")) }
}

/// Somebody with a certificate of level one or two, on no other roster.
fn severe(cast: &mut Cast<'_>, places: &Places) -> Result<Person, SampleFault> {
    let rural = cast.rng.chance(250);
    let village = places.village(&mut cast.rng, rural);
    let home = Home { village, rural, address: places.address(&mut cast.rng, village) };
    let age = cast.rng.within(8, 84);
    let sketch = Sketch {
        sex: if cast.rng.chance(560) { Sex::Male } else { Sex::Female },
        age,
        surname: cast.names.surname(&mut cast.rng),
        marital: if age < 24 || cast.rng.chance(250) { "10" } else { "20" },
        condition: Condition::Severe,
        moved_in: false,
    };
    cast.person(sketch, &home)
}

fn drawing(subsidy: Subsidy, span: Span, cast: &mut Cast<'_>) -> Drawing {
    let (apply, decided) = if span.from == 1 {
        let open = month(1).prev().prev().first_day();
        let days = (open - span.since).num_days().max(1);
        let apply = (span.since + Days::new(cast.rng.within(0, days) as u64)).min(open);
        (apply.max(span.since), apply.max(span.since) + Days::new(18))
    } else {
        let first = month(span.from).first_day();
        let late = u64::from(span.from < 10 && span.until > span.from + 3 && cast.rng.chance(400));
        let apply = first + Days::new(cast.rng.within(2, 8) as u64);
        (apply, month(span.from + late as usize).first_day() + Days::new(cast.rng.within(20, 26) as u64))
    };
    let end = (span.until <= 12).then(|| {
        let decided = month(span.until).prev().first_day() + Days::new(cast.rng.within(20, 26) as u64);
        (month(span.until), span.died.map_or(decided, |day| decided.max(day + Days::new(1))), span.why)
    });
    Drawing { subsidy, holder: span.holder, dibao: span.dibao, apply, decided, end }
}
