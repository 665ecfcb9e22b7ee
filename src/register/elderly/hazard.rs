//! 隐患: one thing that an inspection found, by when it is to be mended, and when it was (services 2.7). A child register of `inspection`.

use crate::domain::slip::Slip;
use crate::register::core::order::{from, from_of, not_in_future};
use crate::register::core::versions::parent;
use crate::register::elderly::codes;
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values};
use chrono::NaiveDate;

/// 隐患.
pub static HAZARD: Register = Register {
    fields: &[
        Field::new("inspection", "检查", Kind::Ref("inspection")).must(),
        Field::new("item", "问题", Kind::Text(100)).must(),
        Field::new("severity", "程度", Kind::Code(&codes::SEVERITY)).must().or("1"),
        Field::new("found_on", "发现日期", Kind::Date)
            .must()
            .completed()
            .hint("空着按检查日期")
            .ordered(&[not_in_future(), from_of("inspection", &["inspect_on"])]),
        Field::new("deadline", "整改期限", Kind::Date).must().ordered(&[from(&["found_on"])]),
        Field::new("fixed_on", "整改日期", Kind::Date)
            .hint("整改完成的日期")
            .ordered(&[from(&["found_on"]), not_in_future()]),
        Field::new("evidence", "整改依据", Kind::Text(100)),
    ],
    list: &[
        ListColumn::new("item", "问题", 24),
        ListColumn::new("severity", "程度", 6),
        ListColumn::new("found_on", "发现日期", 10),
        ListColumn::new("deadline", "整改期限", 10),
        ListColumn::new("fixed_on", "整改日期", 10),
        ListColumn::new("evidence", "整改依据", 16),
        ListColumn::new("inspection.institution.name", "养老机构", 22),
    ],
    parent: Some("inspection"),
    order: &["inspection", "found_on"],
    filters: &["inspection"],
    since: Some("found_on"),
    until: Some("fixed_on"),
    ..Register::new("hazard", "隐患", "项")
};

/// A hazard as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Hazard {
    /// 整改期限.
    pub deadline: NaiveDate,
    /// 整改日期.
    pub fixed_on: Option<NaiveDate>,
}

impl Record for Hazard {
    const REGISTER: &'static Register = &HAZARD;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Hazard { deadline: values.need_date("deadline")?, fixed_on: values.date("fixed_on") })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        if values.get("found_on").is_null() {
            let inspected =
                parent(facts, "inspection", values.int("inspection")).and_then(|row| row.date("inspect_on"));
            values.set("found_on", inspected);
        }
    }

    /// `W-SA01`.
    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let late = (facts.day - self.deadline).num_days();
        let open = self.fixed_on.is_none() && late > 0;
        open.then(|| Slip::warning("W-SA01", format!("隐患逾期未整改{late}天")).at("deadline")).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::elderly::inspection::INSPECTION;
    use crate::register::{Entry, tests};

    #[test]
    fn what_is_not_mended_in_time_is_said() {
        let entry = Entry::of::<Hazard>();
        let mut facts = tests::facts();
        let mut inspection = Values::new(&INSPECTION);
        inspection.set("inspect_on", "2021-11-10");
        facts.parent = Some(inspection);
        for (deadline, fixed, said) in [
            ("2021-12-31", None, None),
            ("2021-12-21", None, Some("隐患逾期未整改10天")),
            ("2021-12-21", Some("2021-12-28"), None),
        ] {
            let mut row = Values::new(&HAZARD);
            row.set("deadline", deadline);
            row.set("fixed_on", fixed);
            (entry.complete)(&mut row, &facts);
            assert_eq!(row.text("found_on"), "2021-11-10");
            let slips = (entry.check)(&row, &facts);
            assert_eq!(slips.iter().map(|s| s.text.as_str()).next(), said, "{deadline} {fixed:?}");
        }
    }
}
