//! T-PN1 地名命名更名销名审批台账 (services 5.9): the cases that were under way or decided in the year, as they stood at the end of the month.

use crate::figure::When;
use crate::figure::column::count;
use crate::figure::roll::{Against, Check, Entry, Roll, RollCell, counted, label};
use crate::figure::sets::names::{BY_CASE, CANCELLED, NAMED, RENAMED};
use crate::figure::{Is, Records};
use crate::register::places::codes::{self, action};

type RollColumn = crate::figure::roll::RollColumn<NameCaseLine>;

/// A case, as far as it had come by the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameCaseLine {
    /// 镇街 or 村居 code of the place.
    pub division: String,
    /// 案号.
    pub case_no: String,
    /// 类型 code.
    pub action: String,
    /// 拟用名称, 原名.
    pub names: [String; 2],
    /// 类别 code.
    pub kind: String,
    /// 位置.
    pub location: String,
    /// 申请单位.
    pub applicant: String,
    /// 批准机关, 文号.
    pub approved: [String; 2],
    /// 受理, 批准, 备案, 公告.
    pub days: [String; 4],
    /// 状态 code.
    pub state: String,
    /// Approved in the year.
    pub counts: bool,
}

impl Entry for NameCaseLine {
    fn division(&self) -> &str {
        &self.division
    }
}

/// Each approval of the year has done to the place names what it is for.
fn checks(entries: &[&NameCaseLine], _: &[NameCaseLine]) -> Vec<Check> {
    let check = |label, of: &str, what, set: &'static Records, only: &'static [Is]| Check {
        label,
        found: RollCell::count(entries.iter().filter(|e| e.counts && e.action == of).count()),
        against: Against::Figure(what, count(set.only(only), When::Year)),
    };
    vec![
        check("表内本年批准的命名", action::NAMING, "本年命名的地名", &NAMED, BY_CASE),
        check("表内本年批准的更名", action::RENAMING, "本年更名的地名", &RENAMED, &[]),
        check("表内本年批准的销名", action::CANCELLING, "本年销名的地名", &CANCELLED, &[]),
    ]
}

/// 审批台账.
pub static LEDGER: Roll<NameCaseLine> = Roll {
    unit: "件",
    units: "件",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["案号"], |e| e.case_no.clone()),
        RollColumn::text(&["类型"], |e| label(&codes::NAME_ACTION, &e.action)).centred(),
        RollColumn::text(&["拟用名称"], |e| e.names[0].clone()).wrapping(),
        RollColumn::text(&["原名"], |e| e.names[1].clone()).wrapping(),
        RollColumn::text(&["类别"], |e| label(&codes::PLACE_KIND, &e.kind)).wrapping(),
        RollColumn::text(&["位置"], |e| e.location.clone()).wrapping(),
        RollColumn::text(&["申请单位"], |e| e.applicant.clone()).wrapping(),
        RollColumn::text(&["受理"], |e| e.days[0].clone()).centred(),
        RollColumn::text(&["批准机关"], |e| e.approved[0].clone()).wrapping(),
        RollColumn::text(&["文号"], |e| e.approved[1].clone()).wrapping(),
        RollColumn::text(&["批准日期"], |e| e.days[1].clone()).centred(),
        RollColumn::text(&["备案日期"], |e| e.days[2].clone()).centred(),
        RollColumn::text(&["公告日期"], |e| e.days[3].clone()).centred(),
        RollColumn::text(&["状态"], |e| label(&codes::NAME_STATE, &e.state)).centred(),
    ],
    groups: &[],
    folded: false,
    tally: |entries| format!("{}件", counted(entries.len())),
    checks,
    notes: &["列本年收件、在办和决定的案件, 按报告期末的进度。"],
};
