//! Slips that several kinds of record share: a text that another field calls for, a division in force.
//! Knows no register.

use crate::domain::division_code::county_of;
use crate::domain::slip::Slip;
use crate::register::Facts;

/// `E-RG06` when a text is missing that another field calls for.
pub fn needed(text: Option<&str>, field: &'static str, what: &str) -> Option<Slip> {
    text.is_none().then(|| Slip::error("E-RG06", what.to_owned()).at(field))
}

/// Whether a code of 12 digits lies in the office's district.
pub fn in_district(facts: &Facts, code: &str) -> bool {
    let district = county_of(&facts.district);
    !district.is_empty() && code.starts_with(district)
}

/// A division of the district that is in force, of whatever level: `E-DV01` when it is not.
pub fn current(facts: &Facts, code: &str, field: &'static str) -> Option<Slip> {
    let stands = code.is_empty() || (in_district(facts, code) && facts.division(code).is_some());
    let text = || format!("区划 {code} 不在本区, 或已撤销, 请选现行的");
    (!stands).then(|| Slip::error("E-DV01", text()).at(field))
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
        None => Some(Slip::error("E-DV01", format!("区划 {code} 不存在或已撤销, 请选现行的村(居)")).at(field)),
        Some(d) if d.level != "village" => {
            Some(Slip::error("E-DV01", format!("{}不是村(居), 请选到村(居)一级", d.name)).at(field))
        }
        Some(_) => None,
    }
}
