//! Tables of 殡葬改革.

pub(in crate::figure) mod publicity;
