//! What is asked of registers: pages of rows, one record, what is in force on a day, how a record came about.

pub(super) mod acts;
pub(super) mod arranged;
mod basis;
pub(super) mod cond;
pub(super) mod copies;
mod deeds;
pub(super) mod entered;
pub(super) mod frame;
mod frequency;
pub(super) mod history;
pub(super) mod in_force;
pub(super) mod inside;
pub(super) mod json;
pub(super) mod list;
pub(super) mod lookup;
pub(super) mod offers;
pub(super) mod opened;
pub(super) mod places;
pub(super) mod records;
pub(super) mod said;
pub(super) mod sql;
pub(super) mod stored;
mod values;
pub(super) mod villages;
pub(super) mod walked;
pub(super) mod why;
