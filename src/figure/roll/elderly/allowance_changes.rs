//! T-EL2 高龄津贴增减变动表 (services 2.14): who came in, went out, changed the band, was suspended or drew again.

use crate::figure::Measure;
use crate::figure::roll::{Against, Check, Entry, Roll, RollCell, counted, label};
use crate::figure::sets::PAID_ALLOWANCES;
use crate::register::benefits::codes::END_REASON;

type RollColumn = crate::figure::roll::RollColumn<AllowanceChange>;

/// A change of a person's allowance in the month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowanceChange {
    /// 村居 code of the case.
    pub division: String,
    /// 姓名.
    pub name: String,
    /// 身份证号 or temporary number, unmasked.
    pub id_number: String,
    /// 变动类型 code of the change row.
    pub kind: String,
    /// 停发原因 code.
    pub reason: String,
    /// 每月, fen, before and after.
    pub amounts: (i64, i64),
    /// 执行月份.
    pub month: String,
}

impl Entry for AllowanceChange {
    fn division(&self) -> &str {
        &self.division
    }
}

impl AllowanceChange {
    /// 变动类型 as the table has it.
    pub fn what(&self) -> &'static str {
        match self.kind.as_str() {
            "01" | "09" => "新增",
            "06" | "10" => "停发",
            "07" => "暂停",
            "08" => "恢复",
            _ => "调档",
        }
    }
    /// By how much it moves the number of those who draw: an end of what was suspended moves nobody.
    fn moves(&self) -> i64 {
        i64::from(self.amounts.1 > 0) - i64::from(self.amounts.0 > 0)
    }
}

/// 上月人数 + 新增 + 恢复 − 停发 − 暂停 = 本月人数, as the net of both sides.
fn flow(entries: &[&AllowanceChange]) -> Check {
    let net = RollCell::Count(entries.iter().map(|e| e.moves()).sum());
    let persons = Measure::Count(PAID_ALLOWANCES);
    Check {
        label: "新增+恢复-停发-暂停", found: net, against: Against::Net("本月人数-上月人数", persons)
    }
}

/// 增减变动表. A raise of the standard moves everybody and is none of it, nor is a move inside the district.
pub static CHANGES: Roll<AllowanceChange> = Roll {
    unit: "人次",
    units: "人次、元/月",
    holds: |e| e.kind != "13",
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["姓名"], |e| e.name.clone()).wrapping(),
        RollColumn::id(&["身份证号"], |e| &e.id_number),
        RollColumn::village(),
        RollColumn::text(&["变动类型"], |e| e.what().to_owned()).centred(),
        RollColumn::text(&["原因"], |e| label(&END_REASON, &e.reason)).wrapping(),
        RollColumn::money(&["变动前(元)"], |e| e.amounts.0),
        RollColumn::money(&["变动后(元)"], |e| e.amounts.1),
        RollColumn::text(&["执行月份"], |e| e.month.clone()).centred(),
    ],
    groups: &[],
    folded: false,
    tally: |entries| {
        let kinds = ["新增", "停发", "调档", "暂停", "恢复"];
        let count = |what: &str| entries.iter().filter(|e| e.what() == what).count();
        let said = kinds.iter().filter(|k| count(k) > 0).map(|k| format!("{k}{}", count(k)));
        std::iter::once(format!("{}人次", counted(entries.len()))).chain(said).collect::<Vec<_>>().join(" ")
    },
    checks: |entries, _| vec![flow(entries)],
    notes: &[
        "人数为在发的人(暂停的不计): 上月人数+新增+恢复-停发-暂停=本月人数; 暂停中停发的变动前为零, 不再减。统一提标不在本表。",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_moves_whoever_draws() {
        for (kind, amounts, what, moves) in [
            ("01", (0, 5_000), "新增", 1),
            ("06", (5_000, 0), "停发", -1),
            ("06", (0, 0), "停发", 0),
            ("07", (5_000, 0), "暂停", -1),
            ("08", (0, 5_000), "恢复", 1),
            ("12", (5_000, 10_000), "调档", 0),
        ] {
            let change = AllowanceChange { kind: kind.to_owned(), amounts, ..AllowanceChange::default() };
            assert_eq!((change.what(), change.moves()), (what, moves), "{kind}");
        }
        let raise = AllowanceChange { kind: "13".to_owned(), ..AllowanceChange::default() };
        assert!(!(CHANGES.holds)(&raise));
    }
}
