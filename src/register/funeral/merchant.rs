//! 商户 that sell what is needed at funerals (services 4.7). Knows no notice and no check.

use crate::register::core::order::{from, not_in_future, since_birth};
use crate::register::funeral::codes;
use crate::register::{Acting, Field, Kind, ListColumn, Over, Register};

/// 商户.
pub static MERCHANT: Register = Register {
    fields: &[
        Field::new("name", "名称", Kind::Text(60)).must(),
        Field::new("business", "经营范围", Kind::Code(&codes::BUSINESS)).must(),
        Field::new("division", "所在区划", Kind::Division).must().hint("村(居)代码或名称"),
        Field::new("address", "地址", Kind::Text(100)),
        Field::new("uscc", "信用代码", Kind::Text(18)).hint("18位统一社会信用代码; 没有的留空, 填经营者"),
        Field::new("owner", "经营者", Kind::Ref("person")).hint("身份证号; 没有信用代码的个体户填"),
        Field::new("licence_no", "执照编号", Kind::Text(40)),
        Field::new("phone", "联系电话", Kind::Phone),
        Field::new("opened_on", "开业日期", Kind::Date).ordered(&[not_in_future(), since_birth("owner")]),
        Field::new("state", "状态", Kind::Code(&codes::MERCHANT_STATE)).must().or("1"),
        Field::new("closed_on", "停业日期", Kind::Date)
            .when("state", &["2", "3"])
            .ordered(&[not_in_future(), from(&["opened_on"])]),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("name", "名称", 24),
        ListColumn::new("business", "经营范围", 8),
        ListColumn::new("division", "所在区划", 14),
        ListColumn::new("state", "状态", 4),
        ListColumn::new("owner.name", "经营者", 10),
        ListColumn::new("phone", "电话", 13),
        ListColumn::new("address", "地址", 24),
    ],
    natural_key: &["name"],
    order: &["division", "name"],
    filters: &["division", "business", "state"],
    since: Some("opened_on"),
    until: Some("closed_on"),
    over: &[Over::Is("state", &["3"])],
    acting: &[Acting::of("owner", "请核实是否继续经营")],
    ..Register::new("merchant", "商户", "家")
};
