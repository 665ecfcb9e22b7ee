//! 低保金发放花名册 and 发放汇总表 (assistance 7.7): one entry a case in the month's normal batch.

use crate::figure::roll::paid::all_pay_the_batch;
use crate::figure::roll::{Group, Paid, Roll, counted};

type RollColumn = crate::figure::roll::RollColumn<Paid>;

fn persons_of(paid: &Paid, class: &str) -> i64 {
    if paid.class == class { paid.persons } else { 0 }
}

/// 花名册: 小计 of each 村居 and 镇街.
pub static ROLL: Roll<Paid> = Roll {
    unit: "户",
    units: "户、人、元",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::town(),
        RollColumn::village(),
        RollColumn::text(&["低保证号"], |e| e.printed.paper_no.clone()),
        RollColumn::name(&["户主(申请人)"]),
        RollColumn::id_number(),
        RollColumn::count(&["家庭人口"], |e| e.printed.family),
        RollColumn::count(&["保障人口"], |e| e.persons),
        RollColumn::text(&["类别"], |e| e.class.clone()).centred(),
        RollColumn::money(&["家庭月收入(元)"], |e| e.printed.income_fen).unsummed(),
        RollColumn::money(&["月保障金(元)"], |e| e.normal_fen),
        RollColumn::money(&["分类施保(元)"], |e| e.extra_fen),
        RollColumn::money(&["补发/抵扣(元)"], |e| e.adjust_fen()),
        RollColumn::money(&["实发(元)"], |e| e.total_fen()),
        RollColumn::text(&["户名"], |e| e.account.name.clone()).wrapping(),
        RollColumn::bank(),
        RollColumn::account_number(),
        RollColumn::remark(),
    ],
    groups: &[Group::Town, Group::Village],
    folded: false,
    tally: |entries| format!("{}户", counted(entries.len())),
    checks: |_, read| vec![all_pay_the_batch(read)],
    notes: &["实发=月保障金+补发-抵扣; 分类施保为月保障金其中数; 发放失败的也在册, 见备注。"],
};

/// 发放汇总表: a line for each 镇街.
pub static SUMMARY: Roll<Paid> = Roll {
    unit: "",
    units: "户、人、元",
    holds: |_| true,
    columns: &[
        RollColumn::town(),
        RollColumn::count(&["户数"], |e| e.cases),
        RollColumn::count(&["人数"], |e| e.persons),
        RollColumn::count(&["A类人数"], |e| persons_of(e, "A")),
        RollColumn::count(&["B类人数"], |e| persons_of(e, "B")),
        RollColumn::count(&["C类人数"], |e| persons_of(e, "C")),
        RollColumn::money(&["保障金(元)"], |e| e.normal_fen),
        RollColumn::money(&["分类施保(元)"], |e| e.extra_fen),
        RollColumn::money(&["补发(元)"], |e| e.arrears_fen),
        RollColumn::money(&["抵扣(元)"], |e| e.offset_fen),
        RollColumn::money(&["合计(元)"], |e| e.total_fen()),
        RollColumn::mean(&["人均(元)"], |e| e.normal_fen, |e| e.persons),
    ],
    groups: &[Group::Town],
    folded: true,
    tally: |_| String::new(),
    checks: |_, read| vec![all_pay_the_batch(read)],
    notes: &["合计=保障金+补发-抵扣; 分类施保为保障金其中数; 人均=保障金/人数; 抵扣以负数列示。"],
};
