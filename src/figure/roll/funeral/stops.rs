//! T-FN8 死亡停发清单 (services 4.9): what the dead drew whose deaths were reported in a month: what was stopped, or computed anew, by whomever,
//! how far it had been paid, and what is to be recovered.

use crate::figure::roll::{Entry, Roll, counted};

type RollColumn = crate::figure::roll::RollColumn<Stop>;

/// A benefit that a death stopped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stop {
    /// Where the dead lived.
    pub division: String,
    /// 姓名.
    pub name: String,
    /// 身份证号, unmasked.
    pub id_number: String,
    /// 死亡日期.
    pub died_on: String,
    /// 待遇.
    pub benefit: &'static str,
    /// 最后应发月.
    pub last_due: String,
    /// 已发至.
    pub paid_until: String,
    /// 多发月数.
    pub months: i64,
    /// 应追回, fen.
    pub over_fen: i64,
    /// 状态, in words.
    pub state: String,
}

impl Entry for Stop {
    fn division(&self) -> &str {
        &self.division
    }
}

/// T-FN8.
pub static STOPS: Roll<Stop> = Roll {
    unit: "项",
    units: "月、元",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["姓名"], |e| e.name.clone()).wrapping(),
        RollColumn::id(&["身份证号"], |e| &e.id_number),
        RollColumn::text(&["死亡日期"], |e| e.died_on.clone()).centred(),
        RollColumn::text(&["待遇"], |e| e.benefit.to_owned()).wrapping(),
        RollColumn::text(&["最后应发月"], |e| e.last_due.clone()).centred(),
        RollColumn::text(&["已发至"], |e| e.paid_until.clone()).centred(),
        RollColumn::count(&["多发月数"], |e| e.months),
        RollColumn::money(&["应追回(元)"], |e| e.over_fen),
        RollColumn::text(&["状态"], |e| e.state.clone()).wrapping(),
    ],
    groups: &[],
    folded: false,
    tally: |entries| format!("{}项", counted(entries.len())),
    checks: |_, _| Vec::new(),
    notes: &[
        "本月接报的死者去世时享受的各项待遇, 停发、重新核定不论由谁办理, 没有停发的注明理由; 家庭的待遇按去掉死者重新计算的差额追回。",
    ],
};
