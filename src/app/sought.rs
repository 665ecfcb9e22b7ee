//! A new record of what was looked for by a text and not found.

use crate::app::opening::Opening;
use crate::domain::people::id_number::IdNumber;
use crate::domain::text;
use crate::register::people::household::{HOUSEHOLD, first_member};
use crate::register::{Draft, Register};
use chrono::NaiveDate;

/// A new record of a register, looked for by that text: the text stands in it; a household begins with its applicant.
pub fn new_record(register: &'static Register, typed: &str, day: NaiveDate) -> Opening {
    let typed = typed.trim().to_owned();
    let col = field_of(register, &typed);
    let row = (col == Some("applicant")).then(|| first_member(&typed, &day.to_string()));
    let field = col.and_then(|col| register.field(col));
    Opening::new(register, field.map(|f| (f.col, typed)).into_iter().collect(), row)
}

/// The first row of a new record of a register, where it has one from the beginning: of a household its head.
pub fn first_row(register: &'static Register, day: NaiveDate) -> Option<Draft> {
    (*register == HOUSEHOLD).then(|| first_member("", &day.to_string()))
}

/// The field in which it would be typed.
fn field_of(register: &Register, typed: &str) -> Option<&'static str> {
    let first = typed.chars().next()?;
    match register.name {
        _ if first == '#' => None,
        "person" if first.is_ascii_digit() && typed.chars().count() >= 15 => Some("id_number"),
        _ if text::is_han(first) => Some("name"),
        "household" if IdNumber::parse_as(typed, true).is_ok() => Some("applicant"),
        _ => None,
    }
}
