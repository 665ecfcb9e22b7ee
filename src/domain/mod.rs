//! Pure rules and types of the trade: numbers that people carry, money, months, amounts.
//!
//! Owns what is true without a file, a clock or a screen. Must not know SQL, the terminal, the
//! operator or the day it is: every rule takes the day it is asked about.
pub mod account;
pub mod assistance;
pub mod bank;
pub mod brief;
pub mod capital;
pub mod children;
pub mod clock;
pub mod conflict;
pub mod date;
pub mod death;
pub mod decimal;
pub mod division_code;
pub mod elderly;
pub mod found_by;
pub mod funeral;
pub mod given;
pub mod legal_basis;
pub mod mask;
pub mod money;
pub mod month;
pub mod nearest;
pub mod paper_code;
pub mod param;
pub mod param_key;
pub mod parameter;
pub mod password;
pub mod payment;
pub mod people;
pub mod places;
pub mod reason;
pub mod recovery;
pub mod rounding;
pub mod scheme;
pub mod share;
pub mod slip;
pub mod text;
pub mod trouble;
pub mod uscc;
pub mod workday;
