//! T-BD2 联检进度 (services 5.7, 5.9): the lines that are due by the end of the year or were begun in it, and special inspections, as far as
//! their papers had come by the end of the month.

use crate::domain::decimal;
use crate::figure::When;
use crate::figure::column::count;
use crate::figure::roll::{Against, Check, Entry, Roll, RollCell, counted, label};
use crate::figure::sets::JOINTS;
use crate::register::places::codes::{JOINT_KIND, JOINT_STATE};
use crate::register::places::joint_inspect::{REGULAR, STEPS};

type RollColumn = crate::figure::roll::RollColumn<Joint>;

/// A round, or a line for which none has begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joint {
    /// 界线.
    pub name: String,
    /// The code of the side that lies in the district.
    pub side: String,
    /// 类型 code.
    pub kind: String,
    /// 应检年度.
    pub due: String,
    /// 牵头方.
    pub lead: String,
    /// The days of its papers that had come by the day, in the order of [`STEPS`].
    pub days: [String; STEPS.len()],
    /// 实查 in metres; none before the inspection.
    pub length: Option<i64>,
    /// Markers: looked at, whole, repaired.
    pub markers: [i64; 3],
    /// 进度 code.
    pub state: &'static str,
}

impl Entry for Joint {
    fn division(&self) -> &str {
        &self.side
    }
}

impl Joint {
    fn day(&self, col: &str) -> String {
        let at = STEPS.iter().position(|(step, _)| *step == col);
        at.and_then(|at| self.days.get(at)).cloned().unwrap_or_default()
    }
    /// Whether it is a regular round whose report is handed in.
    fn is_reported(&self) -> bool {
        self.kind == REGULAR && !self.day("submitted_on").is_empty()
    }
}

/// What is reported counts, each round once.
fn checks(entries: &[&Joint], _: &[Joint]) -> Vec<Check> {
    vec![Check {
        label: "已上报的定期联检",
        found: RollCell::count(entries.iter().filter(|e| e.is_reported()).count()),
        against: Against::Figure("本年计为联检", count(JOINTS.all(), When::Year)),
    }]
}

/// 联检进度.
pub static PROGRESS: Roll<Joint> = Roll {
    unit: "件",
    units: "公里、个",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["界线"], |e| e.name.clone()).wrapping(),
        RollColumn::text(&["类型"], |e| label(&JOINT_KIND, &e.kind)).centred(),
        RollColumn::text(&["应检年度"], |e| e.due.clone()).centred(),
        RollColumn::text(&["牵头方"], |e| e.lead.clone()).wrapping(),
        RollColumn::text(&["方案备案"], |e| e.day("plan_filed_on")).centred(),
        RollColumn::text(&["会商"], |e| e.day("meeting_on")).centred(),
        RollColumn::text(&["实地检查", "开始"], |e| e.day("field_from")).centred(),
        RollColumn::text(&["实地检查", "结束"], |e| e.day("field_to")).centred(),
        RollColumn::text(&["实查公里"], |e| e.length.map_or_else(String::new, |m| decimal::whole(m, 3))).numeral(),
        RollColumn::count(&["界桩", "检查"], |e| e.markers[0]),
        RollColumn::count(&["界桩", "完好"], |e| e.markers[1]),
        RollColumn::count(&["界桩", "修复"], |e| e.markers[2]),
        RollColumn::text(&["报告上报"], |e| e.day("submitted_on")).centred(),
        RollColumn::text(&["进度"], |e| label(&JOINT_STATE, e.state)).centred(),
    ],
    groups: &[],
    folded: false,
    tally: |entries| {
        let reported = entries.iter().filter(|e| e.is_reported()).count();
        format!("{}件 已上报{}件", counted(entries.len()), counted(reported))
    },
    checks,
    notes: &["列本年年底以前到期的界线、本年开展的定期联检和专项检查, 按报告期末的进度; 到期没有开展的为未启动。"],
};
