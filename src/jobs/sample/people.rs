//! One invented person with everything the register knows, each fact in keeping with the others.
//!
//! Must not know households, cases or the file.

use super::SampleFault;
use super::days::{Workdays, day};
use super::names::Names;
use super::numbers::{self, Numbers, Origin};
use super::places::Places;
use super::rng::Rng;
use crate::domain::people::sex::Sex;
use chrono::{Datelike, Days, Months, NaiveDate};

/// A person before having a key.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// 公民身份号码.
    pub id: String,
    /// 姓名.
    pub name: String,
    /// 性别.
    pub sex: Sex,
    /// 出生日期.
    pub birth: NaiveDate,
    /// 民族.
    pub ethnicity: &'static str,
    /// 婚姻状况.
    pub marital: &'static str,
    /// The spouse dies in 2021.
    pub widowed: bool,
    /// 农村户口.
    pub rural: bool,
    /// 户籍地 where it is not where the person lives: a division code.
    pub hukou: Option<&'static str>,
    /// 居住地.
    pub home: usize,
    /// 详细地址.
    pub address: String,
    /// 联系电话.
    pub phone: Option<String>,
    /// 健康状况.
    pub health: &'static str,
    /// 重病病种.
    pub disease: Option<&'static str>,
    /// 劳动能力.
    pub labor: &'static str,
    /// 残疾类别 and 等级.
    pub disability: Option<(&'static str, &'static str)>,
    /// 残疾证有效期至.
    pub cert_until: Option<NaiveDate>,
    /// 就业状况.
    pub employ: &'static str,
    /// 在校情况.
    pub school: &'static str,
    /// 服刑.
    pub custody: Option<(NaiveDate, NaiveDate)>,
    /// 特殊身份.
    pub special: Option<&'static str>,
    /// 死亡日期 and 来源.
    pub death: Option<(NaiveDate, &'static str)>,
}

impl Person {
    /// 残疾人证号.
    pub(crate) fn cert_no(&self) -> Option<String> {
        self.disability.map(|(kind, level)| numbers::certificate(&self.id, kind, level))
    }
    /// 重度残疾: level one or two.
    pub(crate) fn is_severe(&self) -> bool {
        self.disability.is_some_and(|(_, level)| level <= "2")
    }
    /// Completed years at the end of 2021.
    pub(crate) fn age(&self) -> i32 {
        REFERENCE_YEAR - self.birth.year()
    }
}

/// Codes describe people at the end of this year.
pub(crate) const REFERENCE_YEAR: i32 = 2021;

/// How somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Nothing wrong.
    Well,
    /// Chronic illness; partly unable to work.
    Chronic,
    /// 重大疾病.
    Ill,
    /// Level one or two.
    Severe,
    /// Level one or two, of the body or the eyes: has full capacity and may apply.
    SevereOfBody,
    /// Level three or four.
    Mild,
}

/// What is decided about a person beforehand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sketch<'a> {
    /// 性别.
    pub sex: Sex,
    /// Completed years at the end of 2021.
    pub age: i64,
    /// Surname.
    pub surname: &'a str,
    /// 婚姻状况.
    pub marital: &'static str,
    /// How the person is.
    pub condition: Condition,
    /// Where one comes from, unless the household is from elsewhere.
    pub origin: Origin,
    /// Who lives there already, the head first: those of one blood are of one people, and nobody has the name of another.
    pub kin: &'a [Person],
    /// The first character of the given name, where it is that of a brother.
    pub first: Option<char>,
}

impl<'a> Sketch<'a> {
    /// Somebody from here of whom no family is known.
    pub(crate) fn of(sex: Sex, age: i64, surname: &'a str, marital: &'static str, condition: Condition) -> Sketch<'a> {
        Sketch { sex, age, surname, marital, condition, origin: Origin::Here, kin: &[], first: None }
    }
}

/// A household's place.
#[derive(Clone, Debug)]
pub(crate) struct Home {
    /// Its village: a row of the list of places.
    pub village: usize,
    /// In the countryside.
    pub rural: bool,
    /// Its address.
    pub address: String,
    /// 户籍地 where it is elsewhere: the code of a county.
    pub hukou: Option<&'static str>,
}

