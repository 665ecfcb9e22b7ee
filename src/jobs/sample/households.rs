//! Households of plausible shape: old people alone, lone parents, grown disabled children with old parents, three
//! generations under a roof.
//!
//! Must not know incomes, cases or the file.

use super::SampleFault;
use super::numbers::Origin;
use super::people::{Cast, Condition, Home, Person, Sketch};
use crate::domain::people::sex::Sex;
use chrono::{Days, Months, NaiveDate};

/// A household before having a number. Its first member is the applicant.
#[derive(Clone, Debug)]
pub(crate) struct Household {
    /// Where it lives.
    pub home: Home,
    /// Who is in it.
    pub members: Vec<Member>,
    /// One disabled person is covered alone (单人保).
    pub single: bool,
}

/// A member of a household.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// A place among the people.
    pub person: usize,
    /// 与户主关系.
    pub relation: &'static str,
    /// Why not counted as a member (不计入原因), if so.
    pub excluded: Option<&'static str>,
    /// 保障对象.
    pub covered: bool,
    /// Joined on a day of its own: born into the household.
    pub joined: Option<NaiveDate>,
    /// Left, and why.
    pub left: Option<(NaiveDate, &'static str)>,
}

impl Household {
    /// Those who are covered when the case begins.
    pub(crate) fn covered(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|m| m.covered && m.joined.is_none())
    }
    /// How many live together when the case begins.
    pub(crate) fn size(&self) -> usize {
        self.members.iter().filter(|m| m.excluded.is_none() && m.joined.is_none()).count()
    }
}

/// Builds one household.
struct Founding<'c, 'n> {
    cast: &'c mut Cast<'n>,
    people: &'c mut Vec<Person>,
    /// The place of the head among the people.
    first: usize,
    household: Household,
    surname: &'static str,
}

/// 与户主关系 of a child: of several the code of who has so many brothers, or sisters, before.
pub(crate) fn relation_of_child(sex: Sex, before: Option<usize>) -> &'static str {
    match (sex, before) {
        (Sex::Male, None) => "21",
        (Sex::Female, None) => "31",
        (Sex::Male, Some(before)) => ["22", "23", "24", "25"][before.min(3)],
        (Sex::Female, Some(before)) => ["32", "33", "34", "35"][before.min(3)],
    }
}

/// A household that covers so many persons.
pub(crate) fn found(
    cast: &mut Cast<'_>,
    people: &mut Vec<Person>,
    home: Home,
    covered: usize,
) -> Result<Household, SampleFault> {
    let surname = cast.names.surname(&mut cast.rng);
    let (first, household) = (people.len(), Household { home, members: Vec::new(), single: false });
    let mut founding = Founding { cast, people, first, household, surname };
    match covered {
        0 | 1 => founding.alone()?,
        2 => founding.two()?,
        3 => founding.three()?,
        4 => founding.four()?,
        _ => founding.five()?,
    }
    Ok(founding.household)
}

/// Ages of the old who live alone, and how frequent they are.
const OLD: [((i64, i64), u32); 6] =
    [((60, 69), 340), ((70, 79), 340), ((80, 89), 250), ((90, 94), 50), ((95, 99), 18), ((100, 102), 3)];
/// How frequently a child comes when its mother is 21, 22 … 36.
const MOTHERS: [u32; 16] = [5, 7, 9, 11, 12, 11, 10, 8, 7, 6, 5, 4, 3, 2, 2, 1];

impl Founding<'_, '_> {
    fn draw(&mut self, weights: &[u32]) -> usize {
        self.cast.rng.weighed(weights)
    }

    fn years(&mut self, from: i64, to: i64) -> i64 {
        self.cast.rng.within(from, to)
    }

    fn any_sex(&mut self, male: usize) -> Sex {
        if self.cast.rng.chance(male) { Sex::Male } else { Sex::Female }
    }

    /// How a grown-up in need is.
    fn unwell(&mut self) -> Condition {
        let kinds = [Condition::Ill, Condition::Severe, Condition::Mild, Condition::Chronic, Condition::Well];
        kinds[self.draw(&[25, 19, 20, 31, 5])]
    }

