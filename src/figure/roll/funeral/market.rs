//! T-FN4 市场检查收缴统计 (services 4.5, 4.9): the checks of the month and what they took, kilograms and pieces each by themselves.

use crate::figure::When;
use crate::figure::column::{count, sum};
use crate::figure::roll::{Against, Check, Entry, Roll, RollCell, counted};
use crate::figure::sets::{GOODS, MARKET_CHECKS, PAPER, SEIZED};

type RollColumn = crate::figure::roll::RollColumn<Look>;

/// A check, as its goods stood at the end of the month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// 村居 code.
    pub division: String,
    /// 检查日期.
    pub day: String,
    /// The market, and the merchant or the place.
    pub whom: String,
    /// 参与部门.
    pub departments: String,
    /// 烧纸, in tenths of a kilogram.
    pub kilos: i64,
    /// 祭祀用品, in pieces.
    pub pieces: i64,
    /// 处理方式, in words.
    pub handled: String,
    /// 清单编号; empty where nothing was taken.
    pub receipt_no: String,
}

impl Entry for Look {
    fn division(&self) -> &str {
        &self.division
    }
}

fn took(entry: &&&Look) -> bool {
    entry.kilos + entry.pieces > 0
}

/// Checks and goods are what the figures say; whatever took something has a list.
fn checks(entries: &[&Look], _: &[Look]) -> Vec<Check> {
    let total = |of: fn(&Look) -> i64| entries.iter().map(|e| of(e)).sum::<i64>();
    let takes = RollCell::count(entries.iter().filter(took).count());
    let listed = entries.iter().filter(took).filter(|e| !e.receipt_no.is_empty()).count();
    let figure = |label, set| Against::Figure(label, sum(set, When::Month));
    vec![
        Check {
            label: "检查次数合计",
            found: RollCell::count(entries.len()),
            against: Against::Figure("本月检查", count(MARKET_CHECKS.all(), When::Month)),
        },
        Check {
            label: "烧纸合计(公斤)",
            found: RollCell::Tenths(total(|e| e.kilos)),
            against: figure("本月收缴烧纸", SEIZED.only(PAPER)),
        },
        Check {
            label: "祭祀用品合计(件)",
            found: RollCell::Tenths(total(|e| e.pieces * 10)),
            against: figure("本月收缴祭祀用品", SEIZED.only(GOODS)),
        },
        Check {
            label: "有清单编号的收缴", found: RollCell::count(listed), against: Against::Own("收缴次数", takes)
        },
    ]
}

/// T-FN4.
pub static LEDGER: Roll<Look> = Roll {
    unit: "次",
    units: "公斤、件",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["日期"], |e| e.day.clone()).centred(),
        RollColumn::text(&["市场、商户"], |e| e.whom.clone()).wrapping(),
        RollColumn::text(&["参与部门"], |e| e.departments.clone()).wrapping(),
        RollColumn::tenths(&["烧纸(公斤)"], |e| e.kilos),
        RollColumn::count(&["祭祀用品(件)"], |e| e.pieces),
        RollColumn::text(&["处理方式"], |e| e.handled.clone()).wrapping(),
        RollColumn::text(&["清单编号"], |e| e.receipt_no.clone()).wrapping(),
    ],
    groups: &[],
    folded: false,
    tally: |entries| {
        let takes = entries.iter().filter(took).count();
        format!("{}次 收缴{}次", counted(entries.len()), counted(takes))
    },
    checks,
    notes: &["烧纸按公斤, 其他祭祀用品按件, 分别合计, 不相加; 处理方式按报告期末, 没有收缴的为检查结果。"],
};
