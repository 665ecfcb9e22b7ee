//! 参数: dated values with the document they come from. Changing a standard is a new row (assistance 16, services 1.6). A value
//! is 待确认 until a document of the office stands behind it. Knows no other register.

use crate::domain::month::Month;
use crate::domain::param::{Holds, Param, Rate};
use crate::domain::param_key::Key;
use crate::domain::slip::Slip;
use crate::domain::text;
use crate::register::bureau::codes;
use crate::register::core::order::ahead;
use crate::register::{Dated, Facts, Field, Kind, ListColumn, Record, Register, Values};
use chrono::NaiveDate;

/// 参数.
pub static PARAMETER: Register = Register {
    fields: &[
        Field::new("name", "参数", Kind::Text(60)).must().hint("如 dibao.urban.month_fen, 也可填 城市低保月标准"),
        Field::new("first", "分项一", Kind::Text(20))
            .hint("分项定标准的才填, 如 特困照料护理 填 分散供养; 空着: 都适用"),
        Field::new("second", "分项二", Kind::Text(20)).hint("如 特困照料护理 填 半护理; 空着: 都适用"),
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
        ListColumn::new("first", "分项一", 8),
        ListColumn::new("second", "分项二", 8),
        ListColumn::new("basis", "依据", 20),
    ],
    natural_key: &["name"],
    parts: &["first", "second"],
    order: &["name", "valid_from"],
    filters: &["state"],
    frozen: &["name", "first", "second", "value", "valid_from"],
    dated: Some(Dated { start: "valid_from", within: &["name", "first", "second"], until: "valid_to" }),
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
    /// 分项, empty where it holds for all.
    pub keys: [String; 2],
    /// Its value.
    pub value: String,
    /// 生效日期.
    pub valid_from: NaiveDate,
    /// 依据文号.
    pub basis: Option<String>,
}

impl Parameter {
    /// What a new value changes, and what is doubtful about it.
    fn change(&self, rate: Rate<'_>, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        let param = rate.param;
        let old = facts.parameters.standing(rate, self.valid_from).map(|(_, value)| value);
        let new = param.shown(&self.value);
        if let Some(old) = old.filter(|old| *old != self.value) {
            let change = format!("{}: {} → {new}, 自 {} 起", called(rate, facts), param.shown(old), self.valid_from);
            slips.push(if leaps(param, old, &self.value) {
                let text = format!("{change}; 变动超过一半, 请核对单位和位数, 确实如此的登记例外并写明依据");
                Slip::doubt("E-PM08", text).at("value")
            } else {
                Slip::warning("W-PM07", change).at("value")
            });
        }
        let from = Month::of(self.valid_from);
        if from < Month::of(facts.day) && old != Some(self.value.as_str()) {
            let until = facts.parameters.next_after(rate, self.valid_from).map(Month::of);
            let past = past(param, facts, from, until, |standard| Some(standard) != fen(&self.value));
            slips.extend(past.map(|past| {
                let text = format!("自 {} 起生效, 早于本月; {past}; 确实如此的登记例外并写明理由", self.valid_from);
                Slip::doubt("E-PM09", text).at("valid_from")
            }));
        }
        let apart: Vec<String> =
            facts.parameters.more_specific(rate, self.valid_from).into_iter().map(|told| told.called).collect();
        if !apart.is_empty() {
            let text = format!("{} 另有标准, 不随这一行变; 要变的另行登记", apart.join("、"));
            slips.push(Slip::warning("W-PM14", text).at("value"));
        }
        slips
    }

