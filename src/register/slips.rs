//! Slips that several kinds of record share: dates in order, nothing in the future, a division in force.
//! Knows no register.

use crate::domain::slip::Slip;
use crate::register::{Ask, Facts};
use chrono::NaiveDate;

/// `E-RG03` when the date lies after the business date.
pub fn not_in_future(facts: &Facts, day: Option<NaiveDate>, field: &'static str, label: &str) -> Option<Slip> {
    let day = day.filter(|d| *d > facts.day)?;
    Some(Slip::error("E-RG03", format!("{label} {day} 不能晚于今天 {}", facts.day)).at(field))
}

/// `E-RG05` when the second date lies before the first; names both and says which way round they belong.
pub fn in_order(
    first: (Option<NaiveDate>, &str),
    second: (Option<NaiveDate>, &str),
    field: &'static str,
) -> Option<Slip> {
    let (a, b) = (first.0?, second.0?);
    (b < a).then(|| Slip::error("E-RG05", format!("{} {b} 早于{} {a}, 应不早于它", second.1, first.1)).at(field))
}

/// `E-RG06` when a text is missing that another field calls for.
pub fn needed(text: &Option<String>, field: &'static str, what: &str) -> Option<Slip> {
    text.is_none().then(|| Slip::error("E-RG06", what.to_owned()).at(field))
}

/// Whether a code of 12 digits lies in the office's district.
pub fn in_district(facts: &Facts, code: &str) -> bool {
    let district = facts.district.get(..6).unwrap_or("");
    !district.is_empty() && code.starts_with(district)
}

/// A village or community of the district that is in force: `E-DV01` when it is not. One of another district is a
/// warning (`W-DV02`) where people from elsewhere are allowed, an error otherwise.
pub fn village(facts: &Facts, code: &str, field: &'static str, elsewhere: bool) -> Option<Slip> {
    if !in_district(facts, code) {
        return Some(if elsewhere {
            Slip::warning("W-DV02", format!("区划 {code} 不在本区, 请核对")).at(field)
        } else {
            Slip::error("E-DV01", format!("区划 {code} 不在本区, 应填本区的村(居)")).at(field)
        });
    }
    match facts.division(code) {
        None if !facts.knows(&Ask::Division(code.to_owned())) => None,
        None => Some(Slip::error("E-DV01", format!("区划 {code} 不存在或已撤销, 请选现行的村(居)")).at(field)),
        Some(d) if d.level != "village" => {
            Some(Slip::error("E-DV01", format!("{}不是村(居), 请选到村(居)一级", d.name)).at(field))
        }
        Some(_) => None,
    }
}
