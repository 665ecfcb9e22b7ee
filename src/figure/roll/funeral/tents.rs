//! T-FN3 灵棚举报处理台账 (services 4.4, 4.9): the reports that came in the month, and those under way in it, as they stood at its end.

use crate::figure::When;
use crate::figure::column::count;
use crate::figure::roll::{Against, Check, Entry, Roll, RollCell, counted};
use crate::figure::sets::TENTS;

type RollColumn = crate::figure::roll::RollColumn<Tent>;

/// A report, as far as it had come by the month's end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tent {
    /// Where it is.
    pub division: String,
    /// 编号.
    pub number: String,
    /// 受理时间, 到场时间: day and time.
    pub received: String,
    /// See [`Tent::received`]; empty where nobody had come.
    pub arrived: String,
    /// 渠道, 处置单位, 处置结果 in words.
    pub channel: &'static str,
    /// See [`Tent::channel`].
    pub unit: &'static str,
    /// See [`Tent::channel`].
    pub action: &'static str,
    /// 地点.
    pub address: String,
    /// 反馈, 办结日期.
    pub days: [Option<String>; 2],
    /// It came in the month and counts.
    pub counts: bool,
}

impl Entry for Tent {
    fn division(&self) -> &str {
        &self.division
    }
}

impl Tent {
    fn day(&self, nth: usize) -> String {
        self.days.get(nth).cloned().flatten().unwrap_or_default()
    }
}

/// Those of the month are as many as the figure says.
fn checks(entries: &[&Tent], _: &[Tent]) -> Vec<Check> {
    let counts = entries.iter().filter(|entry| entry.counts).count();
    vec![Check {
        label: "表内本月受理计件",
        found: RollCell::count(counts),
        against: Against::Figure("私搭灵棚举报", count(TENTS.all(), When::Month)),
    }]
}

/// 台账.
pub static LEDGER: Roll<Tent> = Roll {
    unit: "起",
    units: "起",
    holds: |_| true,
    columns: &[
        RollColumn::text(&["编号"], |e| e.number.clone()),
        RollColumn::text(&["受理时间"], |e| e.received.clone()).centred(),
        RollColumn::text(&["渠道"], |e| e.channel.to_owned()),
        RollColumn::text(&["地点"], |e| e.address.clone()).wrapping(),
        RollColumn::text(&["处置单位"], |e| e.unit.to_owned()),
        RollColumn::text(&["到场时间"], |e| e.arrived.clone()).centred(),
        RollColumn::text(&["处置结果"], |e| e.action.to_owned()),
        RollColumn::text(&["反馈"], |e| e.day(0)).centred(),
        RollColumn::text(&["办结日期"], |e| e.day(1)).centred(),
    ],
    groups: &[],
    folded: false,
    tally: |entries| {
        let closed = entries.iter().filter(|e| e.days[1].is_some()).count();
        format!("{}起 办结{}起", counted(entries.len()), counted(closed))
    },
    checks,
    notes: &[
        "列本月受理的和以前受理、本月仍在办或者办结的举报, 按报告期末的进度; 重复举报随原件处置, 不另列, 不计件。",
    ],
};
