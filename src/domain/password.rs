//! 密码: which one may be set, what the file keeps of one (argon2id), and how long the next try waits. Pure: the salt is given.
//!
//! Must not know whose it is but by the log-in name, nor where it is kept.

use crate::domain::slip::Slip;
use crate::domain::text;
use argon2::{Algorithm, Argon2, Params, Version};
use std::fmt::Write;
use zeroize::Zeroizing;

/// The fewest and the most characters.
const LENGTH: std::ops::RangeInclusive<usize> = 8..=64;

/// What half the world types.
const USUAL: [&str; 40] = [
    "password",
    "password1",
    "passw0rd",
    "p@ssw0rd",
    "admin123",
    "admin888",
    "admin1234",
    "root1234",
    "qwertyui",
    "qwerty123",
    "qwertyuiop",
    "1qaz2wsx",
    "qazwsxedc",
    "1q2w3e4r",
    "q1w2e3r4",
    "zaq12wsx",
    "abc12345",
    "abcd1234",
    "a1234567",
    "a12345678",
    "a123456789",
    "aa123456",
    "123456aa",
    "1234abcd",
    "1234qwer",
    "asdfghjk",
    "asdf1234",
    "zxcvbnm1",
    "12341234",
    "12344321",
    "11112222",
    "11223344",
    "12121212",
    "123123123",
    "88886666",
    "66668888",
    "woaini1314",
    "iloveyou",
    "minzheng",
    "minzheng123",
];

/// A password as it is typed, without what an input method adds: both ways of typing it agree.
fn typed(password: &str) -> Zeroizing<String> {
    Zeroizing::new(text::clean(password).into_owned())
}

/// Whether somebody of that log-in name may set it.
///
/// # Errors
/// `E-OP12`: it is short or long, or anybody would try it first.
pub fn may_be_set(password: &str, login: &str) -> Result<(), Slip> {
    let password = typed(password);
    let lower = Zeroizing::new(password.to_lowercase());
    let told = if !LENGTH.contains(&password.chars().count()) {
        "密码要8到64个字符; 可以是一句话"
    } else if password.chars().any(char::is_control) {
        "密码里有打不出来的字符; 请用字母、数字、符号或汉字"
    } else if *lower == login.to_lowercase() {
        "密码不能就是登录名; 请另想一个"
    } else if is_run(&password, 0) || is_run(&password, 1) || is_run(&password, -1) {
        "密码不能是同一个字符或者顺着排的字符; 请另想一个"
    } else if USUAL.contains(&lower.as_str()) {
        "这个密码太常见, 别人会先试它; 请另想一个"
    } else {
        return Ok(());
    };
    Err(Slip::error("E-OP12", told))
}

/// Whether each character lies so far behind the one before.
fn is_run(password: &str, step: i64) -> bool {
    let codes: Vec<i64> = password.chars().map(|c| i64::from(u32::from(c))).collect();
    codes.windows(2).all(|pair| matches!(pair, [a, b] if b - a == step))
}

/// How much work a verifier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    kib: u32,
    passes: u32,
    lanes: u32,
}

impl Cost {
    /// Of a new one: what OWASP names for argon2id.
    pub const TODAY: Cost = Cost { kib: 19456, passes: 2, lanes: 1 };
    /// What a file may ask for at most.
    const MOST: Cost = Cost { kib: 262_144, passes: 16, lanes: 4 };

    fn is_fair(self) -> bool {
        let Cost { kib, passes, lanes } = self;
        (8 * lanes..=Cost::MOST.kib).contains(&kib)
            && (1..=Cost::MOST.passes).contains(&passes)
            && (1..=Cost::MOST.lanes).contains(&lanes)
    }
}

/// There is not so much memory at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoMemory;

/// Bytes of a salt.
pub const SALT: usize = 16;
/// Bytes of which the file knows.
const STORED: usize = 32;
/// Bytes that a password gives: what is stored, and as much that never is.
const GIVEN: usize = 64;

