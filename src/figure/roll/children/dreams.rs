//! T-CH6 福彩圆梦发放表 (services 3.12): the instalments paid in the month, each with the student's own account.

use crate::figure::When;
use crate::figure::column::{count, sum};
use crate::figure::roll::{Account, Against, Check, Entry, Roll, RollCell, counted, label};
use crate::figure::sets::DREAMS;
use crate::register::children::codes::STUDIES;

type RollColumn = crate::figure::roll::RollColumn<Dream>;

/// An instalment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dream {
    /// Where the student is at home.
    pub division: String,
    /// 姓名.
    pub name: String,
    /// 身份证号, unmasked.
    pub id_number: String,
    /// 学校.
    pub school: String,
    /// 学历层次 code.
    pub level: String,
    /// 学年: the year it begins in.
    pub school_year: i64,
    /// 第几期.
    pub instalment: i64,
    /// 金额, fen.
    pub amount_fen: i64,
    /// 发放日期.
    pub paid_on: String,
    /// The student's account of that day.
    pub account: Account,
}

impl Entry for Dream {
    fn division(&self) -> &str {
        &self.division
    }
}

/// Instalments and money are what the figures say.
fn checks(entries: &[&Dream], _: &[Dream]) -> Vec<Check> {
    let paid = DREAMS.all();
    let found = RollCell::count(entries.len());
    let money = RollCell::Money(entries.iter().map(|e| e.amount_fen).sum());
    let figure = Against::Figure;
    vec![
        Check { label: "人次合计", found, against: figure("本月助学人次", count(paid, When::Month)) },
        Check { label: "金额合计", found: money, against: figure("本月助学金额", sum(paid, When::Month)) },
    ]
}

/// T-CH6.
pub static ROLL: Roll<Dream> = Roll {
    unit: "人次",
    units: "人次、元",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["姓名"], |e| e.name.clone()).wrapping(),
        RollColumn::id(&["身份证号"], |e| &e.id_number),
        RollColumn::text(&["学校"], |e| e.school.clone()).wrapping(),
        RollColumn::text(&["学历层次"], |e| label(&STUDIES, &e.level)).centred(),
        RollColumn::text(&["学年"], |e| format!("{}-{}", e.school_year, e.school_year + 1)).centred(),
        RollColumn::text(&["第几期"], |e| e.instalment.to_string()).centred(),
        RollColumn::money(&["金额(元)"], |e| e.amount_fen),
        RollColumn::text(&["发放日期"], |e| e.paid_on.clone()).centred(),
        RollColumn::text(&["开户行"], |e| e.account.bank()).wrapping(),
        RollColumn::account(&["账号"], |e| &e.account.number),
    ],
    groups: &[],
    folded: false,
    tally: |entries| format!("{}人次", counted(entries.len())),
    checks,
    notes: &["按发放日期列入; 发给学生本人账户, 资金来自福利彩票公益金。"],
};
