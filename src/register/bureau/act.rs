//! 办理记录: the acts, newest first: who did what when and why, how much it wrote, and what took it back. The file keeps them itself
//! (`act_row` in schema.sql); here they are only declared, so that they can be listed. What an act changed is told in
//! [`crate::register::core::acts`].

use crate::register::bureau::codes;
use crate::register::core::acts::ActLine;
use crate::register::{Field, Input, Kind, ListColumn, Register};

/// 办理记录.
pub static ACT: Register = Register {
    fields: &[
        Field::new("act", "编号", Kind::Int(1, i64::MAX)).given(),
        Field::new("day", "日期", Kind::Date).given().hint("业务日期"),
        Field::new("time", "时间", Kind::Text(5)).given().hint("机器的时钟, 只供参考"),
        Field::new("kind", "类型", Kind::Code(&codes::ACT_KIND)).given(),
        Field::new("operator", "经办", Kind::Ref("operator")).given(),
        Field::new("wrote", "内容", Kind::Tally).given().hint("改动了哪些登记簿的多少条记录"),
        Field::new("why", "原因", Kind::Text(200)).given(),
        Field::new("undoes", "撤销了", Kind::Int(1, i64::MAX)).given().hint("它撤销的那一次办理的编号"),
        Field::new("undone_by", "被撤销", Kind::Int(1, i64::MAX)).given().hint("把它撤销的那一次办理的编号"),
        Field::new("at", "机器时间", Kind::Text(32)).given().hint("机器的日期和时钟; 业务日期可以与它不同"),
    ],
    list: &[
        ListColumn::new("act", "编号", 6),
        ListColumn::new("day", "日期", 10),
        ListColumn::new("time", "时间", 5),
        ListColumn::new("kind", "类型", 4),
        ListColumn::new("operator.full_name", "经办", 8),
        ListColumn::new("wrote", "内容", 20),
        ListColumn::new("undone_by", "被撤销", 6),
        ListColumn::new("why", "原因", 8),
        ListColumn::new("undoes", "撤销了", 6),
    ],
    natural_key: &["act"],
    order: &["day"],
    latest_first: true,
    filters: &["operator", "day", "kind"],
    input: Input::Program("办理记录由程序随每次办理写下, 不能录入或更正"),
    view: Some("act_row"),
    ..Register::new("act", "办理记录", "次")
};

/// What an act did, in a word.
pub fn kind_of(act: &ActLine) -> &str {
    codes::ACT_KIND.label(&act.kind).unwrap_or(&act.kind)
}

/// What it was, who did it, and when.
pub fn head(act: &ActLine) -> String {
    format!("{}  {}  业务日期 {}  时间 {}", kind_of(act), act.who, act.day, act.at)
}
