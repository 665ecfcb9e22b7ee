//! The entries of the lists of 殡葬改革.

mod deceased;
mod market;
mod relief;
mod stops;
mod tents;
