//! T-BD1 界线界桩基本情况 (services 5.9): every line of the district with its markers, as they stood at the end of the month.

use crate::domain::decimal;
use crate::figure::When;
use crate::figure::column::count;
use crate::figure::roll::{Against, Check, Entry, Roll, RollCell, counted};
use crate::figure::sets::MARKERS;

type RollColumn = crate::figure::roll::RollColumn<Line>;

/// A line, as it stood on the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// 界线.
    pub name: String,
    /// The code of the side that lies in the district.
    pub side: String,
    /// 毗邻: what both sides are called.
    pub sides: [String; 2],
    /// 长度 in metres.
    pub length: i64,
    /// Markers; those that the latest patrol found whole, and others.
    pub markers: i64,
    /// 完好.
    pub whole: i64,
    /// 异常.
    pub odd: i64,
    /// 上次联检, 下次到期.
    pub joint: [String; 2],
    /// 责任方.
    pub lead: String,
}

impl Entry for Line {
    fn division(&self) -> &str {
        &self.side
    }
}

fn sum(entries: &[&Line], of: impl Fn(&Line) -> i64) -> i64 {
    entries.iter().map(|line| of(line)).sum()
}

/// Each marker stands on a line, and is whole or not.
fn checks(entries: &[&Line], _: &[Line]) -> Vec<Check> {
    let markers = sum(entries, |e| e.markers);
    vec![
        Check {
            label: "各界线界桩数",
            found: RollCell::Count(markers),
            against: Against::Figure("在册界桩", count(MARKERS.all(), When::End)),
        },
        Check {
            label: "完好+异常",
            found: RollCell::Count(sum(entries, |e| e.whole + e.odd)),
            against: Against::Own("界桩数", RollCell::Count(markers)),
        },
    ]
}

/// 界线界桩基本情况.
pub static LINES: Roll<Line> = Roll {
    unit: "条",
    units: "公里、个",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["界线"], |e| e.name.clone()).wrapping(),
        RollColumn::text(&["毗邻"], |e| e.sides.join("、")).wrapping(),
        RollColumn::text(&["长度(公里)"], |e| decimal::whole(e.length, 3)).numeral(),
        RollColumn::count(&["界桩数"], |e| e.markers),
        RollColumn::count(&["完好"], |e| e.whole),
        RollColumn::count(&["异常"], |e| e.odd),
        RollColumn::text(&["上次联检"], |e| e.joint[0].clone()).centred(),
        RollColumn::text(&["下次到期"], |e| e.joint[1].clone()).centred(),
        RollColumn::text(&["责任方"], |e| e.lead.clone()).wrapping(),
    ],
    groups: &[],
    folded: false,
    tally: |entries| format!("{}条 {}公里", counted(entries.len()), decimal::whole(sum(entries, |e| e.length), 3)),
    checks,
    notes: &["界桩状况按报告期末以前最近一次巡查, 没有巡查的为完好; 下次到期为上次联检年度加联检间隔, 到那一年年底。"],
};
