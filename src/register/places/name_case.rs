//! 地名命名、更名、销名案件 (services 5.2; 国务院令第753号, 民政部令第71号): who asks for what, the days of its steps, what was decided. What is
//! approved is done to the place names in the same act. Its rules stand in `name_case_rules`.

use crate::domain::slip::Slip;
use crate::register::core::order::{from, not_in_future};
use crate::register::places::codes::{self, action};
use crate::register::places::name_case_rules as rules;
use crate::register::places::place_name::{STREET, fill_name};
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Serial, Tie, Values, Write};
use chrono::Datelike;

const PAPERS: &str = "材料";

/// 命名更名销名.
pub static NAME_CASE: Register = Register {
    fields: &[
        Field::new("case_no", "案号", Kind::Text(16)).hint("空着自动编号: DM-年份-3位序号"),
        Field::new("action", "类型", Kind::Code(&codes::NAME_ACTION)).must(),
        Field::new("applicant", "申请单位", Kind::Text(60)).must(),
        Field::new("contact", "联系人", Kind::Text(30)),
        Field::new("phone", "联系电话", Kind::Phone),
        Field::new("old_name", "原名", Kind::Ref("place_name")).when("action", action::ENDING).hint("现用的标准名称"),
        Field::new("rename_reason", "更名原因", Kind::Code(&codes::RENAME_REASON)).when("action", &[action::RENAMING]),
        Field::new("cancel_reason", "销名原因", Kind::Code(&codes::CANCEL_REASON))
            .when("action", &[action::CANCELLING]),
        Field::new("gone_on", "消失、合并、变更日期", Kind::Date)
            .when("action", &[action::CANCELLING])
            .ordered(&[not_in_future()]),
        Field::new("kind8", "类别", Kind::Code(&codes::PLACE_KIND)).when("action", action::GIVING),
        Field::new("proposed_name", "拟用名称", Kind::Text(40))
            .when("action", action::GIVING)
            .hint("专名加通名, 如 雁栖路"),
        Field::new("specific", "专名", Kind::Text(30)).only_when("action", action::GIVING).hint("空着按拟用名称分开"),
        Field::new("generic", "通名", Kind::Text(10)).only_when("action", action::GIVING),
        Field::new("roman", "罗马字母拼写", Kind::Text(80)).only_when("action", action::GIVING).hint("空着自动拼写"),
        Field::new("cat_code", "类别代码", Kind::Code(&codes::PLACE_CATEGORY)).only_when("action", action::GIVING),
        Field::new("alternatives", "备选名称", Kind::Text(80)).only_when("action", action::GIVING),
        Field::new("division", "所属政区", Kind::Division)
            .when("action", action::GIVING)
            .hint("镇街或村居; 更名的空着同原名"),
        Field::new("location", "位置描述", Kind::Text(200)).only_when("action", action::GIVING),
        Field::new("from_pt", "起点", Kind::Text(60)).when("kind8", &[STREET]),
        Field::new("to_pt", "止点", Kind::Text(60)).when("kind8", &[STREET]),
        Field::new("length_m", "长度", Kind::Decimal(1))
            .above_zero()
            .at_most(2_000_000)
            .only_when("kind8", &[STREET])
            .hint("米"),
        Field::new("width_m", "红线宽度", Kind::Decimal(1))
            .above_zero()
            .at_most(10_000)
            .only_when("kind8", &[STREET])
            .hint("米"),
        Field::new("bearing", "走向", Kind::Code(&codes::BEARING)).only_when("kind8", &[STREET]),
        Field::new("open_m2", "空地面积", Kind::Decimal(1))
            .above_zero()
            .at_most(100_000_000)
            .only_when("action", action::GIVING)
            .hint("平方米"),
        Field::new("lon", "经度", Kind::Decimal(6)).only_when("action", action::GIVING).hint("度, 如 112.612345"),
        Field::new("lat", "纬度", Kind::Decimal(6)).only_when("action", action::GIVING).hint("度, 如 26.888000"),
        Field::new("reason", "理由", Kind::Text(400)),
        Field::new("meaning", "含义", Kind::Text(200)).only_when("action", action::GIVING).hint("不少于10个字"),
        Field::new("origin", "来历", Kind::Text(400)).only_when("action", action::GIVING),
        Field::new("doc_application", "申请书", Kind::Flag).or("0").beneath(PAPERS),
        Field::new("doc_plan", "方案", Kind::Flag).or("0").beneath(PAPERS),
        Field::new("doc_map", "位置图", Kind::Flag).or("0").beneath(PAPERS),
        Field::new("doc_assessment", "综合评估报告", Kind::Flag).or("0").beneath(PAPERS),
        Field::new("doc_experts", "专家论证报告", Kind::Flag).or("0").beneath(PAPERS),
        Field::new("doc_opinions", "征求意见报告", Kind::Flag).or("0").beneath(PAPERS),
        Field::new("received_on", "收件日期", Kind::Date).must().ordered(&[not_in_future()]),
        Field::new("corrected_on", "补正通知日期", Kind::Date)
            .hint("材料不齐的, 一次告知")
            .ordered(&[not_in_future(), from(&["received_on"])]),
        Field::new("accepted_on", "受理日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["corrected_on", "received_on"])]),
        Field::new("reviewed_on", "审核日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["accepted_on", "received_on"])]),
        Field::new("opinion_from", "征求意见开始", Kind::Date)
            .ordered(&[not_in_future(), from(&["accepted_on", "received_on"])]),
        Field::new("opinion_to", "征求意见结束", Kind::Date).ordered(&[from(&["opinion_from"])]),
        Field::new("experts_on", "专家论证日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["accepted_on", "received_on"])]),
        Field::new("approver", "应由谁批准", Kind::Text(60)).hint("空着按参数“地名由谁批准”"),
        Field::new("submitted_on", "报批日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["opinion_to", "accepted_on"])]),
        Field::new("decision", "决定", Kind::Code(&codes::NAME_DECISION)),
        Field::new("decided_on", "决定日期", Kind::Date).when("decision", &["1", "2"]).ordered(&[
            not_in_future(),
            from(&["submitted_on", "opinion_to", "accepted_on", "received_on"]),
            from(&["gone_on"]),
        ]),
        Field::new("approved_by", "批准机关", Kind::Text(60)).when("decision", &["1", "2"]).hint("空着同应由谁批准"),
        Field::new("decision_no", "批准文号", Kind::Text(60)).when("decision", &["1"]),
        Field::new("filed_on", "备案日期", Kind::Date)
            .only_when("decision", &["1"])
            .ordered(&[not_in_future(), from(&["decided_on"])]),
        Field::new("filing_no", "备案号", Kind::Text(40)).only_when("decision", &["1"]),
        Field::new("announced_on", "公告日期", Kind::Date)
            .only_when("decision", &["1"])
            .ordered(&[not_in_future(), from(&["decided_on"])]),
        Field::new("channels", "公告方式", Kind::Text(80)).only_when("decision", &["1"]).hint("政府网站、报纸 …"),
        Field::new("entered_on", "入库日期", Kind::Date)
            .only_when("decision", &["1"])
            .ordered(&[not_in_future(), from(&["decided_on"])]),
        Field::new("closed_on", "办结日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["entered_on", "announced_on", "filed_on", "decided_on"])]),
        Field::new("state", "状态", Kind::Code(&codes::NAME_STATE)).given().or("received"),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("case_no", "案号", 12),
        ListColumn::new("action", "类型", 8),
        ListColumn::new("proposed_name", "拟用名称", 16),
        ListColumn::new("old_name.std_name", "原名", 16),
        ListColumn::new("state", "状态", 8),
        ListColumn::new("received_on", "收件日期", 10),
        ListColumn::new("decided_on", "决定日期", 10),
        ListColumn::new("filed_on", "备案日期", 10),
        ListColumn::new("announced_on", "公告日期", 10),
        ListColumn::new("applicant", "申请单位", 20),
    ],
    natural_key: &["case_no"],
    order: &["received_on", "case_no"],
    latest_first: true,
    filters: &["action", "state", "kind8"],
    since: Some("received_on"),
    until: Some("closed_on"),
    tied: &[Tie { register: "name_opinion", on: &[("name_case", "key")] }],
    serial: Some(Serial { col: "case_no", prefix: number, width: 3 }),
    over: &[Over::Is("state", &["refused", "closed"])],
    ..Register::new("name_case", "地名案件", "件")
};

/// 征求意见: what a unit, or those who live there, answered. A child register of 地名案件.
pub static NAME_OPINION: Register = Register {
    fields: &[
        Field::new("name_case", "地名案件", Kind::Ref("name_case")).must(),
        Field::new("unit", "单位", Kind::Text(60)).must(),
        Field::new("given_on", "日期", Kind::Date).must().ordered(&[not_in_future()]),
        Field::new("opinion", "意见", Kind::Text(200)).must(),
    ],
    list: &[
        ListColumn::new("name_case.case_no", "案号", 12),
        ListColumn::new("unit", "单位", 20),
        ListColumn::new("given_on", "日期", 10),
        ListColumn::new("opinion", "意见", 30),
    ],
    parent: Some("name_case"),
    order: &["name_case", "given_on"],
    filters: &["name_case"],
    ..Register::new("name_opinion", "征求意见", "条")
};

/// `DM-2021-`.
fn number(case: &Values, _facts: &Facts) -> Option<String> {
    Some(format!("DM-{}-", case.date("received_on")?.year()))
}

/// The steps from the last one: its day, and the state it leads to.
const STEPS: [(&str, &str); 9] = [
    ("closed_on", "closed"),
    ("entered_on", "entered"),
    ("announced_on", "announced"),
    ("filed_on", "filed"),
    ("submitted_on", "submitted"),
    ("experts_on", "experts"),
    ("opinion_from", "opinions"),
    ("reviewed_on", "reviewed"),
    ("accepted_on", "accepted"),
];

/// A case as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct NameCase {
    /// The whole of it.
    pub row: Values,
}

impl NameCase {
    /// How far its papers are.
    pub fn state_of(case: &Values) -> &'static str {
        let decided = match (case.text("decision"), case.get("decided_on").is_null()) {
            ("1", false) => Some("approved"),
            ("2", false) => Some("refused"),
            _ => None,
        };
        let step = STEPS.iter().find(|(col, _)| case.has(col)).map(|(_, state)| *state);
        match step {
            Some("closed" | "entered" | "announced" | "filed") => step,
            _ => decided.or(step),
        }
        .unwrap_or("received")
    }
}

impl Record for NameCase {
    const REGISTER: &'static Register = &NAME_CASE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(NameCase { row: values.clone() })
    }

    fn fill(values: &mut Values) {
        if action::GIVING.contains(&values.text("action")) {
            fill_name(values, "proposed_name");
        }
        values.set("state", Self::state_of(values));
    }

    fn complete(values: &mut Values, facts: &Facts) {
        rules::complete(values, facts);
        Self::fill(values);
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        rules::check(&self.row, facts)
    }

    fn follows(&self, facts: &Facts) -> Vec<Write> {
        rules::follows(&self.row, facts)
    }
}
