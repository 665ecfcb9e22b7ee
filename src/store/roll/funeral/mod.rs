//! The entries of the lists of 殡葬改革.

mod deceased;
pub(in crate::store) mod lists;
mod market;
mod relief;
mod stops;
mod tents;