/// What the file keeps of a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    cost: Cost,
    salt: [u8; SALT],
    stored: [u8; STORED],
}

impl Verifier {
    /// Of a new password.
    ///
    /// # Errors
    /// Memory is short.
    pub fn of(password: &str, salt: [u8; SALT]) -> Result<Verifier, NoMemory> {
        let cost = Cost::TODAY;
        Ok(Verifier { cost, salt, stored: stored(password, salt, cost)? })
    }

    /// What nobody's password fits, at the same cost.
    pub const fn of_nobody() -> Verifier {
        Verifier { cost: Cost::TODAY, salt: [0; SALT], stored: [0; STORED] }
    }

    /// Whether it is of that password.
    ///
    /// # Errors
    /// Memory is short.
    pub fn fits(&self, password: &str) -> Result<bool, NoMemory> {
        Ok(are_same(&stored(password, self.salt, self.cost)?, &self.stored))
    }

    /// Whether a new one would be made otherwise.
    pub fn is_outdated(&self) -> bool {
        self.cost != Cost::TODAY
    }

    /// As the file has it: `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<verifier>`.
    pub fn text(&self) -> String {
        let Cost { kib, passes, lanes } = self.cost;
        format!("$argon2id$v=19$m={kib},t={passes},p={lanes}${}${}", hex(&self.salt), hex(&self.stored))
    }

    /// From the file; none where it is of another form, or asks for more work than any program of ours does.
    pub fn read(text: &str) -> Option<Verifier> {
        let mut parts = text.split('$');
        if [parts.next()?, parts.next()?, parts.next()?] != ["", "argon2id", "v=19"] {
            return None;
        }
        let mut numbers = parts.next()?.split(',');
        let mut number = |head: &str| numbers.next()?.strip_prefix(head)?.parse::<u32>().ok();
        let cost = Cost { kib: number("m=")?, passes: number("t=")?, lanes: number("p=")? };
        let (salt, stored) = (unhex(parts.next()?)?, unhex(parts.next()?)?);
        let ends = numbers.next().is_none() && parts.next().is_none();
        (ends && cost.is_fair()).then_some(Verifier { cost, salt, stored })
    }
}

