//! What the rolls of 社会救助 list.

pub(super) mod tekun;
pub(super) mod temporary;
