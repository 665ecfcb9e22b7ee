//! 低保: the words its rules are written in (handbook 2.2 to 2.6): rules, households, awards, refusals.
//!
//! The amounts are in `amount`, the roster in `roster`. Must not know where standards, members or
//! incomes come from, nor procedures and payment.
mod amount;
mod roster;

pub use amount::{amount_slip, award, eligibility, explain, income_per_head, qualify};
pub use roster::{Unit, balance, start_month, start_slip};

use crate::domain::date::age_on;
use crate::domain::money::{Money, Rounding};
use crate::domain::slip::Slip;
use chrono::NaiveDate;

/// 城乡类别 of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// U 城市低保.
    #[default]
    Urban,
    /// R 农村低保.
    Rural,
}

impl Kind {
    /// Code `U` or `R`.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Urban => "U",
            Kind::Rural => "R",
        }
    }

    /// 城市低保 or 农村低保.
    pub const fn label(self) -> &'static str {
        match self {
            Kind::Urban => "城市低保",
            Kind::Rural => "农村低保",
        }
    }

    /// Kind of a code.
    pub fn from_code(code: &str) -> Option<Kind> {
        [Kind::Urban, Kind::Rural].into_iter().find(|kind| kind.code() == code)
    }
}

/// How the base amount is found (parameter `dibao.method`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// 差额: standard × covered persons − income of the household.
    Gap,
    /// 分档: a fixed sum a covered person by class A, B, C.
    Tier,
}

impl Method {
    /// Text of the parameter: `GAP` or `TIER`.
    pub const fn text(self) -> &'static str {
        match self {
            Method::Gap => "GAP",
            Method::Tier => "TIER",
        }
    }

    /// Method of a parameter text.
    pub fn from_text(text: &str) -> Option<Method> {
        [Method::Gap, Method::Tier].into_iter().find(|method| method.text() == text)
    }
}

/// What a single applicant (单人保) draws (parameter `dibao.single_method`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SingleMethod {
    /// The standard less the person's own income.
    OwnIncome,
    /// The whole standard.
    Full,
}

impl SingleMethod {
    /// Text of the parameter: `OWN_INCOME` or `FULL`.
    pub const fn text(self) -> &'static str {
        match self {
            SingleMethod::OwnIncome => "OWN_INCOME",
            SingleMethod::Full => "FULL",
        }
    }

    /// Method of a parameter text.
    pub fn from_text(text: &str) -> Option<SingleMethod> {
        [SingleMethod::OwnIncome, SingleMethod::Full].into_iter().find(|method| method.text() == text)
    }
}

/// 保障方式.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseType {
    /// 整户.
    Family,
    /// 单人.
    Single,
}

impl CaseType {
    /// Code `FAMILY` or `SINGLE`.
    pub const fn code(self) -> &'static str {
        match self {
            CaseType::Family => "FAMILY",
            CaseType::Single => "SINGLE",
        }
    }

    /// 整户 or 单人.
    pub const fn label(self) -> &'static str {
        match self {
            CaseType::Family => "整户",
            CaseType::Single => "单人",
        }
    }

    /// Case type of a code.
    pub fn from_code(code: &str) -> Option<CaseType> {
        [CaseType::Family, CaseType::Single].into_iter().find(|case| case.code() == code)
    }
}

/// 低保类别 of a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A类.
    A,
    /// B类.
    B,
    /// C类.
    C,
}

impl Class {
    /// All classes.
    pub const ALL: [Class; 3] = [Class::A, Class::B, Class::C];

    /// Code `A`, `B` or `C`.
    pub const fn code(self) -> &'static str {
        match self {
            Class::A => "A",
            Class::B => "B",
            Class::C => "C",
        }
    }

    /// A类, B类 or C类.
    pub const fn label(self) -> &'static str {
        match self {
            Class::A => "A类",
            Class::B => "B类",
            Class::C => "C类",
        }
    }

    /// Class of a code.
    pub fn from_code(code: &str) -> Option<Class> {
        Class::ALL.into_iter().find(|class| class.code() == code)
    }
}

/// 分类施保 percentages in basis points of the standard (2000 is 20 %).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Extras {
    /// 重度残疾.
    pub disabled_bp: u32,
    /// 重病.
    pub ill_bp: u32,
    /// 70岁以上.
    pub aged70_bp: u32,
    /// 未成年人.
    pub minor_bp: u32,
    /// Do several categories of one person add up? Otherwise the highest counts.
    pub stack: bool,
}

/// The rules in force for a kind of 低保 in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DibaoRules {
    /// City or countryside; names the standard in messages.
    pub kind: Kind,
    /// Standard a person and month (保障标准).
    pub standard: Money,
    /// 差额 or 分档.
    pub method: Method,
    /// Sums a person for class A, B, C; used by 分档 only.
    pub tiers: [Money; 3],
    /// 分类施保.
    pub extras: Extras,
    /// Rounding of the household's total, once at the end.
    pub rounding: Rounding,
    /// Amount of a single applicant.
    pub single_method: SingleMethod,
    /// Where the edge (低保边缘) ends, in basis points of the standard (15000 is 1.5).
    pub edge_bp: u32,
}

