//! The numbers that invented people carry: ID numbers, accounts, phones, disability certificates. The ranges are told in
//! `sample-db/README.md`; none of them is in use, and none is given twice.
//!
//! Must not know who gets them.

use super::SampleFault;
use super::player::OF_A_PART;
use super::rng::Rng;
use crate::domain::account::luhn_digit;
use crate::domain::assistance::dibao::Kind;
use crate::domain::people::id_number::check_char;
use crate::domain::people::sex::Sex;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, HashSet};

/// Sequence numbers 700 to 899 of each birth date and area: a hundred for each sex.
const FIRST_SEQUENCE: u32 = 700;
const SEQUENCES: u32 = 100;
const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2021;
const DAYS: usize = 366 * 122;

const ALWAYS: (i32, i32) = (FIRST_YEAR, LAST_YEAR);
const OLD: (i32, i32) = (FIRST_YEAR, 2000);
const NEW: (i32, i32) = (2001, LAST_YEAR);

/// Where numbers are issued: the years in which the holders were born, and how frequent it is among those from here and those who came
/// by marriage. The district came of 城南区 and parts of 郊区 in 2001; a number never changes, but a child may be registered late. 常宁 was
/// a county until 1996.
const AREAS: [(&str, (i32, i32), u32, u32); 18] = [
    ("430403", OLD, 650, 250),
    ("430411", OLD, 210, 100),
    ("430402", OLD, 45, 40),
    ("430404", OLD, 45, 40),
    ("430406", (1998, 2000), 60, 0),
    ("430406", NEW, 930, 380),
    ("430405", NEW, 8, 15),
    ("430407", NEW, 6, 15),
    ("430408", NEW, 8, 20),
    ("430412", ALWAYS, 2, 20),
    ("430421", ALWAYS, 12, 140),
    ("430422", ALWAYS, 14, 160),
    ("430423", ALWAYS, 4, 50),
    ("430424", ALWAYS, 6, 70),
    ("430426", ALWAYS, 6, 80),
    ("430481", ALWAYS, 4, 60),
    ("430425", (FIRST_YEAR, 1995), 3, 40),
    ("430482", (1996, LAST_YEAR), 3, 40),
];

/// Where somebody comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Origin {
    /// From the district or what it was before.
    Here,
    /// Came by marriage, often from another county.
    ByMarriage,
    /// From the county of that code.
    County(&'static str),
}

/// Hands out numbers.
#[derive(Debug)]
pub(crate) struct Numbers {
    /// How many of each (area, birth date, sex) are gone.
    issued: Vec<u8>,
    phones: u64,
    /// What stands for the texts that were new once.
    asked: HashSet<u64>,
}

impl Numbers {
    /// Nothing handed out yet.
    pub(crate) fn new() -> Numbers {
        Numbers { issued: vec![0; AREAS.len() * DAYS * 2], phones: 0, asked: HashSet::new() }
    }

    /// 公民身份号码, issued where one comes from.
    pub(crate) fn id(
        &mut self,
        rng: &mut Rng,
        birth: NaiveDate,
        sex: Sex,
        origin: Origin,
    ) -> Result<String, SampleFault> {
        let weights = AREAS.map(|(area, (from, to), here, married)| match origin {
            _ if !(from..=to).contains(&birth.year()) => 0,
            Origin::Here => here,
            Origin::ByMarriage => married,
            Origin::County(code) => u32::from(code.starts_with(area)),
        });
        let day = usize::try_from((birth.year() - FIRST_YEAR) * 366).unwrap_or(0) + birth.ordinal0() as usize;
        for _ in 0..1000 {
            let area = rng.weighed(&weights);
            let place = (area * DAYS + day % DAYS) * 2 + usize::from(sex == Sex::Female);
            let gone = u32::from(self.issued[place]);
            if gone < SEQUENCES {
                self.issued[place] += 1;
                // A full period of steps through the hundred, so that numbers do not simply count up.
                let nth = (gone * 37 + u32::try_from(day % 100).unwrap_or(0)) % SEQUENCES;
                let sequence = FIRST_SEQUENCE + nth * 2 + u32::from(sex == Sex::Male);
                let body = format!("{}{}{sequence}", AREAS[area].0, birth.format("%Y%m%d"));
                let check = check_char(&body);
                return Ok(format!("{body}{check}"));
            }
        }
        Err(SampleFault::Exhausted("身份证号"))
    }

    /// Whether that has not been asked before: a name with a birth date, an address.
    pub(crate) fn is_new(&mut self, text: &str) -> bool {
        let mixed = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        self.asked.insert(text.bytes().fold(0xcbf2_9ce4_8422_2325, mixed))
    }

    /// A mobile number with the prefix 154, which no operator has.
    pub(crate) fn phone(&mut self) -> String {
        self.phones += 1;
        mobile(self.phones)
    }
}

fn mobile(nth: u64) -> String {
    format!("154{:08}", scatter(nth, 100_000_000))
}

/// The number on a desk: those that people get last.
pub(crate) fn of_desk(nth: u64) -> String {
    mobile(99_999_999 - nth)
}

