//! What an office's file is: its schema, the version of it, and the mark by which the file is known.

/// The schema, as it is printed in the repository.
pub const SCHEMA: &str = include_str!("../../../schema.sql");
/// `application_id` of an office: "MZ21" in ASCII.
pub const APPLICATION_ID: i32 = 0x4D5A_3231;
/// `user_version` of schema.sql.
pub const SCHEMA_VERSION: i32 = 11;
