//! The two sides of a boundary line: divisions of one level, which may lie outside the district.

use crate::domain::division_code::DivisionCode;
use crate::domain::slip::Slip;
use crate::register::Values;

/// The columns of both sides.
pub const SIDES: [&str; 2] = ["side_a", "side_b"];

/// Both sides of a line, as far as they are read.
pub fn sides(line: &Values) -> Option<[DivisionCode; 2]> {
    let [a, b] = SIDES.map(|col| DivisionCode::parse(line.text(col)).ok());
    a.zip(b).map(|(a, b)| [a, b])
}

/// `E-BD05`: who leads or looks after something of a line is one of its sides.
pub fn one_of_sides(line: &Values, code: &str, field: &'static str) -> Option<Slip> {
    let stranger = !code.is_empty() && SIDES.iter().all(|col| line.text(col) != code);
    let text = || format!("应为{}两侧之一: {} 或 {}", line.text("name"), line.text("side_a"), line.text("side_b"));
    stranger.then(|| Slip::error("E-BD05", text()).at(field))
}
