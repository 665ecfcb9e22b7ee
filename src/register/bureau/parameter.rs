//! 参数: dated values with the document they come from. Changing a standard is a new row (assistance 16, services 1.6). A value
//! is 待确认 until a document of the office stands behind it. Knows no other register.

use crate::domain::month::Month;
use crate::domain::param::{Holds, Param};
use crate::domain::slip::Slip;
use crate::register::bureau::codes;
use crate::register::core::order::ahead;
use crate::register::{Dated, Facts, Field, Kind, ListColumn, Record, Register, Values};
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
        ListColumn::new("note", "说明", 34),
        ListColumn::new("value", "值", 10),
        ListColumn::new("unit", "单位", 7),
        ListColumn::new("valid_from", "生效日期", 10),
        ListColumn::new("state", "状态", 8),
        ListColumn::new("name", "参数", 26),
        ListColumn::new("basis", "依据", 20),
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

impl Parameter {
    /// What a new value changes, and what is doubtful about it.
    fn change(&self, param: Param, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        let old = facts.parameters.standing(param, self.valid_from).map(|(_, value)| value);
        let new = param.shown(&self.value);
        if let Some(old) = old.filter(|old| *old != self.value) {
            let change = format!("{}: {} → {new}, 自 {} 起", param.label(), param.shown(old), self.valid_from);
            slips.push(if leaps(param, old, &self.value) {
                let text = format!("{change}; 变动超过一半, 请核对单位和位数, 确实如此的登记例外并写明依据");
                Slip::doubt("E-PM08", text).at("value")
            } else {
                Slip::warning("W-PM07", change).at("value")
            });
        }
        let from = Month::of(self.valid_from);
        if from < Month::of(facts.day) && old != Some(self.value.as_str()) {
            let until = facts.parameters.next_after(param, self.valid_from).map(Month::of);
            let past = past(param, facts, from, until, |standard| Some(standard) != fen(&self.value));
            slips.extend(past.map(|past| {
                let text = format!("自 {} 起生效, 早于本月; {past}; 确实如此的登记例外并写明理由", self.valid_from);
                Slip::doubt("E-PM09", text).at("valid_from")
            }));
        }
        slips
    }
}

fn fen(value: &str) -> Option<i64> {
    value.parse().ok()
}

/// Whether a value is less than half of the one before, or double and more: a slip of yuan for fen, of a digit.
fn leaps(param: Param, old: &str, new: &str) -> bool {
    let numbers =
        fen(old).zip(fen(new)).filter(|_| matches!(param.spec().holds, Holds::Fen | Holds::Bp | Holds::Whole));
    numbers.is_some_and(|(old, new)| new.saturating_mul(2) < old || new >= old.saturating_mul(2))
}

/// What stands computed with other values from a month on, to the month before `until`: `other` tells a value that a version keeps.
/// None where the versions keep theirs and none is another.
fn past(param: Param, facts: &Facts, from: Month, until: Option<Month>, other: impl Fn(i64) -> bool) -> Option<String> {
    if !keeps_its_value(param) {
        return Some("以前各月已按原来的值算出的, 不会重算".to_owned());
    }
    let within = |m: Month| until.is_none_or(|until| m < until);
    let versions = facts.computed(param, from).iter().filter(|(m, value, _)| within(*m) && other(value.as_fen()));
    let versions: Vec<_> = versions.collect();
    let count: i64 = versions.iter().map(|(_, _, count)| count).sum();
    let mut values: Vec<String> = versions.iter().map(|(_, value, _)| format!("{value}元")).collect();
    values.sort();
    values.dedup();
    let text = || format!("自 {from} 起已有 {count} 次核定按 {} 算出, 不会重算", values.join("、"));
    (count > 0).then(text)
}

/// Whether the versions of a case say which value they were computed with.
const fn keeps_its_value(param: Param) -> bool {
    matches!(param, Param::UrbanStandard | Param::RuralStandard)
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

    /// The value before it holds again from its day on, and what was computed with it stays as it is.
    fn check_void(values: &Values, facts: &Facts) -> Vec<Slip> {
        let (Some(param), Some(from)) = (Param::from_name(values.text("name")), values.date("valid_from")) else {
            return Vec::new();
        };
        let value = values.text("value");
        let before = from.pred_opt().and_then(|day| facts.parameters.standing(param, day)).map(|(_, old)| old);
        let to = before.map_or_else(|| "没有值".to_owned(), |old| param.shown(old));
        let change = format!("{}: {} → {to}, 自 {from} 起", param.label(), param.shown(value));
        let until = facts.parameters.next_after(param, from).map(Month::of);
        let month = Month::of(from);
        let used = month <= Month::of(facts.day) || keeps_its_value(param);
        let past = if used { past(param, facts, month, until, |standard| Some(standard) == fen(value)) } else { None };
        let leap = before.is_none_or(|old| leaps(param, value, old));
        let doubt = |why: String| vec![Slip::doubt("E-PM10", format!("{change}; {why}; 仍要作废的请写明理由"))];
        match past {
            Some(past) => doubt(past),
            None if before.is_none() => doubt("作废后没有值可用".to_owned()),
            None if leap => doubt("变动超过一半".to_owned()),
            None => vec![Slip::warning("W-PM07", change)],
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = Vec::new();
        match Param::from_name(&self.name) {
            // What an older program accepted stays on record.
            None if facts.this.is_some() => {
                slips.push(Slip::warning("W-PM05", "这个参数不再使用, 改它没有作用").at("name"))
            }
            None => slips.push(Slip::error("E-PM04", Param::unknown(&self.name)).at("name")),
            Some(param) => match param.value_fault(&self.value) {
                Some(text) => slips.push(Slip::error("E-PM02", text).at("value")),
                None if facts.this.is_none() => slips.extend(self.change(param, facts)),
                None => {}
            },
        }
        if self.basis.is_none() {
            slips.push(Slip::warning("W-PM03", "没有填依据文号, 列为待确认; 请补上文件名称和文号").at("basis"));
        }
        slips
    }
}
