//! Names of places: of what they are made, how they are spelled, what a name may be. Pure; knows no office.

pub mod basis;
pub mod characters;
pub mod coordinate;
pub mod generic;
pub mod naming;
pub mod roman;
