//! What the rolls of 儿童福利 list.

mod dreams;
mod kept;
mod turns;
mod workers;
