//! What a benefit may rest on, declared by each ([`super::benefit`]), and what becomes of a running case of it when one of those
//! grounds is gone (assistance 2.3, 3.5, 5.2, 9): a record that takes one away says so ([`crate::register::Record::losses`]).

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::register::benefit;
use chrono::NaiveDate;

/// Something true of a person that a running case may rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Alive.
    Life,
    /// Covered by a 低保 case.
    Dibao,
    /// Draws money of a 低保 case, which is not suspended.
    DibaoMoney,
    /// Draws no 特困.
    NoTekun,
    /// Not in prison or compulsory treatment (服刑、强制隔离戒毒).
    Liberty,
    /// Not declared missing (宣告失踪).
    Present,
    /// 户籍 in the district.
    Hukou,
    /// A certificate that has not run out.
    ValidCertificate,
    /// A certificate at all: neither frozen nor cancelled.
    Certificate,
    /// Draws no 工伤生活护理费.
    NoInjuryCare,
    /// A disability within the range of 护理补贴.
    CareRange,
    /// What 分类施保 is paid for: a severe disability, a serious illness.
    Extra,
    /// What lets one person of a family be covered alone: 重度残疾, 三级智力精神残疾, 重病.
    Alone,
    /// 无劳动能力, as 特困 asks for it.
    Inability,
    /// A certificate that bears out the disability: what the person's row says stays, but the paper does not.
    Paper,
    /// Not of age yet, by the file of a child.
    Childhood,
    /// Not adopted.
    NotAdopted,
    /// 孤儿, by the file of a child.
    Orphanhood,
    /// 事实无人抚养, by the file of a child.
    Unsupported,
    /// What other benefits pay the person, in money.
    Draws,
    /// The way in which a child is brought up, and where (养育状况).
    WayOfCare,
}

/// A ground that a record takes away.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// Whose.
    pub person: i64,
    /// Which ground.
    pub ground: Ground,
    /// The first month without it.
    pub from: Month,
    /// In words: 自 2021-11-20 服刑.
    pub why: String,
    /// The day of the decision that what follows carries.
    pub decided: NaiveDate,
    /// The case whose version takes it away; it is no consequence of itself.
    pub case: Option<i64>,
}

/// A running case of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct RestingCase {
    /// Its scheme.
    pub scheme: Scheme,
    /// Its key.
    pub case: i64,
    /// Its number.
    pub case_no: String,
    /// Persons of the last version by which the person draws.
    pub persons: i64,
    /// Monthly amount of the version in force.
    pub amount: Money,
    /// Starts of its versions, ascending.
    pub months: Vec<Month>,
    /// Start of the last version that an end has to come after: the first, or the last one that the bank has paid by. Those
    /// after it give way to an end ([`crate::register::core::versions::replaced`]).
    pub settled: Option<Month>,
    /// Starts of those that suspend it.
    pub suspended: Vec<Month>,
    /// The month from which the person no longer draws from it, where that is decided.
    pub ends: Option<Month>,
    /// What the case, and the cover of the person in force, say in the columns that the benefit names, where they are filled.
    pub says: Vec<(&'static str, String)>,
    /// Last month with a line that the bank has paid.
    pub paid_until: Option<Month>,
}

/// Cases by what a clerk calls them: 城市低保(DB…, 每月 360.00 元)、….
pub fn named<'a>(cases: impl IntoIterator<Item = &'a RestingCase>) -> String {
    cases.into_iter().map(RestingCase::named).collect::<Vec<_>>().join("、")
}

impl RestingCase {
    /// The start of the version in force in a month, where that suspends it.
    pub fn suspended_in(&self, month: Month) -> Option<Month> {
        self.months.iter().rfind(|from| **from <= month).filter(|from| self.suspended.contains(from)).copied()
    }
    /// Whether it is suspended in a month and ever after.
    pub fn is_idle_from(&self, month: Month) -> bool {
        let mut later = self.months.iter().filter(|from| **from > month);
        self.suspended_in(month).is_some() && later.all(|from| self.suspended.contains(from))
    }
    /// Whether it is one of a household.
    pub fn is_of_household(&self) -> bool {
        benefit(self.scheme).is_some_and(|b| b.household().is_some())
    }
    /// What stands in a column of the case or of the cover.
    pub fn says(&self, col: &str) -> Option<&str> {
        self.says.iter().find(|(c, _)| *c == col).map(|(_, said)| said.as_str())
    }
    /// What a clerk calls it.
    pub fn named(&self) -> String {
        format!("{}({}, 每月 {} 元)", self.scheme.label(), self.case_no, self.amount)
    }
}

/// What becomes of a case without the ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// It ends, with that 停发原因.
    End(&'static str),
    /// It is suspended, with that reason.
    Suspend(&'static str),
    /// A version is computed anew, from the month after the decision.
    Recompute,
    /// A version is computed anew, from the month on in which the ground has changed.
    Amend,
    /// The clerk has to look, and is told this.
    Look(&'static str),
    /// What was paid too much, up to a month, is recovered. No benefit declares it: it follows from what the bank has paid.
    Recover(Month, Money),
}

/// One link: cases of a benefit rest on a ground.
pub struct Rest {
    /// The ground.
    pub ground: Ground,
    /// What becomes of the case without it. Codes of reasons as in [`crate::register::benefits::codes::END_REASON`].
    pub then: Then,
    of: fn(&RestingCase) -> bool,
    scheme: Option<Scheme>,
}

impl Rest {
    /// Every case of the benefit rests on a ground.
    pub const fn on(ground: Ground, then: Then) -> Rest {
        Rest { ground, then, of: |_| true, scheme: None }
    }
    /// Only those of which that is so.
    pub const fn of(self, of: fn(&RestingCase) -> bool) -> Rest {
        Rest { of, ..self }
    }
    /// Only those of one scheme.
    pub const fn only(self, scheme: Scheme) -> Rest {
        Rest { scheme: Some(scheme), ..self }
    }
    /// Whether a case of the benefit rests so on a ground.
    pub fn holds(&self, ground: Ground, case: &RestingCase) -> bool {
        self.ground == ground && self.scheme.is_none_or(|scheme| scheme == case.scheme) && (self.of)(case)
    }
}

/// A loss with a day of its own: the ground is gone from the month after it.
pub fn after(person: i64, ground: Ground, day: NaiveDate, why: String, decided: NaiveDate) -> Loss {
    Loss { person, ground, from: Month::of(day).next(), why, decided, case: None }
}
