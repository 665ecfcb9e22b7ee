//! 特困人员 (assistance 3.6): 供养金发放花名册 of those at home, 集中供养资金拨付表 by institution, 发放汇总表, all of the same batch
//! lines.

use crate::figure::roll::paid::pays_the_batch;
use crate::figure::roll::{Against, Check, Entry, Group, Paid, Roll, RollCell, counted, label};
use crate::register::assistance::codes;
use crate::register::benefits::codes::URBAN_RURAL_CASE;
use crate::register::people::codes::SEX;

type RollColumn = crate::figure::roll::RollColumn<Tekun>;

/// A person of the batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tekun {
    /// The lines.
    pub paid: Paid,
    /// 供养机构, of whom the batch pays in an institution.
    pub institution: String,
}

impl Entry for Tekun {
    fn division(&self) -> &str {
        &self.paid.division
    }
}

impl From<Paid> for Tekun {
    fn from(paid: Paid) -> Self {
        Tekun { paid, ..Tekun::default() }
    }
}

impl Tekun {
    fn is_housed(&self) -> bool {
        self.paid.institution.is_some()
    }
    fn at_level(&self, level: &str) -> i64 {
        self.paid.at(level)
    }
}

fn total(entries: &[Tekun]) -> i64 {
    entries.iter().map(|e| e.paid.total_fen()).sum()
}

/// Those at home and those in institutions together are what the batch pays.
fn both_pay_the_batch(read: &[Tekun]) -> Check {
    Check { label: "分散与集中实发合计", ..pays_the_batch(total(read)) }
}

/// 人数 is the sum of the three levels.
fn levels(entries: &[&Tekun]) -> Check {
    let count = |of: &dyn Fn(&Tekun) -> i64| RollCell::Count(entries.iter().map(|e| of(e)).sum());
    let graded = |e: &Tekun| ["1", "2", "3"].iter().map(|level| e.at_level(level)).sum();
    Check {
        label: "人数合计", found: count(&|e| e.paid.cases), against: Against::Own("三档人数之和", count(&graded))
    }
}

/// 发放花名册(分散): 小计 of each 镇街.
pub static ROLL: Roll<Tekun> = Roll {
    unit: "人",
    units: "人、元",
    holds: |e| !e.is_housed(),
    columns: &[
        RollColumn::number(),
        RollColumn::town(),
        RollColumn::village(),
        RollColumn::text(&["姓名"], |e| e.paid.printed.name.clone()).wrapping(),
        RollColumn::text(&["性别"], |e| label(&SEX, &e.paid.printed.sex)).centred(),
        RollColumn::id(&["身份证号"], |e| &e.paid.printed.id_number),
        RollColumn::text(&["类别"], |e| label(&URBAN_RURAL_CASE, &e.paid.printed.kind)).centred(),
        RollColumn::text(&["自理能力"], |e| label(&codes::CARE_LEVEL, &e.paid.class)).centred(),
        RollColumn::money(&["基本生活费(元)"], |e| e.paid.normal_fen),
        RollColumn::money(&["照料护理费(元)"], |e| e.paid.care_fen),
        RollColumn::money(&["补发/抵扣(元)"], |e| e.paid.adjust_fen()).if_any(),
        RollColumn::money(&["合计(元)"], |e| e.paid.total_fen()),
        RollColumn::text(&["开户行"], |e| e.paid.account.bank()).wrapping(),
        RollColumn::account(&["账号"], |e| &e.paid.account.number),
        RollColumn::text(&["照料服务人"], |e| e.paid.printed.carer.clone()).wrapping(),
        RollColumn::text(&["备注"], |e| e.paid.remark()).wrapping(),
    ],
    groups: &[Group::Town],
    folded: false,
    tally: |entries| format!("{}人", counted(entries.len())),
    checks: |entries, read| vec![levels(entries), both_pay_the_batch(read)],
    notes: &["集中供养人员的资金拨给供养机构, 见集中供养资金拨付表; 发放失败的也在册, 见备注。"],
};

/// 集中供养资金拨付表: a line for each institution.
pub static INSTITUTIONS: Roll<Tekun> = Roll {
    unit: "",
    units: "人、元",
    holds: Tekun::is_housed,
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["供养机构"], |e| e.institution.clone()).wrapping(),
        RollColumn::count(&["在院人数"], |e| e.paid.cases),
        RollColumn::count(&["其中", "全自理"], |e| e.at_level("1")),
        RollColumn::count(&["其中", "半护理"], |e| e.at_level("2")),
        RollColumn::count(&["其中", "全护理"], |e| e.at_level("3")),
        RollColumn::money(&["基本生活费(元)"], |e| e.paid.normal_fen),
        RollColumn::money(&["护理费(元)"], |e| e.paid.care_fen),
        RollColumn::money(&["补发/抵扣(元)"], |e| e.paid.adjust_fen()).if_any(),
        RollColumn::money(&["合计(元)"], |e| e.paid.total_fen()),
        RollColumn::text(&["机构户名"], |e| e.paid.account.name.clone()).wrapping(),
        RollColumn::account(&["账号"], |e| &e.paid.account.number),
    ],
    groups: &[Group::By(|e| &e.institution)],
    folded: true,
    tally: |_| String::new(),
    checks: |entries, read| vec![levels(entries), both_pay_the_batch(read)],
    notes: &["金额为各供养人员发放明细之和。"],
};

/// 发放汇总表: a line for each 镇街, both ways of support.
pub static SUMMARY: Roll<Tekun> = Roll {
    unit: "",
    units: "人、元",
    holds: |_| true,
    columns: &[
        RollColumn::town(),
        RollColumn::count(&["人数"], |e| e.paid.cases),
        RollColumn::count(&["分散"], |e| if e.is_housed() { 0 } else { e.paid.cases }),
        RollColumn::count(&["集中"], |e| if e.is_housed() { e.paid.cases } else { 0 }),
        RollColumn::count(&["全自理"], |e| e.at_level("1")),
        RollColumn::count(&["半护理"], |e| e.at_level("2")),
        RollColumn::count(&["全护理"], |e| e.at_level("3")),
        RollColumn::money(&["基本生活费(元)"], |e| e.paid.normal_fen),
        RollColumn::money(&["照料护理费(元)"], |e| e.paid.care_fen),
        RollColumn::money(&["补发(元)"], |e| e.paid.arrears_fen),
        RollColumn::money(&["抵扣(元)"], |e| e.paid.offset_fen),
        RollColumn::money(&["合计(元)"], |e| e.paid.total_fen()),
        RollColumn::mean(&["人均(元)"], |e| e.paid.normal_fen + e.paid.care_fen, |e| e.paid.cases),
    ],
    groups: &[Group::Town],
    folded: true,
    tally: |_| String::new(),
    checks: |entries, read| vec![levels(entries), pays_the_batch(total(read))],
    notes: &["合计=基本生活费+照料护理费+补发-抵扣; 人均=(基本生活费+照料护理费)/人数; 集中供养的按户籍所在镇(街)列。"],
};
