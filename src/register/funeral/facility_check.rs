//! 设施排查: who looked at which place, what was found and what came of it (services 4.3). Its state follows from what was found and from the
//! days of its steps. Where something was found it is a case (查处).

use crate::domain::slip::Slip;
use crate::register::core::order::{from, from_of, not_in_future, until_of};
use crate::register::core::slips::village;
use crate::register::core::steps::{self, Step};
use crate::register::funeral::codes;
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Values};

const FOUND: &str = "发现问题(有的填 1)";

const fn fault(col: &'static str, label: &'static str) -> Field {
    Field::new(col, label, Kind::Flag).or("0").beneath(FOUND)
}

/// What may be found.
const FAULTS: [&str; 9] = [
    "occupies_land",
    "is_unapproved",
    "exceeds_area",
    "exceeds_size",
    "is_hardened",
    "is_for_living",
    "sells_illegally",
    "has_price_fault",
    "stores_at_temple",
];

/// 设施排查.
pub static FACILITY_CHECK: Register = Register {
    fields: &[
        Field::new("facility_campaign", "专项摸排", Kind::Ref("facility_campaign")).hint("名称; 日常检查空着"),
        Field::new("burial_facility", "安葬(放)设施", Kind::Ref("burial_facility")).hint("名称; 没有登记的写在下一项"),
        Field::new("place", "地点", Kind::Text(100)).hint("没有登记的设施、散葬点写明地点"),
        Field::new("division", "所在区划", Kind::Division).must().completed().hint("空着按设施"),
        Field::new("checked_on", "排查日期", Kind::Date)
            .ordered(&[
                not_in_future(),
                from_of("facility_campaign", &["from_on"]),
                until_of("facility_campaign", &["to_on"]),
            ])
            .hint("还没有查的空着"),
        Field::new("departments", "参加部门", Kind::Text(100)).hint("民政、自然资源、林业、市监、街道; 用、隔开"),
        fault(FAULTS[0], "违规占地"),
        fault(FAULTS[1], "未批先建"),
        fault(FAULTS[2], "超面积"),
        fault(FAULTS[3], "超标准"),
        fault(FAULTS[4], "硬化大墓"),
        fault(FAULTS[5], "活人墓"),
        fault(FAULTS[6], "违规销售"),
        fault(FAULTS[7], "价格"),
        fault(FAULTS[8], "宗教场所违规存放"),
        Field::new("filed_on", "立案日期", Kind::Date)
            .when("found", &["1"])
            .ordered(&[not_in_future(), from(&["checked_on"])]),
        Field::new("handling", "处理", Kind::Code(&codes::HANDLING)).only_when("found", &["1"]),
        Field::new("fine", "罚款", Kind::Money).at_most(100_000_000).when("handling", &["4"]),
        Field::new("deadline", "整改期限", Kind::Date).when("handling", &["1", "2"]).ordered(&[from(&["filed_on"])]),
        Field::new("rechecked_on", "复查日期", Kind::Date)
            .only_when("found", &["1"])
            .ordered(&[not_in_future(), from(&["filed_on"])]),
        Field::new("closed_on", "结案日期", Kind::Date)
            .only_when("found", &["1"])
            .ordered(&[not_in_future(), from(&["rechecked_on", "filed_on"])]),
        Field::new("found", "发现问题", Kind::Flag).given().or("0"),
        Field::new("state", "状态", Kind::Code(&codes::CHECK_STATE)).given().or("due"),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("checked_on", "排查日期", 10),
        ListColumn::new("burial_facility.name", "设施", 24),
        ListColumn::new("place", "地点", 20),
        ListColumn::new("state", "状态", 10),
        ListColumn::new("division", "所在区划", 14),
        ListColumn::new("handling", "处理", 8),
        ListColumn::new("deadline", "整改期限", 10),
        ListColumn::new("closed_on", "结案日期", 10),
        ListColumn::new("fine", "罚款", 10),
        ListColumn::new("departments", "参加部门", 20),
        ListColumn::new("facility_campaign.name", "专项摸排", 30),
    ],
    order: &["checked_on", "division"],
    latest_first: true,
    filters: &["state", "facility_campaign", "burial_facility"],
    over: &[Over::Is("state", &["clear", "closed"])],
    ..Register::new("facility_check", "设施排查", "次")
};

/// The steps from the last one.
const STEPS: [Step; 5] = [
    ("closed_on", "closed", &["handling"]),
    ("rechecked_on", "rechecked", &["handling"]),
    ("handling", "mending", &["filed_on"]),
    ("filed_on", "filed", &["checked_on"]),
    ("checked_on", "clear", &["departments"]),
];
/// 处理 that wants a second look: 责令整改, 拆除.
const MENDED: [&str; 2] = ["1", "2"];

/// A check as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct FacilityCheck {
    /// The whole of it.
    pub row: Values,
}

impl Record for FacilityCheck {
    const REGISTER: &'static Register = &FACILITY_CHECK;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(FacilityCheck { row: values.clone() })
    }

    fn fill(values: &mut Values) {
        let found = FAULTS.into_iter().any(|col| values.flag(col));
        values.set("found", i64::from(found));
        values.set("state", steps::reached(values, &STEPS).unwrap_or("due"));
    }

    fn complete(values: &mut Values, facts: &Facts) {
        if values.get("division").is_null() {
            let facility = values.int("burial_facility").and_then(|key| facts.row("burial_facility", key));
            values.set("division", facility.and_then(|row| row.some_text("division")));
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let lacking = steps::lacking("E-FC01", &self.row, steps::asked(&STEPS));
        let rest = [self.nowhere(), self.unseen(), self.unproved(), self.overdue(facts)];
        let village = self.row.some_text("division").and_then(|code| village(facts, &code, "division", false));
        lacking.chain(rest.into_iter().flatten()).chain(village).collect()
    }
}

