//! 安葬(放)设施专项摸排: under which document facilities are checked, from when to when (services 4.3).

use crate::register::core::order::{ahead, from};
use crate::register::{Field, Kind, ListColumn, Register};

/// 专项摸排.
pub static FACILITY_CAMPAIGN: Register = Register {
    fields: &[
        Field::new("name", "名称", Kind::Text(60)).must(),
        Field::new("from_on", "开始日期", Kind::Date).must().ordered(&[ahead(12)]),
        Field::new("to_on", "结束日期", Kind::Date).must().ordered(&[ahead(24), from(&["from_on"])]),
        Field::new("document", "文号", Kind::Text(40)),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("name", "名称", 40),
        ListColumn::new("from_on", "开始日期", 10),
        ListColumn::new("to_on", "结束日期", 10),
        ListColumn::new("document", "文号", 20),
    ],
    natural_key: &["name"],
    order: &["from_on", "name"],
    latest_first: true,
    since: Some("from_on"),
    until: Some("to_on"),
    ..Register::new("facility_campaign", "设施专项摸排", "次")
};
