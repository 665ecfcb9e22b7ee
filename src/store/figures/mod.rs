//! The SQL behind figures, and what is kept of past months.

pub(super) mod census;
pub(super) mod kept_months;
pub(super) mod relief_set;
pub(super) mod roster_set;
pub(super) mod row_set;
pub(super) mod sources;
pub mod summary;
pub(super) mod visit_set;
pub(super) mod walk;