    fn add(&mut self, relation: &'static str, sketch: Sketch<'_>) -> Result<usize, SampleFault> {
        let sketch = Sketch { kin: &self.people[self.first..], ..sketch };
        let person = self.cast.person(sketch, &self.household.home)?;
        self.people.push(person);
        let person = self.people.len() - 1;
        let (excluded, covered, joined, left) = (None, true, None, None);
        self.household.members.push(Member { person, relation, excluded, covered, joined, left });
        Ok(person)
    }

    fn sketch(&self, sex: Sex, age: i64, marital: &'static str, condition: Condition) -> Sketch<'static> {
        Sketch::of(sex, age, self.surname, marital, condition)
    }

    /// A surname of another family.
    fn other_surname(&mut self) -> &'static str {
        self.cast.names.surname(&mut self.cast.rng)
    }

    /// The surname of the children of a head of that sex: their father's.
    fn surname_of_children(&mut self, head: Sex) -> &'static str {
        if head == Sex::Male { self.surname } else { self.other_surname() }
    }

    /// How old a mother is whose child is so old.
    fn mother_of(&mut self, child: i64) -> i64 {
        child + 21 + i64::try_from(self.draw(&MOTHERS)).unwrap_or(0)
    }

    /// A head has full capacity: no disability of the mind as severe.
    fn head(&mut self, sex: Sex, age: i64, marital: &'static str, condition: Condition) -> Result<(), SampleFault> {
        let condition = if condition == Condition::Severe { Condition::SevereOfBody } else { condition };
        let sketch = self.sketch(sex, age, marital, condition);
        self.add("02", sketch).map(|_| ())
    }

    /// The wife of a head; her own surname, often from another county.
    fn wife(&mut self, age: i64, condition: Condition) -> Result<(), SampleFault> {
        let surname = self.other_surname();
        let origin = Origin::ByMarriage;
        let sketch = Sketch { surname, origin, ..self.sketch(Sex::Female, age, "20", condition) };
        self.add("12", sketch).map(|_| ())
    }

    /// Children of a head, oldest first; only children and birth order have codes of their own.
    fn children(&mut self, ages: &[i64], surname: &str) -> Result<(), SampleFault> {
        // In the countryside brothers share a character of their names, and so do sisters.
        let (mut sons, mut daughters) = (Vec::new(), Vec::new());
        for age in ages {
            let sex = self.any_sex(520);
            let elder = if sex == Sex::Male { &mut sons } else { &mut daughters };
            let relation = relation_of_child(sex, (ages.len() > 1).then_some(elder.len()));
            let first = elder.first().copied().flatten();
            let condition = [Condition::Well, Condition::Severe, Condition::Ill][self.cast.rng.weighed(&[94, 4, 2])];
            let sketch = Sketch { surname, first, ..self.sketch(sex, *age, "10", condition) };
            let child = self.add(relation, sketch)?;
            let mut given = self.people[child].name[surname.len()..].chars();
            elder.push(given.next().filter(|_| self.household.home.rural && given.next().is_some()));
        }
        Ok(())
    }

    /// A grown child who cannot live alone.
    fn disabled_child(&mut self, age: i64, surname: &str) -> Result<(), SampleFault> {
        let (sex, condition) = (self.any_sex(600), [Condition::Severe, Condition::Ill][self.draw(&[80, 20])]);
        let sketch = Sketch { surname, ..self.sketch(sex, age, "10", condition) };
        self.add(if sex == Sex::Male { "22" } else { "32" }, sketch).map(|_| ())
    }

    /// A parent of the head.
    fn parent(&mut self, sex: Sex, head_age: i64) -> Result<(), SampleFault> {
        let age = self.mother_of(head_age) + if sex == Sex::Male { self.years(0, 5) } else { 0 };
        let relation = if sex == Sex::Male { "51" } else { "52" };
        let condition =
            [Condition::Well, Condition::Chronic, Condition::Severe, Condition::Ill][self.draw(&[40, 40, 12, 8])];
        let (surname, origin) = match sex {
            Sex::Male => (self.surname, Origin::Here),
            Sex::Female => (self.other_surname(), Origin::ByMarriage),
        };
        let sketch = Sketch { surname, origin, ..self.sketch(sex, age, "30", condition) };
        self.add(relation, sketch).map(|_| ())
    }

    fn alone(&mut self) -> Result<(), SampleFault> {
        match self.draw(&[38, 32, 8, 8, 14]) {
            0 => {
                let (from, to) = self.cast.rng.likely(&OLD);
                let age = self.years(from, to);
                let sex = self.any_sex(if age < 80 { 440 } else { 320 });
                let weights = if sex == Sex::Male { [75, 13, 12] } else { [92, 2, 6] };
                let marital = ["30", "10", "40"][self.draw(&weights)];
                let condition =
                    [Condition::Well, Condition::Chronic, Condition::Severe, Condition::Ill, Condition::Mild]
                        [self.draw(&[34, 36, 10, 10, 10])];
                self.head(sex, age, marital, condition)
            }
            1 => {
                let (sex, age, condition) = (self.any_sex(620), self.years(40, 59), self.unwell());
                let marital = ["10", "40", "30"][self.draw(&[46, 42, 12])];
                self.head(sex, age, marital, condition)
            }
            2 => {
                let (sex, age) = (self.any_sex(560), self.years(20, 39));
                self.head(sex, age, "10", Condition::Severe)
            }
            3 => self.insured_alone(),
            _ => {
                let (sex, age) = (self.any_sex(680), self.years(45, 59));
                let condition = [Condition::Chronic, Condition::Well][self.draw(&[90, 10])];
                self.head(sex, age, "40", condition)
            }
        }
    }

    /// 单人保: a severely disabled grown-up whose parents earn too much for the household to qualify.
    fn insured_alone(&mut self) -> Result<(), SampleFault> {
        let (sex, age) = (self.any_sex(560), self.years(22, 45));
        self.head(sex, age, "10", Condition::Severe)?;
        for parent in [Sex::Male, Sex::Female] {
            if self.cast.rng.chance(850) || parent == Sex::Female {
                self.parent(parent, age)?;
                if let Some(member) = self.household.members.last_mut() {
                    member.covered = false;
                    self.people[member.person].marital = "20";
                }
            }
        }
        if self.household.members.len() == 2 {
            let mother = self.household.members[1].person;
            self.people[mother].marital = "30";
        }
        self.household.single = true;
        Ok(())
    }

    /// A lone parent with children, oldest first; some have a husband in prison, who is no member. Gives the parent's age.
    fn lone_parent(&mut self, children: &[i64]) -> Result<i64, SampleFault> {
        let sex = self.any_sex(280);
        let condition =
            [Condition::Well, Condition::Chronic, Condition::Ill, Condition::Severe][self.draw(&[40, 30, 16, 14])];
        let in_prison = sex == Sex::Female && self.cast.rng.chance(90);
        let marital = if in_prison { "20" } else { ["40", "30"][self.draw(&[65, 35])] };
        let mother = self.mother_of(children[0]);
        let age = if sex == Sex::Male { mother + self.years(0, 5) } else { mother };
        self.head(sex, age, marital, condition)?;
        let surname = self.surname_of_children(sex);
        self.children(children, surname)?;
        if in_prison {
            let older = age + self.years(0, 5);
            self.husband_in_prison(older, surname)?;
        }
        Ok(age)
    }

    /// He was sentenced after the youngest was born, in the years before 2021, for some years more.
    fn husband_in_prison(&mut self, age: i64, surname: &str) -> Result<(), SampleFault> {
        let youngest = self.people[self.first..].iter().map(|p| p.birth).max().unwrap_or_default();
        let sketch = Sketch { surname, ..self.sketch(Sex::Male, age, "20", Condition::Well) };
        let husband = self.add("11", sketch)?;
        let day = |year, month| NaiveDate::from_ymd_opt(year, month, 28).unwrap_or_default();
        let earliest = youngest.max(day(2015, 1));
        let from = earliest + Days::new(self.years(0, (day(2020, 8) - earliest).num_days()).unsigned_abs());
        let term = Months::new(self.years(84, 144) as u32);
        self.people[husband].custody = from.checked_add_months(term).map(|to| (from, to - Days::new(1)));
        self.people[husband].employ = "8";
        if let Some(member) = self.household.members.last_mut() {
            (member.excluded, member.covered) = (Some("2"), false);
        }
        Ok(())
    }

    fn two(&mut self) -> Result<(), SampleFault> {
        match self.draw(&[26, 36, 20, 8, 10]) {
            0 => {
                let age = self.years(60, 84);
                let conditions = [Condition::Chronic, Condition::Well, Condition::Severe, Condition::Ill];
                let his = conditions[self.draw(&[40, 30, 16, 14])];
                let hers = conditions[self.draw(&[44, 36, 10, 10])];
                self.head(Sex::Male, age, "20", his)?;
                let wife = age - self.years(0, 6);
                self.wife(wife, hers)
            }
            1 => {
                let child = self.years(1, 20);
                self.lone_parent(&[child]).map(|_| ())
            }
            2 => {
                let (sex, child) = (self.any_sex(350), self.years(32, 52));
                let age = self.mother_of(child);
                self.head(sex, age, "30", Condition::Chronic)?;
                let surname = self.surname_of_children(sex);
                self.disabled_child(child, surname)
            }
            3 => self.grandchild(),
            _ => {
                let wife = self.years(44, 58);
                self.couple(wife).map(|_| ())
            }
        }
    }

    /// A widowed grandparent with the child of a son who has died, or of a daughter who cannot keep it.
    fn grandchild(&mut self) -> Result<(), SampleFault> {
        let (head, age) = (self.any_sex(300), self.years(60, 76));
        self.head(head, age, "30", Condition::Chronic)?;
        let (sex, child, of_son) = (self.any_sex(520), self.years(3, 17), self.cast.rng.chance(700));
        let surname = if of_son { self.surname_of_children(head) } else { self.other_surname() };
        let sketch = Sketch { surname, ..self.sketch(sex, child, "10", Condition::Well) };
        let relation = match (sex, of_son) {
            (Sex::Male, true) => "41",
            (Sex::Female, true) => "42",
            (Sex::Male, false) => "43",
            (Sex::Female, false) => "44",
        };
        self.add(relation, sketch).map(|_| ())
    }

    /// A couple, one of whom is unwell; the husband is the head. Gives his age.
    fn couple(&mut self, wife: i64) -> Result<i64, SampleFault> {
        let age = wife + self.years(0, 5);
        let weak = self.unwell();
        let (his, hers) = if self.cast.rng.chance(600) { (weak, Condition::Well) } else { (Condition::Chronic, weak) };
        self.head(Sex::Male, age, "20", his)?;
        self.wife(wife, hers)?;
        Ok(age)
    }

    /// A couple with children, oldest first. Gives the husband's age.
    fn parents_of(&mut self, children: &[i64]) -> Result<i64, SampleFault> {
        let wife = self.mother_of(children[0]);
        let husband = self.couple(wife)?;
        self.children(children, self.surname)?;
        Ok(husband)
    }

    fn three(&mut self) -> Result<(), SampleFault> {
        match self.draw(&[46, 16, 26, 12]) {
            0 => {
                let child = self.years(1, 20);
                self.parents_of(&[child]).map(|_| ())
            }
            1 => {
                let older = self.years(6, 20);
                let younger = older - self.years(2, 5);
                self.lone_parent(&[older, younger]).map(|_| ())
            }
            2 => {
                let child = self.years(1, 18);
                let age = self.lone_parent(&[child])?;
                let sex = self.any_sex(350);
                self.parent(sex, age)
            }
            _ => {
                let child = self.years(30, 50);
                let wife = self.mother_of(child);
                self.couple(wife)?;
                self.disabled_child(child, self.surname)
            }
        }
    }

    fn four(&mut self) -> Result<(), SampleFault> {
        let older = self.years(5, 20);
        if self.cast.rng.chance(500) {
            let younger = older - self.years(2, 4);
            return self.parents_of(&[older, younger]).map(|_| ());
        }
        let age = self.parents_of(&[older])?;
        let sex = self.any_sex(350);
        self.parent(sex, age)
    }

    fn five(&mut self) -> Result<(), SampleFault> {
        let older = self.years(8, 20);
        let second = older - self.years(2, 4);
        match self.draw(&[60, 20, 20]) {
            0 => {
                let age = self.parents_of(&[older, second])?;
                let sex = self.any_sex(350);
                self.parent(sex, age)
            }
            1 => {
                let third = second - self.years(1, 3);
                self.parents_of(&[older, second, third]).map(|_| ())
            }
            _ => {
                let age = self.parents_of(&[older])?;
                for parent in [Sex::Male, Sex::Female] {
                    self.parent(parent, age)?;
                    if let Some(member) = self.household.members.last() {
                        self.people[member.person].marital = "20";
                    }
                }
                Ok(())
            }
        }
    }
}
