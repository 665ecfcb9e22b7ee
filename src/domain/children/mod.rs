//! Rules and amounts of 儿童福利.

pub mod category;
pub mod leaving;
pub mod parents;
pub mod topup;
