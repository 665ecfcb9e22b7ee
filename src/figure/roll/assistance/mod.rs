//! The rolls of 社会救助.

pub mod dibao;
pub mod disability;
pub mod tekun;
pub mod tekun_changes;
pub mod temporary;
