//! The engine under the store: SQLite by way of rusqlite, which no file outside this folder names. The store speaks the types of this
//! folder alone, so that another engine can stand behind them. Knows no table.

mod catalog;
mod db;
mod error;
pub(in crate::store) mod listener;
mod params;
#[cfg(test)]
pub mod plan;
mod settings;
mod statement;
mod value;

pub use db::{Db, Tx, Way};
pub use error::{Constraint, Error, Optional, Result};
pub use params::{Bound, Params, params_from_iter};
pub(super) use params::{named_params, params};
pub use settings::{Check, Number};
pub use statement::{Row, Rows, Statement};
pub use value::{Given, Sql};
