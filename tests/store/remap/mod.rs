//! Divisions change and all that refers to them follows in one act: a village merged into another, a street split in two, a town renamed.
//! Past months print as before, and taken back everything reads as it did.

mod office;

mod carried;
mod late;
mod meetings;
mod past;
mod since;
