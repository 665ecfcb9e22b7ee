//! The way into the file: a draft judged, saved or voided, in one act with its audit.

pub mod act;
pub(super) mod bench;
pub mod bulk;
pub(super) mod digest;
pub(super) mod follows;
mod further;
pub(super) mod judge;
mod leaving;
mod lets_go;
mod nested;
mod objections;
pub(super) mod pulled;
pub(super) mod put;
mod remap;
pub(super) mod resolve;
pub(super) mod save;
mod tied;
pub mod together;
mod transaction;
pub mod undo;
pub(super) mod unfinished;
pub(super) mod void;
