//! 需求 that a visit to an old person found (services 2.12). A child register of 探访.

use crate::register::elderly::codes;
use crate::register::{Field, Kind, ListColumn, Register};

/// 探访需求.
pub static ELDER_NEED: Register = Register {
    fields: &[
        Field::new("elder_visit", "探访", Kind::Ref("elder_visit")).must(),
        Field::new("need", "需求", Kind::Code(&codes::NEED)).must(),
    ],
    list: &[ListColumn::new("elder_visit.visit_no", "探访编号", 18), ListColumn::new("need", "需求", 8)],
    parent: Some("elder_visit"),
    order: &["elder_visit", "need"],
    filters: &["elder_visit"],
    frozen: &["elder_visit"],
    ..Register::new("elder_need", "探访需求", "项")
};
