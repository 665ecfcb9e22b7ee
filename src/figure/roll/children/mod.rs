//! The rolls of 儿童福利.

pub mod workers;
