//! 恢复码 and passwords that are good once: signs that nobody takes for others when he reads them aloud or copies them by hand (Crockford's
//! base 32, without I, L, O and U). Pure: what is random is given.

use crate::domain::slip::Slip;
use crate::domain::text;
use zeroize::Zeroizing;

const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Random bytes of a paper code: 24 signs.
pub const PAPER: usize = 15;
/// Random bytes of a password that is good once: 10 signs.
pub const ONCE: usize = 7;
/// Signs of a paper code, and of a password that is good once.
const LENGTH: (usize, usize) = (24, 10);

/// So many signs of random bytes, five bits each.
fn signs(random: &[u8], count: usize) -> Zeroizing<String> {
    let bits = random.iter().flat_map(|byte| (0..8).rev().map(move |bit| usize::from(byte >> bit & 1)));
    let bits = Zeroizing::new(bits.collect::<Vec<usize>>());
    let sign = |five: &[usize]| char::from(SIGNS[five.iter().fold(0, |value, bit| value << 1 | bit)]);
    Zeroizing::new(bits.chunks_exact(5).take(count).map(sign).collect())
}

/// The sign that tells a code that was copied wrongly: each other sign counts by its place.
fn check(signs: &str) -> char {
    let value = |sign: u8| SIGNS.iter().position(|known| *known == sign).unwrap_or_default();
    let sum: usize = (1..).step_by(2).zip(signs.bytes()).map(|(weight, sign): (usize, u8)| weight * value(sign)).sum();
    char::from(SIGNS[sum % SIGNS.len()])
}

/// In groups, as it is shown; what is more than whole groups stays with the last.
fn grouped(signs: &str, group: usize) -> Zeroizing<String> {
    let groups = signs.len() / group;
    let mut shown = Zeroizing::new(String::with_capacity(signs.len() + groups));
    for (at, sign) in signs.chars().enumerate() {
        if at > 0 && at % group == 0 && at / group < groups {
            shown.push('-');
        }
        shown.push(sign);
    }
    shown
}

/// A paper code: six groups of four signs, the last one with the check sign.
pub fn paper(random: &Zeroizing<[u8; PAPER]>) -> Zeroizing<String> {
    let mut code = signs(random.as_slice(), LENGTH.0);
    let last = check(&code);
    code.push(last);
    grouped(&code, 4)
}

/// A password that is good once: two groups of five signs.
pub fn once(random: &Zeroizing<[u8; ONCE]>) -> Zeroizing<String> {
    grouped(&signs(random.as_slice(), LENGTH.1), 5)
}

/// What is meant by one that was typed: small letters, blanks and hyphens do not count, and neither does a letter that was taken for a digit.
pub fn plain(typed: &str) -> Zeroizing<String> {
    let clean = Zeroizing::new(text::clean(typed).into_owned());
    let sign = |c: char| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    Zeroizing::new(clean.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '—' | '–')).map(sign).collect())
}

/// A paper code as it was typed.
///
/// # Errors
/// `E-OP02`: it is none, or copied wrongly.
pub fn read(typed: &str) -> Result<Zeroizing<String>, Slip> {
    let code = plain(typed);
    let told = if code.len() != LENGTH.0 + 1 || !code.bytes().all(|sign| SIGNS.contains(&sign)) {
        "恢复码是六组字母和数字, 前五组各4个, 第六组5个; 请对着纸上的再输一遍"
    } else if code.get(..LENGTH.0).map(check) != code.chars().last() {
        "恢复码有一处输错了; 请对着纸上的逐组核对"
    } else {
        return Ok(code);
    };
    Err(Slip::error("E-OP02", told))
}

/// The last group of a paper code, which is typed back once it is put away.
pub fn last_group(code: &str) -> &str {
    code.rsplit('-').next().unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Zeroizing<String> {
        paper(&Zeroizing::new([0, 1, 2, 3, 4, 250, 251, 252, 253, 254, 255, 128, 64, 32, 16]))
    }

    #[test]
    fn codes_are_shown_in_groups() {
        assert_eq!(some().as_str(), "000G-40R4-ZBXZ-SZFY-ZY04-080GT");
        assert_eq!(last_group(&some()), "080GT");
        assert_eq!(once(&Zeroizing::new([0xff, 0, 0xff, 0, 0xff, 0, 0xff])).as_str(), "ZW0FY-07Z03");
        assert_eq!(paper(&Zeroizing::new([0; PAPER])).as_str(), "0000-0000-0000-0000-0000-00000");
    }

    #[test]
    fn a_code_is_read_as_it_is_copied_by_hand() {
        let plain_code = some().replace('-', "");
        for typed in [some().to_lowercase(), plain_code.clone(), some().replace('-', " "), some().replace('0', "o")] {
            assert_eq!(read(&typed).unwrap().as_str(), plain_code, "{typed}");
        }
        assert_eq!(read("ＯＯＯG40R4ZBXZSZFYZY04080GT").unwrap().as_str(), plain_code);
        for typed in ["", "000G-40R4", &some()[1..], "000G-40R4-ZBXZ-SZFY-ZY04-080GU"] {
            assert!(read(typed).unwrap_err().text.contains("六组"), "{typed}");
        }
    }

    #[test]
    fn one_wrong_sign_is_found_at_any_place_and_so_are_most_that_are_exchanged() {
        let code = some().replace('-', "");
        for at in 0..code.len() {
            for sign in SIGNS.iter().map(|sign| char::from(*sign)).filter(|sign| !code[at..].starts_with(*sign)) {
                let mut wrong = code.clone();
                wrong.replace_range(at..=at, &sign.to_string());
                assert!(read(&wrong).is_err(), "{wrong}");
            }
        }
        let exchanged = code.replacen("G4", "4G", 1);
        assert!(read(&exchanged).is_err());
    }
}