/// 重病病种, from which age on, and how frequent.
const DISEASES: [(&str, i64, u32); 9] = [
    ("恶性肿瘤", 0, 30),
    ("尿毒症(透析)", 12, 22),
    ("脑卒中后遗症", 45, 18),
    ("冠心病(支架术后)", 45, 12),
    ("肝硬化失代偿期", 30, 8),
    ("白血病", 0, 5),
    ("再生障碍性贫血", 0, 4),
    ("系统性红斑狼疮", 10, 4),
    ("器官移植后抗排异", 12, 3),
];
/// 健康状况 of the chronically ill, and how frequent.
const CHRONIC: [(&str, u32); 7] = [("30", 20), ("31", 27), ("32", 15), ("33", 14), ("34", 9), ("36", 1), ("37", 14)];
/// 民族 of those who are no Han, and how frequent.
const MINORITIES: [(&str, u32); 6] = [("15", 35), ("06", 25), ("12", 15), ("13", 15), ("08", 5), ("03", 5)];

/// Makes people; holds what all of them draw from.
#[derive(Debug)]
pub(crate) struct Cast<'a> {
    /// The stream.
    pub rng: Rng,
    /// The names.
    pub names: &'a Names,
    /// The numbers.
    pub numbers: &'a mut Numbers,
    /// The days on which an office works.
    pub workdays: &'a Workdays,
}

impl Cast<'_> {
    /// A person as sketched.
    pub(crate) fn person(&mut self, sketch: Sketch<'_>, home: &Home) -> Result<Person, SampleFault> {
        let birth = self.birth_date(sketch.age);
        self.born_on(birth, sketch, home)
    }

    /// A day of the year in which one is so old at its end; the small have been born for some months.
    fn birth_date(&mut self, age: i64) -> NaiveDate {
        let year = REFERENCE_YEAR - i32::try_from(age).unwrap_or(0);
        let first = day(year, 1, 1);
        first + Days::new(self.rng.below(if age <= 1 { 240 } else { 365 }) as u64)
    }

    /// A name that nobody of the family has, and nobody else born on that day.
    fn name(&mut self, birth: NaiveDate, sketch: Sketch<'_>) -> String {
        let Sketch { sex, surname, kin, first, .. } = sketch;
        loop {
            let name = self.names.name(&mut self.rng, surname, sex, birth.year(), first);
            let given = &name[surname.len()..];
            let is_free = kin.iter().all(|other| !other.name.ends_with(given));
            if is_free && self.numbers.is_new(&format!("{name}{birth}")) {
                return name;
            }
        }
    }

    /// A home in some village, nobody else's as long as there are others.
    pub(crate) fn home(&mut self, places: &Places, rural: bool) -> Home {
        let village = places.village(&mut self.rng, rural);
        let mut address = places.address(&mut self.rng, village);
        for _ in 0..9 {
            if self.numbers.is_new(&address) {
                break;
            }
            address = places.address(&mut self.rng, village);
        }
        Home { village, rural, address, hukou: None }
    }

    /// A mild disability of somebody who is found to have one.
    pub(crate) fn certify(&mut self, person: &mut Person) {
        if person.disability.is_none() {
            person.disability = Some(("4", self.rng.code(&["3", "4", "4"])));
            person.health = "64";
            person.cert_until = certified_until(&mut self.rng, person.birth);
        }
    }

    /// A person as sketched, born on that day.
    pub(crate) fn born_on(&mut self, birth: NaiveDate, sketch: Sketch<'_>, home: &Home) -> Result<Person, SampleFault> {
        let Sketch { sex, age, condition, .. } = sketch;
        let rng = &mut self.rng;
        let disability = disability(rng, condition);
        let labor = labor(age, condition, disability);
        let school = school(age, condition, sketch.marital, disability);
        let employ = employ(rng, home.rural, school, labor);
        let diseases = DISEASES.map(|(_, from, weight)| if age >= from { weight } else { 0 });
        let disease = (condition == Condition::Ill).then(|| DISEASES[rng.weighed(&diseases)].0);
        let health = health(rng, age, condition, disability);
        let until = disability.and_then(|_| certified_until(rng, birth));
        let phone = rng.chance(with_phone(age)).then(|| self.numbers.phone());
        let of_blood = sketch.kin.first().filter(|_| !matches!(sketch.origin, Origin::ByMarriage));
        let minority = rng.chance(25).then(|| rng.likely(&MINORITIES));
        let origin = home.hukou.map_or(sketch.origin, Origin::County);
        Ok(Person {
            id: self.numbers.id(rng, birth, sex, origin)?,
            name: self.name(birth, sketch),
            sex,
            birth,
            ethnicity: of_blood.map_or(minority.unwrap_or("01"), |head| head.ethnicity),
            marital: sketch.marital,
            widowed: false,
            rural: home.rural,
            hukou: home.hukou,
            home: home.village,
            address: home.address.clone(),
            phone,
            health,
            disease,
            labor,
            disability,
            cert_until: until,
            employ,
            school,
            custody: None,
            special: None,
            death: None,
        })
    }
}

