//! What the rolls of 儿童福利 list.

mod workers;
