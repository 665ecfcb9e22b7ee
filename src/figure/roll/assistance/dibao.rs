//! 低保金发放花名册 and 发放汇总表 (assistance 7.7): one entry a case in the month's normal batch.

use crate::figure::roll::paid::pays_the_batch;
use crate::figure::roll::{Entry, Group, Paid, Roll, counted};

type RollColumn = crate::figure::roll::RollColumn<Dibao>;

/// A case of the batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dibao {
    /// Its lines.
    pub paid: Paid,
}

impl Entry for Dibao {
    fn division(&self) -> &str {
        &self.paid.division
    }
}

impl From<Paid> for Dibao {
    fn from(paid: Paid) -> Self {
        Dibao { paid }
    }
}

impl Dibao {
    fn persons_of(&self, class: &str) -> i64 {
        if self.paid.class == class { self.paid.persons } else { 0 }
    }
}

fn total(entries: &[Dibao]) -> i64 {
    entries.iter().map(|e| e.paid.total_fen()).sum()
}

/// 花名册: 小计 of each 村居 and 镇街.
pub static ROLL: Roll<Dibao> = Roll {
    unit: "户",
    units: "户、人、元",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::town(),
        RollColumn::village(),
        RollColumn::text(&["低保证号"], |e| e.paid.printed.paper_no.clone()),
        RollColumn::text(&["户主(申请人)"], |e| e.paid.printed.name.clone()).wrapping(),
        RollColumn::id(&["身份证号"], |e| &e.paid.printed.id_number),
        RollColumn::count(&["家庭人口"], |e| e.paid.printed.family),
        RollColumn::count(&["保障人口"], |e| e.paid.persons),
        RollColumn::text(&["类别"], |e| e.paid.class.clone()).centred(),
        RollColumn::money(&["家庭月收入(元)"], |e| e.paid.printed.income_fen).unsummed(),
        RollColumn::money(&["月保障金(元)"], |e| e.paid.normal_fen),
        RollColumn::money(&["分类施保(元)"], |e| e.paid.extra_fen),
        RollColumn::money(&["补发/抵扣(元)"], |e| e.paid.adjust_fen()),
        RollColumn::money(&["实发(元)"], |e| e.paid.total_fen()),
        RollColumn::text(&["户名"], |e| e.paid.account.name.clone()).wrapping(),
        RollColumn::text(&["开户行"], |e| e.paid.account.bank()).wrapping(),
        RollColumn::account(&["账号"], |e| &e.paid.account.number),
        RollColumn::text(&["备注"], |e| e.paid.remark()).wrapping(),
    ],
    groups: &[Group::Town, Group::Village],
    folded: false,
    tally: |entries| format!("{}户", counted(entries.len())),
    checks: |_, read| vec![pays_the_batch(total(read))],
    notes: &["实发=月保障金+补发-抵扣; 分类施保为月保障金其中数; 发放失败的也在册, 见备注。"],
};

/// 发放汇总表: a line for each 镇街.
pub static SUMMARY: Roll<Dibao> = Roll {
    unit: "",
    units: "户、人、元",
    holds: |_| true,
    columns: &[
        RollColumn::town(),
        RollColumn::count(&["户数"], |e| e.paid.cases),
        RollColumn::count(&["人数"], |e| e.paid.persons),
        RollColumn::count(&["A类人数"], |e| e.persons_of("A")),
        RollColumn::count(&["B类人数"], |e| e.persons_of("B")),
        RollColumn::count(&["C类人数"], |e| e.persons_of("C")),
        RollColumn::money(&["保障金(元)"], |e| e.paid.normal_fen),
        RollColumn::money(&["分类施保(元)"], |e| e.paid.extra_fen),
        RollColumn::money(&["补发(元)"], |e| e.paid.arrears_fen),
        RollColumn::money(&["抵扣(元)"], |e| e.paid.offset_fen),
        RollColumn::money(&["合计(元)"], |e| e.paid.total_fen()),
        RollColumn::mean(&["人均(元)"], |e| e.paid.normal_fen, |e| e.paid.persons),
    ],
    groups: &[Group::Town],
    folded: true,
    tally: |_| String::new(),
    checks: |_, read| vec![pays_the_batch(total(read))],
    notes: &["合计=保障金+补发-抵扣; 分类施保为保障金其中数; 人均=保障金/人数; 抵扣以负数列示。"],
};
