//! What looking someone up gives: the hits of a search, and the one page of a person.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::people::id_number::IdNumber;
use crate::register::core::acts::Moved;
use crate::register::core::on_page::OnPage;
use crate::register::{Course, Field, Register, Value, find};
use chrono::NaiveDate;

/// A person found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The person's key.
    pub key: i64,
    /// 公民身份号码, or none (then the temporary number).
    pub id_number: Option<IdNumber>,
    /// 临时编号.
    pub temp_no: Option<String>,
    /// 姓名.
    pub name: String,
    /// `1` 男, `2` 女.
    pub sex: String,
    /// 出生日期.
    pub birth_date: NaiveDate,
    /// 街道 name.
    pub town: String,
    /// 村居 name.
    pub village: String,
    /// Whether no death is recorded.
    pub alive: bool,
    /// What the person draws now.
    pub benefits: Vec<Benefit>,
}

/// A record that a text typed into a field may refer to.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Its key.
    pub key: i64,
    /// What it is called.
    pub label: String,
    /// The text names this record and no other.
    pub is_whole: bool,
}

/// What a person draws now.
#[derive(Clone, Debug, PartialEq)]
pub struct Benefit {
    /// dibao-urban …
    pub scheme: String,
    /// Since which month.
    pub since: Month,
    /// The household's monthly amount.
    pub monthly: Money,
}

/// All that the office knows and pays, past and present, on one screen.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonPage {
    /// Who.
    pub person: Hit,
    /// 户籍地 name.
    pub hukou: String,
    /// Telephone, address, health: the filled fields.
    pub details: Vec<(&'static Field, Value)>,
    /// 死亡日期.
    pub death_date: Option<NaiveDate>,
    /// The household.
    pub household: Option<HouseholdLine>,
    /// 一卡通 accounts: the one in force, those to come, those before.
    pub accounts: Vec<AccountLine>,
    /// Every case, by its standing.
    pub cases: Vec<CaseLine>,
    /// Payments of the window asked for, newest first.
    pub payments: Vec<PaymentLine>,
    /// The newest month before that window for which something was paid.
    pub earlier: Option<Month>,
    /// What the registers put on the page, by heading, newest first: visits to the home, data checks.
    pub checks: Vec<CheckLine>,
    /// Changes to cases and corrections of the person's own record, newest first.
    pub changes: Vec<ChangeLine>,
    /// Whether there is more that is not for who looks.
    pub withheld: bool,
}

/// The household of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct HouseholdLine {
    /// The row.
    pub key: i64,
    /// 家庭编号.
    pub household_no: String,
    /// 申请人.
    pub applicant: String,
    /// Members: person key, name, relation label, age, whether covered.
    pub members: Vec<MemberLine>,
}

/// A record that stands on the page ([`crate::register::Register::on_page`]), in words: a visit, a data check.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckLine {
    /// The heading it stands under.
    pub under: &'static str,
    /// `homecheck`, `means_check` …
    pub register: &'static str,
    /// The row.
    pub key: i64,
    /// 任务编号 or 核对编号.
    pub number: String,
    /// Its day: of the visit; of the report, or of the step before it.
    pub day: Option<NaiveDate>,
    /// What it is: who visited, or why data were asked for.
    pub what: String,
    /// What came out (核查结论, 核对结果), with what is still open; empty where nothing does.
    pub outcome: String,
    /// 状态 label, where it has one.
    pub state: String,
}

/// What stands on the page of the records of a register.
#[derive(Debug)]
pub struct Recorded<'p> {
    /// The register.
    pub register: &'static Register,
    /// How they stand there.
    pub page: OnPage,
    /// The records, the newest first.
    pub lines: Vec<&'p CheckLine>,
}

impl Recorded<'_> {
    /// What the columns are called, as their fields are: number, what, state, outcome.
    pub fn heads(&self) -> [&'static str; 4] {
        let (page, register) = (self.page, self.register);
        let label = |path: &str| register.label_of(path.split('.').next().unwrap_or_default());
        [Some(page.number), Some(page.what), page.state, page.outcome].map(|col| col.map_or("", label))
    }
}

