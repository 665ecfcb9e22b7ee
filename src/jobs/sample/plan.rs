//! Which households of the demonstration office have which story in 2021.
//!
//! Must not know amounts (they follow by the rules) or the file.

use super::SampleFault;
use super::acts::taken_over_on;
use super::cases::{Case, Event, decided_for};
use super::days::{Papers, month};
use super::flows::{Flow, Sizes};
use super::households::{self, Household, Member};
use super::names::surname_of;
use super::people::{Cast, Condition, Person, Sketch};
use super::places::Places;
use crate::domain::assistance::dibao::Class;
use crate::domain::month::Month;
use crate::domain::people::sex::Sex;
use chrono::{Datelike, Days, Months, NaiveDate};

/// People, households and 低保 cases of one office, before having keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct Population {
    /// The people.
    pub people: Vec<Person>,
    /// Their households.
    pub households: Vec<Household>,
    /// The cases, both kinds.
    pub cases: Vec<Case>,
}

/// Adds the households and cases of one kind.
pub(crate) fn populate(
    population: &mut Population,
    cast: &mut Cast<'_>,
    places: &Places,
    flow: &Flow,
) -> Result<(), SampleFault> {
    let first = population.cases.len();
    let mut planning = Planning { population, cast, places, flow };
    planning.roster(&flow.opening, opening_start)?;
    let opening = first..planning.population.cases.len();
    planning.tell(opening)?;
    let before = planning.population.cases.len();
    planning.roster(&flow.coming, |cast, _| month(1 + cast.rng.weighed(&[6, 4, 9, 10, 9, 9, 8, 9, 8, 8, 7])))?;
    for case in planning.population.cases[before..].iter_mut().take(flow.moved_in) {
        case.moved_in = true;
    }
    planning.roster(&flow.coming_late, |_, _| month(12))
}

/// When a case of the opening roster began: in 2015 to 2020, after the household was as it is, its youngest born and its applicant of age.
fn opening_start(cast: &mut Cast<'_>, complete: NaiveDate) -> Month {
    let year = 2015 + i32::try_from(cast.rng.weighed(&[16, 17, 18, 18, 17, 14])).unwrap_or(0);
    let start = Month::new(year, 1 + u32::try_from(cast.rng.below(12)).unwrap_or(0)).unwrap_or(month(1));
    // Before the application.
    let earliest = Month::of(complete + Days::new(Papers::MOST)).plus(2);
    start.max(earliest).min(month(0))
}

struct Planning<'p, 'c, 'n> {
    population: &'p mut Population,
    cast: &'c mut Cast<'n>,
    places: &'p Places,
    flow: &'p Flow,
}

