//! 工作机制 (services 2.13): a leading group, a joint meeting, an assessment: who is in it, when it met and what it decided.

use crate::register::core::order::{from_of, not_in_future};
use crate::register::elderly::codes;
use crate::register::{Field, Kind, ListColumn, Register, Tie};

/// 工作机制.
pub static MECHANISM: Register = Register {
    fields: &[
        Field::new("title", "名称", Kind::Text(60)).must(),
        Field::new("kind", "形式", Kind::Code(&codes::MECHANISM)).must(),
        Field::new("doc_no", "文号", Kind::Text(40)),
        Field::new("set_up_on", "建立日期", Kind::Date).must().ordered(&[not_in_future()]),
        Field::new("note", "备注", Kind::Text(400)),
    ],
    list: &[
        ListColumn::new("title", "名称", 36),
        ListColumn::new("kind", "形式", 10),
        ListColumn::new("set_up_on", "建立日期", 10),
        ListColumn::new("doc_no", "文号", 20),
    ],
    natural_key: &["title"],
    order: &["set_up_on", "title"],
    filters: &["kind"],
    since: Some("set_up_on"),
    tied: &[
        Tie { register: "mechanism_member", on: &[("mechanism", "key")] },
        Tie { register: "mechanism_meeting", on: &[("mechanism", "key")] },
    ],
    ..Register::new("mechanism", "工作机制", "项")
};

/// 成员单位. A child register of 工作机制.
pub static MECHANISM_MEMBER: Register = Register {
    fields: &[
        Field::new("mechanism", "工作机制", Kind::Ref("mechanism")).must(),
        Field::new("unit", "单位", Kind::Text(40)).must(),
        Field::new("member", "成员", Kind::Name),
        Field::new("post", "职务", Kind::Text(20)),
    ],
    list: &[
        ListColumn::new("mechanism.title", "工作机制", 30),
        ListColumn::new("unit", "单位", 20),
        ListColumn::new("member", "成员", 8),
        ListColumn::new("post", "职务", 10),
    ],
    parent: Some("mechanism"),
    order: &["mechanism", "unit"],
    filters: &["mechanism"],
    frozen: &["mechanism"],
    ..Register::new("mechanism_member", "成员单位", "家")
};

/// 会议. A child register of 工作机制.
pub static MECHANISM_MEETING: Register = Register {
    fields: &[
        Field::new("mechanism", "工作机制", Kind::Ref("mechanism")).must(),
        Field::new("held_on", "日期", Kind::Date)
            .must()
            .ordered(&[not_in_future(), from_of("mechanism", &["set_up_on"])]),
        Field::new("minutes", "议题", Kind::Text(200)).must(),
        Field::new("decisions", "议定事项", Kind::Text(400)),
    ],
    list: &[
        ListColumn::new("mechanism.title", "工作机制", 30),
        ListColumn::new("held_on", "日期", 10),
        ListColumn::new("minutes", "议题", 30),
        ListColumn::new("decisions", "议定事项", 30),
    ],
    parent: Some("mechanism"),
    order: &["mechanism", "held_on"],
    filters: &["mechanism"],
    frozen: &["mechanism"],
    ..Register::new("mechanism_meeting", "会议", "次")
};
