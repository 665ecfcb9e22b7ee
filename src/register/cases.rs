//! What cases of all schemes share: a case is known by its key alone, each scheme counts from its own thousand million
//! (schema.sql); the steps of its papers follow each other in one order.

use crate::domain::month::Month;
use crate::register::order::{Order, from, not_in_future};
use crate::register::relocation::village_in;
use crate::register::{Ask, Facts};
use chrono::{Datelike, NaiveDate};

/// What stands before the serial of a case or task: its letters, the district and the year of its day (`DB4304062021`).
pub fn yearly_number(letters: &str, day: NaiveDate, facts: &Facts) -> Option<String> {
    Some(format!("{letters}{}{}", facts.district.get(..6)?, day.year()))
}

/// 受理 follows the application.
pub const ACCEPTED: [Order; 2] = [not_in_future(), from(&["apply_date"])];
/// 公示 follows 受理. It may be entered the day before it is posted, not long before.
pub const POSTED: [Order; 2] = [not_in_future().warning(), from(&["accept_date", "apply_date"])];
/// So does 初审.
pub const REVIEWED: [Order; 2] = [not_in_future(), from(&["accept_date", "apply_date"])];
/// The district decides last.
pub const CONFIRMED: [Order; 2] = [not_in_future(), from(&["town_date", "accept_date", "apply_date"])];

/// The registers of cases.
pub const REGISTERS: [&str; 4] = ["dibao", "temporary", "tekun", "disability"];

/// Those that draw month by month: they are on rosters, and may move from village to village.
pub const ROSTERS: [&str; 3] = ["dibao", "tekun", "disability"];

/// The register that holds a case key.
pub fn register_of(case_key: i64) -> Option<&'static str> {
    match case_key / 1_000_000_000 {
        1 => Some("dibao"),
        2 => Some("temporary"),
        3 => Some("tekun"),
        4 => Some("disability"),
        _ => None,
    }
}

/// The question about the case of a key.
pub fn ask_case(case_key: i64) -> Option<Ask> {
    register_of(case_key).map(|register| Ask::Record(register, case_key))
}

/// A case as far as other registers need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLabel {
    /// 案件编号.
    pub case_no: String,
    /// dibao-urban …
    pub scheme: String,
    /// 村(居) in the month of the business date.
    pub division: String,
    /// Whose it is; none for a case of a household.
    pub person: Option<i64>,
    /// The household of a 低保 case.
    pub household: Option<i64>,
}

/// The case of a key, if it was asked for and exists.
pub fn case_of(facts: &Facts, case_key: i64) -> Option<CaseLabel> {
    let register = register_of(case_key)?;
    let record = facts.record(register, case_key)?;
    let case = &record.values;
    let scheme = match (register, case.text("kind")) {
        ("dibao", "R") => "dibao-rural",
        ("dibao", _) => "dibao-urban",
        ("disability", "CL") => "disability-living",
        ("disability", _) => "disability-care",
        (other, _) => other,
    };
    Some(CaseLabel {
        case_no: case.text("case_no").to_owned(),
        scheme: scheme.to_owned(),
        division: village_in(record, Month::of(facts.day)),
        person: case.int("person").filter(|_| register != "dibao"),
        household: case.int("household").filter(|_| register == "dibao"),
    })
}