/// The number of who applies for somebody dead, by the key of the death: below those on desks.
pub(crate) fn of_applicant(death: i64) -> String {
    of_desk(1_000 + death.unsigned_abs())
}

/// Hands out the numbers of accounts and papers of a part: apart from those of the other parts, and from the numbers of people.
#[derive(Debug, Default)]
pub(crate) struct Accounts {
    /// Those of the parts before.
    before: u64,
    cards: u64,
    passbooks: u64,
    certificates: BTreeMap<i32, u64>,
    notices: BTreeMap<i32, u64>,
    agreements: BTreeMap<i32, u64>,
    kin: BTreeMap<i32, u64>,
    vouchers: u64,
    reports: u64,
    deaths: BTreeMap<NaiveDate, u64>,
    cremations: BTreeMap<NaiveDate, u64>,
}

impl Accounts {
    /// Of the nth part; the first is 0.
    pub(crate) fn of_part(nth: u32) -> Accounts {
        Accounts { before: u64::from(nth) * OF_A_PART.unsigned_abs(), ..Accounts::default() }
    }

    /// A card: 19 digits, a BIN nobody has, Luhn.
    pub(crate) fn card(&mut self) -> String {
        self.cards += 1;
        let body = format!("629993{:012}", scatter(self.before + self.cards, 1_000_000_000_000));
        let check = luhn_digit(&body);
        format!("{body}{check}")
    }

    /// 低保证号.
    pub(crate) fn certificate(&mut self, kind: Kind, year: i32) -> String {
        format!("430406{}{year}{:05}", kind.code(), next(self.before, &mut self.certificates, year))
    }

    /// The next of the records of relatives at the office, in a year.
    pub(crate) fn kin(&mut self, year: i32) -> u64 {
        next(self.before, &mut self.kin, year)
    }

    /// 告知书文号.
    pub(crate) fn notice(&mut self, year: i32) -> String {
        format!("雁民救告〔{year}〕{}号", next(self.before, &mut self.notices, year))
    }

    /// 照料服务协议号.
    pub(crate) fn agreement(&mut self, year: i32) -> String {
        format!("照料〔{year}〕{}号", next(self.before, &mut self.agreements, year))
    }

    /// 凭证号 of a petty fund.
    pub(crate) fn voucher(&mut self) -> String {
        self.vouchers += 1;
        format!("BYJ2021-{:05}", self.before + self.vouchers)
    }

    /// 核对报告编号.
    pub(crate) fn report(&mut self) -> String {
        self.reports += 1;
        format!("2021-{:05}", self.before + self.reports)
    }

    /// The number of a certificate of death, which has its day in it.
    pub(crate) fn death(&mut self, day: NaiveDate) -> String {
        format!("雁死证{}-{:02}", day.format("%Y%m%d"), next(self.before, &mut self.deaths, day))
    }

    /// 火化证号, likewise.
    pub(crate) fn cremation(&mut self, day: NaiveDate) -> String {
        format!("衡火{}-{:02}", day.format("%Y%m%d"), next(self.before, &mut self.cremations, day))
    }

    /// A passbook: 15 digits.
    pub(crate) fn passbook(&mut self) -> String {
        self.passbooks += 1;
        format!("99{:013}", scatter(self.before + self.passbooks, 10_000_000_000_000))
    }
}

/// The next of a year or day, after those of the parts before.
fn next<T: Ord>(before: u64, serials: &mut BTreeMap<T, u64>, of: T) -> u64 {
    let serial = serials.entry(of).or_insert(before);
    *serial += 1;
    *serial
}

/// The n-th of `size` numbers in a scattered order without repeats: the factor ends in 1 and the sizes are powers of ten.
fn scatter(n: u64, size: u64) -> u64 {
    let wide = u128::from(n) * 736_481_573_821 % u128::from(size);
    u64::try_from(wide).unwrap_or(n)
}

/// 残疾人证号: the ID number, kind and level (GB/T 26341).
pub(crate) fn certificate(id: &str, kind: &str, level: &str) -> String {
    format!("{id}{kind}{level}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::luhn_ok;
    use crate::domain::people::id_number::IdNumber;

    #[test]
    fn numbers_are_right_and_never_the_same() {
        let (mut numbers, mut accounts, mut rng) = (Numbers::new(), Accounts::default(), Rng::of(1, 1));
        let birth = NaiveDate::from_ymd_opt(1960, 2, 29).unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..1000 {
            let id = numbers.id(&mut rng, birth, Sex::Female, Origin::Here).unwrap();
            let parsed = IdNumber::parse(&id).unwrap();
            assert_eq!((parsed.birth_date(), parsed.sex()), (Some(birth), Some(Sex::Female)));
            assert!((700..900).contains(&id[14..17].parse::<u32>().unwrap()), "{id}");
            assert!(seen.insert(id));
            let card = accounts.card();
            assert!(luhn_ok(&card) && card.len() == 19 && seen.insert(card));
            assert!(seen.insert(numbers.phone()));
        }
    }
}
