//! What names, numbers, telephones and certificates of people must be like; what living in a home asks for.

pub mod disability;
pub mod home;
pub mod id_fault;
pub mod id_number;
pub mod issued_in;
pub mod person_name;
pub mod phone;
pub mod pinyin;
pub mod readings;
pub mod sex;
