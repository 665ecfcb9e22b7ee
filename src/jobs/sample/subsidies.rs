//! 两补 of the demonstration office: who draws 困难残疾人生活补贴 and 重度残疾人护理补贴 in 2021, and from when to when (assistance 14.5).
//!
//! Must not know the file. People of 低保 come first; those with a certificate of level one or two who are on no other roster
//! are invented.

use super::cases::{CaseVersion, Event, in_force};
use super::days::{day, month};
use super::people::{Cast, Condition, Person, Sketch};
use super::places::Places;
use super::plan::Population;
use super::rng::Rng;
use super::{SampleFault, demo_day};
use crate::domain::assistance::subsidy::Subsidy;
use crate::domain::month::Month;
use crate::domain::people::sex::Sex;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeMap;

/// Person-months of 2021 (95.697 and 149.597 万元 at 70 yuan).
const LIVING: i64 = 13_671;
const CARE: i64 = 21_371;

/// Who draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Holder {
    /// One of those invented for it: a place among them.
    Invented(usize),
    /// Somebody of 低保.
    Known {
        /// A place among the cases.
        case: usize,
        /// A place among the people.
        person: usize,
    },
}

/// 退出低保: the end that the program itself decides with the 低保 case.
pub(crate) const LOST: &str = "23";

/// A case before having a key.
#[derive(Clone, Debug)]
pub(crate) struct Drawing {
    /// Which subsidy.
    pub subsidy: Subsidy,
    /// Who.
    pub holder: Holder,
    /// 申请, 镇街初审, 残联审核, 民政审定. It is paid from the month of the first.
    pub steps: [NaiveDate; 4],
    /// The first batch that knows of it, where that is later than the month of application.
    pub paid_late_in: Option<Month>,
    /// The last 年审 when it is entered, and the next one in 2021.
    pub verified: (NaiveDate, Option<NaiveDate>),
    /// When its end was decided, and why.
    pub end: Option<(NaiveDate, &'static str)>,
    /// It goes on after the 低保 it rests on.
    pub outlives: bool,
}

/// Everything planned for the two.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subsidies {
    /// People on no other roster.
    pub invented: Vec<Person>,
    /// The cases.
    pub drawings: Vec<Drawing>,
}

impl Subsidies {
    /// The cases of those of a 低保 case, person by person.
    pub(crate) fn of_case(&self, case: usize) -> &[Drawing] {
        let before = |case| self.drawings.partition_point(|d| d.holder < Holder::Known { case, person: 0 });
        &self.drawings[before(case)..before(case + 1)]
    }

    /// The cases of the invented.
    pub(crate) fn of_invented(&self) -> &[Drawing] {
        let known = self.drawings.partition_point(|d| matches!(d.holder, Holder::Invented(_)));
        &self.drawings[..known]
    }
}

/// Months of 2021 in which somebody may draw: the first, and the first one after the last.
#[derive(Clone, Copy)]
struct Span {
    holder: Holder,
    from: usize,
    until: usize,
    why: &'static str,
    since: NaiveDate,
    died: Option<NaiveDate>,
    /// Its 低保 is suspended for some time.
    suspended: bool,
}

impl Span {
    fn months(&self) -> i64 {
        i64::try_from(self.until.saturating_sub(self.from)).unwrap_or(0)
    }
}

/// Plans the cases, in the order of their holders. Some of the chronically ill are found to have a mild disability: their certificates
/// are added.
pub(crate) fn plan(
    population: &mut Population,
    versions: &[Vec<CaseVersion>],
    cast: &mut Cast<'_>,
    places: &Places,
) -> Result<Subsidies, SampleFault> {
    let covered = covered_spans(population, versions);
    let mut planning = Planning { all: Subsidies::default(), population, cast, places };
    planning.living(&covered)?;
    planning.care(&covered)?;
    let mut all = planning.all;
    all.drawings.sort_by_key(|d| (d.holder, d.steps[0]));
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
            let died = known.death.map(|(day, _)| day);
            let moved = in_force(versions, month(until)).is_some_and(|v| matches!(v.event, Some(Event::End(_, "04"))));
            let why = match died {
                Some(day) if Month::of(day).next() <= month(until) => "03",
                _ if moved => "04",
                _ => LOST,
            };
            let since = versions[0].decided;
            // Who came in the last weeks before the year applies in it.
            let from = if from == 1 && since > opened() - Days::new(20) { 2 } else { from };
            let suspended = versions.iter().any(|v| v.kind == "suspended");
            if known.custody.is_none() {
                let holder = Holder::Known { case, person };
                spans.push(Span { holder, from, until, why, since, died, suspended });
            }
        }
    }
    spans
}

/// The two exist since then.
fn introduced() -> NaiveDate {
    day(2016, 1, 4)
}

