//! What the lists of 区划地名 hold.

mod disputes;
mod joints;
mod lines;
mod name_cases;
mod standard_names;

use crate::register::places::boundary_line::BOUNDARY_LINE;
use crate::store::read::villages::placed;
use chrono::NaiveDate;

/// The side of a line (the alias `l`) that lay in the office's district on a day: of a county's line the district itself.
pub(in crate::store) fn own_side(day: NaiveDate) -> String {
    let [a, b] = ["side_a", "side_b"].map(|col| line_in(col, day));
    format!("CASE WHEN substr(l.side_a, 1, 6) = :district THEN {a} ELSE {b} END")
}

/// The order of lines (the alias `l`) as by their codes of a day: by the lower side, then the higher one.
fn by_code(day: NaiveDate) -> String {
    let [a, b] = ["side_a", "side_b"].map(|col| line_in(col, day));
    format!("l.level, CASE WHEN {a} < {b} THEN {a} ELSE {b} END, CASE WHEN {a} < {b} THEN {b} ELSE {a} END")
}

/// A division of a line (the alias `l`) as it was on a day.
fn line_in(col: &str, day: NaiveDate) -> String {
    placed(&BOUNDARY_LINE, "l", col, day)
}

/// That a line (the alias `l`) was there on the last day.
const THERE: &str =
    "l.voided_by IS NULL AND coalesce(l.signed_on, '') <= :last AND (l.ended_on IS NULL OR l.ended_on >= :last)";
