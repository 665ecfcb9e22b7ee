//! Tables of 区划地名.

pub mod names;
pub mod signs;
