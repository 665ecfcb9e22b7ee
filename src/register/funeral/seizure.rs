//! 收缴物品: what a check of the market took away, each kind of goods in its own unit, and what became of it (services 4.5). A child register
//! of `market_check`.

use crate::domain::slip::Slip;
use crate::register::core::order::{from_of, not_in_future};
use crate::register::core::versions::beside;
use crate::register::funeral::codes;
use crate::register::funeral::findings::{SEIZED, found};
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values};

/// 收缴物品.
pub static SEIZURE: Register = Register {
    fields: &[
        Field::new("market_check", "市场检查", Kind::Ref("market_check")).must(),
        Field::new("goods", "物品", Kind::Code(&codes::GOODS)).must(),
        Field::new("unit", "单位", Kind::Code(&codes::GOODS_UNIT)).given(),
        Field::new("qty", "数量", Kind::Decimal(1))
            .above_zero()
            .at_most(10_000_000)
            .must()
            .hint("烧纸按公斤, 其他按件"),
        Field::new("est_value", "估值", Kind::Money).hint("元"),
        Field::new("disposal", "处理方式", Kind::Code(&codes::GOODS_DISPOSAL)).hint("还没有处理的空着"),
        Field::new("disposed_on", "处理日期", Kind::Date)
            .when("disposal", &["1", "2", "3"])
            .ordered(&[not_in_future(), from_of("market_check", &["checked_on"])]),
        Field::new("witnessed_by", "见证人", Kind::Name),
    ],
    list: &[
        ListColumn::new("goods", "物品", 12),
        ListColumn::new("qty", "数量", 8),
        ListColumn::new("unit", "单位", 4),
        ListColumn::new("est_value", "估值", 10),
        ListColumn::new("disposal", "处理方式", 8),
        ListColumn::new("disposed_on", "处理日期", 10),
        ListColumn::new("witnessed_by", "见证人", 8),
        ListColumn::new("market_check.checked_on", "检查日期", 10),
        ListColumn::new("market_check.receipt_no", "清单编号", 14),
    ],
    parent: Some("market_check"),
    order: &["market_check", "goods"],
    filters: &["market_check", "unit"],
    frozen: &["market_check"],
    ..Register::new("seizure", "收缴物品", "项")
};

/// The goods that are weighed; all others are counted.
const WEIGHED: [&str; 1] = ["1"];
/// 单位 公斤.
pub const KILOS: &str = "1";
/// 单位 件.
pub const PIECES: &str = "2";

/// The unit of goods.
fn unit_of(goods: &str) -> &'static str {
    if WEIGHED.contains(&goods) { KILOS } else { PIECES }
}

/// Goods that were taken away.
#[derive(Clone, Debug, PartialEq)]
pub struct Seizure {
    /// The check; none while it is entered in the same draft.
    pub market_check: Option<i64>,
    /// 单位 code.
    pub unit: &'static str,
    /// In tenths of the unit.
    pub qty: i64,
}

impl Record for Seizure {
    const REGISTER: &'static Register = &SEIZURE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Seizure {
            market_check: values.int("market_check"),
            unit: unit_of(&values.need_text("goods")?),
            qty: values.need_int("qty")?,
        })
    }

    fn fill(values: &mut Values) {
        let unit = values.some_text("goods").map(|goods| unit_of(&goods));
        values.set("unit", unit);
    }

    /// `E-FN38`: the last goods of a check that took some.
    fn check_void(values: &Values, facts: &Facts) -> Vec<Slip> {
        let check = beside(facts, "market_check", values.int("market_check"), "seizure");
        check.map_or_else(Vec::new, |(check, left)| against(check, &left))
    }

    /// `E-FN39`, and what the check says of itself where the goods are entered alone.
    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let text = match (self.qty, self.unit) {
            (..=0, _) => Some("数量应大于 0"),
            (qty, PIECES) if qty % 10 != 0 => Some("按件计的数量应为整数"),
            _ => None,
        };
        let wrong = text.map(|text| Slip::error("E-FN39", text).at("qty"));
        let check = self.market_check.filter(|_| facts.parent.is_none()).and_then(|key| facts.row("market_check", key));
        let own = Values::new(&SEIZURE);
        let spoils = check.into_iter().flat_map(|check| against(check, &[&own]));
        wrong.into_iter().chain(spoils.map(|slip| slip.at("market_check"))).collect()
    }
}

