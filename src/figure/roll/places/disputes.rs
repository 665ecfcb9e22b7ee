//! T-BD3 争议台账 (services 5.8, 5.9): every dispute that was found by the end of the month.

use crate::figure::When;
use crate::figure::column::count;
use crate::figure::roll::{Against, Check, Entry, Roll, RollCell, counted, label};
use crate::figure::sets::MEDIATIONS;
use crate::register::places::codes::{DISPUTE_CAUSE, DISPUTE_KIND, DISPUTE_STATE, LINE_LEVEL};

type RollColumn = crate::figure::roll::RollColumn<Dispute>;

/// A dispute, as far as it had come by the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dispute {
    /// 发现日期.
    pub found_on: String,
    /// 地段, and the line where there is one.
    pub section: String,
    /// 性质 code.
    pub kind: String,
    /// 级别 code.
    pub level: String,
    /// 双方.
    pub parties: String,
    /// 起因 code.
    pub cause: String,
    /// 涉及人数.
    pub people: i64,
    /// 伤亡人数.
    pub casualties: i64,
    /// How often the sides had talked.
    pub talks: i64,
    /// The days of 达成协议, 上报裁决 and 结案, as far as they had come.
    pub days: [String; 3],
    /// 协议编号, where there is an agreement.
    pub agreement_no: String,
    /// 上报机关, where it was asked to decide.
    pub reported_to: String,
    /// 处理进度 code.
    pub state: &'static str,
}

impl Entry for Dispute {
    fn division(&self) -> &str {
        ""
    }
}

fn checks(entries: &[&Dispute], _: &[Dispute]) -> Vec<Check> {
    vec![Check {
        label: "协商调解次数",
        found: RollCell::Count(entries.iter().map(|e| e.talks).sum()),
        against: Against::Figure("登记的协商调解", count(MEDIATIONS.all(), When::End)),
    }]
}

/// 争议台账.
pub static LEDGER: Roll<Dispute> = Roll {
    unit: "起",
    units: "人、次",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["发现日期"], |e| e.found_on.clone()).centred(),
        RollColumn::text(&["地段"], |e| e.section.clone()).wrapping(),
        RollColumn::text(&["性质"], |e| label(&DISPUTE_KIND, &e.kind)).centred(),
        RollColumn::text(&["级别"], |e| label(&LINE_LEVEL, &e.level)).centred(),
        RollColumn::text(&["双方"], |e| e.parties.clone()).wrapping(),
        RollColumn::text(&["起因"], |e| label(&DISPUTE_CAUSE, &e.cause)).centred(),
        RollColumn::count(&["涉及人数"], |e| e.people),
        RollColumn::count(&["伤亡人数"], |e| e.casualties),
        RollColumn::count(&["协商次数"], |e| e.talks),
        RollColumn::text(&["达成协议", "日期"], |e| e.days[0].clone()).centred(),
        RollColumn::text(&["达成协议", "编号"], |e| e.agreement_no.clone()).wrapping(),
        RollColumn::text(&["上报裁决", "日期"], |e| e.days[1].clone()).centred(),
        RollColumn::text(&["上报裁决", "机关"], |e| e.reported_to.clone()).wrapping(),
        RollColumn::text(&["结案日期"], |e| e.days[2].clone()).centred(),
        RollColumn::text(&["处理进度"], |e| label(&DISPUTE_STATE, e.state)).centred(),
    ],
    groups: &[],
    folded: false,
    tally: |entries| {
        let open = entries.iter().filter(|e| e.days[2].is_empty()).count();
        format!("{}起 未结案{}起", counted(entries.len()), counted(open))
    },
    checks,
    notes: &["列报告期末以前发现的全部争议和纠纷, 按那时的进度; 违反已勘定界线的为界线纠纷。"],
};
