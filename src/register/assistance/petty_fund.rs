//! 镇街备用金: what a town holds for small reliefs in a year (assistance 4.5). Its ledger is the child register `petty_txn`.

use crate::domain::assistance::petty_fund;
use crate::domain::money::Money;
use crate::domain::slip::Slip;
use crate::register::assistance::petty_txn;
use crate::register::{Counts, Facts, Field, Kind, ListColumn, Over, Part, Record, Register, Sum, Values};

/// 镇街备用金.
pub static PETTY_FUND: Register = Register {
    fields: &[
        Field::new("town", "镇(街)", Kind::Division).must(),
        Field::new("year", "年度", Kind::Int(2000, 2100)).must(),
        Field::new("quota", "核定额度", Kind::Money).must().hint("元"),
    ],
    list: &[
        ListColumn::new("town", "镇(街)", 20),
        ListColumn::new("year", "年度", 6),
        ListColumn::new("quota", "核定额度", 12),
        ListColumn::new("balance", "余额", 12),
    ],
    sums: &[Sum {
        field: Field::new("balance", "余额", Kind::Money).given(),
        of: &[Part {
            register: "petty_txn",
            col: "amount",
            day: "date",
            counts: Counts::By("kind", |code| {
                petty_fund::Kind::from_code(code).is_some_and(petty_fund::Kind::comes_in)
            }),
        }],
    }],
    natural_key: &[],
    order: &["town", "year"],
    since: Some("year"),
    filters: &["year", "town"],
    over: &[Over::YearPast("year")],
    ..Register::new("petty_fund", "镇街备用金", "份")
};

/// A town's fund of a year.
#[derive(Clone, Debug, PartialEq)]
pub struct PettyFund {
    /// 镇(街).
    pub town: String,
    /// 年度.
    pub year: i64,
    /// 核定额度.
    pub quota: Money,
}

impl Record for PettyFund {
    const REGISTER: &'static Register = &PETTY_FUND;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(PettyFund {
            town: values.need_text("town")?,
            year: values.need_int("year")?,
            quota: values.need_money("quota")?,
        })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        if self.quota <= Money::ZERO {
            slips.push(Slip::error("E-RG02", "核定额度应大于零").at("quota"));
        }
        if facts.division(&self.town).is_some_and(|d| d.level != "township") {
            slips.push(Slip::error("E-DV01", "备用金按镇(街)核定, 请选到镇(街)一级").at("town"));
        }
        let ledger = petty_txn::ledger(facts.children.iter());
        if !ledger.is_empty() {
            slips.extend(petty_fund::ledger_slip(&ledger).map(|s| s.at("quota")));
            slips.extend(petty_fund::balance(&ledger).and_then(|b| petty_fund::low_slip(b, self.quota)));
        }
        slips
    }
}