/// Who draws when the year begins has applied by then.
fn opened() -> NaiveDate {
    month(1).plus(-2).first_day()
}

struct Planning<'p, 'n> {
    all: Subsidies,
    population: &'p mut Population,
    cast: &'p mut Cast<'n>,
    places: &'p Places,
}

impl Planning<'_, '_> {
    fn living(&mut self, covered: &[Span]) -> Result<(), SampleFault> {
        let mut left = LIVING;
        let (mut whole, mut ill) = (Vec::new(), Vec::new());
        for span in covered.iter().filter(|span| !span.suspended) {
            let (Holder::Known { person, .. }, mut span) = (span.holder, *span) else { continue };
            let person = &self.population.people[person];
            if person.disability.is_none() {
                if span.months() == 12 && person.age() >= 18 && person.health.starts_with('3') {
                    ill.push(span);
                }
                continue;
            }
            if span.months() == 12 && self.cast.rng.chance(60) {
                span.from = self.cast.rng.within(2, 9) as usize;
            }
            match span.months() {
                12 => whole.push(span),
                // Too short a time to be decided and paid in.
                ..3 if span.from > 1 => {}
                months => {
                    left -= months;
                    self.draws(Subsidy::Living, span);
                }
            }
        }
        self.cast.rng.shuffle(&mut ill);
        for mut span in whole.into_iter().chain(ill) {
            let Some(months) = next_share(left) else { break };
            left -= months;
            span.from = 13 - usize::try_from(months).unwrap_or(12);
            if let Holder::Known { person, .. } = span.holder {
                self.cast.certify(&mut self.population.people[person]);
            }
            self.draws(Subsidy::Living, span);
        }
        if left == 0 { Ok(()) } else { Err(SampleFault::Exhausted("困难残疾人")) }
    }

    fn care(&mut self, covered: &[Span]) -> Result<(), SampleFault> {
        let mut left = CARE;
        // Who applied for the other one.
        let living: BTreeMap<Holder, usize> =
            self.all.drawings.iter().enumerate().map(|(nth, drawing)| (drawing.holder, nth)).collect();
        for span in covered {
            let Holder::Known { person, .. } = span.holder else { continue };
            let known = &self.population.people[person];
            // It does not end with 低保, but with a death or a move.
            let (until, why) = match (span.why, known.death) {
                ("03" | "04", _) => (span.until, span.why),
                (_, Some((day, _))) => (span.until.max(day.month() as usize + 1), "03"),
                (_, None) => (13, ""),
            };
            let span = Span { until, why, ..*span };
            let short = span.months() < 3 && span.from > 1;
            if !known.is_severe() || short || !self.cast.rng.chance(980) {
                continue;
            }
            left -= span.months();
            let both = living.get(&span.holder).map(|nth| self.all.drawings[*nth].clone());
            self.draws(Subsidy::Care, span);
            let both = both.filter(|other| Month::of(other.steps[0]) < month(2) && span.from == 1);
            if let (Some(other), true) = (both, self.cast.rng.chance(800))
                && let Some(drawing) = self.all.drawings.last_mut()
            {
                drawing.steps = other.steps;
                drawing.verified = (other.verified.0, other.verified.1.or(drawing.verified.1));
            }
        }
        while let Some(share) = next_share(left) {
            left -= self.invented(share, left > 200)?;
        }
        if left == 0 { Ok(()) } else { Err(SampleFault::Exhausted("重度残疾人")) }
    }

    /// Somebody on no other roster draws 护理补贴 for so many months, or for fewer, where it need not be that many. Gives the months.
    fn invented(&mut self, months: i64, or_fewer: bool) -> Result<i64, SampleFault> {
        let mut person = self.severe()?;
        let rng = &mut self.cast.rng;
        let (mut from, mut until, mut why) = (13 - usize::try_from(months).unwrap_or(12), 13, "");
        if or_fewer && rng.chance(70) {
            from = rng.within(2, 9) as usize;
        } else if or_fewer && rng.chance(50) {
            until = rng.within(3, 11) as usize;
            why = rng.code(&["03", "03", "04", "21"]);
            let day = month(until - 1).first_day() + Days::new(rng.below(19) as u64);
            match why {
                "03" => person.death = Some((day, "1")),
                "21" => person.cert_until = Some(day),
                _ => {}
            }
        }
        let died = person.death.map(|(day, _)| day);
        let holder = Holder::Invented(self.all.invented.len());
        let span = Span { holder, from, until, why, since: introduced(), died, suspended: false };
        self.all.invented.push(person);
        self.draws(Subsidy::Care, span);
        Ok(span.months())
    }

