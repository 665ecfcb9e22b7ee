//! 适老化改造 of the demonstration office: whose homes were made fit in 2021, what was done there, and when (services 2.10).
//!
//! Must not know the file.

use super::SampleFault;
use super::cases::{CaseVersion, in_force};
use super::days::{Workdays, month};
use super::people::{Person, REFERENCE_YEAR};
use super::places::Places;
use super::plan::Population;
use super::rng::Rng;
use super::somebody::Somebody;
use super::support::Supported;
use crate::domain::money::Money;
use chrono::{Days, NaiveDate};

/// What was asked for in a part, and what was done.
pub(crate) const TARGET: u32 = 30;
const DONE: usize = 32;
/// How many of them are supported in 特困.
const SUPPORTED: usize = 13;

/// A home before having a key.
#[derive(Clone, Debug)]
pub(crate) struct Adaptation {
    /// Whose.
    pub who: Somebody,
    /// 失能.
    pub unable: bool,
    /// 独居.
    pub alone: bool,
    /// 摸底, 申请, 评估.
    pub asked: [NaiveDate; 3],
    /// 预算, yuan.
    pub budget: i64,
    /// 改造项目: code, how many, of what, yuan.
    pub items: Vec<Item>,
    /// What became of it.
    pub then: Then,
}

/// 项目, 数量, 单位, 造价 in yuan.
pub(crate) type Item = (&'static str, i64, &'static str, i64);

/// What became of a home after it was looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Then {
    /// 确定, 开工, 完工, 验收, 拨款, 归档; whoever was not quite satisfied.
    Built { decided: NaiveDate, days: [NaiveDate; 5], satisfied: &'static str },
    /// 退出, and why.
    Withdrawn(NaiveDate, &'static str),
}

/// Somebody who may be chosen.
struct Old<'p> {
    who: Somebody,
    person: &'p Person,
    alone: bool,
    unable: bool,
}

/// Plans them, in the order in which the builders go from home to home; `cap` is what a household is given at most.
pub(crate) fn plan(
    (population, versions): (&Population, &[Vec<CaseVersion>]),
    supported: &[Supported],
    (places, workdays, cap): (&Places, &Workdays, Money),
    rng: &mut Rng,
) -> Result<Vec<Adaptation>, SampleFault> {
    let (mut housed, mut poor) = (of_support(supported), of_dibao(population, versions));
    rng.shuffle(&mut housed);
    rng.shuffle(&mut poor);
    // The very old first.
    poor.sort_by_key(|old| old.person.birth.checked_add_days(Days::new(366 * 80)) > Some(month(1).first_day()));
    let dead = poor.iter().position(|old| old.person.death.is_some());
    let dead = dead.map(|at| poor.remove(at));
    let living = |old: &Old<'_>| old.person.death.is_none();
    let mut chosen: Vec<Old<'_>> = housed.into_iter().filter(living).take(SUPPORTED).collect();
    let rest = DONE + 1 - chosen.len();
    chosen.extend(poor.into_iter().filter(living).take(rest));
    if chosen.len() <= DONE {
        return Err(SampleFault::Exhausted("适老化改造对象"));
    }
    // One of them would not have it.
    let unwilling = chosen.pop();
    chosen.sort_by_key(|old| places.all[old.person.home].code);
    let mut planning = Planning { workdays, rng, free: on(workdays, 5, 10), cap: cap.as_fen() / 100 };
    let mut all: Vec<Adaptation> = chosen.iter().map(|old| planning.built(old)).collect();
    all.extend(unwilling.map(|old| planning.withdrawn(&old, "3")));
    all.extend(dead.map(|old| planning.withdrawn(&old, "1")));
    Ok(all)
}

/// Those of 特困 who live at home all year, as far as they are old enough, and eighty, in care, or disabled.
fn of_support(supported: &[Supported]) -> Vec<Old<'_>> {
    let at_home = |one: &&Supported| one.at_home_until() == Some(NaiveDate::MAX) && one.person.death.is_none();
    let all = (0..).zip(supported).filter(|(_, one)| at_home(one));
    let olds = all.map(|(at, one)| Old {
        who: Somebody::Supported(at),
        person: &one.person,
        alone: true,
        unable: one.fails > 0,
    });
    olds.filter(Old::is_meant).collect()
}

/// The heads of households that draw 低保 all year, or until they die in its summer.
fn of_dibao<'p>(population: &'p Population, versions: &[Vec<CaseVersion>]) -> Vec<Old<'p>> {
    let heads = (0..).zip(&population.cases).filter_map(|(case, of): (usize, _)| {
        let household = &population.households[of.household];
        let head = household.members.first()?.person;
        let person = &population.people[head];
        let until = match person.death {
            Some((day, _)) if (month(5).first_day()..month(9).first_day()).contains(&day) => 4,
            Some(_) => return None,
            None => 12,
        };
        let drawn = |at| in_force(&versions[case], month(at)).is_some_and(|v| v.pays() && v.covers.contains(&head));
        let alone = household.members.len() == 1;
        let old = Old { who: Somebody::Known(head), person, alone, unable: false };
        (1..=until).all(drawn).then_some(old)
    });
    heads.filter(Old::is_meant).collect()
}

impl Old<'_> {
    /// Sixty and in 2021 eighty or older, or in care, or disabled (民发〔2020〕86号), when the lists are made.
    fn is_meant(&self) -> bool {
        let before = |years: i32| {
            let listed = NaiveDate::from_ymd_opt(REFERENCE_YEAR - years, 3, 1);
            listed.is_some_and(|day| self.person.birth < day)
        };
        before(60) && (before(80) || self.unable || self.person.disability.is_some())
    }
}

