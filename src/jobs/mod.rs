//! Work in many steps over the whole office: building the demonstration office, running a payroll, printing a report, looking at the
//! machine.
//!
//! Must not know screens or the command line.

pub mod bench;
pub mod doctor;
pub mod paper;
pub mod payroll;
pub mod printer;
pub mod report;
pub mod sample;
