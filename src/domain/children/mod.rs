//! Rules and amounts of 儿童福利.

pub mod adoption;
pub mod category;
pub mod delay;
pub mod leaving;
pub mod parents;
pub mod topup;