/// The last day of a certificate: ten years after it was issued, to somebody a year old or older.
fn certified_until(rng: &mut Rng, birth: NaiveDate) -> Option<NaiveDate> {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    let (first, last) = (day(2012, 1, 4)?.max(birth + Days::new(365)), day(2020, 9, 30)?);
    let issued = first + Days::new(rng.within(0, (last - first).num_days().max(0)).unsigned_abs());
    issued.checked_add_months(Months::new(120))
}

/// How many of a thousand of that age have a phone.
fn with_phone(age: i64) -> usize {
    match age {
        ..14 => 0,
        14..18 => 350,
        18..60 => 940,
        60..70 => 860,
        70..80 => 640,
        80..90 => 360,
        _ => 120,
    }
}

/// 残疾类别 and 等级.
type Disability = (&'static str, &'static str);

/// 残疾类别 and 等级 for a condition.
fn disability(rng: &mut Rng, condition: Condition) -> Option<Disability> {
    let (kinds, levels): (&[&'static str], &[&'static str]) = match condition {
        Condition::Severe => (&["1", "2", "4", "4", "4", "5", "5", "6", "6", "7"], &["1", "2", "2"]),
        Condition::SevereOfBody => (&["1", "4", "4", "4"], &["1", "2", "2"]),
        Condition::Mild => (&["1", "2", "3", "4", "4", "4", "5", "6"], &["3", "3", "4"]),
        _ => return None,
    };
    Some((rng.code(kinds), rng.code(levels)))
}

/// 劳动能力.
fn labor(age: i64, condition: Condition, disability: Option<Disability>) -> &'static str {
    match (age, condition) {
        (..18, _) => "4",
        // Who turns 60 in the year has the class of before: no clerk has come to it yet, and the months before are right.
        (61.., _) => "5",
        (_, Condition::Ill) => "3",
        (_, Condition::Severe | Condition::SevereOfBody) => {
            if disability.is_some_and(|(kind, _)| kind == "2" || kind == "3") { "2" } else { "3" }
        }
        (_, Condition::Chronic | Condition::Mild) => "2",
        (_, Condition::Well) => "1",
    }
}

/// 在校情况.
fn school(age: i64, condition: Condition, marital: &str, disability: Option<Disability>) -> &'static str {
    match age {
        ..6 => "1",
        6..15 => "2",
        15..18 if disability.is_some_and(|(_, level)| level <= "2") => "0",
        15..18 => "3",
        18..23 if condition == Condition::Well && marital == "10" => "4",
        _ => "0",
    }
}

/// 就业状况.
fn employ(rng: &mut Rng, rural: bool, school: &str, labor: &str) -> &'static str {
    match (school, labor) {
        ("1", _) => "8",
        ("2" | "3" | "4", _) => "7",
        (_, "1" | "2") if rural => "5",
        (_, "1" | "2") => rng.code(&["2", "2", "3", "4"]),
        (_, "5") if !rural && rng.chance(150) => "6",
        _ => "8",
    }
}

/// 健康状况.
fn health(rng: &mut Rng, age: i64, condition: Condition, disability: Option<Disability>) -> &'static str {
    match (condition, disability) {
        (_, Some((kind, _))) => ["61", "62", "63", "64", "65", "66", "67"][usize::from(kind.as_bytes()[0] - b'1')],
        (Condition::Ill, _) => "50",
        (Condition::Chronic, _) => rng.likely(&CHRONIC),
        _ if age >= 65 => "20",
        _ => "10",
    }
}
