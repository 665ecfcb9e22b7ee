//! The entries of the lists of 殡葬改革.

mod market;
mod relief;
mod stops;
mod tents;
