//! 保障金核定: the versions of a case: from which month, how much, and why (assistance 2.4, 2.6, 2.8). A child register of
//! the case. How a version is computed stands in `award_amounts`, how it is judged in `award_rules`, what it writes in `award_moves`.

use crate::domain::slip::Slip;
use crate::register::assistance::award_case::AwardVersion;
use crate::register::assistance::codes;
use crate::register::assistance::{award_moves, award_rules};
use crate::register::benefits::awards::CHANGED;
use crate::register::benefits::codes::{AWARD_KIND, END_REASON};
use crate::register::benefits::rests::Loss;
use crate::register::core::order::{from_of, not_in_future};
use crate::register::core::versions::{self, END_SOON, NOT_YEARS, SOON};
use crate::register::{Brings, Dated, Facts, Field, Kind, ListColumn, Moves, Record, Register, Tie, Values, Write};

/// 保障金核定.
pub static AWARD: Register = Register {
    fields: &[
        Field::new("dibao", "低保", Kind::Ref("dibao")).must().hint("申请编号"),
        Field::new("from_month", "起始月", Kind::Month).must().completed().hint("空着按核定日期: 次月起").ordered(&[
            from_of("dibao", &["apply_date"]),
            SOON,
            END_SOON,
            NOT_YEARS,
        ]),
        Field::new("kind", "核定类型", Kind::Code(&AWARD_KIND)).must().or("award"),
        Field::new("class_code", "低保类别", Kind::Code(&codes::CLASS))
            .hint("A 三无重残, B 半年一核, C 按季一核; 空着沿用"),
        Field::new("decided_date", "核定日期", Kind::Date).must().ordered(&[
            not_in_future(),
            from_of("dibao", &["apply_date"]),
            from_of("dibao", &["district_date"]).by_origin(),
        ]),
        Field::new("income", "家庭月收入", Kind::Money)
            .must()
            .hint("家庭可计算月收入, 元; 空着沿用上次核定, 没有收入填 0"),
        Field::new("own_income", "本人月收入", Kind::Money)
            .must()
            .completed()
            .hint("单人保必填; 空着沿用上次核定, 没有收入填 0"),
        Field::new("per_head_income", "人均月收入", Kind::Money).given().or("0"),
        Field::new("standard", "保障标准", Kind::Money).given().or("0"),
        Field::new("persons", "保障人口", Kind::Int(0, 50)).given().or("0"),
        Field::new("base", "补差金额", Kind::Money).given().or("0"),
        Field::new("extra", "分类施保", Kind::Money).given().or("0"),
        Field::new("total", "月保障金", Kind::Money).must().completed().hint("空着由程序按公式计算; 填了的与公式核对"),
        CHANGED,
        Field::new("reason_code", "停发原因", Kind::Code(&END_REASON)).when("kind", &["end"]),
    ],
    list: &[
        ListColumn::new("dibao.case_no", "申请编号", 17),
        ListColumn::new("from_month", "起始月", 7),
        ListColumn::new("kind", "类型", 6),
        ListColumn::new("persons", "人口", 4),
        ListColumn::new("total", "月保障金", 10),
        ListColumn::new("change_kind", "变动", 10),
        ListColumn::new("class_code", "类别", 4),
        ListColumn::new("income", "月收入", 10),
        ListColumn::new("standard", "标准", 8),
        ListColumn::new("extra", "分类施保", 8),
        ListColumn::new("decided_date", "核定日期", 10),
        ListColumn::new("reason_code", "原因", 12),
    ],
    parent: Some("dibao"),
    order: &["dibao", "from_month"],
    filters: &["dibao"],
    frozen: &["dibao", "from_month", "kind", "class_code", "income", "own_income", "total", "change_kind"],
    dated: Some(Dated { start: "from_month", within: &["dibao"], until: "to_month" }),
    carried: &["class_code", "income", "own_income"],
    amount: Some("total"),
    brief: &["income", "class_code"],
    // Whoever joins or leaves is entered with the version that is made for it.
    brings: &[Brings { settles: &["W-HH10"], ..Brings::new("member", "household", "dibao.household") }],
    tied: &[
        Tie { register: "change", on: &[("award", "key")] },
        Tie { register: "cover", on: &[("dibao", "dibao"), ("from_month", "from_month")] },
    ],
    ..Register::new("award", "保障金核定", "次")
};

impl Record for AwardVersion {
    const REGISTER: &'static Register = &AWARD;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(AwardVersion {
            dibao: values.int("dibao"),
            from_month: values.month("from_month"),
            kind: values.text("kind").to_owned(),
            class_code: values.some_text("class_code"),
            decided_date: values.need_date("decided_date")?,
            income: values.money("income"),
            own_income: values.money("own_income"),
            persons: values.int("persons").unwrap_or(0),
            total: values.money("total"),
            change_kind: values.some_text("change_kind"),
            reason_code: values.some_text("reason_code"),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        versions::decided_with_case(values, facts);
        if let Ok(version) = AwardVersion::read(values) {
            award_rules::complete(&version, values, facts);
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        award_rules::check(self, facts)
    }

    fn follows(&self, facts: &Facts) -> Vec<Write> {
        award_moves::follows(self, facts)
    }

    fn replaces(&self, facts: &Facts) -> Vec<i64> {
        award_moves::replaces(self, facts)
    }

    fn losses(&self, facts: &Facts) -> Vec<Loss> {
        award_moves::losses(self, facts)
    }

    fn moves(&self, facts: &Facts) -> Moves {
        award_moves::moves(self, facts)
    }
}