impl Planning<'_, '_, '_> {
    /// Households of those sizes, each with a case.
    fn roster(
        &mut self,
        sizes: &Sizes,
        mut start: impl FnMut(&mut Cast<'_>, NaiveDate) -> Month,
    ) -> Result<(), SampleFault> {
        let rural = self.flow.kind == crate::domain::assistance::dibao::Kind::Rural;
        for (at, households) in sizes.iter().enumerate() {
            for _ in 0..*households {
                let people = &mut self.population.people;
                let home = self.cast.home(self.places, rural);
                let household = households::found(self.cast, people, home, at + 1)?;
                let since = |m: &Member| people[m.person].custody.map_or(people[m.person].birth, |(from, _)| from);
                let of_age = people[household.members[0].person].birth.checked_add_months(Months::new(18 * 12));
                let complete = household.members.iter().map(since).chain(of_age).max().unwrap_or_default();
                let start = start(self.cast, complete);
                let case = self.case(&household, start);
                self.population.households.push(household);
                self.population.cases.push(case);
            }
        }
        Ok(())
    }

    fn case(&mut self, household: &Household, start: Month) -> Case {
        let decided = decided_for(start, self.population.households.len(), None, self.cast.workdays);
        let papers = Papers::until(decided, self.cast.workdays, &mut self.cast.rng);
        let people = &self.population.people;
        let living = i64::try_from(household.size()).unwrap_or(1);
        let head = &people[household.members[0].person];
        // Whom nobody keeps and who has nothing is supported in 特困.
        let kinless = household.members.len() == 1 && head.marital == "10" && head.age() >= 60;
        let works = household.covered().any(|m| people[m.person].labor <= "2");
        let rng = &mut self.cast.rng;
        let (least, most) = self.flow.income;
        let per_head = match () {
            () if household.single => rng.within(625, 790),
            () if head.employ == "6" => rng.within(220, most),
            () if !works && !kinless && rng.chance(620) => 0,
            () if kinless => rng.within(100, most),
            // A basic pension or a little work: many have little, few have much.
            () => least + (rng.within(0, most - least) + rng.within(0, most - least)) / 2,
        };
        let class = match (works, per_head) {
            _ if household.single => Class::B,
            (false, 0) => Class::A,
            (true, 250..) => Class::C,
            _ => [Class::B, Class::C, Class::A][rng.weighed(&[60, 30, 10])],
        };
        let odd_fen = if per_head > 0 && rng.chance(120) { *rng.pick(&[20, 33, 50, 67, 80]) } else { 0 };
        let channel = ["1", "2", "3", "4"][rng.weighed(&[70, 14, 12, 4])];
        let kin = rng
            .chance(6)
            .then(|| self.cast.names.name(&mut self.cast.rng, surname_of(&head.name), Sex::Male, 1972, None));
        Case {
            kind: self.flow.kind,
            household: self.population.households.len(),
            start,
            papers,
            channel,
            moved_in: false,
            income: per_head * living * 100 + odd_fen,
            class,
            retained: false,
            kin,
            causes: causes(household, people, papers.apply),
            odd: None,
            events: Vec::new(),
        }
    }

    /// Gives the cases of the opening roster their year.
    fn tell(&mut self, opening: std::ops::Range<usize>) -> Result<(), SampleFault> {
        let mut order: Vec<usize> = opening.collect();
        self.cast.rng.shuffle(&mut order);
        let flow = *self.flow;
        let mut months: Vec<Month> = (1..=11).flat_map(|n| vec![month(n); flow.leaving_by_month[n - 1]]).collect();
        self.cast.rng.shuffle(&mut months);
        let mut order = self.leave(order, &flow.leaving, || months.pop().unwrap_or(month(11)));
        order = self.leave(order, &flow.leaving_late, || month(12));
        order = self.retain(order, flow.retained);
        for late in [false, true] {
            let times = if late { flow.shrinking_late } else { flow.shrinking };
            order = self.some(order, times, |planning, case| planning.shrink(case, late))?;
        }
        order = self.some(order, flow.growing, |planning, case| planning.grow(case))?;
        order = self.some(order, flow.suspended, |planning, case| Ok(planning.suspend(case)))?;
        order = self.some(order, flow.suspended_late, |planning, case| {
            planning.push(case, month(10), Event::Suspend);
            planning.push(case, month(12), Event::Resume);
            Ok(true)
        })?;
        order = self.some(order, flow.grace, |planning, case| Ok(planning.find_work(case)))?;
        order = self.some(order, flow.reviewed, |planning, case| Ok(planning.review(case)))?;
        order = self.some(order, flow.reclassed, |planning, case| Ok(planning.reclass(case)))?;
        for case in order {
            self.birthdays(case);
        }
        Ok(())
    }

    fn push(&mut self, case: usize, from: Month, event: Event) {
        self.population.cases[case].events.push((from, event));
    }

    /// Lets the act happen to the first so many cases to which it can; gives the others back.
    fn some(
        &mut self,
        order: Vec<usize>,
        mut times: usize,
        mut happens: impl FnMut(&mut Self, usize) -> Result<bool, SampleFault>,
    ) -> Result<Vec<usize>, SampleFault> {
        let mut others = Vec::with_capacity(order.len());
        for case in order {
            if times > 0 && happens(self, case)? {
                times -= 1;
            } else {
                others.push(case);
            }
        }
        if times > 0 { Err(SampleFault::Exhausted("变动的家庭")) } else { Ok(others) }
    }

    /// Households of those sizes leave.
    fn leave(&mut self, order: Vec<usize>, sizes: &Sizes, mut when: impl FnMut() -> Month) -> Vec<usize> {
        let mut left = *sizes;
        let mut others = Vec::with_capacity(order.len());
        for case in order {
            let size = self.population.households[self.population.cases[case].household].covered().count();
            if left[size - 1] == 0 {
                others.push(case);
                continue;
            }
            left[size - 1] -= 1;
            let from = when();
            self.stop(case, from, size);
        }
        others
    }

    fn stop(&mut self, case: usize, from: Month, size: usize) {
        let head = self.population.households[self.population.cases[case].household].members[0].person;
        let rng = &mut self.cast.rng;
        let person = &mut self.population.people[head];
        if size == 1 && person.age() >= 60 && rng.chance(620) {
            person.death = Some((death_day(rng, from), DEATH_SOURCES[rng.weighed(&[4, 4, 2])]));
            self.push(case, from, Event::End("06", "03"));
            return;
        }
        let old = person.age() >= 60;
        let has_kin = old && person.marital != "10";
        // 收入超标, 财产超标, 自愿退出, 赡养人有能力, 户籍迁出, 拒不配合核查, 虚报隐瞒, 查无此人.
        let weights = match (has_kin, old) {
            (true, _) => [20, 14, 10, 46, 4, 2, 2, 2],
            (_, true) => [30, 24, 24, 0, 8, 4, 4, 6],
            _ => [68, 14, 7, 0, 4, 3, 2, 2],
        };
        let reason = ["01", "02", "11", "13", "04", "08", "09", "15"][rng.weighed(&weights)];
        self.push(case, from, Event::End(if reason == "04" { "10" } else { "06" }, reason));
    }

    /// 涉军暂作保留: men who served, kept with the amount they have.
    fn retain(&mut self, order: Vec<usize>, mut times: usize) -> Vec<usize> {
        let mut others = Vec::with_capacity(order.len());
        for case in order {
            let household = &self.population.households[self.population.cases[case].household];
            let head = household.members[0].person;
            let person = &mut self.population.people[head];
            let served = person.sex == Sex::Male && (58..=72).contains(&person.age()) && !household.single;
            if times > 0 && served {
                times -= 1;
                person.special = Some(if times.is_multiple_of(3) { "4" } else { "3" });
                self.population.cases[case].retained = true;
            } else {
                others.push(case);
            }
        }
        others
    }

    /// 减员: a covered member other than the head dies, marries, moves away or founds an own household.
    fn shrink(&mut self, case: usize, late: bool) -> Result<bool, SampleFault> {
        let at = self.population.cases[case].household;
        let household = &mut self.population.households[at];
        let people = &mut self.population.people;
        let grown = |m: &Member| m.covered && people[m.person].age() >= 19;
        let Some(member) = household.members.iter().skip(1).position(grown).map(|i| i + 1) else { return Ok(false) };
        let from = if late { month(12) } else { month(1 + self.cast.rng.below(11)) };
        let person = &mut people[household.members[member].person];
        let child = household.members[member].relation.starts_with(['2', '3']);
        let (why, day) = match (person.age(), child) {
            (55.., _) => ("1", death_day(&mut self.cast.rng, from)),
            (_, true) if !person.is_severe() => {
                (["6", "2", "3"][self.cast.rng.weighed(&[5, 3, 2])], from.prev().first_day() + Days::new(11))
            }
            _ => return Ok(false),
        };
        if why == "1" {
            person.death = Some((day, DEATH_SOURCES[self.cast.rng.weighed(&[4, 4, 2])]));
            let is_spouse = household.members[member].relation.starts_with('1');
            let head = household.members[0].person;
            people[head].widowed = is_spouse;
        }
        household.members[member].left = Some((day, why));
        self.push(case, from, Event::Leave(member));
        Ok(true)
    }

    /// 增员: a child is born.
    fn grow(&mut self, case: usize) -> Result<bool, SampleFault> {
        let at = self.population.cases[case].household;
        let (people, household) = (&mut self.population.people, &mut self.population.households[at]);
        let age = |m: &Member| people[m.person].age();
        let mother = household.members.iter().any(|m| m.relation == "12" && (22..=43).contains(&age(m)));
        if !mother || household.members.iter().any(|m| age(m) < 3) {
            return Ok(false);
        }
        let from = month(2 + self.cast.rng.below(10));
        let birth = from.prev().first_day() - Days::new(10 + self.cast.rng.below(50) as u64);
        let sex = if self.cast.rng.chance(520) { Sex::Male } else { Sex::Female };
        let father = household.members[0].person;
        let surname = surname_of(&people[father].name).to_owned();
        let kin = std::slice::from_ref(&people[father]);
        let sketch = Sketch { kin, ..Sketch::of(sex, 0, &surname, "10", Condition::Well) };
        let child = self.cast.born_on(birth, sketch, &household.home)?;
        people.push(child);
        // The only child is the eldest now.
        let mut elder = household.members.iter_mut().filter(|m| m.relation.starts_with(['2', '3'])).peekable();
        let is_only = elder.peek().is_none();
        let mut before = 0;
        for child in elder {
            let other = people[child.person].sex;
            before += usize::from(other == sex);
            if matches!(child.relation, "21" | "31") {
                child.relation = households::relation_of_child(other, Some(0));
            }
        }
        household.members.push(Member {
            person: people.len() - 1,
            relation: households::relation_of_child(sex, (!is_only).then_some(before)),
            excluded: None,
            covered: true,
            joined: Some(birth),
            left: None,
        });
        let member = household.members.len() - 1;
        self.push(case, from, Event::Join(member));
        Ok(true)
    }

    /// 暂停 for not coming to a review, 恢复 one to three months later.
    fn suspend(&mut self, case: usize) -> bool {
        let from = 3 + self.cast.rng.below(5);
        let again = from + 1 + self.cast.rng.below(3);
        self.push(case, month(from), Event::Suspend);
        self.push(case, month(again), Event::Resume);
        true
    }

    /// 渐退: someone has found work; the payment goes on for some months.
    fn find_work(&mut self, case: usize) -> bool {
        let household = &self.population.households[self.population.cases[case].household];
        if household.covered().all(|m| self.population.people[m.person].labor > "2") {
            return false;
        }
        let from = month(8 + self.cast.rng.below(4));
        self.push(case, from, Event::Grace);
        true
    }

    /// A review finds another income: 增发 or 减发.
    fn review(&mut self, case: usize) -> bool {
        let household = &self.population.households[self.population.cases[case].household];
        let living = i64::try_from(household.size()).unwrap_or(1);
        let income = self.population.cases[case].income;
        if household.single || income == 0 {
            return false;
        }
        let per_head = income / 100 / living;
        let most = per_head.min(440 - per_head.min(440));
        if most < 30 {
            return false;
        }
        let change = self.cast.rng.within(15, most) / 5 * 500 * living;
        let change = if self.cast.rng.chance(520) { change } else { -change };
        let from = month(1 + self.cast.rng.below(12));
        self.push(case, from, Event::Income(change));
        true
    }

    fn reclass(&mut self, case: usize) -> bool {
        let class = match self.population.cases[case].class {
            Class::A => Class::B,
            Class::B => [Class::A, Class::C][self.cast.rng.below(2)],
            Class::C => Class::B,
        };
        let from = month(2 + self.cast.rng.below(10));
        self.push(case, from, Event::Class(class));
        true
    }

    /// Somebody turns 70, or a child 18: the amount follows a month later.
    fn birthdays(&mut self, case: usize) {
        let plan = &self.population.cases[case];
        let household = &self.population.households[plan.household];
        let people = &self.population.people;
        let turning = household.covered().find_map(|m| {
            let person = &people[m.person];
            let plain = !person.is_severe() && person.disease.is_none();
            let turns = matches!(person.age(), 70 | 18) && person.birth.month() < 11;
            (plain && turns).then(|| month(person.birth.month() as usize + 1))
        });
        if let Some(from) = turning.filter(|from| *from > plan.start) {
            self.push(case, from, Event::Birthday);
        }
    }
}

