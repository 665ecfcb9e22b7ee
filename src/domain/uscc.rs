//! 统一社会信用代码 (GB 32100-2015): 18 characters, the last of which checks the others (services 6.1). Pure.

use crate::domain::slip::Slip;
use std::fmt;

/// The characters of a code in the order of their values: no I, O, S, V, Z.
const CHARS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// What is wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsccFault {
    /// So many characters instead of 18.
    Length(usize),
    /// A character that no code has.
    Char(char),
    /// The last character; this would be right.
    Check(char),
}

impl fmt::Display for UsccFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("统一社会信用代码校验失败: ")?;
        match self {
            UsccFault::Length(found) => write!(f, "应为18位, 现有{found}位"),
            UsccFault::Char(found) => write!(f, "不会有“{found}”, 字母中没有 I、O、S、V、Z"),
            UsccFault::Check(right) => write!(f, "按前17位, 末位应为 {right}"),
        }
    }
}

/// The character that checks 17 others.
fn check_char(first: &[usize]) -> char {
    // 3^(i-1) mod 31.
    let weights = std::iter::successors(Some(1), |weight| Some(weight * 3 % 31));
    let sum: usize = first.iter().zip(weights).map(|(value, weight)| value * weight).sum();
    char::from(CHARS[(31 - sum % 31) % 31])
}

fn values(code: &str) -> Result<Vec<usize>, UsccFault> {
    let value = |c: char| CHARS.iter().position(|own| char::from(*own) == c).ok_or(UsccFault::Char(c));
    code.chars().map(value).collect()
}

/// Whether a code, in capitals, is one.
///
/// # Errors
/// What is wrong with it.
pub fn check(code: &str) -> Result<(), UsccFault> {
    let found = code.chars().count();
    if found != 18 {
        return Err(UsccFault::Length(found));
    }
    let values = values(code)?;
    let right = check_char(&values[..17]);
    if code.ends_with(right) { Ok(()) } else { Err(UsccFault::Check(right)) }
}

/// What is wrong with a code that stands in the field `uscc`.
pub fn slip(code: &str) -> Option<Slip> {
    check(code).err().map(|fault| Slip::error("E-SO01", fault.to_string()).at("uscc"))
}

/// The code that begins with 17 characters; none where one of them cannot stand there.
pub fn complete(first: &str) -> Option<String> {
    let values = values(first).ok().filter(|values| values.len() == 17)?;
    Some(format!("{first}{}", check_char(&values)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_handbook() {
        for (code, found) in [
            ("91350100M000100Y43", Ok(())),
            ("91110000802100433B", Ok(())),
            ("911000001000000004", Err(UsccFault::Check('M'))),
            ("91110000802100433", Err(UsccFault::Length(17))),
            ("91110000802100433I", Err(UsccFault::Char('I'))),
            ("91110000802100433b", Err(UsccFault::Char('b'))),
        ] {
            assert_eq!(check(code), found, "{code}");
        }
    }

    #[test]
    fn what_completes_a_code_checks_it() {
        let code = complete("52430406MJJ123456").unwrap();
        assert_eq!(check(&code), Ok(()));
        assert_eq!((complete("52430406"), complete("52430406MJJ12345O")), (None, None));
    }
}
