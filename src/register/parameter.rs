//! 参数: dated values with the document they come from. Changing a standard is a new row (assistance 16, services 1.6).
//! Knows no other register.

use crate::domain::dibao::{Method, SingleMethod};
use crate::domain::rounding::Rounding;
use crate::domain::slip::Slip;
use crate::register::order::ahead;
use crate::register::{Column, Dated, Facts, Field, Kind, Record, Register, Values};
use chrono::NaiveDate;

/// 参数.
pub static PARAMETER: Register = Register {
    fields: &[
        Field::new("name", "参数", Kind::Text(60)).must().hint("如 dibao.urban.month_fen 城市低保月标准(分)"),
        Field::new("value", "值", Kind::Text(60)).must().hint("_fen 结尾的填整数分, _bp 结尾的填万分之几"),
        Field::new("unit", "单位", Kind::Text(12)),
        Field::new("valid_from", "生效日期", Kind::Date).must().hint("改标准另起一行, 旧的不改").ordered(&[ahead(24)]),
        Field::new("basis", "依据文号", Kind::Text(60)).hint("文件名称和文号"),
        Field::new("note", "说明", Kind::Text(200)),
    ],
    list: &[
        Column::new("name", "参数", 28),
        Column::new("value", "值", 12),
        Column::new("unit", "单位", 6),
        Column::new("valid_from", "生效日期", 10),
        Column::new("basis", "依据", 20),
        Column::new("note", "说明", 20),
    ],
    natural_key: &["name"],
    order: &["name", "valid_from"],
    frozen: &["name", "value", "valid_from"],
    dated: Some(Dated { start: "valid_from", within: &["name"], until: "valid_to" }),
    ..Register::new("parameter", "参数", "项")
};

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

    fn check(&self, _facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = value_fault(&self.name, &self.value)
            .map(|text| Slip::error("E-PM02", text).at("value"))
            .into_iter()
            .collect();
        if self.basis.is_none() {
            slips.push(Slip::warning("W-PM03", "没有填依据文号, 请补上文件名称和文号").at("basis"));
        }
        slips
    }
}

/// What is wrong with a value of that name, if anything: the ending of the name says what may stand there.
pub fn value_fault(name: &str, value: &str) -> Option<String> {
    let whole = value.parse::<i64>().ok();
    let offer = |texts: Vec<&str>| format!("{name} 只能填 {}", texts.join("、"));
    if name.ends_with("_fen") || name.contains("_fen.") {
        return whole
            .is_none_or(|n| n < 0)
            .then(|| format!("{name} 以分为单位, 应填不小于零的整数, 如 600 元填 60000"));
    }
    if name.ends_with("_bp") {
        let fits = whole.is_some_and(|n| (0..=1_000_000).contains(&n));
        return (!fits).then(|| format!("{name} 以万分之一为单位, 应填整数, 如 20% 填 2000"));
    }
    if name.ends_with("_days") || name.ends_with("_months") || name.ends_with("_day") || name.contains("review_cycle") {
        return whole.is_none_or(|n| !(0..=3650).contains(&n)).then(|| format!("{name} 应填不小于零的整数"));
    }
    if name.starts_with("dibao.method.") {
        return Method::from_text(value).is_none().then(|| offer(vec![Method::Gap.text(), Method::Tier.text()]));
    }
    match name {
        "dibao.round_mode" => {
            Rounding::from_text(value).is_none().then(|| offer(Rounding::ALL.map(Rounding::text).to_vec()))
        }
        "dibao.single_method" => SingleMethod::from_text(value)
            .is_none()
            .then(|| offer(vec![SingleMethod::OwnIncome.text(), SingleMethod::Full.text()])),
        "dibao.extra_stack" => (!matches!(value, "0" | "1")).then(|| offer(vec!["0", "1"])),
        _ => None,
    }
}
