//! 区划调整方案: what is to become of divisions, from the study to the report that it is done (services 5.5; 国务院令第704号, 民政部令第65号). The
//! units before and after, and which code becomes which, are its rows. Once it is approved the 变更 carries it out ([`super::remapping`]).

use crate::domain::decimal;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::register::core::order::{Order, ahead, from, not_in_future};
use crate::register::places::plan_codes as codes;
use crate::register::places::plan_rows::{LINE, UNIT};
use crate::register::{Deed, Does, Facts, Field, Kind, ListColumn, Over, Record, Register, Serial, Tie, Values};
use chrono::{Months, NaiveDate};

/// A paper of the plan: its day is not ahead, and not before the paper before it.
const fn paper(col: &'static str, label: &'static str, orders: &'static [Order]) -> Field {
    Field::new(col, label, Kind::Date).ordered(orders)
}

/// 区划调整方案.
pub static DIVISION_PLAN: Register = Register {
    fields: &[
        Field::new("plan_no", "方案编号", Kind::Text(24)).hint("空着自动编号: QH、区划6位、年份、2位序号"),
        Field::new("title", "方案名称", Kind::Text(60)).must(),
        Field::new("kind", "调整种类", Kind::Code(&codes::PLAN_KIND)).hint("上报以前填"),
        Field::new("object", "调整对象", Kind::Code(&codes::PLAN_OBJECT)).hint("按对象定审批机关"),
        Field::new("approver", "审批机关", Kind::Code(&codes::PLAN_APPROVER)).completed().hint("空着按调整对象"),
        Field::new("reason", "调整理由", Kind::Text(200)),
        paper("studied_on", "学习调研日期", &[not_in_future()]),
        paper("drafted_on", "起草日期", &[not_in_future(), from(&["studied_on"])]),
        paper("opinion_on", "征求意见日期", &[not_in_future(), from(&["drafted_on"])]),
        paper("experts_on", "专家论证日期", &[not_in_future(), from(&["drafted_on"])]),
        paper("risk_on", "风险评估日期", &[not_in_future(), from(&["drafted_on"])]),
        paper("meeting_on", "区政府审议日期", &[not_in_future(), from(&["risk_on", "experts_on", "drafted_on"])]),
        paper("submitted_on", "上报日期", &[not_in_future(), from(&["meeting_on"])]),
        paper("returned_on", "退回日期", &[not_in_future(), from(&["submitted_on"])]),
        paper("approved_on", "批准日期", &[not_in_future(), from(&["submitted_on"])]),
        Field::new("approved_no", "批准文号", Kind::Text(60)),
        Field::new("effective_on", "生效日期", Kind::Date)
            .hint("新区划自这天起")
            .ordered(&[from(&["approved_on"]), ahead(24)]),
        Field::new("extended", "经批准延期", Kind::Flag).or("0").hint("批准后没有按期实施的, 可延期一次"),
        Field::new("due_on", "实施期限", Kind::Date).given().ordered(&[from(&["approved_on"])]),
        Field::new("carried_on", "变更日期", Kind::Date).given().ordered(&[not_in_future(), from(&["effective_on"])]),
        paper("done_on", "完成报告日期", &[not_in_future(), from(&["carried_on"])]),
        Field::new("state", "状态", Kind::Code(&codes::PLAN_STATE)).given().or("study"),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("plan_no", "方案编号", 16),
        ListColumn::new("title", "方案名称", 30),
        ListColumn::new("kind", "种类", 12),
        ListColumn::new("state", "状态", 10),
        ListColumn::new("drafted_on", "起草", 10),
        ListColumn::new("approved_on", "批准", 10),
        ListColumn::new("effective_on", "生效", 10),
        ListColumn::new("due_on", "实施期限", 10),
        ListColumn::new("carried_on", "变更", 10),
        ListColumn::new("approved_no", "批准文号", 20),
    ],
    natural_key: &["plan_no"],
    order: &["plan_no"],
    latest_first: true,
    filters: &["state", "kind"],
    serial: Some(Serial { col: "plan_no", prefix: number, width: 2 }),
    tied: &[
        Tie { register: "plan_unit", on: &[("plan", "key")] },
        Tie { register: "plan_line", on: &[("plan", "key")] },
    ],
    over: &[Over::Is("state", &["done"])],
    deeds: &[Deed {
        label: "区划变更",
        does: Does::Remap,
        when: |plan| plan.has("approved_on") && !plan.has("carried_on"),
    }],
    with_rows: true,
    ..Register::new("division_plan", "区划调整方案", "件")
};

