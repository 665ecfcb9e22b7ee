//! Tables of 区划地名.

pub mod signs;
pub mod names;
