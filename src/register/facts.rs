//! What a record wants to know before it is judged, and the answers. The store answers; the rules stay pure.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::parameter::Parameters;
use crate::domain::workday::Calendar;
use crate::register::Values;
use crate::register::benefit::RestingCase;
use chrono::NaiveDate;

/// A question to the office.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ask {
    /// The person of that key → [`Fact::Person`].
    Person(i64),
    /// Everyone born on that day → [`Fact::People`].
    PeopleBorn(NaiveDate),
    /// Everyone with that ID number → [`Fact::People`].
    PeopleWithId(String),
    /// The household of that key, with its members on the business date → [`Fact::Household`].
    Household(i64),
    /// The household of a person on the business date, else the one that the person will join → [`Fact::Household`].
    HouseholdOf(i64),
    /// The same on a day → [`Fact::Household`].
    HouseholdOfOn(i64, NaiveDate),
    /// The household of that key with its members on a day → [`Fact::Household`].
    HouseholdOn(i64, NaiveDate),
    /// The 低保 case of that key with its awards and covers, its household with its members on a day → [`Fact::Case`].
    Dibao(i64, NaiveDate),
    /// Every case (低保, 特困, 两补) that covers the person, covered or will → [`Fact::Covered`].
    CasesOf(i64),
    /// Everyone whose account in force has that number → [`Fact::People`].
    PeopleWithAccount(String),
    /// The 临时救助 cases of a person since a day → [`Fact::Relief`].
    ReliefOf(i64, NaiveDate),
    /// The petty fund of a town (its code, 12 digits) in a year → [`Fact::PettyFund`].
    PettyFund(String, i32),
    /// The division of that code on the business date → [`Fact::Division`].
    Division(String),
    /// The batches that have paid a case → [`Fact::Batches`].
    Batches(i64),
    /// What lives in the division of that code and beneath it → [`Fact::Inside`].
    Inside(String),
    /// The keys of all figures → [`Fact::Names`].
    Figures,
    /// The record of that register and key as it stands, with the rows of its child registers → [`Fact::Record`]. What a child
    /// row that is saved alone is judged with (its parent and siblings), and how a record sees another without a fact of its
    /// own kind.
    Record(&'static str, i64),
    /// The same record without its child rows → [`Fact::Row`].
    Row(&'static str, i64),
    /// The living rows of a register whose field refers to a record → [`Fact::Rows`].
    RowsOf(&'static str, &'static str, i64),
    /// The open cases of a person, or of the person's household, that have no version yet → [`Fact::Covered`].
    UnderWay(i64),
    /// The running cases of a person, with what decides whether they rest on something → [`Fact::Resting`].
    Resting(i64),
    /// The last month of a case that the bank has paid → [`Fact::PaidUntil`].
    PaidUntil(i64),
    /// The award versions from a month on that keep the value of a parameter by which they were computed → [`Fact::Computed`].
    Computed(Param, Month),
    /// What a new row of a dated register follows → [`Fact::Before`].
    Before(BeforeAsk),
}

/// The group of a new row of a dated register, and where it starts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BeforeAsk {
    /// The register.
    pub register: &'static str,
    /// Its group: column and value.
    pub within: Vec<(&'static str, i64)>,
    /// The start as stored; while it is not known, the last row of all is meant.
    pub start: Option<String>,
}

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
    pub person: PersonFact,
    /// 与户主关系.
    pub relation_code: String,
    /// 共同生活成员.
    pub is_member: bool,
    /// 保障对象.
    pub is_covered: bool,
    /// The cases that cover or covered this person, as [`Ask::CasesOf`] has them.
    pub cases: Vec<Covering>,
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
}

