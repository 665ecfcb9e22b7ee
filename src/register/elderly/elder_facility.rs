//! 养老设施 in towns and villages (services 2.11): centres, canteens, 互助式养老院, the 指挥中心; how far its building is, and where it was moved.

use crate::domain::money::MOST_FEN;
use crate::domain::slip::Slip;
use crate::register::core::order::{ahead, from, not_in_future};
use crate::register::core::slips::current;
use crate::register::elderly::codes;
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Tie, Values};

/// 养老设施.
pub static ELDER_FACILITY: Register = Register {
    fields: &[
        Field::new("name", "名称", Kind::Text(60)).called().must(),
        Field::new("kind", "类型", Kind::Code(&codes::FACILITY)).must(),
        Field::new("division", "所在区划", Kind::Division).must().hint("村(居); 全区用的可填镇(街)"),
        Field::new("address", "地址", Kind::Text(100)).address().hint("迁过的为现址"),
        Field::new("beds", "床位", Kind::Int(0, 9_999)),
        Field::new("area", "建筑面积", Kind::Int(1, 999_999)).hint("平方米"),
        Field::new("investment", "投资", Kind::Money).at_most(MOST_FEN).hint("元"),
        Field::new("project_state", "建设进度", Kind::Code(&codes::PROJECT_STATE)).must(),
        Field::new("decided_on", "选址日期", Kind::Date).ordered(&[not_in_future()]),
        Field::new("started_on", "开工日期", Kind::Date).ordered(&[not_in_future(), from(&["decided_on"])]),
        Field::new("done_on", "竣工日期", Kind::Date).ordered(&[not_in_future(), from(&["started_on", "decided_on"])]),
        Field::new("opened_on", "投用日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["done_on", "started_on", "decided_on"])]),
        Field::new("planned_on", "计划竣工", Kind::Date).ordered(&[ahead(60), from(&["started_on", "decided_on"])]),
        Field::new("closed_on", "停用日期", Kind::Date)
            .when("project_state", &["6"])
            .ordered(&[not_in_future(), from(&["opened_on", "done_on"])]),
        Field::new("operator", "运营单位", Kind::Text(50)),
        Field::new("served_month", "月服务人次", Kind::Int(0, 999_999)),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("name", "名称", 24),
        ListColumn::new("kind", "类型", 14),
        ListColumn::new("project_state", "进度", 4),
        ListColumn::new("division", "所在区划", 14),
        ListColumn::new("beds", "床位", 4),
        ListColumn::new("started_on", "开工日期", 10),
        ListColumn::new("done_on", "竣工日期", 10),
        ListColumn::new("operator", "运营单位", 20),
    ],
    natural_key: &["name"],
    order: &["division", "name"],
    filters: &["division", "kind", "project_state"],
    since: Some("decided_on"),
    until: Some("closed_on"),
    tied: &[Tie { register: "facility_move", on: &[("elder_facility", "key")] }],
    over: &[Over::Is("project_state", &["6"])],
    ..Register::new("elder_facility", "养老设施", "处")
};

/// 搬迁: where a facility was moved from and to. A child register of 养老设施.
pub static FACILITY_MOVE: Register = Register {
    fields: &[
        Field::new("elder_facility", "养老设施", Kind::Ref("elder_facility")).must(),
        Field::new("moved_on", "搬迁日期", Kind::Date).must().ordered(&[not_in_future()]),
        Field::new("from_place", "原址", Kind::Text(100)).must(),
        Field::new("to_place", "新址", Kind::Text(100)).must(),
        Field::new("reason", "原因", Kind::Text(100)),
    ],
    list: &[
        ListColumn::new("elder_facility.name", "养老设施", 24),
        ListColumn::new("moved_on", "搬迁日期", 10),
        ListColumn::new("from_place", "原址", 20),
        ListColumn::new("to_place", "新址", 20),
    ],
    parent: Some("elder_facility"),
    order: &["elder_facility", "moved_on"],
    filters: &["elder_facility"],
    frozen: &["elder_facility"],
    ..Register::new("facility_move", "搬迁", "次")
};

/// A facility as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct ElderFacility {
    /// As entered.
    row: Values,
}

/// What has to stand there from a state on: its code, the date, what is said.
const STEPS: [(&str, &str, &str); 3] = [
    ("3", "started_on", "在建以后须填开工日期"),
    ("4", "done_on", "竣工以后须填竣工日期"),
    ("5", "opened_on", "投用的须填投用日期"),
];

impl Record for ElderFacility {
    const REGISTER: &'static Register = &ELDER_FACILITY;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(ElderFacility { row: values.clone() })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let (state, division) = (self.row.text("project_state"), self.row.text("division"));
        let mut slips: Vec<Slip> = current(facts, division, "division").into_iter().collect();
        for (from, col, text) in STEPS {
            let (reached, filled) = (state >= from, self.row.has(col));
            if reached && !filled {
                slips.push(Slip::doubt("E-EF-001", format!("{text}; 无从查考的登记例外")).at(col));
            } else if filled && !reached && !state.is_empty() {
                let label = codes::PROJECT_STATE.label(state).unwrap_or_default();
                let text = format!("填了{}的, 建设进度不应还是{label}", self.row.register.label_of(col));
                slips.push(Slip::error("E-EF-002", text).at("project_state"));
            }
        }
        slips
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Entry, tests};

    #[test]
    fn the_dates_are_those_of_the_state() {
        type Pairs = &'static [(&'static str, &'static str)];
        let cases: [(&str, Pairs, &[&str]); 6] = [
            ("1", &[], &[]),
            ("3", &[("started_on", "2021-10-08")], &[]),
            ("3", &[], &["E-EF-001"]),
            ("2", &[("started_on", "2021-10-08")], &["E-EF-002"]),
            ("3", &[("started_on", "2021-10-08"), ("done_on", "2021-12-08")], &["E-EF-002"]),
            ("4", &[("started_on", "2021-10-08"), ("done_on", "2021-10-01")], &["E-RG05"]),
        ];
        for (state, pairs, codes) in cases {
            let mut row = Values::new(&ELDER_FACILITY);
            row.set("division", "430406001001");
            row.set("project_state", state);
            pairs.iter().for_each(|(col, text)| row.set(col, *text));
            let said = (Entry::of::<ElderFacility>().check)(&row, &tests::facts());
            assert_eq!(said.iter().map(|s| s.code).collect::<Vec<_>>(), codes, "{state} {pairs:?}");
        }
    }
}