/// A working day of 2021, or the next one.
fn on(workdays: &Workdays, of_2021: usize, day: u64) -> NaiveDate {
    workdays.from(month(of_2021).first_day() + Days::new(day - 1))
}

struct Planning<'p> {
    workdays: &'p Workdays,
    rng: &'p mut Rng,
    /// When the builders are free.
    free: NaiveDate,
    /// Yuan that a household is given at most.
    cap: i64,
}

impl Planning<'_> {
    fn days(&mut self, from: i64, to: i64) -> u32 {
        u32::try_from(self.rng.within(from, to)).unwrap_or(1)
    }

    fn asked(&mut self, old: &Old<'_>) -> Adaptation {
        let listed = self.workdays.after(on(self.workdays, 3, 1), self.days(0, 14));
        let applied = self.workdays.after(listed, self.days(1, 6));
        let surveyed = self.workdays.after(applied, self.days(2, 8));
        let items = self.items(old.unable);
        // Estimated in hundreds.
        let budget = (items.iter().map(|item| item.3).sum::<i64>() / 100 + self.rng.within(1, 4)) * 100;
        Adaptation {
            who: old.who.clone(),
            unable: old.unable,
            alone: old.alone,
            asked: [listed, applied, surveyed],
            budget,
            items,
            then: Then::Withdrawn(surveyed, "9"),
        }
    }

    fn built(&mut self, old: &Old<'_>) -> Adaptation {
        let asked = self.asked(old);
        let decided = on(self.workdays, 4, [22, 27, 29][self.rng.below(3)]);
        let start = self.free;
        let done = self.workdays.after(start, self.days(1, 3));
        self.free = self.workdays.after(done, 1);
        let accepted = self.workdays.after(done, self.days(4, 12));
        let paid = self.workdays.after(accepted, self.days(8, 16));
        let archived = self.workdays.after(paid, self.days(3, 10));
        let satisfied = if self.rng.chance(850) { "1" } else { "2" };
        Adaptation { then: Then::Built { decided, days: [start, done, accepted, paid, archived], satisfied }, ..asked }
    }

    fn withdrawn(&mut self, old: &Old<'_>, why: &'static str) -> Adaptation {
        let asked = self.asked(old);
        // A death is known some days later.
        let known = old.person.death.map_or(asked.asked[2], |(day, _)| day);
        let day = self.workdays.after(known, self.days(3, 9));
        Adaptation { then: Then::Withdrawn(day, why), ..asked }
    }

    /// What is done in a home, in the order of the list; whoever lives there may be in need of care.
    fn items(&mut self, unable: bool) -> Vec<Item> {
        let chosen = WORK.into_iter().filter(|(often, care, _)| self.rng.chance(if unable { *care } else { *often }));
        let mut items: Vec<Item> = chosen.map(|(.., item)| item).collect();
        for (_, qty, _, yuan) in &mut items {
            // Some are needed twice: so is the money, a little more or less.
            if *yuan < 200 && self.rng.chance(400) {
                (*qty, *yuan) = (*qty * 2, *yuan * 2);
            }
            *yuan += self.rng.within(-3, 6) * 10;
        }
        // What the money does not reach for is left out, the last of the list first.
        while items.iter().map(|item| item.3).sum::<i64>() > self.cap {
            items.pop();
        }
        items
    }
}

/// How many of a thousand homes have it, and of those of whom is in care: the item, how many, of what, yuan. 防滑处理 is in every home.
const WORK: [(usize, usize, Item); 14] = [
    (1000, 1000, ("01", 2, "处", 760)),
    (420, 300, ("02", 1, "处", 260)),
    (300, 200, ("05", 1, "处", 150)),
    (0, 330, ("10", 1, "张", 1_480)),
    (260, 800, ("11", 1, "件", 320)),
    (0, 300, ("12", 1, "件", 240)),
    (950, 950, ("13", 2, "处", 300)),
    (480, 300, ("14", 1, "处", 820)),
    (820, 700, ("17", 1, "件", 190)),
    (640, 500, ("20", 2, "处", 130)),
    (350, 250, ("21", 2, "处", 180)),
    (380, 300, ("22", 1, "套", 110)),
    (700, 250, ("24", 1, "件", 90)),
    (120, 250, ("29", 1, "件", 260)),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::workday::Calendar;
    use crate::register::elderly::codes::ADAPT_ITEM;

    #[test]
    fn no_home_costs_more_than_the_cap_and_all_items_are_on_the_list() {
        let workdays = Workdays::of(&Calendar::shipped());
        let mut rng = Rng::of(1, 2);
        let mut planning = Planning { workdays: &workdays, rng: &mut rng, free: month(5).first_day(), cap: 5_000 };
        let dearest = |planning: &mut Planning<'_>| -> i64 {
            let costs = (0..20_000).map(|_| planning.items(true).iter().map(|item| item.3).sum());
            costs.max().unwrap_or_default()
        };
        assert!((4_800..=5_000).contains(&dearest(&mut planning)));
        planning.cap = i64::MAX;
        assert!(dearest(&mut planning) > 5_000, "some would cost more");
        assert!(WORK.iter().all(|(.., (code, ..))| ADAPT_ITEM.label(code).is_some()));
        assert!(WORK.windows(2).all(|pair| pair[0].2.0 < pair[1].2.0));
    }
}
