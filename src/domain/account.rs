//! 一卡通账号: card, passbook and corporate account numbers (handbook 1.5, 13.8).
//!
//! Must not know banks or holders.
use crate::domain::people::id_number::IdNumber;
use crate::domain::slip::Slip;
use crate::domain::text::{quoted, squeeze};
use std::fmt;

/// 介质: what carries the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Medium {
    /// 社保卡金融账户, code 1.
    SocialCard,
    /// 银行卡, code 2.
    BankCard,
    /// 存折, code 3.
    Passbook,
    /// 供养机构对公账户, code 4.
    Corporate,
}

impl Medium {
    /// All in the order of their codes.
    pub const ALL: [Medium; 4] = [Medium::SocialCard, Medium::BankCard, Medium::Passbook, Medium::Corporate];

    /// Code `1` to `4`.
    pub const fn code(self) -> &'static str {
        match self {
            Medium::SocialCard => "1",
            Medium::BankCard => "2",
            Medium::Passbook => "3",
            Medium::Corporate => "4",
        }
    }

    /// Chinese name.
    pub const fn label(self) -> &'static str {
        match self {
            Medium::SocialCard => "社保卡金融账户",
            Medium::BankCard => "银行卡",
            Medium::Passbook => "存折",
            Medium::Corporate => "供养机构对公账户",
        }
    }

    /// Medium of a code.
    pub fn from_code(code: &str) -> Option<Medium> {
        Medium::ALL.into_iter().find(|medium| medium.code() == code)
    }

    /// Is it a card, with 16 to 19 digits and a Luhn digit?
    pub const fn is_card(self) -> bool {
        matches!(self, Medium::SocialCard | Medium::BankCard)
    }

    /// Fewest and most digits.
    pub const fn lengths(self) -> (usize, usize) {
        match self {
            Medium::SocialCard | Medium::BankCard => (16, 19),
            Medium::Passbook => (10, 25),
            Medium::Corporate => (10, 30),
        }
    }
}

/// A checked account number with its medium; its [`warnings`](AccountNo::warnings) come along.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountNo {
    digits: String,
    medium: Medium,
}

/// Why a text is not an account number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountFault {
    /// Nothing was entered.
    #[error("账号未填")]
    Empty,
    /// It is an ID number.
    #[error("疑似把身份证号填入账号")]
    IdNumber,
    /// It is the number printed on a social security card.
    #[error("这是社保卡号, 不是银行账号, 请填卡面上16至19位的银行账号")]
    SocialCardNumber,
    /// Something that is no digit.
    #[error("账号中有{}, 只能有数字", quoted(*.0))]
    Character(char),
    /// Too short or too long for the medium.
    #[error("{}账号应为{least}至{most}位, 现有{found}位", .medium.label())]
    Length {
        /// Medium asked for.
        medium: Medium,
        /// Fewest digits it may have.
        least: usize,
        /// Most digits.
        most: usize,
        /// Digits found.
        found: usize,
    },
}

impl AccountFault {
    /// Stable code: `E-ACC-002` an ID number, `E-ACC-004` a 社保卡号, `E-ACC-005` otherwise.
    pub const fn code(&self) -> &'static str {
        match self {
            AccountFault::IdNumber => "E-ACC-002",
            AccountFault::SocialCardNumber => "E-ACC-004",
            _ => "E-ACC-005",
        }
    }

    /// The fault as a slip in a field.
    pub fn slip(&self, field: &'static str) -> Slip {
        Slip::error(self.code(), self.to_string()).at(field)
    }
}

impl AccountNo {
    /// Reads an account number of a medium; spaces, hyphens and any width are allowed.
    ///
    /// # Errors
    /// An [`AccountFault`]: other characters, wrong length, an ID number, a 社保卡号.
    pub fn parse(text: &str, medium: Medium) -> Result<AccountNo, AccountFault> {
        let digits = squeeze(text);
        if digits.is_empty() {
            return Err(AccountFault::Empty);
        }
        if is_social_card_number(&digits) {
            return Err(AccountFault::SocialCardNumber);
        }
        if digits.chars().count() == 18 && IdNumber::parse(&digits).is_ok() {
            return Err(AccountFault::IdNumber);
        }
        if let Some(strange) = digits.chars().find(|c| !c.is_ascii_digit()) {
            return Err(AccountFault::Character(strange));
        }
        let (least, most) = medium.lengths();
        let found = digits.len();
        if !(least..=most).contains(&found) {
            return Err(AccountFault::Length { medium, least, most, found });
        }
        Ok(AccountNo { digits: digits.into_owned(), medium })
    }

    /// All digits.
    pub fn as_str(&self) -> &str {
        &self.digits
    }

    /// Its medium.
    pub const fn medium(&self) -> Medium {
        self.medium
    }

    /// What is doubtful: a card whose Luhn digit is wrong (`E-ACC-001`; some rural cards fail it), or that
    /// does not start with 62 (`W-ACC-062`).
    pub fn warnings(&self) -> Vec<Slip> {
        let mut warnings = Vec::new();
        if !self.medium.is_card() {
            return warnings;
        }
        if !luhn_ok(&self.digits) {
            let text = format!("银行卡号校验位错误, 请核对(末4位 {})", self.tail());
            warnings.push(Slip::warning("E-ACC-001", text).at("account_no"));
        }
        if !self.digits.starts_with("62") {
            warnings.push(Slip::warning("W-ACC-062", "卡号不以62开头, 不是银联卡, 请核对").at("account_no"));
        }
        warnings
    }