/// `QH-430406-2021-`, by the year in which it was drafted or is entered.
fn number(plan: &Values, facts: &Facts) -> Option<String> {
    let day = plan.date("drafted_on").unwrap_or(facts.day);
    crate::register::benefits::cases::parted_number("QH", day, facts)
}

/// Who approves what (国务院令第704号; villages: 村民委员会组织法). A district approves no division of its own.
const APPROVES: &[(&str, &str)] = &[
    ("county", "state"),
    ("county_line", "province"),
    ("town", "province"),
    ("street", "founder"),
    ("village", "county"),
];

/// Papers and the states in which a plan is with them, from the last to the first.
const PAPERS: &[(&[&str], &str)] = &[
    (&["done_on"], "done"),
    (&["carried_on"], "carried"),
    (&["approved_on"], "approved"),
    (&["returned_on"], "returned"),
    (&["submitted_on"], "submitted"),
    (&["meeting_on"], "district"),
    (&["risk_on", "experts_on"], "assess"),
    (&["opinion_on"], "opinion"),
    (&["drafted_on"], "draft"),
];

/// The days of the steps before an approval.
const STEPS: [&str; 7] =
    ["studied_on", "drafted_on", "opinion_on", "experts_on", "risk_on", "meeting_on", "submitted_on"];

/// A plan as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct DivisionPlan {
    /// 调整种类 code.
    pub kind: Option<String>,
    /// 调整对象 code.
    pub object: Option<String>,
    /// 审批机关 code.
    pub approver: Option<String>,
    /// None of the steps up to the report has a day.
    pub is_bare: bool,
    /// 上报日期.
    pub submitted_on: Option<NaiveDate>,
    /// 批准日期.
    pub approved_on: Option<NaiveDate>,
    /// 批准文号.
    pub approved_no: Option<String>,
    /// 生效日期.
    pub effective_on: Option<NaiveDate>,
    /// 实施期限.
    pub due_on: Option<NaiveDate>,
    /// 变更日期.
    pub carried_on: Option<NaiveDate>,
}

impl DivisionPlan {
    /// What has to be there before it goes up, and before it is approved.
    fn missing(&self) -> Option<Slip> {
        let needs = [
            (self.submitted_on, self.kind.is_none(), "kind", "上报的方案须填调整种类"),
            (self.submitted_on, self.object.is_none(), "object", "上报的方案须填调整对象"),
            (self.approved_on, self.approved_no.is_none(), "approved_no", "批准的方案须填批准文号"),
            (self.approved_on, self.effective_on.is_none(), "effective_on", "批准的方案须填生效日期"),
        ];
        let missing = needs.into_iter().find(|(when, is_missing, ..)| when.is_some() && *is_missing);
        missing.map(|(.., col, text)| Slip::error("E-RG06", text).at(col))
    }

    /// `E-DV05`: it is approved by whom the decree names.
    fn wrong_approver(&self) -> Option<Slip> {
        let object = self.object.as_deref()?;
        let right = APPROVES.iter().find(|(of, _)| *of == object)?.1;
        let text = || {
            let (object, right) = (codes::PLAN_OBJECT.label(object), codes::PLAN_APPROVER.label(right));
            format!("{}的调整由{}审批", object.unwrap_or_default(), right.unwrap_or_default())
        };
        let wrong = self.approver.as_deref().is_some_and(|approver| approver != right);
        wrong.then(|| Slip::error("E-DV05", text()).at("approver"))
    }

    /// `W-DV12`: what is approved has come its way (学习调研 to 上报), and says which divisions it is about.
    fn bare(&self, units: &[&Values]) -> Vec<Slip> {
        if self.approved_on.is_none() {
            return Vec::new();
        }
        let steps = self.is_bare.then(|| {
            Slip::warning("W-DV12", "批准以前的各步(起草、征求意见、论证评估、审议、上报)都没有日期, 请补填")
                .at("approved_on")
        });
        let units = units
            .is_empty()
            .then(|| Slip::warning("W-DV12", "批准的方案应填涉及单位, 没有的办不了变更").at("plan_unit"));
        steps.into_iter().chain(units).collect()
    }

