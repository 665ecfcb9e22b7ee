//! 联系电话: a mobile number, or a landline with its area code.
//!
//! Must not know whose it is.
use crate::domain::text::{quoted, squeeze};
use std::fmt;

/// A checked phone number, stored as `13812345678` or `0734-8221234`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

/// Why a text is not a phone number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneFault {
    /// Nothing was entered.
    #[error("电话未填")]
    Empty,
    /// Something that is no digit.
    #[error("电话中有{}, 只能有数字", quoted(*.0))]
    Character(char),
    /// Starts like a mobile number with another length.
    #[error("手机号应为11位, 现有{0}位")]
    Mobile(usize),
    /// Neither a mobile number nor a landline.
    #[error("电话应为11位手机号, 或区号加7至8位号码, 如 0734-8221234")]
    Form,
}

impl PhoneFault {
    /// Stable code of the slip.
    pub const fn code(&self) -> &'static str {
        "E-PH-001"
    }
}

impl Phone {
    /// Reads 11 digits starting with 1, or area code and 7 to 8 digits; +86, spaces, hyphens, brackets
    /// around the area code and any width are allowed.
    ///
    /// # Errors
    /// A [`PhoneFault`] saying what is wrong.
    pub fn parse(text: &str) -> Result<Phone, PhoneFault> {
        let text: String = squeeze(text).chars().filter(|c| !matches!(c, '(' | ')')).collect();
        if text.is_empty() {
            return Err(PhoneFault::Empty);
        }
        let text = text.strip_prefix("+86").or_else(|| text.strip_prefix("0086")).unwrap_or(&text);
        if let Some(strange) = text.chars().find(|c| !c.is_ascii_digit()) {
            return Err(PhoneFault::Character(strange));
        }
        if text.starts_with('1') {
            return if text.len() == 11 { Ok(Phone(text.to_string())) } else { Err(PhoneFault::Mobile(text.len())) };
        }
        let area = if text.starts_with("01") || text.starts_with("02") { 3 } else { 4 };
        let local = text.len().saturating_sub(area);
        let area_fits = text.starts_with('0') && !text.starts_with("00");
        let local_fits = (7..=8).contains(&local) && !matches!(text.as_bytes().get(area), Some(b'0' | b'1'));
        if !area_fits || !local_fits {
            return Err(PhoneFault::Form);
        }
        Ok(Phone(format!("{}-{}", &text[..area], &text[area..])))
    }

    /// `13812345678` or `0734-8221234`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `138****5678` or `0734-***1234`.
    pub fn masked(&self) -> String {
        let tail = &self.0[self.0.len() - 4..];
        match self.0.split_once('-') {
            Some((area, local)) => format!("{area}-{}{tail}", "*".repeat(local.len() - 4)),
            None => format!("{}****{tail}", &self.0[..3]),
        }
    }
}

impl fmt::Display for Phone {
    /// Masked.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_exist() {
        for (text, want, mask) in [
            ("13812345678", "13812345678", "138****5678"),
            ("138 1234 5678", "13812345678", "138****5678"),
            ("+86-13812345678", "13812345678", "138****5678"),
            ("０７３４－８２２１２３４", "0734-8221234", "0734-***1234"),
            ("(0731)88221234", "0731-88221234", "0731-****1234"),
            ("010-62001234", "010-62001234", "010-****1234"),
        ] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!((phone.as_str(), phone.masked().as_str()), (want, mask), "{text}");
            assert_eq!(phone.to_string(), mask);
        }
    }

    #[test]
    fn numbers_that_do_not() {
        for (text, want) in [
            ("", "电话未填"),
            ("1381234567", "手机号应为11位, 现有10位"),
            ("138123456789", "现有12位"),
            ("8221234", "区号加7至8位号码"),
            ("0734-221234", "区号加7至8位号码"),
            ("0734-0221234", "区号加7至8位号码"),
            ("1381234567a", "“a”"),
            ("138\u{200B}12345678", "<U+200B>"),
        ] {
            let fault = Phone::parse(text).unwrap_err().to_string();
            assert!(fault.contains(want), "{text}: {fault}");
        }
    }
}
