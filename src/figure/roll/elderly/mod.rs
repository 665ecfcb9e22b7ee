//! Lists of 养老服务.

pub mod adaptations;
pub mod allowance;
pub mod allowance_changes;
pub mod grades;
