//! 动态变动: what happened to a case, by the month it takes effect (assistance 2.8). Written by the act that makes the award
//! version; a clerk adds only the notice and its service.

use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::register::benefits::codes;
use crate::register::core::order::{from, not_in_future};
use crate::register::{Facts, Field, Input, Kind, ListColumn, Record, Register, Tie, Values};
use chrono::NaiveDate;

/// 动态变动.
pub static CHANGE: Register = Register {
    fields: &[
        Field::new("scheme", "险种", Kind::Code(&codes::SCHEME)).given(),
        Field::new("case_key", "案件", Kind::Case).given(),
        Field::new("month", "执行月份", Kind::Month).given(),
        Field::new("kind", "变动类型", Kind::Code(&codes::CHANGE)).given(),
        Field::new("award", "核定", Kind::Case).given(),
        Field::new("person", "人员", Kind::Ref("person")).given(),
        Field::new("decided_date", "核定日期", Kind::Date).given(),
        Field::new("reason_code", "原因", Kind::Code(&codes::END_REASON)).given(),
        Field::new("households_delta", "户数增减", Kind::Int(-1, 1)).given().or("0"),
        Field::new("persons_delta", "人数增减", Kind::Int(-50, 50)).given().or("0"),
        Field::new("amount_delta", "金额增减", Kind::Money).given().or("0"),
        Field::new("evidence_no", "依据材料", Kind::Text(60)),
        Field::new("notice_no", "告知书文号", Kind::Text(60)).hint("减发、停发须书面告知"),
        Field::new("served_date", "送达日期", Kind::Date).ordered(&[not_in_future(), from(&["decided_date"])]),
        Field::new("serve_method", "送达方式", Kind::Code(&codes::SERVE)),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("month", "执行月份", 7),
        ListColumn::new("scheme", "险种", 10),
        ListColumn::new("kind", "变动类型", 10),
        ListColumn::new("case_key", "案件编号", 17),
        ListColumn::new("households_delta", "户", 3),
        ListColumn::new("persons_delta", "人", 4),
        ListColumn::new("amount_delta", "金额", 10),
        ListColumn::new("person.name", "人员", 10),
        ListColumn::new("reason_code", "原因", 12),
        ListColumn::new("decided_date", "核定日期", 10),
        ListColumn::new("notice_no", "告知书", 14),
    ],
    since: Some("month"),
    opens: Some("case_key"),
    order: &["scheme", "month", "kind"],
    filters: &["scheme", "month"],
    // The versions of each scheme, and the moves, have keys of their own, so one of these at most is meant.
    tied: &[
        Tie { register: Tie::VERSIONS, on: &[("key", "award")] },
        Tie { register: "move", on: &[("key", "award")] },
    ],
    input: Input::Program("动态变动随保障金核定写入"),
    ..Register::new("change", "动态变动", "件")
};

/// A change row: who was told, and when. The rest is the program's.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// dibao-urban …
    pub scheme: String,
    /// The case.
    pub case_key: i64,
    /// 执行月份.
    pub month: Month,
    /// 变动类型 code.
    pub kind: String,
    /// 核定日期.
    pub decided_date: NaiveDate,
    /// 告知书文号.
    pub notice_no: Option<String>,
    /// 送达日期.
    pub served_date: Option<NaiveDate>,
}

impl Record for Change {
    const REGISTER: &'static Register = &CHANGE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Change {
            scheme: values.need_text("scheme")?,
            case_key: values.need_int("case_key")?,
            month: values.need_month("month")?,
            kind: values.need_text("kind")?,
            decided_date: values.need_date("decided_date")?,
            notice_no: values.some_text("notice_no"),
            served_date: values.date("served_date"),
        })
    }

    fn check(&self, _facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        if self.served_date.is_some() && self.notice_no.is_none() {
            slips.push(Slip::error("E-RG06", "填了送达日期, 还须填告知书文号").at("notice_no"));
        }
        slips
    }
}
