//! What a check between registers is, and what it finds.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::parameter::Parameters;
use crate::domain::scheme::Scheme;
use crate::register::Value;
use crate::register::places::known::Places;
use std::fmt;

/// How heavy what is found weighs (services 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// E: wrong, to be put right before the month is closed.
    Error,
    /// W: to be looked at.
    Warning,
    /// I: something to do.
    Todo,
}

impl Weight {
    /// From the heaviest.
    pub const ALL: [Weight; 3] = [Weight::Error, Weight::Warning, Weight::Todo];
    /// 错误, 提示 or 待办.
    pub const fn label(self) -> &'static str {
        match self {
            Weight::Error => "错误",
            Weight::Warning => "提示",
            Weight::Todo => "待办",
        }
    }
    /// `error`, `warning` or `info`, as JSON has it.
    pub const fn name(self) -> &'static str {
        match self {
            Weight::Error => "error",
            Weight::Warning => "warning",
            Weight::Todo => "info",
        }
    }
}

/// A check between registers.
pub struct CrossCheck {
    /// Its code: that of services 7, or the one of assistance.md under which the same is said at saving.
    pub code: &'static str,
    /// How heavy it weighs.
    pub weight: Weight,
    /// What it looks at, in a few words.
    pub looks_at: &'static str,
    /// What it says of a record.
    pub says: Says,
    /// What to do about it.
    pub to_do: &'static str,
}

/// What a check says of a record.
pub enum Says {
    /// A text made of what was found beside it; none where it is nothing after all.
    Text(fn(&Told<'_>) -> Option<String>),
    /// What the rules of its register say of the record as it stands on the month's last day, under these codes.
    Rule(&'static [&'static str]),
}

/// Two are the same when they have one code.
impl PartialEq for CrossCheck {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for CrossCheck {}

impl fmt::Debug for CrossCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

/// What was found beside a record, to be said.
pub struct Told<'a> {
    /// The values in the order of the check's SQL.
    pub values: &'a [Value],
    /// The month.
    pub month: Month,
    /// What divisions are called.
    pub places: &'a Places,
    /// The office's parameters.
    pub parameters: &'a Parameters,
}

impl Told<'_> {
    /// A text as it stands; empty where nothing does.
    pub fn text(&self, at: usize) -> &str {
        self.values.get(at).and_then(Value::text).unwrap_or_default()
    }
    /// A number.
    pub fn number(&self, at: usize) -> i64 {
        self.values.get(at).and_then(Value::int).unwrap_or_default()
    }
    /// Fen in yuan: `350.00`.
    pub fn money(&self, at: usize) -> String {
        Money::fen(self.number(at)).to_string()
    }
    /// A month: 2021年11月.
    pub fn month_at(&self, at: usize) -> String {
        Month::parse(self.text(at)).map_or_else(|| self.text(at).to_owned(), Month::zh)
    }
    /// From a month to another: 2021年11月, 2021年11月至2021年12月.
    pub fn months(&self, first: usize, last: usize) -> String {
        let [first, last] = [first, last].map(|at| self.month_at(at));
        if first == last { first } else { format!("{first}至{last}") }
    }
    /// The label of a scheme: 城市低保.
    pub fn scheme(&self, at: usize) -> &'static str {
        Scheme::from_name(self.text(at)).map_or("", Scheme::label)
    }
    /// The name of a division, with its town where it is a village.
    pub fn place(&self, at: usize) -> String {
        let (town, village) = self.places.town_and_village(self.text(at), self.month.last_day());
        format!("{town}{village}")
    }
}

/// 疑点: a record that a check has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oddity {
    /// The check.
    pub check: &'static CrossCheck,
    /// The record: its register and key.
    pub record: (&'static str, i64),
    /// The number by which the command line knows the record, in full.
    pub subject: String,
    /// What a clerk calls it, as lists show it: `低保 DB430406201400020`.
    pub called: String,
    /// Whom it is about, where it is about somebody.
    pub person: Option<Whose>,
    /// 村居 or 镇街 code it counts for; empty where it has none.
    pub division: String,
    /// What is odd.
    pub text: String,
}

/// Whom something odd is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// The person's row.
    pub key: i64,
    /// 姓名.
    pub name: String,
    /// 身份证号 or temporary number, unmasked.
    pub id_number: String,
}

impl Oddity {
    /// 姓名; empty where it is about nobody.
    pub fn name(&self) -> &str {
        self.person.as_ref().map_or("", |person| &person.name)
    }
    /// In which order they are told: by weight, code, town and village, person.
    pub fn order(&self) -> (Weight, &'static str, String, String, (&'static str, i64)) {
        let Oddity { check, division, record, .. } = self;
        (check.weight, check.code, division.clone(), self.name().to_owned(), *record)
    }
}

/// How many there are of each weight: `错误 1  提示 4  待办 0`.
pub fn counted<'o>(found: impl Iterator<Item = &'o Oddity> + Clone) -> String {
    let count = |weight: Weight| found.clone().filter(|odd| odd.check.weight == weight).count();
    Weight::ALL.map(|weight| format!("{} {}", weight.label(), count(weight))).join("  ")
}
