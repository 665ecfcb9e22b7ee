//! minzheng: the daily program of a district civil affairs bureau.
pub mod domain;
pub mod print;
