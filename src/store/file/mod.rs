//! The office as a file: made, opened, brought up, copied, put back, guarded against whatever happens around it.

pub(super) mod ahead;
pub(super) mod backup;
pub(super) mod busy;
pub(super) mod clock;
pub(super) mod content;
pub(super) mod create;
pub(super) mod declared;
pub mod files;
pub mod ground;
pub(super) mod handles;
pub(super) mod limit;
pub(super) mod log;
pub(super) mod migrate;
#[cfg(test)]
mod migrate_tests;
pub(super) mod moved;
pub(super) mod open;
pub(super) mod overwritten;
pub(super) mod own;
pub(super) mod place;
pub(super) mod process;
pub(super) mod restore;
pub(super) mod schema;
pub(super) mod seal;
pub(super) mod shape;
pub mod standing;
pub(super) mod steps;
