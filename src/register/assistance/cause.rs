//! 致贫原因 of a case, one of them marked main (assistance 2.4, 13.10). A child register of the case.

use crate::register::assistance::codes;
use crate::register::{Field, Kind, ListColumn, Register};

/// 致贫原因.
pub static CAUSE: Register = Register {
    fields: &[
        Field::new("dibao", "低保", Kind::Ref("dibao")).must(),
        Field::new("cause_code", "致贫原因", Kind::Code(&codes::CAUSE)).must(),
        Field::new("main", "主要原因", Kind::Flag).or("0").hint("只有一个主要原因"),
    ],
    list: &[
        ListColumn::new("dibao.case_no", "申请编号", 17),
        ListColumn::new("cause_code", "致贫原因", 12),
        ListColumn::new("main", "主要", 4),
    ],
    parent: Some("dibao"),
    order: &["dibao", "cause_code"],
    filters: &["dibao"],
    frozen: &["dibao"],
    brief: &["cause_code"],
    ..Register::new("cause", "致贫原因", "项")
};