/// 致贫原因 of a household on the day of its application, the main one first.
fn causes(household: &Household, people: &[Person], apply: NaiveDate) -> Vec<&'static str> {
    let head = &people[household.members[0].person];
    let any = |holds: &dyn Fn(&Person) -> bool| household.covered().any(|m| holds(&people[m.person]));
    let aged = head.age() - (super::people::REFERENCE_YEAR - apply.year()) >= 60;
    let able = any(&|p| p.labor <= "2");
    let found = [
        ("02", any(&|p| p.disability.is_some())),
        ("01", any(&|p| p.health == "50" || p.health.starts_with('3'))),
        ("08", aged),
        ("03", any(&|p| matches!(p.school, "3" | "4" | "5"))),
        ("05", !able && !aged),
        ("06", any(&|p| p.employ == "3")),
    ];
    let mut causes: Vec<&'static str> = found.iter().filter(|(_, holds)| *holds).map(|(code, _)| *code).collect();
    if causes.is_empty() {
        causes.push("10");
    }
    causes.truncate(3);
    causes
}

const DEATH_SOURCES: [&str; 3] = ["1", "2", "3"];

/// A day of the month before the stop, early enough to be known when it is decided; who was taken over from paper was alive then.
fn death_day(rng: &mut super::rng::Rng, from: Month) -> NaiveDate {
    (from.prev().first_day() + Days::new(rng.below(24) as u64)).max(taken_over_on() + Days::new(1))
}
