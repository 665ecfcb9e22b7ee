//! 高龄津贴 (services 2.14): T-EL1 发放花名册 and its summary, both of the same batch lines.

use crate::domain::date::age_on;
use crate::domain::people::id_number::IdNumber;
use crate::figure::roll::paid::{all_pay_the_batch, in_classes};
use crate::figure::roll::{Check, Group, Paid, Roll, counted, label};
use crate::register::elderly::codes::BAND;

type RollColumn = crate::figure::roll::RollColumn<Paid>;

/// 年龄 on the last day of the month that is paid, by the number of the ID card.
fn age(paid: &Paid) -> String {
    let born = IdNumber::parse_as(&paid.printed.id_number, true).ok().and_then(|id| id.birth_date());
    let age = born.zip(paid.of).and_then(|(born, month)| age_on(born, month.last_day()));
    age.map(|age| age.to_string()).unwrap_or_default()
}

/// 人数 is the sum of the three bands.
fn bands(entries: &[&Paid]) -> Check {
    in_classes(entries, &["80", "90", "100"], "三个年龄段人数之和")
}

/// T-EL1 发放花名册: 小计 of each 镇街.
pub static ROLL: Roll<Paid> = Roll {
    unit: "人",
    units: "人、元",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::town(),
        RollColumn::village(),
        RollColumn::name(&["姓名"]),
        RollColumn::sex(),
        RollColumn::id_number(),
        RollColumn::text(&["年龄"], age).centred().numeral(),
        RollColumn::text(&["年龄段"], |e| label(&BAND, &e.class)).centred(),
        RollColumn::money(&["月标准(元)"], |e| e.normal_fen),
        RollColumn::money(&["补发(元)"], |e| e.arrears_fen),
        RollColumn::money(&["扣回(元)"], |e| -e.offset_fen),
        RollColumn::money(&["实发(元)"], Paid::total_fen),
        RollColumn::bank(),
        RollColumn::account_number(),
        RollColumn::remark(),
    ],
    groups: &[Group::Town],
    folded: false,
    tally: |entries| format!("{}人", counted(entries.len())),
    checks: |entries, read| vec![bands(entries), all_pay_the_batch(read)],
    notes: &["实发=月标准+补发-扣回; 年龄为发放月份月末的周岁; 发放失败的也在册, 见备注。"],
};

/// 发放汇总表: a line for each 镇街.
pub static SUMMARY: Roll<Paid> = Roll {
    unit: "",
    units: "人、元",
    holds: |_| true,
    columns: &[
        RollColumn::town(),
        RollColumn::count(&["人数"], |e| e.cases),
        RollColumn::count(&["80至89岁"], |e| e.at("80")),
        RollColumn::count(&["90至99岁"], |e| e.at("90")),
        RollColumn::count(&["100岁以上"], |e| e.at("100")),
        RollColumn::money(&["当月津贴(元)"], |e| e.normal_fen),
        RollColumn::money(&["补发(元)"], |e| e.arrears_fen),
        RollColumn::money(&["扣回(元)"], |e| -e.offset_fen),
        RollColumn::money(&["实发(元)"], Paid::total_fen),
    ],
    groups: &[Group::Town],
    folded: true,
    tally: |_| String::new(),
    checks: |entries, read| vec![bands(entries), all_pay_the_batch(read)],
    notes: &["实发=当月津贴+补发-扣回。"],
};
