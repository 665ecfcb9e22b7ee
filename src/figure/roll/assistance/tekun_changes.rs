//! 特困人员增减变动表 (assistance 3.6): who came in, went out, moved between home and institution, or changed the level of care.

use crate::figure::roll::{Entry, Roll, counted, label};
use crate::register::assistance::codes;
use crate::register::benefits::codes::{CHANGE, END_REASON};
use crate::register::core::codes::Codes;

type RollColumn = crate::figure::roll::RollColumn<TekunChange>;

/// A change of a person's support in the month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TekunChange {
    /// 村居 code of the case.
    pub division: String,
    /// 姓名.
    pub name: String,
    /// 身份证号 or temporary number, unmasked.
    pub id_number: String,
    /// 变动类型 code of the change row.
    pub kind: String,
    /// 停发原因 code, where the person goes out.
    pub reason: String,
    /// 迁入来源 code, of who comes in.
    pub source: String,
    /// Support mode, care level and amount (fen) before; none where the person comes in.
    pub before: Option<(String, String, i64)>,
    /// The same from the month on.
    pub after: (String, String, i64),
    /// 执行月份.
    pub month: String,
    /// It came with a move inside the district.
    pub moved: bool,
}

impl Entry for TekunChange {
    fn division(&self) -> &str {
        &self.division
    }
}

impl TekunChange {
    /// 变动类型 as the table has it.
    pub fn what(&self) -> &'static str {
        let (mode, level, _) = &self.after;
        match (self.kind.as_str(), &self.before) {
            ("09", _) if self.moved => "区内迁入",
            ("10", _) if self.moved => "区内迁出",
            ("06" | "10", _) => "取消",
            ("01" | "09", _) => "新增",
            (_, Some((was, ..))) if was != mode && mode == "C" => "转集中",
            (_, Some((was, ..))) if was != mode && mode == "D" => "转分散",
            (_, Some((_, was, _))) if was != level && !level.is_empty() => "护理档次",
            (kind, _) => CHANGE.label(kind).unwrap_or("其他"),
        }
    }
    /// The standard before; who only moves keeps it.
    fn was(&self) -> i64 {
        if self.moved { self.after.2 } else { self.before.as_ref().map_or(0, |b| b.2) }
    }
    fn why(&self) -> String {
        let (mode, level, _) = &self.after;
        let moved = |codes: &Codes, was: &str, is: &str| format!("{}→{}", label(codes, was), label(codes, is));
        match (self.what(), &self.before) {
            ("转集中" | "转分散", Some((was, ..))) => moved(&codes::SUPPORT_MODE, was, mode),
            ("护理档次", Some((_, was, _))) => moved(&codes::CARE_LEVEL, was, level),
            ("区内迁入" | "区内迁出", _) => "迁居".to_owned(),
            ("新增", _) => label(&codes::ENTRY_SOURCE, &self.source),
            _ => label(&END_REASON, &self.reason),
        }
    }
}

/// 增减变动表. A raise of the standard moves everybody and is none of it.
pub static CHANGES: Roll<TekunChange> = Roll {
    unit: "人次",
    units: "人次、元/月",
    holds: |e| e.kind != "13",
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["姓名"], |e| e.name.clone()).wrapping(),
        RollColumn::id(&["身份证号"], |e| &e.id_number),
        RollColumn::text(&["变动类型"], |e| e.what().to_owned()).centred(),
        RollColumn::text(&["变动原因"], TekunChange::why).wrapping(),
        RollColumn::money(&["原标准(元)"], TekunChange::was),
        RollColumn::money(&["新标准(元)"], |e| e.after.2),
        RollColumn::text(&["执行月份"], |e| e.month.clone()).centred(),
    ],
    groups: &[],
    folded: false,
    tally: |entries| {
        let kinds = ["新增", "取消", "转分散", "转集中", "护理档次", "区内迁入", "区内迁出"];
        let count = |what: &str| entries.iter().filter(|e| e.what() == what).count();
        let said = kinds.iter().filter(|k| count(k) > 0).map(|k| format!("{k}{}", count(k)));
        std::iter::once(format!("{}人次", counted(entries.len()))).chain(said).collect::<Vec<_>>().join(" ")
    },
    checks: |_, _| Vec::new(),
    notes: &["标准为每月基本生活费与照料护理费之和; 统一提标不在本表。"],
};

#[cfg(test)]
mod tests {
    use super::*;

    fn change(kind: &str, before: Option<(&str, &str)>, after: (&str, &str)) -> TekunChange {
        let version = |(mode, level): (&str, &str)| (mode.to_owned(), level.to_owned(), 100);
        let (reason, source) = ("03".to_owned(), "2".to_owned());
        TekunChange {
            kind: kind.to_owned(),
            reason,
            source,
            before: before.map(version),
            after: version(after),
            ..TekunChange::default()
        }
    }

    #[test]
    fn a_change_is_named_as_the_table_has_it() {
        let home = Some(("D", "2"));
        for (change, what, why) in [
            (change("01", None, ("D", "2")), "新增", "低保转入"),
            (change("06", home, ("", "")), "取消", "死亡"),
            (change("04", home, ("C", "3")), "转集中", "分散供养→集中供养"),
            (change("05", Some(("C", "2")), ("D", "2")), "转分散", "集中供养→分散供养"),
            (change("04", home, ("D", "3")), "护理档次", "半护理→全护理"),
            (change("07", home, ("", "")), "暂停", "死亡"),
        ] {
            assert_eq!((change.what(), change.why().as_str()), (what, why));
        }
        assert!(!(CHANGES.holds)(&change("13", home, ("D", "2"))), "a raise is none of it");
    }
}
