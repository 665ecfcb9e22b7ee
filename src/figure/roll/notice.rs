//! 公示表 (assistance 7.7): what a village may read on its wall: name, number of persons, amount. Nothing else of a person reaches
//! this file, and no minor is named.

use super::{Entry, Paid, Printed, Roll, counted};

type RollColumn = super::RollColumn<Posted>;

/// A household or person as it may be posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// 村居 code.
    pub division: String,
    /// 户主姓名; of a minor the surname only.
    pub name: String,
    /// 保障人数.
    pub persons: i64,
    /// 月保障金额, fen.
    pub amount_fen: i64,
}

impl Entry for Posted {
    fn division(&self) -> &str {
        &self.division
    }
}

/// The name that may be posted in the place of a minor's: an adult's of the household, else 李某某.
pub fn in_place_of(minor: &str, adult: Option<&str>) -> String {
    adult.map_or_else(|| minor.chars().take(1).chain("某某".chars()).collect(), str::to_owned)
}

impl Posted {
    /// A case of a batch.
    pub fn of(paid: &Paid) -> Posted {
        let Printed { name, posted, .. } = &paid.printed;
        Posted {
            division: paid.division.clone(),
            name: if posted.is_empty() { name.clone() } else { posted.clone() },
            persons: paid.persons,
            amount_fen: paid.normal_fen + paid.care_fen,
        }
    }
}

/// One village's table. Where it is posted and whom to call stand above it, once.
pub static NOTICE: Roll<Posted> = Roll {
    unit: "户",
    units: "人、元/月",
    holds: |e| e.amount_fen > 0,
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["户主姓名"], |e| e.name.clone()).at_least(16),
        RollColumn::count(&["保障人数"], |e| e.persons),
        RollColumn::money(&["月保障金额(元)"], |e| e.amount_fen),
    ],
    groups: &[],
    folded: false,
    tally: |entries| format!("{}户", counted(entries.len())),
    checks: |_, _| Vec::new(),
    notes: &["对公示内容有异议的, 请拨打监督电话或向村(居)民委员会、镇(街)反映。"],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::core::classes::{Class, class};

    /// What hangs on a wall is never more than internal.
    #[test]
    fn nothing_sensitive_is_posted() {
        let payment = crate::register::find("payment").unwrap().register;
        for column in NOTICE.columns {
            let col = match column.head[..] {
                ["序号"] => continue,
                ["户主姓名"] => "posted",
                ["保障人数"] => "persons",
                ["月保障金额(元)"] => "amount",
                _ => panic!("{:?}: what is it of a line?", column.head),
            };
            assert!(class(payment, payment.field(col).unwrap()) <= Class::Internal, "{col}");
        }
    }

    #[test]
    fn no_minor_is_named() {
        let name = |posted: String| {
            let printed = Printed { name: "李小明".to_owned(), posted, ..Printed::default() };
            Posted::of(&Paid { printed, ..Paid::default() }).name
        };
        assert_eq!(name(String::new()), "李小明");
        assert_eq!(name(in_place_of("李小明", Some("李建国"))), "李建国");
        assert_eq!(name(in_place_of("李小明", None)), "李某某");
    }
}
