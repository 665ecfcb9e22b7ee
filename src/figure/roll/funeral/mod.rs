//! Lists of 殡葬改革.

pub mod deceased;
pub mod lists;
pub mod market;
pub mod relief;
pub mod stops;
pub mod tents;
