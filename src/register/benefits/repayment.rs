//! 退款: what came back of a recovery (assistance 7.6). A child register of `recovery`.

use crate::domain::money::Money;
use crate::domain::slip::Slip;
use crate::register::benefits::codes;
use crate::register::benefits::recovery::{account, too_much};
use crate::register::core::order::{from_of, not_in_future};
use crate::register::core::versions::{beside, siblings};
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values};
use chrono::{Datelike, NaiveDate};

/// 退款.
pub static REPAYMENT: Register = Register {
    fields: &[
        Field::new("recovery", "追缴", Kind::Ref("recovery")).must(),
        Field::new("date", "退款日期", Kind::Date)
            .must()
            .ordered(&[not_in_future(), from_of("recovery", &["found_on"]).doubt()]),
        Field::new("amount", "金额", Kind::Money).must().hint("元"),
        Field::new("way", "退款途径", Kind::Code(&codes::REPAID_BY))
            .must()
            .hint("当年的退回原渠道(转账), 以前年度的缴国库"),
        Field::new("receipt_no", "票据号", Kind::Text(40)).when("way", &["1", "2"]),
    ],
    list: &[
        ListColumn::new("recovery.recovery_no", "追缴编号", 17),
        ListColumn::new("recovery.person.name", "涉及人员", 8),
        ListColumn::new("date", "退款日期", 10),
        ListColumn::new("amount", "金额", 10),
        ListColumn::new("way", "途径", 6),
        ListColumn::new("receipt_no", "票据号", 16),
    ],
    parent: Some("recovery"),
    order: &["recovery", "date"],
    filters: &["recovery"],
    since: Some("date"),
    ..Register::new("repayment", "退款", "笔")
};

/// A repayment as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Repayment {
    /// The recovery; none while it is entered in the same draft.
    pub recovery: Option<i64>,
    /// 退款日期.
    pub date: NaiveDate,
    /// 金额.
    pub amount: Money,
    /// 退款途径 code.
    pub way: String,
    /// 票据号.
    pub receipt_no: Option<String>,
}

impl Record for Repayment {
    const REGISTER: &'static Register = &REPAYMENT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Repayment {
            recovery: values.int("recovery"),
            date: values.need_date("date")?,
            amount: values.need_money("amount")?,
            way: values.need_text("way")?,
            receipt_no: values.some_text("receipt_no"),
        })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        if self.amount <= Money::ZERO {
            return vec![Slip::error("E-RG02", "金额应大于零").at("amount")];
        }
        let mut slips = Vec::new();
        if let Some((record, rows)) = beside(facts, "recovery", self.recovery, "repayment") {
            let mut own = Values::new(&REPAYMENT);
            own.set("amount", self.amount);
            let with_own = account(rows.iter().copied().chain([&own]));
            slips.extend(too_much(with_own).map(|slip| slip.at("amount")));
            let paid_back = with_own.balance().is_zero() && matches!(record.text("state"), "1" | "2" | "3");
            let text = "这笔退款后多发的已全部追回, 请把追缴的状态改为已追回";
            slips.extend(paid_back.then(|| Slip::warning("W-ZJ05", text)));
        }
        slips.extend(self.of_earlier_years(facts));
        slips.extend(self.receipted_twice(facts));
        slips
    }

    /// What is told as 已追回 has come back.
    fn check_void(values: &Values, facts: &Facts) -> Vec<Slip> {
        let record = beside(facts, "recovery", values.int("recovery"), "repayment").map(|(record, _)| record);
        let is_back = record.is_some_and(|record| record.text("state") == "4");
        let text = "追缴的状态是已追回, 请先更正状态, 再作废这笔退款";
        is_back.then(|| Slip::error("E-ZJ04", text)).into_iter().collect()
    }
}

impl Repayment {
    /// `E-ZJ14`: a receipt stands for one payment, in this recovery and any other.
    fn receipted_twice(&self, facts: &Facts) -> Option<Slip> {
        let number = self.receipt_no.as_deref()?;
        let same = |row: &Values| row.text("receipt_no") == number;
        let entered = facts.referring("repayment", "receipt_no", number);
        let stands = entered.filter(|(key, _)| Some(*key) != facts.this).map(|(_, row)| row).next();
        let drafted = || siblings(facts, "recovery", self.recovery, "repayment").into_iter().find(|row| same(row));
        let other = stands.or_else(drafted)?;
        let day = other.date("date").map(|day| format!("({day})")).unwrap_or_default();
        let text = format!("票据号 {number} 已登记过一笔退款{day}, 请核对是否重复登记");
        Some(Slip::doubt("E-ZJ14", text).at("receipt_no"))
    }

    /// `W-ZJ11`: what was paid in earlier years goes to the treasury.
    fn of_earlier_years(&self, facts: &Facts) -> Option<Slip> {
        let rows = siblings(facts, "recovery", self.recovery, "recovery_month");
        let earlier = rows.iter().filter_map(|row| row.month("month")).any(|month| month.year() < self.date.year());
        let text = "多发的里有以前年度的, 以前年度的应缴国库, 请核对退款途径";
        (earlier && self.way == "2").then(|| Slip::warning("W-ZJ11", text).at("way"))
    }
}