    /// Somebody with a certificate of level one or two, on no other roster.
    fn severe(&mut self) -> Result<Person, SampleFault> {
        let cast = &mut *self.cast;
        let rural = cast.rng.chance(250);
        let home = cast.home(self.places, rural);
        let (from, to) = [(8, 17), (18, 44), (45, 59), (60, 74), (75, 84), (85, 92), (93, 100)]
            [cast.rng.weighed(&[60, 210, 270, 290, 130, 36, 4])];
        let age = cast.rng.within(from, to);
        let sex = if cast.rng.chance(560) { Sex::Male } else { Sex::Female };
        let sketch = Sketch::of(sex, age, cast.names.surname(&mut cast.rng), "10", Condition::Severe);
        let mut person = cast.person(sketch, &home)?;
        let of_mind = person.disability.is_some_and(|(kind, _)| kind == "5" || kind == "6");
        person.marital = marital(&mut cast.rng, age, of_mind);
        Ok(person)
    }

    /// The case of a span.
    fn draws(&mut self, subsidy: Subsidy, span: Span) {
        let steps = if span.from == 1 { self.before_the_year(&span) } else { self.in_the_year(&span) };
        let batch = self.cast.workdays.first_batch(steps[3]);
        let late = span.from > 1 && batch > Month::of(steps[0]);
        let end = (span.until <= 12).then(|| {
            let of_month = self.cast.rng.within(18, 24) as u64;
            let decided = month(span.until).prev().first_day() + Days::new(of_month);
            let known = span.died.map_or(decided, |day| decided.max(day + Days::new(1)));
            (self.cast.workdays.from(known), span.why)
        });
        let verified = self.verified(&span, steps[3]);
        self.all.drawings.push(Drawing {
            subsidy,
            holder: span.holder,
            steps,
            paid_late_in: late.then_some(batch),
            verified,
            end,
            outlives: false,
        });
    }

    /// 年审 comes once a year; the decision is one.
    fn verified(&mut self, span: &Span, decided: NaiveDate) -> (NaiveDate, Option<NaiveDate>) {
        if span.from > 1 {
            return (decided, None);
        }
        let rng = &mut self.cast.rng;
        let days = [151 + rng.below(150) as u64, 320 + rng.below(60) as u64].map(Days::new);
        let first = self.cast.workdays.from(month(1).plus(-12).first_day() + days[0]).max(decided);
        let again = self.cast.workdays.from(first + days[1]);
        (
            first,
            Some(again)
                .filter(|day| *day <= demo_day() && (span.until > 12 || Month::of(*day) < month(span.until).prev())),
        )
    }

    /// Most apply soon after they can.
    fn before_the_year(&mut self, span: &Span) -> [NaiveDate; 4] {
        let since = span.since.max(introduced());
        let days = (opened() - since).num_days().max(0);
        let known = matches!(span.holder, Holder::Known { .. });
        let days = if known && self.cast.rng.chance(700) { days.min(60) } else { days };
        let [waits, takes] = [(0, days), (15, 24)].map(|(from, to)| Days::new(self.cast.rng.within(from, to) as u64));
        let apply = self.cast.workdays.from(since + waits);
        self.steps(apply, apply + takes)
    }

    /// Some are decided in the month after the application.
    fn in_the_year(&mut self, span: &Span) -> [NaiveDate; 4] {
        let rng = &mut self.cast.rng;
        let late = usize::from(span.from < 10 && span.until > span.from + 3 && rng.chance(400));
        let apply = month(span.from).first_day() + Days::new(rng.within(2, 8) as u64);
        let decided = month(span.from + late).first_day() + Days::new(rng.within(18, 24) as u64);
        self.steps(self.cast.workdays.from(apply), decided)
    }

    /// The two steps between application and decision.
    fn steps(&self, apply: NaiveDate, decided: NaiveDate) -> [NaiveDate; 4] {
        let third = (decided - apply).num_days().unsigned_abs() / 3;
        [
            apply,
            self.cast.workdays.from(apply + Days::new(third)),
            self.cast.workdays.from(apply + Days::new(2 * third)),
            self.cast.workdays.from(decided),
        ]
    }
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

/// 婚姻状况: a disability of the mind leaves most alone; the old are widowed.
fn marital(rng: &mut Rng, age: i64, of_mind: bool) -> &'static str {
    let weights = match (age, of_mind) {
        (..23, _) => [1, 0, 0, 0],
        (..65, true) => [72, 15, 1, 12],
        (_, true) => [58, 16, 18, 8],
        (..30, _) => [70, 28, 0, 2],
        (..65, _) => [18, 67, 3, 12],
        (..80, _) => [4, 60, 32, 4],
        _ => [2, 34, 62, 2],
    };
    ["10", "20", "30", "40"][rng.weighed(&weights)]
}
