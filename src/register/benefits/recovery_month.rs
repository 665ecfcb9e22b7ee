//! 追缴月份: one month of a recovery: what was paid, what was due, the difference (assistance 7.6). A child register of `recovery`.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::recovery::is_exact;
use crate::domain::slip::Slip;
use crate::register::benefits::paid::paid_by_month;
use crate::register::benefits::recovery::{account, too_much};
use crate::register::core::order::not_in_future;
use crate::register::core::versions::{beside, parent};
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values};

/// 追缴月份.
pub static RECOVERY_MONTH: Register = Register {
    fields: &[
        Field::new("recovery", "追缴", Kind::Ref("recovery")).must(),
        Field::new("month", "月份", Kind::Month).must().ordered(&[not_in_future()]),
        Field::new("paid", "已发", Kind::Money).must().completed().hint("元; 空着按银行已发的填"),
        Field::new("due", "应发", Kind::Money).must().or("0").hint("元; 不应发的填 0"),
        Field::new("over", "多发", Kind::Money).given().or("0"),
    ],
    list: &[
        ListColumn::new("recovery.recovery_no", "追缴编号", 17),
        ListColumn::new("month", "月份", 7),
        ListColumn::new("paid", "已发", 10),
        ListColumn::new("due", "应发", 10),
        ListColumn::new("over", "多发", 10),
    ],
    parent: Some("recovery"),
    order: &["recovery", "month"],
    filters: &["recovery"],
    ..Register::new("recovery_month", "追缴月份", "月")
};

/// A month as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct RecoveryMonth {
    /// The recovery; none while it is entered in the same draft.
    pub recovery: Option<i64>,
    /// 月份.
    pub month: Month,
    /// 已发 and 应发.
    pub money: (Money, Money),
}

impl Record for RecoveryMonth {
    const REGISTER: &'static Register = &RECOVERY_MONTH;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        let (recovery, month) = (values.int("recovery"), values.need_month("month")?);
        Ok(RecoveryMonth { recovery, month, money: (values.need_money("paid")?, values.need_money("due")?) })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        if values.get("paid").is_null() {
            let paid = values.month("month").and_then(|month| bank_paid(values.int("recovery"), month, facts));
            values.set("paid", paid.map(|(paid, _)| paid).filter(|paid| *paid > Money::ZERO));
        }
        let over = values.money("paid").zip(values.money("due")).and_then(|(paid, due)| paid.checked_sub(due));
        values.set("over", over.unwrap_or_default());
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let (paid, due) = self.money;
        let mut slips = Vec::new();
        if due >= paid {
            let text = format!("{} 应发 {due} 元, 已发 {paid} 元, 没有多发, 不必列", self.month);
            slips.push(Slip::error("E-ZJ07", text).at("due"));
        }
        let by_bank = bank_paid(self.recovery, self.month, facts).filter(|(by_bank, exact)| *exact && *by_bank != paid);
        if let Some((by_bank, _)) = by_bank {
            let text = format!("{} 银行已发 {by_bank} 元, 与填的 {paid} 元不一致, 请核对", self.month);
            slips.push(Slip::doubt("E-ZJ08", text).at("paid"));
        }
        if let Some((_, mut rows)) = beside(facts, "recovery", self.recovery, "recovery_month") {
            let mut own = Values::new(&RECOVERY_MONTH);
            own.set("over", paid.checked_sub(due));
            rows.push(&own);
            slips.extend(too_much(account(rows.into_iter())));
        }
        slips
    }

    /// At least one stays, and no less than came back.
    fn check_void(values: &Values, facts: &Facts) -> Vec<Slip> {
        let Some((_, rows)) = beside(facts, "recovery", values.int("recovery"), "recovery_month") else {
            return Vec::new();
        };
        let left = account(rows.into_iter());
        let none = || Slip::error("E-ZJ01", "这是唯一的月份; 整件都录错了的, 请作废这件追缴");
        (left.over == Money::ZERO).then(none).or_else(|| too_much(left)).into_iter().collect()
    }
}

/// What the bank has paid for a month of the case, and whether that is known to the fen; none where nobody can tell.
fn bank_paid(recovery: Option<i64>, month: Month, facts: &Facts) -> Option<(Money, bool)> {
    let case = parent(facts, "recovery", recovery)?.int("case_key")?;
    let paid = paid_by_month(case, facts)?.get(&month).copied().unwrap_or_default();
    Some((paid, is_exact(facts.lines(case)?, month)))
}
