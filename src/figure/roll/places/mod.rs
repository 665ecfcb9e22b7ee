//! Lists of 区划地名.

pub mod disputes;
pub mod joints;
pub mod lines;
