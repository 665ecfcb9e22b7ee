//! Names of places: of what they are made, how they are spelled, what a name may be. Pure; knows no office.

pub mod coordinate;
pub mod generic;
pub mod roman;
