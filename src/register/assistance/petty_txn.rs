//! 备用金收支: the ledger of a town's petty fund (assistance 4.5). A child register of `petty_fund`.

use crate::domain::assistance::petty_fund::{Entry, Kind as TxnKind, ledger_slip};
use crate::domain::division_code::town_of;
use crate::domain::money::Money;
use crate::domain::slip::Slip;
use crate::register::assistance::codes;
use crate::register::assistance::relief_spending::town_on;
use crate::register::core::order::{in_year_of, not_in_future};
use crate::register::places::division_move;
use crate::register::{Against, Facts, Field, Kind, ListColumn, Record, Register, Value, Values};

/// 备用金收支.
pub static PETTY_TXN: Register = Register {
    fields: &[
        Field::new("petty_fund", "备用金", Kind::Ref("petty_fund")).must(),
        Field::new("date", "日期", Kind::Date).must().ordered(&[not_in_future(), in_year_of("petty_fund", &["year"])]),
        Field::new("kind", "收支类型", Kind::Code(&codes::PETTY_KIND)).must(),
        Field::new("amount", "金额", Kind::Money).must().hint("元"),
        Field::new("temporary", "救助案件", Kind::Ref("temporary")).hint("支出随救助案件自动记账; 补记的填受理编号"),
        Field::new("voucher_no", "凭证号", Kind::Text(40)),
        Field::new("note", "备注", Kind::Text(100)),
    ],
    list: &[
        ListColumn::new("petty_fund.town", "镇(街)", 14),
        ListColumn::new("date", "日期", 10),
        ListColumn::new("kind", "类型", 8),
        ListColumn::new("amount", "金额", 12),
        ListColumn::new("temporary.case_no", "救助案件", 17),
        ListColumn::new("temporary.person.name", "申请人", 10),
        ListColumn::new("voucher_no", "凭证号", 14),
        ListColumn::new("note", "备注", 16),
    ],
    parent: Some("petty_fund"),
    since: Some("date"),
    order: &["petty_fund", "date"],
    filters: &["petty_fund"],
    frozen: &["temporary"],
    against: &[Against::Referred("temporary", spent_on), Against::Left(|rows| ledger_slip(&ledger(rows.iter())))],
    ..Register::new("petty_txn", "备用金收支", "笔")
};

/// One entry of the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct PettyTxn {
    /// The fund; none while it is entered in the same draft.
    pub fund: Option<i64>,
    /// What, when and how much.
    pub entry: Entry,
    /// The relief it paid.
    pub temporary: Option<i64>,
}

/// What was spent on a relief stands as long as the relief was paid so.
fn spent_on(relief: &Values) -> Option<Slip> {
    let paid = relief.text("fund") == "P" && relief.has("pay_date");
    let text = || format!("这笔支出来自临时救助 {}, 请更正或作废那件救助, 支出随之改", relief.text("case_no"));
    paid.then(|| Slip::error("E-LS-022", text()))
}

/// The ledger that rows make; rows that cannot be read yet are left out.
pub fn ledger<'a>(rows: impl Iterator<Item = &'a Values>) -> Vec<Entry> {
    rows.filter(|r| r.register == &PETTY_TXN).filter_map(|r| PettyTxn::read(r).ok()).map(|t| t.entry).collect()
}

impl Record for PettyTxn {
    const REGISTER: &'static Register = &PETTY_TXN;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        let kind = TxnKind::from_code(&values.need_text("kind")?).ok_or_else(Vec::new)?;
        let entry = Entry { day: values.need_date("date")?, kind, amount: values.need_money("amount")? };
        Ok(PettyTxn { fund: values.int("petty_fund"), entry, temporary: values.int("temporary") })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = Vec::new();
        if self.entry.amount <= Money::ZERO {
            slips.push(Slip::error("E-RG02", "金额应大于零").at("amount"));
            return slips;
        }
        let spent = self.entry.kind == TxnKind::Spent;
        match self.temporary {
            None if spent => slips.push(Slip::error("E-RG06", "支出须填救助案件").at("temporary")),
            Some(_) if !spent => slips.push(Slip::error("E-RG06", "只有支出才填救助案件").at("temporary")),
            _ => {}
        }
        let stored = self.fund.and_then(|key| facts.record("petty_fund", key));
        let fund = facts.parent.as_ref().or(stored.map(|r| &r.values));
        slips.extend(self.check_case(fund.map(|f| f.text("town")), facts).filter(|_| spent));
        let others = stored.iter().flat_map(|r| &r.children).filter(|(key, _)| Some(*key) != facts.this);
        slips.extend(self.spent_already(others.map(|(_, row)| row).chain(&facts.children), facts));
        // In the fund's own draft the fund judges the whole ledger.
        if facts.parent.is_none()
            && let Some(stored) = stored
        {
            let others = stored.children.iter().filter(|(key, _)| Some(*key) != facts.this).map(|(_, row)| row);
            let mut all = ledger(others);
            all.push(self.entry);
            slips.extend(ledger_slip(&all));
        }
        slips
    }
}

