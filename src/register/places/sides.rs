//! The two sides of a boundary line: divisions of one level, which may lie outside the district.

use crate::domain::division_code::DivisionCode;
use crate::domain::people::issued_in;
use crate::domain::slip::Slip;
use crate::register::{Facts, Values};

/// The columns of both sides.
pub const SIDES: [&str; 2] = ["side_a", "side_b"];

/// Both sides of a line, as far as they are read.
pub fn sides(line: &Values) -> Option<[DivisionCode; 2]> {
    let [a, b] = SIDES.map(|col| DivisionCode::parse(line.text(col)).ok());
    a.zip(b).map(|(a, b)| [a, b])
}

/// A side by its name, and its code: one in the district, or a county elsewhere.
fn called(code: &str, facts: &Facts) -> String {
    let here = facts.division(code).map(|division| division.name.clone());
    let elsewhere = || issued_in::name_of(DivisionCode::parse(code).ok()?.county()).map(str::to_owned);
    here.or_else(elsewhere).map_or_else(|| code.to_owned(), |name| format!("{name}({code})"))
}

/// `E-BD05`: who leads or looks after something of a line is one of its sides.
pub fn one_of_sides(line: &Values, code: &str, field: &'static str, facts: &Facts) -> Option<Slip> {
    let stranger = !code.is_empty() && SIDES.iter().all(|col| line.text(col) != code);
    let text = || {
        let [a, b] = SIDES.map(|col| called(line.text(col), facts));
        format!("应为{}两侧之一: {a} 或 {b}", line.text("name"))
    };
    stranger.then(|| Slip::error("E-BD05", text()).at(field))
}
