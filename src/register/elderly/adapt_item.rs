//! 改造项目 of a household (services 2.10): what was done or given, how many, at what cost. A child register of 适老化改造; whether an
//! item is basic says its label.

use crate::register::elderly::codes;
use crate::register::{Field, Kind, ListColumn, Register};

/// 改造项目.
pub static ADAPT_ITEM: Register = Register {
    fields: &[
        Field::new("home_adapt", "适老化改造", Kind::Ref("home_adapt")).must(),
        Field::new("item_code", "项目", Kind::Code(&codes::ADAPT_ITEM))
            .must()
            .hint("30项之一, 打序号、名称或拼音首字母"),
        Field::new("qty", "数量", Kind::Int(1, 999)).must().or("1"),
        Field::new("measure", "单位", Kind::Text(6)).hint("处、件、米"),
        Field::new("cost", "造价", Kind::Money),
    ],
    list: &[
        ListColumn::new("home_adapt.adapt_no", "编号", 16),
        ListColumn::new("item_code", "项目", 22),
        ListColumn::new("qty", "数量", 4),
        ListColumn::new("measure", "单位", 4),
        ListColumn::new("cost", "造价", 10),
    ],
    parent: Some("home_adapt"),
    order: &["home_adapt", "item_code"],
    filters: &["home_adapt"],
    frozen: &["home_adapt"],
    ..Register::new("adapt_item", "改造项目", "项")
};
