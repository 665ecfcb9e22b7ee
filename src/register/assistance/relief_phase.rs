//! 分阶段发放 of one approval of 临时救助 (assistance 4.2): what is paid when. A child register of the case. Together the phases stay
//! within the approved amount.

use crate::domain::money::Money;
use crate::domain::slip::Slip;
use crate::register::assistance::relief_rules::{urgent, within};
use crate::register::core::order::{from_of, not_in_future, until_of};
use crate::register::core::tie::Settled;
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values};
use chrono::NaiveDate;

/// 分阶段发放.
pub static RELIEF_PHASE: Register = Register {
    fields: &[
        Field::new("temporary", "临时救助", Kind::Ref("temporary")).must(),
        Field::new("phase_no", "第几次", Kind::Int(1, 12)).must(),
        Field::new("amount", "金额", Kind::Money).must().hint("元; 各次合计不超过批准金额"),
        Field::new("pay_date", "发放日期", Kind::Date).ordered(&[
            not_in_future(),
            from_of("temporary", &["approve_date"]).unless(|_, relief| urgent(relief)),
            from_of("temporary", &["event_date"]),
            // The day of the whole is that of the last part, or a later one.
            until_of("temporary", &["pay_date"]),
        ]),
        Field::new("voucher_no", "凭证号", Kind::Text(40)),
        Field::new("note", "备注", Kind::Text(100)),
    ],
    list: &[
        ListColumn::new("temporary.case_no", "受理编号", 17),
        ListColumn::new("phase_no", "第几次", 6),
        ListColumn::new("amount", "金额", 10),
        ListColumn::new("pay_date", "发放日期", 10),
        ListColumn::new("voucher_no", "凭证号", 14),
        ListColumn::new("note", "备注", 16),
    ],
    parent: Some("temporary"),
    order: &["temporary", "phase_no"],
    filters: &["temporary"],
    frozen: &["temporary"],
    settled: Some(Settled { by: "pay_date", keeps: &["amount"], parts: None }),
    ..Register::new("relief_phase", "分阶段发放", "次")
};

/// One phase.
#[derive(Clone, Debug, PartialEq)]
pub struct ReliefPhase {
    /// The case; none while it is entered in the same draft.
    pub temporary: Option<i64>,
    /// What is paid.
    pub amount: Money,
    /// 发放日期.
    pub pay_date: Option<NaiveDate>,
}

impl Record for ReliefPhase {
    const REGISTER: &'static Register = &RELIEF_PHASE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(ReliefPhase {
            temporary: values.int("temporary"),
            amount: values.need_money("amount")?,
            pay_date: values.date("pay_date"),
        })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = Vec::new();
        if self.amount <= Money::ZERO {
            slips.push(Slip::error("E-LS-008", "救助金额应大于零").at("amount"));
        }
        let stored = self.temporary.and_then(|key| facts.record("temporary", key));
        // In the case's own draft the case judges all its phases.
        if facts.parent.is_none()
            && let Some(stored) = stored
            && let Some(approved) = stored.values.money("amount")
        {
            let own = crate::register::Value::from(self.amount);
            let mut row = Values::new(&RELIEF_PHASE);
            row.set("amount", own);
            let others = stored.children.iter().filter(|(key, _)| Some(*key) != facts.this).map(|(_, row)| row);
            slips.extend(within(approved, others.chain([&row])).map(|s| s.at("amount")));
        }
        slips
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::assistance::temporary::TEMPORARY;
    use crate::register::{Ask, Fact, RecordFact};

    fn phase(yuan: i64, paid: &str) -> Values {
        let mut row = Values::new(&RELIEF_PHASE);
        row.set("temporary", 1);
        row.set("amount", Money::fen(yuan * 100));
        row.set("pay_date", paid);
        row
    }

    #[test]
    fn phases_stay_within_the_approved_amount() {
        let mut relief = Values::new(&TEMPORARY);
        relief.set("amount", Money::fen(300_000));
        relief.set("approve_date", "2021-03-01");
        let known = RecordFact {
            values: relief,
            children: vec![(1, phase(1_000, "2021-03-02")), (2, phase(1_000, "2021-04-02"))],
        };
        let mut facts = Facts::on("2021-12-31".parse().unwrap(), "430406000000");
        facts.answers.push((Ask::Record("temporary", 1), Fact::Record(Some(known))));
        let codes = |row: Values, facts: &Facts| -> Vec<&'static str> {
            (crate::register::Entry::of::<ReliefPhase>().check)(&row, facts).iter().map(|s| s.code).collect()
        };
        assert_eq!(codes(phase(1_000, "2021-05-02"), &facts), [""; 0]);
        assert_eq!(codes(phase(1_001, "2021-05-02"), &facts), ["E-LS-006"]);
        assert_eq!(codes(phase(0, "2021-02-28"), &facts), ["E-RG05", "E-LS-008"]);
        // Corrected, a row stands in its own place.
        facts.this = Some(2);
        assert_eq!(codes(phase(2_000, "2021-04-02"), &facts), [""; 0]);
    }
}
