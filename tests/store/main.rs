//! The store with real files, a file for each of what it does: to add one, name it here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../support/older.rs"]
mod older;
#[path = "../support/mod.rs"]
mod support;
#[path = "../support/tiny_office.rs"]
mod tiny_office;

mod access;
mod acts;
mod backup;
mod bounds;
mod children;
mod conditions;
mod credentials;
mod dated;
mod death_lists;
mod deaths;
mod deaths_ahead;
mod deeds;
mod elderly;
mod eyes;
mod file;
mod files;
mod follows;
mod founding;
mod frequency;
mod gate;
mod guard;
mod homes;
mod lookup;
mod moves;
mod notes;
mod orders;
mod papers;
mod parameters;
mod places;
mod records;
mod recoveries;
mod reliefs;
mod remap;
mod rights;
mod rosters;
mod seals;
mod sitting;
mod undo;
mod upgrade;
mod voids;
mod witness;
mod writers;
