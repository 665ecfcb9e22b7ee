//! Work in many steps over the whole office: building the demonstration office, running a payroll, a year's figures.
//!
//! Must not know screens or the command line.

pub mod figures;
pub mod sample;
