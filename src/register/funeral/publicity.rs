//! 宣传: what was given out, hung up, sent or told, where and on what (services 4.6). Printed things come out of a batch, of which no more is
//! given than was printed.

use crate::domain::slip::Slip;
use crate::register::core::order::{from_of, not_in_future};
use crate::register::core::slips::in_district;
use crate::register::funeral::codes;
use crate::register::funeral::material_batch::more_than_printed;
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Values};

/// 宣传.
pub static PUBLICITY: Register = Register {
    fields: &[
        Field::new("done_on", "日期", Kind::Date).must().ordered(&[not_in_future(), from_of("batch", &["printed_on"])]),
        Field::new("theme", "主题", Kind::Code(&codes::THEME)).must(),
        Field::new("division", "镇街或村居", Kind::Division).must().hint("镇(街)或村(居)的代码或名称"),
        Field::new("place", "地点", Kind::Text(60)),
        Field::new("material", "方式", Kind::Code(&codes::MATERIAL))
            .must()
            .completed()
            .hint("填了宣传品的空着按其种类填"),
        Field::new("batch", "宣传品", Kind::Ref("material_batch"))
            .when("material", codes::FROM_STOCK)
            .hint("批号; 资料、横幅、海报从印制的批次里发"),
        Field::new("qty", "数量", Kind::Int(1, 10_000_000))
            .must()
            .hint("资料、海报按份, 横幅、短信按条, 广播按次, 入户按户"),
        Field::new("officer", "经办人", Kind::Name),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("done_on", "日期", 10),
        ListColumn::new("theme", "主题", 8),
        ListColumn::new("material", "方式", 12),
        ListColumn::new("qty", "数量", 8),
        ListColumn::new("division", "镇街或村居", 18),
        ListColumn::new("place", "地点", 18),
        ListColumn::new("batch.batch_no", "批号", 19),
        ListColumn::new("officer", "经办人", 8),
    ],
    order: &["done_on", "division"],
    latest_first: true,
    filters: &["material", "theme", "batch"],
    since: Some("done_on"),
    over: &[Over::History],
    ..Register::new("publicity", "宣传", "次")
};

/// Something that was done to tell people.
#[derive(Clone, Debug, PartialEq)]
pub struct Publicity {
    /// Where.
    pub division: String,
    /// 方式 code.
    pub material: String,
    /// Out of which batch.
    pub batch: Option<i64>,
    /// How many.
    pub qty: i64,
}

impl Record for Publicity {
    const REGISTER: &'static Register = &PUBLICITY;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Publicity {
            division: values.need_text("division")?,
            material: values.need_text("material")?,
            batch: values.int("batch"),
            qty: values.need_int("qty")?,
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let batch = values.int("batch").filter(|_| values.get("material").is_null());
        if let Some(row) = batch.and_then(|key| facts.row("material_batch", key)) {
            values.set("material", row.text("material"));
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        self.batch.and_then(|key| self.out_of(key, facts)).into_iter().chain(self.elsewhere(facts)).collect()
    }
}

impl Publicity {
    /// `E-FN40`, `E-FN07`: a batch of another kind, or one that has not so many left.
    fn out_of(&self, key: i64, facts: &Facts) -> Option<Slip> {
        let batch = facts.row("material_batch", key)?;
        if batch.text("material") != self.material {
            let (no, kind) = (batch.text("batch_no"), batch.shown("material"));
            let text = format!("宣传品 {no} 是{kind}, 请改方式, 或选同一种类的批次");
            return Some(Slip::error("E-FN40", text).at("batch"));
        }
        let others: i64 = facts.rows_of("publicity", "batch", key).filter_map(|row| row.int("qty")).sum();
        more_than_printed(others + self.qty, batch.int("printed_qty")?).map(|slip| slip.at("qty"))
    }

    /// `E-FN41`.
    fn elsewhere(&self, facts: &Facts) -> Option<Slip> {
        let level = facts.division(&self.division).map(|division| division.level.as_str());
        let inside = in_district(facts, &self.division) && matches!(level, Some("township" | "village"));
        (!inside).then(|| Slip::error("E-FN41", "应填本区现行的镇(街)或村(居)").at("division"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::funeral::material_batch::MATERIAL_BATCH;
    use crate::register::tests::{enter, facts, row};
    use crate::register::{Ask, Draft, Fact};

    /// What is said of a distribution out of a batch of 500 copies, of which 300 and 150 are given out.
    fn judged(cells: &[(&'static str, &str)]) -> Vec<String> {
        let mut facts = facts();
        let cells_of = [("batch_no", "YZ-1"), ("material", "1"), ("printed_on", "2021-03-01"), ("printed_qty", "500")];
        facts.answers.push((Ask::Row("material_batch", 4), Fact::Row(Some(row(&MATERIAL_BATCH, &cells_of)))));
        let rows = (1..).zip(["300", "150"].map(|qty| row(&PUBLICITY, &[("qty", qty)]))).collect();
        facts.answers.push((Ask::RowsOf("publicity", "batch", 4.into()), Fact::Rows(rows)));
        let base = [("done_on", "2021-04-01"), ("theme", "2"), ("division", "430406001001"), ("qty", "50")];
        let draft = base.iter().chain(cells).fold(Draft::new(&PUBLICITY), |draft, (col, text)| draft.with(col, *text));
        enter(&draft, facts).1.into_iter().map(|slip| format!("{} {}", slip.code, slip.text)).collect()
    }

    #[test]
    fn no_more_is_given_out_than_was_printed() {
        for (cells, found) in [
            (&[("batch", "#4")][..], &[][..]),
            (&[("batch", "#4"), ("qty", "51")], &["E-FN07 发放数501超过印制数500"]),
            (&[("batch", "#4"), ("material", "2")], &["E-FN40 宣传品 YZ-1 是宣传资料, 请改方式, 或选同一种类的批次"]),
            (&[("batch", "#4"), ("division", "430406999000")], &["E-FN41 应填本区现行的镇(街)或村(居)"]),
            (&[("material", "6"), ("qty", "120")], &[]),
            (&[("material", "3")], &["E-RG06 方式为“宣传资料”“横幅”“海报”的, 须填宣传品"]),
            (&[("batch", "#4"), ("done_on", "2021-02-28")], &["E-RG05"]),
        ] {
            let said = judged(cells);
            let same = said.len() == found.len() && said.iter().zip(found).all(|(said, found)| said.starts_with(found));
            assert!(same, "{cells:?}: {said:?}");
        }
    }
}
