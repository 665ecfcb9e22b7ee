//! The rolls of 儿童福利.

pub mod changes;
pub mod dreams;
pub mod eighteen;
pub mod kept;
pub mod workers;
