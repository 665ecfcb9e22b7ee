//! 临时救助发放花名册 and 汇总表 (assistance 4.5): the reliefs approved in the month, as the figures count them; one approval is one
//! 人次.

use crate::figure::When;
use crate::figure::column::{count, sum};
use crate::figure::roll::{Account, Against, Check, Entry, Group, Roll, RollCell, counted, label};
use crate::figure::sets::APPROVED;
use crate::register::assistance::codes;

type RollColumn = crate::figure::roll::RollColumn<Temporary>;

/// A relief.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Temporary {
    /// 村居 code of the case.
    pub division: String,
    /// 案件编号.
    pub case_no: String,
    /// 申请人.
    pub name: String,
    /// 身份证号 or temporary number, unmasked.
    pub id_number: String,
    /// 1; of a sum how many reliefs.
    pub cases: i64,
    /// 家庭人口.
    pub people: i64,
    /// 对象类别 code.
    pub object_class: String,
    /// 救助类型 code.
    pub aid_type: String,
    /// 困难原因 code.
    pub cause: String,
    /// 救助金额 as approved, fen.
    pub amount_fen: i64,
    /// 审批层级 code.
    pub level: String,
    /// 资金来源 code: P 镇街备用金, D 区级专项.
    pub fund: String,
    /// 审批日期.
    pub approved_on: String,
    /// 发放日期.
    pub paid_on: Option<String>,
    /// The applicant's account, where the money goes to one.
    pub account: Account,
}

impl Entry for Temporary {
    fn division(&self) -> &str {
        &self.division
    }
}

impl Temporary {
    fn cases_of(&self, aid_type: &str) -> i64 {
        if self.aid_type == aid_type { self.cases } else { 0 }
    }
    fn fen_of(&self, fund: &str) -> i64 {
        if self.fund == fund { self.amount_fen } else { 0 }
    }
}

/// Cases and money are what the figures say.
fn checks(entries: &[&Temporary], _: &[Temporary]) -> Vec<Check> {
    let all = APPROVED.all();
    let cases = RollCell::Count(entries.iter().map(|e| e.cases).sum());
    let money = RollCell::Money(entries.iter().map(|e| e.amount_fen).sum());
    vec![
        Check {
            label: "人次合计", found: cases, against: Against::Figure("本月救助人次", count(all, When::Month))
        },
        Check {
            label: "金额合计", found: money, against: Against::Figure("本月救助金额", sum(all, When::Month))
        },
    ]
}

/// 花名册: 小计 of each 镇街.
pub static ROLL: Roll<Temporary> = Roll {
    unit: "人次",
    units: "人次、元",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::town(),
        RollColumn::village(),
        RollColumn::text(&["申请人"], |e| e.name.clone()).wrapping(),
        RollColumn::id(&["身份证号"], |e| &e.id_number),
        RollColumn::count(&["家庭人口"], |e| e.people),
        RollColumn::text(&["对象类别"], |e| label(&codes::OBJECT_CLASS, &e.object_class)).wrapping(),
        RollColumn::text(&["救助类型"], |e| label(&codes::AID_TYPE, &e.aid_type)).centred(),
        RollColumn::text(&["困难原因"], |e| label(&codes::RELIEF_CAUSE, &e.cause)).wrapping(),
        RollColumn::money(&["救助金额(元)"], |e| e.amount_fen),
        RollColumn::text(&["审批层级"], |e| label(&codes::APPROVE_LEVEL, &e.level)).centred(),
        RollColumn::text(&["审批日期"], |e| e.approved_on.clone()),
        RollColumn::text(&["发放日期"], |e| e.paid_on.clone().unwrap_or_default()),
        RollColumn::text(&["开户行"], |e| e.account.bank()).wrapping(),
        RollColumn::account(&["账号/领款签名"], |e| &e.account.number).at_least(12),
        RollColumn::text(&["备注"], |e| if e.paid_on.is_none() { "未发放".to_owned() } else { String::new() })
            .wrapping(),
    ],
    groups: &[Group::Town],
    folded: false,
    tally: |entries| format!("{}人次", counted(entries.len())),
    checks,
    notes: &["按审批月份列入, 一次审批计一人次; 现金发放的在账号栏签名。"],
};

/// 汇总表: a line for each 镇街.
pub static SUMMARY: Roll<Temporary> = Roll {
    unit: "",
    units: "人次、人、元",
    holds: |_| true,
    columns: &[
        RollColumn::town(),
        RollColumn::count(&["救助人次"], |e| e.cases),
        RollColumn::count(&["其中", "急难型"], |e| e.cases_of("J")),
        RollColumn::count(&["其中", "支出型"], |e| e.cases_of("Z")),
        RollColumn::count(&["惠及人口"], |e| e.people),
        RollColumn::money(&["镇街备用金(元)"], |e| e.fen_of("P")),
        RollColumn::money(&["区级专项(元)"], |e| e.fen_of("D")),
        RollColumn::money(&["合计(元)"], |e| e.amount_fen),
        RollColumn::mean(&["次均(元)"], |e| e.amount_fen, |e| e.cases),
    ],
    groups: &[Group::Town],
    folded: true,
    tally: |_| String::new(),
    checks,
    notes: &["按审批月份列入, 金额为批准数; 次均=合计/救助人次。"],
};
