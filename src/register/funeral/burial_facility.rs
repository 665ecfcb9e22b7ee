//! 安葬(放)设施: cemeteries, halls and walls for ashes, funeral parlours: who approved them, how large they are, how full (services 4.3).

use crate::domain::decimal;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::register::core::order::{from, not_in_future};
use crate::register::core::slips::village;
use crate::register::funeral::codes;
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Values};

const GRAVES: &str = "墓穴、格位";
const SIZES: &str = "最大占地(平方米)";

const fn places(col: &'static str, label: &'static str) -> Field {
    Field::new(col, label, Kind::Int(0, 999_999)).beneath(GRAVES)
}

const fn size(col: &'static str, label: &'static str) -> Field {
    Field::new(col, label, Kind::Decimal(2)).at_most(100_000).beneath(SIZES)
}

/// 安葬(放)设施.
pub static BURIAL_FACILITY: Register = Register {
    fields: &[
        Field::new("name", "名称", Kind::Text(60)).called().must(),
        Field::new("kind", "类型", Kind::Code(&codes::BURIAL_KIND)).must(),
        Field::new("division", "所在区划", Kind::Division).must().hint("村(居)代码或名称"),
        Field::new("address", "地址", Kind::Text(100)).address(),
        Field::new("owner", "主办单位", Kind::Text(60)).must(),
        Field::new("approval_no", "批准文号", Kind::Text(40)),
        Field::new("approved_by", "批准机关", Kind::Text(60)),
        Field::new("approved_on", "批准日期", Kind::Date).ordered(&[not_in_future()]),
        Field::new("area", "占地面积", Kind::Decimal(2)).at_most(10_000_000).hint("亩, 两位小数"),
        places("grave_total", "墓穴总数"),
        places("grave_used", "已用墓穴"),
        places("niche_total", "格位总数"),
        places("niche_used", "已用格位"),
        size("ash_grave", "骨灰墓"),
        size("single_grave", "遗体单人墓"),
        size("double_grave", "遗体双人墓"),
        Field::new("has_price_notice", "价格公示", Kind::Flag).or("0"),
        Field::new("opened_on", "启用日期", Kind::Date)
            .hint("自这一天起计数; 审批中、在建的空着")
            .ordered(&[not_in_future(), from(&["approved_on"]).doubt()]),
        Field::new("state", "状态", Kind::Code(&codes::BURIAL_STATE)).must().or("3"),
        Field::new("closed_on", "关闭日期", Kind::Date)
            .when("state", &["5"])
            .ordered(&[not_in_future(), from(&["opened_on", "approved_on"])]),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("name", "名称", 24),
        ListColumn::new("kind", "类型", 14),
        ListColumn::new("state", "状态", 4),
        ListColumn::new("division", "所在区划", 14),
        ListColumn::new("grave_total", "墓穴", 6),
        ListColumn::new("grave_used", "已用墓穴", 8),
        ListColumn::new("niche_total", "格位", 6),
        ListColumn::new("niche_used", "已用格位", 8),
        ListColumn::new("has_price_notice", "公示", 4),
        ListColumn::new("area", "占地(亩)", 8),
        ListColumn::new("owner", "主办单位", 20),
    ],
    natural_key: &["name"],
    order: &["division", "name"],
    filters: &["division", "kind", "state"],
    since: Some("opened_on"),
    until: Some("closed_on"),
    over: &[Over::Is("state", &["5"])],
    ..Register::new("burial_facility", "安葬(放)设施", "处")
};

/// Used and total.
const CAPACITIES: [(&str, &str); 2] = [("grave_used", "grave_total"), ("niche_used", "niche_total")];
/// The sizes, each with its limit.
const LIMITS: [(&str, Param); 3] =
    [("ash_grave", Param::AshGrave), ("single_grave", Param::SingleGrave), ("double_grave", Param::DoubleGrave)];
/// What an approval leaves.
const APPROVAL: [&str; 3] = ["approval_no", "approved_by", "approved_on"];
/// 审批.
const APPLYING: &str = "1";
/// What is not in use yet: 审批, 在建.
const TO_COME: [&str; 2] = [APPLYING, "2"];

/// A facility as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct BurialFacility {
    /// The whole of it.
    pub row: Values,
}

impl Record for BurialFacility {
    const REGISTER: &'static Register = &BURIAL_FACILITY;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(BurialFacility { row: values.clone() })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let village = self.row.some_text("division").and_then(|code| village(facts, &code, "division", false));
        village
            .into_iter()
            .chain(self.overfull())
            .chain(self.unapproved())
            .chain(self.undated())
            .chain(self.oversize(facts))
            .collect()
    }
}

impl BurialFacility {
    /// `E-BF01`.
    fn overfull(&self) -> impl Iterator<Item = Slip> {
        CAPACITIES.into_iter().filter_map(|(used, total)| {
            let (many, most) = (self.row.int(used)?, self.row.int(total).unwrap_or(0));
            let [used_label, total_label] = [used, total].map(|col| self.row.register.label_of(col));
            let text = || format!("{used_label} {many} 个多于{total_label} {most} 个, 请核对");
            (many > most).then(|| Slip::error("E-BF01", text()).at(used))
        })
    }

