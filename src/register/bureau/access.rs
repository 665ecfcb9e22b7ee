//! 查阅记录: who looked at what, when and why, newest first. The file keeps them itself (`access_row` in schema.sql); here they are only
//! declared, so that they can be listed.

use crate::register::bureau::codes;
use crate::register::{Field, Input, Kind, ListColumn, Register};

/// 查阅记录.
pub static ACCESS: Register = Register {
    fields: &[
        Field::new("entry", "编号", Kind::Int(1, i64::MAX)).given(),
        Field::new("day", "日期", Kind::Date).given().hint("机器的日期"),
        Field::new("time", "时间", Kind::Text(5)).given().hint("机器的时钟"),
        Field::new("kind", "类型", Kind::Code(&codes::ACCESS_KIND)).given(),
        Field::new("operator", "操作员", Kind::Ref("operator")).given().hint("空着的是没有人用的登录名"),
        Field::new("person", "人员", Kind::Ref("person")).given(),
        Field::new("register", "登记簿", Kind::Text(40)).given(),
        Field::new("row", "记录", Kind::Int(0, i64::MAX)).given(),
        Field::new("col", "栏目", Kind::Text(40)).given(),
        Field::new("people", "条数", Kind::Int(0, i64::MAX)).given().hint("一次给出的记录数"),
        Field::new("what", "内容", Kind::Text(200)).given(),
        Field::new("reason", "用途", Kind::Code(&codes::PURPOSE)).given(),
        Field::new("why", "说明", Kind::Text(200)).given(),
        Field::new("at", "机器时间", Kind::Text(32)).given(),
    ],
    list: &[
        ListColumn::new("entry", "编号", 6),
        ListColumn::new("day", "日期", 10),
        ListColumn::new("time", "时间", 5),
        ListColumn::new("kind", "类型", 8),
        ListColumn::new("operator.full_name", "操作员", 8),
        ListColumn::new("person.name", "人员", 8),
        ListColumn::new("reason", "用途", 4),
        ListColumn::new("what", "内容", 20),
        ListColumn::new("people", "条数", 4),
        ListColumn::new("why", "说明", 12),
    ],
    natural_key: &["entry"],
    order: &["day"],
    latest_first: true,
    filters: &["operator", "person", "day", "kind"],
    input: Input::Program("查阅记录由程序随每次查阅写下, 不能录入或更正"),
    view: Some("access_row"),
    ..Register::new("access", "查阅记录", "次")
};
