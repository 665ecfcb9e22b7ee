//! 区划变更明细: of which record the division became another when a 区划调整方案 was carried out, and what it was: the printable list, and that
//! by which past days keep the place of their time. Written with the act of the change, never by hand.

use crate::register::core::order::not_in_future;
use crate::register::{Field, Input, Kind, ListColumn, Over, Register};

/// 区划变更明细.
pub static DIVISION_MOVE: Register = Register {
    fields: &[
        Field::new("plan", "方案", Kind::Ref("division_plan")).must(),
        Field::new("register", "登记簿", Kind::Text(40)).given(),
        Field::new("label", "登记", Kind::Text(40)).given(),
        Field::new("row", "记录", Kind::Int(0, i64::MAX)).given(),
        Field::new("field", "项目", Kind::Text(40)).given(),
        Field::new("called", "名称", Kind::Text(100)).given(),
        Field::new("left_division", "原区划", Kind::Division).given(),
        Field::new("division", "新区划", Kind::Division).given(),
        Field::new("from_on", "自", Kind::Date).given().ordered(&[not_in_future()]),
    ],
    list: &[
        ListColumn::new("label", "登记", 16),
        ListColumn::new("called", "名称", 24),
        ListColumn::new("left_division", "原区划", 20),
        ListColumn::new("division", "新区划", 20),
        ListColumn::new("from_on", "自", 10),
        ListColumn::new("plan.plan_no", "方案", 16),
    ],
    order: &["plan", "label", "row"],
    filters: &["plan", "label"],
    since: Some("from_on"),
    input: Input::Program("区划变更由批准的调整方案办理, 不能录入或更正"),
    over: &[Over::History],
    ..Register::new("division_move", "区划变更明细", "条")
};
