//! What the payroll and the file say to each other: who is payable, a batch and its sums, its lines, a step, the bank's answers.
//! Plain facts; how they are read and written stands in `store::pay::payroll`.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::figure::roll::Printed;
use chrono::NaiveDate;

/// A batch's lines have the keys `batch × LINES` and up.
pub const LINES: i64 = 1_000_000;

/// Whether a key is that of a line of a batch, as SQL names both: `in_batch!("p.key", "b.key")`. See [`LINES`].
macro_rules! in_batch {
    ($key:literal, $batch:literal) => {
        concat!($key, " BETWEEN ", $batch, " * 1000000 AND ", $batch, " * 1000000 + 999999")
    };
}
pub(in crate::store) use in_batch;

/// The states of a batch whose answers are in.
pub const ANSWERED: [&str; 3] = ["returned", "reissuing", "closed"];
/// The states of a batch that the bank has.
pub const SENT: [&str; 4] = ["sent", "returned", "reissuing", "closed"];

/// A case whose version covers the month, with what a line needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Payable {
    /// The case.
    pub case_key: i64,
    /// 村居.
    pub division: String,
    /// 申请编号, for the order of the roll.
    pub case_no: String,
    /// The applicant: draws, and mostly is paid.
    pub person: i64,
    /// Who is paid in his place (代领).
    pub payee: Option<Payee>,
    /// What its papers say.
    pub printed: Printed,
    /// 死亡日期.
    pub death_date: Option<NaiveDate>,
    /// award, suspended or grace.
    pub kind: String,
    /// Monthly amount: of 特困 the 基本生活费.
    pub total: Money,
    /// 分类施保 inside it.
    pub extra: Money,
    /// 照料护理费 of 特困, paid on a line of its own beside `total`.
    pub care: Money,
    /// 户 and 人 of a normal line.
    pub count: (i64, i64),
    /// 低保类别, 自理能力 or 残疾等级 code.
    pub class: Option<String>,
    /// The account in force: of the person, of the institution where it is paid.
    pub account: Option<PayeeAccount>,
    /// 集中供养: the institution that is paid.
    pub institution: Option<i64>,
    /// What stands against paying it in the month.
    pub barred: Option<Slip>,
}

/// Who is paid in the place of who draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payee {
    /// The person.
    pub person: i64,
    /// 姓名.
    pub name: String,
    /// 死亡日期.
    pub death_date: Option<NaiveDate>,
}

/// The account a line copies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayeeAccount {
    /// 户名.
    pub name: String,
    /// 账号.
    pub number: String,
    /// 开户行.
    pub bank: String,
    /// 账户状态.
    pub status: String,
    /// 启用日期.
    pub valid_from: Option<NaiveDate>,
}

/// A batch as the steps see it.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchFact {
    /// The row.
    pub key: i64,
    /// 批次号.
    pub batch_no: String,
    /// dibao-urban …
    pub scheme: String,
    /// 所属月份.
    pub period: Month,
    /// N, S, R, O.
    pub kind: String,
    /// draft … closed.
    pub state: String,
    /// The act that wrote it last.
    pub act: i64,
    /// 送盘日期.
    pub sent_on: Option<NaiveDate>,
    /// Log-in names of maker, checker, approver, finance.
    pub hands: [Option<String>; 4],
}

/// What the lines of a batch come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchSums {
    /// 笔数.
    pub lines: i64,
    /// Fen.
    pub total: i64,
    /// Covered persons on normal lines.
    pub persons: i64,
}

/// A line to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct NewLine {
    /// The case.
    pub case_key: i64,
    /// Who is entitled.
    pub person: i64,
    /// Who is paid.
    pub payee: i64,
    /// 村居.
    pub division: String,
    /// The month it is for.
    pub period_due: Month,
    /// Range of 补发.
    pub range: Option<(Month, Month)>,
    /// 行类型.
    pub line_type: &'static str,
    /// 户 and 人.
    pub count: (i64, i64),
    /// Amount and 分类施保 inside it.
    pub amount: (Money, Money),
    /// 低保类别, 自理能力 or 残疾等级 code.
    pub class: Option<String>,
    /// The account, copied.
    pub account: PayeeAccount,
    /// The institution that is paid in the person's place.
    pub institution: Option<i64>,
    /// The failed line it replaces.
    pub reissue_of: Option<i64>,
    /// What its papers say.
    pub printed: Printed,
}

/// A failed line that no living line replaces.
#[derive(Clone, Debug, PartialEq)]
pub struct FailedLine {
    /// The line.
    pub key: i64,
    /// Its batch, and when that was sent.
    pub batch: i64,
    /// 送盘日期 of the batch.
    pub sent_on: Option<NaiveDate>,
    /// What a new line needs, with the account in force.
    pub line: Option<NewLine>,
}

/// A line that the bank refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BankRefusal {
    /// The line.
    pub line: i64,
    /// 失败原因.
    pub code: &'static str,
}

/// A step of a batch: the new state with the columns it fills.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The states it may be taken from.
    pub from: &'static [&'static str],
    /// The new state.
    pub to: &'static str,
    /// Columns of `batch` that take the operator's log-in name and the time.
    pub hand: Option<(&'static str, &'static str)>,
}
