//! Rules and amounts of 社会救助.

pub mod dibao;
pub mod homecheck;
pub mod petty_fund;
pub mod subsidy;
pub mod tekun;
pub mod temporary;
