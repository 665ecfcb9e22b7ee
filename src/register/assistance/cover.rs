//! 保障对象 of a version: whom it covers, with the share of the base and the extra of each (decisions, Cases). Written by the
//! act that makes the version.

use crate::register::assistance::codes;
use crate::register::{Field, Input, Kind, ListColumn, Register};

/// 保障对象.
pub static COVER: Register = Register {
    fields: &[
        Field::new("dibao", "低保", Kind::Ref("dibao")).given(),
        Field::new("person", "保障对象", Kind::Ref("person")).given(),
        Field::new("from_month", "起始月", Kind::Month).given(),
        Field::new("share", "补差份额", Kind::Money).given(),
        Field::new("extra", "分类施保", Kind::Money).given().or("0"),
        Field::new("extra_kind", "分类施保类别", Kind::Code(&codes::EXTRA)).given(),
    ],
    list: &[
        ListColumn::new("dibao.case_no", "申请编号", 17),
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("from_month", "起始月", 7),
        ListColumn::new("share", "补差份额", 10),
        ListColumn::new("extra", "分类施保", 8),
        ListColumn::new("extra_kind", "类别", 10),
    ],
    parent: Some("dibao"),
    opens: Some("dibao"),
    order: &["dibao", "from_month", "person"],
    filters: &["dibao"],
    input: Input::Program("保障对象随保障金核定写入"),
    ..Register::new("cover", "保障对象", "人")
};
