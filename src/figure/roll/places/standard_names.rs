//! T-PN2 标准地名录 (services 5.9): the names that stand on the month's last day, by what they name.

use crate::figure::When;
use crate::figure::column::count;
use crate::figure::roll::{Against, Check, Entry, Roll, RollCell, counted, label};
use crate::figure::sets::names::STANDING;
use crate::register::places::codes;

type RollColumn = crate::figure::roll::RollColumn<StandardName>;

/// A standard name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StandardName {
    /// 镇街 or 村居 code.
    pub division: String,
    /// What that is called.
    pub place: String,
    /// 标准名称.
    pub name: String,
    /// 罗马字母拼写.
    pub roman: String,
    /// 类别 code.
    pub kind: String,
    /// 位置.
    pub location: String,
    /// 起, 止.
    pub ends: [String; 2],
    /// 长度.
    pub length: String,
    /// 批准日期.
    pub approved_on: String,
}

impl Entry for StandardName {
    fn division(&self) -> &str {
        &self.division
    }
}

fn from_to(name: &StandardName) -> String {
    let [from, to] = &name.ends;
    if from.is_empty() && to.is_empty() { String::new() } else { format!("{from}至{to}") }
}

fn checks(entries: &[&StandardName], _: &[StandardName]) -> Vec<Check> {
    let against = Against::Figure("月末标准地名", count(STANDING.all(), When::End));
    vec![Check { label: "表内条数", found: RollCell::count(entries.len()), against }]
}

/// 标准地名录.
pub static NAMES: Roll<StandardName> = Roll {
    unit: "条",
    units: "条、米",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["标准名称"], |e| e.name.clone()).wrapping(),
        RollColumn::text(&["罗马字母"], |e| e.roman.clone()).wrapping(),
        RollColumn::text(&["类别"], |e| label(&codes::PLACE_KIND, &e.kind)).wrapping(),
        RollColumn::text(&["所属政区"], |e| e.place.clone()).wrapping(),
        RollColumn::text(&["位置"], |e| e.location.clone()).wrapping(),
        RollColumn::text(&["起止"], from_to).wrapping(),
        RollColumn::text(&["长度"], |e| e.length.clone()).numeral(),
        RollColumn::text(&["批准日期"], |e| e.approved_on.clone()).centred(),
    ],
    groups: &[],
    folded: false,
    tally: |entries| format!("{}条", counted(entries.len())),
    checks,
    notes: &["列报告期末的标准地名; 拟用、非标准的和历史地名、已销名的不列。"],
};
