//! Checks of divisions.

use super::declare::{CrossCheck, Says, Weight};

/// In the order of their codes.
pub(super) static ALL: &[&CrossCheck] = &[&ABOLISHED];

/// X28: what is in force lies in a division of the district that is not: abolished, or never there.
pub static ABOLISHED: CrossCheck = CrossCheck {
    code: "X28",
    weight: Weight::Warning,
    looks_at: "填着已撤销或没有的区划",
    says: Says::Text(|told| Some(format!("{}{}已撤销或没有登记", told.text(0), told.place(1)))),
    to_do: "改成现行的村(居); 整村合并的, 先在区划登记, 再逐件办迁居",
};
