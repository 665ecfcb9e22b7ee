//! Tables of 殡葬改革.

pub(in crate::figure) mod burials;
pub(in crate::figure) mod deaths;
pub(in crate::figure) mod publicity;
