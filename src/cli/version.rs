//! `--version`: of the program, of the schema that its offices have, and what it was built for and from (see `build.rs`).

use super::args::Format;
use super::fault::{Fault, print, print_json};
use crate::store::SCHEMA_VERSION;
use serde_json::json;

/// The program's version.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");
const TARGET: &str = env!("MINZHENG_TARGET");

/// The commit, where it is known. A `+` behind it: files were changed since.
fn commit() -> Option<&'static str> {
    Some(env!("MINZHENG_COMMIT")).filter(|commit| !commit.is_empty())
}

pub(super) fn tell(format: Format) -> Result<(), Fault> {
    if format == Format::Json {
        return print_json(
            &json!({"version": VERSION, "schema": SCHEMA_VERSION, "target": TARGET, "commit": commit()}),
        );
    }
    print(&told())
}

/// In lines, the first of which is the name and the version alone.
pub(super) fn told() -> String {
    let commit = commit().map(|commit| format!(", 提交 {commit}")).unwrap_or_default();
    format!("minzheng {VERSION}\n库版本 {SCHEMA_VERSION}\n构建 {TARGET}{commit}")
}
