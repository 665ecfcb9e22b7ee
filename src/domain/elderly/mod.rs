//! What is computed for older people (养老服务).

pub mod ability;
pub mod adapt;
pub mod allowance;
pub mod grade;
pub mod subsidy;
