//! The page of a person.

pub(super) mod case_lines;
pub(super) mod drawn;
pub(super) mod person_changes;
pub(super) mod person_page;
pub(super) mod person_records;