impl Covering {
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
    /// Accepted, judged by the town and confirmed by the district: the three dates stand there.
    pub confirmed: bool,
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
    /// It as it stands; its children are the entries.
    pub record: RecordFact,
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

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// One person, if there is one.
    Person(Option<PersonFact>),
    /// People.
    People(Vec<PersonFact>),
    /// A household, if there is one.
    Household(Option<HouseholdFact>),
    /// A case, if there is one.
    Case(Option<CaseFact>),
    /// What covers a person.
    Covered(Vec<Covering>),
    /// Relief cases.
    Relief(Vec<ReliefFact>),
    /// A petty fund, if there is one.
    PettyFund(Option<PettyFundFact>),
    /// A division, if it is in force.
    Division(Option<DivisionFact>),
    /// Batches: the month they are for, and their number, oldest first.
    Batches(Vec<(Month, String)>),
    /// What lives in a division.
    Inside(Vec<Inside>),
    /// A record, if there is one.
    Record(Option<RecordFact>),
    /// The values of a record, if there is one.
    Row(Option<Values>),
    /// Keys and values of records.
    Rows(Vec<(i64, Values)>),
    /// Running cases.
    Resting(Vec<RestingCase>),
    /// See [`Ask::PaidUntil`].
    PaidUntil(Option<Month>),
    /// How many versions were computed with each value: the month of the version, the value, how many.
    Computed(Vec<(Month, Money, i64)>),
    /// The row before, if there is one.
    Before(Option<BeforeFact>),
    /// Keys and labels.
    Names(Vec<(&'static str, String)>),
}

/// What a record is judged by: the day, the office's rules, and the answers to its questions.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The business date.
    pub day: NaiveDate,
    /// The key of the record being corrected; none for a new one.
    pub this: Option<i64>,
    /// The office's district, 12 digits.
    pub district: String,
    /// The dated parameters.
    pub parameters: Parameters,
    /// The working days.
    pub calendar: Calendar,
    /// That record as it stands; none for a new one.
    pub before: Option<Values>,
    /// Codes of doubts that the clerk accepts with this draft.
    pub accepted: Vec<String>,
    /// Codes of doubts that are on record for it as exceptions.
    pub recorded: Vec<String>,
    /// The parent record as it would be saved, for a child row that is entered in its parent's draft (a new case with its
    /// first version: the case has no key yet).
    pub parent: Option<Values>,
    /// For a parent record: all child rows as they would stand after the save, drafted ones in place of the old, voided ones
    /// left out. For a child row: those that are drafted beside it; the stored ones are asked for ([`Ask::Record`]).
    pub children: Vec<Values>,
    /// The answers to the questions of the record, of its parent and of its child rows: one pool for a draft.
    pub answers: Vec<(Ask, Fact)>,
}

impl Facts {
    /// With no answers and no parameters: what a rule sees of an empty office.
    pub fn on(day: NaiveDate, district: &str) -> Facts {
        Facts {
            day,
            this: None,
            district: district.to_owned(),
            parameters: Parameters::default(),
            calendar: Calendar::default(),
            before: None,
            accepted: Vec::new(),
            recorded: Vec::new(),
            parent: None,
            children: Vec::new(),
            answers: Vec::new(),
        }
    }
    fn answer(&self, ask: &Ask) -> Option<&Fact> {
        self.answers.iter().find(|(a, _)| a == ask).map(|(_, f)| f)
    }
    /// Whether the question was answered at all; a rule stays silent about what it does not know.
    pub fn knows(&self, ask: &Ask) -> bool {
        self.answer(ask).is_some()
    }
    /// Keys and labels of all figures; none where it was not asked.
    pub fn figures(&self) -> Option<&[(&'static str, String)]> {
        match self.answer(&Ask::Figures) {
            Some(Fact::Names(names)) => Some(names),
            _ => None,
        }
    }
    /// The person of that key.
    pub fn person(&self, key: i64) -> Option<&PersonFact> {
        match self.answer(&Ask::Person(key)) {
            Some(Fact::Person(p)) => p.as_ref(),
            _ => None,
        }
    }
    /// Everyone with that ID number, but for the record being corrected.
    pub fn people_with_id(&self, id: &str) -> Vec<&PersonFact> {
        self.people(&Ask::PeopleWithId(id.to_owned()))
    }
    /// Everyone born on that day.
    pub fn people_born(&self, day: NaiveDate) -> Vec<&PersonFact> {
        self.people(&Ask::PeopleBorn(day))
    }
    /// Everyone whose account in force has that number.
    pub fn people_with_account(&self, no: &str) -> Vec<&PersonFact> {
        self.people(&Ask::PeopleWithAccount(no.to_owned()))
    }
    fn people(&self, ask: &Ask) -> Vec<&PersonFact> {
        match self.answer(ask) {
            Some(Fact::People(p)) => p.iter().collect(),
            _ => Vec::new(),
        }
    }
    /// The household of that key.
    pub fn household(&self, key: i64) -> Option<&HouseholdFact> {
        match self.answer(&Ask::Household(key)) {
            Some(Fact::Household(h)) => h.as_ref(),
            _ => None,
        }
    }
    /// The household of that key with its members on a day.
    pub fn household_on(&self, key: i64, day: NaiveDate) -> Option<&HouseholdFact> {
        match self.answer(&Ask::HouseholdOn(key, day)) {
            Some(Fact::Household(h)) => h.as_ref(),
            _ => None,
        }
    }
    /// The open household of a person.
    pub fn household_of(&self, person: i64) -> Option<&HouseholdFact> {
        match self.answer(&Ask::HouseholdOf(person)) {
            Some(Fact::Household(h)) => h.as_ref(),
            _ => None,
        }
    }
    /// The household of a person on a day.
    pub fn household_of_on(&self, person: i64, day: NaiveDate) -> Option<&HouseholdFact> {
        match self.answer(&Ask::HouseholdOfOn(person, day)) {
            Some(Fact::Household(h)) => h.as_ref(),
            _ => None,
        }
    }
    /// The 低保 case of that key, its household with its members on a day.
    pub fn dibao(&self, key: i64, day: NaiveDate) -> Option<&CaseFact> {
        match self.answer(&Ask::Dibao(key, day)) {
            Some(Fact::Case(c)) => c.as_ref(),
            _ => None,
        }
    }
    /// The cases that cover a person in a month or later.
    pub fn cases_from(&self, person: i64, month: Month) -> Vec<&Covering> {
        match self.answer(&Ask::CasesOf(person)) {
            Some(Fact::Covered(c)) => c.iter().filter(|c| c.runs_on(month)).collect(),
            _ => Vec::new(),
        }
    }
    /// The cases that cover a person in a month.
    pub fn cases_in(&self, person: i64, month: Month) -> Vec<&Covering> {
        let mut cases = self.cases_from(person, month);
        cases.retain(|c| c.since <= month);
        cases
    }
    /// The cases that cover a person now or later.
    pub fn cases_of(&self, person: i64) -> Vec<&Covering> {
        self.cases_from(person, Month::of(self.day))
    }
    /// The petty fund of a town in a year.
    pub fn petty_fund(&self, town: &str, year: i32) -> Option<&PettyFundFact> {
        match self.answer(&Ask::PettyFund(town.to_owned(), year)) {
            Some(Fact::PettyFund(f)) => f.as_ref(),
            _ => None,
        }
    }
    /// The relief cases of a person since a day.
    pub fn relief_of(&self, person: i64, since: NaiveDate) -> &[ReliefFact] {
        match self.answer(&Ask::ReliefOf(person, since)) {
            Some(Fact::Relief(r)) => r,
            _ => &[],
        }
    }
    /// The batches that have paid a case: month and number, oldest first.
    pub fn batches(&self, case: i64) -> &[(Month, String)] {
        match self.answer(&Ask::Batches(case)) {
            Some(Fact::Batches(found)) => found,
            _ => &[],
        }
    }
    /// What lives in the division of that code.
    pub fn inside(&self, code: &str) -> &[Inside] {
        match self.answer(&Ask::Inside(code.to_owned())) {
            Some(Fact::Inside(found)) => found,
            _ => &[],
        }
    }
    /// The record of that register and key.
    pub fn record(&self, register: &'static str, key: i64) -> Option<&RecordFact> {
        match self.answer(&Ask::Record(register, key)) {
            Some(Fact::Record(r)) => r.as_ref(),
            _ => None,
        }
    }
    /// Answer to [`Ask::PaidUntil`].
    pub fn paid_until(&self, case: i64) -> Option<Month> {
        match self.answer(&Ask::PaidUntil(case)) {
            Some(Fact::PaidUntil(month)) => *month,
            _ => None,
        }
    }
    /// The running cases of a person.
    pub fn resting(&self, person: i64) -> &[RestingCase] {
        match self.answer(&Ask::Resting(person)) {
            Some(Fact::Resting(cases)) => cases,
            _ => &[],
        }
    }
    /// The award versions from a month on, by the value of a parameter that they keep.
    pub fn computed(&self, param: Param, from: Month) -> &[(Month, Money, i64)] {
        match self.answer(&Ask::Computed(param, from)) {
            Some(Fact::Computed(found)) => found,
            _ => &[],
        }
    }
    /// The row that a new one follows.
    pub fn predecessor(&self, ask: &BeforeAsk) -> Option<&BeforeFact> {
        match self.answer(&Ask::Before(ask.clone())) {
            Some(Fact::Before(b)) => b.as_ref(),
            _ => None,
        }
    }
    /// The values of the record of that register and key; none while nobody has asked for it.
    pub fn row(&self, register: &'static str, key: i64) -> Option<Option<&Values>> {
        if let Some(Fact::Record(known)) = self.answer(&Ask::Record(register, key)) {
            return Some(known.as_ref().map(|r| &r.values));
        }
        match self.answer(&Ask::Row(register, key))? {
            Fact::Row(row) => Some(row.as_ref()),
            _ => None,
        }
    }
    /// The living rows of a register whose field refers to a record, but for the record being corrected.
    pub fn rows_of(&self, register: &'static str, col: &'static str, key: i64) -> impl Iterator<Item = &Values> {
        let rows = match self.answer(&Ask::RowsOf(register, col, key)) {
            Some(Fact::Rows(rows)) => rows.as_slice(),
            _ => &[],
        };
        let own = self.before.as_ref().is_some_and(|before| before.register.name == register);
        rows.iter().filter(move |(key, _)| !own || Some(*key) != self.this).map(|(_, row)| row)
    }
    /// The open cases of a person that have no version yet, but for the record being corrected.
    pub fn under_way(&self, person: i64) -> impl Iterator<Item = &Covering> {
        let cases = match self.answer(&Ask::UnderWay(person)) {
            Some(Fact::Covered(cases)) => cases.as_slice(),
            _ => &[],
        };
        cases.iter().filter(|c| Some(c.case) != self.this)
    }
    /// The division of that code.
    pub fn division(&self, code: &str) -> Option<&DivisionFact> {
        match self.answer(&Ask::Division(code.to_owned())) {
            Some(Fact::Division(d)) => d.as_ref(),
            _ => None,
        }
    }
    /// Whether the clerk accepted this doubt, now or before.
    pub fn accepts(&self, code: &str) -> bool {
        self.accepted.iter().chain(&self.recorded).any(|a| a == code)
    }
    /// Whether a correction puts something else in a column.
    pub fn changes(&self, values: &Values, col: &str) -> bool {
        self.before.as_ref().is_some_and(|before| before.get(col) != values.get(col))
    }
}