    /// `W-DV09`: the time in which it is to be carried out is over.
    fn late(&self, day: NaiveDate) -> Option<Slip> {
        let due = self.due_on.filter(|due| self.carried_on.is_none() && *due < day)?;
        Some(Slip::warning("W-DV09", format!("方案应在 {due} 前实施, 已超过期限; 经批准可以延期")).at("due_on"))
    }
}

/// `E-DV07`: a new name changes no code.
pub fn renamed_by_lines(kind: Option<&str>, rows: &[Values]) -> Option<Slip> {
    let renames = kind == Some("6") && rows.iter().any(|row| row.register == &LINE);
    renames.then(|| Slip::error("E-DV07", "更名不改代码, 不填代码对应; 新名称写在调整后的单位里"))
}

/// `E-DV06`: what the units have together is the same before and after: area and people. Who has not filled all of them up to the report to
/// those above is not asked yet.
fn identities(units: &[&Values], is_up: bool) -> Vec<Slip> {
    let total = |side: &str, col: &str| -> Option<i64> {
        let mut of_side = units.iter().filter(|row| row.text("side") == side).peekable();
        of_side.peek()?;
        of_side.map(|row| row.int(col)).sum()
    };
    let mut slips = Vec::new();
    for (col, what) in [("area_km2", "面积"), ("population", "人口")] {
        let shown = |n: i64| {
            if col == "area_km2" { format!("{}平方公里", decimal::plain(n, 2)) } else { format!("{n}人") }
        };
        match (total("from", col), total("to", col)) {
            (Some(before), Some(after)) if before != after => {
                let text = format!("{what}合计调整前 {}, 调整后 {}, 应相等", shown(before), shown(after));
                slips.push(Slip::error("E-DV06", text));
            }
            (Some(_), Some(_)) => {}
            _ if is_up => slips.push(Slip::error("E-DV06", format!("上报的方案须填各单位调整前后的{what}"))),
            _ => {}
        }
    }
    slips
}

impl Record for DivisionPlan {
    const REGISTER: &'static Register = &DIVISION_PLAN;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(DivisionPlan {
            kind: values.some_text("kind"),
            object: values.some_text("object"),
            approver: values.some_text("approver"),
            is_bare: STEPS.iter().all(|col| values.get(col).is_null()),
            submitted_on: values.date("submitted_on"),
            approved_on: values.date("approved_on"),
            approved_no: values.some_text("approved_no"),
            effective_on: values.date("effective_on"),
            due_on: values.date("due_on"),
            carried_on: values.date("carried_on"),
        })
    }

    fn fill(values: &mut Values) {
        let is_there = |cols: &[&str]| cols.iter().any(|col| values.has(col));
        let state = PAPERS.iter().find(|(cols, _)| is_there(cols)).map_or("study", |(_, state)| *state);
        values.set("state", state);
        let approver = APPROVES.iter().find(|(object, _)| *object == values.text("object"));
        if let (true, Some((_, approver))) = (values.get("approver").is_null(), approver) {
            values.set("approver", *approver);
        }
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let months = |param: Param, day: NaiveDate| {
            facts.parameters.int(param, Month::of(day)).and_then(|n| u32::try_from(n).ok())
        };
        let due = values.date("approved_on").and_then(|approved| {
            let longer = if values.flag("extended") { months(Param::PlanExtend, approved)? } else { 0 };
            approved.checked_add_months(Months::new(months(Param::PlanCarry, approved)? + longer))
        });
        values.set("due_on", due);
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let units: Vec<&Values> = facts.children.iter().filter(|row| row.register == &UNIT).collect();
        let mut slips: Vec<Slip> =
            [self.missing(), self.wrong_approver(), self.late(facts.day)].into_iter().flatten().collect();
        slips.extend(self.bare(&units));
        slips.extend(identities(&units, self.submitted_on.is_some()));
        slips.extend(renamed_by_lines(self.kind.as_deref(), &facts.children));
        slips
    }
}