/// `E-FN06`, `E-FN37`, `E-FN38`: what a check says of itself against what it took away.
pub fn against(check: &Values, rows: &[&Values]) -> Vec<Slip> {
    let wrong = |when: bool, slip: Slip| when.then_some(slip);
    let took = !rows.is_empty();
    [
        wrong(took && check.get("receipt_no").is_null(), Slip::error("E-FN06", "收缴须填写清单编号").at("receipt_no")),
        wrong(
            took && !found(check),
            Slip::error("E-FN37", "有收缴物品的, 检查结果不能是无问题, 应为收缴、处罚或移送").at("result"),
        ),
        wrong(
            !took && check.text("result") == SEIZED,
            Slip::error("E-FN38", "检查结果为收缴的, 须登记收缴物品").at("result"),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::funeral::market_check::MARKET_CHECK;
    use crate::register::tests::{facts, row};
    use crate::register::{Ask, Entry, Fact, RecordFact};

    #[test]
    fn goods_have_one_unit_and_are_some() {
        for (goods, qty, unit, found) in [
            ("1", 125, KILOS, &[][..]),
            ("1", 0, KILOS, &["E-FN39"]),
            ("2", 10, PIECES, &[]),
            ("4", 15, PIECES, &["E-FN39"]),
            ("9", -10, PIECES, &["E-FN39"]),
        ] {
            let mut values = row(&SEIZURE, &[("goods", goods), ("qty", &qty.to_string())]);
            let entry = Entry::of::<Seizure>();
            (entry.fill)(&mut values);
            assert_eq!(values.text("unit"), unit);
            let codes: Vec<_> = (entry.check)(&values, &facts()).iter().map(|s| s.code).collect();
            assert_eq!(codes, found, "{goods} {qty}");
        }
    }

    /// Goods entered alone, or voided alone, are held against the check as it stands.
    #[test]
    fn goods_and_their_check_agree_from_both_sides() {
        let entry = Entry::of::<Seizure>();
        for (cells, others, entered, voided) in [
            (&[("result", "2"), ("receipt_no", "收1")][..], 0, &[][..], &["E-FN38"][..]),
            (&[("result", "2"), ("receipt_no", "收1")], 1, &[], &[]),
            (&[("result", "3"), ("receipt_no", "收1")], 0, &[], &[]),
            (&[("result", "3")], 0, &["E-FN06"], &[]),
            (&[], 0, &["E-FN06", "E-FN37"], &[]),
        ] {
            let mut facts = facts();
            let check = row(&MARKET_CHECK, &[&[("checked_on", "2021-06-01")], cells].concat());
            let own = row(&SEIZURE, &[("goods", "1"), ("unit", KILOS), ("qty", "125"), ("market_check", "5")]);
            let children = (0..=others).map(|key| (key + 1, own.clone())).collect();
            let record = RecordFact { values: check.clone(), children };
            facts.answers.push((Ask::Record("market_check", 5), Fact::Record(Some(record))));
            let mut codes: Vec<_> = (entry.check)(&own, &facts).iter().map(|s| s.code).collect();
            codes.sort_unstable();
            assert_eq!(codes, entered, "{cells:?}");
            facts.this = Some(1);
            let codes: Vec<_> = (entry.check_void)(&own, &facts).iter().map(|s| s.code).collect();
            assert_eq!(codes, voided, "{cells:?}");
        }
    }
}
