//! A benefit (待遇): what is paid to people by the cases of one register, declared once. Payroll, rolls, the person's page, the
//! look-up, what people draw, voids, changes and the check of the file read it.
//!
//! To add one: a static beside the register of its cases, a line in [`crate::register::BENEFITS`].

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::parameter::Parameters;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::register::benefits::rests::{Ground, Rest};
use crate::register::core::codes::Codes;
use crate::register::{Facts, Register, Values, find};
use chrono::NaiveDate;
use std::fmt;

/// A benefit.
pub struct Benefit {
    /// The register of its cases. They have a thousand million keys of their own ([`Register::keys_above`]).
    pub cases: &'static Register,
    /// 中文名, as clerks say it.
    pub label: &'static str,
    /// Its schemes (险种), each with the `kind` of its cases, empty where that is no matter.
    pub schemes: &'static [(Scheme, &'static str)],
    /// Whom a case covers.
    pub covers: Covers,
    /// How it is paid.
    pub pays: Pays,
    /// What it rests on, and what becomes of a running case without it: of several, the first that holds.
    pub rests: &'static [Rest],
}

/// Whom a case covers.
#[derive(Clone, Copy, Debug)]
pub enum Covers {
    /// The persons of its `household` whom a version names; the applicant is paid.
    Household(&'static Household),
    /// Its `person`, who is paid too.
    Person,
}

/// What a case would have paid in a month without a person; a slip where that cannot be computed.
pub type Without = fn(case: i64, person: i64, month: Month, facts: &Facts) -> Result<Money, Slip>;

/// Whom the versions of a benefit of households cover; columns by their declared names.
#[derive(Debug)]
pub struct Household {
    /// The register of the covers, a row beneath the case for each `person` of a version, by its `from_month`.
    pub covers: &'static str,
    /// The version's column with how many they are.
    pub persons: &'static str,
    /// The columns with the money of a version, and with the part of it that each cover has.
    pub shared: &'static [(&'static str, &'static str)],
    /// The version's column with the income of the household.
    pub income: &'static str,
    /// The columns of a cover that [`Rest::of`] reads.
    pub reads: &'static [&'static str],
    /// What somebody has who is covered, and who draws money by it: other benefits rest on that.
    pub gives: (Ground, Ground),
    /// What a case would have paid in a month without one of its persons.
    pub without: Without,
    /// How somebody joins the household and leaves it.
    pub members: Members,
}

/// The rows by which persons join a household and leave it, entered with a version ([`Register::brings`]); columns by their declared names.
#[derive(Debug)]
pub struct Members {
    /// Their register.
    pub register: &'static str,
    /// Its column with the person.
    pub person: &'static str,
    /// Its column with what the person is to the household.
    pub relation: &'static str,
    /// What is asked of one who joins.
    pub joins: &'static [&'static str],
    /// What a row says of one who leaves, as typed.
    pub leaves: &'static [(&'static str, &'static str)],
    /// What is asked of one who leaves.
    pub why: &'static [&'static str],
}

impl Household {
    /// Whether that is what it gives those whom it covers, or pays.
    pub fn gives(&self, ground: Ground) -> bool {
        ground == self.gives.0 || ground == self.gives.1
    }
    /// The register of [`Household::covers`].
    pub fn register(&self) -> Option<&'static Register> {
        find(self.covers).map(|entry| entry.register)
    }
}

impl Covers {
    /// The column of a case that says whose it is.
    pub const fn column(self) -> &'static str {
        match self {
            Covers::Household(_) => "household",
            Covers::Person => "person",
        }
    }
}