/// A person whom a case covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// Key of the person, handed back in the award.
    pub person: i64,
    /// 姓名.
    pub name: String,
    /// 出生日期.
    pub birth_date: NaiveDate,
    /// 重度残疾: level one or two.
    pub severe_disabled: bool,
    /// 重病: on the local list.
    pub seriously_ill: bool,
    /// Level three, 智力 or 精神, also as a part of 多重: may apply as a single person, draws no extra.
    pub level3_mental: bool,
    /// 宗教教职人员: may apply as a single person, draws no extra.
    pub religious: bool,
    /// Own countable monthly income; used for a single applicant.
    pub own_income: Money,
}

/// A household as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Household {
    /// Whom the case covers (保障对象).
    pub covered: Vec<Covered>,
    /// Countable monthly income of all who live together.
    pub household_income: Money,
    /// How many live together (共同生活家庭成员), covered or not.
    pub household_size: u32,
    /// 整户 or 单人.
    pub case_type: CaseType,
    /// A, B or C.
    pub class: Class,
    /// 涉军暂作保留: kept though it no longer qualifies.
    pub retained: bool,
}

/// A category of 分类施保.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// 重度残疾.
    SevereDisabled,
    /// 重病.
    SeriouslyIll,
    /// 70岁以上.
    Aged70,
    /// 未成年人.
    Minor,
}

impl Category {
    /// All categories, in the order in which equal percentages are taken.
    pub const ALL: [Category; 4] =
        [Category::SevereDisabled, Category::SeriouslyIll, Category::Aged70, Category::Minor];

    /// Chinese name.
    pub const fn label(self) -> &'static str {
        match self {
            Category::SevereDisabled => "重度残疾",
            Category::SeriouslyIll => "重病",
            Category::Aged70 => "70岁以上",
            Category::Minor => "未成年人",
        }
    }

    /// Its percentage in basis points.
    pub const fn bp(self, extras: &Extras) -> u32 {
        match self {
            Category::SevereDisabled => extras.disabled_bp,
            Category::SeriouslyIll => extras.ill_bp,
            Category::Aged70 => extras.aged70_bp,
            Category::Minor => extras.minor_bp,
        }
    }

    /// Does the person belong to it on a day?
    pub fn holds(self, person: &Covered, on: NaiveDate) -> bool {
        let age = age_on(person.birth_date, on);
        match self {
            Category::SevereDisabled => person.severe_disabled,
            Category::SeriouslyIll => person.seriously_ill,
            Category::Aged70 => age.is_some_and(|age| age >= 70),
            Category::Minor => age.is_none_or(|age| age < 18),
        }
    }
}

/// One extra of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraLine {
    /// Key of the person.
    pub person: i64,
    /// 姓名.
    pub name: String,
    /// Why.
    pub category: Category,
    /// Basis points of the standard.
    pub bp: u32,
    /// Amount, to the fen.
    pub amount: Money,
}

/// 保障金 of a household for a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// Without 分类施保. Rounding of the total falls here.
    pub base: Money,
    /// 分类施保, the sum of the lines.
    pub extra: Money,
    /// What is paid: base and extra.
    pub total: Money,
    /// The extras.
    pub lines: Vec<ExtraLine>,
    /// A person's share of the base, and the person's own extra; the sums are exact.
    pub shares: Vec<(i64, Money, Money)>,
}

/// Why a household gets no award by the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// E-DB-020: income per head is not below the standard (or, for a single applicant, not in the edge).
    NotEligible {
        /// What to tell the clerk.
        text: String,
        /// The household is 涉军 retained: nothing is recomputed, the amount of the last eligible version stays.
        retained: bool,
    },
    /// E-DB-032: more than the cap.
    OverCap {
        /// What to tell the clerk.
        text: String,
    },
    /// E-DB-022: a single application that does not meet its own conditions.
    NotSingle {
        /// What to tell the clerk.
        text: String,
    },
    /// E-DB-023: the household itself is not in order (nobody covered, more covered than living there …).
    Unfit {
        /// What to tell the clerk.
        text: String,
    },
}

impl Refusal {
    /// Stable code of handbook 2.11.
    pub const fn code(&self) -> &'static str {
        match self {
            Refusal::NotEligible { .. } => "E-DB-020",
            Refusal::OverCap { .. } => "E-DB-032",
            Refusal::NotSingle { .. } => "E-DB-022",
            Refusal::Unfit { .. } => "E-DB-023",
        }
    }

    /// What to tell the clerk.
    pub fn text(&self) -> &str {
        match self {
            Refusal::NotEligible { text, .. }
            | Refusal::OverCap { text }
            | Refusal::NotSingle { text }
            | Refusal::Unfit { text } => text,
        }
    }

    /// Is it a household that is kept all the same, with the amount it had (涉军暂作保留)?
    pub const fn keeps_last_amount(&self) -> bool {
        matches!(self, Refusal::NotEligible { retained: true, .. })
    }

    /// The refusal as a slip; only a note for a retained household (handbook 12).
    pub fn slip(&self) -> Slip {
        if self.keeps_last_amount() {
            Slip::warning(self.code(), self.text())
        } else {
            Slip::error(self.code(), self.text())
        }
    }
}
