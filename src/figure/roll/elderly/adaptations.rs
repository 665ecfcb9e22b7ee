//! 适老化改造进度表 (services 2.14 T-EL5): the households of a year's plan as they stood at the end of the month.

use crate::figure::When;
use crate::figure::column::count;
use crate::figure::roll::{Against, Check, Entry, Group, Roll, RollCell, counted, label};
use crate::figure::sets::ADAPTED;
use crate::register::elderly::codes;
use std::collections::BTreeSet;

type RollColumn = crate::figure::roll::RollColumn<Adaptation>;

/// A home, as far as it had come by the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adaptation {
    /// 村居 code of the home.
    pub division: String,
    /// 户主.
    pub name: String,
    /// What makes it one household with another: the same number.
    pub household: i64,
    /// 困难类型 code.
    pub poverty: String,
    /// 改造项目数.
    pub items: i64,
    /// 预算, fen.
    pub budget_fen: i64,
    /// 实际造价, fen, once it is done.
    pub cost_fen: i64,
    /// 开工, 完工, 验收.
    pub days: [Option<String>; 3],
    /// Accepted in the year.
    pub counts: bool,
    /// 状态 code.
    pub state: String,
}

impl Entry for Adaptation {
    fn division(&self) -> &str {
        &self.division
    }
}

fn day(adaptation: &Adaptation, nth: usize) -> String {
    adaptation.days.get(nth).cloned().flatten().unwrap_or_default()
}

/// Those accepted are the figure's: a household once.
fn checks(entries: &[&Adaptation], _: &[Adaptation]) -> Vec<Check> {
    let done: BTreeSet<i64> = entries.iter().filter(|e| e.counts).map(|e| e.household).collect();
    let against = Against::Figure("完成数", count(ADAPTED.all(), When::Year));
    vec![Check { label: "表内本年验收户数", found: RollCell::count(done.len()), against }]
}

/// 小计 of each 镇街.
pub static PROGRESS: Roll<Adaptation> = Roll {
    unit: "户",
    units: "户、项、元",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::town(),
        RollColumn::text(&["户主"], |e| e.name.clone()).wrapping(),
        RollColumn::text(&["困难类型"], |e| label(&codes::POVERTY, &e.poverty)).centred(),
        RollColumn::count(&["改造项目数"], |e| e.items),
        RollColumn::money(&["预算(元)"], |e| e.budget_fen),
        RollColumn::money(&["实际(元)"], |e| e.cost_fen),
        RollColumn::text(&["开工"], |e| day(e, 0)),
        RollColumn::text(&["完工"], |e| day(e, 1)),
        RollColumn::text(&["验收"], |e| day(e, 2)),
        RollColumn::text(&["状态"], |e| label(&codes::ADAPT_STATE, &e.state)).centred(),
    ],
    groups: &[Group::Town],
    folded: false,
    tally: |entries| format!("{}户", counted(entries.len())),
    checks,
    notes: &[
        "列本年度任务的户和本年验收的户, 按报告期末的进度; 一户只计一次, 完成数为本年1月至报告期验收的户; 退出的不列预算, 名额另用。预算自评估、项目自确定、造价自完工起列出。",
    ],
};
