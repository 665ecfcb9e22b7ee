//! The towns and villages of the district, from `sample-db/divisions-430406.csv`, and invented addresses in them.
//!
//! Must not know people.

use super::SampleFault;
use super::rng::Rng;
use crate::register::places::known::Places as Known;
use chrono::NaiveDate;

/// A row of the list of divisions.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// 12 digits.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// province … village.
    pub level: &'static str,
}

/// Streets, towns, villages.
#[derive(Debug)]
pub(crate) struct Places {
    /// Every row, the province first.
    pub all: Vec<Place>,
    /// Where 城市低保 lives: rows of `all` that are communities.
    pub urban: Vec<usize>,
    /// Where 农村低保 lives: villages proper, and those of the industrial park.
    pub rural: Vec<usize>,
    urban_weights: Vec<u32>,
    rural_weights: Vec<u32>,
}

/// Invented.
const ROADS: [&str; 20] = [
    "桐荫", "柳浪", "芷园", "锦屏", "槐荫", "望江", "枫林", "翠竹", "莲池", "金桂", "春晖", "石榴", "同心", "杏花",
    "梧桐", "永泰", "纱厂", "菱塘", "清泉", "老井",
];

const LIST: &str = include_str!("../../../sample-db/divisions-430406.csv");

/// The number of a town in its district, from the code of a place in it; 0 where it has none.
pub(crate) fn town_number(code: &str) -> u64 {
    code.get(6..9).and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

impl Places {
    /// Reads the list that the program carries.
    pub(crate) fn read() -> Result<Places, SampleFault> {
        let mut all = Vec::new();
        for line in LIST.lines().skip(1) {
            let mut parts = line.split(',');
            let (Some(code), Some(name), Some(level)) = (parts.next(), parts.next(), parts.next()) else {
                return Err(SampleFault::Lists("区划表"));
            };
            all.push(Place { code, name, level });
        }
        let villages = |rural: bool| {
            let mut found: Vec<usize> = Vec::new();
            for (at, place) in all.iter().enumerate() {
                if place.level == "village" && is_rural(place.code) == rural {
                    found.push(at);
                }
            }
            found
        };
        let (urban, rural) = (villages(false), villages(true));
        // Some villages are thrice as large as others; which ones follows from the code, so that it never moves.
        let weight = |at: &usize| all[*at].code.bytes().rev().take(4).map(u32::from).sum::<u32>() % 7 + 3;
        let (urban_weights, rural_weights) = (urban.iter().map(weight).collect(), rural.iter().map(weight).collect());
        Ok(Places { all, urban, rural, urban_weights, rural_weights })
    }

    /// As rules know them.
    pub(crate) fn known(&self) -> Known {
        let mut known = Known::default();
        for Place { code, name, level } in &self.all {
            let (code, name, level) = ((*code).to_owned(), (*name).to_owned(), (*level).to_owned());
            known.add(code, NaiveDate::MIN, false, name, level);
        }
        known
    }

    /// The places of a level (`village`, `township`), by their codes.
    pub(crate) fn of_level(&self, level: &'static str) -> impl Iterator<Item = usize> {
        (0..self.all.len()).filter(move |at| self.all[*at].level == level)
    }

    /// A village for a household.
    pub(crate) fn village(&self, rng: &mut Rng, rural: bool) -> usize {
        if rural { self.rural[rng.weighed(&self.rural_weights)] } else { self.urban[rng.weighed(&self.urban_weights)] }
    }

    /// One of the villages of a town.
    pub(crate) fn some_village_of(&self, rng: &mut Rng, town: usize) -> usize {
        let within =
            |at: &usize| self.all[*at].level == "village" && self.all[*at].code[..9] == self.all[town].code[..9];
        let villages: Vec<usize> = (0..self.all.len()).filter(within).collect();
        *rng.pick(&villages)
    }

    /// How every address in a village begins: town and village.
    pub(crate) fn within(&self, village: usize) -> String {
        let place = &self.all[village];
        let town = self.all.iter().find(|p| p.level == "township" && p.code[..9] == place.code[..9]);
        format!("{}{}", town.map_or("", |t| t.name), place.name.trim_end_matches("居委会"))
    }

    /// An address in a village: a house of a group or of one of its three roads.
    pub(crate) fn address(&self, rng: &mut Rng, village: usize) -> String {
        let within = self.within(village);
        if is_rural(self.all[village].code) {
            return format!("{within}{}组{}号", rng.within(1, 18), rng.within(1, 96));
        }
        let road = ROADS[(village * 3 + rng.below(3)) % ROADS.len()];
        let house = format!("{within}{road}路{}号", rng.within(1, 160));
        let flat = format!("{}{:02}室", rng.within(1, 7), rng.within(1, 4));
        match rng.weighed(&[50, 30, 20]) {
            0 => format!("{house}{}栋{}单元{flat}", rng.within(1, 9), rng.within(1, 4)),
            1 => format!("{house}{flat}"),
            _ => format!("{house}附{}号", rng.within(1, 9)),
        }
    }
}

/// Villages proper have 200 to 399 in their last three digits; those of the industrial park 4xx.
fn is_rural(code: &str) -> bool {
    &code[9..] >= "200"
}
