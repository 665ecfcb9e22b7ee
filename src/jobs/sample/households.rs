//! Households of plausible shape: old people alone, lone parents, grown disabled children with old parents, three
//! generations under a roof.
//!
//! Must not know incomes, cases or the file.

use super::SampleFault;
use super::people::{Cast, Condition, Home, Person, Sketch};
use super::places::Places;
use crate::domain::people::sex::Sex;
use chrono::NaiveDate;

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
    household: Household,
    surname: &'static str,
}

/// A household that covers so many persons.
pub(crate) fn found(
    cast: &mut Cast<'_>,
    places: &Places,
    people: &mut Vec<Person>,
    rural: bool,
    covered: usize,
) -> Result<Household, SampleFault> {
    let village = places.village(&mut cast.rng, rural);
    let address = places.address(&mut cast.rng, village);
    let surname = cast.names.surname(&mut cast.rng);
    let household = Household { home: Home { village, rural, address }, members: Vec::new(), single: false };
    let mut founding = Founding { cast, people, household, surname };
    match covered {
        0 | 1 => founding.alone()?,
        2 => founding.two()?,
        3 => founding.three()?,
        4 => founding.four()?,
        _ => founding.five()?,
    }
    Ok(founding.household)
}

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
        kinds[self.draw(&[24, 18, 18, 26, 14])]
    }

    fn add(&mut self, relation: &'static str, sketch: Sketch<'_>) -> Result<usize, SampleFault> {
        let person = self.cast.person(sketch, &self.household.home)?;
        self.people.push(person);
        let person = self.people.len() - 1;
        let (excluded, covered, joined, left) = (None, true, None, None);
        self.household.members.push(Member { person, relation, excluded, covered, joined, left });
        Ok(person)
    }

    fn sketch(&self, sex: Sex, age: i64, marital: &'static str, condition: Condition) -> Sketch<'static> {
        Sketch { sex, age, surname: self.surname, marital, condition, moved_in: false }
    }

    fn head(&mut self, sex: Sex, age: i64, marital: &'static str, condition: Condition) -> Result<(), SampleFault> {
        let sketch = self.sketch(sex, age, marital, condition);
        self.add("02", sketch).map(|_| ())
    }

    /// The wife of a head; her own surname, often from another county.
    fn wife(&mut self, age: i64, condition: Condition) -> Result<(), SampleFault> {
        let surname = self.cast.names.surname(&mut self.cast.rng);
        let sketch = Sketch { surname, moved_in: true, ..self.sketch(Sex::Female, age, "20", condition) };
        self.add("12", sketch).map(|_| ())
    }

    /// Children of a head, oldest first; only children and birth order have codes of their own.
    fn children(&mut self, ages: &[i64], father_absent: bool) -> Result<(), SampleFault> {
        let surname = if father_absent { self.cast.names.surname(&mut self.cast.rng) } else { self.surname };
        let (mut sons, mut daughters) = (0, 0);
        for age in ages {
            let sex = self.any_sex(520);
            let relation = match sex {
                _ if ages.len() == 1 => {
                    if sex == Sex::Male {
                        "21"
                    } else {
                        "31"
                    }
                }
                Sex::Male => {
                    sons += 1;
                    ["22", "23", "24"][sons - 1]
                }
                Sex::Female => {
                    daughters += 1;
                    ["32", "33", "34"][daughters - 1]
                }
            };
            let condition = match self.draw(&[94, 4, 2]) {
                0 => Condition::Well,
                1 => Condition::Severe,
                _ => Condition::Ill,
            };
            let sketch = Sketch { surname, ..self.sketch(sex, *age, "10", condition) };
            self.add(relation, sketch)?;
        }
        Ok(())
    }

    /// A parent of the head.
    fn parent(&mut self, sex: Sex, head_age: i64) -> Result<(), SampleFault> {
        let age = (head_age + self.years(21, 30)).min(94);
        let relation = if sex == Sex::Male { "51" } else { "52" };
        let condition =
            [Condition::Well, Condition::Chronic, Condition::Severe, Condition::Ill][self.draw(&[40, 40, 12, 8])];
        let own = self.cast.names.surname(&mut self.cast.rng);
        let surname = if sex == Sex::Male { self.surname } else { own };
        let sketch = Sketch { surname, moved_in: sex == Sex::Female, ..self.sketch(sex, age, "30", condition) };
        self.add(relation, sketch).map(|_| ())
    }

    fn alone(&mut self) -> Result<(), SampleFault> {
        match self.draw(&[38, 32, 8, 8, 14]) {
            0 => {
                let (sex, age) = (self.any_sex(440), self.years(60, 91));
                let marital = ["30", "10", "40"][self.draw(&[62, 22, 16])];
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
                self.head(sex, age, "10", Condition::SevereOfBody)
            }
            3 => self.insured_alone(),
            _ => {
                let (sex, age) = (self.any_sex(680), self.years(45, 59));
                let condition = [Condition::Chronic, Condition::Well][self.draw(&[60, 40])];
                self.head(sex, age, "40", condition)
            }
        }
    }

    /// 单人保: a severely disabled grown-up whose parents earn too much for the household to qualify.
    fn insured_alone(&mut self) -> Result<(), SampleFault> {
        let (sex, age) = (self.any_sex(560), self.years(22, 45));
        self.head(sex, age, "10", Condition::SevereOfBody)?;
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

    /// A lone parent; some have a husband in prison, who is no member.
    fn lone_parent(&mut self, age: i64) -> Result<bool, SampleFault> {
        let sex = self.any_sex(280);
        let condition = [Condition::Well, Condition::Chronic, Condition::Ill, Condition::SevereOfBody]
            [self.draw(&[40, 30, 16, 14])];
        let in_prison = sex == Sex::Female && self.cast.rng.chance(90);
        let marital = if in_prison { "20" } else { ["40", "30"][self.draw(&[65, 35])] };
        self.head(sex, age, marital, condition)?;
        if in_prison {
            let surname = self.cast.names.surname(&mut self.cast.rng);
            let older = age + self.years(0, 5);
            let sketch = Sketch { surname, ..self.sketch(Sex::Male, older, "20", Condition::Well) };
            let husband = self.add("11", sketch)?;
            let from = NaiveDate::from_ymd_opt(2014, 3, 10).unwrap_or_default();
            self.people[husband].custody = Some((from, NaiveDate::from_ymd_opt(2025, 3, 9).unwrap_or_default()));
            self.people[husband].employ = "8";
            if let Some(member) = self.household.members.last_mut() {
                (member.excluded, member.covered) = (Some("2"), false);
            }
        }
        Ok(sex == Sex::Female)
    }

    fn two(&mut self) -> Result<(), SampleFault> {
        match self.draw(&[28, 40, 22, 10]) {
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
                let age = self.years(32, 50);
                let absent = self.lone_parent(age)?;
                let child = self.years(3, 20).min(age - 20);
                self.children(&[child], absent)
            }
            2 => {
                let (sex, age) = (self.any_sex(350), self.years(60, 80));
                self.head(sex, age, "30", Condition::Chronic)?;
                let child = age - self.years(22, 32);
                let (sex, condition) = (self.any_sex(600), [Condition::Severe, Condition::Ill][self.draw(&[80, 20])]);
                let own = self.cast.names.surname(&mut self.cast.rng);
                let surname =
                    if self.people[self.household.members[0].person].sex == Sex::Male { self.surname } else { own };
                let sketch = Sketch { surname, ..self.sketch(sex, child, "10", condition) };
                self.add(if sex == Sex::Male { "22" } else { "32" }, sketch).map(|_| ())
            }
            _ => {
                let (sex, age) = (self.any_sex(300), self.years(60, 76));
                self.head(sex, age, "30", Condition::Chronic)?;
                let (sex, child) = (self.any_sex(520), self.years(6, 17));
                let sketch = self.sketch(sex, child, "10", Condition::Well);
                let father_died = self.cast.rng.chance(700);
                let relation = match (sex, father_died) {
                    (Sex::Male, true) => "41",
                    (Sex::Female, true) => "42",
                    (Sex::Male, false) => "43",
                    (Sex::Female, false) => "44",
                };
                self.add(relation, sketch).map(|_| ())
            }
        }
    }

    /// A couple, one of whom is unwell; the husband is the head. Gives the wife's age.
    fn couple(&mut self, from: i64, to: i64) -> Result<i64, SampleFault> {
        let age = self.years(from, to);
        let weak = self.unwell();
        let (his, hers) = if self.cast.rng.chance(600) { (weak, Condition::Well) } else { (Condition::Chronic, weak) };
        self.head(Sex::Male, age, "20", his)?;
        let wife = (age - self.years(0, 5)).max(24);
        self.wife(wife, hers)?;
        Ok(wife)
    }

    fn three(&mut self) -> Result<(), SampleFault> {
        match self.draw(&[52, 18, 30]) {
            0 => {
                let wife = self.couple(28, 50)?;
                let child = self.years(3, 20).min(wife - 21);
                self.children(&[child], false)
            }
            1 => {
                let age = self.years(34, 50);
                let absent = self.lone_parent(age)?;
                let older = self.years(8, 20).min(age - 21);
                let younger = older - self.years(2, 5);
                self.children(&[older, younger], absent)
            }
            _ => {
                let age = self.years(30, 46);
                let absent = self.lone_parent(age)?;
                let child = self.years(3, 18).min(age - 21);
                self.children(&[child], absent)?;
                let sex = self.any_sex(350);
                self.parent(sex, age)
            }
        }
    }

    fn four(&mut self) -> Result<(), SampleFault> {
        let wife = self.couple(31, 48)?;
        let older = self.years(7, 20).min(wife - 20);
        if self.cast.rng.chance(500) {
            let younger = older - self.years(2, 4);
            return self.children(&[older, younger], false);
        }
        self.children(&[older], false)?;
        let (sex, age) = (self.any_sex(350), wife + 3);
        self.parent(sex, age)
    }

    fn five(&mut self) -> Result<(), SampleFault> {
        let wife = self.couple(34, 48)?;
        let older = self.years(9, 20).min(wife - 20);
        let second = older - self.years(2, 4);
        match self.draw(&[60, 20, 20]) {
            0 => {
                self.children(&[older, second], false)?;
                let sex = self.any_sex(350);
                self.parent(sex, wife + 3)
            }
            1 => {
                let third = second - self.years(1, 3);
                self.children(&[older, second, third], false)
            }
            _ => {
                self.children(&[older], false)?;
                for parent in [Sex::Male, Sex::Female] {
                    self.parent(parent, wife + 3)?;
                    if let Some(member) = self.household.members.last() {
                        self.people[member.person].marital = "20";
                    }
                }
                Ok(())
            }
        }
    }
}
