//! T-FN6 惠民殡葬结算表 (services 4.8, 4.9): what was given free of charge in the month, to be settled with the funeral home.

use crate::figure::When;
use crate::figure::column::{count, sum};
use crate::figure::roll::{Against, Check, Entry, Roll, RollCell, counted, label};
use crate::figure::sets::FUNERAL_RELIEFS;
use crate::register::funeral::codes::RELIEF_TARGET;

type RollColumn = crate::figure::roll::RollColumn<Relieved>;

/// A relief.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relieved {
    /// 户籍区划 of the dead.
    pub division: String,
    /// 死者.
    pub name: String,
    /// 身份证号, unmasked.
    pub id_number: String,
    /// 对象类别 code.
    pub target: String,
    /// 火化日期.
    pub cremated_on: String,
    /// What is free of the five items, in fen, in the order of the paper.
    pub items: [i64; 5],
    /// 合计, fen: no more than the cap of a case.
    pub total_fen: i64,
    /// 经办人: who applied.
    pub applicant: String,
    /// 电话.
    pub phone: String,
}

impl Entry for Relieved {
    fn division(&self) -> &str {
        &self.division
    }
}

/// Cases and money are what the figures say; no case comes to more than its items.
fn checks(entries: &[&Relieved], _: &[Relieved]) -> Vec<Check> {
    let total = RollCell::Money(entries.iter().map(|e| e.total_fen).sum());
    let within = entries.iter().filter(|e| e.total_fen <= e.items.iter().sum()).count();
    let of_month = FUNERAL_RELIEFS.all();
    let figure = Against::Figure;
    vec![
        Check {
            label: "例数合计",
            found: RollCell::count(entries.len()),
            against: figure("本月减免", count(of_month, When::Month)),
        },
        Check {
            label: "金额合计", found: total, against: figure("本月减免金额", sum(of_month, When::Month))
        },
        Check {
            label: "合计不超过五项之和的",
            found: RollCell::count(within),
            against: Against::Own("例数", RollCell::count(entries.len())),
        },
    ]
}

/// T-FN6.
pub static ROLL: Roll<Relieved> = Roll {
    unit: "例",
    units: "例、元",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["死者"], |e| e.name.clone()).wrapping(),
        RollColumn::id(&["身份证号"], |e| &e.id_number),
        RollColumn::text(&["对象类别"], |e| label(&RELIEF_TARGET, &e.target)).centred(),
        RollColumn::text(&["火化日期"], |e| e.cremated_on.clone()).centred(),
        RollColumn::money(&["接运"], |e| e.items[0]),
        RollColumn::money(&["存放"], |e| e.items[1]),
        RollColumn::money(&["火化"], |e| e.items[2]),
        RollColumn::money(&["纸棺"], |e| e.items[3]),
        RollColumn::money(&["骨灰盒"], |e| e.items[4]),
        RollColumn::money(&["合计"], |e| e.total_fen),
        RollColumn::text(&["经办人"], |e| e.applicant.clone()).wrapping(),
        RollColumn::text(&["电话"], |e| e.phone.clone()),
    ],
    groups: &[],
    folded: false,
    tally: |entries| format!("{}例", counted(entries.len())),
    checks,
    notes: &["按减免日期列入; 每项不超过限额, 定有每例限额的合计不超过它, 超出的由家属自付。"],
};
