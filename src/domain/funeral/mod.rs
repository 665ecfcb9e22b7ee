//! Rules of 殡葬改革 (services 4).

pub mod relief;
