//! Rules of 殡葬改革 (services 4).

pub mod cremation;
pub mod relief;
