//! What the lists of 养老服务 hold.

mod adaptations;
pub(super) mod allowance;
mod grades;
