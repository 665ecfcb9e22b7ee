//! 法规依据: which document applies to a topic, from which day on; papers print the one in force (services 4.0, 5.0). Knows no other register.

use crate::register::bureau::codes;
use crate::register::core::order::ahead;
use crate::register::{Dated, Field, Kind, ListColumn, Register};

/// 法规依据.
pub static LEGAL_BASIS: Register = Register {
    fields: &[
        Field::new("topic", "事项", Kind::Code(&codes::BASIS_TOPIC)).must(),
        Field::new("title", "名称", Kind::Text(60)).must().hint("正式名称, 不写书名号"),
        Field::new("document", "文号", Kind::Text(40)),
        Field::new("valid_from", "施行日期", Kind::Date)
            .must()
            .ordered(&[ahead(24)])
            .hint("修订另起一条, 原来的到前一天为止"),
        Field::new("state", "状态", Kind::Code(&codes::BASIS_STATE)).must().or("confirmed"),
        Field::new("articles", "条款", Kind::Text(200)).hint("本区办事所依据的条、款"),
        Field::new("alias", "别名", Kind::Text(60)).hint("文件里误写的、习惯的叫法"),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("topic", "事项", 16),
        ListColumn::new("title", "名称", 30),
        ListColumn::new("document", "文号", 22),
        ListColumn::new("valid_from", "施行日期", 10),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("articles", "条款", 20),
        ListColumn::new("alias", "别名", 24),
    ],
    natural_key: &["title"],
    order: &["topic", "valid_from"],
    filters: &["topic", "state"],
    dated: Some(Dated { start: "valid_from", within: &["topic"], until: "valid_to" }),
    ..Register::new("legal_basis", "法规依据", "件")
};
