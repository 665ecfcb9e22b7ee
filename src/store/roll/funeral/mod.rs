//! The entries of the lists of 殡葬改革.

mod market;
mod stops;
mod relief;
mod tents;
