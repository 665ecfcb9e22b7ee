//! T-CH1 孤儿基本生活费发放花名册 and T-CH2 事实无人抚养儿童发放花名册 (services 3.12), and 发放汇总表 of each: the same batch lines.

use crate::figure::roll::paid::{Account, OfBatch, Printed, all_pay_the_batch, pays_the_batch};
use crate::figure::roll::{Against, Check, Entry, Group, Paid, Roll, RollCell, counted, label};
use crate::register::children::codes::{CARE, PARENT_STATE};
use crate::register::people::codes::RELATION;

type RollColumn = crate::figure::roll::RollColumn<Kept>;
type SumColumn = crate::figure::roll::RollColumn<Paid>;

/// A child of the batch, with what its file and its version say beside the lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The lines.
    pub paid: Paid,
    /// 与儿童关系 code of the guardian.
    pub relation: String,
    /// 父母情形 codes of father and mother at the month's end.
    pub parents: [String; 2],
    /// 月标准, fen.
    pub standard_fen: i64,
    /// 已享低保, 特困, 残补, fen.
    pub beside_fen: [i64; 3],
}

impl Entry for Kept {
    fn division(&self) -> &str {
        &self.paid.division
    }
}

impl OfBatch for Kept {
    fn printed(&self) -> &Printed {
        &self.paid.printed
    }
    fn account(&self) -> &Account {
        &self.paid.account
    }
    fn remark(&self) -> String {
        self.paid.remark()
    }
}

impl Kept {
    fn parent(&self, nth: usize) -> String {
        self.parents.get(nth).map_or_else(String::new, |code| label(&PARENT_STATE, code))
    }
}

/// What the standard leaves beside what is drawn already is what is due.
fn left(entries: &[&Kept]) -> Check {
    let due = |e: &&Kept| (e.standard_fen - e.beside_fen.iter().sum::<i64>()).max(0);
    Check {
        label: "补差额合计",
        found: RollCell::Money(entries.iter().map(|e| e.paid.normal_fen).sum()),
        against: Against::Own("标准减已享合计", RollCell::Money(entries.iter().map(due).sum())),
    }
}

/// Each orphan is due the standard.
fn whole(entries: &[&Kept]) -> Check {
    Check {
        label: "本月应发合计",
        found: RollCell::Money(entries.iter().map(|e| e.paid.normal_fen).sum()),
        against: Against::Own("月标准合计", RollCell::Money(entries.iter().map(|e| e.standard_fen).sum())),
    }
}

/// T-CH1: 小计 of each 镇街.
pub static ORPHANS: Roll<Kept> = Roll {
    unit: "人",
    units: "人、元",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::town(),
        RollColumn::village(),
        RollColumn::name(&["儿童姓名"]),
        RollColumn::sex(),
        RollColumn::id_number(),
        RollColumn::text(&["养育方式"], |e| label(&CARE, &e.paid.class)).centred(),
        RollColumn::money(&["月标准(元)"], |e| e.standard_fen),
        RollColumn::money(&["本月应发(元)"], |e| e.paid.normal_fen),
        RollColumn::money(&["补发(元)"], |e| e.paid.arrears_fen).if_any(),
        RollColumn::money(&["扣回(元)"], |e| e.paid.offset_fen).if_any(),
        RollColumn::money(&["实发(元)"], |e| e.paid.total_fen()),
        RollColumn::text(&["监护人"], |e| e.paid.printed.carer.clone()).wrapping(),
        RollColumn::text(&["与儿童关系"], |e| label(&RELATION, &e.relation)).centred(),
        RollColumn::account_number(),
        RollColumn::remark(),
    ],
    groups: &[Group::Town],
    folded: false,
    tally: |entries| format!("{}人", counted(entries.len())),
    checks: |entries, read| vec![whole(entries), pays_the_batch(read.iter().map(|e| e.paid.total_fen()).sum())],
    notes: &["集中养育的拨入机构账户; 发放失败的也在册, 见备注。"],
};

/// T-CH2: 小计 of each 镇街.
pub static DEFACTO: Roll<Kept> = Roll {
    unit: "人",
    units: "人、元",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::town(),
        RollColumn::village(),
        RollColumn::name(&["儿童姓名"]),
        RollColumn::sex(),
        RollColumn::id_number(),
        RollColumn::text(&["养育方式"], |e| label(&CARE, &e.paid.class)).centred(),
        RollColumn::text(&["父亲情形"], |e| e.parent(0)).centred(),
        RollColumn::text(&["母亲情形"], |e| e.parent(1)).centred(),
        RollColumn::money(&["月标准(元)"], |e| e.standard_fen),
        RollColumn::money(&["已享低保(元)"], |e| e.beside_fen[0]),
        RollColumn::money(&["已享特困(元)"], |e| e.beside_fen[1]).if_any(),
        RollColumn::money(&["已享残补(元)"], |e| e.beside_fen[2]).if_any(),
        RollColumn::money(&["补差额(元)"], |e| e.paid.normal_fen),
        RollColumn::money(&["补发(元)"], |e| e.paid.arrears_fen).if_any(),
        RollColumn::money(&["扣回(元)"], |e| e.paid.offset_fen).if_any(),
        RollColumn::money(&["实发(元)"], |e| e.paid.total_fen()),
        RollColumn::text(&["监护人"], |e| e.paid.printed.carer.clone()).wrapping(),
        RollColumn::text(&["与儿童关系"], |e| label(&RELATION, &e.relation)).centred(),
        RollColumn::account_number(),
        RollColumn::remark(),
    ],
    groups: &[Group::Town],
    folded: false,
    tally: |entries| format!("{}人", counted(entries.len())),
    checks: |entries, read| vec![left(entries), pays_the_batch(read.iter().map(|e| e.paid.total_fen()).sum())],
    notes: &["补差额=标准-已享低保份额-特困供养金-困难残疾人生活补贴, 护理补贴不减; 发放失败的也在册, 见备注。"],
};

/// 发放汇总表: a line for each 镇街.
pub static SUMMARY: Roll<Paid> = Roll {
    unit: "",
    units: "人、元",
    holds: |_| true,
    columns: &[
        SumColumn::town(),
        SumColumn::count(&["人数"], |e| e.cases),
        SumColumn::count(&["集中养育"], |e| e.at("1")),
        SumColumn::count(&["散居等"], |e| e.cases - e.at("1")),
        SumColumn::money(&["本月应发(元)"], |e| e.normal_fen),
        SumColumn::money(&["补发(元)"], |e| e.arrears_fen),
        SumColumn::money(&["扣回(元)"], |e| e.offset_fen),
        SumColumn::money(&["实发(元)"], Paid::total_fen),
        SumColumn::mean(&["人均(元)"], |e| e.normal_fen, |e| e.cases),
    ],
    groups: &[Group::Town],
    folded: true,
    tally: |_| String::new(),
    checks: |_, read| vec![all_pay_the_batch(read)],
    notes: &["实发=本月应发+补发-扣回; 人均=本月应发/人数。"],
};
