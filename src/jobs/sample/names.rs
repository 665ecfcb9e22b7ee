//! Invented names: surnames as frequent as in Hunan, given names in the fashion of the year of birth.
//!
//! Must not know anything else of a person.

use super::SampleFault;
use super::rng::Rng;
use crate::domain::people::sex::Sex;

/// The lists of `sample-db/surnames.csv` and `sample-db/given-names.csv`.
#[derive(Debug)]
pub(crate) struct Names {
    surnames: Vec<&'static str>,
    weights: Vec<u32>,
    fashions: Vec<Fashion>,
}

/// Given names of one sex and some years: the first and the second character.
#[derive(Debug)]
struct Fashion {
    sex: Sex,
    from: i32,
    to: i32,
    first: Vec<char>,
    second: Vec<char>,
}

/// The double surnames of the list.
const DOUBLE: [&str; 6] = ["欧阳", "尉迟", "万俟", "诸葛", "司马", "令狐"];

/// The surname in a whole name.
pub(crate) fn surname_of(name: &str) -> &str {
    let length = if DOUBLE.iter().any(|double| name.starts_with(double)) { 2 } else { 1 };
    name.char_indices().nth(length).map_or(name, |(at, _)| &name[..at])
}

impl Names {
    /// Reads the lists that the program carries.
    pub(crate) fn read() -> Result<Names, SampleFault> {
        let broken = || SampleFault::Lists("姓名用字表");
        let mut names = Names { surnames: Vec::new(), weights: Vec::new(), fashions: Vec::new() };
        for line in include_str!("../../../sample-db/surnames.csv").lines().skip(1) {
            let (surname, weight) = line.split_once(',').ok_or_else(broken)?;
            names.surnames.push(surname);
            names.weights.push(weight.parse().map_err(|_| broken())?);
        }
        for line in include_str!("../../../sample-db/given-names.csv").lines().skip(1) {
            let mut parts = line.split(',');
            let mut next = || parts.next().ok_or_else(broken);
            let fashion = Fashion {
                sex: Sex::from_code(next()?).ok_or_else(broken)?,
                from: next()?.parse().map_err(|_| broken())?,
                to: next()?.parse().map_err(|_| broken())?,
                first: next()?.chars().collect(),
                second: next()?.chars().collect(),
            };
            names.fashions.push(fashion);
        }
        Ok(names)
    }

    /// A surname.
    pub(crate) fn surname(&self, rng: &mut Rng) -> &'static str {
        self.surnames[rng.weighed(&self.weights)]
    }

    /// A whole name with that surname, in which no character stands twice. `first`: the character that brothers share.
    pub(crate) fn name(&self, rng: &mut Rng, surname: &str, sex: Sex, born: i32, first: Option<char>) -> String {
        let fashion = self.fashions.iter().find(|f| f.sex == sex && (f.from..=f.to).contains(&born));
        let Some(fashion) = fashion else { return surname.to_owned() };
        let single = if (1970..2005).contains(&born) { 180 } else { 60 };
        loop {
            let mut name = surname.to_owned();
            if first.is_some() || !rng.chance(single) {
                name.push(first.unwrap_or_else(|| *rng.pick(&fashion.first)));
            }
            name.push(*rng.pick(&fashion.second));
            let mut rest = name.chars();
            if std::iter::from_fn(|| rest.next().map(|c| !rest.as_str().contains(c))).all(|once| once) {
                return name;
            }
        }
    }
}
