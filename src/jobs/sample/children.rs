//! Children of the demonstration office: orphans and those whom in fact nobody supports, with their parents' fates; children of families in
//! need, left behind, or come from elsewhere (services 3.1, 11.4). Must not know the file, nor amounts: which children of 低保 families are
//! supported is decided when it is known what 低保 pays them.

use super::SampleFault;
use super::cases::{Case, Event};
use super::days::{day, month};
use super::households::{Household, Member};
use super::people::{Cast, Condition, Home, Person, REFERENCE_YEAR, Sketch};
use super::places::Places;
use super::plan::Population;
use super::somebody::Somebody;
use crate::domain::month::Month;
use crate::domain::people::sex::Sex;
use chrono::{Datelike, Days, Months, NaiveDate};

/// What is planned of children.
#[derive(Default)]
pub(crate) struct Children {
    /// Those who have a file in any case, in the order of its day.
    pub files: Vec<Child>,
    /// Children of 低保 families whom in fact nobody supports; those who are recognised are chosen when it is told.
    pub in_dibao: Vec<Child>,
}

/// Columns and what is typed into them.
pub(crate) type Typed = &'static [(&'static str, &'static str)];

/// Who stands by a child: who it is, and 与儿童关系.
pub(crate) enum Guardian {
    /// Somebody with a record.
    Somebody(Somebody, &'static str),
    /// A name.
    Named(String, &'static str),
}

/// The state of a parent.
#[derive(Clone, Debug)]
pub(crate) struct Parent {
    /// 父母情形 code.
    pub state: &'static str,
    /// Since when.
    pub from: NaiveDate,
    /// 届满日期.
    pub to: Option<NaiveDate>,
    /// 残疾类别 and 等级.
    pub disability: Option<(&'static str, &'static str)>,
    /// The parent, where a place among the people.
    pub known: Option<usize>,
}

/// A file before having a number.
pub(crate) struct Child {
    /// Whose.
    pub who: Somebody,
    /// 监护人.
    pub guardian: Guardian,
    /// 委托照护人 of who is left behind.
    pub carer: Option<(String, &'static str)>,
    /// 父亲 and 母亲; none where nobody asks.
    pub parents: Option<[Parent; 2]>,
    /// The tag: a column.
    pub tag: Option<&'static str>,
    /// 风险等级.
    pub risk: &'static str,
    /// The day on which the file is whole.
    pub filed: NaiveDate,
    /// From which month the child is paid.
    pub paid_from: Option<Month>,
    /// What becomes of it in 2021: columns and what is typed.
    pub then: Option<(NaiveDate, Typed)>,
}

impl Child {
    /// A child with a guardian and a file of a day, of whom nothing else is told.
    pub(crate) fn of(who: Somebody, guardian: Guardian, filed: NaiveDate) -> Child {
        Child { who, guardian, carer: None, parents: None, tag: None, risk: "3", filed, paid_from: None, then: None }
    }

    /// Both parents are dead.
    pub(crate) fn is_orphan(&self) -> bool {
        self.parents.as_ref().is_some_and(|parents| parents.iter().all(|parent| parent.state == "02"))
    }
}

/// Some who share a fate.
struct Group {
    count: usize,
    ages: (i64, i64),
    rural: bool,
    fate: Fate,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// 孤儿, paid since before the year, or from a month of it.
    Orphan(Option<usize>),
    /// 事实无人抚养, the same.
    Unsupported(Option<usize>),
    LeftBehind,
    Migrant,
    WeakCare,
}

const fn group(count: usize, ages: (i64, i64), rural: bool, fate: Fate) -> Group {
    Group { count, ages, rural, fate }
}

/// 30 orphans the whole year and one from July: 366 person-months. Five whom nobody supports the whole year and one from August: 65.
const GROUPS: [Group; 9] = [
    group(17, (7, 16), true, Fate::Orphan(None)),
    group(13, (7, 16), false, Fate::Orphan(None)),
    group(1, (9, 9), true, Fate::Orphan(Some(7))),
    group(5, (6, 15), true, Fate::Unsupported(None)),
    group(1, (8, 8), true, Fate::Unsupported(Some(8))),
    group(58, (5, 14), true, Fate::LeftBehind),
    group(24, (5, 15), false, Fate::Migrant),
    group(9, (6, 15), true, Fate::WeakCare),
    group(4, (6, 14), false, Fate::WeakCare),
];

/// The birthdays of orphans who come of age in the weeks after the year.
const SOON_OF_AGE: [(i32, u32, u32); 2] = [(2004, 1, 21), (2004, 2, 25)];
/// Which of those left behind, in which month, and what becomes of them.
const LATER: [(usize, usize, Typed); 5] = [
    (4, 3, &[("state", "resolved"), ("left_behind", "0"), ("reason", "母亲返乡")]),
    (11, 5, &[("main_cat", "C3"), ("weak_care", "1"), ("reason", "照护人年老多病, 监护缺失")]),
    (23, 7, &[("state", "moved"), ("left_behind", "0"), ("reason", "随父母迁居外地")]),
    (31, 9, &[("state", "resolved"), ("left_behind", "0"), ("reason", "父亲返乡务工")]),
    (40, 11, &[("main_cat", "C3"), ("weak_care", "1"), ("reason", "祖母去世, 无人照护")]),
];
/// What a child of a needy family becomes.
const OF_FAMILIES: usize = 118;
/// What befalls both parents of those whom nobody supports.
const FATES: [(&str, &str); 6] = [("06", "09"), ("02", "09"), ("09", "09"), ("07", "09"), ("02", "06"), ("06", "10")];

/// Plans the files, apart from everybody else's.
pub(crate) fn plan(population: &Population, cast: &mut Cast<'_>, places: &Places) -> Result<Children, SampleFault> {
    let mut children = Children::default();
    for group in &GROUPS {
        for nth in 0..group.count {
            children.files.push(one(cast, places, group, nth)?);
        }
    }
    of_families(population, cast, &mut children);
    children.files.sort_by_key(|child| child.filed);
    Ok(children)
}

fn one(cast: &mut Cast<'_>, places: &Places, group: &Group, nth: usize) -> Result<Child, SampleFault> {
    let (surname, home) = (cast.names.surname(&mut cast.rng), cast.home(places, group.rural));
    let home = Home { hukou: (group.fate == Fate::Migrant).then(|| county(cast)), ..home };
    let sex = if cast.rng.chance(540) { Sex::Male } else { Sex::Female };
    let age = cast.rng.within(group.ages.0, group.ages.1);
    let sketch = Sketch::of(sex, age, surname, "10", Condition::Well);
    let of_age = SOON_OF_AGE.get(nth).filter(|_| group.fate == Fate::Orphan(None) && group.rural);
    let person = match of_age.and_then(|(year, month, day)| NaiveDate::from_ymd_opt(*year, *month, *day)) {
        Some(born) => cast.born_on(born, Sketch { age: 17, ..sketch }, &home)?,
        None => cast.person(sketch, &home)?,
    };
    let plain = |guardian, filed| Child::of(Somebody::new(&person), guardian, filed);
    let elder = |cast: &mut Cast<'_>, sex| cast.names.name(&mut cast.rng, surname, sex, 1953, None);
    Ok(match group.fate {
        Fate::Orphan(from) | Fate::Unsupported(from) => {
            let orphan = matches!(group.fate, Fate::Orphan(_));
            let before = if orphan { 40 } else { 11 };
            let first = from.map_or_else(|| month(1).plus(-(cast.rng.within(1, before) as i32)), month);
            let filed = cast.workdays.before(first.prev().first_day(), 8);
            let fates = if orphan { ("02", "02") } else { FATES[cast.rng.below(FATES.len())] };
            let parents = Some([fates.0, fates.1].map(|state| befallen(cast, state, (person.birth, filed))));
            let guardian = kin(cast, (&person, surname), &home)?;
            Child { parents, risk: if orphan { "2" } else { "1" }, paid_from: Some(first), ..plain(guardian, filed) }
        }
        Fate::LeftBehind => {
            let father = cast.names.name(&mut cast.rng, surname, Sex::Male, person.birth.year() - 26, None);
            let (sex, relation) = if cast.rng.chance(400) { (Sex::Male, "61") } else { (Sex::Female, "62") };
            let carer = Some((elder(cast, sex), relation));
            let then = LATER.iter().find(|(which, ..)| *which == nth);
            let then = then.map(|(_, of, cols)| (cast.workdays.from(month(*of).first_day() + Days::new(9)), *cols));
            let filed = filed_by(cast, &person, if then.is_some() { month(0) } else { month(10) });
            Child { carer, tag: Some("left_behind"), then, ..plain(Guardian::Named(father, "51"), filed) }
        }
        Fate::Migrant => {
            let father = cast.names.name(&mut cast.rng, surname, Sex::Male, person.birth.year() - 27, None);
            let filed = filed_by(cast, &person, month(11));
            Child { tag: Some("migrant"), ..plain(Guardian::Named(father, "51"), filed) }
        }
        Fate::WeakCare => {
            let guardian = Guardian::Named(elder(cast, Sex::Male), "61");
            let filed = filed_by(cast, &person, month(9));
            Child { tag: Some("weak_care"), risk: "1", ..plain(guardian, filed) }
        }
    })
}

/// A county nearby from which people come.
fn county(cast: &mut Cast<'_>) -> &'static str {
    cast.rng.code(&["430421", "430422", "430423", "430424", "430426", "430481"])
}

/// A day in the two years before the end of a month, on which the child was there.
fn filed_by(cast: &mut Cast<'_>, child: &Person, until: Month) -> NaiveDate {
    let first = day(2020, 4, 1).max(child.birth + Days::new(60));
    let days = (until.last_day() - first).num_days().max(1);
    cast.workdays.until(first + Days::new(cast.rng.within(0, days).unsigned_abs()))
}

/// A grandparent or an uncle, living together with the child.
pub(super) fn kin(
    cast: &mut Cast<'_>,
    (child, surname): (&Person, &str),
    home: &Home,
) -> Result<Guardian, SampleFault> {
    let (relation, sex, older) = cast.rng.likely(&[
        (("61", Sex::Male, (50, 60)), 38),
        (("62", Sex::Female, (48, 58)), 34),
        (("81", Sex::Male, (28, 38)), 16),
        (("83", Sex::Male, (22, 30)), 12),
    ]);
    let years = cast.rng.within(older.0, older.1);
    let age = i64::from(REFERENCE_YEAR - child.birth.year()) + years;
    let own = if relation == "62" { cast.names.surname(&mut cast.rng) } else { surname };
    let condition = if age >= 65 { Condition::Chronic } else { Condition::Well };
    let kin = std::slice::from_ref(child);
    let sketch = Sketch { kin, ..Sketch::of(sex, age.min(78), own, "20", condition) };
    Ok(Guardian::Somebody(Somebody::new(&cast.person(sketch, home)?), relation))
}

/// What befell a parent between the birth of a child and the day of its file.
pub(super) fn befallen(cast: &mut Cast<'_>, state: &'static str, (born, filed): (NaiveDate, NaiveDate)) -> Parent {
    // Who is lost has been for half a year.
    let (ago, within) = match state {
        "09" => (240, 900),
        "07" => (30, 200),
        _ => (30, 900),
    };
    let last = filed - Days::new(ago);
    let first = (last - Days::new(within)).max(born + Days::new(20)).min(last);
    let from = first + Days::new(cast.rng.within(0, (last - first).num_days()).unsigned_abs());
    let years = match state {
        "06" => Some(cast.rng.within(6, 11)),
        "07" => Some(3),
        _ => None,
    };
    let to = years.and_then(|years| from.checked_add_months(Months::new(u32::try_from(years * 12).unwrap_or(60))));
    Parent { state, from, to, disability: None, known: None }
}

/// Children of 低保 families that stay there all the year: those whom nobody supports, and others in need.
fn of_families(population: &Population, cast: &mut Cast<'_>, children: &mut Children) {
    let mut others = Vec::new();
    for case in population.cases.iter().filter(|case| stays(case)) {
        let household = &population.households[case.household];
        for (place, member) in household.members.iter().enumerate().skip(1) {
            let person = &population.people[member.person];
            let there = member.covered && member.excluded.is_none() && member.joined.is_none() && member.left.is_none();
            if !there || !(5..=15).contains(&person.age()) || person.death.is_some() {
                continue;
            }
            match unsupported(population, cast, (case, household), place) {
                Some(child) => children.in_dibao.push(child),
                None => others.push((case, household, place)),
            }
        }
    }
    cast.rng.shuffle(&mut others);
    for (case, household, place) in others.into_iter().take(OF_FAMILIES) {
        let (member, head) = (&household.members[place], household.members[0].person);
        let person = &population.people[member.person];
        let filed = filed_by(cast, person, month(11)).max(cast.workdays.after(case.start.first_day(), 3));
        let ill = person.is_severe() || person.disease.is_some();
        let child = of_head(member, (head, &population.people[head]), filed);
        children.files.push(Child { risk: if ill { "2" } else { "3" }, ..child });
    }
}

/// Whether a family is in 低保 from autumn 2020 to the end of 2021, its head alive.
fn stays(case: &Case) -> bool {
    let calm = |(_, event): &(Month, Event)| {
        !matches!(event, Event::End(..) | Event::Suspend | Event::Grace | Event::Leave(_))
    };
    case.start <= month(0).plus(-4) && case.odd.is_none() && case.events.iter().all(calm)
}

/// A child of a household whose head is its guardian.
fn of_head(child: &Member, (nth, head): (usize, &Person), filed: NaiveDate) -> Child {
    let guardian = Guardian::Somebody(Somebody::Known(nth), relation_of(head, child.relation));
    Child::of(Somebody::Known(child.person), guardian, filed)
}

/// What the head of a household is to a child who is this to the head.
fn relation_of(head: &Person, child: &str) -> &'static str {
    let (man, woman) = match child.as_bytes() {
        [b'4', b'3' | b'4'] => ("63", "64"),
        [b'4', ..] => ("61", "62"),
        [b'2' | b'3', ..] => ("51", "52"),
        _ => return "97",
    };
    if head.sex == Sex::Male { man } else { woman }
}

/// A child whose grandparents are all that is left, or whose only parent at home is severely disabled or ill.
fn unsupported(
    population: &Population,
    cast: &mut Cast<'_>,
    (case, household): (&Case, &Household),
    place: usize,
) -> Option<Child> {
    let (member, head) = (&household.members[place], household.members[0].person);
    let (person, keeper) = (&population.people[member.person], &population.people[head]);
    let grown = |m: &&Member| m.person != member.person && population.people[m.person].age() >= 18;
    let has = |of: &[u8]| household.members.iter().filter(grown).any(|m| of.contains(&m.relation.as_bytes()[0]));
    let filed = cast.workdays.before(case.start.plus(2).first_day().max(month(0).plus(-2).first_day()), 6);
    let span = (person.birth, filed);
    let parents = match member.relation.as_bytes()[0] {
        b'4' if !has(b"23") => {
            let (father, mother) = FATES[cast.rng.below(FATES.len())];
            [father, mother].map(|state| befallen(cast, state, span))
        }
        b'2' | b'3' if !has(b"1") && (keeper.is_severe() || keeper.disease.is_some()) => {
            let state = if keeper.is_severe() { "04" } else { "05" };
            let disability = keeper.disability.filter(|_| state == "04");
            let to = keeper.cert_until.filter(|_| state == "04");
            let from = filed - Days::new(cast.rng.within(120, 1500).unsigned_abs());
            let own = Parent { state, from, to, disability, known: Some(head) };
            let other = befallen(cast, if keeper.marital == "30" { "02" } else { "09" }, span);
            if keeper.sex == Sex::Male { [own, other] } else { [other, own] }
        }
        _ => return None,
    };
    Some(Child { parents: Some(parents), risk: "2", ..of_head(member, (head, keeper), filed) })
}
