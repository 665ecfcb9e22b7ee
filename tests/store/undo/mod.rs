//! An act taken back: its rows are again what they were, whatever it was; what was done since stands in the way or does not; and the undo
//! can be taken back itself.

mod office;

mod hands;
mod kinds;
mod payroll;
mod refusals;
mod sequences;
