//! The row sets of 儿童福利 that have an SQL of their own.

pub(super) mod visits;
