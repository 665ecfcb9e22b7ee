//! The office as rules see it: people, households, cases with their versions, funds, divisions.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::register::{Field, Values};
use chrono::NaiveDate;
use std::rc::Rc;

/// The row in force when a new one of its group starts.
#[derive(Clone, Debug, PartialEq)]
pub struct BeforeFact {
    /// Its values.
    pub values: Values,
    /// Who entered it.
    pub by: String,
}

/// A record as it stands, unvoided.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordFact {
    /// Its values.
    pub values: Values,
    /// Key and values of the rows of its child registers, unvoided.
    pub children: Vec<(i64, Values)>,
}

/// A person, as rules see one.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonFact {
    /// The row.
    pub key: i64,
    /// 姓名.
    pub name: String,
    /// 公民身份号码.
    pub id_number: Option<String>,
    /// `1` male, `2` female.
    pub sex: String,
    /// 出生日期.
    pub birth_date: NaiveDate,
    /// 死亡日期.
    pub death_date: Option<NaiveDate>,
    /// 残疾等级 1-4.
    pub disability_level: Option<String>,
    /// 残疾类别 1-7.
    pub disability_type: Option<String>,
    /// Codes of the kinds behind 多重.
    pub disability_multi: Option<String>,
    /// 特殊身份 code.
    pub special_status: Option<String>,
    /// 重病病种.
    pub disease_name: Option<String>,
    /// 劳动能力 code.
    pub labor_code: Option<String>,
    /// 在校情况 code.
    pub school_code: Option<String>,
    /// 居住地.
    pub home_division: String,
}

/// A member of a household on the day asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct MemberFact {
    /// Who.
    pub person: Rc<PersonFact>,
    /// 与户主关系.
    pub relation_code: String,
    /// 共同生活成员.
    pub is_member: bool,
    /// 保障对象.
    pub is_covered: bool,
}

/// Months without a break in which a case covers a person: now, in the past or from a later month on. Which of them matters is
/// for the rule to say, which knows its month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covering {
    /// The case's key.
    pub case: i64,
    /// Its number.
    pub case_no: String,
    /// dibao-urban …
    pub scheme: String,
    /// The town's name.
    pub town: String,
    /// 村(居) in the month of the business date, 12 digits.
    pub division: String,
    /// The first of the months; of a case without any version the one of its application.
    pub since: Month,
    /// The last of them; none while no version ends it.
    pub until: Option<Month>,
    /// What the person has of it a month, from each of these months on, oldest first.
    pub pays: Vec<(Month, Money)>,
}

impl Covering {
    /// What the person has of it in a month.
    pub fn drawn_in(&self, month: Month) -> Money {
        let last = self.pays.iter().rfind(|(from, _)| *from <= month);
        last.map_or(Money::ZERO, |(_, amount)| *amount)
    }
    /// Whether it covers the person in a month.
    pub fn covers(&self, month: Month) -> bool {
        self.since <= month && self.runs_on(month)
    }
    /// Whether it covers the person in a month or later.
    pub fn runs_on(&self, month: Month) -> bool {
        self.until.is_none_or(|until| until >= month)
    }
}

/// A household with its members on the day asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct HouseholdFact {
    /// The row.
    pub key: i64,
    /// 家庭编号.
    pub household_no: String,
    /// 申请人.
    pub applicant: i64,
    /// 村居.
    pub division: String,
    /// Its name.
    pub village: String,
    /// Those who are in it.
    pub members: Vec<MemberFact>,
}

/// An award version.
#[derive(Clone, Debug, PartialEq)]
pub struct AwardFact {
    /// The row.
    pub key: i64,
    /// From which month.
    pub from_month: Month,
    /// award, suspended, grace or end.
    pub kind: String,
    /// A, B, C.
    pub class_code: Option<String>,
    /// 家庭可计算月收入.
    pub income: Money,
    /// The standard it was computed with.
    pub standard: Money,
    /// Monthly amount.
    pub total: Money,
    /// Covered persons.
    pub persons: i64,
    /// Whom it covers.
    pub covers: Vec<CoverFact>,
}

/// One covered person of a version.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverFact {
    /// Who.
    pub person: i64,
    /// 姓名.
    pub name: String,
    /// Share of the base amount.
    pub share: Money,
    /// 分类施保.
    pub extra: Money,
}

/// A case with its versions, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseFact {
    /// The row.
    pub key: i64,
    /// 低保证号 or case number.
    pub case_no: String,
    /// dibao-urban …
    pub scheme: String,
    /// The town's name.
    pub town: String,
    /// FAMILY or SINGLE.
    pub case_type: String,
    /// 来源: taken_over or applied.
    pub origin: String,
    /// The steps of its papers that were not taken.
    pub lacks: Vec<&'static Field>,
    /// 暂作保留.
    pub retained: bool,
    /// A 致贫原因 is on record.
    pub has_cause: bool,
    /// The household on the day asked about.
    pub household: Option<HouseholdFact>,
    /// The versions.
    pub awards: Vec<AwardFact>,
    /// Last month with a line that the bank has paid.
    pub paid_until: Option<Month>,
}

/// A 临时救助 case.
#[derive(Clone, Debug, PartialEq)]
pub struct ReliefFact {
    /// The row.
    pub key: i64,
    /// 困难原因.
    pub cause_code: String,
    /// 事发日期.
    pub event_date: Option<NaiveDate>,
    /// 批准日期.
    pub approve_date: NaiveDate,
    /// 批准金额.
    pub amount: Money,
    /// The 支出 that stands for it in the ledger of a petty fund.
    pub spent: Option<i64>,
}

/// A petty fund with its ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct PettyFundFact {
    /// The row.
    pub key: i64,
    /// Its entries.
    pub entries: Vec<PettyEntry>,
}

/// An entry of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PettyEntry {
    /// The row.
    pub key: i64,
    /// When.
    pub day: NaiveDate,
    /// 收支类型 code.
    pub kind: String,
    /// How much.
    pub amount: Money,
}

/// A division in force.
#[derive(Clone, Debug, PartialEq)]
pub struct DivisionFact {
    /// 12 digits.
    pub code: String,
    /// Its name.
    pub name: String,
    /// county, township, village …
    pub level: String,
}

/// How many living records of a register lie in a division by one of its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inside {
    /// 人员(居住地), 低保.
    pub label: String,
    /// How many.
    pub count: i64,
    /// 户, 人.
    pub unit: &'static str,
}
