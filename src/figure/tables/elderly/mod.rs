//! Tables of 养老服务.

pub(in crate::figure) mod allowance;
pub(in crate::figure) mod homes;
pub(in crate::figure) mod visits;