    /// `6217 **** **** 6788`.
    pub fn masked(&self) -> String {
        format!("{} **** **** {}", &self.digits[..4], self.tail())
    }

    fn tail(&self) -> &str {
        &self.digits[self.digits.len() - 4..]
    }
}

/// A letter and 8 digits.
fn is_social_card_number(text: &str) -> bool {
    let mut bytes = text.bytes();
    text.len() == 9 && bytes.next().is_some_and(|b| b.is_ascii_alphabetic()) && bytes.all(|b| b.is_ascii_digit())
}

/// Luhn sum from the right; with `first_doubled` the last digit is doubled already.
fn luhn_sum(digits: &str, first_doubled: bool) -> Option<u32> {
    let mut sum = 0;
    for (place, c) in digits.chars().rev().enumerate() {
        let digit = c.to_digit(10)?;
        let doubled = (place % 2 == 1) != first_doubled;
        sum += match (doubled, digit * 2) {
            (false, _) => digit,
            (true, twice) if twice > 9 => twice - 9,
            (true, twice) => twice,
        };
    }
    Some(sum)
}

/// Does the number satisfy Luhn? An empty text or other characters do not.
pub fn luhn_ok(digits: &str) -> bool {
    !digits.is_empty() && luhn_sum(digits, false).is_some_and(|sum| sum % 10 == 0)
}

/// The digit to append so that the number satisfies Luhn; `0` for a text that is no number.
pub fn luhn_digit(digits: &str) -> char {
    let sum = luhn_sum(digits, true).unwrap_or(0);
    char::from_digit((10 - sum % 10) % 10, 10).unwrap_or('0')
}

impl fmt::Display for AccountNo {
    /// Masked.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl fmt::Debug for AccountNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccountNo({}, {:?})", self.masked(), self.medium)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn luhn_of_the_handbook() {
        assert!(luhn_ok("6217990000123456788"));
        assert!(!luhn_ok("6217990000123456789"));
        assert!(!luhn_ok("") && !luhn_ok("62a"));
        assert_eq!(luhn_digit("621799000012345678"), '8');
    }

    #[test]
    fn a_wrong_luhn_digit_warns() {
        let codes = |text: &str, medium| -> Vec<&str> {
            AccountNo::parse(text, medium).unwrap().warnings().iter().map(|slip| slip.code).collect()
        };
        assert!(codes("6217 9900 0012 3456 788", Medium::BankCard).is_empty());
        assert_eq!(codes("6217990000123456789", Medium::SocialCard), ["E-ACC-001"]);
        assert_eq!(codes("4111111111111111", Medium::BankCard), ["W-ACC-062"]);
        assert!(codes("6217990000123456789", Medium::Passbook).is_empty());
        let warned = AccountNo::parse("6217990000123456789", Medium::BankCard).unwrap().warnings();
        assert_eq!(warned[0].text, "银行卡号校验位错误, 请核对(末4位 6789)");
        assert!(!warned[0].stops());
    }

    #[test]
    fn what_is_no_account() {
        for (text, medium, code, want) in [
            ("", Medium::BankCard, "E-ACC-005", "账号未填"),
            ("430406190304050120", Medium::BankCard, "E-ACC-002", "疑似把身份证号填入账号"),
            ("43040619030405018x", Medium::Passbook, "E-ACC-002", "身份证号"),
            ("430406190304050120", Medium::Corporate, "E-ACC-002", "身份证号"),
            ("A12345678", Medium::SocialCard, "E-ACC-004", "社保卡号"),
            ("621799000012345", Medium::BankCard, "E-ACC-005", "银行卡账号应为16至19位, 现有15位"),
            ("62179900001234567880", Medium::SocialCard, "E-ACC-005", "现有20位"),
            ("123456789", Medium::Passbook, "E-ACC-005", "存折账号应为10至25位, 现有9位"),
            ("1234567890123456789012345678901", Medium::Corporate, "E-ACC-005", "10至30位"),
            ("621799000012345678O", Medium::BankCard, "E-ACC-005", "“O”"),
            ("62179900001234567\u{200B}8", Medium::BankCard, "E-ACC-005", "<U+200B>"),
        ] {
            let fault = AccountNo::parse(text, medium).unwrap_err();
            assert_eq!(fault.code(), code, "{text}");
            assert!(fault.to_string().contains(want), "{text}: {fault}");
        }
    }

    #[test]
    fn masks() {
        let account = AccountNo::parse("6217990000123456788", Medium::BankCard).unwrap();
        assert_eq!(account.to_string(), "6217 **** **** 6788");
        assert!(!format!("{account:?}").contains("99000012345"));
        for medium in Medium::ALL {
            assert_eq!(Medium::from_code(medium.code()), Some(medium));
        }
    }

    proptest! {
        #[test]
        fn the_digit_makes_it_fit_and_any_other_does_not(body in "62[0-9]{13,16}", other in 1u32..10) {
            let digit = luhn_digit(&body);
            let fitting = format!("{body}{digit}");
            prop_assert!(luhn_ok(&fitting));
            let wrong = (digit.to_digit(10).unwrap() + other) % 10;
            prop_assert_eq!(luhn_ok(&format!("{body}{wrong}")), false);
        }
    }
}
