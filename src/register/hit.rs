//! 核对结果: one thing that a holder of data reported about a member (assistance 6.1). A hit never changes money by itself: the clerk
//! closes it with a finding. A child register of `means_check`.

use crate::domain::slip::Slip;
use crate::register::slips::{needed, not_in_future};
use crate::register::{Column, Facts, Field, Kind, Record, Register, Values, codes};
use chrono::NaiveDate;

/// 核对结果.
pub static HIT: Register = Register {
    fields: &[
        Field::new("means_check", "核对", Kind::Ref("means_check")).must().hint("核对编号"),
        Field::new("person", "成员", Kind::Ref("person")).must().hint("身份证号"),
        Field::new("source", "数据来源", Kind::Code(&codes::HIT_SOURCE)).must(),
        Field::new("fact", "情况", Kind::Text(200)).must(),
        Field::new("value", "金额", Kind::Money),
        Field::new("hit_date", "数据日期", Kind::Date),
        Field::new("verify_state", "核实情况", Kind::Code(&codes::HIT_STATE)).must().or("0"),
        Field::new("verify_note", "核实说明", Kind::Text(200)).hint("核实后必填"),
        Field::new("action", "处理", Kind::Code(&codes::HIT_ACTION)),
    ],
    list: &[
        Column::new("means_check.check_no", "核对编号", 17),
        Column::new("person.name", "成员", 10),
        Column::new("source", "来源", 12),
        Column::new("fact", "情况", 24),
        Column::new("value", "金额", 12),
        Column::new("verify_state", "核实", 12),
        Column::new("action", "处理", 6),
        Column::new("hit_date", "数据日期", 10),
        Column::new("verify_note", "核实说明", 20),
    ],
    parent: Some("means_check"),
    order: &["means_check", "source"],
    filters: &["means_check"],
    ..Register::new("hit", "核对结果", "条")
};

/// A hit.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// 数据日期.
    pub hit_date: Option<NaiveDate>,
    /// 核实情况 code.
    pub verify_state: String,
    /// 核实说明.
    pub verify_note: Option<String>,
    /// 处理 code.
    pub action: Option<String>,
}

impl Record for Hit {
    const REGISTER: &'static Register = &HIT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Hit {
            hit_date: values.date("hit_date"),
            verify_state: values.text("verify_state").to_owned(),
            verify_note: values.some_text("verify_note"),
            action: values.some_text("action"),
        })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = not_in_future(facts, self.hit_date, "hit_date", "数据日期").into_iter().collect();
        if self.verify_state != "0" {
            slips.extend(needed(&self.verify_note, "verify_note", "核实后须填核实说明"));
        }
        match (self.verify_state.as_str(), self.action.as_deref()) {
            ("1", None) => slips.push(Slip::error("E-HD-006", "属实的须填处理").at("action")),
            ("0" | "2" | "3", Some("1" | "2" | "3")) => {
                slips.push(Slip::error("E-HD-007", "只有属实的才减发、停发或追缴").at("action"));
            }
            _ => {}
        }
        slips
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hit_is_closed_with_a_finding() {
        let facts = Facts::on("2021-12-31".parse().unwrap(), "430406000000");
        let codes = |state: &str, note: Option<&str>, action: Option<&str>| -> Vec<&str> {
            let hit = Hit {
                hit_date: None,
                verify_state: state.into(),
                verify_note: note.map(str::to_owned),
                action: action.map(str::to_owned),
            };
            hit.check(&facts).iter().map(|s| s.code).collect()
        };
        assert_eq!(codes("0", None, None), [""; 0]);
        assert_eq!(codes("1", None, None), ["E-RG06", "E-HD-006"]);
        assert_eq!(codes("2", Some("同名"), Some("2")), ["E-HD-007"]);
        assert_eq!(codes("1", Some("属实"), Some("2")), [""; 0]);
    }
}
