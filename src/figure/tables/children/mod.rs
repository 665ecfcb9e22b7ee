//! The tables of 儿童福利.

pub mod files;
pub mod visits;