impl PettyTxn {
    /// `E-LS-020` when another entry stands for the same case.
    fn spent_already<'a>(&self, mut others: impl Iterator<Item = &'a Values>, facts: &Facts) -> Option<Slip> {
        let case = self.temporary?;
        let first = others.find(|row| row.register == &PETTY_TXN && row.int("temporary") == Some(case))?;
        let case_no = facts.record("temporary", case).map_or("", |r| r.values.text("case_no"));
        let (day, amount) = (first.text("date"), first.money("amount").unwrap_or_default());
        let text = format!("案件 {case_no} 的支出已经在账上({day}, {amount} 元), 不用再记; 要改的请更正那件救助");
        Some(Slip::error("E-LS-020", text).at("temporary"))
    }

    /// Whether a town pays for a relief: both as they were on the day of the entry, since a change of divisions moves no money; a fund that was
    /// registered after it has the name of its town as it is now.
    fn is_of(&self, town: &str, relief: &Values, facts: &Facts) -> bool {
        let then = |register: &'static str, key: Option<i64>, col: &str, now: &str| {
            let said = key.map(|key| division_move::on_day(facts, (register, key), col, self.entry.day));
            town_of(said.as_ref().and_then(Value::text).unwrap_or(now))
        };
        let village = relief.text("division");
        // In the fund's own draft the town is what the draft says.
        let stored = self.fund.filter(|_| facts.parent.is_none());
        let was = then("petty_fund", stored, "town", town) == then("temporary", self.temporary, "division", village);
        let now = self.temporary.and_then(|case| town_on(case, self.entry.day, facts)).or_else(|| town_of(village));
        was || town_of(town) == now
    }

    /// The relief is one from the petty fund, of a village of this town, and of this amount.
    fn check_case(&self, town: Option<&str>, facts: &Facts) -> Option<Slip> {
        let relief = &facts.record("temporary", self.temporary?)?.values;
        if relief.text("fund") != "P" {
            return Some(Slip::error("E-LS-017", "该案件的资金来源不是镇街备用金").at("temporary"));
        }
        if town.is_some_and(|town| !self.is_of(town, relief, facts)) {
            return Some(
                Slip::error("E-LS-019", "该案件在支出那天不是本镇街的, 请记到那天所在镇街的备用金里").at("temporary"),
            );
        }
        if let Some(paid) = relief.date("pay_date").filter(|d| *d != self.entry.day) {
            let text = format!("支出日期与案件的发放日期不一致, 应为 {paid}");
            return Some(Slip::error("E-LS-021", text).at("date"));
        }
        let approved = relief.money("amount")?;
        (approved != self.entry.amount).then(|| {
            let text = format!("支出 {} 元与批准金额 {approved} 元不一致", self.entry.amount);
            Slip::error("E-LS-018", text).at("amount")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::assistance::petty_fund::PETTY_FUND;
    use crate::register::{Ask, Fact, RecordFact};

    fn txn(day: &str, kind: &str, yuan: i64) -> Values {
        let mut row = Values::new(&PETTY_TXN);
        row.set("petty_fund", 1);
        row.set("date", day);
        row.set("kind", kind);
        row.set("amount", Money::fen(yuan * 100));
        row
    }

    #[test]
    fn a_town_pays_for_its_own_villages() {
        let judged = |town: &str| -> Option<&'static str> {
            let mut relief = Values::new(&crate::register::assistance::temporary::TEMPORARY);
            relief.set("fund", "P");
            relief.set("division", "430406400414");
            relief.set("amount", Money::fen(10_000));
            let mut facts = facts(Vec::new());
            let known = Fact::Record(Some(RecordFact { values: relief, children: Vec::new() }));
            facts.answers.push((Ask::Record("temporary", 5), known));
            let mut row = txn("2021-05-01", "2", 100);
            row.set("temporary", 5);
            PettyTxn::read(&row).unwrap().check_case(Some(town), &facts).map(|s| s.code)
        };
        assert_eq!(judged("430406400000"), None);
        assert_eq!(judged("430406001000"), Some("E-LS-019"));
    }

    fn facts(rows: Vec<(i64, Values)>) -> Facts<'static> {
        let mut fund = Values::new(&PETTY_FUND);
        fund.set("year", 2021);
        let mut facts = Facts::on("2021-12-31".parse().unwrap(), "430406000000");
        let known = Fact::Record(Some(RecordFact { values: fund, children: rows }));
        facts.answers.push((Ask::Record("petty_fund", 1), known));
        facts
    }

    fn codes(row: &Values, facts: &Facts) -> Vec<&'static str> {
        (crate::register::Entry::of::<PettyTxn>().check)(row, facts).iter().map(|s| s.code).collect()
    }

    #[test]
    fn a_row_alone_is_judged_with_the_ledger_it_joins() {
        let mut facts = facts(vec![(1, txn("2021-01-04", "1", 1_000)), (2, txn("2021-03-01", "4", 700))]);
        assert_eq!(codes(&txn("2021-02-01", "4", 300), &facts), [""; 0]);
        // It would leave too little for the one of March.
        assert_eq!(codes(&txn("2021-02-01", "4", 301), &facts), ["E-LS-004"]);
        // Corrected, the row stands in its own place.
        facts.this = Some(2);
        assert_eq!(codes(&txn("2021-03-01", "4", 1_000), &facts), [""; 0]);
        assert_eq!(codes(&txn("2020-12-31", "1", 1), &facts), ["E-RG05"]);
        assert_eq!(codes(&txn("2021-05-01", "2", 1), &facts), ["E-RG06"]);
    }
}
