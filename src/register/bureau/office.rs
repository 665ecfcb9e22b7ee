//! 本单位: the office itself, one record: what its papers say of it. Which signers are named is the office's to say; who is not
//! named signs by hand.

use crate::register::{Field, Kind, ListColumn, Register};

/// 本单位.
pub static OFFICE: Register = Register {
    fields: &[
        Field::new("division", "区划", Kind::Division).given(),
        Field::new("name", "单位名称", Kind::Text(60)).must().hint("报表上的填报单位"),
        Field::new("phone", "联系电话", Kind::Phone).hint("报表上的联系电话"),
        Field::new("address", "地址", Kind::Text(100)).address(),
        Field::new("supervision_phone", "监督电话", Kind::Text(30)).hint("公示表上的监督电话").open(),
        Field::new("maker", "制表人", Kind::Text(32)).hint("填了的印在报表上; 空着留签名处"),
        Field::new("checker", "复核人", Kind::Text(32)).hint("填了的印在报表上; 空着留签名处"),
        Field::new("approver", "审批人", Kind::Text(32)).hint("填了的印在发放名册上; 空着留签名处"),
        Field::new("head", "负责人", Kind::Text(32)).hint("填了的印在月报上; 空着留签名处"),
    ],
    list: &[
        ListColumn::new("name", "单位名称", 24),
        ListColumn::new("phone", "联系电话", 13),
        ListColumn::new("supervision_phone", "监督电话", 13),
        ListColumn::new("address", "地址", 24),
        ListColumn::new("maker", "制表人", 8),
        ListColumn::new("checker", "复核人", 8),
        ListColumn::new("approver", "审批人", 8),
        ListColumn::new("head", "负责人", 8),
        ListColumn::new("division", "区划", 14),
    ],
    natural_key: &["name"],
    order: &["name"],
    single: true,
    ..Register::new("office", "本单位", "个")
};
