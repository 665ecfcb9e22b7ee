//! Lists of 区划地名.

pub mod disputes;
pub mod joints;
pub mod lines;
pub mod name_cases;
pub mod standard_names;