    /// What is wrong with the keys.
    fn key_slips(&self, param: Param, facts: &Facts) -> Vec<Slip> {
        let places = ["first", "second"].into_iter().zip(&self.keys).enumerate();
        let filled = places.filter(|(_, (_, typed))| !typed.is_empty());
        let slip = |(at, (col, typed)): (usize, (&'static str, &String))| {
            let fault = match param.spec().keys.get(at) {
                Some(key) => key_fault(*key, typed, facts),
                None => Some(("E-PM11", not_kept_apart(param))),
            };
            fault.map(|(code, text)| Slip::error(code, format!("{}: {text}", param.label())).at(col))
        };
        filled.filter_map(slip).collect()
    }
}

/// What is wrong with one key, if anything.
fn key_fault(key: Key, typed: &str, facts: &Facts) -> Option<(&'static str, String)> {
    let offer = format!("{}应填 {}, 空着的都适用", key.label(), key.offer());
    match key.meant(typed) {
        None => Some(("E-PM12", format!("没有“{}”这一项; {offer}", text::safe(typed)))),
        Some(code) if key == Key::Town && facts.division(&code).is_none_or(|town| town.level != "township") => {
            Some(("E-PM13", format!("本区没有镇街 {code}; {offer}, 新设的镇街先登记区划")))
        }
        Some(_) => None,
    }
}

/// By what the values of a parameter are kept apart.
fn not_kept_apart(param: Param) -> String {
    let keys: Vec<&str> = param.spec().keys.iter().map(|key| key.label()).collect();
    match keys.as_slice() {
        [] => "这个参数不分项, 应空着".to_owned(),
        keys => format!("这个参数只按{}分项, 应空着", keys.join("、")),
    }
}

/// The name of a rate in Chinese.
fn called(rate: Rate<'_>, facts: &Facts) -> String {
    rate.called(|town| facts.division(town).map(|town| town.name.clone()))
}

/// The rate that a row is for, as far as it can be known.
fn rate_of(values: &Values) -> Option<Rate<'_>> {
    Param::from_name(values.text("name")).map(|param| param.by(values.text("first"), values.text("second")))
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
            keys: [values.text("first").to_owned(), values.text("second").to_owned()],
            value: values.need_text("value")?,
            valid_from: values.need_date("valid_from")?,
            basis: values.some_text("basis"),
        })
    }

    fn fill(values: &mut Values) {
        // What is meant may be typed whole: `tekun.care_fen/D/1`.
        let typed = values.text("name").to_owned();
        let (name, keys) = Param::split(&typed);
        let param = Param::meant(name);
        if let Some(param) = param {
            values.set("name", param.name());
            for (nth, (col, whole)) in ["first", "second"].into_iter().zip(keys).enumerate() {
                let typed = if whole.is_empty() { values.text(col) } else { whole };
                let meant = param.spec().keys.get(nth).and_then(|key| key.meant(typed));
                let key = meant.unwrap_or_else(|| typed.to_owned());
                values.set(col, Some(key).filter(|key| !key.is_empty()));
            }
            if values.get("unit").is_null() && !param.spec().unit.is_empty() {
                values.set("unit", param.spec().unit);
            }
        }
        values.set("state", state_of(param, values.has("basis")));
    }

    fn complete(values: &mut Values, facts: &Facts) {
        if values.get("note").is_null() {
            values.set("note", rate_of(values).map(|rate| called(rate, facts)));
        }
    }

    /// The value before it holds again from its day on, and what was computed with it stays as it is.
    fn check_void(values: &Values, facts: &Facts) -> Vec<Slip> {
        let (Some(rate), Some(from)) = (rate_of(values), values.date("valid_from")) else {
            return Vec::new();
        };
        let param = rate.param;
        let value = values.text("value");
        let before = from.pred_opt().and_then(|day| facts.parameters.standing(rate, day)).map(|(_, old)| old);
        let to = before.map_or_else(|| "没有值".to_owned(), |old| param.shown(old));
        let change = format!("{}: {} → {to}, 自 {from} 起", called(rate, facts), param.shown(value));
        let until = facts.parameters.next_after(rate, from).map(Month::of);
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
            Some(param) => {
                let [first, second] = &self.keys;
                slips.extend(self.key_slips(param, facts));
                match param.value_fault(&self.value) {
                    Some(text) => slips.push(Slip::error("E-PM02", text).at("value")),
                    None if facts.this.is_none() && slips.is_empty() => {
                        slips.extend(self.change(param.by(first, second), facts))
                    }
                    None => {}
                }
            }
        }
        if self.basis.is_none() {
            slips.push(Slip::warning("W-PM03", "没有填依据文号, 列为待确认; 请补上文件名称和文号").at("basis"));
        }
        slips
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::register::tests;
    use crate::register::{Ask, DivisionFact, Fact};

    #[test]
    fn a_town_is_one_of_the_office() {
        let mut facts = tests::facts();
        let town =
            |code: &str| DivisionFact { code: code.into(), name: "先锋街道".into(), level: "township".into() };
        for code in ["430406001000", "430406099000"] {
            let known = (code == "430406001000").then(|| town(code));
            facts.answers.push((Ask::Division(code.to_owned()), Fact::Division(known)));
        }
        for (typed, code, right) in [
            ("430406001000", None, ""),
            ("430406001", None, ""),
            ("430406099", Some("E-PM13"), "本区没有镇街 430406099000; 镇街应填 镇街的区划代码(9位或12位)"),
            ("430406001001", Some("E-PM12"), "没有“430406001001”这一项; 镇街应填 镇街的区划代码"),
            ("先锋街道", Some("E-PM12"), "镇街应填 镇街的区划代码"),
        ] {
            let fault = key_fault(Key::Town, typed, &facts);
            assert_eq!(fault.as_ref().map(|(code, _)| *code), code, "{typed}");
            assert!(fault.is_none_or(|(_, text)| text.contains(right)), "{typed}");
        }
    }

    #[test]
    fn what_does_not_follow_a_value_for_all_is_named() {
        let mut facts = tests::facts();
        let rows = [("disability.care.month_fen", "7000"), ("disability.care.month_fen/minor/1", "12000")];
        let since = tests::day("2020-01-01");
        facts.parameters = Parameters::from_rows(rows.map(|(id, v)| (id.to_owned(), since, v.to_owned())));
        let said = |first: &str| {
            let mut row = Values::new(&PARAMETER);
            for (col, text) in [("name", "disability.care.month_fen"), ("first", first), ("value", "7500")] {
                row.set(col, Some(text).filter(|text| !text.is_empty()));
            }
            row.set("valid_from", "2022-01-01");
            row.set("basis", "文");
            let slips = Parameter::read(&row).map(|p| p.check(&facts)).unwrap_or_default();
            slips.into_iter().map(|slip| slip.text).collect::<Vec<_>>().join("\n")
        };
        let all = said("");
        assert!(
            all.contains("重度残疾人护理补贴: 70.00元 → 75.00元")
                && all.contains("重度残疾人护理补贴 未成年 一级 另有标准"),
            "{all}"
        );
        assert_eq!(said("adult"), "重度残疾人护理补贴 成年: 70.00元 → 75.00元, 自 2022-01-01 起");
    }
}
