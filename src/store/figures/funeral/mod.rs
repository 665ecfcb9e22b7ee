//! The row sets of 殡葬改革 that have an SQL of their own.

pub(in crate::store) mod deaths;
