//! The SQL behind the row sets of 养老服务 that records alone cannot put.

pub(super) mod called_on;
