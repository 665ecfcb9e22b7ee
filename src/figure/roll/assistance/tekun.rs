//! 特困人员 (assistance 3.6): 供养金发放花名册 of those at home, 集中供养资金拨付表 by institution, 发放汇总表, all of the same batch
//! lines.

use crate::figure::roll::paid::{all_pay_the_batch, in_classes};
use crate::figure::roll::{Check, Group, Paid, Roll, counted, label};
use crate::register::assistance::codes;
use crate::register::benefits::codes::URBAN_RURAL_CASE;

type RollColumn = crate::figure::roll::RollColumn<Paid>;

/// Those at home and those in institutions together are what the batch pays.
fn both_pay_the_batch(read: &[Paid]) -> Check {
    Check { label: "分散与集中实发合计", ..all_pay_the_batch(read) }
}

/// 人数 is the sum of the three levels.
fn levels(entries: &[&Paid]) -> Check {
    in_classes(entries, &["1", "2", "3"], "三档人数之和")
}

/// 发放花名册(分散): 小计 of each 镇街.
pub static ROLL: Roll<Paid> = Roll {
    unit: "人",
    units: "人、元",
    holds: |e| e.institution.is_none(),
    columns: &[
        RollColumn::number(),
        RollColumn::town(),
        RollColumn::village(),
        RollColumn::name(&["姓名"]),
        RollColumn::sex(),
        RollColumn::id_number(),
        RollColumn::text(&["类别"], |e| label(&URBAN_RURAL_CASE, &e.printed.kind)).centred(),
        RollColumn::text(&["自理能力"], |e| label(&codes::CARE_LEVEL, &e.class)).centred(),
        RollColumn::money(&["基本生活费(元)"], |e| e.normal_fen),
        RollColumn::money(&["照料护理费(元)"], |e| e.care_fen),
        RollColumn::money(&["补发/抵扣(元)"], |e| e.adjust_fen()).if_any(),
        RollColumn::money(&["合计(元)"], |e| e.total_fen()),
        RollColumn::bank(),
        RollColumn::account_number(),
        RollColumn::text(&["照料服务人"], |e| e.printed.carer.clone()).wrapping(),
        RollColumn::remark(),
    ],
    groups: &[Group::Town],
    folded: false,
    tally: |entries| format!("{}人", counted(entries.len())),
    checks: |entries, read| vec![levels(entries), both_pay_the_batch(read)],
    notes: &["集中供养人员的资金拨给供养机构, 见集中供养资金拨付表; 发放失败的也在册, 见备注。"],
};

/// 集中供养资金拨付表: a line for each institution.
pub static INSTITUTIONS: Roll<Paid> = Roll {
    unit: "",
    units: "人、元",
    holds: |e| e.institution.is_some(),
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["供养机构"], |e| e.institution_name.clone()).wrapping(),
        RollColumn::count(&["在院人数"], |e| e.cases),
        RollColumn::count(&["其中", "全自理"], |e| e.at("1")),
        RollColumn::count(&["其中", "半护理"], |e| e.at("2")),
        RollColumn::count(&["其中", "全护理"], |e| e.at("3")),
        RollColumn::money(&["基本生活费(元)"], |e| e.normal_fen),
        RollColumn::money(&["护理费(元)"], |e| e.care_fen),
        RollColumn::money(&["补发/抵扣(元)"], |e| e.adjust_fen()).if_any(),
        RollColumn::money(&["合计(元)"], |e| e.total_fen()),
        RollColumn::text(&["机构户名"], |e| e.account.name.clone()).wrapping(),
        RollColumn::account_number(),
    ],
    groups: &[Group::By(|e| &e.institution_name)],
    folded: true,
    tally: |_| String::new(),
    checks: |entries, read| vec![levels(entries), both_pay_the_batch(read)],
    notes: &["金额为各供养人员发放明细之和。"],
};

/// 发放汇总表: a line for each 镇街, both ways of support.
pub static SUMMARY: Roll<Paid> = Roll {
    unit: "",
    units: "人、元",
    holds: |_| true,
    columns: &[
        RollColumn::town(),
        RollColumn::count(&["人数"], |e| e.cases),
        RollColumn::count(&["分散"], |e| if e.institution.is_some() { 0 } else { e.cases }),
        RollColumn::count(&["集中"], |e| if e.institution.is_some() { e.cases } else { 0 }),
        RollColumn::count(&["全自理"], |e| e.at("1")),
        RollColumn::count(&["半护理"], |e| e.at("2")),
        RollColumn::count(&["全护理"], |e| e.at("3")),
        RollColumn::money(&["基本生活费(元)"], |e| e.normal_fen),
        RollColumn::money(&["照料护理费(元)"], |e| e.care_fen),
        RollColumn::money(&["补发(元)"], |e| e.arrears_fen),
        RollColumn::money(&["抵扣(元)"], |e| e.offset_fen),
        RollColumn::money(&["合计(元)"], |e| e.total_fen()),
        RollColumn::mean(&["人均(元)"], |e| e.normal_fen + e.care_fen, |e| e.cases),
    ],
    groups: &[Group::Town],
    folded: true,
    tally: |_| String::new(),
    checks: |entries, read| vec![levels(entries), all_pay_the_batch(read)],
    notes: &["合计=基本生活费+照料护理费+补发-抵扣; 人均=(基本生活费+照料护理费)/人数; 集中供养的按户籍所在镇(街)列。"],
};
