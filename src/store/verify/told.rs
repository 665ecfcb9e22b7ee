//! What of a row differs, in words for a clerk, masked as lists are. Knows no table of its own.

use crate::domain::text;
use crate::register::{Register, Value};
use serde_json::Value as Json;

/// No more columns are told of one row.
const MOST: usize = 3;

/// What a table is called.
pub(super) fn named(register: Option<&'static Register>, table: &'static str) -> &'static str {
    register.map_or(
        match table {
            "exception" => "例外登记",
            "follow" => "随之变动",
            "rights_seal" => "权限封签",
            other => other,
        },
        |r| r.label,
    )
}

/// `账号 留痕为 6217********1234, 现为 6217********9999`: columns with their values on both sides.
pub(super) fn told(register: Option<&'static Register>, apart: &[(String, Json, Json)], was: &str, is: &str) -> String {
    let words = apart.iter().take(MOST).map(|(column, old, new)| {
        let (label, old, new) = shown(register, column, old, new);
        // Numbers may differ only where they are masked; a password is not shown.
        let hidden = if old == new { " (遮盖的部分不同)" } else { "" };
        format!("{label} {was} {old}, {is} {new}{hidden}")
    });
    let more = if apart.len() > MOST { " 等" } else { "" };
    format!("{}{more}", words.collect::<Vec<_>>().join("; "))
}

fn shown(register: Option<&'static Register>, column: &str, old: &Json, new: &Json) -> (String, String, String) {
    let or_none = |shown: String| if shown.is_empty() { "(空)".to_owned() } else { shown };
    let Some(field) = register.and_then(|r| r.fields.iter().find(|f| f.column() == column)) else {
        let label = match column {
            "act" => "办理",
            "voided_by" => "作废的办理",
            "password" => return ("口令".to_owned(), String::new(), String::new()),
            other => other,
        };
        let plain = |v: &Json| or_none(v.as_str().map_or_else(|| v.to_string().replace("null", ""), text::safe));
        return (label.to_owned(), plain(old), plain(new));
    };
    let masked = |v: &Json| {
        or_none(field.show_masked(&match v {
            Json::String(text) => Value::Text(text.clone()),
            other => other.as_i64().map_or(Value::Null, Value::Int),
        }))
    };
    (field.label.to_owned(), masked(old), masked(new))
}
