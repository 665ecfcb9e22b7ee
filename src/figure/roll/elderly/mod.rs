//! Lists of 养老服务.

pub mod adaptations;
