//! The machinery of registers, apart from the trade: declarations, fields, values, drafts, facts, judging.

pub mod acts;
pub mod answers;
pub(super) mod ask;
mod called;
pub mod codes;
pub(super) mod course;
pub(super) mod declare;
pub mod dependents;
pub mod difference;
pub(super) mod draft;
pub(super) mod entry;
pub(super) mod facts;
pub(super) mod field;
pub mod judged;
pub mod judging;
pub mod life;
pub mod lookup;
pub(crate) mod on_page;
pub mod order;
pub(super) mod query;
pub(super) mod seen;
pub(super) mod slips;
pub mod tally;
pub mod undoing;
pub(super) mod values;
pub(super) mod versions;
mod write;
