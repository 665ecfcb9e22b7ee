//! 助学帮扶: what somebody gives a child for school once a year, 金秋助学 (services 3.10): orphans and those whom in fact nobody supports.

use crate::domain::money::Money;
use crate::domain::slip::Slip;
use crate::register::children::codes;
use crate::register::core::order::{from_of, not_in_future};
use crate::register::core::tie::Settled;
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values};

/// 助学帮扶.
pub static AID_GRANT: Register = Register {
    fields: &[
        Field::new("child", "儿童", Kind::Ref("child")).must().hint("档案号, 或儿童的身份证号、姓名"),
        Field::new("kind", "项目", Kind::Code(&codes::AID_KIND)).must().or("1"),
        Field::new("year", "年度", Kind::Int(2000, 2100)).must(),
        Field::new("amount", "金额", Kind::Money).must(),
        Field::new("donor", "资助方", Kind::Text(60)).must(),
        Field::new("paid_on", "发放日期", Kind::Date)
            .ordered(&[not_in_future(), from_of("child", &["registered_on"]).doubt()]),
        Field::new("note", "备注", Kind::Text(100)),
    ],
    list: &[
        ListColumn::new("year", "年度", 4),
        ListColumn::new("child.person.name", "儿童", 10),
        ListColumn::new("kind", "项目", 10),
        ListColumn::new("amount", "金额", 10),
        ListColumn::new("donor", "资助方", 20),
        ListColumn::new("paid_on", "发放日期", 10),
        ListColumn::new("child.main_cat", "主类别", 14),
        ListColumn::new("child.file_no", "档案号", 19),
    ],
    order: &["year", "paid_on"],
    latest_first: true,
    filters: &["year"],
    frozen: &["child"],
    settled: Some(Settled { by: "paid_on", keeps: &["kind", "year", "amount"], parts: None }),
    ..Register::new("aid_grant", "助学帮扶", "笔")
};

/// What one child gets in a year.
#[derive(Clone, Debug, PartialEq)]
pub struct AidGrant {
    /// The file.
    pub child: i64,
    /// 项目 code, and the year.
    pub of: (String, i64),
    /// 金额.
    pub amount: Money,
}

impl Record for AidGrant {
    const REGISTER: &'static Register = &AID_GRANT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        let of = (values.need_text("kind")?, values.need_int("year")?);
        Ok(AidGrant { child: values.need_int("child")?, of, amount: values.need_money("amount")? })
    }

    /// `E-AG01` to `E-AG03`.
    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let category = facts.row("child", self.child).map_or("", |file| file.text("main_cat"));
        let other = !matches!(category, "A" | "B");
        let mut earlier = facts.rows_of("aid_grant", "child", self.child).filter_map(|row| AidGrant::read(row).ok());
        let again = earlier.any(|earlier| earlier.of == self.of);
        let said = [
            (self.amount <= Money::ZERO, Slip::error("E-AG01", "金额应大于零").at("amount")),
            (other, Slip::doubt("E-AG02", "金秋助学帮扶孤儿和事实无人抚养儿童, 该儿童不是, 请核对").at("child")),
            (again, Slip::error("E-AG03", format!("该儿童{}年度已有这个项目, 不能重复", self.of.1)).at("child")),
        ];
        said.into_iter().filter(|(holds, _)| *holds).map(|(_, slip)| slip).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::children::child::CHILD;
    use crate::register::tests::{day, enter};
    use crate::register::{Ask, Draft, Fact};

    #[test]
    fn a_child_whom_nobody_supports_gets_it_once_a_year() {
        for (category, year, amount, codes) in [
            ("A", "2021", "800", &[][..]),
            ("B", "2021", "800", &[]),
            ("D", "2021", "800", &["E-AG02"]),
            ("A", "2020", "800", &["E-AG03"]),
            ("A", "2021", "0", &["E-AG01"]),
        ] {
            let mut facts = Facts::on(day("2021-12-31"), "430406000000");
            let (mut child, mut last) = (Values::new(&CHILD), Values::new(&AID_GRANT));
            child.set("main_cat", category);
            last.set("child", 5);
            last.set("year", 2020);
            last.set("amount", 80_000);
            facts.answers.push((Ask::Row("child", 5), Fact::Row(Some(child))));
            facts.answers.push((Ask::RowsOf("aid_grant", "child", 5.into()), Fact::Rows(vec![(1, last)])));
            let draft = Draft::new(&AID_GRANT).with_ref("child", 5).with("year", year).with("amount", amount);
            let (_, slips) = enter(&draft.with("donor", "区慈善会").with("paid_on", "2021-08-27"), facts);
            assert_eq!(slips.iter().map(|slip| slip.code).collect::<Vec<_>>(), codes, "{category} {year} {amount}");
        }
    }
}
