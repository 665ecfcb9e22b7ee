//! 低保金发放花名册 and 发放汇总表 (assistance 7.7): one entry a case in the month's normal batch.

use super::paid::pays_the_batch;
use super::{Entry, Group, Paid, Roll, counted};

type Column = super::Column<Dibao>;

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
        Column::number(),
        Column::town(),
        Column::village(),
        Column::text(&["低保证号"], |e| e.paid.printed.paper_no.clone()),
        Column::text(&["户主(申请人)"], |e| e.paid.printed.name.clone()).wrapping(),
        Column::id(&["身份证号"], |e| &e.paid.printed.id_number),
        Column::count(&["家庭人口"], |e| e.paid.printed.family),
        Column::count(&["保障人口"], |e| e.paid.persons),
        Column::text(&["类别"], |e| e.paid.class.clone()).centred(),
        Column::money(&["家庭月收入(元)"], |e| e.paid.printed.income_fen).unsummed(),
        Column::money(&["月保障金(元)"], |e| e.paid.normal_fen),
        Column::money(&["分类施保(元)"], |e| e.paid.extra_fen),
        Column::money(&["补发/抵扣(元)"], |e| e.paid.adjust_fen()),
        Column::money(&["实发(元)"], |e| e.paid.total_fen()),
        Column::text(&["户名"], |e| e.paid.account.name.clone()).wrapping(),
        Column::text(&["开户行"], |e| e.paid.account.bank()).wrapping(),
        Column::account(&["账号"], |e| &e.paid.account.number),
        Column::text(&["备注"], |e| e.paid.remark()).wrapping(),
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
        Column::town(),
        Column::count(&["户数"], |e| e.paid.cases),
        Column::count(&["人数"], |e| e.paid.persons),
        Column::count(&["A类人数"], |e| e.persons_of("A")),
        Column::count(&["B类人数"], |e| e.persons_of("B")),
        Column::count(&["C类人数"], |e| e.persons_of("C")),
        Column::money(&["保障金(元)"], |e| e.paid.normal_fen),
        Column::money(&["分类施保(元)"], |e| e.paid.extra_fen),
        Column::money(&["补发(元)"], |e| e.paid.arrears_fen),
        Column::money(&["抵扣(元)"], |e| e.paid.offset_fen),
        Column::money(&["合计(元)"], |e| e.paid.total_fen()),
        Column::mean(&["人均(元)"], |e| e.paid.normal_fen, |e| e.paid.persons),
    ],
    groups: &[Group::Town],
    folded: true,
    tally: |_| String::new(),
    checks: |_, read| vec![pays_the_batch(total(read))],
    notes: &["合计=保障金+补发-抵扣; 分类施保为保障金其中数; 人均=保障金/人数; 抵扣以负数列示。"],
};
