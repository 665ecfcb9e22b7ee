//! What the rolls of 儿童福利 list.

mod kept;
mod turns;
mod workers;
