//! The tables of 社会救助.

pub(super) mod changes;
pub(super) mod dibao;
pub(super) mod disability;
pub(super) mod homecheck;
pub(super) mod petty_fund;
pub(super) mod tekun;
pub(super) mod temporary;
