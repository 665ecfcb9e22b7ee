//! 宣传品: a batch that was printed, and how much of it is given out by now (services 4.6).

use crate::domain::slip::Slip;
use crate::register::benefits::cases::parted_number;
use crate::register::core::order::not_in_future;
use crate::register::funeral::codes;
use crate::register::{Counts, Facts, Field, Kind, ListColumn, Part, Record, Register, Serial, Sum, Values};

/// 宣传品.
pub static MATERIAL_BATCH: Register = Register {
    fields: &[
        Field::new("batch_no", "批号", Kind::Text(24)).hint("空着自动编号: YZ、区划6位、年份、4位序号"),
        Field::new("title", "名称", Kind::Text(60)).must().hint("如: 文明祭祀倡议书"),
        Field::new("material", "种类", Kind::Code(&codes::PRINTED)).must(),
        Field::new("printed_on", "印制日期", Kind::Date).must().ordered(&[not_in_future()]),
        Field::new("printed_qty", "印制数", Kind::Int(1, 10_000_000)).must(),
        Field::new("unit_cost", "单价", Kind::Money).hint("元"),
        Field::new("printer", "印制单位", Kind::Text(60)),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("batch_no", "批号", 19),
        ListColumn::new("title", "名称", 28),
        ListColumn::new("material", "种类", 8),
        ListColumn::new("printed_qty", "印制数", 8),
        ListColumn::new("given_out", "已发放", 8),
        ListColumn::new("printed_on", "印制日期", 10),
        ListColumn::new("unit_cost", "单价", 8),
        ListColumn::new("printer", "印制单位", 18),
    ],
    sums: &[Sum {
        field: Field::new("given_out", "已发放", Kind::Int(0, i64::MAX)).given(),
        of: &[Part { register: "publicity", col: "qty", day: "done_on", counts: Counts::Adds }],
    }],
    natural_key: &["batch_no"],
    order: &["printed_on", "batch_no"],
    latest_first: true,
    filters: &["material"],
    since: Some("printed_on"),
    serial: Some(Serial { col: "batch_no", prefix: number, width: 4 }),
    frozen: &["material"],
    ..Register::new("material_batch", "宣传品", "批")
};

/// `YZ-430406-2021-`.
fn number(batch: &Values, facts: &Facts) -> Option<String> {
    parted_number("YZ", batch.date("printed_on")?, facts)
}

/// `E-FN07`: no more is given out than was printed.
pub fn more_than_printed(given: i64, printed: i64) -> Option<Slip> {
    (given > printed).then(|| Slip::error("E-FN07", format!("发放数{given}超过印制数{printed}")))
}

/// A batch as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct MaterialBatch {
    /// 印制数.
    pub printed_qty: i64,
}

impl Record for MaterialBatch {
    const REGISTER: &'static Register = &MATERIAL_BATCH;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(MaterialBatch { printed_qty: values.need_int("printed_qty")? })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let given = facts.this.into_iter().flat_map(|key| facts.referring("publicity", "batch", key));
        let given = given.filter_map(|(_, row)| row.int("qty")).sum();
        more_than_printed(given, self.printed_qty).map(|slip| slip.at("printed_qty")).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::funeral::publicity::PUBLICITY;
    use crate::register::tests::{facts, row};
    use crate::register::{Ask, Entry, Fact};

    #[test]
    fn a_corrected_batch_still_covers_what_it_gave() {
        for (printed, found) in [("700", None), ("699", Some("发放数700超过印制数699"))] {
            let mut facts = facts();
            facts.this = Some(4);
            let given = ["300", "400"].map(|qty| row(&PUBLICITY, &[("qty", qty)]));
            let rows = (1..).zip(given).collect();
            facts.answers.push((Ask::RowsOf("publicity", "batch", 4.into()), Fact::Rows(rows)));
            let batch = row(&MATERIAL_BATCH, &[("printed_qty", printed), ("printed_on", "2021-03-01")]);
            let slips = (Entry::of::<MaterialBatch>().check)(&batch, &facts);
            assert_eq!(slips.iter().map(|s| s.text.as_str()).next(), found);
        }
    }
}
