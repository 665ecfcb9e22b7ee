//! 失败退回清单 (assistance 7.7): what the bank refused in a month, and what became of it.

use super::{Entry, Roll, counted};
use crate::domain::payment;

type RollColumn = super::RollColumn<Returned>;

/// A refused line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// 批次号.
    pub batch_no: String,
    /// 村居 code on the line.
    pub division: String,
    /// 姓名 of the person entitled.
    pub name: String,
    /// 身份证号 or temporary number, unmasked.
    pub id_number: String,
    /// 账号 on the line, unmasked.
    pub account_no: String,
    /// Fen.
    pub amount_fen: i64,
    /// 失败原因 code.
    pub fail_code: String,
    /// 退回日期: when the bank's answer was entered.
    pub returned_on: String,
    /// 重发批次.
    pub again_in: Option<String>,
    /// 重发日期: when that was paid.
    pub again_on: Option<String>,
}

impl Entry for Returned {
    fn division(&self) -> &str {
        &self.division
    }
}

impl Returned {
    fn measure(&self) -> &'static str {
        match (&self.again_in, &self.again_on) {
            (None, _) => "待更正账户",
            (Some(_), None) => "已更正, 重发中",
            (Some(_), Some(_)) => "已更正重发",
        }
    }
}

/// The list, in the order of the batches.
pub static RETURNS: Roll<Returned> = Roll {
    unit: "笔",
    units: "笔、元",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["批次"], |e| e.batch_no.clone()),
        RollColumn::text(&["姓名"], |e| e.name.clone()).wrapping(),
        RollColumn::id(&["身份证号"], |e| &e.id_number),
        RollColumn::account(&["账号"], |e| &e.account_no),
        RollColumn::money(&["金额(元)"], |e| e.amount_fen),
        RollColumn::text(&["失败原因"], |e| payment::fail_label(&e.fail_code).unwrap_or("其他").to_owned()).wrapping(),
        RollColumn::text(&["退回日期"], |e| e.returned_on.clone()),
        RollColumn::text(&["处理措施"], |e| e.measure().to_owned()).wrapping(),
        RollColumn::text(&["重发批次"], |e| e.again_in.clone().unwrap_or_default()),
        RollColumn::text(&["重发日期"], |e| e.again_on.clone().unwrap_or_default()),
    ],
    groups: &[],
    folded: false,
    tally: |entries| {
        let open = entries.iter().filter(|e| e.again_in.is_none()).count();
        format!("{}笔 未重发{}笔", counted(entries.len()), counted(open))
    },
    checks: |_, _| Vec::new(),
    notes: &["按回盘登记的月份列入; 退回资金在重发前仍是应付款, 不是结余。"],
};
