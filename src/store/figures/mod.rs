//! The SQL behind figures, and what is kept of past months.

mod assistance;
pub(super) mod census;
mod children;
pub(super) mod count;
mod elderly;
pub(super) mod funeral;
pub(super) mod kept_months;
mod lines;
pub(super) mod measures;
pub(super) mod on_roster;
pub(super) mod parts;
pub(super) mod personal;
mod records;
pub(super) mod row_set;
mod sources;
pub mod summary;