impl PersonPage {
    /// The records register by register, in the order of their headings: what a number or an outcome is differs from one to the next.
    pub fn recorded(&self) -> Vec<Recorded<'_>> {
        let mut found: Vec<Recorded<'_>> = Vec::new();
        for line in &self.checks {
            match found.iter_mut().find(|of| of.register.name == line.register) {
                Some(of) => of.lines.push(line),
                None => {
                    let Some(register) = find(line.register).map(|entry| entry.register) else { continue };
                    found.extend(register.on_page.map(|page| Recorded { register, page, lines: vec![line] }));
                }
            }
        }
        found
    }
}

/// An account of the person.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountLine {
    /// The row.
    pub key: i64,
    /// 开户行 label.
    pub bank: String,
    /// 账号.
    pub account_no: String,
    /// 户名.
    pub account_name: String,
    /// 状态 label.
    pub status: String,
    /// Whether it is the one of the day.
    pub in_force: bool,
    /// Since when.
    pub valid_from: NaiveDate,
}

/// A member as shown.
#[derive(Clone, Debug, PartialEq)]
pub struct MemberLine {
    /// Person key.
    pub person: i64,
    /// 姓名.
    pub name: String,
    /// 公民身份号码.
    pub id_number: Option<IdNumber>,
    /// 关系 code.
    pub relation_code: String,
    /// 关系 label.
    pub relation: String,
    /// 周岁 on the business date.
    pub age: u16,
    /// 共同生活成员.
    pub is_member: bool,
}

/// How a case stands on the business date. In the order in which cases are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// 现在享受: a version is in force that is no end; one that is suspended counts too.
    Present,
    /// 办理中: nothing is in force yet. No version was decided, or the first one starts in a later month; relief that was
    /// approved and is not paid, or whose papers are still due.
    Pending,
    /// 过去: it ended, or the relief was paid.
    Past,
}

impl Standing {
    /// 中文.
    pub const fn label(self) -> &'static str {
        match self {
            Standing::Present => "现在享受",
            Standing::Pending => "办理中",
            Standing::Past => "过去",
        }
    }
    /// As on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Standing::Present => "present",
            Standing::Pending => "pending",
            Standing::Past => "past",
        }
    }
    /// Of a case with versions: the one in force is none, an end, or another.
    pub const fn of(in_force: bool, ended: bool) -> Standing {
        match (in_force, ended) {
            (false, _) => Standing::Pending,
            (true, true) => Standing::Past,
            (true, false) => Standing::Present,
        }
    }
}

/// A case, past or present.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseLine {
    /// The case's register: dibao, temporary …
    pub register: &'static str,
    /// The row.
    pub key: i64,
    /// Case number.
    pub case_no: String,
    /// dibao-urban …
    pub scheme: String,
    /// Label of the scheme.
    pub label: String,
    /// State, label.
    pub state: String,
    /// Whether it is in force now, not yet, or no longer.
    pub standing: Standing,
    /// First month (or the month of approval); of a case without any version the month of the application.
    pub since: Month,
    /// Last month, for a case that has ended.
    pub until: Option<Month>,
    /// Monthly amount now, that of the first version where it is still to start, what it drew last where it has ended, or the
    /// one-off amount.
    pub amount: Money,
    /// Since when it has ended, and what is decided and starts in a later month.
    pub course: Course,
    /// Paid in the year of the business date.
    pub paid_this_year: Money,
    /// How the present amount comes about, in words.
    pub explanation: Vec<String>,
    /// Why it ended, or what for it was given.
    pub reason: Option<String>,
}

/// A payment.
#[derive(Clone, Debug, PartialEq)]
pub struct PaymentLine {
    /// The line.
    pub key: i64,
    /// The month it is for.
    pub period_due: Month,
    /// dibao-urban …
    pub scheme: String,
    /// 行类型 code.
    pub line_type: String,
    /// Amount.
    pub amount: Money,
    /// 银行结果 code.
    pub bank_state: String,
    /// 失败原因 label.
    pub failure: Option<String>,
    /// When the bank paid.
    pub paid_on: Option<NaiveDate>,
    /// When the bank's answer was entered, for a line that it refused.
    pub refused_on: Option<NaiveDate>,
    /// 批次号.
    pub batch_no: String,
}

/// Something that changed.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeLine {
    /// The month it took effect, or the day of a correction.
    pub when: String,
    /// What, in words: 增发 +60.00, 提标, 更正 电话.
    pub what: String,
    /// The operator's full name.
    pub who: String,
    /// Why.
    pub why: Option<String>,
    /// The act that did it.
    pub act: i64,
    /// The fields that it moved, in full.
    pub moves: Vec<Moved>,
}
