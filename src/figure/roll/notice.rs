//! 公示表 (assistance 7.7): what a village may read on its wall: name, number of persons, amount. Nothing else of a person reaches
//! this file, and no minor is named.

use super::dibao::Dibao;
use super::tekun::Tekun;
use super::{Entry, Roll};

type Column = super::Column<Posted>;

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

/// 李某某.
fn unnamed(name: &str) -> String {
    name.chars().take(1).chain("某某".chars()).collect()
}

impl Posted {
    /// A household of 低保: where the applicant is a minor, an adult of the household stands for it.
    pub fn dibao(case: &Dibao) -> Posted {
        let name = match (&case.adult, case.is_minor) {
            (_, false) => case.applicant.clone(),
            (Some(adult), true) => adult.clone(),
            (None, true) => unnamed(&case.applicant),
        };
        Posted {
            division: case.paid.division.clone(),
            name,
            persons: case.paid.persons,
            amount_fen: case.paid.normal_fen,
        }
    }
    /// A person in 特困供养.
    pub fn tekun(case: &Tekun) -> Posted {
        Posted {
            division: case.paid.division.clone(),
            name: if case.is_minor { unnamed(&case.name) } else { case.name.clone() },
            persons: case.paid.persons,
            amount_fen: case.paid.normal_fen + case.paid.care_fen,
        }
    }
}

/// One village's table. Where it is posted and whom to call stand above it, once.
pub static NOTICE: Roll<Posted> = Roll {
    unit: "户",
    units: "人、元/月",
    holds: |e| e.amount_fen > 0,
    columns: &[
        Column::number(),
        Column::text(&["户主姓名"], |e| e.name.clone()).at_least(16),
        Column::count(&["保障人数"], |e| e.persons),
        Column::money(&["月保障金额(元)"], |e| e.amount_fen),
    ],
    groups: &[],
    folded: false,
    tally: |entries| format!("{}户", entries.len()),
    checks: |_, _| Vec::new(),
    notes: &["对公示内容有异议的, 请拨打监督电话或向村(居)民委员会、镇(街)反映。"],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_minor_is_named() {
        let case = |is_minor, adult: Option<&str>| Dibao {
            applicant: "李小明".to_owned(),
            is_minor,
            adult: adult.map(str::to_owned),
            ..Dibao::default()
        };
        let name = |case: &Dibao| Posted::dibao(case).name;
        assert_eq!(name(&case(false, None)), "李小明");
        assert_eq!(name(&case(true, Some("李建国"))), "李建国");
        assert_eq!(name(&case(true, None)), "李某某");
        let child = Tekun { name: "王小红".to_owned(), is_minor: true, ..Tekun::default() };
        assert_eq!(Posted::tekun(&child).name, "王某某");
    }
}