impl FacilityCheck {
    fn is_there(&self, col: &str) -> bool {
        self.row.has(col)
    }

    /// `E-FC02`.
    fn nowhere(&self) -> Option<Slip> {
        let nowhere = ["burial_facility", "place"].into_iter().all(|col| !self.is_there(col));
        nowhere.then(|| Slip::error("E-FC02", "须填安葬(放)设施; 没有登记的写明地点").at("burial_facility"))
    }

    /// `E-FC03`: nothing is found before somebody looks.
    fn unseen(&self) -> Option<Slip> {
        let unseen = self.row.flag("found") && !self.is_there("checked_on");
        unseen.then(|| Slip::error("E-FC03", "发现问题的须填排查日期").at("checked_on"))
    }

    /// `E-FC04`: what is to be mended is looked at again before it is closed.
    fn unproved(&self) -> Option<Slip> {
        let mended = MENDED.contains(&self.row.text("handling"));
        let unproved = mended && self.is_there("closed_on") && !self.is_there("rechecked_on");
        unproved.then(|| Slip::error("E-FC04", "责令整改、拆除的, 结案前须填复查日期").at("rechecked_on"))
    }

    /// `W-FC05`.
    fn overdue(&self, facts: &Facts) -> Option<Slip> {
        let late = (facts.day - self.row.date("deadline")?).num_days();
        let open = late > 0 && !self.is_there("rechecked_on") && !self.is_there("closed_on");
        open.then(|| Slip::warning("W-FC05", format!("整改逾期{late}天没有复查")).at("deadline"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::funeral::burial_facility::BURIAL_FACILITY;
    use crate::register::funeral::facility_campaign::FACILITY_CAMPAIGN;
    use crate::register::tests::{self, enter};
    use crate::register::{Ask, Draft, Fact};

    const DUE: &[(&str, &str)] = &[];
    const CLEAR: &[(&str, &str)] = &[("checked_on", "2021-04-06"), ("departments", "民政、林业")];
    const FOUND: &[(&str, &str)] = &[("is_hardened", "1"), ("filed_on", "2021-04-07")];
    const MENDING: &[(&str, &str)] = &[("handling", "1"), ("deadline", "2021-12-31")];
    const RECHECKED: &[(&str, &str)] = &[("rechecked_on", "2021-05-10")];
    const CLOSED: &[(&str, &str)] = &[("closed_on", "2021-05-11")];
    const STEPS: [&[(&str, &str)]; 6] = [DUE, CLEAR, FOUND, MENDING, RECHECKED, CLOSED];

    fn judged(many: usize, other: &[(&'static str, &str)]) -> (Values, Vec<&'static str>) {
        let mut facts = tests::facts();
        let mut facility = Values::new(&BURIAL_FACILITY);
        facility.set("division", "430406001001");
        let mut campaign = Values::new(&FACILITY_CAMPAIGN);
        campaign.set("from_on", "2021-03-15");
        campaign.set("to_on", "2021-06-30");
        facts.answers.push((Ask::Row("burial_facility", 3), Fact::Row(Some(facility))));
        facts.answers.push((Ask::Row("facility_campaign", 2), Fact::Row(Some(campaign))));
        let draft = Draft::new(&FACILITY_CHECK).with_ref("burial_facility", 3).with_ref("facility_campaign", 2);
        let typed = STEPS[..=many].iter().copied().flatten().chain(other);
        let (values, slips) = enter(&typed.fold(draft, |draft, (col, text)| draft.with(col, *text)), facts);
        (values, slips.iter().map(|slip| slip.code).collect())
    }

    #[test]
    fn the_state_follows_from_what_was_found_and_done() {
        for (many, state, found) in
            [(0, "due", 0), (1, "clear", 0), (2, "filed", 1), (3, "mending", 1), (4, "rechecked", 1), (5, "closed", 1)]
        {
            let (values, slips) = judged(many, &[]);
            assert_eq!((values.text("state"), values.int("found"), slips), (state, Some(found), vec![]), "{many}");
            assert_eq!(values.text("division"), "430406001001");
        }
    }

    #[test]
    fn each_rule() {
        for (many, other, codes) in [
            (1, &[("departments", "")][..], &["E-FC01"][..]),
            (2, &[("filed_on", "")], &["E-RG06"]),
            (1, &[("burial_facility", ""), ("division", "430406001001")], &["E-FC02"]),
            (1, &[("burial_facility", ""), ("division", "430406001001"), ("place", "后山")], &[]),
            (0, &[("is_for_living", "1"), ("filed_on", "2021-04-07")], &["E-FC01", "E-FC03"]),
            (3, &[("handling", "4")], &["E-RG06"]),
            (3, &[("handling", "4"), ("fine", "2000")], &[]),
            (3, &[("deadline", "")], &["E-RG06"]),
            (3, &[("deadline", "2021-12-30")], &["W-FC05"]),
            (4, &[("deadline", "2021-05-01")], &[]),
            (5, &[("rechecked_on", "")], &["E-FC04"]),
            (5, &[("rechecked_on", ""), ("handling", "3")], &[]),
            (1, &[("checked_on", "2021-03-14")], &["E-RG05"]),
            (1, &[("checked_on", "2021-07-01")], &["E-RG05"]),
            (5, &[("closed_on", "2021-05-09")], &["E-RG05"]),
        ] {
            assert_eq!(judged(many, other).1, codes, "{many} {other:?}");
        }
    }
}
