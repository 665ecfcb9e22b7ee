//! What a batch pays one case, the same for every scheme: its lines added up by kind, and the account they went to.

use super::{Against, Check, Entry, RollCell, RollColumn, label};
use crate::domain::month::Month;
use crate::domain::payment;
use crate::register::people::codes;

/// A batch, as the head and foot of its lists name it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The row.
    pub key: i64,
    /// 批次号.
    pub batch_no: String,
    /// 批次总额, fen.
    pub total_fen: i64,
    /// 制表, 复核, 审批: full names, where the step is done.
    pub made_by: Option<String>,
    /// 复核.
    pub checked_by: Option<String>,
    /// 审批.
    pub approved_by: Option<String>,
}

/// An account as it stands on a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// 户名.
    pub name: String,
    /// 开户行 code.
    pub bank_code: String,
    /// 账号, unmasked.
    pub number: String,
}

impl Account {
    /// 开户行.
    pub fn bank(&self) -> String {
        label(&codes::BANK, &self.bank_code)
    }
}

/// What paper says of a case beside money and account. A line keeps it as it stood when the line was written, so that a batch
/// prints for ever what it printed then; texts are empty and numbers 0 where a scheme's papers have no such thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// 姓名 of who is entitled.
    pub name: String,
    /// 身份证号 or temporary number, unmasked.
    pub id_number: String,
    /// 低保证号, else the case number; 残疾证号.
    pub paper_no: String,
    /// 性别 code.
    pub sex: String,
    /// 残疾类别 code.
    pub dis_type: String,
    /// 城乡类别 of 特困: U or R.
    pub kind: String,
    /// 照料服务人.
    pub carer: String,
    /// The name that may be posted instead of a minor's.
    pub posted: String,
    /// 家庭人口.
    pub family: i64,
    /// 家庭月收入, fen.
    pub income_fen: i64,
}

impl Printed {
    /// Of whom nothing is printed.
    pub const NONE: Printed = Printed {
        name: String::new(),
        id_number: String::new(),
        paper_no: String::new(),
        sex: String::new(),
        dis_type: String::new(),
        kind: String::new(),
        carer: String::new(),
        posted: String::new(),
        family: 0,
        income_fen: 0,
    };
}

/// The lines of a case in the normal batches of a month; or the sum of those of a 镇街 and class that are alike in this, which
/// is all that a summary folds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paid {
    /// The case.
    pub case_key: i64,
    /// Who is entitled.
    pub beneficiary: i64,
    /// The month of the batch; of a sum none.
    pub of: Option<Month>,
    /// 村居 code on the line.
    pub division: String,
    /// How many normal lines: 1 for a case; of a sum how many cases.
    pub cases: i64,
    /// 低保类别, 自理能力 or 残疾等级 code as it was paid.
    pub class: String,
    /// Covered persons on the normal line.
    pub persons: i64,
    /// 当月正常 (01), fen.
    pub normal_fen: i64,
    /// 分类施保 inside it, fen.
    pub extra_fen: i64,
    /// 照料护理费 of 特困 (08), fen.
    pub care_fen: i64,
    /// 补发, 提标补差, 退回重发 (02 06 09), fen.
    pub arrears_fen: i64,
    /// 抵扣 (03), fen, below zero.
    pub offset_fen: i64,
    /// Where it was paid to.
    pub account: Account,
    /// The key of the institution that was paid in the person's place.
    pub institution: Option<i64>,
    /// What the batch calls that institution; empty where none was paid, and in a sum.
    pub institution_name: String,
    /// 失败原因 codes of failed lines.
    pub failed: Vec<String>,
    /// Whether someone else was paid for the person.
    pub proxy: bool,
    /// What paper says of the case.
    pub printed: Printed,
}

impl Entry for Paid {
    fn division(&self) -> &str {
        &self.division
    }
}

/// An entry of a list that hangs on a batch: whom the batch pays.
pub trait OfBatch: Entry {
    /// What paper says of the case.
    fn printed(&self) -> &Printed;
    /// Where it is paid to.
    fn account(&self) -> &Account;
    /// 备注.
    fn remark(&self) -> String;
}

impl OfBatch for Paid {
    fn printed(&self) -> &Printed {
        &self.printed
    }
    fn account(&self) -> &Account {
        &self.account
    }
    fn remark(&self) -> String {
        let failed = self.failed.first().map(|code| format!("失败: {}", payment::fail_label(code).unwrap_or("其他")));
        failed.into_iter().chain(self.proxy.then(|| "代领".to_owned())).collect::<Vec<_>>().join(" ")
    }
}

/// What every such list says of whom it pays.
impl<E: OfBatch> RollColumn<E> {
    /// 姓名, under a head of the list's own.
    pub(super) const fn name(head: &'static [&'static str]) -> Self {
        RollColumn::text(head, |e: &E| e.printed().name.clone()).wrapping()
    }
    /// 性别.
    pub(super) const fn sex() -> Self {
        RollColumn::text(&["性别"], |e: &E| label(&codes::SEX, &e.printed().sex)).centred()
    }
    /// 身份证号.
    pub(super) const fn id_number() -> Self {
        RollColumn::id(&["身份证号"], |e: &E| &e.printed().id_number)
    }
    /// 开户行.
    pub(super) const fn bank() -> Self {
        RollColumn::text(&["开户行"], |e: &E| e.account().bank()).wrapping()
    }
    /// 账号.
    pub(super) const fn account_number() -> Self {
        RollColumn::account(&["账号"], |e: &E| &e.account().number)
    }
    /// 备注: why the bank refused, and who was paid.
    pub(super) const fn remark() -> Self {
        RollColumn::text(&["备注"], |e: &E| e.remark()).wrapping()
    }
}

impl Paid {
    /// Cases, if they are of that class.
    pub(super) fn at(&self, class: &str) -> i64 {
        if self.class == class { self.cases } else { 0 }
    }
    /// 补发 and 抵扣 together, fen.
    pub fn adjust_fen(&self) -> i64 {
        self.arrears_fen + self.offset_fen
    }
    /// 实发, fen. Price subsidies and one-off lines are batches of their own and no part of it.
    pub fn total_fen(&self) -> i64 {
        self.normal_fen + self.care_fen + self.adjust_fen()
    }
}

/// 实发合计 is what the batches say.
pub(super) fn pays_the_batch(fen: i64) -> Check {
    Check { label: "实发合计", found: RollCell::Money(fen), against: Against::Batches }
}

/// 人数 is the sum of the cases in these classes, which are called so.
pub(super) fn in_classes(entries: &[&Paid], classes: &[&str], called: &'static str) -> Check {
    let count = |of: &dyn Fn(&Paid) -> i64| RollCell::Count(entries.iter().map(|e| of(e)).sum());
    let classed = |e: &Paid| classes.iter().map(|class| e.at(class)).sum();
    Check { label: "人数合计", found: count(&|e| e.cases), against: Against::Own(called, count(&classed)) }
}

/// What all that was read comes to is what the batches say.
pub(super) fn all_pay_the_batch(read: &[Paid]) -> Check {
    pays_the_batch(read.iter().map(Paid::total_fen).sum())
}
