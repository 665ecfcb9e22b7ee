//! 护理员技能竞赛: a contest of carers in the district, the city or the province (services 2.9); who took part stands in `contest_entry`.

use crate::register::core::order::ahead;
use crate::register::elderly::codes;
use crate::register::{Field, Kind, ListColumn, Register, Tie};

/// 护理员竞赛.
pub static CONTEST: Register = Register {
    fields: &[
        Field::new("title", "竞赛名称", Kind::Text(60)).must(),
        Field::new("level", "级别", Kind::Code(&codes::CONTEST_LEVEL)).must(),
        Field::new("held_on", "竞赛日期", Kind::Date).must().ordered(&[ahead(12)]),
        Field::new("venue", "地点", Kind::Text(60)),
    ],
    list: &[
        ListColumn::new("held_on", "竞赛日期", 10),
        ListColumn::new("level", "级别", 4),
        ListColumn::new("title", "竞赛名称", 34),
        ListColumn::new("venue", "地点", 24),
    ],
    natural_key: &["title"],
    order: &["held_on"],
    latest_first: true,
    filters: &["level"],
    frozen: &["level", "held_on"],
    tied: &[Tie { register: "contest_entry", on: &[("contest", "key")] }],
    ..Register::new("contest", "护理员竞赛", "场")
};