/// What is stored of what a password gives.
fn stored(password: &str, salt: [u8; SALT], cost: Cost) -> Result<[u8; STORED], NoMemory> {
    let params = Params::new(cost.kib, cost.passes, cost.lanes, Some(GIVEN)).map_err(|_| NoMemory)?;
    let mut given = Zeroizing::new([0; GIVEN]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(typed(password).as_bytes(), &salt, given.as_mut_slice())
        .map_err(|_| NoMemory)?;
    given.first_chunk::<STORED>().copied().ok_or(NoMemory)
}

/// Whether bytes are the same, in a time that does not say how many.
fn are_same(a: &[u8; STORED], b: &[u8; STORED]) -> bool {
    std::hint::black_box(a.iter().zip(b).fold(0, |apart, (a, b)| apart | (a ^ b))) == 0
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let is_hex = text.len() == 2 * N && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    for (byte, at) in bytes.iter_mut().zip((0..).step_by(2)).take(if is_hex { N } else { 0 }) {
        *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
    }
    is_hex.then_some(bytes)
}

/// So many wrong ones in a row, and the account is locked.
pub const LOCKED_AT: i64 = 10;

/// The seconds after so many wrong ones before the next is looked at.
pub fn wait_after(wrong: i64) -> i64 {
    match wrong {
        ..=0 => 0,
        1..=6 => 1 << (wrong - 1),
        _ => 60,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_enough_and_not_what_anybody_would_try() {
        for (password, login, fits) in [
            ("秋天的第一杯奶茶", "zhoumin", true),
            ("dongfeng-7", "zhoumin", true),
            ("1234567", "zhoumin", false),
            ("  1234567  ", "zhoumin", false),
            ("12345678", "zhoumin", false),
            ("87654321", "zhoumin", false),
            ("hgfedcba", "zhoumin", false),
            ("88888888", "zhoumin", false),
            ("民民民民民民民民", "zhoumin", false),
            ("PassW0rd", "zhoumin", false),
            ("ｐａｓｓｗ０ｒｄ", "zhoumin", false),
            ("ZhouMin2021", "zhoumin2021", false),
            ("zhoumin2021", "zhoumin", true),
            ("ab\u{7}cdefgh9", "zhoumin", false),
            (&"长句".repeat(32), "zhoumin", true),
            (&"长句".repeat(33), "zhoumin", false),
        ] {
            let told = may_be_set(password, login);
            assert_eq!(told.is_ok(), fits, "{password}");
            assert!(told.err().is_none_or(|slip| slip.code == "E-OP12" && !slip.text.contains(password)));
        }
        let lower = USUAL.iter().all(|usual| usual.len() >= 8 && usual.to_lowercase() == *usual);
        assert!(lower && USUAL.iter().all(|usual| may_be_set(usual, "x").is_err()));
    }

    #[test]
    fn a_verifier_fits_its_password_alone_and_comes_back_from_its_text() {
        let verifier = Verifier::of("秋天的第一杯奶茶1", [7; SALT]).unwrap();
        assert_eq!(Verifier::read(&verifier.text()), Some(verifier.clone()));
        for (password, fits) in [
            ("秋天的第一杯奶茶1", true),
            ("秋天的第一杯奶茶１", true),
            (" 秋天的第一杯奶茶1 ", true),
            ("秋天的第一杯奶茶2", false),
            ("", false),
        ] {
            assert_eq!(verifier.fits(password), Ok(fits), "{password}");
        }
        assert_ne!(Verifier::of("秋天的第一杯奶茶1", [8; SALT]).unwrap().stored, verifier.stored);
        assert_eq!(Verifier::of_nobody().fits(""), Ok(false));
        assert!(!verifier.is_outdated());
    }

    /// What lies in offices was made so: it never changes.
    #[test]
    fn a_verifier_is_the_same_for_ever() {
        let salt = hex(&[7; SALT]);
        let text = format!(
            "$argon2id$v=19$m=19456,t=2,p=1${salt}$625b8f2d4777f831cab7c2fc9341d5a6d42b18c1a89031ab6ff2cb4ccd0d9f17"
        );
        assert_eq!(Verifier::of("秋天的第一杯奶茶1", [7; SALT]).unwrap().text(), text);
    }

    #[test]
    fn a_text_of_another_form_is_none() {
        let (salt, stored) = ("07".repeat(16), "0a".repeat(32));
        let text = |head: &str, cost: &str, salt: &str| format!("${head}$v=19${cost}${salt}${stored}");
        let older = Verifier::read(&text("argon2id", "m=4096,t=3,p=1", &salt)).unwrap();
        assert!(older.is_outdated() && older.fits("x") == Ok(false));
        for wrong in [
            String::new(),
            text("argon2i", "m=4096,t=3,p=1", &salt),
            text("argon2id", "m=4096,t=3", &salt),
            text("argon2id", "m=4096,t=3,p=1,x=1", &salt),
            text("argon2id", "m=4294967295,t=3,p=1", &salt),
            text("argon2id", "m=4096,t=0,p=1", &salt),
            text("argon2id", "m=4096,t=3,p=1", &salt[2..]),
            text("argon2id", "m=4096,t=3,p=1", &salt.replace('7', "G")),
            text("argon2id", "m=4096,t=3,p=1", &format!("{salt}$")),
        ] {
            assert_eq!(Verifier::read(&wrong), None, "{wrong}");
        }
    }

    #[test]
    fn each_wrong_one_makes_the_next_wait_longer() {
        let waits: Vec<i64> = (-1..=9).map(wait_after).collect();
        assert_eq!(waits, [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
    }
}
