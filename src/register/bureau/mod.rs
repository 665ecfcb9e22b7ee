//! The bureau itself: who works there, its name, its parameters, its calendar, the profile of its report.

pub mod calendar;
pub mod office;
pub mod operator;
pub mod parameter;
pub mod profile;
