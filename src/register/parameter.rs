//! 参数: dated values with the document they come from. Changing a standard is a new row (assistance 16, services 1.6). A value
//! is 待确认 until a document of the office stands behind it. Knows no other register.

use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::register::order::ahead;
use crate::register::{Column, Dated, Facts, Field, Kind, Record, Register, Values, codes};
use chrono::NaiveDate;

/// 参数.
pub static PARAMETER: Register = Register {
    fields: &[
        Field::new("name", "参数", Kind::Text(60)).must().hint("如 dibao.urban.month_fen, 也可填 城市低保月标准"),
        Field::new("value", "值", Kind::Text(60)).must().hint("_fen 结尾的填整数分, _bp 结尾的填万分之几"),
        Field::new("unit", "单位", Kind::Text(12)),
        Field::new("valid_from", "生效日期", Kind::Date).must().hint("改标准另起一行, 旧的不改").ordered(&[ahead(24)]),
        Field::new("basis", "依据文号", Kind::Text(60)).hint("文件名称和文号; 填了才算已确认"),
        Field::new("note", "说明", Kind::Text(200)),
        Field::new("state", "状态", Kind::Code(&codes::PARAMETER_STATE)).given(),
    ],
    list: &[
        Column::new("note", "说明", 34),
        Column::new("value", "值", 10),
        Column::new("unit", "单位", 7),
        Column::new("valid_from", "生效日期", 10),
        Column::new("state", "状态", 8),
        Column::new("name", "参数", 26),
        Column::new("basis", "依据", 20),
    ],
    natural_key: &["name"],
    order: &["name", "valid_from"],
    filters: &["state"],
    frozen: &["name", "value", "valid_from"],
    dated: Some(Dated { start: "valid_from", within: &["name"], until: "valid_to" }),
    ..Register::new("parameter", "参数", "项")
};

/// The state of a row (待确认, 已确认, 不再使用): whether anything reads it, and whether a document stands behind it.
pub fn state_of(param: Option<Param>, has_document: bool) -> &'static str {
    match (param, has_document) {
        (None, _) => "unused",
        (_, true) => "confirmed",
        (_, false) => "pending",
    }
}

/// A value from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// 生效日期.
    pub valid_from: NaiveDate,
    /// 依据文号.
    pub basis: Option<String>,
}

impl Record for Parameter {
    const REGISTER: &'static Register = &PARAMETER;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Parameter {
            name: values.need_text("name")?,
            value: values.need_text("value")?,
            valid_from: values.need_date("valid_from")?,
            basis: values.some_text("basis"),
        })
    }

    fn fill(values: &mut Values) {
        let param = Param::meant(values.text("name"));
        if let Some(param) = param {
            values.set("name", param.name());
            if values.get("unit").is_null() && !param.spec().unit.is_empty() {
                values.set("unit", param.spec().unit);
            }
            if values.get("note").is_null() {
                values.set("note", param.label());
            }
        }
        values.set("state", state_of(param, !values.get("basis").is_null()));
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = Vec::new();
        match Param::from_name(&self.name) {
            // What an older program accepted stays on record.
            None if facts.this.is_some() => {
                slips.push(Slip::warning("W-PM05", "这个参数不再使用, 改它没有作用").at("name"))
            }
            None => slips.push(Slip::error("E-PM04", Param::unknown(&self.name)).at("name")),
            Some(param) => {
                slips.extend(param.value_fault(&self.value).map(|text| Slip::error("E-PM02", text).at("value")))
            }
        }
        if self.basis.is_none() {
            slips.push(Slip::warning("W-PM03", "没有填依据文号, 列为待确认; 请补上文件名称和文号").at("basis"));
        }
        slips
    }
}