/// How a benefit is paid.
pub enum Pays {
    /// Month by month, by the version in force ([`Register::versions`]).
    Monthly(&'static Monthly),
    /// Once, by the case itself.
    Once(&'static Once),
}

/// What is paid once; columns of the case by their declared names.
pub struct Once {
    /// 金额.
    pub amount: &'static str,
    /// The day of the decision.
    pub decided: &'static str,
    /// 发放日期.
    pub paid: &'static str,
    /// What the person's page tells of a case: what it gives, and what for.
    pub told: fn(&Values) -> (String, String),
}

/// What is paid month by month.
pub struct Monthly {
    /// Why it ends (停发原因).
    pub ends: &'static Codes,
    /// The code of the slip that refuses a version which changes nothing.
    pub unchanged: &'static str,
    /// The check of `verify` that cases stand as their latest version says: its name, and what holds.
    pub stands: (&'static str, &'static str),
    /// What its lines hold.
    pub lines: Lines,
    /// What the person's page tells of a version, beside its amount.
    pub told: Option<Told>,
    /// The columns of a case that [`Rest::of`] reads (经济状况依据).
    pub reads: &'static [&'static str],
}

/// What the lines of a payroll take from a case and its version; columns by their declared names.
pub struct Lines {
    /// The version's money on the normal line.
    pub normal: &'static str,
    /// The part of it that is told apart (分类施保).
    pub extra: Option<&'static str>,
    /// The version's money on a line of 照料护理费 beside it.
    pub care: Option<&'static str>,
    /// The version's institution that is paid in the person's place (集中供养).
    pub institution: Option<&'static str>,
    /// The case's column with who is paid in the person's place (代领), where somebody is.
    pub payee: Option<&'static str>,
    /// The class that it was paid for.
    pub class: Class,
    /// Columns of the case that its papers show: 证号, 残疾类别, 城乡类别, 照料服务人.
    pub papers: Papers,
    /// Whether names are posted (公示); those of minors are not.
    pub posted: bool,
    /// Whether a line of arrears counts a person for each month it pays.
    pub arrears_count: bool,
    /// What may stand against paying somebody in a month, whatever the version says.
    pub bar: Option<&'static Bar>,
}

/// What stands against paying somebody in a month: told of the person, and of the person's record of a register (儿童档案).
pub struct Bar {
    /// The register; its column `person` leads to the record.
    pub file: &'static str,
    /// What is said where something does.
    pub slip: fn(&Values, Option<&Values>, Month, &Parameters) -> Option<Slip>,
}

impl Lines {
    /// Of a person's case whose versions have an `amount` and nothing else.
    pub const PLAIN: Lines = Lines {
        normal: "amount",
        extra: None,
        care: None,
        institution: None,
        payee: None,
        class: Class::None,
        papers: Papers::NONE,
        posted: false,
        arrears_count: false,
        bar: None,
    };
}

/// Where the class of a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// In the version; one that has none (a suspension) has that of the one before.
    OfVersion(&'static str),
    /// In the case.
    OfCase(&'static str),
    /// Nowhere.
    None,
}

/// Columns of a case that papers show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Papers {
    /// 证号.
    pub number: Option<&'static str>,
    /// 残疾类别.
    pub disability: Option<&'static str>,
    /// 城乡类别.
    pub kind: Option<&'static str>,
    /// 照料服务人.
    pub carer: Option<&'static str>,
}

impl Papers {
    /// None of them.
    pub const NONE: Papers = Papers { number: None, disability: None, kind: None, carer: None };
}

/// What the person's page tells of a version that does not end the case; columns by their declared names.
pub struct Told {
    /// The columns that it is made of: of the case,
    pub case: &'static [&'static str],
    /// of the version,
    pub version: &'static [&'static str],
    /// of the covers of those whom the version covers.
    pub covers: &'static [&'static str],
    /// In words, line by line.
    pub words: fn(&Telling<'_>) -> Vec<String>,
}

/// What is told of. Case, version and covers have the columns that [`Told`] names, a version its kind too.
pub struct Telling<'a> {
    /// The case.
    pub case: &'a Values,
    /// The version.
    pub version: &'a Values,
    /// From which month on it holds.
    pub from: Month,
    /// Whom it covers, of a household.
    pub covered: &'a [Covered],
    /// The office's parameters.
    pub parameters: &'a Parameters,
}

/// Somebody whom a version covers.
pub struct Covered {
    /// Who.
    pub person: i64,
    /// 姓名.
    pub name: String,
    /// 出生日期.
    pub birth_date: NaiveDate,
    /// The cover.
    pub cover: Values,
}

/// Two are the same when their cases stand in the same register.
impl PartialEq for Benefit {
    fn eq(&self, other: &Self) -> bool {
        self.cases == other.cases
    }
}

impl Eq for Benefit {}

impl fmt::Debug for Benefit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.cases.name)
    }
}

impl Benefit {
    /// The keys of its cases, by thousand millions.
    pub const fn keys(&self) -> i64 {
        self.cases.keys_above / KEYS
    }
    /// The names of its schemes.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.schemes.iter().map(|(scheme, _)| scheme.name())
    }
    /// The scheme of a case of that kind.
    pub fn scheme(&self, kind: &str) -> Scheme {
        let of = self.schemes.iter().find(|(_, k)| *k == kind).or(self.schemes.first());
        of.map_or(Scheme::Temporary, |(scheme, _)| *scheme)
    }
    /// What it says of households, where it covers them.
    pub const fn household(&self) -> Option<&'static Household> {
        match self.covers {
            Covers::Household(household) => Some(household),
            Covers::Person => None,
        }
    }
    /// What is paid month by month, where it is.
    pub const fn monthly(&self) -> Option<&'static Monthly> {
        match &self.pays {
            Pays::Monthly(monthly) => Some(monthly),
            Pays::Once(_) => None,
        }
    }
}

/// How many keys each register of cases has.
pub const KEYS: i64 = 1_000_000_000;
