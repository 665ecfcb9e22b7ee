//! Pure rules and types of the trade: numbers that people carry, money, months, amounts.
//!
//! Owns what is true without a file, a clock or a screen. Must not know SQL, the terminal, the
//! operator or the day it is: every rule takes the day it is asked about.
pub mod account;
pub mod brief;
pub mod capital;
pub mod conflict;
pub mod date;
pub mod dibao;
pub mod disability;
pub mod division_code;
pub mod found_by;
pub mod homecheck;
pub mod id_fault;
pub mod id_number;
pub mod issued_in;
pub mod mask;
pub mod money;
pub mod month;
pub mod nearest;
pub mod param;
pub mod parameter;
pub mod payment;
pub mod person_name;
pub mod petty_fund;
pub mod phone;
pub mod pinyin;
pub mod readings;
pub mod reason;
pub mod rounding;
pub mod scheme;
pub mod sex;
pub mod slip;
pub mod subsidy;
pub mod tekun;
pub mod temporary;
pub mod text;
pub mod workday;