    /// `E-BF02`: what was built without an approval is registered as an exception, so that it can be checked.
    fn unapproved(&self) -> Option<Slip> {
        let lacks = APPROVAL.into_iter().find(|col| self.row.get(col).is_null())?;
        let label = self.row.register.label_of(lacks);
        let text = || format!("不在审批中的须填{label}; 未批先建的登记例外, 并列入排查");
        (self.row.text("state") != APPLYING).then(|| Slip::doubt("E-BF02", text()).at(lacks))
    }

    /// `E-BF04`: what is in use, or was, counts from a day on.
    fn undated(&self) -> Option<Slip> {
        let in_use = !TO_COME.contains(&self.row.text("state"));
        let text = || {
            let state = self.row.shown("state");
            format!("{state}的须填启用日期, 自那天起才计数; 不知道哪天的, 填最早知道它在用的那天")
        };
        (in_use && self.row.get("opened_on").is_null()).then(|| Slip::error("E-BF04", text()).at("opened_on"))
    }

    /// `W-BF03`: larger than the rule of the day allows.
    fn oversize(&self, facts: &Facts) -> impl Iterator<Item = Slip> {
        LIMITS.into_iter().filter_map(|(col, limit)| {
            let size = self.row.int(col)?;
            let most = facts.parameters.int(limit, Month::of(facts.day))?;
            let [size_said, most_said] = [size, most].map(|parts| decimal::plain(parts, 2));
            let label = self.row.register.label_of(col);
            let text = || format!("{label}占地 {size_said} 平方米, 超过标准 {most_said} 平方米, 应列入排查");
            (size > most).then(|| Slip::warning("W-BF03", text()).at(col))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::register::Draft;
    use crate::register::tests::{self, day, enter};

    #[test]
    fn each_rule() {
        const OPEN: &[(&str, &str)] =
            &[("approval_no", "雁民〔2016〕8号"), ("approved_by", "区民政局"), ("approved_on", "2016-05-10")];
        for (approval, other, codes) in [
            (OPEN, &[][..], &[][..]),
            (OPEN, &[("grave_total", "800"), ("grave_used", "800")], &[]),
            (OPEN, &[("grave_total", "800"), ("grave_used", "801")], &["E-BF01"]),
            (OPEN, &[("niche_used", "1")], &["E-BF01"]),
            (&[], &[], &["E-BF02"]),
            (&[], &[("state", "1")], &[]),
            (OPEN, &[("approved_by", "")], &["E-BF02"]),
            (OPEN, &[("ash_grave", "1.00"), ("single_grave", "4"), ("double_grave", "6")], &[]),
            (OPEN, &[("ash_grave", "1.01")], &["W-BF03"]),
            (OPEN, &[("single_grave", "4.5"), ("double_grave", "6.5")], &["W-BF03", "W-BF03"]),
            (OPEN, &[("opened_on", "")], &["E-BF04"]),
            (OPEN, &[("opened_on", ""), ("state", "2")], &[]),
            (OPEN, &[("opened_on", "2016-05-09")], &["E-RG05"]),
            (OPEN, &[("state", "5")], &["E-RG06"]),
            (OPEN, &[("state", "5"), ("closed_on", "2016-05-09")], &["E-RG05"]),
            (OPEN, &[("division", "430406001000")], &["E-DV01"]),
        ] {
            let mut facts = tests::facts();
            let limits = [("grave.ash_m2", "100"), ("grave.single_m2", "400"), ("grave.double_m2", "600")];
            let rows = limits.map(|(name, value)| (name.to_owned(), day("2019-01-01"), value.to_owned()));
            facts.parameters = Parameters::from_rows(rows);
            let typed = [("name", "某村公墓"), ("kind", "2"), ("division", "430406001001"), ("owner", "某村委会")];
            let typed = typed.iter().chain(&[("opened_on", "2016-09-01")]).chain(approval).chain(other);
            let draft = typed.fold(Draft::new(&BURIAL_FACILITY), |draft, (col, text)| draft.with(col, *text));
            let slips = enter(&draft, facts).1;
            assert_eq!(slips.iter().map(|slip| slip.code).collect::<Vec<_>>(), codes, "{other:?}");
        }
    }

    #[test]
    fn what_is_too_large_says_by_how_much() {
        let mut facts = tests::facts();
        let limit = ("grave.ash_m2".to_owned(), day("2019-01-01"), "100".to_owned());
        facts.parameters = Parameters::from_rows([limit]);
        let mut row = Values::new(&BURIAL_FACILITY);
        row.set("ash_grave", 125);
        let facility = BurialFacility { row };
        let said: Vec<String> = facility.oversize(&facts).map(|slip| slip.text).collect();
        assert_eq!(said, ["骨灰墓占地 1.25 平方米, 超过标准 1 平方米, 应列入排查"]);
    }
}
