//! Tables of 区划地名.

pub(super) mod divisions;
pub mod names;
pub mod signs;
