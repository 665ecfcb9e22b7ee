//! What a person is found by: one way of folding for what fields take, what the look-up compares, and what is searched for the same
//! person. Names fold in [`crate::domain::people::person_name`]; this is what is kept beside a name, and how numbers are spelled.
//!
//! Must not know where these are kept or how results are ranked.

use super::text::{clean, squeeze};
use crate::domain::people::person_name::spellings;
use crate::domain::people::pinyin;

/// What is kept beside a name so that it is found: its pinyin initials in every useful reading, and the spellings of a name in parts
/// or in Latin letters.
pub fn beside(name: &str) -> Vec<String> {
    let mut found: Vec<String> = pinyin::initials(name).split_whitespace().map(str::to_owned).collect();
    for spelling in spellings(name) {
        if !found.contains(&spelling) {
            found.push(spelling);
        }
    }
    found
}

/// The spellings under which a number of a record (case, household, certificate, temporary number …) may stand in the file: as it was
/// typed, and in capitals without spaces and hyphens, a temporary number with its own hyphens.
pub fn numbers(typed: &str) -> Vec<String> {
    let typed = clean(typed).into_owned();
    let capitals = typed.to_ascii_uppercase();
    let bare = squeeze(&capitals).into_owned();
    let mut found = vec![typed];
    for spelling in [temporary_number(&bare), Some(capitals), Some(bare)].into_iter().flatten() {
        if !spelling.is_empty() && !found.contains(&spelling) {
            found.push(spelling);
        }
    }
    found
}

/// `T43040620210001` as it stands: `T430406-2021-0001`; the beginning of one as the beginning.
fn temporary_number(bare: &str) -> Option<String> {
    let digits = bare.strip_prefix('T').filter(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))?;
    let (district, rest) = digits.split_at_checked(6).unwrap_or((digits, ""));
    let (year, serial) = rest.split_at_checked(4).unwrap_or((rest, ""));
    let parts: Vec<&str> = [district, year, serial].into_iter().filter(|p| !p.is_empty()).collect();
    Some(format!("T{}", parts.join("-")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_however_it_is_grouped() {
        assert_eq!(numbers("db4304 0620 2000 001")[1..], ["DB4304 0620 2000 001", "DB430406202000001"]);
        assert_eq!(numbers("t43040620210001")[1], "T430406-2021-0001");
        assert_eq!(numbers("T430406-2021")[1..], ["T4304062021"]);
        assert_eq!(numbers("Ｔ４３０４０６－２０２１－０００１")[0], "T430406-2021-0001");
        assert_eq!(numbers("maker"), ["maker", "MAKER"]);
    }

    #[test]
    fn beside_a_name_stand_its_initials_and_its_parts() {
        assert_eq!(beside("张三"), ["zs"]);
        assert!(["ayg", "阿依古丽", "古丽"].iter().all(|s| beside("阿依·古丽").iter().any(|b| b.starts_with(s))));
        assert_eq!(beside("John Smith"), ["js", "johnsmith", "smith"]);
    }
}
