//! The papers of 区划地名 calculated a second time, in plain SQL written from the handbook and schema.sql alone, a file for each topic.

mod boundaries;
mod divisions;
pub mod names;
mod signs;
